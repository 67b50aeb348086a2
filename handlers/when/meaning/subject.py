"""What is left of a text when its time is taken away: the subject, and whether a word of time is lost in it."""

from ..grammar.dates import ordinal_at
from ..grammar.reading import Reading
from ..model import Stop, Why
from .gathered import Gathered


def left_over(r: Reading, gathered: Gathered) -> str:
    """The subject as it was typed, without the little words that lead to the time."""
    left = [place not in gathered.used for place in range(len(r))]
    for place in reversed(range(len(r) - 1)):
        if left[place] and not left[place + 1] and _leads(r, place):
            left[place] = False
    places = [place for place in range(len(r)) if left[place]]
    while places and not _opens(r, places[0]):
        places.pop(0)
    while places and (_leads(r, places[-1]) or r.is_mark(places[-1], ")!?")):
        places.pop()
    pieces: list[str] = []
    for before, place in zip([-2, *places], places, strict=False):
        token = r.tokens[place]
        blank = " " if pieces and (before != place - 1 or token.spaced) else ""
        pieces.append(blank + r.text[token.start : token.end])
    return "".join(pieces)


def _opens(r: Reading, place: int) -> bool:
    """A subject may begin with its article (« l'ascenseur »), not with a comma, « à » or « de »."""
    return not _leads(r, place) or r.word(place) in ("le", "la", "les", "l'", "the", "a", "this", "ce", "cet")


def _leads(r: Reading, place: int) -> bool:
    """A little word, or a mark, that stands before a time and goes with it."""
    if place in r.kept:
        return False
    return r.sense(place, "little") is not None or (not r.word(place)[0].isalnum() and r.word(place) not in ")!?")


def strong_left(r: Reading, gathered: Gathered) -> str | None:
    """A word of time that nothing took, or that turns what was taken into something else: the whole is then not
    understood. Raises Stop for two times with « ou »."""
    for place in range(len(r)):
        if place in gathered.used or place in r.kept:
            continue
        if r.sense(place, "or") and {place - 1, place + 1} <= gathered.used:
            raise Stop(Why.SEVERAL, r.said(place - 1, place + 2))
        if r.is_any(place, "weekday", "weekdays", "near", "weekend", "plus weeks"):
            if r.word(place) in _ALSO_OTHER:
                continue
            return r.said(place, place + 1)
        if r.french and r.sense(place, "every") and r.word(place) != "tous":
            return r.said(place, place + 1)
        if r.tokens[place].number >= 0 and (end := _counts_time(r, gathered, place)):
            return r.said(place, end)
        if gathered.used and (end := _turns(r, gathered, place)):
            return r.said(place, end)
    return None


_ALSO_OTHER = ("we", "week", "dem", "fortnight", "tom")
"""Words that are more often something else than time."""


def _turns(r: Reading, gathered: Gathered, place: int) -> int:
    """The place after words that change what was taken: « après mardi », « vendredi soir dernier »."""
    if (odd := r.sense(place, "odd")) is not None:
        return odd[1]
    ordinal = ordinal_at(r, place)
    if ordinal is not None and ordinal[1] in gathered.used and r.is_any(ordinal[1], "weekday"):
        return ordinal[1]  # « le 2e mardi » : of which month?
    after = r.sense(place, "after")
    if after is not None and after[1] + r.is_the(after[1]) in gathered.used:
        return after[1]
    if r.sense(place, "last") and place - 1 in gathered.used and r.said(place, place + 1).casefold() != "passe":
        return place + 1
    lost = r.sense(place, "except") if gathered.rhythm else None
    lost = lost or (r.sense(place, "until") if not gathered.endings else None)
    return lost[1] if lost is not None and r.word(place) not in _ALSO_JOINS else 0


_ALSO_JOINS = ("sans", "but", "not", "to", "through")
"""Exceptions and ends that speak of other things too: « sans Léa »."""


def _counts_time(r: Reading, gathered: Gathered, place: int) -> int:
    """The place after a number with its month, its unit or its other half, or of an hour that lost its sign
    (« samedi à 20 », « 8 tonight »); 0 where it counts something else."""
    unit = r.sense(place + 1, "unit")
    if r.sense(place + 1, "month") or (unit is not None and unit[0] in ("hour", "day", "week")):
        return place + 2
    dotted = r.is_mark(place + 1, ".") and place + 3 in gathered.used and r.glued(place + 1)
    joined = (dotted or r.is_mark(place + 1, ":/")) and r.glued(place + 1) and r.glued(place + 2)
    if joined and r.figures(place + 2) >= 0:
        return place + 3
    beside = {place - 1, place - 2, place + 1} & gathered.used
    led = place == 0 or place - 1 in gathered.used or r.is_any(place - 1, "at", "of", "between")
    ends = place + 1 >= len(r) or place + 1 in gathered.used or r.is_mark(place + 1, ".,!?)")
    apart = place == 0 or not r.glued(place) or not r.word(place - 1).isalpha()  # « l'A7 »
    return place + 1 if beside and led and ends and apart and r.tokens[place].number <= 31 else 0
