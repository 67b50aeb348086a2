"""Meetings at another pace: the next date, the same weekday of the month, and never a time that is past."""

from datetime import datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.when.model import Recurrence, Without
from handlers.when.occurrences import occurrences
from handlers.when.pace import PACES, Pace, pace_of, paced
from tests.neighbours import PARIS, paris

FORTNIGHT = Recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", paris("2026-03-05", "18:30"))
AFTER_APRIL_2 = paris("2026-04-03", "10:00")


def dates(rhythm: Recurrence | None, many: int = 4) -> list[str]:
    assert rhythm is not None
    found = [one.start for one in islice(occurrences(rhythm, PARIS), many)]
    return [f"{one:%Y-%m-%d %H:%M}" for one in found]


@pytest.mark.parametrize(
    ("pace", "ahead"),
    [
        ("week", ["2026-04-09", "2026-04-16", "2026-04-23"]),
        ("fortnight", ["2026-04-16", "2026-04-30", "2026-05-14"]),
        ("month", ["2026-05-07", "2026-06-04", "2026-07-02"]),
        ("two_months", ["2026-06-04", "2026-08-06", "2026-10-01"]),
    ],
)
def test_it_is_counted_from_the_last_meeting(pace: Pace, ahead: list[str]) -> None:
    """The last one was on 2 April, a first Thursday; methods.md B2/B4 asks for 4 June."""
    assert dates(paced(FORTNIGHT, pace, PARIS, AFTER_APRIL_2), 3) == [f"{day} 18:30" for day in ahead]


def test_a_meeting_that_begins_at_this_minute_has_taken_place() -> None:
    at = paris("2026-04-02", "18:30")
    assert dates(paced(FORTNIGHT, "week", PARIS, at), 1) == ["2026-04-09 18:30"]
    before = at - timedelta(minutes=1)
    assert dates(paced(FORTNIGHT, "week", PARIS, before), 1) == ["2026-04-02 18:30"]


def test_what_has_not_begun_keeps_its_first_date() -> None:
    early = paris("2026-03-01", "10:00")
    assert dates(paced(FORTNIGHT, "two_months", PARIS, early), 2) == ["2026-03-05 18:30", "2026-05-07 18:30"]


@pytest.mark.parametrize(
    ("rule", "start", "pace", "becomes"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", "2026-01-30", "month", "FREQ=MONTHLY;BYDAY=-1FR"),  # a fifth Friday is a last one
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30", "two_months", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-01-15", "two_months", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15"),
        ("FREQ=MONTHLY", "2026-01-15", "two_months", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15"),
        ("FREQ=MONTHLY;BYDAY=1TH,3TH", "2026-01-01", "month", "FREQ=MONTHLY;BYDAY=1TH"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-01-01", "week", "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=MONTHLY;BYDAY=TH", "2026-01-08", "month", "FREQ=MONTHLY;BYDAY=2TH"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "2026-01-05", "month", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("FREQ=DAILY", "2026-01-31", "month", "FREQ=MONTHLY;BYDAY=-1SA"),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20270630T235959", "2026-01-29", "fortnight",
         "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20270630T235959"),
        ("FREQ=WEEKLY;BYDAY=TH;COUNT=6", "2026-01-29", "fortnight", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20260305T235959"),
        ("FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=TH", "2026-01-29", "week",
         "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=TH"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-30", "two_months",
         "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    ],
)  # fmt: skip
def test_what_is_kept_of_the_old_rule(rule: str, start: str, pace: Pace, becomes: str) -> None:
    at = paris(start, "19:00")
    made = paced(Recurrence(rule, at), pace, PARIS, at + timedelta(hours=1))
    assert made is not None
    assert made.rule == becomes


def test_nothing_is_left_behind_its_end() -> None:
    ends = Recurrence("FREQ=WEEKLY;BYDAY=TH;UNTIL=20260430T235959", paris("2026-03-05", "18:30"))
    assert paced(ends, "two_months", PARIS, AFTER_APRIL_2) is None
    assert paced(ends, "week", PARIS, paris("2026-05-20", "10:00")) is None


def test_holidays_are_left_out_still() -> None:
    without = Recurrence(FORTNIGHT.rule, FORTNIGHT.start, None, Without(holidays=True))
    made = paced(without, "fortnight", PARIS, paris("2026-05-01", "10:00"))  # 14 May 2026 is Ascension Day
    assert dates(made, 1) == ["2026-05-28 18:30"]


@pytest.mark.parametrize("pace", PACES)
def test_its_name_is_found_again(pace: Pace) -> None:
    made = paced(FORTNIGHT, pace, PARIS, AFTER_APRIL_2)
    assert made is not None
    assert pace_of(made) == pace


def test_other_rhythms_have_no_such_name() -> None:
    for rule in (
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
    ):
        assert pace_of(Recurrence(rule, FORTNIGHT.start)) is None


@given(
    days=some.integers(0, 3000),
    minute=some.integers(0, 24 * 60 - 1),
    waits=some.integers(1, 400 * 24 * 60),
    pace=some.sampled_from(PACES),
    rule=some.sampled_from(["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY"]),
)
def test_always_ahead_on_the_same_weekday_and_hour(
    days: int, minute: int, waits: int, pace: Pace, rule: str
) -> None:
    wall = datetime(2026, 1, 1) + timedelta(days=days, minutes=minute)
    start = wall.replace(tzinfo=PARIS)
    now = datetime.fromtimestamp(start.timestamp(), PARIS) + timedelta(minutes=waits)
    made = paced(Recurrence(rule, start), pace, PARIS, now)
    assert made is not None
    found = [one.start for one in islice(occurrences(made, PARIS), 5)]
    assert found[0] == made.start, "its start is one that the rule gives"
    assert all(isinstance(one, datetime) and one.timestamp() > now.timestamp() for one in found)
    if rule.startswith("FREQ=WEEKLY"):
        assert {one.weekday() for one in found} == {start.weekday()}
    if rule == "FREQ=MONTHLY" and pace in ("month", "two_months"):
        assert {one.day for one in found} == {start.day}
