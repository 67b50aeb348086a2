"""Draws a chart as a PNG: bars with numbers, at the width of a phone."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import font_source_sans_pro
import typst
from fontTools.ttLib import TTFont

from bot.texts import Voice
from handlers.conversation.text import t
from handlers.conversation.views import Chart

_FONTS = Path(font_source_sans_pro.__file__).with_name("files")
_TEMPLATE = Path(__file__).with_name("chart.typ")
PIXELS_PER_INCH = 144
"""Twice the points: 360 pt give 720 pixels, sharp on a phone 360 to 390 points wide."""


def draw_chart(chart: Chart, voice: Voice) -> bytes:
    """A PNG, 720 pixels wide. Whatever the words are, there is a picture: see `printable`."""
    title = _breakable(printable(voice(chart.title)))
    bars = [
        {
            "label": _breakable(printable(voice(bar.label))) or voice(t("Choice {n}", n=at)),
            "number": bar.number,
            "leads": bar.leads,
        }
        for at, bar in enumerate(chart.bars, 1)
    ]
    content = {"title": title, "bars": bars, "note": _breakable(printable(voice(chart.note)))}
    png = typst.compile(
        _TEMPLATE,
        output=None,
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )
    if not isinstance(png, bytes):
        raise TypeError("a chart is one page")
    return png


def printable(words: str) -> str:
    """The words as the packaged font can print them.

    Emoji and other signs that it lacks are left out; where it lacks a letter (Arabic, Chinese…), nothing
    is given, and the caller says it in other words: a picture never shows empty boxes.
    """
    known = _glyphs()
    kept = ""
    for character in words:
        if character.isspace() or ord(character) in known:
            kept += " " if character.isspace() else character
        elif unicodedata.category(character)[0] in "LN":
            return ""
    return " ".join(kept.split())


def _breakable(words: str) -> str:
    """Words longer than a line, addresses mostly, with places where a line may end (zero-width spaces)."""
    return re.sub(
        r"\S{25,}", lambda long: "\u200b".join(long[0][at : at + 8] for at in range(0, len(long[0]), 8)), words
    )


@cache
def _glyphs() -> frozenset[int]:
    with TTFont(_FONTS / "SourceSansPro-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
