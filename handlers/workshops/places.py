"""The space that is wished for a workshop: held while a date is looked for, had once it is fixed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import Slot, Workshop


class Venues(Protocol):
    """handlers.bookings.venues.Venues: the spaces of the group, as whoever organises something needs them."""

    async def named(self, group: int, words: str, now: datetime) -> tuple[int, str] | None:
        """The space that these words name, with its name; None where there is none, or several."""

    async def name(self, space: int, now: datetime) -> str:
        """Nothing where it is gone."""

    async def hold(
        self, space: int, starts: datetime, ends: datetime, title: str, by: int, now: datetime
    ) -> int | None:
        """Books it for the group; gives the booking. None where it is not free, or the rules say no."""

    async def lives(self, booking: int, now: datetime) -> bool:
        """Whether the space is still had by it."""

    async def move(self, booking: int, starts: datetime, ends: datetime, now: datetime) -> bool:
        """It has these hours instead; False where they are not free, or the rules say no: it is then as it was."""

    async def call(self, booking: int, title: str, now: datetime) -> None:
        """What it is for is said so from now on."""

    async def release(self, bookings: Sequence[int], now: datetime) -> None:
        """They are free again; what was freed already stays so."""


class Places:
    """A space is booked by the hour: whole days are held by nobody. What somebody has freed in the planning is
    not had any more."""

    def __init__(self, venues: Venues) -> None:
        self.venues = venues

    async def hold(self, space: int | None, slot: Slot, title: str, by: int, now: datetime) -> int | None:
        """What is held of a space for these hours; None where nothing is wished, or it is not free."""
        if space is None or not slot.timed:
            return None
        return await self.venues.hold(space, slot.starts, slot.over_at, title, by, now)

    async def had(self, booking: int | None, now: datetime) -> int | None:
        """The booking as long as it lives, else None."""
        return booking if booking is not None and await self.venues.lives(booking, now) else None

    async def move(self, workshop: Workshop, slot: Slot, by: int, now: datetime) -> int | None:
        """The space at other hours; None where it is not free then, and what was had is freed."""
        booking = await self.had(workshop.booking, now)
        if booking is not None and slot.timed:
            if await self.venues.move(booking, slot.starts, slot.over_at, now):
                return booking
            await self.venues.release([booking], now)
            return None
        await self.release(workshop, now)
        return await self.hold(workshop.space, slot, workshop.title, by, now)

    async def name(self, workshop: Workshop, now: datetime) -> str:
        """Of the space that is had for what is fixed; else nothing."""
        if workshop.space is None or await self.had(workshop.booking, now) is None:
            return ""
        return await self.venues.name(workshop.space, now)

    async def lost(self, workshop: Workshop, booking: int | None, slot: Slot, now: datetime) -> str:
        """The name of the space that is wished, and cannot be had at these hours; else nothing."""
        if workshop.space is None or not slot.timed or booking is not None:
            return ""
        return await self.venues.name(workshop.space, now)

    async def release(self, workshop: Workshop, now: datetime, *, but: int | None = None) -> None:
        """Whatever is held for it is free again, but for one booking."""
        held = [one.booking for one in workshop.dates] + [workshop.booking]
        gone = [one for one in dict.fromkeys(held) if one is not None and one != but]
        await self.venues.release(gone, now)
