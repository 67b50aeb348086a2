"""Names, lots and who may do what, without a database."""

import pytest

from handlers.conversation.answer import Refused
from handlers.households import rules
from handlers.members.model import Claim, Group, Here, Household, Member, Person, Relay, Role
from tests.conftest import TUESDAY_NOON

GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)


def member(number: int, name: str = "Léa", role: Role = "resident", **other: object) -> Member:
    return Member(Person(number, name), role, number, **{"reached": True, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "name", "same"),
    [
        ("sarah", "Sarah", True),
        ("  INES ", "Inès", True),
        ("Sarah", "Sarah Benali", True),
        ("Sarah B.", "Sarah", True),
        ("Benali", "Sarah Benali", False),
        ("Sara", "Sarah", False),
        ("", "Sarah", False),
        ("Sarah", "", False),
    ],
)
def test_who_is_meant_by_a_name(typed: str, name: str, same: bool) -> None:
    assert rules.same_name(typed, name) is same


def test_a_whole_name_in_any_order() -> None:
    assert rules.same_words("DUPONT  Jean", "Jean Dupont")
    assert not rules.same_words("Jean", "Jean Dupont")
    assert not rules.same_words("", "")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("12", "Lot 12"),
        (" lot  n° 12 ", "Lot 12"),
        ("Lot 12", "Lot 12"),
        ("numéro 12", "Lot 12"),
        ("a3", "Lot A3"),
        ("12 bis", "Lot 12 bis"),
        ("Cave 3", "Cave 3"),
        ("Appartement du jardin", "Appartement du jardin"),
    ],
)
def test_a_lot_has_one_name(typed: str, label: str) -> None:
    assert rules.lot_label(typed) == label


def test_lots_stand_as_people_count_them() -> None:
    lots = [Household(at, label, None, None) for at, label in enumerate(("Lot 12", "Lot 2", "Cave", "Lot 2 bis"))]
    assert [lot.label for lot in rules.in_order(lots)] == ["Cave", "Lot 2", "Lot 2 bis", "Lot 12"]


@pytest.mark.parametrize("typed", ["", " . ", "x" * 41])
def test_no_lot(typed: str) -> None:
    with pytest.raises(Refused):
        rules.lot_label(typed)


def test_a_relay_is_there_and_answers_for_few() -> None:
    lea = member(1)
    relays = [Relay(Person(10 + at, "x"), lea.person, agreed=at > 0) for at in range(3)]
    assert rules.may_be_relay(lea, 9, relays[:2], TUESDAY_NOON)
    assert not rules.may_be_relay(lea, 9, relays, TUESDAY_NOON), "three, of whom one was asked"
    assert not rules.may_be_relay(lea, 10, relays[:1], TUESDAY_NOON), "asked already"
    assert not rules.may_be_relay(lea, 1, [], TUESDAY_NOON), "for herself"
    for other in (member(1, reached=False), member(1, role="guest"), member(1, role="accompaniment")):
        assert not rules.may_be_relay(other, 9, [], TUESDAY_NOON)
    rules.must_answer_for_few(1, 10, relays)
    rules.must_answer_for_few(1, 9, relays[:2])
    with pytest.raises(Refused):
        rules.must_answer_for_few(1, 9, [*relays, Relay(Person(20, "y"), lea.person, agreed=True)])


def test_claims_live_between_people_who_decide() -> None:
    members = [member(1), member(2), member(3, role="guest")]
    claims = [
        Claim(at, Person(by, "x"), about, "y") for at, (by, about) in enumerate([(1, 2), (1, 3), (3, 1), (9, 1)])
    ]
    assert [claim.id for claim in rules.living(claims, members)] == [0]
    assert [claim.id for claim in rules.living([Claim(7, Person(2, "x"), None, "Zoé")], members)] == [7]


def test_who_may_add_somebody() -> None:
    resident, nadia = Here(GROUP, Person(1, "Léa"), "resident"), member(2, "Nadia", "accompaniment")
    rules.must_be_let_add(resident, [member(1)])
    rules.must_be_let_add(Here(GROUP, nadia.person, nadia.role), [nadia])
    for here, members in ((resident, [nadia]), (Here(GROUP, Person(1, "Léa"), "guest"), [member(2)])):
        with pytest.raises(Refused):
            rules.must_be_let_add(here, members)
