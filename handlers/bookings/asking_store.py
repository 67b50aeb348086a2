"""What is kept of those whose word a booking needs: objections, and events that ask for a place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import Booking, Objection, Plea


class Askings(Protocol):
    """Kept no longer than what they are about."""

    async def object_to(self, booking: int, objection: Objection, now: datetime) -> None:
        """Of one person once: said again, it replaces what they had said."""

    async def objections(self, booking: int) -> Sequence[Objection]:
        """In the order in which they were said: to it, or to another date of its series that was not decided."""

    async def objections_by(self, person: int) -> Sequence[str]:
        """The words that somebody has said against bookings."""

    async def asked_for(self, group: int, now: datetime) -> Sequence[Booking]:
        """Bookings that still need somebody's word and are not over, in order."""

    async def asked_groups(self, now: datetime) -> Sequence[int]:
        """The groups that have such bookings."""

    async def plead(self, plea: Plea) -> int:
        """Keeps it (its id is ignored); of one person for the same event once. Gives its id."""

    async def find_plea(self, id: int) -> Plea | None: ...

    async def answer_plea(self, plea: int, booking: int) -> None:
        """The holder of this booking leaves it to the group."""

    async def end_plea(self, plea: int, state: str) -> None:
        """ "granted", or "kept": a holder keeps theirs."""

    async def others_at_home(self, group: int, person: int) -> Sequence[int]:
        """Those of somebody's household who are in the group, but for themselves; also of somebody who left."""

    async def strays(self, now: datetime) -> Sequence[tuple[int, int]]:
        """The group and the person of bookings to come whose holder is no longer in that group."""

    async def hand_over(self, group: int, person: int, to: int) -> None:
        """What the first has, or waits for, in the group is the second's."""

    async def last_reading(self, booking: Booking) -> int | None:
        """The newest reading of the space that is older than this booking."""

    async def given(self, group: int, begins: datetime, ends: datetime) -> Sequence[Booking]:
        """Private bookings of the group that began in that time and were had, in order."""

    async def end_askings(self, now: datetime) -> int:
        """Drops what is about bookings that are over, and pleas for what has begun; gives how many."""
