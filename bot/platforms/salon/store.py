"""What the salon needs kept for it: its conversation, its pictures, and who may come in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Protocol

from handlers.conversation.topic import Topic


@dataclass(frozen=True)
class Resident:
    """Somebody in a room. `runs`: facilitators and accompaniment, who see what is for them alone. `language` is
    that of the group, in which the room's messages are; `speaks` that of their own page, which they may choose."""

    room: str
    group: str
    person: int
    name: str
    runs: bool
    language: str
    zone: tzinfo
    demo: bool
    speaks: str = ""


@dataclass(frozen=True)
class Neighbour:
    """Somebody of the group, whatever accounts they have, and how many personal links to the room live."""

    person: int
    name: str
    links: int


@dataclass(frozen=True)
class Link:
    """A personal link that was made just now."""

    name: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Closed:
    """How many links of somebody were closed."""

    name: str
    links: int


class Quotation(Protocol):
    """Who said what to whom. `person` is None for Palabre; `content` is the salon's own JSON."""

    @property
    def person(self) -> int | None: ...

    @property
    def name(self) -> str: ...

    @property
    def audience(self) -> str: ...

    @property
    def content(self) -> str: ...


class Message(Quotation, Protocol):
    """A message of the conversation, and the one that it replies to."""

    @property
    def id(self) -> int: ...

    @property
    def revision(self) -> int: ...

    @property
    def replied(self) -> Quotation | None: ...

    @property
    def rings(self) -> bool: ...

    @property
    def said_at(self) -> datetime: ...


class Rooms(Protocol):
    """The salon's memory. Every method is a transaction of its own."""

    async def say(
        self,
        room: str,
        *,
        key: str,
        content: str,
        person: int | None = None,
        reply_to: int | None = None,
        audience: str = "everyone",
        rings: bool = False,
    ) -> int:
        """A new message; under a key that was used already, the message from then."""

    async def said_as(self, room: str, key: str) -> int | None:
        """The message that stands under this key."""

    async def rewrite(self, room: str, message: int, content: str) -> None:
        """The same message with other content; with "", erased."""

    async def keep_picture(self, room: str, png: bytes) -> str:
        """Gives the name under which `picture` finds it."""

    async def picture(self, room: str, name: str) -> bytes | None: ...

    async def revision(self, room: str) -> int: ...

    async def latest(self, room: str, most: int) -> tuple[int, Sequence[Message]]:
        """The room's revision and its last messages, oldest first, seen at one instant."""

    async def since(self, room: str, revision: int, most: int) -> tuple[int, Sequence[Message]]:
        """The room's revision and what changed first after an older one."""

    async def find(self, room: str, message: int) -> tuple[Message, Topic | None] | None:
        """A message, and the topic that it shows where it is one of Palabre's cards."""

    async def demo_rooms(self) -> Sequence[tuple[str, str, Sequence[str]]]:
        """(room, group, names of the people) of every group flagged as a demonstration."""

    async def demo_resident(self, room: str, slug: str) -> Resident | None:
        """Somebody of a demonstration group by the short form of their name; nobody of another group."""

    async def linked_resident(self, room: str, secret: str) -> Resident | None:
        """The owner of a living personal link to this room."""

    async def room_of_link(self, secret: str) -> str | None: ...


class Links(Protocol):
    """Everybody's personal links to a room, for `who`: somebody in that room who runs its group.

    Every method is a transaction of its own, and raises Refused where `who` does not run the group, or where
    `person` is nobody of that same group.
    """

    async def neighbours(self, who: Resident) -> Sequence[Neighbour]:
        """Everybody in the group, with or without an account."""

    async def make(self, who: Resident, person: int, event: str) -> Link | None:
        """A link for somebody. The same event gives the same link again for a while; None afterwards."""

    async def close(self, who: Resident, person: int, but: str) -> Closed:
        """Ends somebody's links, but the one of this secret."""
