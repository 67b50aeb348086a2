"""Which space somebody means, and how many of its units, by the words that they typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from handlers.conversation.folding import folded

from .model import Space

_BEFORE = {"la", "le", "l", "les", "un", "une", "des", "de", "the", "a"}
"""Little words that belong to the name they stand before."""
_DAYS = {"le", "du", "au"}
"""A number after one of these is a day of the month: « le 12 salle commune »."""
_SLIPS_FROM = 5
_MANY = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Named:
    """The spaces that are meant (several: it must be asked), how many units, and the words that are left."""

    spaces: tuple[Space, ...]
    rest: str
    amount: int = 1


def named(words: str, spaces: Sequence[Space]) -> Named:
    """« 12 chaises samedi »: the space called « Chaises », 12 of it, « samedi ».

    A name is found whole, whatever its accents, plurals or one slip of the finger; or by its first word, where
    only one space begins so.
    """
    found = [(hit, space) for space in spaces if (hit := _found(words, _name_of(space))) is not None]
    if not found:
        found = [(hit, space) for space in spaces if (hit := _found(words, _name_of(space)[:1])) is not None]
    if not found:
        return Named((), words)
    longest = max(end - begins for (begins, end), _ in found)
    best = [(hit, space) for hit, space in found if hit[1] - hit[0] == longest]
    begins, ends = best[0][0]
    before, amount = _amount(words[:begins])
    return Named(tuple(space for _, space in best), f"{before} {words[ends:]}".strip(" ,:"), amount)


def is_only(words: str, meant: Sequence[str]) -> bool:
    """Whether these words are one of those, whatever their accents and capitals."""
    return " ".join(folded(words)) in meant


def _name_of(space: Space) -> list[str]:
    """Its words; « L'atelier bois » is found in « atelier bois » too."""
    name = [folded(word.group())[0] for word in _words(space.name)]
    while len(name) > 1 and name[0] in _BEFORE:
        name.pop(0)
    return name


def _words(typed: str) -> list[re.Match[str]]:
    return [word for word in _WORD.finditer(typed) if folded(word.group())]


def _found(typed: str, name: Sequence[str]) -> tuple[int, int] | None:
    """Where the words of a name stand one after the other."""
    words = _words(typed)
    for at in range(len(words) - len(name) + 1):
        run = words[at : at + len(name)]
        if name and all(_same(folded(word.group())[0], wanted) for word, wanted in zip(run, name, strict=True)):
            return run[0].start(), run[-1].end()
    return None


def _same(typed: str, wanted: str) -> bool:
    if typed.rstrip("sx") == wanted.rstrip("sx"):
        return True
    return len(wanted) >= _SLIPS_FROM and OSA.distance(typed, wanted, score_cutoff=1) <= 1


def _amount(before: str) -> tuple[str, int]:
    """A number just before the name says how many; what else stands there is left over."""
    words = _words(before)
    while words and folded(words[-1].group())[0] in _BEFORE:
        before = before[: words.pop().start()].rstrip(" '’")
    is_day = len(words) > 1 and folded(words[-2].group())[0] in _DAYS
    if words and _MANY.fullmatch(words[-1].group()) and not is_day:
        return before[: words[-1].start()], int(words[-1].group())
    return before, 1
