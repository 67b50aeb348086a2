"""What a screen shows: blocks of text, a picture, buttons; drawn by each platform in its own way."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .text import Text

LABEL_LENGTH = 24
"""Characters of a button's label that a narrow phone shows whole (transcripts.md §0)."""

DATA_BYTES = 64
"""Bytes of a button's data: the narrowest platform takes no more."""


@dataclass(frozen=True)
class Title:
    """The first line. The emoji is decoration: it is never the only sign of anything."""

    words: Text
    emoji: str = ""
    kind: Literal["title"] = "title"


@dataclass(frozen=True)
class Paragraph:
    """Sentences that follow each other. `counts`: the numbers as Palabre counted them; where taps leave marks,
    which anybody may count too, it is said that these are the counted ones."""

    sentences: tuple[Text, ...]
    counts: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Items:
    """Lines of a list, numbered or not."""

    lines: tuple[Text, ...]
    numbered: bool = False
    kind: Literal["items"] = "items"


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its label, its number, and whether it leads."""

    label: Text
    number: int
    leads: bool = False


@dataclass(frozen=True)
class Chart:
    """A picture of bars with numbers. `alternative` says the same in words, for those who do not see it."""

    title: Text
    bars: tuple[Bar, ...]
    note: Text
    alternative: Text
    kind: Literal["chart"] = "chart"


Had = Literal["taken", "yours", "event", "asked", "held", "due"]
"""taken: somebody has it. yours: whoever looks at it has it. event: it is the group's. asked: somebody has still
to agree. held: kept for somebody who waits. due: nobody has anything then, but it is the moment of something."""


@dataclass(frozen=True)
class Segment:
    """A time that is not free, from `begins` to `ends` in parts of the week (0 to 1) as the clock on the wall
    counts them. `label` says who has it, or what it is; `note` its hours, in the shortest way."""

    begins: float
    ends: float
    label: Text
    had: Had = "taken"
    note: Text | None = None


@dataclass(frozen=True)
class Row:
    """One line of a week: what it is about, and when it is not free. Two times may meet: it has several of it."""

    label: Text
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Week:
    """A picture of seven days: a row for each thing, in which what is free stays empty. `days` are their short
    names; `today` is the place of today among them, where it is one of them.

    The other blocks of the view say the same in words, line after line: where the picture cannot stand, nothing
    takes its place. `alternative` says it to those who come upon the picture itself.
    """

    title: Text
    days: tuple[Text, ...]
    rows: tuple[Row, ...]
    alternative: Text
    today: int | None = None
    kind: Literal["week"] = "week"


@dataclass(frozen=True)
class Mark:
    """Something that is on a day: a word or two, and what it is."""

    label: Text
    had: Had = "taken"


@dataclass(frozen=True)
class Month:
    """A picture of a month: a line for each week, with what is on each day; days without anything stay empty.

    `weekdays` are their short names, from Monday on; `marks` those of each day of the month, `skipped` how many
    days of its first week are of the month before; `today` is the number of today, where it is of this month. The
    words and `alternative` are as those of a week.
    """

    title: Text
    weekdays: tuple[Text, ...]
    marks: tuple[tuple[Mark, ...], ...]
    skipped: int
    alternative: Text
    today: int | None = None
    kind: Literal["month"] = "month"


@dataclass(frozen=True)
class File:
    """A file for one person alone: its name, what it is (« application/json »), its words, and the words by
    which it is offered. It never stands in a room of several people."""

    name: str
    media_type: str
    content: str
    label: Text
    kind: Literal["file"] = "file"


@dataclass(frozen=True)
class Page:
    """A page to print, for one person alone: a sheet of A4 in large letters, drawn as a PDF. It never stands in
    a room of several people.

    `name` is that of the file, `label` the words by which it is offered. On the paper stand a small line `over`
    the `title`, the `lines`, each a paragraph (an end of line within one is kept), and the `note` at its foot,
    beside a square that says `code` to a phone's camera: an address, or a few sentences. What is longer than
    one sheet goes on.
    """

    name: str
    label: Text
    title: Text
    lines: tuple[Text, ...] = ()
    over: Text | None = None
    note: Text | None = None
    code: Text | None = None
    kind: Literal["page"] = "page"


Picture: TypeAlias = Chart | Week | Month
Block: TypeAlias = Title | Paragraph | Items | Picture | File | Page


@dataclass(frozen=True)
class Button:
    """A label of at most 24 characters and the data that comes back when it is tapped."""

    label: Text
    data: str


@dataclass(frozen=True)
class View:
    """One message. `asks` is the question that a typed answer is expected to; `moved` is what an older
    copy of the card says once the card has come back lower in the conversation. `only_replaces`: it takes
    the place of a message that stands, and is never news of its own (a card that has ended). `secret`: nobody
    else may see what is tapped on this; where taps are seen, it is answered in private."""

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    asks: Text | None = None
    moved: Text | None = None
    only_replaces: bool = False
    secret: bool = False


def paragraph(*sentences: Text) -> Paragraph:
    return Paragraph(sentences)


def data(feature: str, action: str, *parts: int | str) -> str:
    """A button's data. Raises ValueError over 64 bytes: a longer one would not arrive."""
    words = ":".join((feature, action, *(str(part) for part in parts)))
    if len(words.encode()) > DATA_BYTES:
        raise ValueError(f"button data over {DATA_BYTES} bytes: {words}")
    return words
