"""Whatever is sent from the page is an event, words between neighbours, or a refusal in words."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.salon.incoming import (
    TALK_LENGTH,
    BadForm,
    Form,
    Replied,
    Talk,
    is_event,
    understand,
)
from bot.platforms.salon.store import Resident
from bot.platforms.typed import keepable
from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat, Command, Event, Press, Quoted, Said
from handlers.conversation.topic import Topic
from tests.bot.salon.strange import WORDS, words
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import ROOM, Neighbourhood

LEA = Resident(ROOM, "Les Tilleuls", 7, "Léa", False, "fr", ZoneInfo("Europe/Paris"), True)
EVENT = "0123-abcd"
QUOTED = Replied(3, quoted=Quoted("2", "Inès", "Samedi ou dimanche ?"))
CARD = Replied(4, topic=Topic("polls", 9))


def heard(form: Form, replied: Replied | None = None) -> tuple[Event | None, Talk | None]:
    return understand(form, LEA, TUESDAY_NOON, replied)


def test_a_slash_makes_a_command_with_the_rest_as_it_was_typed() -> None:
    event, talk = heard(Form(EVENT, words="  /Sondage\n bleu\nvert "), QUOTED)
    assert isinstance(event, Command)
    assert (event.name, event.words, event.reply_to, talk) == ("Sondage", "bleu\nvert", QUOTED.quoted, None)
    assert (event.id, event.chat, event.sender.account) == (f"salon:7:{EVENT}", Chat("salon", ROOM), "7")


@pytest.mark.parametrize("typed", ["/", "/  sondage", "//sondage", "/12", "1/2", "oui/non", "/_x", "a /sondage"])
def test_a_slash_elsewhere_is_talk(typed: str) -> None:
    assert heard(Form(EVENT, words=typed)) == (None, Talk(typed, None))


def test_a_button_wins_over_an_answer_and_an_answer_over_words() -> None:
    event, _ = heard(Form(EVENT, "help:menu", "an answer", "some words"))
    assert isinstance(event, Press)
    event, _ = heard(Form(EVENT, "", "an answer", "some words"))
    assert isinstance(event, Said)
    assert event.topic is None


def test_words_between_neighbours_are_not_heard_but_a_reply_to_a_card_is() -> None:
    assert heard(Form(EVENT, words="bonjour"), QUOTED) == (None, Talk("bonjour", 3))
    event, talk = heard(Form(EVENT, words="bleu"), CARD)
    assert isinstance(event, Said)
    assert event.topic == Topic("polls", 9)
    assert talk == Talk("bleu", 4)


def test_nothing_typed_is_nothing() -> None:
    assert heard(Form(EVENT, words=" \n ")) == (None, None)


def test_a_message_that_is_too_long_is_refused_but_a_command_is_heard_whole() -> None:
    with pytest.raises(Refused):
        heard(Form(EVENT, words="a" * (TALK_LENGTH + 1)))
    assert heard(Form(EVENT, words="a" * TALK_LENGTH))[1] is not None
    event, _ = heard(Form(EVENT, words="/sondage " + "a" * 10_000))
    assert isinstance(event, Command)
    assert len(event.words) == 10_000


@given(st.one_of(words, st.from_regex(r"[A-Za-z0-9-]{6,70}", fullmatch=True)))
def test_an_event_is_named_as_the_page_names_them_or_refused(name: str) -> None:
    if is_event(name):
        assert 8 <= len(name) <= 64
        assert name.isascii()
        heard(Form(name, words="bonjour"))
    else:
        with pytest.raises(BadForm):
            heard(Form(name, words="bonjour"))


@given(st.builds(Form, st.just(EVENT), words, words, words), st.sampled_from([None, QUOTED, CARD]))
def test_any_words_make_an_event_that_a_database_can_keep(form: Form, replied: Replied | None) -> None:
    try:
        event, talk = heard(form, replied)
    except Refused:
        return
    kept = [getattr(event, name, "") for name in ("words", "data", "name")] + [talk.words if talk else ""]
    for said in kept:
        assert "\x00" not in said
        assert said.encode().decode() == said


@given(words)
def test_what_can_be_kept_is_kept_as_it_is(typed: str) -> None:
    kept = keepable(typed)
    assert keepable(kept) == kept
    assert len(kept) == len(typed)
    assert all(a == b or b == "\ufffd" for a, b in zip(typed, kept, strict=True))


@given(words)
def test_no_data_of_a_button_breaks_the_reading_of_its_numbers(sent: str) -> None:
    press, _ = heard(Form(EVENT, sent or "x"))
    assert isinstance(press, Press)
    assert all(0 <= press.number(place) < 10**17 for place in range(4))
    assert isinstance(press.feature + press.action + press.word(2), str)


async def _says_everything(neighbours: Neighbourhood) -> None:
    karim, lea = neighbours["Karim"], neighbours["Léa"]
    for strange in (typed.encode("utf-8", "replace").decode() for typed in WORDS):
        for said in (
            strange,
            f"/sondage {strange}",
            f"/sondage {strange[:80]} ? bleu{strange[:20]} ou vert",
            f"/{strange}",
        ):
            got = await karim.says(said)
            assert got.status == 200, repr(said[:60])
        assert (await karim.presses(strange[:200] or "x")).status == 200
        asked = await karim.says("/sondage")
        assert asked.private.text
        assert (await karim.answers(strange)).status == 200
        await karim.says("/annuler")
    for message in await lea.sees():
        assert "script" not in {label.casefold() for label in message.buttons}
    assert (await lea.says("/menu")).private.buttons


async def test_any_text_goes_through_the_whole_house(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await _says_everything(neighbours)


async def test_the_choices_of_strange_words_can_be_answered_and_drawn(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(
            "/sondage <b>Où</b> {name} ?|مرحبا|*gras* #x $y$ \\n|{{ 7*7 }}|👩‍👩‍👧|<script>"
        )
        card = await neighbours["Léa"].last()
        assert card.lines[0] == "🗳️ <b>Où</b> {name} ?"
        assert list(card.buttons) == ["مرحبا", "*gras* #x $y$ \\n", "{{ 7*7 }}", "👩‍👩‍👧", "<script>", "⋯ Plus"]
        got = await neighbours["Léa"].taps("<script>")
        assert got.toast == "Noté : <script>. Vous pouvez changer jusqu'à jeudi 20 h."
        await neighbours["Inès"].taps("مرحبا")
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours["Karim"].taps("Terminer")
        result = await neighbours["Léa"].last()
        assert "Égalité entre مرحبا et <script> : 1 réponse chacun." in result.lines
        assert len(result.pictures) == 1
