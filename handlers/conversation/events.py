"""What residents do, in words that are the same in every room."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from .topic import Topic


@dataclass(frozen=True)
class Chat:
    """A room on a platform. `id` is the platform's own name for it.

    `thread` is the part of the room in which something is said, where rooms have parts. `private`: the room
    is the conversation of one person with Palabre. Neither makes it another room.
    """

    platform: str
    id: str
    thread: str = field(default="", compare=False)
    private: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True)
class Standing:
    """What the platform knows of somebody in this room, and since when it is known.

    `left` counts nowhere; `administrator` gives powers in this room's group only. `unknown`: the platform
    could not be asked; whoever is known stays a member, and nobody new is let in.
    """

    rank: Literal["member", "administrator", "left", "unknown"]
    known_since: datetime


@dataclass(frozen=True)
class Sender:
    """Who acts: the platform's id for the account, the name shown there, the standing in this room; and
    `handle`, the name by which others can find the account there (« nadia »), or nothing. `administers`: in a
    private conversation, the rooms of that platform of which this person is an administrator now, where it is
    known without asking."""

    account: str
    name: str
    standing: Standing
    handle: str = ""
    administers: tuple[Chat, ...] = ()


@dataclass(frozen=True)
class Quoted:
    """The message that somebody replies to: its author's account and name there, and its words. `attached`:
    there is a photo or a file in it; `message` then names it, for whatever is to stay with it."""

    account: str
    name: str
    words: str
    message: str = ""
    attached: bool = False


@dataclass(frozen=True)
class Command:
    """« /sondage bleu ou vert ? »: `name` without its slash, `words` what follows, as typed."""

    id: str
    at: datetime
    chat: Chat
    sender: Sender
    name: str
    words: str
    reply_to: Quoted | None = None


@dataclass(frozen=True)
class Press:
    """A tapped button. `data` is « feature:action:id… »; it proves nothing: anybody can send any data.

    `mark`: where a tap leaves a mark that others see, `set` says that the mark stands now, `taken` that it was
    taken back; a plain tap leaves none.
    """

    id: str
    at: datetime
    chat: Chat
    sender: Sender
    data: str
    mark: Literal["", "set", "taken"] = ""

    @property
    def feature(self) -> str:
        return self.data.split(":")[0]

    @property
    def action(self) -> str:
        return (*self.data.split(":"), "")[1]

    def number(self, place: int) -> int:
        """The id that stands at `place` after the action. 0, which no record has, where there is none."""
        parts = self.data.split(":")[2:]
        word = parts[place] if place < len(parts) else ""
        return int(word) if word.isascii() and word.isdigit() and len(word) < 18 else 0

    def word(self, place: int) -> str:
        """The word that stands at `place` after the action, or nothing."""
        parts = self.data.split(":")[2:]
        return parts[place] if place < len(parts) else ""


@dataclass(frozen=True)
class Said:
    """Words addressed to Palabre: a reply to one of its cards (`topic`), or an answer to its private question."""

    id: str
    at: datetime
    chat: Chat
    sender: Sender
    words: str
    topic: Topic | None = None


@dataclass(frozen=True)
class Joined:
    """Somebody entered the room."""

    id: str
    at: datetime
    chat: Chat
    sender: Sender


@dataclass(frozen=True)
class Left:
    """Somebody left the room."""

    id: str
    at: datetime
    chat: Chat
    sender: Sender


@dataclass(frozen=True)
class Invited:
    """Palabre was brought into a room by `sender`; or, where it was `already_in`, its rank there changed.
    `title` is the room's name.

    `in_the_open`: what is tapped in this room is seen by everybody, as a mark under the card that can be taken
    back; Palabre is handed everything that is said there, its members can be listed, and it can write first to
    each of them alone.
    """

    id: str
    at: datetime
    chat: Chat
    sender: Sender
    title: str
    administrator: bool
    already_in: bool = False
    in_the_open: bool = False


@dataclass(frozen=True)
class Dismissed:
    """Palabre was shown out of a room."""

    id: str
    at: datetime
    chat: Chat


@dataclass(frozen=True)
class Moved:
    """A room goes on under another id: the same people, another name for the platform."""

    id: str
    at: datetime
    chat: Chat
    to: Chat


@dataclass(frozen=True)
class Alarm:
    """Time speaks: the alarm `name` of a topic, due at `due_at`, rings at `at` (later after a downtime).
    `row` is the alarm's own number."""

    id: str
    at: datetime
    due_at: datetime
    topic: Topic
    name: str
    row: int


FromPerson: TypeAlias = Command | Press | Said | Joined | Left | Invited
FromRoom: TypeAlias = FromPerson | Dismissed | Moved
Event: TypeAlias = FromRoom | Alarm
