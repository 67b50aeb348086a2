"""Bookings in SQL: who has which units of a space, and when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.bookings.model import Booking, State, Wish

from .booking_asking import StoredAskings
from .booking_people import BookingPeople
from .booking_rows import booking_of, given_up_value, times_values
from .booking_series import StoredSeries
from .booking_waits import StoredWaits
from .calendar_links import StoredCalendarLinks
from .database import Transaction, stamp
from .occupied import MEETING
from .spaces import StoredSpaces

_LIVES = "state IN ('asked', 'confirmed')"
_LONGEST = timedelta(days=740)
"""No booking is longer: none ends more than 24 months ahead (handlers.bookings.rules.FURTHEST)."""
_EVER = (
    "SELECT * FROM bookings WHERE space = :space AND starts_at > :furthest AND starts_at < :ends "
    "AND ends_at > :begins"
)
_LIVING = (
    f"SELECT * FROM bookings WHERE {_LIVES} AND id IN (SELECT booking FROM ({MEETING}) m WHERE kind = 'stay')"  # noqa: S608
)
"""What lives occupies its units, and these are found in the fewest steps."""


class StoredBookings(StoredSpaces, StoredWaits, StoredSeries, StoredCalendarLinks, StoredAskings, BookingPeople):
    """handlers.bookings.store.Bookings."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, booking: Booking, units: Sequence[int], cleaned: datetime) -> Booking:
        row = await self._tx.row(
            "INSERT INTO bookings (space, person, entered_by, starts, ends, zone, starts_at, ends_at, amount, "
            "attending, title, state, counts, series, was, made_at, changed_at) VALUES (:space, :person, "
            ":entered_by, :starts, :ends, :zone, :starts_at, :ends_at, :amount, :attending, :title, :state, "
            ":counts, :series, :was, :made_at, :made_at) RETURNING *",
            space=booking.space,
            person=booking.person,
            entered_by=booking.entered_by,
            amount=booking.wish.amount,
            attending=booking.wish.attending,
            title=booking.wish.title,
            state=booking.state,
            counts=int(booking.counts),
            series=booking.series,
            was="" if booking.was is None else f"{booking.was:%Y-%m-%dT%H:%M}",
            made_at=stamp(booking.made_at),
            **times_values(booking.times),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        added = booking_of(row)
        await self._occupy(units, added.times, cleaned, "stay", booking=added.id)
        return added

    async def move(self, booking: Booking, units: Sequence[int], cleaned: datetime) -> None:
        await self._tx.run("DELETE FROM occupied WHERE booking = :id", id=booking.id)
        await self._tx.run(
            "UPDATE bookings SET starts = :starts, ends = :ends, zone = :zone, starts_at = :starts_at, "
            "ends_at = :ends_at, amount = :amount, given_up = :given_up WHERE id = :id",
            id=booking.id,
            amount=booking.wish.amount,
            given_up=given_up_value(booking.given_up),
            **times_values(booking.times),
        )
        await self.keep(booking)
        if booking.lives:
            await self._occupy(units, booking.times, cleaned, "stay", booking=booking.id)

    async def keep(self, booking: Booking) -> None:
        await self._tx.run(
            "UPDATE bookings SET state = :state, counts = :counts, title = :title, attending = :attending, "
            "seen_at = CASE WHEN :seen = 1 THEN coalesce(seen_at, :at) ELSE NULL END, left_as = :left_as, "
            "meter_out = :meter_out, meter_in = :meter_in, cost = :cost, changed_at = :at, "
            "revision = revision + 1 WHERE id = :id",
            id=booking.id,
            state=booking.state,
            counts=int(booking.counts),
            title=booking.wish.title,
            attending=booking.wish.attending,
            seen=int(booking.seen),
            left_as=booking.left_as,
            meter_out=booking.meter_out,
            meter_in=booking.meter_in,
            cost=booking.cost,
            at=stamp(booking.changed_at),
        )

    async def release(
        self, booking: Booking, state: State, now: datetime, *, counts: bool, held: bool = False
    ) -> None:
        if held:
            await self._tx.run(
                "UPDATE occupied SET kind = 'hold' WHERE booking = :id AND kind = 'stay'", id=booking.id
            )
        else:
            await self.let_go(booking.id)
        await self._tx.run(
            "UPDATE bookings SET state = :state, counted = counts, counts = :counts, changed_at = :now, "
            "revision = revision + 1 WHERE id = :id",
            id=booking.id,
            state=state,
            counts=int(counts),
            now=stamp(now),
        )

    async def let_go(self, booking: int) -> None:
        await self._tx.run("DELETE FROM occupied WHERE booking = :id", id=booking)

    async def find(self, id: int, *, lock: bool = False) -> Booking | None:
        row = await self._tx.row("SELECT * FROM bookings WHERE id = :id", id=id)
        if row is not None and lock:
            await self._tx.lock("spaces", row["space"])
            row = await self._tx.row("SELECT * FROM bookings WHERE id = :id", id=id)
        return None if row is None else booking_of(row)

    async def units_of(self, booking: int) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT unit FROM occupied WHERE booking = :id AND kind <> 'buffer' ORDER BY unit", id=booking
        )
        return [row["unit"] for row in rows]

    async def between(
        self, spaces: Sequence[int], begins: datetime, ends: datetime, *, gone: bool = False
    ) -> Sequence[Booking]:
        found: list[Booking] = []
        for space in spaces:
            rows = await self._tx.rows(
                _EVER if gone else _LIVING,
                space=space,
                begins=stamp(begins),
                ends=stamp(ends),
                **({"furthest": stamp(begins - _LONGEST)} if gone else {}),
            )
            found += [booking_of(row) for row in rows]
        return sorted(found, key=lambda one: (one.times.starts.timestamp(), one.id))

    async def coming_of(self, people: Sequence[int], group: int, now: datetime) -> Sequence[Booking]:
        found: list[Booking] = []
        for person in people:
            rows = await self._tx.rows(
                "SELECT b.* FROM bookings b JOIN spaces s ON s.id = b.space WHERE b.person = :person "  # noqa: S608
                f"AND s.group_id = :group_id AND b.ends_at > :now AND b.{_LIVES} ORDER BY b.starts_at, b.id",
                person=person,
                group_id=group,
                now=stamp(now),
            )
            found += [booking_of(row) for row in rows]
        return sorted(found, key=lambda one: (one.times.starts.timestamp(), one.id))

    async def counted(self, space: int, people: Sequence[int], begins: datetime, ends: datetime) -> Sequence[Wish]:
        found: list[Wish] = []
        for person in people:
            rows = await self._tx.rows(
                "SELECT * FROM bookings WHERE person = :person AND space = :space AND (given_up <> '' "
                "OR (counts = 1 AND ends_at > :begins AND starts_at < :ends))",
                person=person,
                space=space,
                begins=stamp(begins),
                ends=stamp(ends),
            )
            for booking in map(booking_of, rows):
                found += [replace(booking.wish, times=times) for times in booking.used]
        return found

    async def coming(self, space: int, people: Sequence[int], now: datetime) -> int:
        coming = 0
        for person in people:
            row = await self._tx.row(
                "SELECT count(*) AS coming FROM bookings WHERE person = :person AND space = :space "  # noqa: S608
                f"AND starts_at > :now AND counts = 1 AND {_LIVES}",
                person=person,
                space=space,
                now=stamp(now),
            )
            coming += int(row["coming"]) if row else 0
        return coming
