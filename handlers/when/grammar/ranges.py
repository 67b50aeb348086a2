"""From one day to another: du 3 au 5 août, du vendredi 18h au dimanche 17h, Aug 3-5, de lundi à mercredi."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..model import Stop, Why
from .dates import is_day_number, suffixed
from .loose import Loose, lend
from .moments import Moment, moment
from .reading import Reading


@dataclass(frozen=True)
class End:
    """One end of a range: its day, and what else is said of it."""

    day: date
    moment: Moment

    @property
    def plain(self) -> bool:
        """Only a day is said."""
        return self.moment.clock is None and not self.moment.part


def day_range(r: Reading, i: int, *, joining: bool = True) -> tuple[End, End, int] | None:
    """Two days with a link between them. `joining`: « samedi et dimanche » is one too.

    Raises Stop where they are two days that do not touch (« mardi et jeudi »), or turn backwards.
    """
    opener = r.sense(i, "between")
    j = i if opener is None else opener[1]
    first = _end(r, j)
    if first is None:
        return None
    one, k = first
    link, joined = _link(r, k, opener is not None)
    if link is None or (joined and not joining):
        return None
    second = _end(r, r.after(link, "article") if r.word(link) != "un" else link)
    if second is None:
        return None
    other, end = second
    if other.loose is None or one.loose is None:
        return None
    if _bare(one) and not _may_lend(r, other.loose, opener is not None, i):
        return None
    if _bare(other) and (one.part or one.clock is not None):
        return None  # « tonight till 10 »
    if _bare(other) and (one.loose.weekday >= 0 and not one.loose.day) and r.word(link - 1) != "-":
        return None
    start, last = lend(one.loose, other.loose, r.today)
    hours = one.clock or other.clock or one.part or other.part
    if joined and (hours or last != start + timedelta(days=1)):
        raise Stop(Why.SEVERAL, r.said(i, end))
    return End(start, one), End(last, other), end


def _end(r: Reading, i: int) -> tuple[Moment, int] | None:
    j = r.after(i, "article")
    for place in (i, j):
        found = moment(r, place, ranges=False)
        if found is not None and found[0].loose is not None:
            return found
    if is_day_number(r, j):
        k = suffixed(r, j)
        return Moment(loose=Loose(day=r.figures(j), words=r.said(j, k)), words="bare"), k
    written = r.number(j) if r.french and r.figures(j) < 0 else None
    if written is None or not 2 <= written[0] <= 31 or r.sense(written[1], "link") is None:
        return None
    return Moment(loose=Loose(day=written[0], words=r.said(j, written[1])), words="bare"), written[1]


def _bare(said: Moment) -> bool:
    return said.words == "bare"


def _link(r: Reading, i: int, opened: bool) -> tuple[int | None, bool]:
    """The place after the link, and whether it only joins (« et »)."""
    between = r.word(i)
    joined = r.sense(i, "and")
    if joined is not None:
        return joined[1], not opened
    found = r.sense(i, "link") or r.sense(i, "until")
    if found is not None:
        return found[1], False
    return (i + 1, False) if between == ">" else (None, False)


def _may_lend(r: Reading, other: Loose, opened: bool, i: int) -> bool:
    """A bare number is a day where the other end makes it one, or « du … au … » does."""
    if other.day and (other.month or other.fixed):
        return True
    return opened and r.word(i) in ("du", "entre", "between", "from") and bool(other.day) and r.french


def days_listed(r: Reading, i: int) -> tuple[list[date], int] | None:
    """Several days: « le 3, 4 et 5 août », « le 24 et le 31 décembre »; the last lends the others its month."""
    found: list[Loose] = []
    j = r.after(i, "article") if r.word(i) == "les" else i
    while True:
        one = _end(r, j)
        if one is None or one[0].clock is not None or one[0].part:
            break
        assert one[0].loose is not None
        found.append(one[0].loose)
        end = one[1]
        k = r.after(end, "and") if r.sense(end, "and") else r.past_comma(end)
        if k == end:
            break
        j = k
    if len(found) < 2:
        return None
    last = found[-1]
    return [lend(one, last, r.today)[0] for one in found[:-1]] + [lend(found[0], last, r.today)[1]], end


def listed(r: Reading, i: int) -> tuple[date, date, int] | None:
    """Three days or more, one after the other. Raises Stop where they are not consecutive."""
    several = days_listed(r, i)
    if several is None or len(several[0]) < 3:
        return None
    days, end = several
    if any(after - before != timedelta(days=1) for before, after in pairwise(days)):
        raise Stop(Why.SEVERAL, r.said(i, end))
    return days[0], days[-1], end
