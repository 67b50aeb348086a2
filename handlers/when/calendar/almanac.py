"""The arithmetic of days: weeks, months, the nth weekday, and the hours that a clock change skips or repeats."""

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..model import Duration

WEEK = timedelta(days=7)
LONGEST_RANGE = 300
"""Days; an end that is most of a year after its beginning was said before it, or needs its year."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that residents write; a number beyond is something else."""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def exists(year: int, month: int, day: int) -> date | None:
    """That date, or None where that month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """So many months later, on the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, last_of(day.year + years, month + 1).day))


def moved(start: date, amount: Duration, *, back: bool = False) -> date:
    """So many months and days later, or earlier."""
    sign = -1 if back else 1
    return add_months(start, sign * amount.months) + sign * timedelta(days=amount.days)


def months_from(day: date) -> Iterator[tuple[int, int]]:
    """The year and the month of that day, and of every one after it for 28 years: weekdays come back then."""
    for count in range(28 * 12):
        years, month = divmod(day.month - 1 + count, 12)
        yield day.year + years, month + 1


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth such weekday of a month; counted from its end where nth is negative."""
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7) + (nth - 1) * WEEK
    else:
        last = last_of(year, month)
        day = last - timedelta(days=(last.weekday() - weekday) % 7) + (nth + 1) * WEEK
    return day if day.month == month else None


def at(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """That minute of the wall clock; hour 24 is the end of the day.

    A time that the clock change skips is moved on by the gap; of one that comes twice it is the first.
    """
    wall = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)
    return on_the_wall(wall, zone)


def on_the_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """A naive minute of the wall clock as an aware one."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def as_long_from(begin: datetime, first: datetime, last: datetime, zone: ZoneInfo) -> datetime:
    """The minute that is as long after `begin` on the wall clock as `last` is after `first`."""
    lasting = last.replace(tzinfo=None) - first.replace(tzinfo=None)
    return on_the_wall(begin.replace(tzinfo=None) + lasting, zone)


def elapsed(now: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """So many minutes later on a watch, rounded down to the minute."""
    later = now.astimezone(UTC) + timedelta(minutes=minutes)
    return later.astimezone(zone).replace(second=0, microsecond=0)
