"""Weeks, months and years by their names: la semaine prochaine, next month, cette année, semaine 37."""

from datetime import date, timedelta

from ..calendar.almanac import FIRST_YEAR, LAST_YEAR, WEEK, add_months, last_of, monday_of
from ..calendar.school import named_school_holidays
from .loose import whole_month
from .reading import Reading

_THE_WEEK = ("la", "de", "une", "the", "of", "in", "during", "en", "dans")


def week(r: Reading, i: int) -> tuple[date, int] | None:
    """The Monday of a week: cette semaine, la semaine prochaine, next week, semaine pro."""
    j = i
    while r.word(j) in _THE_WEEK:
        j += 1
    relative = _relative(r, j, "week")
    return None if relative is None else (monday_of(r.today) + relative[0] * WEEK, relative[1])


def numbered_week(r: Reading, i: int) -> tuple[date, int] | None:
    """« semaine 37 », by ISO 8601; the next one of that number."""
    if not _unit(r, i, "week"):
        return None
    number = r.figures(i + 1)
    if not 1 <= number <= 53:
        return None
    for year in range(r.today.year, r.today.year + 9):
        monday = date.fromisocalendar(year, 1, 1) + (number - 1) * WEEK
        if monday.isocalendar().week == number and monday + timedelta(days=6) >= r.today:
            return monday, i + 2
    return None


def month(r: Reading, i: int) -> tuple[date, date, int] | None:
    """The first and the last day of a month: le mois prochain, ce mois-ci, septembre 2027, du mois."""
    named = r.sense(i, "month") or r.sense(i, "short month")
    if named is not None:
        number, j = int(named[0]), named[1]
        if FIRST_YEAR <= r.figures(j) <= LAST_YEAR:
            return (*whole_month(r.figures(j), number), j + 1)
        relative = _relative(r, j, "year")
        if relative is not None:
            return (*whole_month(r.today.year + relative[0], number), relative[1])
        following = r.sense(j, "next")
        year = r.today.year + (number < r.today.month)
        return (*whole_month(year, number), following[1] if following else j)
    j = r.after(i, "article") if r.word(i) not in ("un", "une", "a", "an") else i
    relative = _relative(r, j, "month")
    if relative is None:
        return None
    first = add_months(r.today.replace(day=1), relative[0])
    return first, last_of(first.year, first.month), relative[1]


def year(r: Reading, i: int) -> tuple[date, date, int] | None:
    """The first and the last day of a year: cette année, l'année prochaine, en 2028."""
    if 2000 <= r.figures(i) <= LAST_YEAR:
        return date(r.figures(i), 1, 1), date(r.figures(i), 12, 31), i + 1
    relative = _relative(r, r.after(i, "article"), "year")
    if relative is None:
        return None
    number = r.today.year + relative[0]
    return date(number, 1, 1), date(number, 12, 31), relative[1]


def _relative(r: Reading, i: int, unit: str) -> tuple[int, int] | None:
    """How many weeks, months or years from this one: « ce mois-ci » 0, « le mois prochain » 1."""
    j = r.after(i, "of") if unit == "year" and r.sense(i, "of") else i
    j += r.is_the(j)
    this, following, last = r.sense(j, "this"), r.sense(j, "next"), r.sense(j, "last")
    before = this or following or last
    k = before[1] if before else j
    if not _unit(r, k, unit):
        return None
    k += 1
    if this:
        return 0, k + 2 if r.words[k : k + 2] == ["-", "ci"] else k
    if following:
        return 1, k
    if last:
        return -1, k
    if (after := r.sense(k, "next")) is not None:
        return 1, after[1]
    if (after := r.sense(k, "last")) is not None:
        return -1, after[1]
    return None


def plain_unit(r: Reading, i: int, unit: str) -> int | None:
    """The place after « du mois », « de l'année », « of the week » without more."""
    j = i
    for _ in range(3):
        if r.word(j) in ("de", "du", "la", "le", "l'", "of", "the", "d'", "this", "cette", "ce"):
            j += 1
    if not _unit(r, j, unit):
        return None
    return j + 3 if r.words[j + 1 : j + 3] == ["-", "ci"] else j + 1


def _unit(r: Reading, i: int, unit: str) -> bool:
    found = r.sense(i, "unit")
    return found is not None and found[0] == unit


def holidays(r: Reading, i: int) -> tuple[date, date, int] | None:
    """les vacances de la Toussaint, the winter holidays 2027 zone C."""
    named = r.sense(i, "holidays")
    if named is None:
        return None
    j = named[1]
    number = 0
    if 2000 <= r.figures(j) <= LAST_YEAR:
        number, j = r.figures(j), j + 1
    elif (relative := year(r, j)) is not None:
        number, j = relative[0].year, relative[2]
    else:
        j = r.after(j, "next")
    zone, j = zone_at(r, j)
    first, last = named_school_holidays(str(named[0]), zone, r.today, number, r.said(i, j))
    return first, last, j


def zone_at(r: Reading, i: int) -> tuple[str, int]:
    """The school zone that is said there, else the group's."""
    j = i
    while r.is_mark(j, ",(") or r.word(j) in ("de", "la", "en", "in", "for", "pour"):
        j += 1
    found = r.sense(j, "zone")
    if found is None:
        return r.school, i
    return str(found[0]), found[1] + 1 if r.is_mark(found[1], ")") else found[1]
