"""A link to the private conversation carries a button, or an answer, and brings it back unchanged."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.platforms.telegram import links
from bot.platforms.telegram.incoming import Asked, Back, Declined, Heard, Me, understand
from handlers.conversation.events import Chat, Command, Press
from tests.bot.salon.strange import words
from tests.conftest import TUESDAY_NOON
from tests.peers.telegram.calls import Json
from tests.peers.telegram.keyboards import START, start_payload

KEY = b"a key that nobody else has"
ME = Me(7_000_000_001, "PalabreBot", frozenset({"start"}), KEY)
NADIA: Json = {"id": 5001, "is_bot": False, "first_name": "Nadia"}
GROUP: Json = {"id": -1001234567890, "type": "supergroup", "title": "Les Tilleuls"}
PRIVATE: Json = {"id": 5001, "type": "private", "first_name": "Nadia"}
datas = st.from_regex(r"[a-z0-9]+(:[a-z0-9]+){1,8}", fullmatch=True)


def heard(text: str, chat: Json = PRIVATE) -> Heard | Asked | Declined:
    """What Nadia says by these words, as the update 900."""
    written = {"message_id": 41, "date": 1, "chat": chat, "from": NADIA, "text": text}
    update = Update.de_json({"update_id": 900, "message": written})
    (item,) = understand(update, ME, TUESDAY_NOON, TUESDAY_NOON)
    return item


@given(datas)
def test_a_buttons_data_goes_and_comes_back(data: str) -> None:
    parameter = links.of_button(data, 5001, KEY)
    if len(data) + 13 > links.LONGEST:
        assert parameter is None
        return
    assert parameter is not None
    assert START.fullmatch(parameter)
    assert links.to_button(parameter, 5001, KEY) == data
    assert links.to_answer(parameter) is None
    assert links.to_button(parameter, 5002, KEY) is None, "it is nobody else's"
    assert links.to_button(parameter, 5001, b"another key") is None
    assert links.to_button("z" + parameter, 5001, KEY) is None, "nor for another button"


@given(st.integers(0, 2**53))
def test_an_answer_is_asked_for_by_its_update(update: int) -> None:
    parameter = links.of_answer(update)
    assert START.fullmatch(parameter)
    assert links.to_answer(parameter) == update
    assert links.to_button(parameter, 5001, KEY) is None


@pytest.mark.parametrize(
    "data",
    ["", "polls", "polls:", ":more", "polls::17", "Polls:more", "polls:é", "polls:more-17", "a_b:c", "a:b\n", "a" * 63 + ":b"],
)  # fmt: skip
def test_what_cannot_be_carried_has_no_link(data: str) -> None:
    assert links.of_button(data, 5001, KEY) is None


@pytest.mark.parametrize(
    "parameter",
    ["", "polls", "polls-", "-more", "polls--17", "Polls-more", "polls-é", "polls:more", "r_", "r_x", "r_-1", "r_1 ", "R_1", "r_1\n", "r_" + "9" * 19],
)  # fmt: skip
def test_what_is_no_parameter_stands_for_nothing(parameter: str) -> None:
    assert links.to_button(parameter, 5001, KEY) is None
    assert links.to_answer(parameter) is None


def test_a_parameter_that_telegram_would_not_carry_stands_for_nothing() -> None:
    longest = "a:" + "b" * 49
    carried = links.of_button(longest, 5001, KEY)
    assert carried is not None
    assert len(carried) == links.LONGEST
    assert links.to_button(carried, 5001, KEY) == longest
    assert links.of_button(longest + "b", 5001, KEY) is None


@given(words)
def test_no_words_break_a_link(typed: str) -> None:
    made = links.of_button(typed, 5001, KEY)
    assert made is None or re.fullmatch("[a-z0-9-]+_[A-Za-z0-9-]{12}", made)
    assert links.to_button(typed, 5001, KEY) is None, "nobody makes one by hand"
    answer = links.to_answer(typed)
    assert answer is None or 0 <= answer < 10**18


def test_an_address_opens_the_conversation_with_the_bot() -> None:
    address = links.address("PalabreBot", links.of_answer(12))
    assert address == "https://t.me/PalabreBot?start=r_12"
    assert start_payload(address, "palabrebot") == "r_12"


@pytest.mark.parametrize("start", ["/start", "/start@PalabreBot", "/START", "/start "])
@pytest.mark.parametrize("data", ["polls:more:17", "a:b"])
def test_a_link_to_a_button_presses_it(start: str, data: str) -> None:
    item = heard(f"{start} {links.of_button(data, 5001, KEY)}")
    assert isinstance(item, Heard)
    assert isinstance(item.event, Press)
    assert (item.event.id, item.event.at, item.event.data) == ("telegram:5001:900", TUESDAY_NOON, data)
    assert item.event.chat.private
    assert item.back is not None
    assert (item.back.message, item.back.query) == (41, "")


@pytest.mark.parametrize(
    "parameter",
    [
        "polls",
        "Polls-More",
        "r_x",
        "",
        "help-forget-surely",
        f"{links.of_button('help:forget:surely', 5002, KEY)}",
    ],
)
def test_a_link_that_somebody_else_made_presses_nothing(parameter: str) -> None:
    item = heard(f"/start {parameter}")
    assert isinstance(item, Heard)
    assert isinstance(item.event, Command)
    assert (item.event.name, item.event.words) == ("start", parameter)


def test_a_link_to_an_answer_asks_for_it() -> None:
    chat = Chat("telegram", "5001", private=True)
    assert heard("/start r_12") == Asked(12, Back(chat, 5001, "Nadia", 900, 41))


@pytest.mark.parametrize("parameter", ["polls-more-17", "r_12"])
def test_in_a_group_a_parameter_is_a_word_like_others(parameter: str) -> None:
    item = heard(f"/start@PalabreBot {parameter}", GROUP)
    assert isinstance(item, Heard)
    assert isinstance(item.event, Command)
    assert item.event.words == parameter
