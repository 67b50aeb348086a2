"""The one start that is said, from however many pieces it was typed in."""

from dataclasses import replace
from datetime import datetime, timedelta

from ..grammar.loose import Loose
from ..grammar.moments import Moment
from ..grammar.ranges import End
from ..grammar.reading import Reading
from ..model import Stop, Why
from .gathered import Gathered, Named

Base = Moment | Named | tuple[End, End] | datetime


def base_of(r: Reading, g: Gathered) -> Base | None:
    """The one start that is said, from however many pieces."""
    moments = [*g.moments, *(begin for begin in g.begins if isinstance(begin, Moment))]
    spans = [*g.spans, *(begin for begin in g.begins if isinstance(begin, Named))]
    moments = _parts_aside(_feasts_aside(moments, g), g)
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


def _feasts_aside(moments: list[Moment], g: Gathered) -> list[Moment]:
    """« repas de Noël samedi 12 décembre » : the feast is of the subject where another day is said."""
    days = [said for said in moments if said.loose is not None]
    plain = [said for said in days if said.loose is not None and not said.loose.feast]
    if (plain or g.spans or g.ranges) and len(plain) < len(days):
        return _without(moments, [said for said in days if said not in plain], g)
    return moments


def _parts_aside(moments: list[Moment], g: Gathered) -> list[Moment]:
    """« soirée jeux demain 20h » : a part of the day that stands apart, without « le », is of the subject."""
    alone = [
        said for said in moments
        if said.part and said.loose is None and said.clock is None and not said.today and not said.led
        and said.place - 1 not in g.used and said.end not in g.used
    ]  # fmt: skip
    return _without(moments, alone, g) if len(alone) < len(moments) or g.spans or g.ranges or g.rhythm else moments


def _without(moments: list[Moment], aside: list[Moment], g: Gathered) -> list[Moment]:
    for said in aside:
        g.used.difference_update(range(said.place, said.end))
    return [said for said in moments if said not in aside]


def _merged(r: Reading, one: Moment, other: Moment) -> Moment:
    """Two pieces of one moment: « mardi … à 18h »."""
    loose: Loose | None
    if one.loose is not None and other.loose is not None:
        if one.loose.weekday >= 0 and not one.loose.day and other.loose.day and other.loose.weekday < 0:
            loose = replace(other.loose, weekday=one.loose.weekday)
        elif other.loose.weekday >= 0 and not other.loose.day and one.loose.day and one.loose.weekday < 0:
            loose = replace(one.loose, weekday=other.loose.weekday)
        else:
            raise Stop(Why.SEVERAL, r.text)
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
