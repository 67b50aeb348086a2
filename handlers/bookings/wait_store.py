"""What is kept of those who wait, and of what is held for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import Times, Wait, Waited


class Waits(Protocol):
    """The waiting lists, each in the order in which people came."""

    async def wait(self, wait: Wait) -> int:
        """Keeps it (its id is ignored); of one person for the same time once. Gives its id."""

    async def find_wait(self, id: int) -> Wait | None: ...

    async def waiting(self, space: int, times: Times) -> Sequence[Wait]:
        """Those who wait for a time that meets this one, first come first; also those for whom it is held."""

    async def waits_of(self, person: int, group: int, now: datetime) -> Sequence[Wait]:
        """What somebody waits for or asks a neighbour for, or wrote down for somebody; of what is not over."""

    async def open_waits(self, person: int, now: datetime) -> Sequence[tuple[Wait, int]]:
        """The same in all groups, each with its group."""

    async def asked_of(self, person: int, now: datetime) -> Sequence[tuple[Wait, int]]:
        """What others ask of the bookings that this person has or wrote down, in all groups, each with its
        group."""

    async def all_waiting(self, space: int, now: datetime) -> Sequence[Wait]:
        """Everybody who waits for the space, first come first; also those for whom it is held."""

    async def hold(self, wait: Wait, units: Sequence[int], cleaned: datetime, until: datetime) -> None:
        """It is theirs to take until then: nobody else can book it."""

    async def end_wait(self, wait: int, state: Waited) -> None:
        """It ends as "served", "gone" or "left"; what was held is free."""

    async def ask_no_more(self, wait: int) -> None:
        """They ask nobody any more, and wait in the order in which they came; who waits for the same already
        waits once."""

    async def asking(self, booking: int, *, gone: bool = False) -> Sequence[Wait]:
        """Those who ask the holder of this booking to arrange something; `gone`: those whose answer was no."""
