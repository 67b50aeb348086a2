"""What a rhythm leaves out: sauf le dimanche, hors vacances scolaires, except in August, sauf du 3 au 20 août."""

from dataclasses import dataclass
from datetime import date

from ..model import Stop, Why
from .dates import ordinal_at
from .days import day
from .loose import find
from .monthly import of_month
from .ranges import day_range, days_listed
from .reading import Reading
from .rhythm import WEEKEND
from .rhythms import rhythm
from .spans import span
from .weeks import month, zone_at

_LITTLE = (
    "pendant", "les", "le", "la", "en", "in", "on", "the", "during", "pour", "durant", "mois", "au", "aux", "des",
    "de", "d'", "a", "for",
)  # fmt: skip


@dataclass(frozen=True)
class Left:
    """`weekdays`: (nth of the month or 0, 0 for Monday). `spans`: days, both ends included."""

    weekdays: tuple[tuple[int, int], ...] = ()
    nths: tuple[int, ...] = ()
    """« sauf le premier du mois » : of the rhythm's own weekday."""
    months: tuple[int, ...] = ()
    spans: tuple[tuple[date, date], ...] = ()
    holidays: bool = False
    school: str = ""
    words: str = ""

    def __add__(self, other: "Left") -> "Left":
        return Left(
            self.weekdays + other.weekdays, self.nths + other.nths, self.months + other.months,
            self.spans + other.spans, self.holidays or other.holidays, self.school or other.school,
            self.words or other.words,
        )  # fmt: skip

    def __bool__(self) -> bool:
        return bool(self.weekdays or self.nths or self.months or self.spans or self.holidays or self.school)


def left_out(r: Reading, i: int) -> tuple[Left, int] | None:
    """What is left out, with the place after it; None where « sauf » speaks of something else."""
    term = r.sense(i, "term")
    if term is not None:
        return _school(r, i, term[1])
    found = r.sense(i, "except")
    if found is None:
        return None
    left, j = Left(), found[1]
    while (one := _one(r, j)) is not None:
        left, end = left + one[0], one[1]
        k = r.after(end, "and", "or")
        k = end + 1 if k == end and r.word(end) == "-" and one[0].months else k  # « juillet-août »
        k = r.past_comma(end) if k == end else k
        k = r.after(k, "except")
        if k == end or _bounds_begin(r, end, k):
            return _said(r, left, i, end)
        j = k
        last = end
    if not left:
        return None
    return _said(r, left, i, last)


def _bounds_begin(r: Reading, end: int, k: int) -> bool:
    """« sauf le 3 mars, du 16 juin au 17 juillet » : the last after a comma alone bounds the whole."""
    ranged = day_range(r, k, joining=False) if r.word(end) == "," and k == end + 1 else None
    return ranged is not None and not r.is_any(ranged[2], "and") and r.word(ranged[2]) != ","


def _said(r: Reading, left: Left, i: int, end: int) -> tuple[Left, int]:
    return left + Left(words=r.said(i, end)), end


def _one(r: Reading, i: int) -> tuple[Left, int] | None:
    j = i
    while r.word(j) in _LITTLE and j - i < 4:
        j += 1
    if (public := r.sense(j, "holiday")) is not None:
        return Left(holidays=True), public[1]
    weekend = r.sense(j, "weekend")
    if weekend is not None and not r.is_any(weekend[1], "next", "of"):
        return Left(weekdays=WEEKEND), weekend[1]
    school = r.sense(j, "school")
    if school is not None and r.sense(j, "holidays") is None:
        return _school(r, j, school[1])
    if (ranged := day_range(r, i, joining=False)) is not None:
        return Left(spans=((ranged[0].day, ranged[1].day),)), ranged[2]
    if (several := _days(r, i)) is not None:
        return several
    if (firsts := _nths(r, j)) is not None:
        return firsts
    often = rhythm(r, i)
    if often is not None and often[0].weekdays and often[0].interval == 1:
        return Left(weekdays=often[0].weekdays), often[1]
    named_month = r.sense(j, "month") or r.sense(j, "short month")
    if named_month is not None and (r.figures(named_month[1]) < 0):
        return Left(months=(int(named_month[0]),)), named_month[1]
    if (named := span(r, i)) is not None:
        return Left(spans=((named[0], named[1]),)), named[2]
    if r.sense(j, "month") and (whole := month(r, j)) is not None:
        return Left(spans=((whole[0], whole[1]),)), whole[2]
    one = day(r, i) or day(r, j)
    if one is None:
        return None
    loose, end = one
    if loose.weekday >= 0 and not loose.day and loose.fixed is None and not loose.side and not loose.weeks:
        return Left(weekdays=((0, loose.weekday),)), end
    found = find(loose, r.today)
    return Left(spans=((found, found),)), end


def _nths(r: Reading, i: int) -> tuple[Left, int] | None:
    """« le premier du mois », « le premier et le troisième du mois » : of the rhythm's own weekday."""
    found: list[int] = []
    j = i
    while (ordinal := ordinal_at(r, j)) is not None:
        found.append(ordinal[0])
        end = ordinal[1] + (r.word(ordinal[1]) == "one")
        j = r.after(r.after(end, "and"), "article")
    after = of_month(r, end) if found else None
    return None if after is None else (Left(nths=tuple(found)), after)


def _school(r: Reading, start: int, i: int) -> tuple[Left, int]:
    zone, end = zone_at(r, i)
    if not zone:
        raise Stop(Why.WHICH_ZONE, r.said(start, end))
    return Left(school=zone, words=r.said(start, end)), end


def _days(r: Reading, i: int) -> tuple[Left, int] | None:
    """Dates one by one: « le 24 et le 31 décembre »; weekdays are a rhythm."""
    several = days_listed(r, i)
    if several is None or any(r.sense(place, "weekday") for place in range(i, several[1])):
        return None
    return Left(spans=tuple((one, one) for one in several[0])), several[1]
