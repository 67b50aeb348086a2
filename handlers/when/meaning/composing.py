"""Puts together what was said of time into one meaning, or says why it cannot be one."""

from datetime import date, datetime, timedelta

from ..calendar.almanac import at, elapsed, moved
from ..grammar.reading import Reading
from ..model import Day, Deadline, Duration, Instant, Meaning, Span, Stop, Why
from .base import base_of, settle
from .ends import as_deadline, ending_point, with_ending
from .gathered import Gathered
from .recurring import recurrence
from .starts import Result, plain


def compose(r: Reading, g: Gathered) -> Result:
    """The meaning and the others that are also possible. Raises Stop where there is none."""
    settle(r, g)
    if g.empty():
        raise Stop(Why.NOTHING)
    if g.rhythm is not None and not (g.rhythm.soft and _dated(g)):
        return recurrence(r, g)
    if g.rhythm is not None:
        g.rhythm = None  # « le mardi 4 », said in two places
    if g.left:
        raise Stop(Why.UNCLEAR, g.left.words)
    base = base_of(r, g)
    lasting = g.lasting
    if lasting is None and len(g.lengths) == 1:
        lasting = g.lengths[0]
    elif g.lengths:
        raise Stop(Why.SEVERAL, r.text)
    if len(g.endings) > 1:
        raise Stop(Why.SEVERAL, r.text)
    if base is None:
        return _without_day(r, g, lasting)
    if g.endings:
        return with_ending(r, base, g.endings[0])
    meaning, others = plain(r, base, g)
    if lasting is not None and lasting.months and g.lasting is None and isinstance(meaning, Instant):
        raise Stop(Why.UNCLEAR, r.text)  # « samedi 14h bébé 6 mois »
    if lasting is not None and (lasting.minutes or lasting.days or lasting.months):
        return _lasting(r, meaning, lasting, nights=g.nights), ()
    if g.latest:
        return as_deadline(r, base, meaning), ()
    return meaning, others


def _dated(g: Gathered) -> bool:
    return bool(g.spans or g.ranges or any(said.loose is not None for said in g.moments))


def _lasting(r: Reading, start: Meaning, lasting: Duration, *, nights: bool) -> Meaning:
    """A start and a length: « mardi 18h pendant 2h », « 3 jours à partir de lundi »."""
    if isinstance(start, Instant):
        if lasting.minutes and not lasting.days and not lasting.months:
            return Span(start.at, elapsed(start.at, lasting.minutes, r.zone))
        last = moved(start.at.date(), lasting)
        return Span(start.at, at(last, start.at.hour, start.at.minute, r.zone))
    if isinstance(start, Day) and not lasting.minutes:
        last = moved(start.day, lasting)
        last = last if nights else last - timedelta(days=1)
        return Day(start.day) if last == start.day else Span(start.day, last)
    if isinstance(start, Span) and isinstance(start.first, date) and not isinstance(start.first, datetime):
        last = moved(start.first, lasting) - timedelta(days=not nights)
        if last == start.last:
            return start
        if start.first.day == 1 and not lasting.minutes:
            return Span(start.first, last)
    if isinstance(start, Day) and lasting.minutes and lasting.minutes % 1440 == 0:
        return Span(start.day, start.day + timedelta(days=lasting.minutes // 1440 - 1))
    raise Stop(Why.UNCLEAR, r.text)


def _without_day(r: Reading, g: Gathered, lasting: Duration | None) -> Result:
    if g.endings and lasting is None:
        return Deadline(ending_point(r, g.endings[0])), ()
    if lasting is not None and not g.endings:
        return lasting, ()
    raise Stop(Why.UNCLEAR, r.text)
