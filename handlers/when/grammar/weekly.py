"""Rhythms of the week: les mardis et jeudis, Mondays and Thursdays, en semaine, du lundi au vendredi, le mardi."""

from dataclasses import replace

from .clocks import clock_range
from .dates import is_day_number
from .days import day, weekday_name
from .reading import Reading
from .rhythm import WEEKEND, WORKING, Rhythm
from .weeks import week


def days_of_week(r: Reading, j: int, interval: int) -> tuple[Rhythm, int] | None:
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
        if (k2 := r.after(end, "and", "or")) > end:
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


def working(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    j = r.after(i, "article") if r.word(i) in ("les", "on", "the") else i
    at_work = r.sense(i, "working days") or r.sense(j, "working days")
    if at_work is not None:
        return Rhythm("WEEKLY", 1, WORKING), at_work[1]
    named = r.sense(j, "weekend") or r.sense(i + 1, "weekend")
    plural = named is not None and r.word(named[1] - 1).endswith("s")
    if plural and named is not None and (j > i or i == named[1] - 1 or not r.french):
        return Rhythm("WEEKLY", 1, WEEKEND), named[1]
    if (
        named is not None
        and r.word(i) == "le"
        and r.sense(named[1], "next") is None
        and _nothing_named(r, named[1])
    ):
        return Rhythm("WEEKLY", 1, WEEKEND, together=True), named[1]
    return None


def _nothing_named(r: Reading, k: int) -> bool:
    named = r.sense(k, "of") and r.word(k) != "en" and day(r, r.after(r.after(k, "of"), "article"))
    numbered = r.word(k) == "du" and is_day_number(r, k + 1)
    return not (
        named or numbered or r.sense(k, "last") or r.sense(k, "plus weeks") or week(r, k) or r.is_mark(k, "-")
    )


def plural(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """les mardis et jeudis, Mondays and Thursdays, les mardi et jeudi, le lundi et le mercredi."""
    j = r.after(i, "article") if r.word(i) in ("les", "on", "le", "the") else i
    list_ = days_of_week(r, j, 1)
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
    if clock_range(r, end, day=True) is not None:
        return False  # « Mon-Fri 9-5 »
    dated = day(r, end) or (is_day_number(r, end) or None)
    return dated is not None and r.sense(end, "near") is None and not r.is_the(end)


def workweek(r: Reading, i: int) -> tuple[Rhythm, int] | None:
    """du lundi au vendredi, Monday to Friday: those days of each week."""
    j = i + 1 if r.word(i) in ("du", "from", "de", "on") else i
    first = r.sense(j, "weekday") or r.sense(j, "weekdays") or r.sense(j, "short weekday")
    if first is None or first[0] != 0 or (link := r.sense(first[1], "link")) is None:
        return None
    last = r.sense(link[1], "weekday") or r.sense(link[1], "weekdays") or r.sense(link[1], "short weekday")
    if last is None or int(last[0]) < 3 or (r.french and r.word(i) != "du") or _dated_after(r, last[1]):
        return None
    if not r.french and last[0] != 4 and not r.is_any(last[1], "at"):
        return None
    if r.sense(last[1], "next") or week(r, last[1]):
        return None
    return Rhythm("WEEKLY", 1, tuple((0, weekday) for weekday in range(int(last[0]) + 1)), together=True), last[1]


def days_between(r: Reading, i: int) -> tuple[Rhythm, int] | None:
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


def coming(r: Reading, i: int) -> tuple[Rhythm, int] | None:
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
    found = days_of_week(r, number[1] if before else following[1], 1)
    return None if found is None else (replace(found[0], count=number[0] * len(found[0].weekdays)), found[1])


def habit(r: Reading, i: int) -> tuple[Rhythm, int] | None:
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
