"""Gathers where something ends or begins: jusqu'à vendredi midi, avant le 20, sous 48h, by Friday, dès lundi."""

from ..grammar.clocks import clock_range
from ..grammar.dates import is_day_number, suffixed
from ..grammar.lengths import DAYS, MONTHS, fifteen, length
from ..grammar.loose import Loose
from ..grammar.moments import Moment, moment, past_little
from ..grammar.reading import Reading
from ..grammar.spans import span
from ..grammar.weeks import month, year
from ..model import Duration
from ..words.lexicon import Kind
from .gathered import Ending, Gathered, Named

_KINDS: tuple[Kind, ...] = ("until", "before", "by")


def within(r: Reading, g: Gathered, i: int) -> int | None:
    """sous 48h, dans les 3 jours, within a week."""
    within = r.sense(i, "within")
    if within is None:
        return None
    j = r.after(within[1], "article") if r.word(within[1]) in ("les", "the") else within[1]
    found = length(r, j)
    if found is None and not r.french and (unit := r.sense(j, "unit")) is not None and r.word(j - 1) == "the":
        found = _whole(str(unit[0])), unit[1]
    if found is None:
        return None
    g.endings.append(Ending("within", found[0], legal=r.word(i) == "sous" and fifteen(r, j)))
    return found[1]


def _whole(unit: str) -> Duration:
    """« within the hour », « within the month »."""
    if unit in MONTHS:
        return Duration(months=MONTHS[unit])
    return Duration(days=DAYS[unit]) if unit in DAYS else Duration(minutes=60 if unit == "hour" else 1)


def ending(r: Reading, g: Gathered, i: int) -> int | None:
    """jusqu'à vendredi midi, avant le 20, d'ici une semaine, by Friday noon."""
    if r.is_any(i, "near"):
        return None  # « avant hier »
    for kind in _KINDS:
        found = r.sense(i, kind)
        if found is None:
            continue
        taken = _target(r, found[1], kind)
        if taken is not None:
            target, end = taken
            g.endings.append(Ending(kind, target))
            return r.after(end, "included")
    return None


def _target(r: Reading, j: int, kind: str) -> tuple[Moment | Named | Duration, int] | None:
    if (
        kind == "by"
        and r.french
        and (amount := length(r, j)) is not None
        and _is_amount(r, amount[0], j, amount[1])
    ):
        return amount
    taken = moment(r, j, ranges=False)
    if taken is not None:
        return taken
    named = span(r, j) or month(r, j) or (year(r, j) if kind == "from" else None)
    if named is not None:
        off = any(r.sense(place, "holidays") for place in range(j, named[2]))
        return Named(named[0], named[1], r.said(j, named[2]), off), named[2]
    k = r.after(j, "article")
    if is_day_number(r, k):
        after = suffixed(r, k)
        loose = Loose(day=r.figures(k), words=r.said(k, after))
        more = moment(r, past_little(r, after)) if past_little(r, after) < len(r) else None
        if more is not None and more[0].loose is None:
            said = more[0]
            return Moment(loose, said.part, False, said.clock, said.last, r.said(k, more[1])), more[1]
        return Moment(loose, words=loose.words), after
    return None


def _is_amount(r: Reading, amount: Duration, i: int, end: int) -> bool:
    """« d'ici 2h » is two hours, « d'ici 18h » a moment."""
    if not amount.minutes or amount.minutes % 60:
        return amount.minutes == 0 or amount.minutes < 60 or r.figures(i) < 0
    return amount.minutes <= 6 * 60 or amount.minutes > 23 * 60


def beginning(r: Reading, g: Gathered, i: int) -> int | None:
    """à partir du 3 mars, dès lundi, starting 9 September, à partir de septembre."""
    begins = r.sense(i, "from")
    if begins is None or clock_range(r, i) is not None:
        return None
    taken = _target(r, begins[1], "from")
    if taken is None or isinstance(taken[0], Duration):
        return None
    g.begins.append(taken[0])
    return taken[1]
