"""A view as the salon keeps it: JSON in the group's language, drawn as HTML when somebody looks. Pure."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any, assert_never

from bot.pictures.drawing import draw
from bot.platforms.enclosed import PNG, made
from bot.platforms.platform import Drawn
from bot.platforms.png import png_size
from bot.texts import Voice
from handlers.conversation.views import (
    Block,
    Chart,
    File,
    Items,
    Month,
    Page,
    Paragraph,
    Picture,
    Title,
    View,
    Week,
)

Source = tuple[str, tuple[int, int]]
"""The name or the address of a picture, with its width and height."""


def content(drawn: Drawn, pictures: Sequence[str]) -> str:
    """The JSON of a message. `pictures` are the names under which its PNGs are kept, in order."""
    sizes = zip(pictures, (png_size(png) for png in drawn.pictures), strict=True)
    return json.dumps(screen(drawn.view, drawn.voice, lambda _: next(sizes)), ensure_ascii=False)


def talk(words: str) -> str:
    """The JSON of a neighbour's own words."""
    return json.dumps({"words": words}, ensure_ascii=False)


def screen(view: View, voice: Voice, source: Callable[[Picture], Source]) -> dict[str, Any]:
    """The same as data for the templates; `source` says where each picture is, asked in their order."""
    return {
        "blocks": [_block(block, voice, source) for block in view.blocks],
        "buttons": [{"label": voice(button.label), "data": button.data} for button in view.buttons],
        "asks": voice(view.asks) if view.asks is not None else "",
    }


def private_screen(view: View, voice: Voice) -> dict[str, Any]:
    """A screen for one person alone. Its pictures stand in the page itself: no address shows them to others, and
    nothing of them is kept."""

    def inside(picture: Picture) -> Source:
        png = draw(picture, voice)
        return _address(PNG, png), png_size(png)

    return screen(view, voice, inside)


def _address(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def words_of(content: dict[str, Any]) -> str:
    """The words of a message, for a quotation."""
    if "words" in content:
        return str(content["words"])
    return " ".join(str(block.get("words", "")) for block in content.get("blocks", ())).strip()


def _block(block: Block, voice: Voice, source: Callable[[Picture], Source]) -> dict[str, Any]:
    match block:
        case Title():
            return {"kind": "title", "emoji": block.emoji, "words": voice(block.words)}
        case Paragraph():
            return {"kind": "paragraph", "words": " ".join(voice(s) for s in block.sentences)}
        case Items():
            lines = [voice(line) for line in block.lines]
            return {"kind": "items", "numbered": block.numbered, "lines": lines}
        case Chart() | Week() | Month():
            name, (width, height) = source(block)
            alternative = voice(block.alternative)
            return {"kind": "picture", "name": name, "alt": alternative, "width": width, "height": height}
        case File() | Page():
            file = made(block, voice)
            address = _address(file.media_type, file.content)
            return {"kind": "file", "name": file.name, "address": address, "words": file.label}
    assert_never(block)
