"""A sign under a message, or a number, is one button and stays that one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.matrix.keys import MORE, Key, assigned, named, number_of, numbered, plain, sign_of, typed
from bot.platforms.matrix.outgoing import Speech
from bot.texts import voice
from tests.bot.salon.strange import words

SPEECH = Speech(voice("fr"))
EMOJI = ["👍", "👍🏽", "❤️", "❤", "🔟", "🎉🎉", "1️⃣", "👩‍👩‍👧‍👦", "⋯", "🏻", "\ufe0f", "✖️", "↩️"]
labels = st.one_of(
    words,
    st.sampled_from(["bleu", "Bleu", "vert", "2", "1. Nord", "2. Sud", "👍"]),
    st.sampled_from(EMOJI).map("{} oui".format),
).map(SPEECH)
"""As outgoing.py hands them in: one line, without signs that nobody sees."""
datas = st.integers(1, 14).map("polls:vote:1:{}".format)
screens = st.lists(st.tuples(labels, datas), max_size=14, unique_by=lambda button: button[1])


@pytest.mark.parametrize(("number", "sign"), [(1, "1️⃣"), (9, "9️⃣"), (10, "🔟"), (11, "11"), (99, "99")])
def test_a_number_has_its_sign_and_the_sign_its_number(number: int, sign: str) -> None:
    assert sign_of(number) == sign
    assert number_of(sign) == number_of(plain(sign)) == str(number)


@pytest.mark.parametrize("sign", ["", "👍", "1a", "²", "٣", "⒈", "1️⃣1️⃣", "-1"])
def test_no_other_sign_is_a_number(sign: str) -> None:
    assert number_of(sign) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("❤️", "❤"), ("👍🏽", "👍"), ("1️⃣", "1⃣"), ("✔︎", "✔️"), ("👩🏽‍🌾", "👩🏿‍🌾")],
)
def test_two_telephones_mean_the_same_sign(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_a_card_has_numbers_and_its_own_signs() -> None:
    buttons = [("Bleu", "a:1"), ("👍 Oui", "a:2"), ("Vert", "a:3"), ("⋯ Plus", "a:4"), ("3. Nord", "a:5")]
    assert assigned(buttons, {}) == (
        Key("1️⃣", "Bleu", "a:1"),
        Key("👍", "Oui", "a:2"),
        Key("2️⃣", "Vert", "a:3"),
        Key(MORE, "Plus", "a:4"),
        Key("3️⃣", "Nord", "a:5"),
    )


def test_what_comes_later_gets_a_sign_that_was_never_used() -> None:
    first = assigned([("Bleu", "a:1"), ("Vert", "a:2"), ("👍 Oui", "a:3")], {})
    known = {key.sign: key.data for key in first}
    # Green is gone, yellow came, and another « 👍 » is another button: none of them takes a sign that was there.
    assert assigned([("Jaune", "a:4"), ("Bleu", "a:1"), ("👍🏽 Non", "a:5")], known) == (
        Key("3️⃣", "Jaune", "a:4"),
        Key("1️⃣", "Bleu", "a:1"),
        Key("4️⃣", "👍🏽 Non", "a:5"),
    )
    assert assigned([("Vert", "a:2")], known) == (Key("2️⃣", "Vert", "a:2"),)


@pytest.mark.parametrize("label", ["🏻 x", "\ufe0f x", "🎉" * 20 + " x", "👍", "1️⃣ x", "- x", "« x »", "bleu 👍"])
def test_a_label_without_one_sign_at_its_beginning_gets_a_number_and_stays_whole(label: str) -> None:
    assert assigned([(label, "a:1")], {}) == (Key("1️⃣", label, "a:1"),)


def test_a_sign_of_its_own_is_not_given_to_a_number() -> None:
    buttons = [("🔟 Dix", "a:0"), *((f"n{at}", f"a:{at}") for at in range(1, 12))]
    signs = [key.sign for key in assigned(buttons, {})]
    assert signs == ["🔟", *map(sign_of, range(1, 10)), "11", "12"]


@given(st.lists(screens, min_size=1, max_size=5))
def test_a_sign_never_changes_its_meaning_on_one_message(edits: list[list[tuple[str, str]]]) -> None:
    known: dict[str, str] = {}  # as storage keeps it: the first meaning stays
    meant: dict[str, str] = {}
    for buttons in edits:
        keys = assigned(buttons, known)
        assert [key.data for key in keys] == [data for _, data in buttons]
        assert all(key.sign and plain(key.sign) for key in keys)
        assert len({plain(key.sign) for key in keys}) == len(keys), "one sign for two buttons"
        for key in keys:
            assert meant.setdefault(plain(key.sign), key.data) == key.data
            known.setdefault(key.sign, key.data)


@given(screens)
def test_what_is_shown_and_typed_back_is_the_same_button(buttons: list[tuple[str, str]]) -> None:
    keys = numbered(buttons)
    for at, key in enumerate(keys, 1):
        assert key.data == buttons[at - 1][1]
        for said in (str(at), f" {at}. ", f"{at} !", key.sign):
            assert typed(said, keys) == key
        # A label may be the number of another one, or stand there twice: then it is that number, or nothing.
        assert (
            typed(key.label, keys) in (key, None)
            or key.label.strip(" .!)»«") in map(str, range(1, 15))
            or (plain(key.label) in {plain(other.sign) for other in keys})
        )


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("2", "a:2"),
        (" 2. ", "a:2"),
        ("2)", "a:2"),
        ("2️⃣", "a:2"),
        ("VERT", "a:2"),
        ("« vert »", "a:2"),
        ("vert !", "a:2"),
        ("pas vert !", None),
        ("vert ou bleu", None),
        ("22", None),
        ("0", None),
        ("", None),
        (" ", None),
        ("!", None),
        ("\ufe0f", None),
        ("🏻", None),
    ],
)
def test_a_typed_answer_counts_only_if_it_is_exactly_a_choice(said: str, data: str | None) -> None:
    keys = (*numbered([("Bleu", "a:1"), ("Vert", "a:2")]), Key("", "", ""))
    found = typed(said, keys)
    assert (found.data if found else None) == data


def test_a_label_that_stands_there_twice_names_nobody() -> None:
    keys = numbered([("Léa", "a:1"), ("léa", "a:2")])
    assert typed("Léa", keys) is None
    assert typed("2", keys) == keys[1]


def test_numbers_grow_with_every_new_button() -> None:
    known: dict[str, str] = {}
    for at in range(1, 13):
        (key,) = assigned([("x", f"a:{at}")], known)
        known[key.sign] = key.data
    assert list(known) == list(map(sign_of, range(1, 13)))


def test_words_may_be_those_of_an_older_screen_and_numbers_may_not() -> None:
    ballot = [Key("1️⃣", "Toits du Sud", "vote:1"), Key("2️⃣", "2030", "vote:2"), Key("3️⃣", "↩️ Retour", "back:1")]
    menu = [Key("1️⃣", "Moi", "me"), Key("2️⃣", "↩️ Retour", "back:2")]
    assert named("« toits du sud ! »", [*menu, *ballot]) == ballot[0]
    for said in ("1", "2030", "", "!", "Toits", "↩️ Retour"):  # the last would lead to two places
        assert named(said, [*menu, *ballot]) is None


def test_letters_stand_where_figures_are_those_of_something_else() -> None:
    keys = assigned([("Répondre", "a:1"), ("⋯ Plus", "a:2"), ("Tout", "a:3")], {}, lettered=True)
    assert [key.sign for key in keys] == ["🇦", MORE, "🇧"]
    assert not any(key.number for key in keys)
    known = {key.sign: key.data for key in keys}
    assert assigned([("Tout", "a:3"), ("Répondre", "a:1")], known, lettered=True) == (keys[2], keys[0])


def test_nobody_types_the_emoji_with_which_a_button_begins() -> None:
    question = [Key("1️⃣", "✅ Pas d'objection", "yes"), Key("2️⃣", "✋ J'ai une objection", "no")]
    for said in ("pas d'objection", "Pas d’objection !", "✅ pas d'objection", "1"):
        assert typed(said, question) == question[0], said
    assert named("j'ai une objection", question) == question[1]
    assert typed("objection", question) is None
    both = [*question, Key("3️⃣", "Pas d'objection", "other")]
    assert typed("pas d'objection", both) == named("pas d'objection", both) == both[2], "whole words come first"
