"""What reminders are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import About, Reminder, Ring
from .turns_store import Turns


class Reminders(Turns, Protocol):
    """Reminders and their rings. Every method runs inside the caller's transaction."""

    async def add(self, reminder: Reminder) -> int:
        """Keeps a reminder (its id is ignored) and gives its id."""

    async def find(self, id: int, *, lock: bool = False) -> Reminder | None:
        """`lock`: nobody else changes it until the transaction ends."""

    async def keep(self, reminder: Reminder, now: datetime) -> None:
        """As it is from now on."""

    async def of(self, group: int, person: int) -> Sequence[Reminder]:
        """Those that have not ended: this person's own, and the group's; what rings next comes first, what is
        paused last."""

    async def of_group(self, group: int, ends: datetime) -> Sequence[Reminder]:
        """Those for everybody that ring before this moment."""

    async def how_many(self, group: int, person: int) -> int:
        """Those that this person has set, and that have not ended."""

    async def ring(self, ring: Ring) -> int:
        """Keeps one time of a reminder (its id is ignored) and gives its id; of the same time twice, the id of
        the first."""

    async def find_ring(self, id: int, *, lock: bool = False) -> Ring | None: ...

    async def keep_ring(self, ring: Ring) -> None:
        """As it is now, but for who does it."""

    async def take(self, ring: int, person: int, at: datetime) -> None:
        """This person does it."""

    async def leave(self, ring: int, person: int) -> None:
        """Not any more."""

    async def open_rings(self, person: int, since: datetime) -> Sequence[tuple[Ring, Reminder]]:
        """What this person was reminded of since, for themselves, and has not answered."""

    async def rung_late(self, group: int, since: datetime, until: datetime) -> Sequence[tuple[Ring, Reminder]]:
        """What was due between these moments and rang only after them; oldest first."""

    async def rings_since(self, reminder: int, since: datetime) -> Sequence[Ring]: ...

    async def about(self, person: int) -> About: ...

    async def forget(self, person: int) -> Sequence[int]:
        """What they set for themselves goes, and what quotes them; what they set for the group stays without
        their name. Gives the rings, and the exchanges, that now say something else."""

    async def leaves(self, group: int, person: int) -> Sequence[Reminder]:
        """What somebody who leaves the group had set for themselves there has ended; gives these."""

    async def unite(self, kept: int, gone: int) -> None:
        """Two people are one."""

    async def annex(self, kept: int, gone: int) -> None:
        """The reminders of a group are another's from now on."""

    async def purge(self, before: datetime) -> int:
        """Deletes rings of before, and reminders that had ended by then; says how many rows."""
