"""Workshops, their dates and what is needed in SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.when.calendar.almanac import on_the_wall
from handlers.workshops.model import Date, Slot, Suits, Workshop

from .database import Row, Transaction, Value, moment, moment_or_none, stamp, stamp_or_none
from .workshop_people import StoredComing
from .workshop_series import StoredSeries

_WALL = "%Y-%m-%dT%H:%M"


class StoredWorkshops(StoredComing, StoredSeries):
    """handlers.workshops.store.Workshops over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, workshop: Workshop) -> int:
        row = await self._tx.row(
            "INSERT INTO workshops (group_id, author, title, state, made_at, until_at, zone, starts, ends, timed, "
            "starts_at, over_at, capacity, changed_at, reminded_at, moved_from, space, booking, series, "
            "occurs_at) VALUES (:group_id, :author, :title, :state, :made_at, :until_at, :zone, :starts, :ends, "
            ":timed, :starts_at, :over_at, :capacity, :changed_at, :reminded_at, :moved_from, :space, :booking, "
            ":series, :occurs_at) RETURNING id",
            group_id=workshop.group,
            author=workshop.author,
            made_at=stamp(workshop.made_at),
            zone=_zone(workshop),
            **_changing(workshop),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find(self, id: int, *, lock: bool = False) -> Workshop | None:
        if lock:
            await self._tx.lock("workshops", id)
        row = await self._tx.row("SELECT * FROM workshops WHERE id = :id", id=id)
        return None if row is None else await self._workshop(row)

    async def keep(self, workshop: Workshop) -> None:
        await self._tx.run(
            "UPDATE workshops SET title = :title, state = :state, until_at = :until_at, starts = :starts, "
            "ends = :ends, timed = :timed, starts_at = :starts_at, over_at = :over_at, capacity = :capacity, "
            "changed_at = :changed_at, reminded_at = :reminded_at, moved_from = :moved_from, space = :space, "
            "booking = :booking, series = :series, occurs_at = :occurs_at WHERE id = :id",
            id=workshop.id,
            **_changing(workshop),
        )

    async def ahead(self, group: int, begins: datetime, ends: datetime) -> Sequence[Workshop]:
        return await self._those(
            "w.group_id = :group_id AND w.state IN ('fixed', 'over') AND w.starts_at < :ends "
            "AND w.over_at > :begins ORDER BY w.starts_at, w.id",
            group_id=group,
            begins=stamp(begins),
            ends=stamp(ends),
        )

    async def asking(self, group: int, begins: datetime, ends: datetime) -> Sequence[Workshop]:
        return await self._those(
            "w.group_id = :group_id AND w.state = 'asking' AND w.until_at >= :begins AND w.until_at < :ends "
            "ORDER BY w.until_at, w.id",
            group_id=group,
            begins=stamp(begins),
            ends=stamp(ends),
        )

    async def late(self, group: int, since: datetime, until: datetime) -> Sequence[Workshop]:
        return await self._those(
            "w.group_id = :group_id AND ((w.state = 'asking' AND w.until_at >= :since AND w.until_at < :until) "
            "OR (w.state IN ('fixed', 'over') AND w.starts_at >= :since AND w.starts_at < :later)) "
            "ORDER BY w.made_at, w.id",
            group_id=group,
            since=stamp(since),
            until=stamp(until),
            later=stamp(until) + 24 * 3600,
        )

    async def dates_of(self, series: int, since: datetime) -> Sequence[Workshop]:
        return await self._those(
            "w.series = :series AND (w.over_at > :since OR w.occurs_at > :since) ORDER BY w.starts_at, w.id",
            series=series,
            since=stamp(since),
        )

    async def how_many(self, group: int, since: datetime) -> int:
        row = await self._tx.row(
            "SELECT (SELECT count(*) FROM workshops WHERE group_id = :group_id AND series IS NULL "
            "AND made_at > :since) + (SELECT count(*) FROM workshop_series WHERE group_id = :group_id "
            "AND made_at > :since) AS many",
            group_id=group,
            since=stamp(since),
        )
        return 0 if row is None else int(row["many"])

    async def _those(self, which: str, **values: Value) -> Sequence[Workshop]:
        rows = await self._tx.rows(f"SELECT w.* FROM workshops w WHERE {which}", **values)  # noqa: S608 - our words
        return [await self._workshop(row) for row in rows]

    # Dates

    async def add_date(self, workshop: int, slot: Slot, booking: int | None = None) -> int:
        row = await self._tx.row(
            "INSERT INTO workshop_dates (workshop, starts, ends, timed, starts_at, booking) "
            "VALUES (:workshop, :starts, :ends, :timed, :starts_at, :booking) RETURNING id",
            booking=booking,
            workshop=workshop,
            starts=slot.starts.strftime(_WALL),
            ends=None if slot.ends is None else slot.ends.strftime(_WALL),
            timed=int(slot.timed),
            starts_at=stamp(slot.starts),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def hold_date(self, date: int, booking: int | None) -> None:
        sql = "UPDATE workshop_dates SET booking = :booking WHERE id = :date"
        await self._tx.run(sql, date=date, booking=booking)

    async def remove_date(self, date: int) -> None:
        await self._tx.run("DELETE FROM workshop_answers WHERE date = :date", date=date)
        await self._tx.run("DELETE FROM workshop_dates WHERE id = :date", date=date)

    async def of_date(self, date: int) -> int:
        row = await self._tx.row("SELECT workshop FROM workshop_dates WHERE id = :date", date=date)
        return 0 if row is None else int(row["workshop"])

    async def answers(self, workshop: int, person: int) -> Mapping[int, Suits]:
        rows = await self._tx.rows(
            "SELECT a.date, a.suits FROM workshop_answers a JOIN workshop_dates d ON d.id = a.date "
            "WHERE d.workshop = :workshop AND a.person = :person",
            workshop=workshop,
            person=person,
        )
        return {int(row["date"]): row["suits"] for row in rows}

    async def answer(self, date: int, person: int, suits: Suits, at: datetime) -> None:
        await self._tx.run(
            "INSERT INTO workshop_answers (date, person, suits, answered_at) VALUES (:date, :person, :suits, :at) "
            "ON CONFLICT (date, person) DO UPDATE SET suits = :suits",
            date=date,
            person=person,
            suits=suits,
            at=stamp(at),
        )

    async def take_back(self, workshop: int, person: int) -> None:
        await self._tx.run(
            "DELETE FROM workshop_answers WHERE person = :person "
            "AND date IN (SELECT id FROM workshop_dates WHERE workshop = :workshop)",
            workshop=workshop,
            person=person,
        )

    async def who(self, date: int) -> Mapping[int, Suits]:
        rows = await self._tx.rows(
            "SELECT person, suits FROM workshop_answers WHERE date = :date ORDER BY answered_at, person", date=date
        )
        return {int(row["person"]): row["suits"] for row in rows}

    async def how_many_answered(self, workshop: int) -> int:
        row = await self._tx.row(
            "SELECT count(DISTINCT a.person) AS many FROM workshop_answers a JOIN workshop_dates d "
            "ON d.id = a.date WHERE d.workshop = :workshop",
            workshop=workshop,
        )
        return 0 if row is None else int(row["many"])

    async def unanswered(self, person: int, now: datetime) -> Sequence[Workshop]:
        return await self._those(
            "w.state = 'asking' AND w.until_at > :now AND EXISTS (SELECT 1 FROM memberships m "
            "WHERE m.group_id = w.group_id AND m.person = :person AND m.left_at IS NULL AND m.role <> 'guest') "
            "AND NOT EXISTS (SELECT 1 FROM workshop_answers a JOIN workshop_dates d ON d.id = a.date "
            "WHERE d.workshop = w.id AND a.person = :person) ORDER BY w.until_at, w.id",
            person=person,
            now=stamp(now),
        )

    async def _workshop(self, row: Row) -> Workshop:
        zone = ZoneInfo(row["zone"])
        until, moved = moment_or_none(row["until_at"]), moment_or_none(row["moved_from"])
        return Workshop(
            id=row["id"],
            group=row["group_id"],
            author=row["author"],
            title=row["title"],
            state=row["state"],
            made_at=moment(row["made_at"]),
            dates=await self._dates(row["id"], zone),
            until=None if until is None else until.astimezone(zone),
            slot=None if row["starts"] is None else _slot(row, zone),
            capacity=row["capacity"],
            changed_at=moment_or_none(row["changed_at"]),
            reminded_at=moment_or_none(row["reminded_at"]),
            moved_from=None if moved is None else moved.astimezone(zone),
            space=row["space"],
            booking=row["booking"],
            series=row["series"],
            occurs=moment_or_none(row["occurs_at"]),
        )

    async def _dates(self, workshop: int, zone: ZoneInfo) -> Sequence[Date]:
        rows = await self._tx.rows(
            "SELECT d.id, d.starts, d.ends, d.timed, d.starts_at, d.booking, "
            "(SELECT count(*) FROM workshop_answers a WHERE a.date = d.id AND a.suits = 'yes') AS yes, "
            "(SELECT count(*) FROM workshop_answers a WHERE a.date = d.id AND a.suits = 'maybe') AS maybes, "
            "(SELECT count(*) FROM workshop_answers a WHERE a.date = d.id AND a.suits = 'no') AS nos "
            "FROM workshop_dates d WHERE d.workshop = :workshop ORDER BY d.starts_at, d.id",
            workshop=workshop,
        )
        return tuple(
            Date(
                row["id"],
                _slot(row, zone),
                int(row["yes"]),
                int(row["maybes"]),
                int(row["nos"]),
                row["booking"],
            )
            for row in rows
        )


def _zone(workshop: Workshop) -> str:
    slot = workshop.slot or workshop.dates[0].slot
    return slot.zone.key


def _changing(workshop: Workshop) -> dict[str, Value]:
    """The columns that a workshop may change."""
    slot = workshop.slot
    return {
        "title": workshop.title,
        "state": workshop.state,
        "until_at": stamp_or_none(workshop.until),
        "starts": None if slot is None else slot.starts.strftime(_WALL),
        "ends": None if slot is None or slot.ends is None else slot.ends.strftime(_WALL),
        "timed": 1 if slot is None else int(slot.timed),
        "starts_at": None if slot is None else stamp(slot.starts),
        "over_at": None if slot is None else stamp(slot.over_at),
        "capacity": workshop.capacity,
        "changed_at": stamp_or_none(workshop.changed_at),
        "reminded_at": stamp_or_none(workshop.reminded_at),
        "moved_from": stamp_or_none(workshop.moved_from),
        "space": workshop.space,
        "booking": workshop.booking,
        "series": workshop.series,
        "occurs_at": stamp_or_none(workshop.occurs),
    }


def _slot(row: Row, zone: ZoneInfo) -> Slot:
    """The same minutes on the wall; of an hour that comes twice in autumn the seconds say which it was."""
    known = moment(row["starts_at"]).astimezone(zone)
    wall: str = row["starts"]
    starts = known if known.strftime(_WALL) == wall else on_the_wall(datetime.fromisoformat(wall), zone)
    ends = None if row["ends"] is None else on_the_wall(datetime.fromisoformat(row["ends"]), zone)
    return Slot(starts, ends, bool(row["timed"]))
