"""What downtimes are kept in, and what is asked of the other features."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.conversation.events import Chat
from handlers.conversation.feature import Entry, Missed

from .model import Downtime


class Downtimes(Protocol):
    """Every method runs inside the caller's transaction."""

    async def find(self, id: int) -> Downtime | None: ...

    async def covering(self, moment: datetime) -> Downtime | None:
        """The one during which that moment was; the last, of several."""

    async def groups(self) -> Sequence[int]:
        """Every group in whose rooms Palabre is."""

    async def host(self, platform: str, account: str) -> Chat | None:
        """Where whoever has this account can be told something alone; on any platform where it is ""."""

    async def purge(self, before: datetime) -> int: ...


class House(Protocol):
    """All features at once, as they declare themselves."""

    async def missed(self, group: int, since: datetime, until: datetime) -> Sequence[Missed]:
        """What fell due between these moments and was said, or done, only afterwards; oldest first."""

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """What the group's agenda shows between these moments, in order."""
