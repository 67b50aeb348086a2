"""Walks through a text and gathers what of it is time; the rest is the subject."""

from ..grammar.clocks import clock
from ..grammar.days import day
from ..grammar.exceptions import left_out
from ..grammar.moments import Moment, moment
from ..grammar.ranges import day_range, listed
from ..grammar.reading import Reading
from ..grammar.rhythm import Rhythm, joined
from ..grammar.rhythms import rhythm
from ..grammar.spans import Found, edge_whole, months_range, span
from ..grammar.weekly import days_of_week
from ..grammar.weeks import month
from ..model import Stop, Why
from .bounds import beginning, ending, within
from .gathered import Gathered, Named
from .offsets import during, early_length, late_length, noun_length, offset


def gather(r: Reading) -> Gathered:
    """Everything of time in the text. Raises Stop at what cannot be."""
    g = Gathered()
    i = 0
    while i < len(r):
        end = i if i in r.kept or r.is_plain(i) else _take(r, g, i)
        if end is None or end == i:
            i += 1
        else:
            g.used.update(range(i, end))
            i = end
    return g


def _take(r: Reading, g: Gathered, i: int) -> int | None:
    """Takes what begins there into `g`, and gives the place after it."""
    for form in _FORMS:
        end = form(r, g, i)
        if end is not None:
            return end
    return None


def _lead(r: Reading, g: Gathered, i: int) -> int | None:
    found = r.sense(i, "lead") if i == 0 else None
    return None if found is None else found[1] + r.is_mark(found[1], ":,")


def _left_out(r: Reading, g: Gathered, i: int) -> int | None:
    found = left_out(r, i)
    if found is None:
        return None
    g.left = g.left + found[0]
    return found[1]


def _rhythm(r: Reading, g: Gathered, i: int) -> int | None:
    found = rhythm(r, i) or _weekdays_of(r, g, i)
    if found is None:
        return None
    g.rhythm_places.update(range(i, found[1]))
    g.rhythm = found[0] if g.rhythm is None else joined(g.rhythm, found[0], r.said(i, found[1]))
    return found[1]


def _weekdays_of(r: Reading, g: Gathered, i: int) -> tuple[Rhythm, int] | None:
    """« every two weeks » on Tuesday and Thursday."""
    if g.rhythm is None or not g.rhythm.open or g.rhythm.freq != "WEEKLY":
        return None
    found = days_of_week(r, r.after(r.after(i, "at"), "article"), 1)
    return found if found is not None and len(found[0].weekdays) > 1 else None


def _count(r: Reading, g: Gathered, i: int) -> int | None:
    number = r.number(i)
    if number is None:
        return None
    times = r.sense(number[1], "times")
    often = r.word(number[1]) in ("fois", "times") and (r.sense(times[1] if times else i, "every") is not None)
    if times is None or r.sense(times[1], "per") or often or number[0] < 1:
        return None
    if g.count:
        raise Stop(Why.SEVERAL, r.text)
    g.count = number[0]
    return times[1]


def _latest(r: Reading, g: Gathered, i: int) -> int | None:
    found = r.sense(i, "latest")
    if found is None:
        return None
    if r.word(found[1] - 1) == "due" and r.is_any(found[1], "by", "at"):
        return None  # « rent due by the 1st »
    g.latest = True
    return found[1] + 1 if r.is_mark(found[1], ":") else found[1]


def _all_day(r: Reading, g: Gathered, i: int) -> int | None:
    found = r.sense(i, "all day")
    if found is None:
        return None
    g.all_day = True
    j = r.after(found[1], "of") if r.french else found[1]
    return j if day(r, j) is not None else found[1]


def _span(r: Reading, g: Gathered, i: int) -> int | None:
    found = edge_whole(r, i) or span(r, i) or months_range(r, i)
    if found is None and g.rhythm is not None and (of := r.sense(i, "of")) is not None and r.sense(of[1], "month"):
        found = month(r, of[1])  # « tous les samedis de décembre »
    return _name(r, g, i, found)


def _listed(r: Reading, g: Gathered, i: int) -> int | None:
    return _name(r, g, i, listed(r, i))


def _name(r: Reading, g: Gathered, i: int, found: Found | None) -> int | None:
    if found is None:
        return None
    g.spans.append(Named(found[0], found[1], r.said(i, found[2])))
    return found[2]


def _day_range(r: Reading, g: Gathered, i: int) -> int | None:
    found = day_range(r, i)
    if found is None:
        return None
    g.ranges.append((found[0], found[1]))
    return r.after(found[2], "included")


def _now(r: Reading, g: Gathered, i: int) -> int | None:
    found = r.sense(i, "near")
    if found is None or found[0] != "now":
        return None
    g.exact.append(r.now.replace(second=0, microsecond=0))
    return found[1]


def _moment(r: Reading, g: Gathered, i: int) -> int | None:
    j = r.after(i, "at")
    rhythmic = g.rhythm is not None
    found = moment(r, i, dated=rhythmic) or (moment(r, j, dated=rhythmic) if j > i else None)
    if found is None:
        return None
    g.moments.append(found[0])
    return found[1]


_BEFORE_AN_HOUR = ("at", "around", "about", "@", "vers")


def _bare_hour(r: Reading, g: Gathered, i: int) -> int | None:
    """at 5, around seven, @ 7.30; « from 2 to 6 » is a range."""
    if r.word(i) not in _BEFORE_AN_HOUR and not (r.french and r.word(i) == "a"):
        return None
    if r.french and (r.figures(i + 1) < 0 or not r.is_mark(i + 2, ".")):  # « vers 18.30 »
        return None
    found = clock(r, i + 1, bare=True)
    if found is None or r.sense(found[1], "counted"):
        return None
    g.moments.append(Moment(clock=found[0], words=r.said(i, found[1])))
    return found[1]


_FORMS = (
    _lead, _left_out, _count, within, ending, _rhythm, _latest, _all_day, offset, during, noun_length,
    early_length, _span, _listed, _day_range, beginning, _now, _moment, _bare_hour, late_length,
)  # fmt: skip
"""Tried in this order: a phrase that holds others comes before them."""
