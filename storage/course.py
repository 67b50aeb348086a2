"""Courses of support in SQL: missions, half-days, who pays for them, and changes of phase."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.course.model import Change, Course, Funder, HalfDay, Kind, Mission
from handlers.course.template import Template
from handlers.when.calendar.almanac import on_the_wall

from .database import Row, Transaction, moment, stamp

_WALL = "%Y-%m-%dT%H:%M"


class StoredCourses:
    """handlers.course.store.Courses over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def find(self, group: int, *, lock: bool = False) -> Course | None:
        if lock:
            await self._tx.lock("groups", group)
        row = await self._tx.row("SELECT * FROM courses WHERE group_id = :group_id", group_id=group)
        if row is None:
            return None
        return Course(
            group,
            row["phase"],
            row["meeting"],
            row["last_change"],
            await self._funders(group),
            await self._missions(group),
        )

    async def _funders(self, group: int) -> Sequence[Funder]:
        rows = await self._tx.rows(
            "SELECT id, name FROM course_funders WHERE group_id = :group_id ORDER BY id", group_id=group
        )
        return tuple(Funder(row["id"], row["name"]) for row in rows)

    async def _missions(self, group: int) -> Sequence[Mission]:
        missions = await self._tx.rows(
            "SELECT id, code, title FROM course_missions WHERE group_id = :group_id AND removed_at IS NULL "
            "ORDER BY id",
            group_id=group,
        )
        rows = await self._tx.rows(
            "SELECT h.* FROM course_half_days h JOIN course_missions m ON m.id = h.mission "
            "WHERE m.group_id = :group_id ORDER BY h.id",
            group_id=group,
        )
        halves = [_half_day(row) for row in rows]
        found = []
        for row in missions:
            mine = tuple(one for one in halves if one.mission == row["id"])
            found.append(Mission(row["id"], group, row["code"], row["title"], mine))
        return tuple(found)

    async def begin(self, group: int, template: Template) -> None:
        await self._tx.run(
            "INSERT INTO courses (group_id, phase, meeting, last_change) "
            "VALUES (:group_id, 'constitution', '', 0)",
            group_id=group,
        )
        funders = [await self.add_funder(group, name) for name in template.funders]
        for one in template.missions:
            mission = await self.add_mission(group, one.code, one.title)
            for kind, funder in one.half_days:
                await self.add_half_day(mission, kind, funders[funder])

    async def keep(self, course: Course) -> None:
        await self._tx.run(
            "UPDATE courses SET phase = :phase, meeting = :meeting, last_change = :last "
            "WHERE group_id = :group_id",
            group_id=course.group,
            phase=course.phase,
            meeting=course.meeting,
            last=course.last,
        )

    # Half-days

    async def group_of(self, half_day: int) -> int:
        row = await self._tx.row(
            "SELECT m.group_id FROM course_half_days h JOIN course_missions m ON m.id = h.mission "
            "WHERE h.id = :id",
            id=half_day,
        )
        return 0 if row is None else int(row["group_id"])

    async def of_workshop(self, workshop: int) -> HalfDay | None:
        sql = "SELECT * FROM course_half_days WHERE workshop = :workshop OR called_off = :workshop ORDER BY id"
        row = await self._tx.row(sql, workshop=workshop)
        if row is None:
            return None
        await self._tx.lock("groups", await self.group_of(row["id"]))
        again = await self._tx.row(sql, workshop=workshop)
        return None if again is None else _half_day(again)

    async def add_half_day(self, mission: int, kind: Kind, funder: int) -> int:
        row = await self._tx.row(
            "INSERT INTO course_half_days (mission, kind, funder, progress, timed) "
            "VALUES (:mission, :kind, :funder, 'open', 1) RETURNING id",
            mission=mission,
            kind=kind,
            funder=funder,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def keep_half_day(self, half_day: HalfDay) -> None:
        await self._tx.run(
            "UPDATE course_half_days SET progress = :progress, workshop = :workshop, zone = :zone, "
            "starts = :starts, timed = :timed, called_off = :called_off WHERE id = :id",
            id=half_day.id,
            called_off=half_day.called_off,
            progress=half_day.progress,
            workshop=half_day.workshop,
            zone=_zone(half_day.starts),
            starts=_wall(half_day.starts),
            timed=int(half_day.timed),
        )

    async def remove_half_day(self, id: int) -> None:
        await self._tx.run("DELETE FROM course_half_days WHERE id = :id", id=id)

    # Missions and funders

    async def group_of_mission(self, mission: int) -> int:
        row = await self._tx.row("SELECT group_id FROM course_missions WHERE id = :id", id=mission)
        return 0 if row is None else int(row["group_id"])

    async def add_mission(self, group: int, code: str, title: str) -> int:
        row = await self._tx.row(
            "INSERT INTO course_missions (group_id, code, title) VALUES (:group_id, :code, :title) RETURNING id",
            group_id=group,
            code=code,
            title=title,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def call_mission(self, id: int, title: str) -> None:
        await self._tx.run("UPDATE course_missions SET title = :title WHERE id = :id", id=id, title=title)

    async def remove_mission(self, id: int, now: datetime) -> None:
        sql = "UPDATE course_missions SET removed_at = :now WHERE id = :id"
        await self._tx.run(sql, id=id, now=stamp(now))

    async def put_mission_back(self, id: int) -> None:
        await self._tx.run("UPDATE course_missions SET removed_at = NULL WHERE id = :id", id=id)

    async def group_of_funder(self, funder: int) -> int:
        row = await self._tx.row("SELECT group_id FROM course_funders WHERE id = :id", id=funder)
        return 0 if row is None else int(row["group_id"])

    async def add_funder(self, group: int, name: str) -> int:
        row = await self._tx.row(
            "INSERT INTO course_funders (group_id, name) VALUES (:group_id, :name) RETURNING id",
            group_id=group,
            name=name,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def call_funder(self, id: int, name: str) -> None:
        await self._tx.run("UPDATE course_funders SET name = :name WHERE id = :id", id=id, name=name)

    async def pays(self, funder: int) -> bool:
        sql = "SELECT 1 AS one FROM course_half_days WHERE funder = :funder LIMIT 1"
        return await self._tx.row(sql, funder=funder) is not None

    async def remove_funder(self, id: int) -> None:
        await self._tx.run("DELETE FROM course_funders WHERE id = :id", id=id)

    # Phases

    async def add_change(self, change: Change) -> int:
        row = await self._tx.row(
            "INSERT INTO course_changes (group_id, before, phase, made_at, rhythm, zone, next_at, meeting, was, "
            "undone) VALUES (:group_id, :before, :phase, :made_at, :rhythm, :zone, :next_at, :meeting, :was, 0) "
            "RETURNING id",
            group_id=change.group,
            before=change.before,
            phase=change.phase,
            made_at=stamp(change.made_at),
            rhythm=change.rhythm,
            zone=_zone(change.next_at),
            next_at=_wall(change.next_at),
            meeting=change.meeting,
            was=change.was,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find_change(self, id: int, *, lock: bool = False) -> Change | None:
        if lock:
            await self._tx.lock("course_changes", id)
        row = await self._tx.row("SELECT * FROM course_changes WHERE id = :id", id=id)
        return None if row is None else _change(row)

    async def undo_change(self, id: int, next_at: datetime | None) -> int:
        await self._tx.run(
            "UPDATE course_changes SET undone = 1, zone = :zone, next_at = :next_at WHERE id = :id",
            id=id,
            zone=_zone(next_at),
            next_at=_wall(next_at),
        )
        row = await self._tx.row(
            "SELECT coalesce(max(id), 0) AS last FROM course_changes WHERE undone = 0 AND group_id = "
            "(SELECT group_id FROM course_changes WHERE id = :id)",
            id=id,
        )
        return 0 if row is None else int(row["last"])

    async def changes(self, group: int) -> Sequence[Change]:
        sql = "SELECT * FROM course_changes WHERE group_id = :group_id ORDER BY id"
        return [_change(row) for row in await self._tx.rows(sql, group_id=group)]

    # Groups

    async def annex(self, kept: int, gone: int) -> None:
        known = await self._tx.row("SELECT 1 AS one FROM courses WHERE group_id = :kept", kept=kept)
        if known is None:
            for table in ("courses", "course_funders", "course_missions", "course_changes"):
                sql = f"UPDATE {table} SET group_id = :kept WHERE group_id = :gone"  # noqa: S608 - our own words
                await self._tx.run(sql, kept=kept, gone=gone)
            return
        missions = "SELECT id FROM course_missions WHERE group_id = :gone"
        await self._tx.run(f"DELETE FROM course_half_days WHERE mission IN ({missions})", gone=gone)  # noqa: S608
        for table in ("course_missions", "course_funders", "course_changes", "courses"):
            await self._tx.run(f"DELETE FROM {table} WHERE group_id = :gone", gone=gone)  # noqa: S608 - our own words

    async def purge(self, before: datetime) -> int:
        old = "SELECT id FROM course_missions WHERE removed_at < :before"
        sql = f"DELETE FROM course_half_days WHERE mission IN ({old})"  # noqa: S608 - our own words
        gone = await self._tx.run(sql, before=stamp(before))
        sql = "DELETE FROM course_missions WHERE removed_at < :before"
        return gone + await self._tx.run(sql, before=stamp(before))


def _zone(at: datetime | None) -> str | None:
    if at is None:
        return None
    assert isinstance(at.tzinfo, ZoneInfo), "it is on the clock of a group"
    return at.tzinfo.key


def _wall(at: datetime | None) -> str | None:
    """On the clock of its zone; with the offset for the second of two hours that look the same in autumn."""
    if at is None:
        return None
    return at.strftime(_WALL) + (at.isoformat()[-6:] if at.fold else "")


def _at(row: Row, name: str) -> datetime | None:
    if row[name] is None:
        return None
    zone, at = ZoneInfo(row["zone"]), datetime.fromisoformat(row[name])
    return on_the_wall(at, zone) if at.tzinfo is None else at.astimezone(zone)


def _half_day(row: Row) -> HalfDay:
    return HalfDay(
        row["id"],
        row["mission"],
        row["kind"],
        row["funder"],
        row["progress"],
        row["workshop"],
        _at(row, "starts"),
        bool(row["timed"]),
        row["called_off"],
    )


def _change(row: Row) -> Change:
    return Change(
        row["id"],
        row["group_id"],
        row["before"],
        row["phase"],
        moment(row["made_at"]),
        row["rhythm"],
        _at(row, "next_at"),
        row["meeting"],
        row["was"],
        bool(row["undone"]),
    )
