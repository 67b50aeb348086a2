"""How often: tous les mardis, un jeudi sur deux, every other week, les mardis et jeudis, chaque 21 juin."""

from dataclasses import replace

from ..calendar.feasts import feast_in, is_fixed
from ..model import Stop, Why
from .dates import is_day_number, numeric, ordinal_at, suffixed
from .days import day, weekday_name
from .monthly import monthdays, nth, of_month
from .reading import Reading
from .rhythm import WORKING, Rhythm
from .weeks import week


def rhythm(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """A rhythm said there; its hour, its bounds and its exceptions are said elsewhere."""
    for form in (
        _coming,
        nth,
        monthdays,
        _one_in,
        _adverb,
        _times_per,
        _every,
        _working,
        _plural,
        _workweek,
        _habit,
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
    if (working := r.sense(j, "working days")) is not None and interval == 1:
        return Rhythm("WEEKLY", 1, WORKING), working[1]
    found = _unit(r, j, interval) or _days_of_week(r, j, interval) or _yearly(r, j, every[1])
    if found is not None:
        between = _days_between(r, found[1]) if found[0] == Rhythm("DAILY") else None
        return between or found
    if r.sense(j, "weekend"):
        return Rhythm("WEEKLY", interval, ((0, 5), (0, 6))), r.after(j, "weekend")
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


def _days_of_week(r: Reading, j: int, interval: int) -> tuple[Rhythm, int] | None:
    """The weekdays of a list: mardis et jeudis, lundi, mercredi et vendredi."""
    found: list[int] = []
    end = j
    k = j
    while True:
        k = r.after(k, "article", "every") if found else k
        named = r.sense(k, "weekdays") or weekday_name(r, k, alone=True)
        if named is None:
            break
        found.append(int(named[0]))
        end = named[1]
        if found[-1:] and (k2 := r.after(end, "and", "or")) > end:
            k = k2
        elif r.is_mark(end, ",/"):
            k = end + 1
        else:
            break
    if not found:
        return None
    part = ""
    if (said := r.sense(end, "part")) is not None or (said := r.sense(r.after(end, "at"), "part")) is not None:
        part, end = str(said[0]), said[1]
    return Rhythm("WEEKLY", interval, tuple((0, weekday) for weekday in sorted(set(found))), part=part), end


def _yearly(r: Reading, j: int, start: int) -> tuple[Rhythm, int] | None:
    """tous les 21 juin, every Christmas, tous les 15 du mois, tous les 1er."""
    feast = r.sense(j, "feast")
    if feast is not None:
        name = str(feast[0])
        if not is_fixed(name):
            raise Stop(Why.UNCLEAR, r.said(start, feast[1]))  # no rule of RFC 5545 follows Easter
        return _on_date(feast_in(name, 2028).month, feast_in(name, 2028).day), feast[1]
    if (dated := numeric(r, j)) is not None:
        return _on_date(dated[0].month, dated[0].day), dated[1]
    dated = day(r, j)
    if dated is not None and dated[0].day and dated[0].month and not dated[0].year and dated[0].weekday < 0:
        return _on_date(dated[0].month, dated[0].day), dated[1]
    ordinal = ordinal_at(r, j)
    if not is_day_number(r, j) and (ordinal is None or ordinal[0] != 1):
        return None
    number, k = (r.figures(j), suffixed(r, j)) if is_day_number(r, j) else ordinal or (0, j)
    end = of_month(r, k)
    return (Rhythm("MONTHLY", monthdays=(number,)), end or k) if end or r.french else None


def _on_date(month_number: int, day_number: int) -> Rhythm:
    return Rhythm("YEARLY", monthdays=(day_number,), months=(month_number,))


def _one_in(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """un mardi sur deux, une semaine sur trois, un week-end sur deux, one Tuesday in two."""
    first = r.number(i)
    if first is None or first[0] != 1:
        return None
    for found in (_days_of_week(r, first[1], 1), _unit_of(r, first[1]), _weekend_of(r, first[1])):
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
    return None if named is None else (Rhythm("WEEKLY", 1, ((0, 5), (0, 6))), named[1])


def _adverb(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    found = r.sense(i, "adverb")
    if found is None:
        return None
    if found[0] == "FORTNIGHTLY":
        return Rhythm("WEEKLY", 2), found[1]
    return Rhythm(str(found[0])), found[1]


def _times_per(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """une fois par semaine, once a month. Raises Stop for « deux fois par semaine »: on which days?"""
    number = r.number(i)
    if r.word(i) == "once":
        number = 1, i
    elif r.word(i) == "twice":
        number = 2, i
    if number is None:
        return None
    times = i + 1 if number[1] == i else r.after(number[1], "times")
    per = r.sense(times, "per") or (r.sense(times, "every") if times > number[1] or number[1] == i else None)
    if times == number[1] or per is None or (unit := r.sense(per[1], "unit")) is None:
        return None
    if number[0] != 1:
        raise Stop(Why.VAGUE, r.said(i, unit[1]))
    return _unit(r, per[1], 1)


def _working(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    j = r.after(i, "article") if r.word(i) in ("les", "on", "the") else i
    working = r.sense(i, "working days") or r.sense(j, "working days")
    if working is not None:
        return Rhythm("WEEKLY", 1, WORKING), working[1]
    named = r.sense(j, "weekend") or r.sense(i + 1, "weekend")
    plural = named is not None and r.word(named[1] - 1).endswith("s")
    if plural and named is not None and (j > i or i == named[1] - 1 or not r.french):
        return Rhythm("WEEKLY", 1, ((0, 5), (0, 6))), named[1]
    if (
        named is not None
        and r.word(i) == "le"
        and r.sense(named[1], "next") is None
        and _nothing_named(r, named[1])
    ):
        return Rhythm("WEEKLY", 1, ((0, 5), (0, 6))), named[1]
    return None


def _nothing_named(r: Reading, k: int) -> bool:
    named = r.sense(k, "of") and r.word(k) != "en" and day(r, r.after(r.after(k, "of"), "article"))
    numbered = r.word(k) == "du" and is_day_number(r, k + 1)
    return not (
        named or numbered or r.sense(k, "last") or r.sense(k, "plus weeks") or week(r, k) or r.is_mark(k, "-")
    )


def _plural(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """les mardis et jeudis, Mondays and Thursdays, les mardi et jeudi, le lundi et le mercredi."""
    j = r.after(i, "article") if r.word(i) in ("les", "on", "le", "the") else i
    list_ = _days_of_week(r, j, 1)
    if list_ is None:
        return None
    found, end = list_
    plural = any(r.sense(place, "weekdays") for place in range(j, end))
    several = len(found.weekdays) > 1
    articled = r.word(i) in ("les", "le") and j > i
    if (not plural and not (several and articled)) or (r.french and plural and r.word(i) == "le"):
        return None
    if not plural and r.word(i) == "le" and not any(r.word(place) == "le" for place in range(j, end)):
        return None  # « le mardi et jeudi » names two days
    if end < len(r) and (_dated_after(r, end) or week(r, end) or r.sense(end, "next")):
        return None
    return found, end


def _dated_after(r: Reading, end: int) -> bool:
    dated = day(r, end) or (is_day_number(r, end) or None)
    return dated is not None and r.sense(end, "near") is None and r.word(end) not in ("le", "the")


def _workweek(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """du lundi au vendredi, Monday to Friday: those days of each week."""
    j = i + 1 if r.word(i) in ("du", "from", "de", "on") else i
    first = r.sense(j, "weekday") or r.sense(j, "weekdays") or (None if r.french else r.sense(j, "short weekday"))
    if first is None or first[0] != 0 or (link := r.sense(first[1], "link")) is None:
        return None
    last = r.sense(link[1], "weekday") or r.sense(link[1], "weekdays") or r.sense(link[1], "short weekday")
    if last is None or int(last[0]) < 3 or (r.french and r.word(i) != "du") or _dated_after(r, last[1]):
        return None
    if not r.french and last[0] != 4:
        return None
    if r.sense(last[1], "next") or week(r, last[1]):
        return None
    return Rhythm("WEEKLY", 1, tuple((0, weekday) for weekday in range(int(last[0]) + 1))), last[1]


def _days_between(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """« tous les jours » du mardi au samedi."""
    j = i + 1 if r.word(i) in ("du", "from", "de") else i
    first = weekday_name(r, j)
    link = r.sense(first[1], "link") if first else None
    last = weekday_name(r, link[1]) if link else None
    if first is None or last is None:
        return None
    count = (last[0] - first[0]) % 7
    weekdays = sorted((first[0] + ahead) % 7 for ahead in range(count + 1))
    return Rhythm("WEEKLY", 1, tuple((0, weekday) for weekday in weekdays)), last[1]


def _coming(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """les 4 prochains mardis, the next three Fridays: so many of them."""
    if r.word(i) not in ("les", "the", "ces"):
        return None
    before = None if r.french else r.sense(i + 1, "next")
    number = r.number(before[1] if before else i + 1)
    if number is None or number[0] < 2:
        return None
    following = before or r.sense(number[1], "next")
    if following is None:
        return None
    found = _days_of_week(r, number[1] if before else following[1], 1)
    return None if found is None else (replace(found[0], count=number[0] * len(found[0].weekdays)), found[1])


def _habit(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """« le mardi (soir) (à 20h30) »: each Tuesday, though it may also be the next one."""
    if not r.french or r.word(i) != "le" or i + 1 >= len(r):
        return None
    named = r.sense(i + 1, "weekday")
    if named is None or r.sense(i + 1, "feast") or r.sense(i, "feast"):
        return None
    found = day(r, i)
    if found is None or found[1] != named[1] or found[0].side or found[0].weeks or found[0].fixed:
        return None
    part = r.sense(named[1], "part")
    return (
        Rhythm("WEEKLY", 1, ((0, int(named[0])),), part=str(part[0]) if part else "", soft=True),
        part[1] if part else named[1],
    )
