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
    ("booking_waits", "entered_by"),
    ("spaces", "contact"),
    ("space_rules", "set_by"),
    ("rule_offers", "made_by"),
)
"""Where somebody's number stands."""


class BookingPeople:
    """The part of handlers.bookings.store.Bookings that is about people and groups."""

    _tx: Transaction

    async def held_by(self, person: int) -> Sequence[tuple[Booking, str]]:
        rows = await self._tx.rows(
            "SELECT b.*, s.name AS space_name FROM bookings b JOIN spaces s ON s.id = b.space "
            # Not « … OR … », for which SQLite would rather look through every booking of every space.
            "WHERE b.id IN (SELECT id FROM bookings WHERE person = :person "
            "UNION SELECT id FROM bookings WHERE entered_by = :person) ORDER BY b.starts_at DESC, b.id DESC",
            person=person,
        )
        return [(booking_of(row), row["space_name"]) for row in rows]

    async def forget(self, person: int) -> Sequence[int]:
        freed = await self._tx.rows(
            "SELECT DISTINCT space FROM bookings WHERE person = :person UNION "
            "SELECT DISTINCT space FROM booking_waits WHERE person = :person",
            person=person,
        )
        await self._tx.run(
            "DELETE FROM occupied WHERE wait IN (SELECT id FROM booking_waits WHERE person = :person)",
            person=person,
        )
        await self._tx.run(
            "DELETE FROM booking_pleaded WHERE plea IN (SELECT id FROM booking_pleas WHERE person = :person)",
            person=person,
        )
        for table in ("booking_waits", "booking_objections", "booking_pleas"):
            await self._tx.run(f"DELETE FROM {table} WHERE person = :person", person=person)  # noqa: S608
        await self._tx.run(
            "UPDATE booking_waits SET asks = NULL WHERE asks IN (SELECT id FROM bookings WHERE person = :person)",
            person=person,
        )
        await self._tx.run("DELETE FROM space_people WHERE person = :person", person=person)
        await self._drop_calendar(person)
        # Also in what they had freed before: a title says whose feast it would have been.
        await self._tx.run("UPDATE bookings SET title = '', left_as = '' WHERE person = :person", person=person)
        for table, column in _HELD:
            if (table, column) != ("booking_waits", "person"):
                await self._tx.run(
                    f"UPDATE {table} SET {column} = NULL WHERE {column} = :person",  # noqa: S608 - our own words
                    person=person,
                )
        return [row["space"] for row in freed]

    async def unite(self, kept: int, gone: int) -> None:
        await self._wait_once(kept, gone)
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
        await self._tx.run(
            "INSERT INTO booking_objections (booking, person, words, refuses, made_at) "
            "SELECT booking, :kept, words, refuses, made_at FROM booking_objections WHERE person = :gone "
            "ON CONFLICT DO NOTHING",
            kept=kept,
            gone=gone,
        )
        await self._tx.run("DELETE FROM booking_objections WHERE person = :gone", gone=gone)
        await self._tx.run("UPDATE booking_pleas SET person = :kept WHERE person = :gone", kept=kept, gone=gone)
        await self._drop_calendar(gone)

    async def _wait_once(self, kept: int, gone: int) -> None:
        """Of two who waited for the same, one waits on: for whom it is held, else who came first."""
        rows = await self._tx.rows(
            "SELECT id, space, starts_at, ends_at, amount, coalesce(asks, 0) AS asks FROM booking_waits "
            "WHERE person IN (:kept, :gone) AND state IN ('waits', 'held') "
            "ORDER BY CASE state WHEN 'held' THEN 0 ELSE 1 END, made_at, id",
            kept=kept,
            gone=gone,
        )
        known = set()
        for row in rows:
            same = tuple(row[name] for name in ("space", "starts_at", "ends_at", "amount", "asks"))
            if same in known:
                await self._tx.run("DELETE FROM occupied WHERE wait = :id", id=row["id"])
                await self._tx.run(
                    "UPDATE booking_waits SET state = 'gone', held_until = NULL WHERE id = :id", id=row["id"]
                )
            known.add(same)

    async def _drop_calendar(self, person: int) -> None:
        await self._tx.run("DELETE FROM calendar_links WHERE kind = 'person' AND record = :person", person=person)

    async def annex(self, kept: int, gone: int) -> None:
        await self._tx.run("UPDATE spaces SET group_id = :kept WHERE group_id = :gone", kept=kept, gone=gone)
        await self._tx.run("DELETE FROM booking_customs WHERE group_id = :gone", gone=gone)
        await self._tx.run("DELETE FROM calendar_links WHERE kind = 'group' AND record = :gone", gone=gone)

    async def purge(self, before: datetime) -> int:
        gone = await self._tx.run(
            "UPDATE bookings SET person = NULL, entered_by = NULL, left_as = '', title = '' "
            "WHERE ends_at < :before AND (person IS NOT NULL OR entered_by IS NOT NULL)",
            before=stamp(before),
        )
        gone += await self._tx.run(
            "UPDATE booking_series SET person = NULL, entered_by = NULL WHERE (person IS NOT NULL "
            "OR entered_by IS NOT NULL) AND NOT EXISTS "
            "(SELECT 1 FROM bookings b WHERE b.series = booking_series.id AND b.ends_at >= :before)",
            before=stamp(before),
        )
        await self._tx.run(
            "DELETE FROM occupied WHERE wait IN (SELECT id FROM booking_waits WHERE ends_at < :before)",
            before=stamp(before),
        )
        # No proposal runs for so long: nobody will set these any more.
        await self._tx.run("DELETE FROM rule_offers WHERE made_at < :before", before=stamp(before))
        return gone + await self._tx.run("DELETE FROM booking_waits WHERE ends_at < :before", before=stamp(before))
