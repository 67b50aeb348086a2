"""How words travel: measured in UTF-16 units, cleaned by the server, with marks on commands and names."""

import re
from html.parser import HTMLParser

from .calls import Json, bad, misused

TEXT, CAPTION, ANSWER = 4096, 1024, 200
"""The most UTF-16 units of a message, of a caption and of the answer to a tap."""
MARKS = (
    ("bot_command", re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])")),
    ("mention", re.compile(r"(?<![\w/])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("url", re.compile(r"https?://\S+")),
    ("hashtag", re.compile(r"(?<!\S)#\w+")),
)
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
}


def units(text: str) -> int:
    """Its length as Telegram counts: UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def marked(text: str) -> list[Json]:
    """The entities that Telegram finds by itself in what a person writes."""
    found = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
        for kind, pattern in MARKS
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda entity: (entity["offset"], entity["length"]))


def parsed(text: str, mode: object, entities: object) -> tuple[str, list[Json]]:
    """(words, entities) of what the bot sent, as they are kept. Raises Refusal for marks that cannot be."""
    if mode is None or mode == "":
        marks = [dict(entity) for entity in entities] if isinstance(entities, list) else []
    elif isinstance(mode, str) and mode.lower() == "html":
        text, marks = _from_html(text)
    elif isinstance(mode, str) and mode.lower() in ("markdown", "markdownv2"):
        raise misused("can't parse entities: Markdown is left out of this simulator")
    else:
        raise misused("unsupported parse_mode")
    _refuse_misplaced(text, marks)
    return _cleaned(text, marks)


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[tuple[str, Json]] = []
        self.marks: list[Json] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = TAGS.get(tag)
        if tag == "span" and given.get("class") == "tg-spoiler":
            kind = "spoiler"
        if kind is None:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {self._here()}')
        mark: Json = {"type": kind, "offset": units(self.text), "length": 0}
        if kind == "text_link":
            mark["url"] = given.get("href") or ""
        if kind == "blockquote" and "expandable" in given:
            mark["type"] = "expandable_blockquote"
        self.open.append((tag, mark))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise bad(f"can't parse entities: Unexpected end tag at byte offset {self._here()}")
        _, mark = self.open.pop()
        mark["length"] = units(self.text) - mark["offset"]
        if mark["length"]:
            self.marks.append(mark)

    def handle_data(self, data: str) -> None:
        self.text += data

    def _here(self) -> int:
        return len(self.text.encode())


def _from_html(text: str) -> tuple[str, list[Json]]:
    reader = _Html()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag {reader.open[-1][0]}")
    return reader.text, sorted(reader.marks, key=lambda mark: (mark["offset"], -mark["length"]))


def _refuse_misplaced(text: str, marks: list[Json]) -> None:
    borders = _borders(text)
    for mark in marks:
        begin, length = mark.get("offset"), mark.get("length")
        if not isinstance(begin, int) or not isinstance(length, int):
            raise bad('can\'t parse MessageEntity: Field "offset" must be of type Number')
        if begin < 0 or length <= 0 or begin + length > units(text):
            raise misused("ENTITY_BOUNDS_INVALID")
        if begin not in borders:
            raise misused("entity begins in a middle of a UTF-16 symbol")
        if begin + length not in borders:
            raise misused("entity ends in a middle of a UTF-16 symbol")


def _borders(text: str) -> set[int]:
    borders, at = {0}, 0
    for character in text:
        at += units(character)
        borders.add(at)
    return borders


def _cleaned(text: str, marks: list[Json]) -> tuple[str, list[Json]]:
    """What the server keeps: no carriage returns, spaces for control characters, nothing blank at both ends."""
    kept: list[str] = []
    moved = {0: 0}
    old = new = 0
    for character in text:
        written = "" if character == "\r" or "\u2028" <= character <= "\u202e" else character
        if character < " " and character not in "\r\n":
            written = " "
        kept.append(written)
        old += units(character)
        new += units(written)
        moved[old] = new
    whole = "".join(kept)
    words = whole.strip(" \n")
    before = units(whole[: len(whole) - len(whole.lstrip(" \n"))]) if words else 0
    end = units(words)
    placed = []
    for mark in marks:
        begin = min(max(moved[mark["offset"]] - before, 0), end)
        finish = min(max(moved[mark["offset"] + mark["length"]] - before, 0), end)
        if finish > begin:
            placed.append(mark | {"offset": begin, "length": finish - begin})
    return words, placed


def message_text(text: object, mode: object, entities: object) -> tuple[str, list[Json]]:
    """Raises Refusal where nothing is left, or too much to keep."""
    words, marks = parsed(text if isinstance(text, str) else "", mode, entities)
    if not words:
        raise bad("message text is empty")
    if units(words) > TEXT:
        raise bad("message is too long")
    return words, marks


def caption(text: object, mode: object, entities: object) -> tuple[str, list[Json]]:
    """May be empty. Raises Refusal where it is too long."""
    words, marks = parsed(text if isinstance(text, str) else "", mode, entities)
    if units(words) > CAPTION:
        raise bad("message caption is too long")
    return words, marks
