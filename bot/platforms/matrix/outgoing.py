"""A view as Matrix shows it: words, the same as HTML, and the signs that stand for its buttons. Pure.

Every word of residents is escaped: nothing they write becomes markup.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import accumulate
from typing import Any, assert_never

from bot.platforms.enclosed import PNG, Enclosed, enclosed
from bot.platforms.png import png_size
from bot.texts import Voice
from handlers.conversation.signs import shows
from handlers.conversation.text import Text, t
from handlers.conversation.views import Block, Chart, File, Items, Month, Page, Paragraph, Title, View, Week

from .keys import MORE, MOST_PLACED, Key, assigned, numbered

LETTER_BYTES = 23_000
"""For the words and the same as HTML, written as JSON, of the 48,339 that an event may have before it is encrypted
(64,911 where it is not; measured with Synapse, whose limit is 65,536 with all that surrounds them): an edit holds
both twice. Encrypted, every letter beyond ASCII is written with six signs."""
_AROUND = 32
"""What stands around a line: its end, and what makes it bold."""
ON_ONE_LINE = 40
"""Signs and labels that a telephone shows in one line."""


@dataclass(frozen=True)
class Line:
    """One line, and the end of it that is bold."""

    words: str
    bold: str = ""


@dataclass(frozen=True)
class Letter:
    """One message: its words, the same as HTML, the keys to its buttons, and the files that go with it."""

    body: str
    html: str
    keys: tuple[Key, ...] = ()
    files: tuple[Enclosed, ...] = ()


@dataclass(frozen=True)
class Speech:
    """How a letter is said: in which voice, and which words behind « / » are commands, which Matrix keeps for
    itself: « !sondage » is written there."""

    voice: Voice
    commands: Collection[str] = field(default_factory=frozenset)

    def __call__(self, words: str) -> str:
        return _line(_COMMAND.sub(self._exclaimed, words))

    def _exclaimed(self, found: re.Match[str]) -> str:
        return f"!{found[1]}" if found[1].casefold() in self.commands else found[0]


_COMMAND = re.compile(r"(?<![\w/:.!])/([a-zéèêàç]+)\b")


def card(view: View, speech: Speech, known: Mapping[str, str]) -> Letter:
    """For everybody in a room, where reactions are taps that all can see. `known`: the signs that this message
    has shown before, with their data. What must stay secret gets no sign at all."""
    speak = speech.voice
    if view.secret:
        told = (
            t("I send it to each of you in private, so that your answer stays hidden."),
            t("Nothing received? Accept my invitation, or write « hello » to me."),
        )
        return _letter([*_lines(view.blocks, speech), _plain(speech(" ".join(map(speak, told))))])
    buttons = [(speech(speak(button.label)), button.data) for button in view.buttons]
    keys = assigned(buttons, known)
    in_list = _keyed_items(view, keys)
    if not in_list and any(isinstance(block, Items) and block.numbered for block in view.blocks):
        # Beside « 1. Aneth » a figure would be taken for that of a line.
        keys = assigned(buttons, known, lettered=True)
    counted = [block for block in view.blocks if isinstance(block, Paragraph) and block.counts and keys]
    lines = _lines([block for block in view.blocks if block not in counted], speech, keys[:in_list])
    said = [f"{key.sign}\u00a0{key.label}" for key in keys[in_list:]]
    one_line = "   ".join(said)
    lines += map(_plain, [one_line] if 0 < len(one_line) <= ON_ONE_LINE else said)
    lines.append(_plain(speech(" ".join(speak(text) for text in _how(keys)))))
    for block in counted:
        numbers = " ".join(speak(sentence) for sentence in block.sentences)
        lines.append(_plain(speech(speak(t("Counted, without my reaction: {numbers}", numbers=numbers)))))
    return _letter(lines, keys)


def screen(view: View, speech: Speech) -> Letter:
    """For one person alone: numbers that are typed, and words that say all that its pictures say. These go with
    it, as files do."""
    speak = speech.voice
    keys = numbered([(speech(speak(button.label)), button.data) for button in view.buttons])
    lines = _lines(view.blocks, speech, pictured=False)
    lines += [_plain(f"{key.number}. {key.label}") for key in keys]
    if keys:
        how = t("Answer with 1, or with these words.") if len(keys) == 1 else t("Answer with a number.")
        lines.append(_plain(speak(how)))
    return _letter(lines, keys, files=enclosed(view, speak))


def content(letter: Letter, *, rings: bool) -> dict[str, Any]:
    """The content of an m.room.message event (Matrix specification, Client-Server API §11.2.1.7): an m.notice
    rings nobody. Nobody is mentioned (§11.37), whatever names and « @room » residents write into a question."""
    return {
        "msgtype": "m.text" if rings else "m.notice",
        "body": letter.body,
        "format": "org.matrix.custom.html",
        "formatted_body": letter.html,
        "m.mentions": {},
    }


def attached(name: str, media_type: str, content: bytes, where: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a message that is a file, or a picture (§11.2.1.7); `where` it was uploaded."""
    info: dict[str, Any] = {"mimetype": media_type, "size": len(content)}
    if media_type == PNG:
        info["w"], info["h"] = png_size(content)
    kind = "m.image" if media_type == PNG else "m.file"
    return {"msgtype": kind, "body": name, "filename": name, "info": info, **where}


def edited(shown: Mapping[str, Any], message: str) -> dict[str, Any]:
    """The content of the event that puts this in the place of a message of ours (§11.7.5.1)."""
    fallback = {**shown, "body": f"* {shown['body']}"}
    if "formatted_body" in shown:
        fallback["formatted_body"] = f"* {shown['formatted_body']}"
    return {
        **fallback,
        "m.new_content": dict(shown),
        "m.relates_to": {"rel_type": "m.replace", "event_id": message},
    }


def below(shown: Mapping[str, Any], *, thread: str = "", reply_to: str = "") -> dict[str, Any]:
    """The same in a thread, or in reply to a message."""
    relation: dict[str, Any] = {}
    if thread:
        relation = {"rel_type": "m.thread", "event_id": thread}
        relation |= {"m.in_reply_to": {"event_id": reply_to or thread}, "is_falling_back": not reply_to}
    elif reply_to:
        relation = {"m.in_reply_to": {"event_id": reply_to}}
    return {**shown, "m.relates_to": relation} if relation else dict(shown)


def reaction(message: str, sign: str) -> dict[str, Any]:
    """The content of an m.reaction event."""
    return {"m.relates_to": {"rel_type": "m.annotation", "event_id": message, "key": sign}}


def placed(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Those that Palabre places itself: of many choices, the first."""
    return keys[:MOST_PLACED]


def _how(keys: tuple[Key, ...]) -> list[Text]:
    """What is to be done with the signs; nothing where the only one leads to more."""
    if all(key.sign == MORE for key in keys):
        return []
    figures = [key for key in keys if key.number]
    if len(keys) > MOST_PLACED:
        said = [t("Tap a figure below this message, or answer it with the figure.")]
    elif figures:
        said = [t("Tap a figure below this message.")]
    else:
        said = [t("Tap a sign below this message.")]
    return [*said, t("Here everybody sees who chose what.")]


def _keyed_items(view: View, keys: tuple[Key, ...]) -> int:
    """How many of the keys are drawn in the place of the numbers of the one list that the view has."""
    lists = [block for block in view.blocks if isinstance(block, Items) and block.numbered]
    if len(lists) != 1:
        return 0
    many = len(lists[0].lines)
    numbers = [key for key in keys if key.number]
    return many if len(numbers) >= many and all(key.number for key in keys[:many]) else 0


def _lines(
    blocks: Iterable[Block], speech: Speech, keys: tuple[Key, ...] = (), *, pictured: bool = True
) -> list[Line]:
    return [line for block in blocks for line in _block(block, speech, keys, pictured=pictured) if line.words]


def _block(block: Block, speech: Speech, keys: tuple[Key, ...], *, pictured: bool) -> list[Line]:
    voice = speech.voice
    match block:
        case Title():
            words = speech(voice(block.words))
            return [Line(f"{block.emoji} {words}".strip(), bold=words)]
        case Paragraph():
            return [_plain(speech(" ".join(voice(sentence) for sentence in block.sentences)))]
        case Items():
            marks = [f"{at}. " if block.numbered else "• " for at in range(1, len(block.lines) + 1)]
            if block.numbered and len(keys) == len(block.lines):
                marks = [f"{key.sign}\u00a0" for key in keys]
            return [_plain(mark + speech(voice(words))) for mark, words in zip(marks, block.lines, strict=True)]
        case Chart():
            return [] if pictured else [_plain(speech(voice(block.alternative)))]
        case Week() | Month():
            return []  # the other blocks say it
        case File() | Page():
            return []  # a message of its own, in the private conversation alone
    assert_never(block)


def _plain(words: str) -> Line:
    return Line(words)


def _letter(
    lines: Iterable[Line],
    keys: tuple[Key, ...] = (),
    files: tuple[Enclosed, ...] = (),
) -> Letter:
    kept: list[Line] = []
    room = LETTER_BYTES - _AROUND - _bytes("…")
    for line in filter(lambda line: line.words, lines):
        room -= _AROUND
        words = _cut(line.words, room)
        room -= _bytes(words)
        kept.append(Line(words or "…", line.bold))
        if words != line.words:
            break
    body = "\n".join(line.words for line in kept) or "…"
    html = "<br>".join(_marked(line) for line in kept) or "…"
    return Letter(body, html, keys, files)


def _marked(line: Line) -> str:
    if not line.bold or not line.words.endswith(line.bold):
        return escape(line.words)
    before = line.words[: len(line.words) - len(line.bold)]
    return f"{escape(before)}<strong>{escape(line.bold)}</strong>"


def _cut(words: str, most: int) -> str:
    """What takes at most so many bytes in an event, with « … » where something is missing."""
    if _bytes(words) <= most:
        return words
    room = most - _bytes("…")
    so_far = accumulate(map(_bytes, words))
    return words[: sum(one <= room for one in so_far)].rstrip() + "…" if room >= 0 else ""


def _bytes(words: str) -> int:
    """What words take in an event: as they are, and as HTML, without the quotation marks around them."""
    return len(json.dumps(words)) + len(json.dumps(escape(words))) - 4


def _line(words: str) -> str:
    """One line: no half characters, no control signs; nothing where there is nothing to see."""
    whole = words if words.isascii() else words.encode("utf-8", "replace").decode()
    said = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in whole).strip()
    return said if shows(said) else ""
