"""What the packaged font can print of residents' words, and where a line of them may end."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont

FONTS = Path(font_source_sans_pro.__file__).with_name("files")
MISSING = "[…]"
"""Stands on paper for words whose letters the font lacks: a gap that nobody sees would change what was decided."""
_SIGNS_LIKE_LETTERS = "LN"
_FIXED = "\u00a0\u202f"
"""Spaces at which no line ends: before « ? », within « 10 h »."""
_OTHER_SPACES = re.compile(rf"[^\S{_FIXED}]+")
_BOUND = re.compile(r" (?=[?!:;»€%])|(?<=«) |(?<=\d) (?=h\b)")
"""Spaces that residents type, and that people who set French do not let end a line."""
_BROKEN = 8


def printable(words: str) -> str:
    """The words as a picture shows them: on one line, with plain spaces.

    Emoji and other signs that the font lacks are left out; where it lacks a letter (Arabic, Chinese…), nothing
    is given, and the caller says it in other words: a picture never shows empty boxes.
    """
    kept = ""
    for character in words:
        if character.isspace():
            kept += " "
        elif ord(character) in _widths():
            kept += character
        elif unicodedata.category(character)[0] in _SIGNS_LIKE_LETTERS:
            return ""
    return " ".join(kept.split())


def legible(words: str) -> str:
    """The words of one line as paper shows them: where the font lacks letters, `MISSING` stands; signs in a
    fancy form (« 𝗯𝗶𝗲𝗻 », « ① ») become plain ones; emoji and signs that nobody sees are left out."""
    pieces = [_one(character) for character in unicodedata.normalize("NFC", words)]
    kept = re.sub(rf"(?:{re.escape(MISSING)}\s*)+(?={re.escape(MISSING)})", "", "".join(pieces))
    return _BOUND.sub(_FIXED[0], _OTHER_SPACES.sub(" ", kept).strip())


def _one(character: str) -> str:
    known = _widths()
    if character.isspace():
        return character if character in _FIXED else " "
    kind = unicodedata.category(character)[0]
    if kind == "C":
        return ""  # also the byte order mark, which the font has and PDF/UA forbids
    if ord(character) in known:
        return character
    plain = unicodedata.normalize("NFKC", character)
    if all(ord(one) in known for one in plain):
        return plain
    return MISSING if kind in _SIGNS_LIKE_LETTERS else ""


def breakable(words: str) -> str:
    """Words longer than a line of a picture, addresses mostly, with places where a line may end (zero-width
    spaces)."""
    return re.sub(r"\S{25,}", _with_places, words)


def breakable_within(words: str, ems: float) -> str:
    """The same for lines of this width, in times the size of the letters: what fits is not touched."""
    return re.sub(r"[^ ]+", lambda long: _with_places(long) if wide(long[0]) > ems else long[0], words)


def fitting(words: str, ems: float, lines: int = 1) -> list[str]:
    """The words on so many lines of this width at most, in times the size of the letters; « … » where something is
    missing."""
    kept: list[str] = []
    rest = words.split(" ") if words else []
    while rest and len(kept) < lines - 1:
        taken = 1
        while taken < len(rest) and wide(" ".join(rest[: taken + 1])) <= ems:
            taken += 1
        line = " ".join(rest[:taken])
        if wide(line) > ems:
            break  # one long word: it is cut on the last line
        kept.append(line)
        rest = rest[taken:]
    left = " ".join(rest)
    return [*kept, left if wide(left) <= ems else _cut(left, ems)] if left else kept


def _cut(words: str, ems: float) -> str:
    while words and wide(words) + wide("…") > ems:
        words = words[:-1]
    return words.rstrip() + "…"


def _with_places(long: re.Match[str]) -> str:
    return "\u200b".join(long[0][at : at + _BROKEN] for at in range(0, len(long[0]), _BROKEN))


def wide(word: str) -> float:
    """How wide words are at most, in times the size of its letters."""
    return sum(_widths().get(ord(character), 1.0) for character in word)


@cache
def _widths() -> dict[int, float]:
    """The characters that the font has, with the width of each in times the size of the letters: of the bold
    ones, which are the widest."""
    with TTFont(FONTS / "SourceSansPro-Bold.ttf", lazy=True) as font:
        units, advances = font["head"].unitsPerEm, font["hmtx"]
        return {code: advances[name][0] / units for code, name in font.getBestCmap().items()}
