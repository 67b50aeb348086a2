"""What an end means, alone (a deadline) and after a start (a span)."""

from dataclasses import replace
from datetime import datetime, timedelta

from ..calendar.almanac import add_months, at, elapsed
from ..grammar.clocks import Clock
from ..grammar.loose import Loose
from ..grammar.moments import Moment, day_of, resolve
from ..grammar.reading import Reading
from ..model import Day, Deadline, Duration, Instant, Meaning, Point, Span, Stop, Why
from .base import Base
from .gathered import Ending, Gathered, Named
from .starts import Result, end_of, ordered, plain


def as_deadline(r: Reading, base: Base, meaning: Meaning) -> Meaning:
    match meaning:
        case Instant(at=minute):
            late = isinstance(base, Moment) and base.clock is None and base.part.endswith("evening")
            return Deadline(at(minute.date(), 23, 59, r.zone) if late else minute)
        case Day(day=day):
            return Deadline(day)
        case Span(last=last):
            return Deadline(last)
    raise Stop(Why.UNCLEAR, r.text)


def with_ending(r: Reading, base: Base, ending: Ending) -> Result:
    """A start and an end, or an hour before which on that day."""
    target = ending.target
    if isinstance(base, Moment) and isinstance(target, Moment):
        if target.loose is None and not target.today and base.clock is None and base.loose is not None:
            return Deadline(
                _deadline_of(r, replace(target, loose=base.loose, part=target.part or base.part), ending.kind)
            ), ()
        if target.clock is None and not target.part and base.loose is None and ending.kind != "until":
            return Deadline(_deadline_of(r, replace(base, loose=target.loose), ending.kind)), ()
    if ending.kind != "until" or isinstance(target, Duration):
        raise Stop(Why.UNCLEAR, r.text)
    start, _ = plain(r, base, Gathered())
    match start:
        case Instant(at=minute):
            begins: Point = minute
        case Day(day=day):
            begins = day
        case _:
            raise Stop(Why.UNCLEAR, r.text)
    first_day = begins.date() if isinstance(begins, datetime) else begins
    if isinstance(target, Named):
        end: Point = target.last
    elif target.loose is None and not target.today and target.clock is not None:
        if not isinstance(begins, datetime):
            return Deadline(resolve(r, replace(target, loose=Loose(fixed=begins)))), ()
        in_evening = isinstance(base, Moment) and base.part.endswith("evening") and not target.clock.sure
        hour = target.clock.later_half() if in_evening else target.clock
        end = end_of(r, first_day, Clock(begins.hour, begins.minute), hour, begins)
    else:
        end = resolve(r, target)
    if isinstance(begins, datetime) or isinstance(end, datetime):
        return ordered(r, begins, end), ()
    if end < begins:
        raise Stop(Why.BACKWARDS, r.text)
    return Span(begins, end), ()


def ending_point(r: Reading, ending: Ending) -> Point:
    """The last moment that is meant: a day that is included, or a minute."""
    target = ending.target
    if isinstance(target, Duration):
        if target.minutes:
            return elapsed(r.now, target.minutes, r.zone)
        days = 15 if ending.legal else target.days
        return add_months(r.today, target.months) + timedelta(days=days)
    if isinstance(target, Named):
        return at(target.first, 0, 0, r.zone) if ending.kind == "before" else target.last
    return _deadline_of(r, target, ending.kind)


def _deadline_of(r: Reading, target: Moment, kind: str) -> Point:
    day = day_of(r, target)
    if target.clock is None and target.part.endswith("evening") and day is not None:
        return at(day, 23, 59, r.zone)
    if target.clock is None and not target.part:
        assert day is not None
        if kind == "before" and target.loose is not None and not target.loose.until_end:
            return at(day, 0, 0, r.zone)
        return day
    return resolve(r, target)
