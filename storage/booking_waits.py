"""Waiting lists in SQL: who waits for what, and what is held for whom."""

from collections.abc import Sequence
from datetime import datetime

from handlers.bookings.model import Times, Wait, Waited, Wish

from .booking_rows import times_of, times_values
from .database import Row, Transaction, moment, moment_or_none, stamp
from .occupied import Occupied

_WAITS = "state IN ('waits', 'held')"


class StoredWaits(Occupied):
    """handlers.bookings.wait_store.Waits."""

    _tx: Transaction

    async def wait(self, wait: Wait) -> int:
        times = times_values(wait.wish.times)
        known = await self._tx.row(
            "SELECT id FROM booking_waits WHERE space = :space AND person = :person AND starts_at = :starts_at "  # noqa: S608
            f"AND ends_at = :ends_at AND amount = :amount AND coalesce(asks, 0) = :asks AND {_WAITS}",
            space=wait.wish.space,
            person=wait.person,
            starts_at=times["starts_at"],
            ends_at=times["ends_at"],
            amount=wait.wish.amount,
            asks=wait.asks or 0,
        )
        if known is not None:
            return int(known["id"])
        row = await self._tx.row(
            "INSERT INTO booking_waits (space, person, entered_by, starts, ends, zone, starts_at, ends_at, "
            "amount, asks, series, state, made_at) VALUES (:space, :person, :entered_by, :starts, :ends, :zone, "
            ":starts_at, :ends_at, :amount, :asks, :series, 'waits', :made_at) RETURNING id",
            space=wait.wish.space,
            person=wait.person,
            entered_by=wait.entered_by,
            amount=wait.wish.amount,
            asks=wait.asks,
            series=wait.series,
            made_at=stamp(wait.made_at),
            **times,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find_wait(self, id: int) -> Wait | None:
        row = await self._tx.row("SELECT * FROM booking_waits WHERE id = :id", id=id)
        return None if row is None else _wait(row)

    async def waiting(self, space: int, times: Times) -> Sequence[Wait]:
        rows = await self._tx.rows(
            f"SELECT * FROM booking_waits WHERE space = :space AND {_WAITS} "  # noqa: S608 - our own words
            "AND ends_at > :begins AND starts_at < :ends AND asks IS NULL ORDER BY made_at, id",
            space=space,
            begins=stamp(times.starts),
            ends=stamp(times.ends),
        )
        return [_wait(row) for row in rows]

    async def waits_of(self, person: int, group: int, now: datetime) -> Sequence[Wait]:
        return [wait for wait, of in await self.open_waits(person, now) if of == group]

    async def open_waits(self, person: int, now: datetime) -> Sequence[tuple[Wait, int]]:
        rows = await self._tx.rows(
            "SELECT w.*, s.group_id FROM booking_waits w JOIN spaces s ON s.id = w.space "  # noqa: S608
            f"WHERE (w.person = :person OR w.entered_by = :person) AND w.{_WAITS} "
            "AND (w.starts_at > :now OR w.held_until > :now) ORDER BY w.starts_at, w.id",
            person=person,
            now=stamp(now),
        )
        return [(_wait(row), row["group_id"]) for row in rows]

    async def asked_of(self, person: int, now: datetime) -> Sequence[tuple[Wait, int]]:
        rows = await self._tx.rows(
            "SELECT w.*, s.group_id FROM booking_waits w JOIN spaces s ON s.id = w.space "  # noqa: S608
            "JOIN bookings b ON b.id = w.asks WHERE (b.person = :person OR b.entered_by = :person) "
            f"AND w.starts_at > :now AND b.starts_at > :now AND w.{_WAITS} ORDER BY w.id",
            person=person,
            now=stamp(now),
        )
        return [(_wait(row), row["group_id"]) for row in rows]

    async def all_waiting(self, space: int, now: datetime) -> Sequence[Wait]:
        rows = await self._tx.rows(
            f"SELECT * FROM booking_waits WHERE space = :space AND {_WAITS} "  # noqa: S608 - our own words
            "AND ends_at > :now AND asks IS NULL ORDER BY made_at, id",
            space=space,
            now=stamp(now),
        )
        return [_wait(row) for row in rows]

    async def hold(self, wait: Wait, units: Sequence[int], cleaned: datetime, until: datetime) -> None:
        await self._tx.run(
            "UPDATE booking_waits SET state = 'held', held_until = :until WHERE id = :id",
            id=wait.id,
            until=stamp(until),
        )
        await self._occupy(units, wait.wish.times, cleaned, "hold", wait=wait.id)

    async def end_wait(self, wait: int, state: Waited) -> None:
        await self._tx.run("DELETE FROM occupied WHERE wait = :id", id=wait)
        await self._tx.run(
            "UPDATE booking_waits SET state = :state, held_until = NULL WHERE id = :id", id=wait, state=state
        )

    async def ask_no_more(self, wait: int) -> None:
        await self._tx.run(
            "UPDATE booking_waits SET state = 'left' WHERE id = :id AND EXISTS (SELECT 1 FROM booking_waits o "  # noqa: S608
            "WHERE o.space = booking_waits.space AND o.person = booking_waits.person "
            "AND o.starts_at = booking_waits.starts_at AND o.ends_at = booking_waits.ends_at "
            f"AND o.amount = booking_waits.amount AND o.asks IS NULL AND o.{_WAITS})",
            id=wait,
        )
        await self._tx.run("UPDATE booking_waits SET asks = NULL WHERE id = :id", id=wait)

    async def asking(self, booking: int, *, gone: bool = False) -> Sequence[Wait]:
        states = "state = 'gone'" if gone else _WAITS
        rows = await self._tx.rows(
            f"SELECT * FROM booking_waits WHERE asks = :booking AND {states} ORDER BY id",  # noqa: S608
            booking=booking,
        )
        return [_wait(row) for row in rows]


def _wait(row: Row) -> Wait:
    return Wait(
        id=row["id"],
        wish=Wish(row["space"], times_of(row), row["amount"]),
        person=row["person"],
        made_at=moment(row["made_at"]),
        state=row["state"],
        asks=row["asks"],
        series=row["series"],
        held_until=moment_or_none(row["held_until"]),
        entered_by=row["entered_by"],
    )
