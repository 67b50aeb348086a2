"""Draws a week as a PNG at the width of a phone: a row for each space, in which what is free stays empty."""

import json
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from bot.texts import Voice
from handlers.conversation.text import Text, t
from handlers.conversation.views import Had, Row, Segment, Week

from .chart import PIXELS_PER_INCH
from .letters import FONTS, breakable_within, fitting, printable, wide

TEMPLATE = Path(__file__).with_name("week.typ")
COLUMN = 48.0
"""Points of a day; seven of them and the margins make 360."""
LANE = 21.0
"""Points of the strip on which times stand as long as they last."""
MOST_LANES = 3
"""Things had at the same time that are drawn one above the other; of more, the number is said."""
CUT_FROM = 2 * COLUMN
"""Points of a time in which its words may be cut; those that a shorter one cannot hold stand below its day."""
MOST_NOTES = 3
"""Of a day and a space; of more, the number is said."""
THINNEST = 2.5
_BAR_SIZE, _NOTE_SIZE, _NOTE_LINE = 12.0, 10.5, 12.5
_TITLE_SIZE, _ROW_SIZE = 17.0, 14.0
_PADDING, _BETWEEN, _EDGES = 3.0, 2.0, 6.0
_NOTE_WIDTH = COLUMN - 2.0
DAYS = 7


@dataclass(frozen=True)
class _Placed:
    """A time on its lane, from `left`, so many points wide."""

    segment: Segment
    lane: int
    left: float
    width: float

    @property
    def day(self) -> int:
        return min(DAYS - 1, max(0, int(self.segment.begins * DAYS)))


def draw_week(week: Week, voice: Voice) -> bytes:
    """A PNG, 720 pixels wide, whatever the words are. The same week is the same picture."""
    png = typst.compile(
        TEMPLATE,
        output=None,
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=fonts(),
        sys_inputs={"content": json.dumps(content(week, voice), ensure_ascii=False)},
    )
    if not isinstance(png, bytes):
        raise TypeError("a week is one page")
    return png


@cache
def fonts() -> typst.Fonts:
    """Read once: looking through the folder each time would take as long as the drawing."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def content(week: Week, voice: Voice) -> dict[str, Any]:
    """What stands on it, as data for the template; every length in points."""
    kinds = {segment.had for row in week.rows for segment in row.segments}
    return {
        "title": breakable_within(_said(week.title, voice), DAYS * COLUMN / _TITLE_SIZE),
        "days": [_one_line(_said(day, voice), COLUMN - 4, 13) for day in week.days],
        "today": week.today,
        "rows": [_row(row, at, voice) for at, row in enumerate(week.rows, 1)],
        "legend": legend(kinds, voice),
    }


def legend(kinds: Set[Had], voice: Voice) -> list[dict[str, str]]:
    """What each look means, of those that are there."""
    every: Sequence[tuple[Had, Text]] = (
        ("yours", t("Yours")),
        ("taken", t("Booked")),
        ("event", t("An event of the group")),
        ("asked", t("Not yet agreed")),
        ("held", t("Kept for somebody who waits")),
        ("due", t("To answer, or not to forget")),
    )
    return [{"kind": kind, "words": voice(words)} for kind, words in every if kind in kinds]


def _row(row: Row, at: int, voice: Voice) -> dict[str, Any]:
    placed, more = _lanes(row.segments)
    lanes = 1 + max((one.lane for one in placed), default=0)
    bars = []
    notes: list[list[dict[str, Any]]] = [[] for _ in range(DAYS)]
    for one in placed:
        label = _label(one.segment, voice)
        inside = _inside(label, one.width)
        bars.append(
            {"kind": one.segment.had, "x": one.left, "lane": one.lane, "width": one.width, "label": inside}
        )
        if inside:
            continue
        if len(notes[one.day]) == MOST_NOTES:
            more[one.day] += 1
        else:
            hours = _hours("" if one.segment.note is None else _said(one.segment.note, voice))
            notes[one.day].append({"kind": one.segment.had, "hours": hours, "words": _under(label)})
    below = [_stacked(notes[day], more[day]) for day in range(DAYS)]
    return {
        "label": _one_line(_said(row.label, voice), DAYS * COLUMN, _ROW_SIZE) or voice(t("Space {n}", n=at)),
        "lanes": lanes,
        "bars": bars,
        "notes": [{"day": day, **note} for day, (stack, _) in enumerate(below) for note in stack],
        "below": max(height for _, height in below),
        "free": "" if row.segments else voice(t("free all week")),
    }


def _lanes(segments: Sequence[Segment]) -> tuple[list[_Placed], Counter[int]]:
    """Each time on the first lane on which it meets nothing; and how many had no place, by their day."""
    placed: list[_Placed] = []
    more: Counter[int] = Counter()
    ends = [0.0] * MOST_LANES
    for segment in sorted(segments, key=lambda one: (one.begins, one.ends)):
        begins, end = (min(1.0, max(0.0, part)) for part in (segment.begins, segment.ends))
        left = min(begins * DAYS * COLUMN, DAYS * COLUMN - THINNEST)
        width = max(THINNEST, end * DAYS * COLUMN - left)
        lane = next((lane for lane, until in enumerate(ends) if until <= begins), None)
        if lane is None:
            more[min(DAYS - 1, int(begins * DAYS))] += 1
            continue
        ends[lane] = max(begins, end)
        placed.append(_Placed(segment, lane, left, width))
    return placed, more


def _stacked(notes: list[dict[str, Any]], more: int) -> tuple[list[dict[str, Any]], float]:
    """The notes of a day one below the other, and how high they are together."""
    stack: list[dict[str, Any]] = []
    down = 0.0
    if more:
        notes = [*notes, {"kind": "more", "hours": [], "words": [f"+ {more}"]}]
    for note in notes:
        height = _NOTE_LINE * len((*note["hours"], *note["words"])) + 2 * _PADDING
        stack.append({**note, "y": down, "height": height})
        down += height + _BETWEEN
    return stack, down


def _label(segment: Segment, voice: Voice) -> str:
    """What stands on it, also where the font has no letters for that."""
    return _said(segment.label, voice) or voice(t("Booked"))


def _inside(label: str, width: float) -> str:
    """What stands on a time of that many points; nothing where there is too little room."""
    ems = (width - _EDGES) / _BAR_SIZE
    return label if wide(label) <= ems else "".join(fitting(label, ems)) if width >= CUT_FROM else ""


def _hours(words: str) -> list[str]:
    """« 14–18 h », or on two lines where that is longer: « 18 h 30 », « –20 h »."""
    ems = (_NOTE_WIDTH - _EDGES) / _NOTE_SIZE
    first, _, last = words.partition("–")
    (number, _, unit), (_, _, same) = first.partition(" "), last.partition(" ")
    if last and unit == same:
        first = number
    short = f"{first}–{last}" if last else words
    if not last or wide(short) <= ems:
        return fitting(short, ems)
    return [*fitting(words.partition("–")[0], ems), *fitting(f"–{last}", ems)]


def _under(label: str) -> list[str]:
    return fitting(label, (_NOTE_WIDTH - _EDGES) / _NOTE_SIZE, lines=2)


def _said(text: Text, voice: Voice) -> str:
    return printable(voice(text))


def _one_line(words: str, points: float, size: float) -> str:
    return "".join(fitting(words, points / size))
