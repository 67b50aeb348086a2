"""A view as the salon keeps it: JSON in the group's language, drawn as HTML when somebody looks. Pure."""

import base64
import json
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from bot.platforms.enclosed import made
from bot.platforms.platform import Drawn
from bot.platforms.png import png_size
from bot.texts import Voice
from handlers.conversation.views import Block, Chart, File, Items, Page, Paragraph, Title, View


def content(drawn: Drawn, pictures: Sequence[str]) -> str:
    """The JSON of a message. `pictures` are the names under which its PNGs are kept, in order."""
    sizes = zip(pictures, (png_size(png) for png in drawn.pictures), strict=True)
    return json.dumps(screen(drawn.view, drawn.voice, sizes), ensure_ascii=False)


def talk(words: str) -> str:
    """The JSON of a neighbour's own words."""
    return json.dumps({"words": words}, ensure_ascii=False)


def screen(view: View, voice: Voice, pictures: Iterator[tuple[str, tuple[int, int]]]) -> dict[str, Any]:
    """The same as data for the templates."""
    return {
        "blocks": [_block(block, voice, pictures) for block in view.blocks],
        "buttons": [{"label": voice(button.label), "data": button.data} for button in view.buttons],
        "asks": voice(view.asks) if view.asks is not None else "",
    }


def private_screen(view: View, voice: Voice) -> dict[str, Any]:
    """A screen for one person alone: no picture, the words say it all."""
    blocks = tuple(Paragraph((block.alternative,)) if isinstance(block, Chart) else block for block in view.blocks)
    return screen(View(blocks, view.buttons, view.asks), voice, iter(()))


def words_of(content: dict[str, Any]) -> str:
    """The words of a message, for a quotation."""
    if "words" in content:
        return str(content["words"])
    return " ".join(str(block.get("words", "")) for block in content.get("blocks", ())).strip()


def _block(block: Block, voice: Voice, pictures: Iterator[tuple[str, tuple[int, int]]]) -> dict[str, Any]:
    match block:
        case Title():
            return {"kind": "title", "emoji": block.emoji, "words": voice(block.words)}
        case Paragraph():
            return {"kind": "paragraph", "words": " ".join(voice(s) for s in block.sentences)}
        case Items():
            lines = [voice(line) for line in block.lines]
            return {"kind": "items", "numbered": block.numbered, "lines": lines}
        case Chart():
            name, (width, height) = next(pictures)
            alternative = voice(block.alternative)
            return {"kind": "picture", "name": name, "alt": alternative, "width": width, "height": height}
        case File() | Page():
            file = made(block, voice)
            address = f"data:{file.media_type};base64,{base64.b64encode(file.content).decode()}"
            return {"kind": "file", "name": file.name, "address": address, "words": file.label}
    assert_never(block)
