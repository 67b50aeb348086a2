"""What is kept of a person's bookings, and how it goes."""

from collections.abc import Sequence
from datetime import datetime

from handlers.bookings.model import Booking

from .booking_rows import booking_of
from .database import Transaction, stamp

_HELD = (
    ("bookings", "person"),
    ("bookings", "entered_by"),
    ("booking_series", "person"),
    ("booking_series", "entered_by"),
    ("booking_waits", "person"),
    ("spaces", "contact"),
    ("space_rules", "set_by"),
)
"""Where somebody's number stands."""


class BookingPeople:
    """The part of handlers.bookings.store.Bookings that is about people and groups."""

    _tx: Transaction

    async def held_by(self, person: int) -> Sequence[tuple[Booking, str]]:
        rows = await self._tx.rows(
            "SELECT b.*, s.name AS space_name FROM bookings b JOIN spaces s ON s.id = b.space "
            "WHERE b.person = :person OR b.entered_by = :person ORDER BY b.starts_at DESC, b.id DESC",
            person=person,
        )
        return [(booking_of(row), row["space_name"]) for row in rows]

    async def forget(self, person: int) -> Sequence[int]:
        freed = await self._tx.rows(
            "SELECT DISTINCT space FROM bookings WHERE person = :person UNION "
            "SELECT DISTINCT space FROM booking_waits WHERE person = :person",
            person=person,
        )
        for table, mine in (("booking", "bookings"), ("wait", "booking_waits")):
            await self._tx.run(
                f"DELETE FROM occupied WHERE {table} IN (SELECT id FROM {mine} WHERE person = :person)",  # noqa: S608
                person=person,
            )
        await self._tx.run("DELETE FROM booking_waits WHERE person = :person", person=person)
        await self._tx.run("DELETE FROM space_people WHERE person = :person", person=person)
        await self._drop_calendar(person)
        await self._tx.run(
            "UPDATE bookings SET state = 'cancelled', title = '', left_as = '', revision = revision + 1 "
            "WHERE person = :person AND state IN ('asked', 'confirmed')",
            person=person,
        )
        for table, column in _HELD:
            if table != "booking_waits":
                await self._tx.run(
                    f"UPDATE {table} SET {column} = NULL WHERE {column} = :person",  # noqa: S608 - our own words
                    person=person,
                )
        return [row["space"] for row in freed]

    async def unite(self, kept: int, gone: int) -> None:
        for table, column in _HELD:
            await self._tx.run(
                f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone",  # noqa: S608 - our own words
                kept=kept,
                gone=gone,
            )
        await self._tx.run(
            "INSERT INTO space_people (space, person) SELECT space, :kept FROM space_people WHERE person = :gone "
            "ON CONFLICT DO NOTHING",
            kept=kept,
            gone=gone,
        )
        await self._tx.run("DELETE FROM space_people WHERE person = :gone", gone=gone)
        await self._drop_calendar(gone)

    async def _drop_calendar(self, person: int) -> None:
        await self._tx.run("DELETE FROM calendar_links WHERE kind = 'person' AND record = :person", person=person)

    async def annex(self, kept: int, gone: int) -> None:
        await self._tx.run("UPDATE spaces SET group_id = :kept WHERE group_id = :gone", kept=kept, gone=gone)
        await self._tx.run("DELETE FROM booking_customs WHERE group_id = :gone", gone=gone)

    async def purge(self, before: datetime) -> int:
        gone = await self._tx.run(
            "UPDATE bookings SET person = NULL, entered_by = NULL, left_as = '', title = '' "
            "WHERE ends_at < :before AND (person IS NOT NULL OR entered_by IS NOT NULL)",
            before=stamp(before),
        )
        await self._tx.run(
            "UPDATE booking_series SET person = NULL, entered_by = NULL WHERE (person IS NOT NULL "
            "OR entered_by IS NOT NULL) AND NOT EXISTS "
            "(SELECT 1 FROM bookings b WHERE b.series = booking_series.id AND b.ends_at >= :before)",
            before=stamp(before),
        )
        await self._tx.run(
            "DELETE FROM occupied WHERE wait IN (SELECT id FROM booking_waits WHERE ends_at < :before)",
            before=stamp(before),
        )
        return gone + await self._tx.run("DELETE FROM booking_waits WHERE ends_at < :before", before=stamp(before))
