"""Draws a chart as a PNG: bars with numbers, at the width of a phone."""

import json
from pathlib import Path

import typst

from bot.texts import Voice
from handlers.conversation.text import t
from handlers.conversation.views import Chart

from .letters import FONTS, breakable, printable

_TEMPLATE = Path(__file__).with_name("chart.typ")
PIXELS_PER_INCH = 144
"""Twice the points: 360 pt give 720 pixels, sharp on a phone 360 to 390 points wide."""


def draw_chart(chart: Chart, voice: Voice) -> bytes:
    """A PNG, 720 pixels wide. Whatever the words are, there is a picture: see `letters.printable`."""
    title = breakable(printable(voice(chart.title)))
    bars = [
        {
            "label": breakable(printable(voice(bar.label))) or voice(t("Choice {n}", n=at)),
            "number": bar.number,
            "leads": bar.leads,
        }
        for at, bar in enumerate(chart.bars, 1)
    ]
    content = {"title": title, "bars": bars, "note": breakable(printable(voice(chart.note)))}
    png = typst.compile(
        _TEMPLATE,
        output=None,
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )
    if not isinstance(png, bytes):
        raise TypeError("a chart is one page")
    return png
