"""Days as people write them: demain, mardi en huit, lundi 24, mardi de la semaine prochaine, la veille de Noël."""

from dataclasses import replace
from datetime import timedelta

from ..calendar.almanac import FIRST_YEAR, LAST_YEAR, nth_weekday
from ..calendar.feasts import feast_in, next_feast
from ..model import Stop, Why
from ..words.lexicon import Kind
from .dates import day_and_month, numeric, of_the_month, ordinal_at, two_hours
from .edges import edge
from .loose import Loose, find
from .reading import Reading
from .weeks import month, week, year

_SIDES: tuple[Kind, ...] = ("this", "next", "last")


def day(r: Reading, i: int) -> tuple[Loose, int] | None:
    """A day as far as it is said there."""
    bare = i + r.is_the(i)
    for form in (_near, _feast, _eve, _nth_weekday, _weekday, edge, numeric, day_and_month, of_the_month):
        found = form(r, bare if form in (_feast, _near, _eve) else i)
        if found is not None:
            loose, j = found
            return replace(loose, words=loose.words or r.said(i, j)), j
    return None


def _near(r: Reading, i: int) -> tuple[Loose, int] | None:
    """aujourd'hui, demain, avant-hier, d'aujourd'hui en huit, ce jour."""
    found = r.sense(i, "near")
    if found is None or isinstance(found[0], str):
        return None
    weeks = r.sense(found[1], "plus weeks")
    day = r.today + timedelta(days=int(found[0]))
    return Loose(fixed=day, weeks=int(weeks[0]) if weeks else 0), weeks[1] if weeks else found[1]


def _feast(r: Reading, i: int) -> tuple[Loose, int] | None:
    found = r.sense(i, "feast")
    if found is None:
        return None
    name, j = str(found[0]), found[1]
    if r.word(j) == "a" and r.said(j, j + 1) == "a" and r.figures(j + 1) < 0 and r.sense(j + 1, "noon") is None:
        return None  # « Noël a réparé la sonnette »
    if FIRST_YEAR <= r.figures(j) <= LAST_YEAR:
        return Loose(fixed=feast_in(name, r.figures(j)), feast=name), j + 1
    if (said := year(r, j)) is not None:
        return Loose(fixed=feast_in(name, said[0].year), feast=name), said[2]
    return Loose(fixed=next_feast(name, r.today), feast=name), j


def _eve(r: Reading, i: int) -> tuple[Loose, int] | None:
    """la veille de Noël, le lendemain du 14 juillet, the day after Christmas."""
    eve = r.sense(i, "eve")
    if eve is None or (r.word(i) == "eve" and r.word(eve[1]) != "of"):
        return None
    anchor = day(r, r.after(r.after(eve[1], "of"), "article"))
    if anchor is None:
        raise Stop(Why.VAGUE, r.said(i, eve[1]))
    return Loose(fixed=find(anchor[0], r.today) + timedelta(days=int(eve[0]))), anchor[1]


def _weekday(r: Reading, i: int) -> tuple[Loose, int] | None:
    """mardi, ce mardi, next Tuesday, mardi prochain, mardi en huit, mardi 4 mai, mardi de la semaine prochaine."""
    j = i + r.is_the(i)
    before, side = j, ""
    for kind in _SIDES:
        found = None if kind == "last" and r.french else r.sense(before, kind)
        if found is not None and (found[0] != "coming" or before > i or r.word(i - 1) == "this"):
            side = "coming" if kind == "next" and (r.french or found[0] == "coming" or j > i) else kind
            before = found[1]
    named = weekday_name(r, before, alone=bool(side) or before > i)
    if named is None:
        return None
    number, k = named
    if side:
        return Loose(weekday=number, side=side), k
    return _said_after(r, Loose(weekday=number), k)


def weekday_name(r: Reading, i: int, *, alone: bool = False) -> tuple[int, int] | None:
    """A weekday. A short one (« mer », « sat ») only where something of time follows, or nothing at all."""
    found = r.sense(i, "weekday")
    if found is not None:
        return int(found[0]), found[1]
    short = r.sense(i, "short weekday")
    if short is None:
        return None
    number, j = int(short[0]), short[1]
    if r.is_any(i - 1, "named"):
        return None  # « avec Sam à 18h »
    dotted = r.word(j - 1) == "."
    follows = (
        r.figures(j) >= 0 or _of_time(r, r.past_comma(j)) or r.is_mark(j, "-/&")
        or (r.sense(j, "at") is not None and _starts_hour(r, r.after(j, "at")))
        or (r.is_any(j, "and", "link") and r.is_any(r.after(j, "and", "link"), "short weekday", "weekday"))
    )  # fmt: skip
    whole = i == 0 and j >= len(r)
    return (number, j) if follows or whole or dotted or (alone and j >= len(r)) or _leads(r, i) else None


def _leads(r: Reading, i: int) -> bool:
    """It comes where only a day can: « by Fri », « every Wed », « jusqu'à dim »."""
    if i == 0:
        return False
    joined = r.is_any(i - 1, "and", "or", "link") or r.is_mark(i - 1, "/")
    if joined and r.is_any(i - 2, "weekday", "short weekday"):
        return True
    kinds: tuple[Kind, ...] = ("until", "by", "every") if r.french else ("until", "by", "every", "next", "this")
    return any(found[1] == i for back in (1, 2, 3, 4) if i >= back
               for kind in kinds if (found := r.sense(i - back, kind)) is not None)  # fmt: skip


def _of_time(r: Reading, i: int) -> bool:
    return r.is_any(i, "part", "noon", "next", "plus weeks", "month", "short month", "weekday", "short weekday")


def _starts_hour(r: Reading, i: int) -> bool:
    return (
        r.figures(i) >= 0
        or r.sense(i, "noon") is not None
        or (r.number(i) is not None and r.sense(i, "half") is None)
    )


def _said_after(r: Reading, loose: Loose, j: int) -> tuple[Loose, int]:
    """What is said of a weekday after it."""
    if (following := r.sense(j, "next")) is not None and (r.french or week(r, j) is None):
        return replace(loose, side=str(following[0])), following[1]
    if (weeks := r.sense(j, "plus weeks")) is not None and (r.french or _ends_there(r, weeks[1])):
        return replace(loose, weeks=int(weeks[0])), weeks[1]
    of_week = week(r, j)
    if of_week is not None:
        return Loose(fixed=of_week[0] + timedelta(days=loose.weekday)), of_week[1]
    last = r.sense(j, "last") if r.french else None
    if (
        last is not None and not r.is_any(j, "latest") and r.said(j, j + 1).casefold() not in ("passe", "passee")
    ):  # « lundi passe le plombier »
        return replace(loose, side="last"), last[1]
    k = r.past_comma(j)
    k += r.is_the(k)
    dated = None if two_hours(r, k) else numeric(r, k) or day_and_month(r, k, lone=True)
    if dated is not None:
        return replace(dated[0], weekday=loose.weekday), dated[1]
    return loose, j


def _ends_there(r: Reading, i: int) -> bool:
    """« Friday week » is not « Friday week 12 »."""
    return r.figures(i) < 0 or r.sense(i, "at") is not None


def _nth_weekday(r: Reading, i: int) -> tuple[Loose, int] | None:
    """le premier mardi de septembre, the last Friday of next month."""
    j = i + r.is_the(i)
    ordinal = ordinal_at(r, j)
    if ordinal is None:
        return None
    named = r.sense(ordinal[1], "weekday")
    if named is None or r.sense(named[1], "of") is None:
        return None
    span = month(r, r.after(named[1], "of"))
    if span is None:
        return None
    for year_number in (span[0].year, span[0].year + 1):
        found = nth_weekday(year_number, span[0].month, ordinal[0], int(named[0]))
        if found is not None and (found >= r.today or span[2] - named[1] > 2):
            return Loose(fixed=found, nth=ordinal[0]), span[2]
    raise r.impossible(i, span[2])
