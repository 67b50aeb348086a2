"""What the Matrix platform needs kept for it, and what it asks of the house's memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic

from .keys import Key


@dataclass(frozen=True)
class Tap:
    """A reaction that stands: the event with which somebody put it, where, whose it is, and what it presses."""

    reaction: str
    room: str
    message: str
    account: str
    data: str


class Memory(Protocol):
    """Every method is a transaction of its own."""

    # The conversation

    async def token(self) -> str | None:
        """As far as this point of the server's stream everything is kept."""

    async def keep_token(self, token: str) -> None: ...

    async def era(self, *, anew: bool = False) -> str:
        """A random word that begins the transactions of this database; `anew`: another one from now on, because
        the database is an older copy, and would call new messages by names that the server knows already."""

    async def boots(self) -> tuple[int, int]:
        """The number of the last start, and of one that had begun and was perhaps not finished (else 0)."""

    async def keep_boots(self, last: int, begun: int) -> None: ...

    # The house

    async def topic_of(self, chat: Chat, native: str) -> Topic | None:
        """The topic that a message of Palabre shows."""

    async def language(self, chat: Chat, account: str) -> str:
        """The language in which this person reads what they alone see. Nobody: that of the group."""

    async def accounts_in(self, chat: Chat) -> Sequence[str]:
        """The accounts, on this platform, of the people who are in the group of this chat."""

    async def has_group(self, chat: Chat) -> bool:
        """Whether this room is a group's."""

    async def rooms(self) -> Sequence[Chat]:
        """Every room of this platform in which a group talks and Palabre is."""

    async def taken_away(self, chat: Chat, native: str) -> None:
        """Somebody has taken a message of Palabre's away."""

    async def moved(self, platform: str) -> dict[str, str]:
        """Former ids of rooms, each with the id that came after it."""

    # Signs and reactions

    async def keep_buttons(self, room: str, message: str, keys: Sequence[Key], to_place: int) -> None:
        """What a message shows. Of a private screen that asks for words: one key without a sign."""

    async def announce(self, room: str, transaction: str, keys: Sequence[Key], to_place: int) -> None:
        """What a message will show that is about to be sent under this transaction: whoever taps on it may be
        quicker than the server's answer, which may be lost."""

    async def arrived(self, room: str, transaction: str, message: str) -> None:
        """The message that was sent under this transaction is called so."""

    async def announced(self) -> Sequence[tuple[str, str]]:
        """(room, transaction) of messages of which it is not known whether they were sent."""

    async def buttons(self, room: str, message: str) -> Sequence[Key]: ...

    async def newest_buttons(self, room: str) -> Sequence[Key]:
        """Those of the last message of this room that had any."""

    async def all_buttons(self, room: str, most: int) -> Sequence[Key]:
        """Those of the last messages of this room, the newest first; so many at most."""

    async def to_place(self) -> Sequence[tuple[str, str, str]]:
        """(room, message, sign) of the reactions that Palabre has still to put."""

    async def placed(self, room: str, message: str, sign: str) -> None: ...

    async def unplaced(self, room: str, message: str) -> None:
        """No more signs are put under this message."""

    async def react(self, taps: Sequence[tuple[Tap, datetime]]) -> None:
        """Reactions that stand, each with the time at which it was put there."""

    async def reaction(self, reaction: str) -> Tap | None: ...

    async def standing(self, message: str, account: str) -> Sequence[Tap]:
        """Those of one person under one message, the oldest first."""

    async def unreact(self, reaction: str) -> None: ...

    # Private rooms

    async def private_rooms(self) -> dict[str, tuple[str, str]]:
        """Every private room with its account and its state (invited, joined, left), the oldest first."""

    async def keep_private(self, room: str, account: str, state: str) -> None: ...

    async def drop_private(self, room: str) -> None: ...

    async def owe(self, account: str, event: str) -> None:
        """The answer to this event has still to be told to this person alone; of several, the last."""

    async def owed(self, account: str) -> str | None: ...

    async def all_owed(self) -> Sequence[str]:
        """The accounts of those to whom something is owed."""

    async def settle(self, account: str, event: str) -> None:
        """The answer to this event is owed no more; one to a later event is."""

    async def open_private(self, chat: Chat, account: str) -> None:
        """This person can be written to in private from now on."""

    # Messages whose key has not come yet

    async def seal(self, room: str, event: str) -> None: ...

    async def sealed(self) -> Sequence[tuple[str, str, datetime]]:
        """(room, event, since when), the oldest first."""

    async def unseal(self, event: str) -> None: ...
