"""Which times somebody means for a space."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from handlers.bookings.asked import Nothing, OnlyDay, OnlyStart, closing, opening, stay, times_asked
from handlers.bookings.charter import COMMON_ROOM, NEW, Rules
from handlers.bookings.model import Space, Times
from handlers.conversation.answer import Refused
from handlers.when.model import Recurrence
from tests.neighbours import paris

NOW = paris("2026-03-02", "12:00")
PARIS = ZoneInfo("Europe/Paris")
ROOM, GUESTS = Space(1, 1, "Salle commune", "hours", (1,)), Space(2, 1, "Chambre d'amis", "nights", (2,))


def _from(day: str, clock: str, until: str, then: str) -> Times:
    return Times(paris(day, clock), paris(until, then))


@pytest.mark.parametrize(
    ("words", "nights"),
    [
        ("tous les vendredis, 2 nuits, jusqu'au 30 juin", 2),
        ("2 nuits tous les vendredis jusqu'au 30 juin", 2),
        ("tous les vendredis pour trois nuits jusqu'au 30 juin", 3),
        ("tous les vendredis jusqu'au 30 juin, deux nuits à chaque fois", 2),
        ("every friday for 2 nights until 30 June", 2),
        ("tous les vendredis pendant une nuit jusqu'au 30 juin", 1),
    ],
)
def test_nights_beside_a_rhythm_are_those_of_each_time(words: str, nights: int) -> None:
    found, _ = times_asked(words, GUESTS, NOW, "en" if words.startswith("every") else "fr", "")
    assert isinstance(found, Recurrence)
    assert found.rule == "FREQ=WEEKLY;BYDAY=FR;UNTIL=20260630"
    first = stay(GUESTS, date(2026, 3, 6), nights, PARIS)
    assert (found.start, found.end) == (first.starts, first.ends)


@pytest.mark.parametrize(
    ("words", "by_hour", "by_night"),
    [
        (
            "du 12 au 15 mars",
            _from("2026-03-12", "08:00", "2026-03-15", "22:00"),
            _from("2026-03-12", "16:00", "2026-03-15", "11:00"),
        ),
        (
            "12 mars pour 3 nuits",
            _from("2026-03-12", "08:00", "2026-03-15", "22:00"),
            _from("2026-03-12", "16:00", "2026-03-15", "11:00"),
        ),
        (
            "samedi de 14 h à 18 h",
            _from("2026-03-07", "14:00", "2026-03-07", "18:00"),
            OnlyDay(date(2026, 3, 7)),
        ),
        (
            "demain 22h-2h",
            _from("2026-03-03", "22:00", "2026-03-04", "02:00"),
            _from("2026-03-03", "16:00", "2026-03-04", "11:00"),
        ),
        (
            "du vendredi 14h au dimanche",  # until the end of Sunday; one leaves on Sunday
            _from("2026-03-06", "14:00", "2026-03-09", "00:00"),
            _from("2026-03-06", "16:00", "2026-03-08", "11:00"),
        ),
        (
            "samedi de 20 h à minuit",
            _from("2026-03-07", "20:00", "2026-03-08", "00:00"),
            OnlyDay(date(2026, 3, 7)),
        ),
        ("du 12 au 12 mars", OnlyDay(date(2026, 3, 12)), OnlyDay(date(2026, 3, 12))),
        ("samedi", OnlyDay(date(2026, 3, 7)), OnlyDay(date(2026, 3, 7))),
        ("samedi matin", OnlyDay(date(2026, 3, 7)), OnlyDay(date(2026, 3, 7))),
        ("samedi 14 h", OnlyStart(paris("2026-03-07", "14:00")), OnlyDay(date(2026, 3, 7))),
        ("3 nuits", Nothing(), Nothing()),
        ("pour ma mère", Nothing(), Nothing()),
        ("", Nothing(), Nothing()),
    ],
)
def test_words_are_times_of_the_space(words: str, by_hour: object, by_night: object) -> None:
    assert times_asked(words, ROOM, NOW, "fr", "")[0] == by_hour
    assert times_asked(words, GUESTS, NOW, "fr@tu", "")[0] == by_night


def test_a_reason_is_what_is_left_over_and_a_rhythm_is_a_series() -> None:
    assert times_asked("du 12 au 15 mars pour ma mère", GUESTS, NOW, "fr", "")[1] == "ma mère"
    rhythm, _ = times_asked("tous les mardis 18h-19h30 jusqu'au 30 juin", ROOM, NOW, "fr", "")
    assert isinstance(rhythm, Recurrence)


@pytest.mark.parametrize("words", ["31 février", "avant vendredi", "vendredi 7 mars", "un de ces jours"])
def test_what_means_no_time_to_act_on_is_refused_with_its_reason(words: str) -> None:
    with pytest.raises(Refused):
        times_asked(words, ROOM, NOW, "fr", "")


def test_r17_the_night_of_a_clock_change_has_seven_hours() -> None:
    found, _ = times_asked("du 28 mars 22h au 29 mars 6h", ROOM, NOW, "fr", "")
    assert found == _from("2026-03-28", "22:00", "2026-03-29", "06:00")
    assert isinstance(found, Times)
    assert found.minutes == 7 * 60
    night = stay(GUESTS, date(2026, 3, 28), 1, PARIS)
    assert (night.nights, night.minutes) == (1, 18 * 60)
    assert stay(GUESTS, date(2026, 10, 24), 1, PARIS).minutes == 20 * 60


def test_hours_are_those_of_the_day() -> None:
    common = Space(3, 1, "Salle", "hours", (3,), rules=COMMON_ROOM)
    friday, sunday = date(2026, 3, 6), date(2026, 3, 8)
    assert [closing(common, day, PARIS).time() for day in (friday, sunday)] == [time(23), time(22)]
    assert opening(common, friday, PARIS) == paris("2026-03-06", "08:00")
    always = Space(4, 1, "Cour", "hours", (4,), rules=NEW)
    assert (opening(always, friday, PARIS).time(), closing(always, friday, PARIS).time()) == (time(8), time(22))
    skipped = Space(5, 1, "Four", "hours", (5,), rules=Rules(opens=time(2, 30)))
    assert opening(skipped, date(2026, 3, 29), PARIS) == paris("2026-03-29", "03:30"), (
        "the clock skips that minute"
    )
