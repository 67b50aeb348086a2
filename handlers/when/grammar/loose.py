"""A day as far as somebody said it, and which one it is then."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..calendar.almanac import LONGEST_RANGE, WEEK, exists, last_of, monday_of, months_from
from ..model import Stop, Why

_NEAR_ENOUGH = 92
"""Days; « jeudi 18 » months away is rather « jeudi, 18 heures »: nobody names a day so without its month."""
_YEARS_AHEAD = 12
"""29 February comes back within eight years, also across 2100."""


@dataclass(frozen=True)
class Loose:
    """What was said of a day; 0, -1 or "" where it was not.

    `side`: next (of the next calendar week), coming (the nearest after today), this (today included), last.
    `weeks`: « en huit » is 1. `feast`: it is a holiday's name, which may be part of a subject too.
    """

    weekday: int = -1
    day: int = 0
    month: int = 0
    year: int = 0
    fixed: date | None = None
    side: str = ""
    weeks: int = 0
    feast: str = ""
    nth: int = 0
    """« le premier dimanche de juin » : `fixed` is the next one, which is the first of its month."""
    words: str = ""
    or_next: bool = False
    """« dans 8 jours » : the seventh day, though some count eight."""
    until_end: bool = False
    """The end of a month or a week: as a deadline it is included whole."""


def find(loose: Loose, today: date) -> date:
    """The day that is meant, seen from today.

    Raises Stop for one that does not exist, and for a weekday that contradicts its date.
    """
    if loose.fixed is not None:
        return loose.fixed + loose.weeks * WEEK
    if not loose.day:
        return _weekday(loose, today)
    if not loose.month:
        return _day_of_month(loose, today)
    if loose.year:
        found = exists(loose.year, loose.month, loose.day)
    else:
        years = (exists(today.year + ahead, loose.month, loose.day) for ahead in range(_YEARS_AHEAD))
        found = next((day for day in years if day is not None and day >= today), None)
    if found is None:
        raise Stop(Why.IMPOSSIBLE, loose.words)
    if loose.weekday >= 0 and found.weekday() != loose.weekday:
        raise Stop(Why.CONTRADICTION, loose.words, found)
    return found


def _weekday(loose: Loose, today: date) -> date:
    ahead = (loose.weekday - today.weekday()) % 7
    match loose.side:
        case "next":
            found = monday_of(today) + WEEK + timedelta(days=loose.weekday)
        case "this":
            found = today + timedelta(days=ahead)
        case "last":
            found = today - timedelta(days=(today.weekday() - loose.weekday) % 7 or 7)
        case _:
            found = today + timedelta(days=ahead or 7)
    return found + loose.weeks * WEEK


def _day_of_month(loose: Loose, today: date) -> date:
    for year, month in months_from(today):
        found = exists(year, month, loose.day)
        if found is not None and found >= today and loose.weekday in (-1, found.weekday()):
            if loose.weekday >= 0 and (found - today).days > _NEAR_ENOUGH:
                break
            return found
    if loose.weekday >= 0:
        raise Stop(Why.UNCLEAR, loose.words)
    raise Stop(Why.IMPOSSIBLE, loose.words)


def also(loose: Loose, today: date) -> Iterator[date]:
    """The other days that a careful reader would also see."""
    if loose.fixed is not None or loose.day:
        return
    ahead = (loose.weekday - today.weekday()) % 7
    if loose.side == "next":
        if ahead >= 2 and today.weekday() < loose.weekday:
            yield today + timedelta(days=ahead)
        elif today.weekday() == 6 and ahead == 1:
            yield today + timedelta(days=8)
    elif loose.side == "this" and not ahead:
        yield today + WEEK


def lend(first: Loose, second: Loose, today: date) -> tuple[date, date]:
    """The two days of a range, each of which lends the other what it does not say: « du 3 au 5 août ».

    Raises Stop where the second would come before the first.
    """
    words = f"{first.words} … {second.words}"
    if first.day and not first.month and second.month:
        month = second.month if first.day <= second.day else (second.month - 2) % 12 + 1
        year = second.year if not second.year or month <= second.month else second.year - 1
        first = replace(first, month=month, year=year)
    elif first.day and first.month and second.year and not first.year:
        year = second.year if (first.month, first.day) <= (second.month, second.day) else second.year - 1
        first = replace(first, year=year)
    start = find(first, today)
    if second.fixed is None and not second.year:
        if second.day and not second.month and first.month and second.weekday < 0:
            last = exists(start.year, start.month, second.day) if second.day > start.day else None
            last = last or find(second, start)
        elif second.weekday >= 0 and not second.day:
            last = find(replace(second, side="last" if second.side == "last" else "coming"), start)
        else:
            last = find(second, start)
        if under_way := _under_way(first, second, start, today):
            return under_way
        if second.month and (last - start).days > LONGEST_RANGE and not first.year:
            raise Stop(Why.BACKWARDS, words)
    else:
        last = find(second, today)
    if last < start:
        raise Stop(Why.BACKWARDS, words)
    return start, last


def _under_way(first: Loose, second: Loose, start: date, today: date) -> tuple[date, date] | None:
    """« du 20 juillet au 20 août », said in between: the span that has begun, not that of next year."""
    if not (first.day and first.month and second.day) or first.year or first.weekday >= 0 or second.weekday >= 0:
        return None
    begun = exists(start.year - 1, first.month, first.day)
    ended = find(second, begun) if begun else None
    if begun is None or ended is None or (ended - begun).days > LONGEST_RANGE:
        return None
    return (begun, ended) if begun < today <= ended else None


def whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), last_of(year, month)
