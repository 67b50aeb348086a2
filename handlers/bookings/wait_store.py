"""What is kept of those who wait, and of what is held for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import Times, Wait


class Waits(Protocol):
    """The waiting lists, each in the order in which people came."""

    async def wait(self, wait: Wait) -> int:
        """Keeps it (its id is ignored); of one person for the same time once. Gives its id."""

    async def find_wait(self, id: int) -> Wait | None: ...

    async def waiting(self, space: int, times: Times) -> Sequence[Wait]:
        """Those who wait for a time that meets this one, first come first; also those for whom it is held."""

    async def waits_of(self, person: int, group: int, now: datetime) -> Sequence[Wait]:
        """What somebody waits for, of what is not over."""

    async def hold(self, wait: Wait, units: Sequence[int], cleaned: datetime, until: datetime) -> None:
        """It is theirs to take until then: nobody else can book it."""

    async def end_wait(self, wait: int, state: str) -> None:
        """ "served", "gone", or "waits" again; what was held is free."""

    async def asking(self, booking: int) -> Sequence[Wait]:
        """Those who ask the holder of this booking to arrange something."""
