"""Cuts what somebody typed into words, numbers and marks, each with its place in the text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Token:
    """`text`: without capitals or accents. `start`, `end`: where it stands in the typed text (NFC).
    `number`: its value where it is written in figures, else -1. `spaced`: something blank stands before it."""

    text: str
    start: int
    end: int
    number: int
    spaced: bool


_PIECE = re.compile(r"[ap]\.\s?m\.?(?![^\W\d_])|\d+|[^\W\d_]+'?|[^\w\s]")
_LOOK_ALIKES = {"’": "'", "ʼ": "'", "`": "'", "´": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "→": "-"}


def composed(text: str) -> str:
    """The text as tokens count its characters."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1024)
def _plain(sign: str) -> str:
    """One sign for one sign, so that places stay the same."""
    if sign in _LOOK_ALIKES:
        return _LOOK_ALIKES[sign]
    bare = unicodedata.normalize("NFKD", sign.casefold())[:1]
    return bare or sign


def plain(text: str) -> str:
    """The same in small letters without accents, as long as the text is."""
    return "".join([_plain(sign) for sign in text])


def cut(text: str) -> list[Token]:
    """The words, numbers and marks of a composed text: « d'arroser » is two, « 18h30 » three."""
    found = []
    last = 0
    for piece in _PIECE.finditer(plain(text)):
        word, start = piece.group(), piece.start()
        number = int(word) if word.isdecimal() and len(word) <= 12 else -1
        if number < 0 and "." in word and len(word) > 1:
            word = word[0] + "m"
        found.append(Token(word, start, piece.end(), number, start > last))
        last = piece.end()
    return found
