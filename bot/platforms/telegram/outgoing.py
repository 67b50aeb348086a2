"""A view as Telegram shows it: plain text with marks by their places, one button a row, a picture. Pure.

Places and lengths are counted in UTF-16 units, as the Bot API does; nothing is written as markup, so that
whatever residents type stays what it is.
"""

import unicodedata
from dataclasses import dataclass, replace
from typing import assert_never

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.pictures.drawing import pictures
from bot.platforms.enclosed import Enclosed, enclosed
from bot.platforms.platform import Drawn
from bot.texts import Voice
from handlers.conversation.signs import shows
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

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
TOAST_UNITS = 200
PLACEHOLDER_UNITS = 64
_JOINER = "\u200d"
"""It binds emoji together, and Persian letters."""


@dataclass(frozen=True)
class Letter:
    """One message: what is written, the bold pieces, the keyboard, the PNG above it, what stands in the field
    where an answer is typed, and the files that go with it."""

    text: str
    bold: tuple[MessageEntity, ...]
    keyboard: InlineKeyboardMarkup | None
    picture: bytes | None = None
    placeholder: str = ""
    files: tuple[Enclosed, ...] = ()

    @property
    def pictured(self) -> bool:
        """Whether pictures go with it."""
        return any(file.pictured for file in self.files)


def letter(drawn: Drawn) -> Letter:
    """The view with its first picture, as long as its words fit below one; else its words alone, which say
    all that the picture says."""
    held = pictures(drawn.view)
    text, bold = _written(drawn.view, drawn.voice, pictured=held[0] if held else None)
    if drawn.pictures and units(text) <= CAPTION_UNITS:
        return Letter(text, bold, _keyboard(drawn.view, drawn.voice), drawn.pictures[0])
    return _words(drawn.view, drawn.voice)


def screen(view: View, voice: Voice) -> Letter:
    """A view for one person alone: the words say it all; files and pictures go with them."""
    return replace(_words(view, voice), files=enclosed(view, voice))


def _words(view: View, voice: Voice) -> Letter:
    text, bold = _written(view, voice, pictured=None)
    asked = cut(line(voice(view.asks)), PLACEHOLDER_UNITS) if view.asks is not None else ""
    return Letter(text, bold, _keyboard(view, voice), placeholder=asked)


def elsewhere(letter: Letter, said: str, label: str, address: str) -> Letter:
    """The same message in a room, where neither file nor picture may stand: it says where they are, and a
    button leads there."""
    rows = letter.keyboard.inline_keyboard if letter.keyboard else ()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(line(label), url=address)], *rows])
    text = cut(letter.text, TEXT_UNITS - units(said) - 1)
    return replace(letter, text=f"{text}\n{line(said)}", keyboard=keyboard, files=())


def units(words: str) -> int:
    """How long Telegram finds these words: UTF-16 units."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def cut(words: str, most: int) -> str:
    """At most so many UTF-16 units, with « … » where something is missing; no character is cut in two."""
    if units(words) <= most:
        return words
    kept = words.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    while kept and (_clings(words[len(kept)]) or kept[-1] == _JOINER):
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _clings(sign: str) -> bool:
    """Whether a sign belongs to the one before it: an accent, or what makes one picture of several."""
    return bool(unicodedata.combining(sign)) or sign in (_JOINER, "\ufe0f")


def line(words: str) -> str:
    """One line as Telegram takes it: no half characters, no control signs, no space at its ends, which the
    server would drop and so move every mark; nothing where there is nothing to see."""
    whole = words if words.isascii() else words.encode("utf-8", "replace").decode()
    said = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in whole).strip()
    return said if shows(said) else ""


def _written(view: View, voice: Voice, *, pictured: Picture | None) -> tuple[str, tuple[MessageEntity, ...]]:
    lines: list[str] = []
    bold: list[MessageEntity] = []
    at = 0
    for block in view.blocks:
        for words, strong in _lines(block, voice, pictured):
            written = line(words)
            if not written:
                continue
            room = TEXT_UNITS - at
            if room < 2:
                break
            written = cut(written, room)
            if strong:
                bold += _bold(written, line(strong), at)
            lines.append(written)
            at += units(written) + 1
    return "\n".join(lines) or "…", tuple(bold)


def _bold(written: str, strong: str, at: int) -> list[MessageEntity]:
    start = len(written) - len(strong) if written.endswith(strong) else 0
    length = units(written[start:])
    return [MessageEntity(MessageEntity.BOLD, at + units(written[:start]), length)] if length else []


def _lines(block: Block, voice: Voice, pictured: Picture | None) -> list[tuple[str, str]]:
    """(line, the end of it that is bold or '') of a block."""
    match block:
        case Title():
            words = voice(block.words)
            return [(f"{block.emoji} {words}".strip(), words)]
        case Paragraph():
            return [(" ".join(voice(sentence) for sentence in block.sentences), "")]
        case Items():
            marks = [f"{at}. " if block.numbered else "• " for at in range(1, len(block.lines) + 1)]
            return [(mark + voice(words), "") for mark, words in zip(marks, block.lines, strict=True)]
        case Chart():
            return [] if block is pictured else [(voice(block.alternative), "")]
        case Week() | Month():
            return []  # the other blocks say it
        case File() | Page():
            return []  # a message of its own, in the private conversation alone
    assert_never(block)


def _keyboard(view: View, voice: Voice) -> InlineKeyboardMarkup | None:
    if not view.buttons:
        return None
    rows = [
        [InlineKeyboardButton(line(voice(button.label)) or "…", callback_data=button.data)]
        for button in view.buttons
    ]
    return InlineKeyboardMarkup(rows)
