"""Draws a page to print as a PDF that screen readers can read too (PDF/UA-1): A4, large letters, a square."""

import io
import json
from pathlib import Path
from typing import Any

import segno
import typst

from bot.texts import Voice
from handlers.conversation.text import Text, t
from handlers.conversation.views import Page

from .letters import FONTS, MISSING, breakable_within, legible

TEMPLATE = Path(__file__).with_name("page.typ")
_LINE = 482
"""Points between the margins."""
_TITLE_SIZES = ((45, 44), (90, 36), (160, 28), (400, 22))
"""Characters of a title, and the points at which so many are set; longer ones are set like a text."""
_LONG_TITLE = 20
_TEXT_SIZES = (28, 25, 22, 20, 18)
"""Points of the text: the first at which all stands on one sheet."""
_SMALLEST = 16
_ONE_SHEET = 2500
"""Characters that stand on no single sheet, at whichever of these sizes: it is not tried."""
_FOOT = 60
"""Characters by which a loose sheet says to what it belongs."""
_QUIET_ZONE = 4
"""Empty modules around a square; phones need four to find it."""
_MODULE = 0.8
"""Millimetres of a module at least: a phone then reads it from where one holds a sheet."""
_SMALLEST_SQUARE = 42
_MOST_MODULES = 105
"""With them a square takes half of the width; what asks for more (about 600 letters) gets none."""


def draw_page(page: Page, voice: Voice) -> bytes:
    """The PDF. Whatever the words are, there is a page: see `letters.legible`. The same page is the same file."""
    pdf = typst.compile(
        TEMPLATE,
        output=None,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content(page, voice), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


def content(page: Page, voice: Voice) -> dict[str, Any]:
    """What stands on it, as data for the template."""
    over, title = (" ".join(_paragraphs(text, voice)) for text in (page.over, page.title))
    lines = [line for text in page.lines for line in _paragraphs(text, voice)]
    note = _paragraphs(page.note, voice)
    if any(MISSING in words for words in (over, title, *lines, *note)):
        said = t("« {gap} » stands for words that I cannot print. Read them in the group.", gap=MISSING)
        note = [*note, legible(voice(said))]
    title_size = next((points for most, points in _TITLE_SIZES if len(title) <= most), _LONG_TITLE)
    tried = _TEXT_SIZES if sum(map(len, lines)) <= _ONE_SHEET else ()
    return {
        "language": voice.language,
        "name": title or over or "Palabre",
        "over": _fitting(over, _SMALLEST),
        "belongs": _fitting(over if len(over) <= _FOOT else over[:_FOOT] + "…", _SMALLEST),
        "title": _fitting(title, title_size),
        "title-size": title_size,
        "lines": [_fitting(line, _TEXT_SIZES[0]) for line in lines],
        "sizes": [*(points for points in tried if points < title_size), _SMALLEST],
        # Beside a square there is half a line.
        "note": [_fitting(line, 2 * _SMALLEST) for line in note],
        "square": _square(page.code, voice),
    }


def _fitting(words: str, points: int) -> str:
    return breakable_within(words, _LINE / points)


def _paragraphs(text: Text | None, voice: Voice) -> list[str]:
    """The lines of a text that have something to read."""
    written = "" if text is None else voice(text)
    return [line for line in map(legible, written.splitlines()) if line]


def _square(code: Text | None, voice: Voice) -> dict[str, Any] | None:
    """The square as SVG, its side in millimetres, and what it says for those who do not see it."""
    words = "" if code is None else voice(code).encode("utf-8", "replace").decode().strip()
    if not words:
        return None
    try:
        drawn = segno.make_qr(words, error="m", encoding="utf-8")
    except segno.DataOverflowError:
        return None
    modules = drawn.symbol_size(border=_QUIET_ZONE)[0]
    if modules > _MOST_MODULES:
        return None
    svg = io.BytesIO()
    drawn.save(svg, kind="svg", border=_QUIET_ZONE, dark="#000", light="#fff", xmldecl=False)
    said = voice(t("A square for a phone's camera. It says: {words}", words=words))
    return {"svg": svg.getvalue().decode(), "side": max(_SMALLEST_SQUARE, _MODULE * modules), "said": said}
