"""Waiting lists in SQL: who waits for what, and what is held for whom."""

from collections.abc import Sequence
from datetime import datetime

from handlers.bookings.model import Times, Wait, Wish

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
            "INSERT INTO booking_waits (space, person, starts, ends, zone, starts_at, ends_at, amount, asks, "
            "series, state, made_at) VALUES (:space, :person, :starts, :ends, :zone, :starts_at, :ends_at, "
            ":amount, :asks, :series, 'waits', :made_at) RETURNING id",
            space=wait.wish.space,
            person=wait.person,
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
        rows = await self._tx.rows(
            "SELECT w.* FROM booking_waits w JOIN spaces s ON s.id = w.space WHERE w.person = :person "  # noqa: S608
            f"AND s.group_id = :group_id AND w.starts_at > :now AND w.{_WAITS} ORDER BY w.starts_at, w.id",
            person=person,
            group_id=group,
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

    async def end_wait(self, wait: int, state: str) -> None:
        await self._tx.run("DELETE FROM occupied WHERE wait = :id", id=wait)
        await self._tx.run(
            "UPDATE booking_waits SET state = :state, held_until = NULL WHERE id = :id", id=wait, state=state
        )

    async def asking(self, booking: int) -> Sequence[Wait]:
        rows = await self._tx.rows(
            f"SELECT * FROM booking_waits WHERE asks = :booking AND {_WAITS} ORDER BY id",  # noqa: S608
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
    )
