"""Draws a month as a PNG at the width of a phone: a cell for each day, in which what is on it stands."""

import json
from pathlib import Path
from typing import Any

import typst

from bot.texts import Voice
from handlers.conversation.text import t
from handlers.conversation.views import Mark, Month

from .chart import PIXELS_PER_INCH
from .letters import breakable_within, fitting, printable
from .week import COLUMN, DAYS, fonts, legend

TEMPLATE = Path(__file__).with_name("month.typ")
MOST_MARKS = 4
"""Of a day; of more, the number is said."""
_TITLE_SIZE, _DAY_SIZE, _MARK_SIZE, _EDGES = 17.0, 13.0, 9.5, 9.0


def draw_month(month: Month, voice: Voice) -> bytes:
    """A PNG, 720 pixels wide, whatever the words are. The same month is the same picture."""
    png = typst.compile(
        TEMPLATE,
        output=None,
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=fonts(),
        sys_inputs={"content": json.dumps(content(month, voice), ensure_ascii=False)},
    )
    if not isinstance(png, bytes):
        raise TypeError("a month is one page")
    return png


def content(month: Month, voice: Voice) -> dict[str, Any]:
    """What stands on it, as data for the template; a cell without a number is of another month."""
    empty: dict[str, Any] = {"number": 0, "marks": []}
    cells = [empty] * month.skipped
    cells += [{"number": at, "marks": _marks(marks, voice)} for at, marks in enumerate(month.marks, 1)]
    cells += [empty] * (-len(cells) % DAYS)
    kinds = {mark.had for marks in month.marks for mark in marks}
    return {
        "title": breakable_within(printable(voice(month.title)), DAYS * COLUMN / _TITLE_SIZE),
        "weekdays": ["".join(fitting(printable(voice(day)), (COLUMN - 4) / _DAY_SIZE)) for day in month.weekdays],
        "cells": cells,
        "today": month.today,
        "legend": legend(kinds, voice),
    }


def _marks(marks: tuple[Mark, ...], voice: Voice) -> list[dict[str, Any]]:
    shown = marks if len(marks) <= MOST_MARKS else marks[: MOST_MARKS - 1]
    said: list[dict[str, Any]] = [{"kind": mark.had, "words": _said(mark, voice)} for mark in shown]
    left = len(marks) - len(shown)
    return [*said, {"kind": "more", "words": [f"+ {left}"]}] if left else said


def _said(mark: Mark, voice: Voice) -> list[str]:
    """In two lines at most, what stands on it, also where the font has no letters for that."""
    words = printable(voice(mark.label)) or voice(t("Booked"))
    return fitting(words, (COLUMN - _EDGES) / _MARK_SIZE, lines=2)
