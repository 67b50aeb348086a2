"""Dates in figures and by their month: 3/8, 2026-12-03, le 20, 1er avril, Aug 3, le 3 du mois prochain."""

from ..calendar.almanac import FIRST_YEAR, LAST_YEAR, exists
from .loose import Loose
from .reading import Reading
from .weeks import month, year

_SUFFIXES = ("er", "st", "nd", "rd", "th", "ere")
_NTH = (*_SUFFIXES, "e", "eme", "emes", "ers", "es", "de", "me")


_LEADS = ("du", "au", "from", "to", "le", "the")
"""Before « 01.08 », which is a price or a version elsewhere."""


def numeric_form(r: Reading, i: int) -> bool:
    """2026-12-03, 03-12-2026, 3.12.26: figures that have the form of a date."""
    parts = [r.figures(i), r.figures(i + 2), r.figures(i + 4)]
    signs = (
        r.word(i + 1) == r.word(i + 3)
        and r.is_mark(i + 1, "-./")
        and all(r.glued(i + more) for more in (1, 2, 3, 4))
    )
    if not signs or min(parts) < 0 or (r.word(i + 5) == r.word(i + 1) and r.glued(i + 5)):
        return False
    return 1 <= parts[1] <= 12 and any(
        FIRST_YEAR <= part <= LAST_YEAR or part < 32 for part in (parts[0], parts[2])
    )


def numeric(r: Reading, i: int) -> tuple[Loose, int] | None:
    """3/8, 03/08/27, 2026-12-03, 12.03.2027. Raises Stop for 31/04."""
    article = r.is_the(i)
    j = i + 1 if article else i
    if r.figures(j) < 0 or not r.glued(j + 1) or not r.glued(j + 2) or r.figures(j + 2) < 0:
        return None
    sign = r.word(j + 1)
    if sign not in "/.-":
        return None
    numbers, end = [r.figures(j), r.figures(j + 2)], j + 3
    if r.word(end) == sign and r.glued(end) and r.glued(end + 1) and r.figures(end + 1) >= 0:
        numbers.append(r.figures(end + 1))
        end += 2
    if len(numbers) == 3 and FIRST_YEAR <= numbers[0] <= LAST_YEAR:
        numbers.reverse()
    day_before = r.sense(j - 1, "weekday") is not None or r.sense(j - 1, "short weekday") is not None
    if _no_date(r, j, end, sign, numbers, article=article or r.word(j - 1) in _LEADS, led=article or day_before):
        return None
    number, month_number = numbers[:2]
    year_number = numbers[2] if len(numbers) == 3 else 0
    year_number += 2000 if 0 < year_number < 100 else 0
    if not 1 <= month_number <= 12 or not exists(year_number or 2000, month_number, number):
        raise r.impossible(j, end)
    iso_hour = r.word(end) == "t" and r.glued(end) and r.glued(end + 1)
    return Loose(day=number, month=month_number, year=year_number), end + iso_hour


def _no_date(r: Reading, j: int, end: int, sign: str, numbers: list[int], *, article: bool, led: bool) -> bool:
    """A version, a range, a fraction, a mark out of ten."""
    if (
        len(numbers) == 2
        and not led
        and numbers[0] <= numbers[1] in (2, 3, 4, 5, 10)
        and not _dated_there(r, j, end)
    ):
        return True
    if len(numbers) == 2 and sign == "-" and not (article and r.is_the(j - 1) and numbers[1] <= 12):
        return True
    if len(numbers) == 2 and sign == "." and not article:
        return True
    if r.is_any(end, "month", "short month"):
        return True
    if len(numbers) == 2 and (len(r.word(j)) > 2 or len(r.word(j + 2)) > 2):
        return True
    if len(numbers) == 3 and (numbers[2] > 99 and not FIRST_YEAR <= numbers[2] <= LAST_YEAR):
        return True
    if r.is_mark(end, "./-") and r.glued(end) and r.figures(end + 1) >= 0 and not _second_date(r, end):
        return True
    unit = r.sense(end, "unit")
    if unit is not None and unit[0] == "hour":
        return True
    return bool(r.sense(end, "counted")) or r.word(end) in ("des", "d'")


def _second_date(r: Reading, end: int) -> bool:
    """« 3/8-20/8 » is two dates."""
    return r.word(end) == "-" and r.word(end + 2) == "/" and r.figures(end + 3) >= 0


def _dated_there(r: Reading, j: int, end: int) -> bool:
    """« 3/4 à 18h », « avant le 9/10 », or nothing beside it."""
    if j == 0 and end >= len(r):
        return True
    before = r.is_any(j - 1, "at", "of", "between", "link", "until", "before", "by", "from")
    after = r.is_any(end, "at", "link", "part", "noon") or r.number(end) is not None
    after = after or (r.sense(end, "between") is not None and r.number(end + 1) is not None)
    return before or after or r.is_mark(end, ",:")


def suffixed(r: Reading, i: int) -> int:
    """The place after a number with its « er », « th »."""
    return i + 2 if r.glued(i + 1) and r.word(i + 1) in _SUFFIXES else i + 1


def is_day_number(r: Reading, i: int, *, of_month: bool = False) -> bool:
    """A number that is not an hour, a count or a part of something longer. `of_month`: a month stands before it,
    so that « in the evening » behind it makes no hour of it."""
    number = r.figures(i)
    if not 1 <= number <= 31 or len(r.word(i)) > 2:
        return False
    j = suffixed(r, i)
    if j > i + 1:
        return True
    if r.glued(j) and r.word(j).isalpha() and not r.is_any(j, "month", "short month", "unit", "meridiem"):
        return False  # 2e, 4x4
    unit, meridiem = r.sense(j, "unit"), r.sense(j, "meridiem")
    if unit is not None and not (unit[0] == "month" and r.word(j) == "mois"):
        return False
    if of_month and meridiem is not None and meridiem[1] > j + 1:
        return True
    if meridiem is not None and (r.glued(j) or len(r.word(j)) > 1):
        return False
    if r.is_mark(j, ":") and r.figures(j + 1) >= 0 and r.glued(j + 1):
        return False
    if r.is_mark(j, ".,") and r.glued(j) and r.glued(j + 1) and r.figures(j + 1) >= 0:
        return False
    if r.is_mark(j, "-/") and r.glued(j) and r.glued(j + 1) and r.figures(j + 1) >= 0:
        after = j + 2
        hours = r.sense(after, "unit")
        return not (hours or r.sense(after, "meridiem") or r.is_mark(after, ":."))
    return r.sense(j, "counted") is None and r.sense(j, "exactly") is None


def two_hours(r: Reading, i: int) -> bool:
    """« samedi 10-12 », « Saturday 2-4 » : figures with a hyphen and no month are hours."""
    hyphen = r.word(i + 1) == "-" and r.glued(i + 1) and r.glued(i + 2)
    if not hyphen or not 0 <= r.figures(i) <= 24 or not 0 <= r.figures(i + 2) <= 24:
        return False
    return not (r.is_any(i + 3, "month", "short month") or r.is_mark(i + 3, "-/."))


def day_and_month(r: Reading, i: int, *, lone: bool = False) -> tuple[Loose, int] | None:
    """le 20, 1er avril, premier janvier, May 1st, the 20th of March. `lone`: a number alone is a day too."""
    article = r.is_the(i)
    j = i + 1 if article else i
    named = None if r.french else r.sense(j, "month") or r.sense(j, "short month")
    if named is not None:
        return _month_first(r, int(named[0]), named[1], j)
    ordinal = r.sense(j, "ordinal")
    written = r.number(j) if r.french and r.figures(j) < 0 else None
    if is_day_number(r, j):
        number, k = r.figures(j), suffixed(r, j)
    elif r.figures(j) > 31 and len(r.word(j)) == 2 and r.sense(j + 1, "month"):
        raise r.impossible(j, j + 2)
    elif ordinal is not None and int(ordinal[0]) > 0:
        number, k = int(ordinal[0]), ordinal[1]
        if r.french and number > 1:
            return None
    elif written is not None and 2 <= written[0] <= 31 and not r.sense(written[1], "unit"):
        number, k = written
    else:
        return None
    of = r.after(k, "of") if r.word(k) in ("de", "of", "d'", "-") else k
    named = r.sense(of, "month") or r.sense(of, "short month")
    if named is not None:
        return _with_year(r, number, int(named[0]), named[1])
    if ordinal is not None or (written is not None and not (article and _end_or_time(r, k))):
        return None
    suffix_alone = k == j + 2 and not r.french and not _thing(r, k)  # « the 8th », not « her 8th birthday »
    if article or lone or suffix_alone:
        return (Loose(day=number), k) if r.french or not (k == j + 2 and _thing(r, k)) else None
    return (Loose(day=number), k) if k == j + 2 and i == 0 and k >= len(r) else None


def _thing(r: Reading, i: int) -> bool:
    """A plain word: of what there is an eighth."""
    return i < len(r) and r.is_plain(i)


def _end_or_time(r: Reading, i: int) -> bool:
    return i >= len(r) or r.is_mark(i, ",") or r.sense(i, "at") is not None or r.number(i) is not None


def _month_first(r: Reading, month_number: int, j: int, start: int) -> tuple[Loose, int] | None:
    """May 1st, Aug 3, March the 20th, December 3, 2026."""
    j += r.is_the(j)
    if not is_day_number(r, j, of_month=True):
        if 32 <= r.figures(j) <= 99 and not r.sense(j + 1, "meridiem") and not r.is_mark(j + 1, ":"):
            raise r.impossible(start, j + 1)
        ordinal = r.sense(j, "ordinal")
        if ordinal is None or int(ordinal[0]) < 1:
            return None
        return _with_year(r, int(ordinal[0]), month_number, ordinal[1])
    return _with_year(r, r.figures(j), month_number, suffixed(r, j))


def _with_year(r: Reading, number: int, month_number: int, j: int) -> tuple[Loose, int]:
    k = r.past_comma(j)
    if FIRST_YEAR <= r.figures(k) <= LAST_YEAR and not _hour_follows(r, k + 1):
        return Loose(day=number, month=month_number, year=r.figures(k)), k + 1
    said = year(r, j) if j < len(r) and r.figures(j) < 0 else None
    if said is not None:
        return Loose(day=number, month=month_number, year=said[0].year), said[2]
    return Loose(day=number, month=month_number), r.after(j, "next") if r.word(j) == "prochain" else j


def _hour_follows(r: Reading, i: int) -> bool:
    unit = r.sense(i, "unit")
    return unit is not None and unit[0] == "hour"


def of_the_month(r: Reading, i: int) -> tuple[Loose, int] | None:
    """le 3 du mois prochain, the 3rd of next month."""
    j = i + 1 if r.is_the(i) else i
    if not is_day_number(r, j):
        return None
    k = suffixed(r, j)
    if r.sense(k, "of") is None:
        return None
    span = month(r, r.after(k, "of"))
    if span is None:
        return None
    return Loose(day=r.figures(j), month=span[0].month, year=span[0].year), span[2]


def ordinal_at(r: Reading, i: int) -> tuple[int, int] | None:
    """premier, 1er, 2e, 3ème, dernier, second, 2nd: which one, from the end where negative."""
    found = r.sense(i, "ordinal")
    if found is not None:
        return int(found[0]), found[1]
    if 1 <= r.figures(i) <= 5 and r.glued(i + 1) and r.word(i + 1) in _NTH:
        return r.figures(i), i + 2
    return None
