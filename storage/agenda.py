"""Meetings, and the points of their lists, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.agenda.model import About, Meeting, Point

from .database import Row, Transaction, moment, moment_or_none, stamp

_QUOTED = (
    "(said_by = :id OR (said_name = (SELECT name FROM people WHERE id = :id) "
    "AND group_id IN (SELECT group_id FROM memberships WHERE person = :id)))"
)
_WAITS = "done_at IS NULL AND removed_at IS NULL"


class StoredAgenda:
    """handlers.agenda.store.Agenda over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def lock(self, group: int) -> None:
        await self._tx.lock("groups", group)

    async def without_sunday(self) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT g.id FROM groups g "
            "WHERE EXISTS (SELECT 1 FROM chats c WHERE c.group_id = g.id AND c.gone_at IS NULL) AND NOT EXISTS "
            "(SELECT 1 FROM alarms a WHERE a.topic = 'agenda:' || g.id || ':sunday' AND a.name = 'sunday') "
            "ORDER BY g.id"
        )
        return [int(row["id"]) for row in rows]

    # Meetings

    async def next(self, group: int) -> Meeting | None:
        row = await self._tx.row(
            "SELECT * FROM agenda_meetings WHERE group_id = :group_id AND state = 'next'", group_id=group
        )
        return None if row is None else _meeting(row)

    async def meeting(self, id: int) -> Meeting | None:
        row = await self._tx.row("SELECT * FROM agenda_meetings WHERE id = :id", id=id)
        return None if row is None else _meeting(row)

    async def between(self, group: int, begins: datetime, ends: datetime) -> Meeting | None:
        found = await self.next(group)
        return found if found is not None and begins <= found.at < ends else None

    async def plan(self, meeting: Meeting) -> int:
        row = await self._tx.row(
            "INSERT INTO agenda_meetings (group_id, meets_at, timed, set_by, state) "
            "VALUES (:group_id, :at, :timed, :by, 'next') RETURNING id",
            group_id=meeting.group,
            at=stamp(meeting.at),
            timed=int(meeting.timed),
            by=meeting.set_by,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def move(self, id: int, at: datetime, by: int, *, timed: bool) -> None:
        await self._tx.run(
            "UPDATE agenda_meetings SET meets_at = :at, timed = :timed, set_by = :by WHERE id = :id",
            id=id,
            at=stamp(at),
            timed=int(timed),
            by=by,
        )

    async def remove_meeting(self, id: int) -> None:
        await self._turn(id, "removed")

    async def restore_meeting(self, id: int) -> None:
        await self._turn(id, "next")

    async def _turn(self, id: int, state: str) -> None:
        await self._tx.run("UPDATE agenda_meetings SET state = :state WHERE id = :id", id=id, state=state)

    async def hold(self, meeting: Meeting, since: datetime) -> None:
        await self._turn(meeting.id, "held")
        await self._tx.run(
            "UPDATE agenda_points SET meeting = :meeting WHERE group_id = :group_id AND later = 0 "
            "AND removed_at IS NULL AND (done_at IS NULL OR done_at >= :since)",
            meeting=meeting.id,
            group_id=meeting.group,
            since=stamp(since),
        )
        await self._tx.run(
            f"UPDATE agenda_points SET later = 0 WHERE group_id = :group_id AND later = 1 AND {_WAITS}",  # noqa: S608
            group_id=meeting.group,
        )

    async def settle(self, id: int) -> None:
        await self._tx.run("UPDATE agenda_meetings SET settled = 1 WHERE id = :id", id=id)

    # Points

    async def point(self, id: int) -> Point | None:
        row = await self._tx.row("SELECT * FROM agenda_points WHERE id = :id", id=id)
        return None if row is None else _point(row)

    async def points(self, group: int) -> Sequence[Point]:
        rows = await self._tx.rows(
            f"SELECT * FROM agenda_points WHERE group_id = :group_id AND {_WAITS} ORDER BY id",  # noqa: S608
            group_id=group,
        )
        return [_point(row) for row in rows]

    async def points_of(self, meeting: int) -> Sequence[Point]:
        rows = await self._tx.rows(
            "SELECT * FROM agenda_points WHERE meeting = :meeting AND removed_at IS NULL ORDER BY id",
            meeting=meeting,
        )
        return [_point(row) for row in rows]

    async def from_source(self, group: int, source: str) -> Point | None:
        row = await self._tx.row(
            "SELECT * FROM agenda_points WHERE group_id = :group_id AND source = :source AND source <> ''",
            group_id=group,
            source=source,
        )
        return None if row is None else _point(row)

    async def add(self, point: Point) -> int:
        row = await self._tx.row(
            "INSERT INTO agenda_points "
            "(group_id, words, source, message, brought_by, said_by, said_name, added_at, later) "
            "VALUES (:group_id, :words, :source, :message, :brought_by, :said_by, :said_name, :added_at, :later) "
            "RETURNING id",
            group_id=point.group,
            words=point.words,
            source=point.source,
            message=point.message,
            brought_by=point.brought_by,
            said_by=point.said_by,
            said_name=point.said_name,
            added_at=stamp(point.added_at),
            later=int(point.later),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def postpone(self, id: int, *, later: bool) -> None:
        await self._tx.run("UPDATE agenda_points SET later = :later WHERE id = :id", id=id, later=int(later))

    async def finish(self, id: int, done_at: datetime | None) -> None:
        at = None if done_at is None else stamp(done_at)
        await self._tx.run("UPDATE agenda_points SET done_at = :at WHERE id = :id", id=id, at=at)

    async def remove(self, id: int, removed_at: datetime | None) -> None:
        at = None if removed_at is None else stamp(removed_at)
        await self._tx.run("UPDATE agenda_points SET removed_at = :at WHERE id = :id", id=id, at=at)

    async def brought_since(self, group: int, person: int, since: datetime) -> int:
        row = await self._tx.row(
            "SELECT count(*) AS brought FROM agenda_points "
            "WHERE group_id = :group_id AND brought_by = :person AND source = '' AND added_at > :since",
            group_id=group,
            person=person,
            since=stamp(since),
        )
        return 0 if row is None else int(row["brought"])

    # People and groups

    async def about(self, person: int) -> About:
        brought = await self._tx.rows(
            "SELECT words FROM agenda_points WHERE brought_by = :id AND source = '' ORDER BY id", id=person
        )
        quoted = await self._tx.rows(f"SELECT words FROM agenda_points WHERE {_QUOTED} ORDER BY id", id=person)  # noqa: S608
        dated = await self._tx.rows(
            "SELECT m.meets_at, g.zone FROM agenda_meetings m JOIN groups g ON g.id = m.group_id "
            "WHERE m.set_by = :id ORDER BY m.id",
            id=person,
        )
        return About(
            tuple(row["words"] for row in brought),
            tuple(row["words"] for row in quoted),
            tuple((moment(row["meets_at"]), row["zone"]) for row in dated),
        )

    async def forget(self, person: int) -> Sequence[int]:
        touched = await self._tx.rows(
            "SELECT id FROM agenda_meetings WHERE state <> 'removed' AND (set_by = :id OR group_id IN "  # noqa: S608
            f"(SELECT group_id FROM agenda_points WHERE brought_by = :id OR {_QUOTED})) ORDER BY id",
            id=person,
        )
        await self._tx.run(f"DELETE FROM agenda_points WHERE {_QUOTED}", id=person)  # noqa: S608 - our words
        await self._tx.run("UPDATE agenda_points SET brought_by = NULL WHERE brought_by = :id", id=person)
        await self._tx.run("UPDATE agenda_meetings SET set_by = NULL WHERE set_by = :id", id=person)
        return [int(row["id"]) for row in touched]

    async def unite(self, kept: int, gone: int) -> None:
        for table, column in (
            ("agenda_points", "brought_by"),
            ("agenda_points", "said_by"),
            ("agenda_meetings", "set_by"),
        ):
            await self._tx.run(
                f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone",  # noqa: S608 - our words
                kept=kept,
                gone=gone,
            )

    async def annex(self, kept: int, gone: int) -> None:
        groups = {"kept": kept, "gone": gone}
        await self._tx.run(
            "UPDATE agenda_meetings SET state = 'removed' WHERE group_id = :gone AND state = 'next' AND EXISTS "
            "(SELECT 1 FROM agenda_meetings m WHERE m.group_id = :kept AND m.state = 'next')",
            **groups,
        )
        await self._tx.run("UPDATE agenda_meetings SET group_id = :kept WHERE group_id = :gone", **groups)
        await self._tx.run("UPDATE agenda_points SET group_id = :kept WHERE group_id = :gone", **groups)

    async def purge(self, done_before: datetime, removed_before: datetime) -> int:
        gone = await self._tx.run("DELETE FROM agenda_points WHERE done_at < :before", before=stamp(done_before))
        gone += await self._tx.run(
            "DELETE FROM agenda_points WHERE removed_at < :before", before=stamp(removed_before)
        )
        over = "state <> 'next' AND meets_at < :before"
        await self._tx.run(
            "UPDATE agenda_points SET meeting = NULL "  # noqa: S608 - our words
            f"WHERE meeting IN (SELECT id FROM agenda_meetings WHERE {over})",
            before=stamp(done_before),
        )
        return gone + await self._tx.run(
            f"DELETE FROM agenda_meetings WHERE {over}",  # noqa: S608 - our words
            before=stamp(done_before),
        )


def _meeting(row: Row) -> Meeting:
    return Meeting(
        row["id"],
        row["group_id"],
        moment(row["meets_at"]),
        bool(row["timed"]),
        row["set_by"],
        row["state"],
        bool(row["settled"]),
    )


def _point(row: Row) -> Point:
    return Point(
        id=row["id"],
        group=row["group_id"],
        words=row["words"],
        added_at=moment(row["added_at"]),
        source=row["source"],
        message=row["message"],
        brought_by=row["brought_by"],
        said_by=row["said_by"],
        said_name=row["said_name"],
        later=bool(row["later"]),
        done_at=moment_or_none(row["done_at"]),
        removed_at=moment_or_none(row["removed_at"]),
        meeting=row["meeting"],
    )
