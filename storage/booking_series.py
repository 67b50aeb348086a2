"""Series in SQL: their rhythm; each of their dates is a booking."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from handlers.bookings.model import Booking, Series, Times
from handlers.when.calendar.almanac import on_the_wall
from handlers.when.model import Without

from .booking_rows import booking_of, times_values
from .database import Row, Transaction, moment, stamp

_WITHOUT = TypeAdapter(Without)


class StoredSeries:
    """handlers.bookings.series_store.ManySeries."""

    _tx: Transaction

    async def add_series(self, series: Series) -> int:
        times = times_values(series.first)
        row = await self._tx.row(
            "INSERT INTO booking_series (space, person, entered_by, rule, starts, ends, zone, without, made_at) "
            "VALUES (:space, :person, :entered_by, :rule, :starts, :ends, :zone, :without, :made_at) RETURNING id",
            space=series.space,
            person=series.person,
            entered_by=series.entered_by,
            rule=series.rule,
            starts=times["starts"],
            ends=times["ends"],
            zone=times["zone"],
            without=_WITHOUT.dump_json(series.without).decode(),
            made_at=stamp(series.made_at),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find_series(self, id: int) -> Series | None:
        row = await self._tx.row("SELECT * FROM booking_series WHERE id = :id", id=id)
        return None if row is None else series_of(row)

    async def of_series(self, id: int) -> Sequence[Booking]:
        rows = await self._tx.rows("SELECT * FROM bookings WHERE series = :id ORDER BY starts_at, id", id=id)
        return [booking_of(row) for row in rows]

    async def series_since(self, space: int, person: int, since: datetime) -> Sequence[Series]:
        rows = await self._tx.rows(
            "SELECT * FROM booking_series WHERE space = :space AND (person = :person OR entered_by = :person) "
            "AND made_at >= :since ORDER BY id DESC",
            space=space,
            person=person,
            since=stamp(since),
        )
        return [series_of(row) for row in rows]


def series_of(row: Row) -> Series:
    """The record of a row."""
    zone = ZoneInfo(row["zone"])
    first = Times(*(on_the_wall(datetime.fromisoformat(row[end]), zone) for end in ("starts", "ends")))
    return Series(
        row["id"],
        row["space"],
        row["person"],
        row["rule"],
        first,
        _WITHOUT.validate_json(row["without"]),
        moment(row["made_at"]),
        row["entered_by"],
    )
