"""When units are not free, in SQL: the truth, which the database itself keeps (migration 0011)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from handlers.bookings.model import Taken, Times

from .database import Transaction, moment, stamp

MEETING = """
SELECT o.* FROM space_units u JOIN occupied o ON o.unit = u.id AND o.ends_at > :begins AND o.ends_at <= :ends
WHERE u.space = :space
UNION ALL
SELECT o.* FROM space_units u JOIN occupied o ON o.id =
    (SELECT n.id FROM occupied n WHERE n.unit = u.id AND n.ends_at > :ends ORDER BY n.ends_at LIMIT 1)
WHERE u.space = :space AND o.starts_at < :ends AND o.ends_at > :begins"""
"""The rows of a space that meet a time, in as many steps as there are of them. As those of a unit never meet each
other, of all that end after this time only the first can begin before its end; « begins before, ends after » would
look through half of what the space ever had."""


class Occupied:
    """Stays, the cleaning after them, and holds: rows of one kind, of which no two of one unit meet."""

    _tx: Transaction

    async def taken(self, space: int, begins: datetime, ends: datetime) -> Sequence[Taken]:
        rows = await self._tx.rows(
            f"{MEETING} ORDER BY starts_at, unit", space=space, begins=stamp(begins), ends=stamp(ends)
        )
        return [
            Taken(
                row["unit"],
                moment(row["starts_at"]),
                moment(row["ends_at"]),
                row["kind"],
                row["booking"],
                row["wait"],
            )
            for row in rows
        ]

    async def _occupy(
        self,
        units: Sequence[int],
        times: Times,
        cleaned: datetime,
        kind: Literal["stay", "hold"],
        *,
        booking: int | None = None,
        wait: int | None = None,
    ) -> None:
        """Takes these units, and the time until they are `cleaned`. What is taken already is a conflict."""
        parts = [(kind, stamp(times.starts), stamp(times.ends)), ("buffer", stamp(times.ends), stamp(cleaned))]
        for unit in units:
            for part, begins, ends in parts:
                if begins < ends:
                    await self._tx.run(
                        "INSERT INTO occupied (unit, starts_at, ends_at, kind, booking, wait) "
                        "VALUES (:unit, :begins, :ends, :kind, :booking, :wait)",
                        unit=unit,
                        begins=begins,
                        ends=ends,
                        kind=part,
                        booking=booking,
                        wait=wait,
                    )
