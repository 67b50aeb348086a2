"""Where other features hold a space for what the group does together: on several days at once, if need be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Refused

from .box import Box
from .desk import BookingsDesk
from .model import Times, Wish
from .naming import named


class Venues:
    """Every space is given and freed by the desk of bookings, by the rules of an event of the group."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk

    async def named(self, group: int, words: str, now: datetime) -> tuple[int, str] | None:
        """The space by the hour that these words name, with its name; None where there is none, or several."""
        spaces = [one for one in await self.box.bookings.spaces(group, now) if one.slot == "hours"]
        found = named(words, spaces).spaces
        return (found[0].id, found[0].name) if len(found) == 1 else None

    async def name(self, space: int, now: datetime) -> str:
        """Nothing where it is gone."""
        found = await self.box.bookings.space(space, now)
        return "" if found is None or found.retired else found.name

    async def hold(
        self, space: int, starts: datetime, ends: datetime, title: str, by: int, now: datetime
    ) -> int | None:
        """Books it for an event of the group; gives the booking. None where it is not free or not allowed."""
        found = await self.box.bookings.space(space, now, lock=True)
        if found is None or found.retired:
            return None
        wish = Wish(space, Times(starts, ends), 1, title)
        try:
            booking = await self.desk.grant(found, wish, by, by, now)
        except Refused:
            return None
        return None if booking is None else booking.id

    async def lives(self, booking: int, now: datetime) -> bool:
        """Whether the space is still had by it."""
        found = await self.box.found(booking, now)
        return found is not None and found[1].lives

    async def move(self, booking: int, starts: datetime, ends: datetime, now: datetime) -> bool:
        """It has these hours instead; False where they are not free, or not allowed: it is then as it was."""
        found = await self.box.found(booking, now, lock=True)
        if found is None or not found[1].lives:
            return False
        try:
            moved = await self.desk.move(found[0], found[1], Times(starts, ends), now)
        except Refused:
            return False
        return moved is not None

    async def call(self, booking: int, title: str, now: datetime) -> None:
        """What it is for is said so from now on."""
        found = await self.box.found(booking, now, lock=True)
        if found is not None and found[1].lives:
            named = replace(found[1], wish=replace(found[1].wish, title=title), changed_at=now)
            await self.box.bookings.keep(named)
            await self.box.posts.refresh(named.topic)

    async def release(self, bookings: Sequence[int], now: datetime) -> None:
        """They are free again, and whoever waits is served; what was freed already stays so."""
        for id in bookings:
            found = await self.box.found(id, now, lock=True)
            if found is not None and found[1].lives:
                await self.desk.free(found[0], found[1], now)
