"""Rhythms of the month: le 1er samedi du mois, les 2e et 4e mardis, le 15 de chaque mois."""

from .dates import is_day_number, ordinal_at, suffixed
from .reading import Reading
from .rhythm import WORKING, Rhythm
from .weeks import month, plain_unit


def nth(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """le 1er samedi du mois, chaque 2e mardi, les 1er et 3e jeudis du mois, le dernier jour du mois."""
    every = r.sense(i, "every")
    j = every[1] if every and every[0] != "other" else r.after(i, "article")
    if every and every[0] == "other" and r.word(i + 1) == "second":
        j = i + 1  # « every second Tuesday of the month »
    found: list[int] = []
    k = j
    weekdays: list[tuple[int, int]] = []
    while (ordinal := ordinal_at(r, k)) is not None:
        found.append(ordinal[0])
        k = ordinal[1]
        named = r.sense(k, "weekdays") or r.sense(k, "weekday")
        if named is not None:
            weekdays += [(nth, int(named[0])) for nth in found]
            found, k = [], named[1]
        link = r.after(k, "and", "or")
        if link == k and r.is_mark(k, ",") and ordinal_at(r, r.after(k + 1, "article")):
            link = k + 1
        after = r.after(link, "article")
        if link == k or ordinal_at(r, after) is None:
            break
        k = after
    if found and not weekdays:
        return _nth_day(r, found, k)
    if not weekdays or found:
        return None
    end = of_month(r, k)
    if end is None and r.sense(k, "of") and month(r, r.after(k, "of")) is not None:
        return None
    if end is None and every is not None and every[0] == "other":
        return None
    alone = end is None and not every and len(weekdays) == 1
    if alone and not _monthly_elsewhere(r):
        return None
    if end is None and not r.french and every is not None and weekdays[0][0] in (2, 3):
        return None  # « every second Tuesday » is every other one
    return Rhythm("MONTHLY", weekdays=tuple(weekdays)), end or k


def _monthly_elsewhere(r: Reading) -> bool:
    return any(
        found is not None and found[0] == "month" for place in range(len(r)) if (found := r.sense(place, "unit"))
    )


def _nth_day(r: Reading, found: list[int], k: int) -> tuple[Rhythm, int] | None:
    unit = r.sense(k, "unit")
    working = r.sense(k, "working days")
    if working is not None and len(found) == 1 and (end := of_month(r, working[1])):
        return Rhythm("MONTHLY", weekdays=WORKING, position=found[0]), end
    if unit is not None and unit[0] == "day" and (end := of_month(r, unit[1])):
        return Rhythm("MONTHLY", monthdays=tuple(found)), end
    if found == [1] and working is None and (end := of_month(r, k)):
        return Rhythm("MONTHLY", monthdays=(1,)), end
    return None


def monthdays(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """le 15 de chaque mois, le 1er et le 15 du mois, the 5th of every month, tous les 5 et 20 du mois."""
    every = r.sense(i, "every")
    j = every[1] if every and every[0] != "other" else r.after(i, "article")
    found: list[int] = []
    while is_day_number(r, j):
        found.append(r.figures(j))
        k = suffixed(r, j)
        link = k + 1 if r.is_mark(k, ",") else r.after(k, "and")
        after = r.after(link, "article")
        if link == k or not is_day_number(r, after):
            break
        j = after
    if not found:
        return None
    end = of_month(r, k)
    return (Rhythm("MONTHLY", monthdays=tuple(found)), end) if end else None


def of_month(r: Reading, k: int) -> int | None:
    """The place after « du mois », « de chaque mois », « of every month »; not after « du mois prochain »."""
    each = r.sense(k, "each") or r.sense(r.after(k, "of"), "each")
    if each is not None:
        unit = r.sense(each[1], "unit")
        return unit[1] if unit is not None and unit[0] == "month" else None
    if r.sense(k, "of") is None or month(r, r.after(k, "of")) is not None:
        return None
    end = plain_unit(r, k, "month")
    if end is None or r.is_any(end, "next", "last", "month") or r.is_any(r.after(end, "of"), "month"):
        return None
    return end
