"""What goes with the words that one person alone sees: files, pages to print, pictures."""

from dataclasses import dataclass
from typing import assert_never

from bot.pictures.drawing import draw
from bot.pictures.page import draw_page
from bot.texts import Voice
from handlers.conversation.views import Chart, File, Month, Page, Picture, View, Week

PNG = "image/png"


@dataclass(frozen=True)
class Enclosed:
    """A file: its name, what it is, and the words by which it is offered."""

    name: str
    media_type: str
    content: bytes
    label: str

    @property
    def pictured(self) -> bool:
        """It is to be looked at, not kept."""
        return self.media_type == PNG


def enclosed(view: View, voice: Voice) -> tuple[Enclosed, ...]:
    """The files and pictures of a view, in order. A page or a picture takes 5 to 50 ms to draw."""
    return tuple(made(block, voice) for block in view.blocks if isinstance(block, File | Page | Picture))


def made(block: File | Page | Picture, voice: Voice) -> Enclosed:
    match block:
        case File():
            return Enclosed(block.name, block.media_type, block.content.encode(), voice(block.label))
        case Page():
            return Enclosed(block.name, "application/pdf", draw_page(block, voice), voice(block.label))
        case Chart() | Week() | Month():
            title = voice(block.title)
            return Enclosed(f"{title}.png", PNG, draw(block, voice), title)
    assert_never(block)
