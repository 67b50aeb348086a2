"""Spans with a name: ce week-end, la semaine du 7 septembre, en mars, le pont du 8 mai, cette nuit."""

from datetime import date, timedelta

from ..calendar.almanac import LAST_YEAR, WEEK, last_of, monday_of, nth_weekday
from ..calendar.feasts import bridge, long_weekend
from ..model import Stop, Why
from .dates import ordinal_at
from .days import day
from .loose import Loose, find
from .reading import Reading
from .weeks import holidays, month, numbered_week, plain_unit, week, year

Found = tuple[date, date, int]
"""The first day, the last one, and the place after the words."""

_LITTLE = (
    "le", "la", "les", "de", "du", "the", "of", "en", "in", "pendant", "during", "au", "aux", "pour", "sur", "for",
    "over", "durant", "on", "at", "l'", "dans", "d'", "des",
)  # fmt: skip


def span(r: Reading, i: int) -> Found | None:
    """A span of whole days."""
    j = i
    while r.word(j) in _LITTLE and j - i < 3:
        j += 1
    if j == 0 and r.is_any(0, "month") and (alone := month(r, 0)) is not None and alone[2] >= len(r):
        return alone
    for form in (holidays, _bridge, _nth_weekend, _weekend, _night, _part_of_month, _next_days):
        found = form(r, j)
        if found is not None:
            return found
    whole = r.sense(j, "whole")
    if whole is not None and (found := _named(r, r.after(whole[1], "article"), whole=True)) is not None:
        return found
    return _named(r, j, whole=False) or (_month_after(r, i, j) if j > i else None)


def _named(r: Reading, j: int, *, whole: bool) -> Found | None:
    """A week, a month, a year."""
    named = week(r, j) or _dated_week(r, j) or numbered_week(r, j)
    if named is not None:
        return named[0], named[0] + timedelta(days=6), named[1]
    if r.sense(j, "month") is None and r.sense(j, "short month") is None:
        relative = month(r, j)
        if relative is not None:
            return relative
    of_month = plain_unit(r, j, "month")
    if of_month is not None and r.sense(of_month, "month") and not _goes_on(r, of_month):
        return month(r, of_month)
    if of_month is not None and r.sense(of_month, "of") and not _goes_on(r, r.after(of_month, "of")):
        return month(r, r.after(of_month, "of"))
    if r.figures(j) < 0 and (relative := year(r, j)) is not None:
        return relative
    if whole:
        if (end := plain_unit(r, j, "week")) is not None:
            return r.today, monday_of(r.today) + timedelta(days=6), end
        if r.sense(j, "month"):
            return month(r, j)
        if r.sense(j, "weekend") is not None:
            return _weekend(r, j)
    return None


def _goes_on(r: Reading, i: int) -> bool:
    """« septembre à juin » is more than September."""
    named = r.sense(i, "month")
    return named is not None and r.is_any(named[1], "link") and r.is_any(r.after(named[1], "link"), "month")


def _month_after(r: Reading, i: int, j: int) -> Found | None:
    """en mars, in March, courant mars: a month needs such a word, « mars » alone is also something else."""
    if r.word(j - 1) in ("en", "in", "pendant", "during", "pour", "for", "durant"):
        if (r.sense(j, "month") or r.sense(j, "short month")) and r.sense(j + 1, "ordinal") is None:
            return month(r, j)
        if r.word(j - 1) in ("en", "in") and 2000 <= r.figures(j) <= LAST_YEAR:
            return year(r, j)
    return None


def edge_whole(r: Reading, i: int) -> Found | None:
    """courant mars, dans le courant du mois."""
    edge = r.sense(i, "edge")
    if edge is None or edge[0] != "whole":
        return None
    j = edge[1]
    while r.word(j) in ("de", "du", "d'", "of", "la", "le", "l'"):
        j += 1
    found = month(r, j) or year(r, j)
    if found is None and (named := week(r, j)) is not None:
        return named[0], named[0] + timedelta(days=6), named[1]
    return found


def months_range(r: Reading, i: int) -> Found | None:
    """de septembre à décembre, from May to July 2027."""
    opener = r.sense(i, "between")
    first = r.sense(opener[1], "month") if opener else None
    link = (r.sense(first[1], "link") or r.sense(first[1], "and")) if first else None
    second = month(r, link[1]) if link is not None and r.sense(link[1], "month") else None
    if first is None or second is None:
        return None
    year_number = second[0].year - (int(first[0]) > second[0].month)
    return date(year_number, int(first[0]), 1), second[1], second[2]


def _part_of_month(r: Reading, i: int) -> Found | None:
    """la première quinzaine d'août, the last two weeks of August, les 3 premières semaines de mai."""
    ordinal = ordinal_at(r, i)
    number = r.number(ordinal[1]) if ordinal else r.number(i)
    if ordinal is None and number is not None:
        ordinal = ordinal_at(r, number[1])
    if ordinal is None:
        return None
    unit_at = max(ordinal[1], number[1] if number else 0)
    unit = r.sense(unit_at, "unit")
    if unit is None or unit[0] not in ("week", "fortnight") or r.sense(unit[1], "of") is None:
        return None
    whole = _of_month(r, unit[1])
    if whole is None:
        return None
    first, last, end = whole
    if unit[0] == "fortnight":
        half = first.replace(day=15)
        return (first, half, end) if ordinal[0] == 1 else (half + timedelta(days=1), last, end)
    days = timedelta(days=7 * (number[0] if number else 1) - 1)
    if ordinal[0] < 0:
        return (last - days, last, end) if ordinal[0] == -1 else None
    begin = first + (ordinal[0] - 1) * WEEK
    return (begin, min(begin + days, last), end) if begin <= last and (number is None or ordinal[0] == 1) else None


def _next_days(r: Reading, i: int) -> Found | None:
    """les 15 prochains jours, the next two weeks: from today on."""
    before = None if r.french else r.sense(i, "next")
    number = r.number(before[1] if before else i)
    following = (before or r.sense(number[1], "next")) if number else None
    if number is None or following is None or number[0] < 2:
        return None
    unit = r.sense(max(number[1], following[1]), "unit")
    if unit is None or unit[0] not in ("day", "week"):
        return None
    days = number[0] * (7 if unit[0] == "week" else 1)
    return r.today, r.today + timedelta(days=days - 1), unit[1]


def _dated_week(r: Reading, i: int) -> tuple[date, int] | None:
    """la semaine du 7 septembre, the week of 7 September, week commencing Monday 7."""
    j = i + r.is_the(i)
    unit = r.sense(j, "unit")
    if unit is None or unit[0] != "week" or (r.word(j) == "semaines"):
        return None
    k = j + 1
    if r.word(k) in ("du", "of", "commencing", "beginning", "starting", "de"):
        k = r.after(k + 1, "article")
        found = day(r, k) or day(r, k - 1)
        if found is not None:
            return monday_of(find(found[0], r.today)), found[1]
        if 1 <= r.figures(k) <= 31:
            return monday_of(find(Loose(day=r.figures(k)), r.today)), k + 1
    return None


def _weekend(r: Reading, i: int) -> Found | None:
    """ce week-end, le week-end prochain, next weekend, le week-end du 14 mars, le week-end de Pâques."""
    j = i
    this, following, last = r.sense(j, "this"), r.sense(j, "next"), r.sense(j, "last")
    if (before := this or following or last) is not None:
        j = before[1]
    feast_before = r.sense(j, "feast")
    if not r.french and feast_before is not None and (named := r.sense(feast_before[1], "weekend")) is not None:
        feast = find(_must_day(r, j), r.today)
        return (*long_weekend(str(feast_before[0]), feast, r.said(i, named[1])), named[1])
    named = r.sense(j, "weekend")
    if named is None:
        return None
    k = named[1]
    saturday = monday_of(r.today) + timedelta(days=5)
    if this:
        return _two(saturday, k)
    if (after := r.sense(k, "next")) is not None:
        following, k = after, after[1]
    if following:
        return _two(saturday + WEEK if following[0] == "next" else saturday, k)
    if last or (r.french and (after := r.sense(k, "last")) is not None):
        return _two(saturday - WEEK, k if last else r.after(k, "last"))
    if (weeks := r.sense(k, "plus weeks")) is not None:
        return _two(saturday + int(weeks[0]) * WEEK, weeks[1])
    of_week = week(r, k)
    if of_week is not None:
        return _two(of_week[0] + timedelta(days=5), of_week[1])
    if r.sense(k, "of") is not None and (found := day(r, r.after(k, "of"))) is None:
        found = day(r, k + 1) or _numbered_day(r, k)
    if r.sense(k, "of") is not None and found is not None:
        return _weekend_of(r, i, found)
    return _two(saturday, k)


def _nth_weekend(r: Reading, i: int) -> Found | None:
    """le premier week-end de décembre, the last weekend of the month."""
    ordinal = ordinal_at(r, i)
    named = r.sense(ordinal[1], "weekend") if ordinal else None
    if ordinal is None or named is None or not r.is_any(named[1], "of"):
        return None
    whole = _of_month(r, named[1])
    saturday = nth_weekday(whole[0].year, whole[0].month, ordinal[0], 5) if whole else None
    return None if whole is None or saturday is None else _two(saturday, whole[2])


def _of_month(r: Reading, i: int) -> Found | None:
    """« de mai », « du mois prochain », « du mois » (this one)."""
    found = month(r, r.after(i, "of"))
    end = plain_unit(r, i, "month") if found is None else None
    if end is None:
        return found
    first = r.today.replace(day=1)
    return first, last_of(first.year, first.month), end


def _numbered_day(r: Reading, k: int) -> tuple[Loose, int] | None:
    if r.word(k) in ("du", "of") and 1 <= r.figures(k + 1) <= 31:
        return Loose(day=r.figures(k + 1)), k + 2
    return None


def _weekend_of(r: Reading, i: int, found: tuple[Loose, int]) -> Found:
    loose, end = found
    day_of = find(loose, r.today)
    fixed_feast = loose.feast or ("date" if (day_of.month, day_of.day) in _PUBLIC else "")
    if fixed_feast:
        return (*long_weekend(loose.feast, day_of, r.said(i, end)), end)
    return _two(monday_of(day_of) + timedelta(days=5), end)


_PUBLIC = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}


def _two(saturday: date, end: int) -> Found:
    return saturday, saturday + timedelta(days=1), end


def _must_day(r: Reading, i: int) -> Loose:
    found = day(r, i)
    assert found is not None, "a feast is a day"
    return found[0]


def _bridge(r: Reading, i: int) -> Found | None:
    """le pont de l'Ascension, pont du 11 novembre, the long weekend of 14 July."""
    named = r.sense(i, "bridge")
    if named is None or (r.sense(named[1], "of") is None and r.french):
        return None
    j = r.after(r.after(named[1], "of"), "article")
    found = day(r, j)
    if found is None:
        raise Stop(Why.VAGUE, r.said(i, named[1]))
    loose, end = found
    holiday = find(loose, r.today)
    if loose.feast in ("easter", "whitsun"):
        holiday += timedelta(days=1)
    return (*bridge(holiday, r.said(i, end)), end)


def _night(r: Reading, i: int) -> Found | None:
    """la nuit du 3 au 4, la nuit de samedi à dimanche, la nuit de samedi, cette nuit, tomorrow night's stay.

    From the evening's day to the morning's: of a guest room, the days of arrival and of departure.
    """
    from .ranges import day_range

    this = r.sense(i, "this")
    j = this[1] if this else i
    named = r.sense(j, "night")
    if named is None or not (r.french or r.word(i - 1) == "the"):
        return None
    k = named[1]
    ranged = day_range(r, k)
    if ranged is not None and ranged[0].plain and ranged[1].plain:
        return ranged[0].day, ranged[1].day, ranged[2]
    if this or (r.sense(k, "next") is not None):
        return None if _hour_after(r, k) else (r.today, r.today + timedelta(days=1), r.after(k, "next"))
    if r.sense(k, "of") is None and day(r, k) is None:
        return None
    found = day(r, k) or day(r, r.after(k, "of")) or _numbered_day(r, k)
    if found is None:
        return None
    first = find(found[0], r.today)
    return first, first + timedelta(days=1), found[1]


def _hour_after(r: Reading, i: int) -> bool:
    from .clocks import clock

    return clock(r, r.after(i, "at")) is not None
