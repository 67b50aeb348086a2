"""Bookings in a database, and their calendar as a program that we did not write reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from bot.texts import voice
from handlers.bookings.box import Box
from handlers.bookings.calendar_store import Kind
from handlers.bookings.feeding import Feeding
from handlers.bookings.model import Booking, Series, Space, Times, Wish
from handlers.members.desk import MembersDesk
from handlers.when.model import Recurrence, Without
from handlers.when.occurrences import occurrences
from storage.alarms import StoredAlarms
from storage.bookings import StoredBookings
from storage.database import Transaction
from storage.drafts import StoredDrafts
from storage.heard import StoredHeard
from storage.members import StoredMembers
from storage.posts import StoredPosts
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import Settled

Read = tuple[datetime, datetime, str, str]
"""When something begins and ends, its words, its status."""


@dataclass
class Desk:
    """The bookings of Les Tilleuls in one transaction, made at `now`."""

    tx: Transaction
    here: Settled
    now: datetime

    def __post_init__(self) -> None:
        self.bookings = StoredBookings(self.tx)
        self.members = StoredMembers(self.tx, self.now)

    async def space(self, name: str, slot: str = "hours", units: int = 1) -> Space:
        number = await self.bookings.add_space(self.here.group, name, slot, units, self.now)  # type: ignore[arg-type]
        space = await self.bookings.space(number, self.now)
        assert space is not None
        return space

    async def books(self, space: Space, starts: datetime, ends: datetime, person: int, **other: object) -> Booking:
        booking = Booking(0, Wish(space.id, Times(starts, ends)), person, self.now, self.now)
        booking = replace(booking, **other)  # type: ignore[arg-type]
        return await self.bookings.add(booking, space.units[:1], ends)

    async def repeats(
        self,
        space: Space,
        first: Times,
        rule: str,
        person: int,
        *,
        without: Without | None = None,
        skip: Sequence[int] = (),
    ) -> tuple[int, list[Booking]]:
        """A series with a booking for each date but those at these places; gives its id too."""
        left_out = without or Without()
        series = Series(0, space.id, person, rule, first, left_out, self.now)
        number = await self.bookings.add_series(series)
        made = []
        for place, one in enumerate(occurrences(Recurrence(rule, first.starts, first.ends, left_out), first.zone)):
            if place in skip:
                continue
            assert isinstance(one.start, datetime)
            assert one.end is not None
            made.append(await self.books(space, one.start, one.end, person, series=number, was=one.start))
        return number, made

    async def moves(self, booking: Booking, starts: datetime, ends: datetime, at: datetime) -> None:
        wish = replace(booking.wish, times=Times(starts, ends))
        units = await self.bookings.units_of(booking.id)
        await self.bookings.move(replace(booking, wish=wish, changed_at=at), units, ends)

    async def frees(self, booking: Booking, at: datetime) -> None:
        await self.bookings.release(booking, "cancelled", at, counts=False)

    async def feed(self, kind: Kind, record: int, now: datetime | None = None) -> str:
        """The calendar as it is served."""
        content = await self.at(await self.bookings.calendar_link(kind, record, TUESDAY_NOON), now)
        assert content is not None
        return content

    async def at(self, secret: str, now: datetime | None = None) -> str | None:
        box = Box(
            self.bookings,
            MembersDesk(self.members),
            StoredPosts(self.tx),
            StoredAlarms(self.tx),
            StoredDrafts(self.tx),
            StoredHeard(self.tx),
        )
        return await Feeding(box).feed(secret, now or self.now, lambda language, text: voice(language)(text))


def read(content: str, begins: datetime, ends: datetime) -> list[Read]:
    """What recurring-ical-events finds between two minutes, in order, also what was cancelled."""
    found: list[Any] = recurring_ical_events.of(Calendar.from_ical(content)).between(begins, ends)
    return sorted((one["DTSTART"].dt, end_of(one), str(one["SUMMARY"]), str(one["STATUS"])) for one in found)


def end_of(one: Any) -> datetime:
    ends = one["DTEND"].dt if "DTEND" in one else one["DTSTART"].dt + one["DURATION"].dt
    assert isinstance(ends, datetime)
    return ends


def living(content: str, begins: datetime, ends: datetime) -> list[tuple[float, float]]:
    """The seconds in which something is taken, between two minutes."""
    return sorted(
        (starts.timestamp(), last.timestamp())
        for starts, last, _, status in read(content, begins, ends)
        if status != "CANCELLED"
    )


def events(content: str) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))
