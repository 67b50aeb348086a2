"""The one start that is said, from however many pieces it was typed in."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from ..grammar.loose import Loose, find
from ..grammar.moments import Moment
from ..grammar.ranges import End
from ..grammar.reading import Reading
from ..grammar.rhythm import Rhythm
from ..model import Stop, Why
from .gathered import Gathered, Named

Base = Moment | Named | tuple[End, End] | datetime


def settle(r: Reading, g: Gathered) -> None:
    """Gives back to the subject what only looks like a second time: « repas de Noël samedi », « soirée jeux
    demain », « messe de minuit à 22h30 », « l'assemblée annuelle le 3 mars »."""
    rhythm = g.rhythm
    if rhythm is not None and rhythm.adjective and (_else_said(rhythm, g) or _alone(r, g)):
        g.used -= g.rhythm_places
        g.rhythm = None
    days = [said for said in g.moments if said.loose is not None or said.today]
    others = len(g.spans) + len(g.ranges) + len(g.exact) + (g.rhythm is not None and not g.rhythm.open)
    _set_aside(g, [said for said in days if _is_weak(r, g, said)], len(days) + others)
    clocks = [said for said in g.moments if said.clock is not None]
    _set_aside(g, [said for said in clocks if _completes_noun(r, g, said)], len(clocks))
    parts = [said for said in g.moments if _stands_apart(r, g, said)]
    _set_aside(g, parts, len(g.moments) + others)
    if any(_is_noun_complement_alone(r, g, said) for said in g.moments):
        g.moments.clear()


def _set_aside(g: Gathered, weak: list[Moment], count: int) -> None:
    """Takes these out, unless they are all there is."""
    if len(weak) == count:
        return
    for said in weak:
        g.used.difference_update(range(said.place, said.end))
        g.moments.remove(said)


def _is_weak(r: Reading, g: Gathered, said: Moment) -> bool:
    return said.loose is not None and (bool(said.loose.feast) or _completes_noun(r, g, said))


def _completes_noun(r: Reading, g: Gathered, said: Moment) -> bool:
    """« le concert de fin d'année »."""
    before = said.place - 2
    return r.word(said.place - 1) in ("de", "d'", "of") and before >= 0 and before not in g.used


def _is_noun_complement_alone(r: Reading, g: Gathered, said: Moment) -> bool:
    """« le marché de Noël » is not held on that day."""
    feast = said.loose is not None and bool(said.loose.feast) and said.clock is None
    return feast and len(g.used) == said.end - said.place and r.word(said.place - 1) == "de" and said.place > 1


def _stands_apart(r: Reading, g: Gathered, said: Moment) -> bool:
    """A part of the day without « le » or « en », and without a time before it."""
    alone = said.part and said.loose is None and said.clock is None and not said.today and not said.led
    return bool(alone) and said.place - 1 not in g.used and not r.is_any(said.place - 1, "and", "or")


def _else_said(rhythm: Rhythm, g: Gathered) -> bool:
    """A day that the rhythm cannot take up is the day of one occasion."""
    for said in g.moments:
        loose = said.loose
        if loose is None:
            continue
        if rhythm.freq == "MONTHLY" and loose.day and not loose.month and loose.weekday < 0:
            continue
        plain = loose.weekday >= 0 and not loose.day and not loose.side and loose.fixed is None
        if rhythm.freq != "WEEKLY" or not plain:
            return True
    return bool(g.spans or g.ranges or g.exact)


def _alone(r: Reading, g: Gathered) -> bool:
    """« l'assemblée annuelle » without more says nothing of when."""
    return len(g.used) == len(g.rhythm_places) and len(r) > len(g.used)


def base_of(r: Reading, g: Gathered) -> Base | None:
    """The one start that is said, from however many pieces."""
    moments = [*g.moments, *(begin for begin in g.begins if isinstance(begin, Moment))]
    spans = [*g.spans, *(begin for begin in g.begins if isinstance(begin, Named))]
    if len(g.exact) + len(g.ranges) + len(spans) > 1:
        raise Stop(Why.SEVERAL, r.text)
    one = None
    for said in moments:
        one = said if one is None else _merged(r, one, said)
    if g.exact or g.ranges or spans:
        if one is None:
            return (g.exact or g.ranges or spans)[0]
        if spans and one.loose is not None:
            return _within_span(r, spans[0], one)
        raise Stop(Why.UNCLEAR, one.words)
    return one


def _merged(r: Reading, one: Moment, other: Moment) -> Moment:
    """Two pieces of one moment: « mardi … à 18h »."""
    loose: Loose | None
    for here, there in ((one, other), (other, one)):
        if here.today and there.loose is not None and find(there.loose, r.today) != r.today:
            raise Stop(Why.SEVERAL, r.text)  # « ce soir et demain »
    if one.loose is not None and other.loose is not None:
        if one.loose.weekday >= 0 and not one.loose.day and other.loose.day and other.loose.weekday < 0:
            loose = replace(other.loose, weekday=one.loose.weekday)
        elif other.loose.weekday >= 0 and not other.loose.day and one.loose.day and one.loose.weekday < 0:
            loose = replace(one.loose, weekday=other.loose.weekday)
        else:
            loose = Loose(fixed=_same_day(r, one.loose, other.loose))
    else:
        loose = one.loose or other.loose
    if one.clock is not None and other.clock is not None:
        raise Stop(Why.SEVERAL, r.text)
    if one.part and other.part and one.part != other.part:
        raise Stop(Why.SEVERAL, r.text)
    with_clock = one if one.clock is not None else other
    return Moment(
        loose, one.part or other.part, one.today or other.today, with_clock.clock, with_clock.last,
        f"{one.words} … {other.words}",
    )  # fmt: skip


def _same_day(r: Reading, one: Loose, other: Loose) -> date:
    """The day that is said twice: « demain mardi 2 juin », « mardi 9 mars, dans 8 jours ». Raises Stop for two."""
    first, second = (_in_year_of(other, one), _in_year_of(one, other))
    said, again = find(second, r.today), find(first, r.today)
    apart = (said - again).days
    if apart and not (apart == -1 and one.or_next) and not (apart == 1 and other.or_next):
        raise Stop(Why.SEVERAL, r.text)
    return max(said, again)


def _in_year_of(loose: Loose, near: Loose) -> Loose:
    """« hier lundi 1er mars » is of the year of yesterday."""
    if near.fixed is not None and loose.month and not loose.year:
        return replace(loose, year=near.fixed.year)
    return loose


def _within_span(r: Reading, span: Named, said: Moment) -> Moment:
    """« la semaine prochaine, mardi » : the one such day of the span."""
    loose = said.loose
    assert loose is not None
    found = [
        day
        for count in range((span.last - span.first).days + 1)
        if (day := span.first + timedelta(days=count))
        and (loose.weekday in (-1, day.weekday()) and loose.day in (0, day.day) and loose.fixed in (None, day))
    ]
    if len(found) != 1 or loose.month:
        raise Stop(Why.UNCLEAR, f"{span.words} {said.words}")
    return replace(said, loose=replace(loose, fixed=found[0], weekday=-1, day=0, side="", weeks=0))
