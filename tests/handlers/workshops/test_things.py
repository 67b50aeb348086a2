"""« Deux brouettes, des gants et un repas » is read, counted, and said."""

import pytest

from handlers.workshops.model import Brought, Thing
from handlers.workshops.things import is_needs, like, missing, needs, offered, said


def with_ids(typed: str) -> list[Thing]:
    return [Thing(id, one.words, one.amount, one.one, one.many) for id, one in enumerate(needs(typed), 1)]


def test_the_things_of_the_transcript() -> None:
    wheelbarrows, gloves, meal = with_ids("Il faut aussi deux brouettes, des gants et un repas.")
    assert (wheelbarrows.words, wheelbarrows.amount, wheelbarrows.one) == ("deux brouettes", 2, "1 brouette")
    assert (gloves.words, gloves.amount) == ("des gants", None)
    assert (meal.words, meal.amount) == ("un repas", 1)


def test_what_is_missing_shrinks() -> None:
    things = with_ids("trois râteaux, des gants")
    brought = [Brought(1, 7, "1 râteau", thing=1)]
    lacks = missing(things, brought)
    assert lacks == {1: 2, 2: 1}
    assert [said(one, lacks[one.id]) for one in things] == ["2 râteaux", "des gants"]
    assert missing(things, [*brought, *brought, *brought, Brought(2, 8, "des gants", thing=2)]) == {}
    assert said(things[0], 3) == "trois râteaux"
    assert offered(things[0]) == "1 râteau"


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("2 tournevis", "1 tournevis"),
        ("trois chevaux", "1 cheval"),
        ("4 tables de jardin", "1 table de jardin"),
        ("two wheelbarrows", "1 wheelbarrow"),
    ],
)
def test_one_of_several(typed: str, one: str) -> None:
    assert needs(typed)[0].one == one


def test_a_line_that_says_what_is_needed() -> None:
    assert is_needs("Il faut deux brouettes")
    assert is_needs("We need gloves")
    assert not is_needs("Dimanche 14 à 14 h")


def test_what_somebody_brings_is_found_among_what_is_needed() -> None:
    things = with_ids("deux brouettes, des gants")
    assert like(needs("j'apporte une brouette")[0], things) == things[0]
    assert like(needs("un gâteau")[0], things) is None
