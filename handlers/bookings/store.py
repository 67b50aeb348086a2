"""What bookings are kept in. Times are kept as the wall clock shows them, with their zone; compared in seconds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .asking_store import Askings
from .calendar_store import CalendarLinks
from .model import Booking, State, Taken, Wish
from .series_store import ManySeries
from .spaces_store import Spaces
from .wait_store import Waits


class Bookings(Spaces, Waits, ManySeries, CalendarLinks, Askings, Protocol):
    """Who has a space when. That no unit is had twice at once is the database's own promise: what would break it
    raises a conflict, and the act is tried again on what stands then."""

    async def taken(self, space: int, begins: datetime, ends: datetime) -> Sequence[Taken]:
        """Every time between two instants at which a unit of the space is not free, in order."""

    async def add(self, booking: Booking, units: Sequence[int], cleaned: datetime) -> Booking:
        """Keeps a booking (its id is ignored) and takes these units for it, until they are `cleaned` after it;
        gives it with its id."""

    async def move(self, booking: Booking, units: Sequence[int], cleaned: datetime) -> None:
        """Keeps it with its new times and state, on these units alone; one change more."""

    async def keep(self, booking: Booking) -> None:
        """Keeps what else is known of it (state, readings…), not its times; one change more."""

    async def release(
        self, booking: Booking, state: State, now: datetime, *, counts: bool, held: bool = False
    ) -> None:
        """Nobody has it any more: its units are free, or `held` until they are let go. `counts`: it goes on
        counting for its household."""

    async def let_go(self, booking: int) -> None:
        """What was still held of a booking that lives no more is free."""

    async def find(self, id: int, *, lock: bool = False) -> Booking | None:
        """`lock`: its space, so that nobody else books or frees anything there meanwhile."""

    async def units_of(self, booking: int) -> Sequence[int]:
        """The units that it has, or that are still held of it, in order."""

    async def between(
        self, spaces: Sequence[int], begins: datetime, ends: datetime, *, gone: bool = False
    ) -> Sequence[Booking]:
        """Those of these spaces that touch the time between, in order; `gone`: also those that live no more."""

    async def coming_of(self, people: Sequence[int], group: int, now: datetime) -> Sequence[Booking]:
        """Those of these people that live and are not over, in order."""

    async def counted(self, space: int, people: Sequence[int], begins: datetime, ends: datetime) -> Sequence[Wish]:
        """What these people have had, or will have, of the space in that time and which counts for limits: also
        what was freed, or left for other times, too late."""

    async def coming(self, space: int, people: Sequence[int], now: datetime) -> int:
        """How many bookings of the space these people have ahead."""

    async def held_by(self, person: int) -> Sequence[tuple[Booking, str]]:
        """Everything that is kept of somebody's bookings, with the name of each space, newest first."""

    async def forget(self, person: int) -> Sequence[int]:
        """Their name goes, their waits and holds end; gives the spaces in which something is free now, or stands
        in nobody's name."""

    async def unite(self, kept: int, gone: int) -> None:
        """Two people turned out to be one."""

    async def annex(self, kept: int, gone: int) -> None:
        """The spaces of the second group are the first's."""

    async def purge(self, before: datetime) -> int:
        """Whose it was goes from what was over before then; gives how many."""
