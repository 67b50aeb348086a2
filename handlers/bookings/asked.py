"""Which times somebody means for a space, and what has still to be asked."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.text import t
from handlers.when.calendar.almanac import on_the_wall
from handlers.when.model import Day, Duration, Instant, Recurrence, Refusal, Span, Why
from handlers.when.sentences import why_not
from handlers.when.understanding import understand

from .model import Space, Times, zone_on

MORNING, EVENING = time(8), time(22)
"""A whole day, of a space that is always open."""
_EACH_TIME = re.compile(
    r",?\s*(?:\b(?:pour|pendant|for) )?\b(?P<nights>\w+ (?:nuit|night)s?)\b(?: (?:à )?(?:chaque fois|each time))?",
    re.IGNORECASE,
)
"""« tous les vendredis, 2 nuits »: how long each one is, not how long it goes on."""


@dataclass(frozen=True)
class Nothing:
    """No day was said."""


@dataclass(frozen=True)
class OnlyDay:
    """The day alone: how many nights, or which hours?"""

    day: date


@dataclass(frozen=True)
class OnlyStart:
    """The minute at which it begins: for how long?"""

    at: datetime


Asked: TypeAlias = Times | OnlyDay | OnlyStart | Nothing | Recurrence


def times_asked(typed: str, space: Space, now: datetime, language: str, school: str) -> tuple[Asked, str]:
    """What these words mean for this space, and the words left over (never kept). `now` on the group's clock.

    Raises Refused, with the reason, for words that mean no time that one could act on.
    """
    zone = zone_on(now)
    nightly = _nightly(typed, space, now, language, school)
    if nightly is not None:
        return nightly
    read = understand(typed, now, zone, language.split("@")[0], school=school)
    match read.meaning:
        case Refusal(why=Why.NOTHING | Why.NOT_A_TIME):
            return Nothing(), typed
        case Refusal():
            raise Refused(why_not(read.meaning))
        case Recurrence():
            return read.meaning, read.subject
        case Span(first=first, last=last):
            return _span(space, first, last, zone), read.subject
        case Day(day=day):
            return OnlyDay(day), read.subject
        case Instant(at=at, part=part):
            by_day = space.slot == "nights" or bool(part)
            return OnlyDay(at.date()) if by_day else OnlyStart(at), read.subject
        case Duration():
            return Nothing(), read.subject
        case _:
            raise Refused(t("From when to when? For example: from 12 to 15 March, or Saturday from 2 pm to 6 pm."))


def _nightly(typed: str, space: Space, now: datetime, language: str, school: str) -> tuple[Recurrence, str] | None:
    """A rhythm of which each occurrence is so many nights; None where the words say no such thing."""
    each = _EACH_TIME.search(typed) if space.slot == "nights" else None
    if each is None:
        return None
    zone, spoken = zone_on(now), language.split("@")[0]
    nights = understand(each["nights"], now, zone, spoken).meaning
    read = understand(typed.replace(each[0], " ", 1), now, zone, spoken, school=school)
    if not isinstance(nights, Duration) or not isinstance(read.meaning, Recurrence):
        return None
    start = read.meaning.start
    first = stay(space, start.date() if isinstance(start, datetime) else start, nights.days, zone)
    return replace(read.meaning, start=first.starts, end=first.ends), read.subject


def _span(space: Space, first: date | datetime, last: date | datetime, zone: ZoneInfo) -> Times | OnlyDay:
    if space.slot == "nights":
        begins = first.date() if isinstance(first, datetime) else first
        # What ends at midnight ends with the day before: « au dimanche », after a minute, is the whole of it.
        ends = (last - timedelta(microseconds=1)).date() if isinstance(last, datetime) else last
        return stay(space, begins, (ends - begins).days, zone) if begins < ends else OnlyDay(begins)
    if isinstance(first, datetime) and isinstance(last, datetime):
        return Times(first, last)
    return Times(opening(space, first, zone), closing(space, last, zone))


def stay(space: Space, arrives: date, nights: int, zone: ZoneInfo) -> Times:
    """So many nights from that day, from the hour of arrival to that of departure."""
    leaves = arrives + timedelta(days=nights)
    return Times(
        on_the_wall(datetime.combine(arrives, space.rules.arrives), zone),
        on_the_wall(datetime.combine(leaves, space.rules.leaves), zone),
    )


def opening(space: Space, day: date, zone: ZoneInfo) -> datetime:
    """When the space opens on that day."""
    return on_the_wall(datetime.combine(day, space.rules.opens or MORNING), zone)


def closing(space: Space, day: date, zone: ZoneInfo) -> datetime:
    """When what opened on that day closes: later on Friday and Saturday, where it says so; after midnight where
    the hour comes before that of the opening."""
    rules = space.rules
    late = rules.closes_late if day.weekday() in (4, 5) else None
    closes = next(one for one in (late, rules.closes, EVENING) if one is not None)  # midnight is an hour too
    if rules.opens is not None and closes <= rules.opens:
        day += timedelta(days=1)
    return on_the_wall(datetime.combine(day, closes), zone)
