"""Series of workshops in SQL: the rhythm; each of its dates is a workshop."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from handlers.when.calendar.almanac import on_the_wall
from handlers.when.model import Point, Recurrence, Without
from handlers.workshops.model import Series

from .database import Row, Transaction, Value, moment, stamp

_WITHOUT = TypeAdapter(Without)
_WALL = "%Y-%m-%dT%H:%M"


class StoredSeries:
    """The part of StoredWorkshops that is about series."""

    _tx: Transaction

    async def add_series(self, series: Series) -> int:
        row = await self._tx.row(
            "INSERT INTO workshop_series (group_id, starts, ends, zone, rule, without, state, made_at, holder) "
            "VALUES (:group_id, :starts, :ends, :zone, :rule, :without, :state, :made_at, :holder) RETURNING id",
            group_id=series.group,
            made_at=stamp(series.made_at),
            **_changing(series),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def series(self, id: int) -> Series | None:
        await self._tx.lock("workshop_series", id)
        row = await self._tx.row("SELECT * FROM workshop_series WHERE id = :id", id=id)
        return None if row is None else _series(row)

    async def keep_series(self, series: Series) -> None:
        await self._tx.run(
            "UPDATE workshop_series SET starts = :starts, ends = :ends, zone = :zone, rule = :rule, "
            "without = :without, state = :state, holder = :holder WHERE id = :id",
            id=series.id,
            **_changing(series),
        )

    async def lasting(self, group: int) -> Sequence[Series]:
        rows = await self._tx.rows(
            "SELECT * FROM workshop_series WHERE group_id = :group_id AND state <> 'ended' ORDER BY id",
            group_id=group,
        )
        return [_series(row) for row in rows]


def _changing(series: Series) -> dict[str, Value]:
    rhythm = series.rhythm
    return {
        "starts": _written(rhythm.start),
        "ends": None if rhythm.end is None else _written(rhythm.end),
        "zone": series.zone.key,
        "rule": rhythm.rule,
        "without": _WITHOUT.dump_json(rhythm.without).decode(),
        "state": series.state,
        "holder": series.holder,
    }


def _written(point: Point) -> str:
    return point.strftime(_WALL) if isinstance(point, datetime) else point.isoformat()


def _read(written: str, zone: ZoneInfo) -> Point:
    if "T" not in written:
        return date.fromisoformat(written)
    return on_the_wall(datetime.fromisoformat(written), zone)


def _series(row: Row) -> Series:
    zone = ZoneInfo(row["zone"])
    ends = None if row["ends"] is None else _read(row["ends"], zone)
    assert ends is None or isinstance(ends, datetime), "an end is a minute"
    rhythm = Recurrence(row["rule"], _read(row["starts"], zone), ends, _WITHOUT.validate_json(row["without"]))
    return Series(row["id"], row["group_id"], rhythm, zone, moment(row["made_at"]), row["state"], row["holder"])
