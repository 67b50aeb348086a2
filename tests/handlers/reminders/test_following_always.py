"""Ten years of clock changes: no time of a reminder is missed, none rings twice, none at a wrong hour of the wall."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as some

from handlers.reminders import rules
from handlers.reminders.model import Reminder
from handlers.reminders.rules import Moments
from handlers.when.understanding import understand

ZONES = ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Tokyo")
"""Lord Howe moves its clocks by half an hour; Tokyo never."""
CHANGES = {
    "Europe/Paris": ((3, 28), (10, 31)),
    "America/New_York": ((3, 14), (11, 7)),
    "Australia/Lord_Howe": ((10, 3), (4, 4)),
    "Pacific/Auckland": ((9, 26), (4, 4)),
    "Asia/Tokyo": ((1, 1), (7, 1)),
}
"""Days of 2027 on which the clock goes forward, and back."""
YEARS = 10
RHYTHMS = (
    *("tous les jours", "tous les 2 jours", "tous les 3 jours", "chaque mardi", "chaque dimanche"),
    *("un dimanche sur deux", "tous les mardis et vendredis", "le dernier dimanche du mois"),
    *("le premier samedi du mois", "les 1er et 15 du mois", "chaque année le 28 mars", "jours ouvrés"),
)
HOURS = ("0h", "0h30", "1h59", "2h", "2h15", "2h30", "2h59", "3h", "3h01", "8h", "19h", "23h59")


@some.composite
def reminders(draw: some.DrawFn) -> Reminder:
    """As the grammar reads it, on a morning around a clock change."""
    name = draw(some.sampled_from(ZONES))
    zone = ZoneInfo(name)
    month, day = draw(some.sampled_from(CHANGES[name]))
    on = date(2027, month, day) - timedelta(days=draw(some.integers(0, 20)))
    now = datetime(on.year, on.month, on.day, draw(some.sampled_from([0, 1, 7, 22])), 10, tzinfo=zone)
    said = f"{draw(some.sampled_from(RHYTHMS))} à {draw(some.sampled_from(HOURS))}"
    found = rules.moments(understand(said, now, zone, "fr").meaning, now, zone)
    assert isinstance(found, Moments), said
    assert found.rule, said
    return Reminder(1, 1, 1, said, "one", found.starts, now, found.rule, found.without)


def on_paper(reminder: Reminder, until: datetime) -> list[datetime]:
    """Every time, counted on a wall clock that nobody changes, then hung up in the zone."""
    begin = reminder.starts.replace(tzinfo=None)
    walls = rrulestr(reminder.rule, dtstart=begin).between(begin, until.replace(tzinfo=None), inc=True)
    return [wall.replace(tzinfo=reminder.zone).astimezone(UTC) for wall in walls]


def rung(reminder: Reminder, until: datetime) -> list[datetime]:
    """Every time, as they ring one after the other."""
    times: list[datetime] = []
    ahead = rules.following(reminder, reminder.made_at)
    while ahead is not None and ahead <= until:
        times.append(ahead)
        ahead = rules.following(reminder, ahead)
    return times


@given(reminders())
@settings(max_examples=60)
def test_ten_years(reminder: Reminder) -> None:
    until = reminder.made_at.replace(year=reminder.made_at.year + (YEARS if "YEARLY" in reminder.rule else 2))
    _must_ring_rightly(reminder, until)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("clock", ["01:59", "02:00", "02:30", "03:00"])
def test_ten_years_of_every_day(zone: str, clock: str) -> None:
    hour, minute = map(int, clock.split(":"))
    here = ZoneInfo(zone)
    starts = datetime(2027, 1, 5, hour, minute, tzinfo=here)
    daily = Reminder(1, 1, 1, "arroser", "one", starts, starts - timedelta(hours=9), "FREQ=DAILY")
    _must_ring_rightly(daily, datetime(2037, 1, 5, 12, tzinfo=here))


def _must_ring_rightly(reminder: Reminder, until: datetime) -> None:
    times = rung(reminder, until)
    stamps = [at.timestamp() for at in times]
    meant = [at.timestamp() for at in on_paper(reminder, until) if at > reminder.made_at.astimezone(UTC)]
    assert stamps == meant, "none is missed, and none is made up"
    assert all(one < other for one, other in pairwise(stamps)), "none rings twice"
    hour = (reminder.starts.hour, reminder.starts.minute)
    for at in times:
        if (at.hour, at.minute) != hour:
            asked = at.replace(hour=hour[0], minute=hour[1])
            assert asked.astimezone(UTC).astimezone(reminder.zone) != asked, f"{asked} exists"
            assert at - asked <= timedelta(hours=1)


@given(reminders(), some.integers(0, 500 * 24 * 60))
@settings(max_examples=60)
def test_whenever_it_is_asked_what_follows_is_the_first_that_is_later(reminder: Reminder, minutes: int) -> None:
    """The clock of the machine jumps, and Palabre is stopped, whenever they like."""
    asked = (reminder.made_at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(reminder.zone)
    found = rules.following(reminder, asked)
    later = [at for at in on_paper(reminder, asked + timedelta(days=800)) if at > asked.astimezone(UTC)]
    assert found is not None
    assert found.timestamp() == later[0].timestamp()
