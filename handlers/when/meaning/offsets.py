"""Gathers lengths, and what is counted from a day: dans 3 jours, pendant une semaine, a week on Thursday."""

from ..calendar.almanac import elapsed, moved
from ..grammar.clocks import clock_range
from ..grammar.days import day
from ..grammar.lengths import lasts, length
from ..grammar.loose import Loose, find
from ..grammar.moments import Moment
from ..grammar.reading import Reading
from ..model import Duration, Stop, Why
from .gathered import Gathered


def offset(r: Reading, g: Gathered, i: int) -> int | None:
    """dans 3 jours, il y a une semaine, 2 weeks from now, a week on Thursday, trois jours avant Noël."""
    before = r.sense(i, "in") or (r.sense(i, "ago") if r.french else None)
    past = r.french and before is not None and r.sense(i, "in") is None
    j = before[1] if before else i
    found = length(r, j)
    if found is None:
        return None
    amount, end = found
    if before is None:
        if (after := r.sense(end, "ago")) is not None and not r.french:
            past, end = True, after[1]
        elif (after := r.sense(end, "from now")) is not None:
            end = after[1]
        else:
            return _beside(r, g, amount, end)
    else:
        end = r.after(end, "from now")
    if amount.minutes and not amount.days and not amount.months:
        g.exact.append(elapsed(r.now, -amount.minutes if past else amount.minutes, r.zone))
        return end
    typed = r.number(j)
    or_next = amount.days in (7, 14) and typed is not None and typed[0] == amount.days + 1
    loose = Loose(fixed=moved(r.today, amount, back=past), or_next=or_next)
    g.moments.append(Moment(loose, words=r.said(i, end)))
    return end


def _beside(r: Reading, g: Gathered, amount: Duration, end: int) -> int | None:
    """A length before or after a day."""
    if amount.minutes:
        return None
    word = r.word(end) if end < len(r) else ""
    back = word in ("avant", "before")
    weeks = not amount.months and amount.days % 7 == 0
    if back or word in ("apres", "after") or (not r.french and weeks and word in ("on", "from")):
        k = r.after(end + 1, "article") if r.french else end + 1
        anchor = day(r, k) or day(r, end + 1)
    elif not r.french and weeks and r.sense(end, "near"):
        anchor = day(r, end)
    else:
        return None
    if anchor is None:
        return None
    fixed = moved(find(anchor[0], r.today), amount, back=back)
    g.moments.append(Moment(Loose(fixed=fixed), words=r.said(end, anchor[1])))
    return anchor[1]


def during(r: Reading, g: Gathered, i: int) -> int | None:
    """pendant trois jours, durée : 1h30, for a fortnight."""
    during = r.sense(i, "during")
    if during is None:
        return None
    j = r.after(during[1], "at") if r.word(during[1]) in ("environ", "about", "around") else during[1]
    j = j + 1 if r.is_mark(j, ":") else j
    found = length(r, j)
    if found is None or (g.lasting is not None):
        return None
    g.lasting = found[0]
    g.nights = _nights(r, j, found[1])
    return found[1] + 1 if r.word(found[1]) == "long" else found[1]


def _nights(r: Reading, start: int, end: int) -> bool:
    return any(r.word(place).startswith(("nuit", "night")) for place in range(start, end))


def early_length(r: Reading, g: Gathered, i: int) -> int | None:
    """A length that no hour can be taken for: trois jours, une demi-heure, two hours, 48h."""
    found = length(r, i)
    if found is None or _is_beside(r, i, found[1]):
        return None
    if found[0].minutes and not _surely_long(r, found[0], i, found[1]):
        return None
    if r.sense(found[1], "next") or _age(r, i, found[1]):
        return None
    return _lengthen(r, g, i, found)


def _age(r: Reading, i: int, end: int) -> bool:
    """« mon fils a 8 ans » is no length of anything one arranges."""
    years = any(
        unit is not None and unit[0] == "year" for unit in (r.sense(place, "unit") for place in range(i, end))
    )
    return years and len(r) > end - i


def _surely_long(r: Reading, amount: Duration, i: int, end: int) -> bool:
    if amount.minutes < 60 or (amount.minutes >= 24 * 60 and amount.minutes % 720 == 0):
        return not (i > 0 and r.sense(i - 1, "at") and r.word(i - 1) in ("a", "at", "vers"))
    if lasts(r, i, end) or r.is_any(end, "per"):
        return True
    hour_words = any(r.word(place) in ("heure", "heures", "hour", "hours", "hr", "hrs") for place in range(i, end))
    if not hour_words or (i > 0 and r.sense(i - 1, "at") and r.word(i - 1) not in ("pour", "sur", "en")):
        return False
    long = not r.french or amount.minutes < 7 * 60 or amount.minutes > 24 * 60
    return long and r.sense(end, "meridiem") is None


def _is_beside(r: Reading, i: int, end: int) -> bool:
    """« à 15 min à pied », « arriver 10 min avant » : no length of the thing itself.

    Raises Stop for « une heure avant la réunion » : that counts from what is not a time of ours.
    """
    if r.word(i - 1) == "a" and r.french and r.sense(end - 1, "unit"):
        minutes = r.sense(end - 1, "unit")
        return minutes is not None and minutes[0] == "minute"
    if r.word(end) not in ("avant", "before", "plus", "earlier", "beforehand"):
        return False
    if end + 1 < len(r) and r.word(end + 1).isalnum() and not r.is_any(end + 1, "article"):
        return True
    if end + 2 < len(r):
        raise Stop(Why.UNCLEAR, r.said(i, end + 1))
    return True


def noun_length(r: Reading, g: Gathered, i: int) -> int | None:
    """« une réunion de 2h », « la coupure d'1h30 » ; « de 2h à 4h » are hours, « en retard de 10 min » is none."""
    if not r.french or r.word(i) not in ("de", "d'") or i == 0 or i - 1 in g.used or r.word(i - 1) in _OF_DELAY:
        return None
    found = length(r, i + 1)
    if found is None or not found[0].minutes or not r.word(i - 1).isalpha() or clock_range(r, i) is not None:
        return None
    if r.is_any(found[1], "meridiem") or g.lasting is not None or found[0].minutes > 12 * 60:
        return None
    g.lasting = found[0]
    return found[1]


_OF_DELAY = (
    "retard",
    "avance",
    "pas",
    "partir",
    "lieu",
    "avant",
    "moins",
    "plus",
    "autour",
    "environs",
    "alentours",
)


def _lengthen(r: Reading, g: Gathered, i: int, found: tuple[Duration, int]) -> int:
    g.lengths.append(found[0])
    g.nights = g.nights or _nights(r, i, found[1])
    return found[1]


def late_length(r: Reading, g: Gathered, i: int) -> int | None:
    found = length(r, i)
    if found is None or _age(r, i, found[1]) or _is_beside(r, i, found[1]):
        return None
    return _lengthen(r, g, i, found)
