"""What a start alone means: a day, a minute, a span, and what else it may be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from ..calendar.almanac import at
from ..grammar.clocks import Clock
from ..grammar.loose import also
from ..grammar.moments import Moment, day_of, in_part, minute_of, resolve
from ..grammar.ranges import End
from ..grammar.reading import Reading
from ..model import Day, Instant, Meaning, Point, Span, Stop, Why
from .base import Base
from .gathered import Gathered, Named

Result = tuple[Meaning, Sequence[Meaning]]


def plain(r: Reading, base: Base, g: Gathered) -> Result:
    if isinstance(base, datetime):
        return Instant(base), ()
    if isinstance(base, Named):
        return (Day(base.first) if base.first == base.last else Span(base.first, base.last)), ()
    if isinstance(base, tuple):
        return _range(r, *base), ()
    if g.all_day:
        day = day_of(r, base)
        if base.clock is not None or base.part or day is None:
            raise Stop(Why.UNCLEAR, base.words)
        return Day(day), ()
    if base.last is not None:
        return _hours(r, base), ()
    point = resolve(r, base)
    if not isinstance(point, datetime):
        return Day(point), tuple(Day(day) for day in _other_days(r, base))
    others: list[Meaning] = [Instant(minute_of(r, base, day), base.part) for day in _other_days(r, base)]
    return Instant(point, "" if base.clock else base.part), (*others, *_other_half(r, base, point))


def _other_days(r: Reading, said: Moment) -> Sequence[date]:
    return tuple(also(said.loose, r.today)) if said.loose is not None else ()


def _other_half(r: Reading, said: Moment, point: datetime) -> Sequence[Meaning]:
    """« at 7 » may be in the evening too."""
    found = said.clock
    if found is None or found.sure or said.part or not 1 <= found.hour < 12 or point.hour >= 12:
        return ()
    return (Instant(at(point.date(), found.hour + 12, found.minute, r.zone)),)


def _range(r: Reading, first: End, last: End) -> Meaning:
    if first.plain and last.plain:
        return Day(first.day) if first.day == last.day else Span(first.day, last.day)
    start: Point = first.day if first.plain else minute_of(r, first.moment, first.day)
    end: Point = last.day if last.plain else minute_of(r, last.moment, last.day)
    if isinstance(start, datetime) != isinstance(end, datetime):
        if isinstance(end, datetime):
            start = at(first.day, 0, 0, r.zone)
        else:
            end = at(last.day, 24, 0, r.zone)
    return ordered(r, start, end)


def ordered(r: Reading, start: Point, end: Point) -> Span:
    if not isinstance(start, datetime):
        start = at(start, 0, 0, r.zone)
    if not isinstance(end, datetime):
        end = at(end, 24, 0, r.zone)
    if end <= start:
        raise Stop(Why.BACKWARDS, r.text)
    return Span(start, end)


def _hours(r: Reading, said: Moment) -> Span:
    """Two hours of one day; the second is on the next day where it comes earlier."""
    assert said.clock is not None
    assert said.last is not None
    start = resolve(r, replace(said, last=None))
    assert isinstance(start, datetime)
    day = day_of(r, said) or start.date()
    first = said.clock
    last = said.last
    if said.part:
        first, _ = in_part(first, said.part, said.words)
        last = _last_in_part(last, said)
    return Span(start, end_of(r, day, first, last, start))


def _last_in_part(last: Clock, said: Moment) -> Clock:
    if said.part in ("evening", "afternoon", "late afternoon") and not last.sure:
        return last.later_half()
    return last


def end_of(r: Reading, day: date, first: Clock, last: Clock, start: datetime) -> datetime:
    """The minute of the second hour."""
    if start.hour == first.hour % 24:
        day = start.date()
    over = (last.hour, last.minute) <= (start.hour, start.minute)
    return at(day + timedelta(days=over), last.hour, last.minute, r.zone)
