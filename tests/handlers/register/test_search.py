"""A decision is found again by any of its words, however they are typed."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from handlers.conversation.folding import folded
from handlers.register.model import Decision
from handlers.register.search import SLIPS_FROM, asked, search

NOON = datetime(2027, 3, 2, 12, tzinfo=UTC)
WORDS = (
    "buanderie", "samedi", "chambre", "composteur", "vélos", "bruit", "jardin", "clé", "réunion", "étage", "œuvre",
    "local", "amis", "potager", "silence", "toiture", "août", "façade", "noël", "cœur",
)  # fmt: skip
some_words = some.lists(some.sampled_from(WORDS), min_size=1, max_size=5, unique=True)


def decision(rank: int, words: str, **more: object) -> Decision:
    fields = {"method": "meeting", "decided_at": NOON, "noted_at": NOON, "author": None, "year": 2027, "group": 1}
    return Decision(id=rank, rank=rank, words=words, **{**fields, **more})  # type: ignore[arg-type]


REGISTER = [
    decision(7, "La buanderie ouverte jusqu'à 21 h le samedi", why="Ceux qui travaillent n'ont plus de créneau."),
    decision(6, "Chambres d'amis : sept nuits de suite au plus"),
    decision(5, "Silence après 22 h, 23 h le samedi"),
    decision(4, "Les locaux à vélos ferment à clé", former="D-2026-011"),
    decision(3, "On garde 6 chaises par foyer"),
    decision(6, "Un composteur au fond du jardin", year=2026),
]


def ranks(typed: str, **older: str) -> list[str]:
    texts = {int(rank.removeprefix("of")): [text] for rank, text in older.items()}
    return [one.number for one in search(typed, REGISTER, texts)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("chambre ami", "D-2027-006"),
        ("CHAMBRES", "D-2027-006"),
        ("amis, chambre", "D-2027-006"),
        ("chanbre", "D-2027-006"),
        ("chmabre", "D-2027-006"),
        ("la buanderie", "D-2027-007"),
        ("buand", "D-2027-007"),
        ("creneaux", "D-2027-007"),
        ("samedi buanderie", "D-2027-007"),
        ("local velo", "D-2027-004"),
        ("D-2027-006", "D-2027-006"),
        ("d-2026-006", "D-2026-006"),
        ("D 2027 6", "D-2027-006"),
        ("2027-006", "D-2027-006"),
        ("006", "D-2027-006"),
        ("D-2026-011", "D-2027-004"),
    ],
)
def test_found_first(typed: str, first: str) -> None:
    assert ranks(typed)[:1] == [first]


def test_a_number_finds_its_decisions_before_those_that_only_say_it() -> None:
    assert ranks("6") == ["D-2027-006", "D-2026-006", "D-2027-003"]


def test_the_text_counts_more_than_the_reason_and_that_more_than_older_texts() -> None:
    assert ranks("samedi silence") == ["D-2027-005"]
    of = [decision(1, "Autre"), decision(2, "Autre", why="Le piano"), decision(3, "Le piano")]
    assert [one.rank for one in search("piano", of, {1: ["Un piano au salon"]})] == [3, 2, 1]


def test_what_holds_comes_before_what_was_replaced() -> None:
    of = [decision(2, "Le piano", state="replaced"), decision(1, "Le piano")]
    assert [one.rank for one in search("piano", of)] == [1, 2]


@pytest.mark.parametrize("typed", ["piscine", "", "?!", "clef perdue hier", "D-2029-001", "999", "vel"[:2]])
def test_nothing_is_found(typed: str) -> None:
    assert ranks(typed) == []


def test_short_words_forgive_no_slip() -> None:
    assert ranks("clo") == []
    assert ranks("cles") == ["D-2027-004"]


def test_half_of_the_words_is_enough_where_none_has_them_all() -> None:
    assert ranks("composteur collectif") == ["D-2026-006"]
    assert ranks("le règlement du grand composteur collectif") == []


def test_ligatures_and_small_words() -> None:
    assert folded("L'Œuvre d'Anaïs, à Noël") == ("l", "oeuvre", "d", "anais", "a", "noel")
    assert asked("le jardin et la cour") == ["jardin", "cour"]
    assert asked("les uns et les") == ["uns"]
    assert asked("on") == ["on"]


@given(some_words, some.randoms(use_true_random=False))
def test_order_accents_capitals_and_plurals_change_nothing(words: list[str], chance: object) -> None:
    import random

    assert isinstance(chance, random.Random)
    of = [decision(1, " ".join(words)), decision(2, "Autre chose"), decision(3, "Le samedi au jardin")]
    plainly = search(" ".join(words), of)
    assert plainly[0].rank == 1 or words in (["samedi"], ["jardin"])
    changed = [_changed(word, chance) for word in words]
    chance.shuffle(changed)
    assert search(" ".join(changed), of) == plainly, changed


def _changed(word: str, chance: object) -> str:
    import random

    assert isinstance(chance, random.Random)
    if chance.random() < 0.5:
        apart = unicodedata.normalize("NFD", word)
        word = "".join(sign for sign in apart if not unicodedata.combining(sign))
    if len(word) > 3 and word[-1] not in "sx" and chance.random() < 0.5:
        word += "s"
    return chance.choice((str.upper, str.title, str.lower))(word)


@given(
    some.sampled_from(WORDS), some.integers(0, 20), some.sampled_from("drop swap put"), some.sampled_from("abz")
)
def test_one_slip_in_a_word_of_five_letters_or_more(word: str, at: int, how: str, sign: str) -> None:
    place = at % len(word)
    match how:
        case "d" | "r" | "o" | "p":
            slipped = word[:place] + word[place + 1 :]
        case "s" | "w" | "a":
            slipped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
        case _:
            slipped = word[:place] + sign + word[place + 1 :]
    assume(len("".join(folded(slipped))) >= SLIPS_FROM and len("".join(folded(word))) >= SLIPS_FROM)
    assert [one.rank for one in search(slipped, [decision(1, f"Voici : {word} !"), decision(2, "Autre")])] == [1]


@given(some.text(max_size=40), some.lists(some.text(max_size=40), max_size=4))
def test_whatever_is_typed_it_answers(typed: str, texts: list[str]) -> None:
    of = [decision(rank, text) for rank, text in enumerate(texts, 1)]
    found = search(typed, of, {1: texts})
    assert len(found) == len({one.id for one in found})
    assert set(found) <= set(of)
    for one in of:
        if asked(one.words):
            assert one in search(one.words, of), "each is found by its own words"
