"""The part of the store that is about turns."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import Place, Swap, Turn


class Turns(Protocol):
    """Every method runs inside the caller's transaction; the reminder is locked by whoever changes its turns."""

    async def order(self, reminder: int) -> Sequence[Place]:
        """The households that take turns, in their order; none where it has no turns."""

    async def set_order(self, reminder: int, order: Sequence[Place]) -> None: ...

    async def serve(self, reminder: int, household: int, by: int) -> None:
        """The household has had so many turns more (1), or fewer (-1)."""

    async def planned(self, reminder: int, after: datetime) -> Sequence[Turn]:
        """The turns that are later than this moment."""

    async def turn(self, reminder: int, due_at: datetime) -> Turn | None: ...

    async def plan(self, reminder: int, turns: Sequence[Turn]) -> None:
        """Whose turn it is on these dates, also where it was somebody else's."""

    async def unplan(self, reminder: int, after: datetime) -> None:
        """Nothing is planned after this moment, and no exchange is asked for any more."""

    async def turn_of(self, ring: int, household: int | None) -> None:
        """Whose turn a ring is."""

    async def swap(self, swap: Swap) -> int:
        """Keeps what is asked (its id is ignored) and gives its id; the same asked twice is one, and open again
        unless that household has declined it."""

    async def find_swap(self, id: int) -> Swap | None: ...

    async def end_swap(self, id: int, state: str) -> None: ...

    async def open_swaps(self, reminder: int) -> Sequence[Swap]: ...
