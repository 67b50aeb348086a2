"""The files that go with what one person alone sees: those that a view holds, and pages to print."""

from dataclasses import dataclass
from typing import assert_never

from bot.pictures.page import draw_page
from bot.texts import Voice
from handlers.conversation.views import File, Page, View


@dataclass(frozen=True)
class Enclosed:
    """A file: its name, what it is, and the words by which it is offered."""

    name: str
    media_type: str
    content: bytes
    label: str


def enclosed(view: View, voice: Voice) -> tuple[Enclosed, ...]:
    """The files of a view, in order. A page takes 5 to 50 ms to draw."""
    return tuple(made(block, voice) for block in view.blocks if isinstance(block, File | Page))


def made(block: File | Page, voice: Voice) -> Enclosed:
    label = voice(block.label)
    match block:
        case File():
            return Enclosed(block.name, block.media_type, block.content.encode(), label)
        case Page():
            return Enclosed(block.name, "application/pdf", draw_page(block, voice), label)
    assert_never(block)
