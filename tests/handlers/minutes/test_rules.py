"""When somebody is reminded, and who may publish."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.texts import voice
from handlers.conversation.quiet import Night, next_allowed
from handlers.members.model import Group, Here, Person, Role
from handlers.minutes.model import Due, How
from handlers.minutes.rules import later, may_publish, remind_at
from handlers.minutes.sentences import inside, on_a_card, shortened, thanks
from tests.handlers.minutes.screens import some_minutes
from tests.neighbours import PARIS, paris

GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night())
SATURDAY = paris("2027-03-20", "00:00")
NOW = paris("2027-03-13", "12:31")


@pytest.mark.parametrize(
    ("due", "now", "at"),
    [
        (Due(SATURDAY, "before"), NOW, paris("2027-03-19", "09:00")),
        (Due(SATURDAY, "before"), paris("2027-03-19", "07:00"), None),
        (Due(SATURDAY, "by"), NOW, paris("2027-03-19", "18:00")),
        (Due(SATURDAY, "by"), paris("2027-03-19", "17:00"), paris("2027-03-20", "09:00")),
        (Due(SATURDAY, "on"), paris("2027-03-20", "08:00"), None),
        (Due(paris("2027-03-20", "18:00"), "before", timed=True), NOW, paris("2027-03-19", "18:00")),
        (Due(paris("2027-03-20", "08:30"), "on", timed=True), paris("2027-03-19", "16:00"), None),
        (None, NOW, paris("2027-03-20", "09:00")),
        # the hour that is lost in spring
        (Due(paris("2027-03-29", "00:00"), "before"), NOW, paris("2027-03-28", "09:00")),
        (Due(paris("2027-03-28", "00:00"), "by"), NOW, paris("2027-03-27", "18:00")),
    ],
)
def test_one_reminder(due: Due | None, now: datetime, at: datetime | None) -> None:
    assert remind_at(GROUP, due, now) == at


@given(
    some.integers(0, 60 * 24 * 400),
    some.integers(1, 60 * 24 * 40),
    some.sampled_from(["before", "by", "on"]),
    some.booleans(),
)
def test_a_reminder_is_ahead_in_time_and_never_at_night(begins: int, ahead: int, how: How, timed: bool) -> None:
    now = (NOW + timedelta(minutes=begins)).astimezone(PARIS)
    at = datetime.fromtimestamp(now.timestamp() + ahead * 60, PARIS).replace(second=0)
    due = Due(at if timed else at.replace(hour=0, minute=0, fold=0), how, timed)
    found = remind_at(GROUP, due, now)
    if found is not None:
        assert now.timestamp() < found.timestamp() < due.over_at.timestamp()
        assert next_allowed(found, GROUP.night) == found


def test_later_is_tomorrow_evening() -> None:
    assert later(GROUP, paris("2027-03-27", "23:50")) == paris("2027-03-28", "18:00")


def test_who_may_publish() -> None:
    def may(role: Role, organisers: list[int], running: list[int]) -> bool:
        return may_publish(Here(GROUP, Person(1, "Léa"), role), organisers, running)

    assert may("accompaniment", [], [1])
    assert may("facilitator", [2], [1])
    assert may("resident", [1], [2])
    assert not may("resident", [2], [2])
    assert may("resident", [], []), "where nobody runs the group"
    assert not may("guest", [], [])


def test_only_what_is_nobody_s_name_loses_its_capital() -> None:
    known = {"lea", "m"}
    assert inside("Haie taillée. Fin.", known) == "haie taillée. Fin."
    assert inside("Léa remerciée.", known) == "Léa remerciée."
    assert inside("Les bancs sont là.", known) == "les bancs sont là."
    assert inside("Karim a fini.", known) == "Karim a fini."
    assert inside("", known) == ""
    assert inside("L'AG est reportée.", known) == "l'AG est reportée."
    for words in ("AG reportée à mai.", "WC réparés.", "A. Martin a fini."):
        assert inside(words, known) == words


@pytest.mark.parametrize(
    ("adults", "children", "said"),
    [
        (1, 0, "Merci à la personne présente."),
        (0, 1, "Merci à l'enfant présent."),
        (1, 1, "Merci à la personne présente et à l'enfant présent."),
        (2, 3, "Merci aux 2 adultes et aux 3 enfants."),
        (0, 0, ""),
    ],
)
def test_thanks(adults: int, children: int, said: str) -> None:
    one = replace(next(some_minutes()), adults=adults, children=children)
    assert " ".join(voice("fr")(text) for text in thanks(one)) == said


def test_a_card_shows_what_it_has_room_for() -> None:
    for one in some_minutes():
        shown = on_a_card(one)
        assert list(one.actions[: len(shown)]) == list(shown)
        assert bool(shown) == bool(one.actions)
    assert len(shortened("mot " * 100, alone=True)) <= 190 + 1
    assert shortened("court", alone=False) == "court"
