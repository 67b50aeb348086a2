"""A card can show any name: it is short, on one line, can be seen, and turns nothing around."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import User

from bot.platforms.names import LONGEST
from bot.platforms.telegram.names import shown_name
from handlers.conversation.signs import JOINERS
from tests.bot.salon.strange import WORDS, words


def named(first: str, last: str | None = None, username: str | None = None) -> str:
    return shown_name(User(7_000_012_345, first, False, last_name=last, username=username))


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("Nadia", None, "Nadia"),
        ("Nadia", "B.", "Nadia B."),
        ("  Nadia ", "  Ben  Ali ", "Nadia Ben Ali"),
        ("Ine\u0301s", None, "In\u00e9s"),
        ("نادية", "بن علي", "نادية بن علي"),
        ("ナディア", None, "ナディア"),
        ("🌻", None, "🌻"),
        ("\u202eaidaN", "\u2066x\u2069", "aidaN x"),
        ("Na\u200bdia\u200f", "\ufeff", "Nadia"),
        ("Nadia\u2028B.", "\u2029", "Nadia B."),
        ("", "Ben Ali", "Ben Ali"),
        ("<b>Nadia</b>", "{name}", "<b>Nadia</b> {name}"),
        ("Nadia\x00", None, "Nadia\ufffd"),
        ("a" * 40, None, "a" * 40),
        ("a" * 41, None, "a" * 39 + "…"),
        ("a" * 38, "b" * 9, "a" * 38 + "…"),
        ("🌻" * 60, None, "🌻" * 39 + "…"),
    ],
)
def test_a_name_is_first_and_last_name(first: str, last: str | None, shown: str) -> None:
    assert named(first, last, "nadia") == shown


UNSEEN = ["", " ", "\u200b", "\u202e\u2066", "\u00ad", "\u0301", "\x01\x1b", "\ue000", "\ufe0f", "\u2028"]
BLANK_LETTERS = ["\u3164", "\u115f\u1160", "\uffa0", "\u2800", "\u034f", "\u3164 \u2800"]
"""What people give as a name who want to have none."""


@pytest.mark.parametrize("first", UNSEEN + BLANK_LETTERS)
def test_who_has_no_name_that_can_be_seen_is_called_by_another(first: str) -> None:
    assert named(first, first, "nadia") == "nadia"
    assert named(first) == "n° 2345"
    assert named(first, username=first) == "n° 2345"


@pytest.mark.parametrize("blank", BLANK_LETTERS)
def test_blank_letters_are_left_out_of_a_name(blank: str) -> None:
    assert named(blank, f"A{blank}li") == f"A{' ' if ' ' in blank else ''}li"


def test_the_number_is_a_short_one() -> None:
    assert shown_name(User(7, "", False)) == "n° 7"
    assert shown_name(User(5_000_000_007, "", False)) == "n° 7"


@pytest.mark.parametrize("said", WORDS)
def test_a_strange_name_is_shown_as_one_line(said: str) -> None:
    shown = named(said, said, "nadia")
    assert shown
    assert "\n" not in shown
    assert not {"\u202e", "\u2066", "\u200b", "\x00"} & set(shown)


@given(words, st.none() | words, st.none() | words)
def test_any_name_can_be_shown(first: str, last: str | None, username: str | None) -> None:
    shown = named(first, last, username)
    assert 1 <= len(shown) <= LONGEST
    assert shown == shown.strip() == " ".join(shown.split())
    assert shown.encode().decode() == shown
    categories = {unicodedata.category(sign) for sign in shown}
    assert not categories & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert {sign for sign in shown if unicodedata.category(sign) == "Cf"} <= set(JOINERS)
    assert any(category[0] in "LNPS" for category in categories)
    assert unicodedata.is_normalized("NFC", shown)
