"""How often: tous les mardis, un jeudi sur deux, every other week, les mardis et jeudis, chaque 21 juin."""

from dataclasses import replace

from ..calendar.almanac import exists
from ..calendar.feasts import feast_in, is_fixed
from ..model import Stop, Why
from .dates import is_day_number, numeric, ordinal_at, suffixed
from .days import day
from .monthly import monthdays, nth, of_month
from .reading import Reading
from .rhythm import WEEKEND, WORKING, Rhythm
from .weekly import coming, days_between, days_of_week, habit, plural, working, workweek

_LONGEST_INTERVAL = 366
"""Nobody comes back after more days, weeks or years than these."""


def rhythm(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """A rhythm said there; its hour, its bounds and its exceptions are said elsewhere."""
    for form in (
        coming,
        nth,
        monthdays,
        _one_in,
        _adverb,
        _times_per,
        _every,
        working,
        plural,
        workweek,
        habit,
    ):
        found = form(r, i)
        if found is not None:
            return found
    return None


def _every(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """tous les 2 jours, chaque mardi, every other Thursday, toutes les semaines, tous les 21 juin."""
    every = r.sense(i, "every")
    if every is None:
        return None
    j = every[1]
    interval = 2 if every[0] == "other" else 1
    if interval == 1 and (number := r.number(j)) is not None and number[0] > 0 and r.sense(number[1], "unit"):
        interval, j = number
    elif r.word(j) == "autre":
        interval, j = 2, j + 1
    elif not r.french and (ordinal := ordinal_at(r, j)) is not None and _interval_of(r, ordinal):
        interval, j = ordinal
    elif not r.french and r.figures(j) > 1 and r.sense(j + 1, "weekdays"):
        interval, j = r.figures(j), j + 1
    if (named := r.sense(j, "working days")) is not None and interval == 1:
        return Rhythm("WEEKLY", 1, WORKING), named[1]
    found = _unit(r, j, interval) or days_of_week(r, j, interval) or _yearly(r, j, every[1])
    if found is not None:
        between = days_between(r, found[1]) if found[0] == Rhythm("DAILY") else None
        return between or found
    if (named := r.sense(j, "weekend")) is not None:
        return Rhythm("WEEKLY", interval, WEEKEND), named[1]
    if (noon := r.sense(j, "noon")) is not None:
        return Rhythm("DAILY", interval, part="noon" if noon[0] == 12 else "midnight"), noon[1]
    if (named := r.sense(j, "part")) is not None:
        return Rhythm("DAILY", interval, part=str(named[0])), named[1]
    return None


def _interval_of(r: Reading, ordinal: tuple[int, int]) -> bool:
    """« every second week », « every 3rd day »; « every second Tuesday of the month » is another rhythm."""
    nth, j = ordinal
    return nth > 1 and (r.sense(j, "unit") is not None or r.sense(j, "weekday") is not None)


def _unit(r: Reading, j: int, interval: int) -> tuple[Rhythm, int] | None:
    unit = r.sense(j, "unit")
    if unit is None:
        return None
    name, end = str(unit[0]), unit[1]
    if interval > _LONGEST_INTERVAL:
        raise r.impossible(j - 1, end)
    match name:
        case "day" if interval in (7, 8, 14, 15, 21):
            return Rhythm("WEEKLY", round(interval / 7)), end
        case "day" | "night":
            return Rhythm("DAILY", interval, part="evening" if name == "night" else ""), end
        case "week":
            return Rhythm("WEEKLY", interval), end
        case "fortnight":
            return Rhythm("WEEKLY", 2 * interval), end
        case "month":
            return Rhythm("MONTHLY", interval), end
        case "quarter" | "half-year":
            return Rhythm("MONTHLY", interval * (3 if name == "quarter" else 6)), end
        case "year":
            return Rhythm("YEARLY", interval), end
    raise Stop(Why.UNCLEAR, r.said(j - 1, end))  # every hour is no rhythm of neighbours


def _yearly(r: Reading, j: int, start: int) -> tuple[Rhythm, int] | None:
    """tous les 21 juin, every Christmas, tous les 15 du mois, tous les 1er."""
    feast = r.sense(j, "feast")
    if feast is not None:
        name = str(feast[0])
        if not is_fixed(name):
            raise Stop(Why.UNCLEAR, r.said(start, feast[1]))  # no rule of RFC 5545 follows Easter
        return _on_date(r, feast_in(name, 2028).month, feast_in(name, 2028).day), feast[1]
    if (dated := numeric(r, j)) is not None:
        return _on_date(r, dated[0].month, dated[0].day), dated[1]
    dated = day(r, j)
    if dated is not None and dated[0].day and dated[0].month and not dated[0].year and dated[0].weekday < 0:
        return _on_date(r, dated[0].month, dated[0].day), dated[1]
    ordinal = ordinal_at(r, j)
    if not is_day_number(r, j) and (ordinal is None or ordinal[0] != 1):
        return None
    number, k = (r.figures(j), suffixed(r, j)) if is_day_number(r, j) else ordinal or (0, j)
    end = of_month(r, k)
    return (Rhythm("MONTHLY", monthdays=(number,)), end or k) if end or r.french else None


def _on_date(r: Reading, month_number: int, day_number: int) -> Rhythm:
    if exists(2024, month_number, day_number) is None:
        raise Stop(Why.IMPOSSIBLE, r.text)
    return Rhythm("YEARLY", monthdays=(day_number,), months=(month_number,))


def _one_in(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """un mardi sur deux, une semaine sur trois, un week-end sur deux, one Tuesday in two."""
    first = r.number(i)
    if first is None or first[0] != 1:
        return None
    for found in (days_of_week(r, first[1], 1), _unit_of(r, first[1]), _weekend_of(r, first[1])):
        if found is None:
            continue
        base, j = found
        if (sign := r.sense(j, "one in")) is None or (number := r.number(sign[1])) is None or number[0] < 2:
            continue
        return replace(base, interval=base.interval * number[0]), number[1]
    return None


def _unit_of(r: Reading, j: int) -> tuple[Rhythm, int] | None:
    unit = r.sense(j, "unit")
    return _unit(r, j, 1) if unit is not None and unit[0] in ("day", "week", "month", "year", "night") else None


def _weekend_of(r: Reading, j: int) -> tuple[Rhythm, int] | None:
    named = r.sense(j, "weekend")
    return None if named is None else (Rhythm("WEEKLY", 1, WEEKEND), named[1])


def _adverb(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    found = r.sense(i, "adverb")
    if found is None:
        return None
    if found[0] == "FORTNIGHTLY":
        return Rhythm("WEEKLY", 2, adjective=True), found[1]
    return Rhythm(str(found[0]), adjective=True), found[1]


def _times_per(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """une fois par semaine, once a month. Raises Stop for « deux fois par semaine »: on which days?"""
    number = r.number(i)
    if (often := r.sense(i, "often")) is not None:
        number = int(often[0]), i
    if number is None:
        return None
    times = i + 1 if number[1] == i else r.after(number[1], "times")
    per = r.sense(times, "per") or (r.sense(times, "every") if times > number[1] or number[1] == i else None)
    if times == number[1] or per is None or (unit := r.sense(per[1], "unit")) is None:
        return None
    if number[0] != 1:
        raise Stop(Why.VAGUE, r.said(i, unit[1]))
    return _unit(r, per[1], 1)
