"""Who has a voice in a vote, frozen when it opens."""

from dataclasses import replace
from fractions import Fraction

import pytest

from handlers.conversation.answer import Refused
from handlers.members.electorate import electorate
from handlers.members.model import Group, Household, Member, Person

HOUSES = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None, kind="housing")
LOTS = replace(HOUSES, kind="condominium")


def home(
    number: int, *people: int, label: str = "", parts: int | None = None, holder: int | None = None
) -> Household:
    members = tuple(Member(Person(person, f"P{person}"), "resident", number, reached=True) for person in people)
    return Household(number, label, parts, holder, members)


def test_one_voice_for_each_household_whoever_lives_in_it() -> None:
    found = electorate(HOUSES, [home(10, 1, 2), home(11, 3), home(12, 4, 5, 6)])
    assert found.voice == "household"
    assert [unit.people for unit in found.units] == [(1, 2), (3,), (4, 5, 6)]
    assert [unit.number for unit in found.units] == [1, 2, 3]
    assert (found.weighs, found.quorum) == (False, 0)


def test_one_voice_for_each_adult() -> None:
    found = electorate(replace(HOUSES, voices="adult"), [home(10, 1, 2), home(11, 3)])
    assert found.voice == "person"
    assert [unit.people for unit in found.units] == [(1,), (2,), (3,)]
    assert len({unit.number for unit in found.units}) == 3


def test_adults_of_a_condominium_have_no_parts() -> None:
    lots = [home(10, 1, 2, label="Lot 1", parts=400), home(11, 3, label="Lot 2", parts=600)]
    found = electorate(replace(LOTS, voices="adult"), lots)
    assert (found.voice, found.weighs) == ("person", False)
    assert {unit.parts for unit in found.units} == {1}


def test_an_adult_is_held_by_nobody() -> None:
    found = electorate(replace(HOUSES, voices="adult"), [home(10, 1, 2, holder=1), home(11, 3)])
    assert [unit.holder for unit in found.units] == [None, None, None]


def test_lots_weigh_where_all_of_them_have_parts() -> None:
    lots = [home(10, 1, label="Lot 1", parts=400), home(11, 2, label="Lot 2", parts=600)]
    found = electorate(LOTS, lots)
    assert (found.voice, found.weighs) == ("lot", True)
    assert [(unit.label, unit.parts) for unit in found.units] == [("Lot 1", 400), ("Lot 2", 600)]


@pytest.mark.parametrize("parts", [None, 0])
def test_one_lot_without_parts_and_nobody_weighs(parts: int | None) -> None:
    lots = [home(10, 1, label="Lot 1", parts=400), home(11, 2, label="Lot 2", parts=parts)]
    assert not electorate(LOTS, lots).weighs


def test_parts_mean_nothing_where_there_are_no_lots() -> None:
    assert not electorate(HOUSES, [home(10, 1, parts=400), home(11, 2, parts=600)]).weighs


def test_a_lot_of_which_nobody_is_known_has_a_voice_that_nobody_uses() -> None:
    lots = [
        home(10, 1, label="Lot 1", parts=400),
        home(11, 2, label="Lot 2", parts=300),
        home(12, label="Lot 3", parts=300),
    ]
    found = electorate(replace(LOTS, quorum=Fraction(1, 2)), lots)
    assert [unit.people for unit in found.units] == [(1,), (2,), ()]
    assert found.weighs
    assert found.quorum == 2, "half of three, rounded up"


def test_a_lot_of_which_nobody_is_known_and_without_parts_keeps_all_from_weighing() -> None:
    lots = [home(10, 1, label="Lot 1", parts=400), home(11, 2, label="Lot 2", parts=300), home(12, label="Lot 3")]
    assert not electorate(LOTS, lots).weighs


def test_a_household_without_anybody_has_no_voice_elsewhere() -> None:
    found = electorate(HOUSES, [home(10, 1), home(11, 2), home(12, label="Lot 3", parts=300)])
    assert len(found.units) == 2


def test_a_holder_who_has_left_holds_nothing() -> None:
    found = electorate(replace(HOUSES, agreement="holder"), [home(10, 1, 2, holder=2), home(11, 3, holder=9)])
    assert [unit.holder for unit in found.units] == [2, None]


@pytest.mark.parametrize(
    ("group", "households"),
    [
        (HOUSES, []),
        (HOUSES, [home(10, 1, 2, 3)]),
        (HOUSES, [home(10, 1), home(11, label="Lot 2")]),
        (LOTS, [home(10, 1, label="Lot 1", parts=1), home(11, label="Lot 2", parts=1)]),
        (replace(HOUSES, voices="adult"), [home(10, 1)]),
    ],
)
def test_below_two_voices_there_is_nothing_to_vote_on(group: Group, households: list[Household]) -> None:
    with pytest.raises(Refused):
        electorate(group, households)


def test_two_adults_of_one_household_are_two_where_adults_vote() -> None:
    assert len(electorate(replace(HOUSES, voices="adult"), [home(10, 1, 2)]).units) == 2
