"""What is left of a text when its time is taken away: the subject, and whether a word of time is lost in it."""

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
    """A word of time that nothing took: the whole is then not understood."""
    for place in range(len(r)):
        if place in gathered.used or place in r.kept:
            continue
        if r.is_any(place, "weekday", "weekdays", "near", "weekend", "plus weeks"):
            if r.word(place) in _ALSO_OTHER:
                continue
            return r.said(place, place + 1)
        if r.sense(place, "or") and {place - 1, place + 1} <= gathered.used:
            raise Stop(Why.SEVERAL, r.said(place - 1, place + 2))
        if r.french and r.sense(place, "every") and r.word(place) != "tous":
            return r.said(place, place + 1)
        if r.tokens[place].number >= 0 and (end := _counts_time(r, place)):
            return r.said(place, end)
    return None


_ALSO_OTHER = ("we", "week", "dem", "fortnight", "tom")
"""Words that are more often something else than time."""


def _counts_time(r: Reading, place: int) -> int:
    """The place after a number with its month, its unit or its other half; 0 where it counts something else."""
    unit = r.sense(place + 1, "unit")
    if r.sense(place + 1, "month") or (unit is not None and unit[0] in ("hour", "day", "week")):
        return place + 2
    joined = r.is_mark(place + 1, ":/") and r.glued(place + 1) and r.glued(place + 2)
    return place + 3 if joined and r.figures(place + 2) >= 0 else 0
