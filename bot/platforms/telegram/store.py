"""What the Telegram platform needs kept for it, and what it asks of the house's memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic


class Memory(Protocol):
    """Every method is a transaction of its own."""

    async def topic_of(self, chat: Chat, native: str) -> Topic | None:
        """The topic that a message of Palabre shows."""

    async def strayed(self, chat: Chat, native: int, data: str) -> bool:
        """Whether this message is a copy that a crash left behind: nothing knows it, and a later one shows
        the subject of the button `data`."""

    async def language(self, chat: Chat, account: str) -> str:
        """The language in which this person reads what they alone see: their own, where they chose one; else
        that of the group of this room, or of that of which they speak in private. Nobody: the group's."""

    async def discarded(self, messages: Mapping[str, int], platform: str) -> None:
        """So many messages came from each of these rooms that were not for Palabre. Those of rooms without a
        group are not counted."""

    async def rooms_of(self, platform: str, account: str) -> Sequence[Chat]:
        """Every room on this platform of every group that the account is in."""

    async def moved(self, platform: str) -> dict[str, str]:
        """Former ids of rooms, each with the id that came after it."""

    async def whispers(self, chat: Chat) -> bool:
        """Whether a message that one person alone sees may be tried in this room."""

    async def stop_whispering(self, chat: Chat) -> None: ...

    async def listened_at(self, platform: str) -> datetime | None:
        """When the platform was last heard, as `keep_listened_at` wrote it."""

    async def keep_listened_at(self, platform: str, at: datetime) -> None: ...

    async def secret(self, name: str) -> str:
        """A random word of 64 hexadecimal digits, made the first time it is asked for."""
