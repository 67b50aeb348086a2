"""Weeks, months, Sunday evenings, and what is the same thing several times: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.feature import Entry, Sort
from handlers.members.model import Group
from handlers.when.calendar.almanac import at, last_of, monday_of

DAYS = 7
SUNDAY, EVENING = 6, 18
"""When the summary of the coming week is said (transcripts.md §7)."""
NOON = 12
"""Of Monday: until then a summary that comes late is still worth reading."""
SORTS: tuple[Sort, ...] = ("question", "event", "reminder", "booking")
"""In which order things of different sorts are said."""


def midnight(group: Group, day: date) -> datetime:
    return at(day, 0, 0, ZoneInfo(group.zone))


def week_of(day: date) -> tuple[date, date]:
    """The Monday of a day, and the Monday after it."""
    monday = monday_of(day)
    return monday, monday + timedelta(days=DAYS)


def month_of(day: date) -> tuple[date, date]:
    """The first day of its month, and that of the month after it."""
    return day.replace(day=1), last_of(day.year, day.month) + timedelta(days=1)


# Sunday


def next_sunday(group: Group, now: datetime) -> datetime:
    """The next Sunday evening on the group's clock that is later than this moment."""
    today = group.local(now).date()
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    evening = _evening(group, sunday)
    return evening if evening > now else _evening(group, sunday + timedelta(days=DAYS))


def week_to_tell(group: Group, now: datetime) -> date | None:
    """The Monday of the week that is spoken of now: from Sunday evening to Monday at noon; else None."""
    local = group.local(now)
    if local.weekday() == SUNDAY and now >= _evening(group, local.date()):
        return local.date() + timedelta(days=1)
    return local.date() if local.weekday() == 0 and local.hour < NOON else None


def is_over(group: Group, monday: date, now: datetime) -> bool:
    """Whether the summary of the week after that one is said by now."""
    return now >= _evening(group, monday + timedelta(days=SUNDAY))


def told_at(group: Group, monday: date) -> datetime:
    """When the summary of that week is said."""
    return _evening(group, monday - timedelta(days=1))


def _evening(group: Group, day: date) -> datetime:
    return at(day, EVENING, 0, ZoneInfo(group.zone))


# What is ahead


@dataclass(frozen=True)
class Line:
    """One thing, with every time at which it is; with `ends` only once."""

    entry: Entry
    times: tuple[datetime, ...]


def lines(group: Group, entries: Sequence[Entry]) -> list[Line]:
    """Each thing once: what comes back at the same hour is one line. In the order of `entries`."""
    found: dict[object, list[datetime]] = {}
    first: dict[object, Entry] = {}
    for place, one in enumerate(entries):
        local = group.local(one.at)
        again = (one.topic, repr(one.words), local.time(), one.timed)
        key = again if one.timed and one.ends is None and one.question is None else place
        first.setdefault(key, one)
        found.setdefault(key, []).append(local)
    return [Line(first[key], tuple(times)) for key, times in found.items()]


def by_sort(entries: Sequence[Entry]) -> list[Entry]:
    """Questions first; of one sort, in the order of their times."""
    return sorted(entries, key=lambda one: (SORTS.index(one.sort), one.at.timestamp()))


def is_ahead(one: Entry, now: datetime, group: Group) -> bool:
    """Whether it is still to come, or goes on; all day, where its day alone is known."""
    last = one.at if one.ends is None else one.ends
    if not one.timed:
        return group.local(last).date() >= group.local(now).date()
    return last >= now
