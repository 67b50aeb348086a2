"""Reminders and their rings in SQL."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from handlers.reminders.model import About, Reminder, Ring
from handlers.when.calendar.almanac import on_the_wall
from handlers.when.model import Without

from .database import Row, Transaction, moment, moment_or_none, stamp, stamp_or_none
from .reminder_turns import NAMED_IN_TURNS, StoredTurns

_WITHOUT = TypeAdapter(Without)
_QUOTED = (
    "(said_by = :id OR (said_name = (SELECT name FROM people WHERE id = :id) "
    "AND group_id IN (SELECT group_id FROM memberships WHERE person = :id)))"
)


class StoredReminders(StoredTurns):
    """handlers.reminders.store.Reminders over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    # Reminders

    async def add(self, reminder: Reminder) -> int:
        row = await self._tx.row(
            "INSERT INTO reminders (group_id, person, words, audience, starts, zone, rule, without, state, "
            "next_at, made_at, said_by, said_name) VALUES (:group_id, :person, :words, :audience, :starts, :zone, "
            ":rule, :without, :state, :next_at, :made_at, :said_by, :said_name) RETURNING id",
            group_id=reminder.group,
            person=reminder.person,
            made_at=stamp(reminder.made_at),
            said_by=reminder.said_by,
            said_name=reminder.said_name,
            **_changing(reminder),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find(self, id: int, *, lock: bool = False) -> Reminder | None:
        if lock:
            await self._tx.lock("reminders", id)
        row = await self._tx.row("SELECT * FROM reminders WHERE id = :id", id=id)
        return None if row is None else _reminder(row)

    async def keep(self, reminder: Reminder, now: datetime) -> None:
        await self._tx.run(
            "UPDATE reminders SET words = :words, audience = :audience, starts = :starts, zone = :zone, "
            "rule = :rule, without = :without, state = :state, next_at = :next_at, ended_at = :ended_at "
            "WHERE id = :id",
            id=reminder.id,
            ended_at=None if reminder.lives else stamp(now),
            **_changing(reminder),
        )

    async def of(self, group: int, person: int) -> Sequence[Reminder]:
        rows = await self._tx.rows(
            "SELECT * FROM reminders WHERE group_id = :group_id AND state <> 'ended' "
            "AND (person = :person OR audience = 'group') ORDER BY next_at IS NULL, next_at, id",
            group_id=group,
            person=person,
        )
        return [_reminder(row) for row in rows]

    async def of_group(self, group: int, ends: datetime) -> Sequence[Reminder]:
        rows = await self._tx.rows(
            "SELECT * FROM reminders WHERE group_id = :group_id AND state <> 'ended' AND audience = 'group' "
            "AND next_at < :ends ORDER BY next_at, id",
            group_id=group,
            ends=stamp(ends),
        )
        return [_reminder(row) for row in rows]

    async def how_many(self, group: int, person: int) -> int:
        row = await self._tx.row(
            "SELECT count(*) AS many FROM reminders WHERE group_id = :group_id AND person = :person "
            "AND state <> 'ended'",
            group_id=group,
            person=person,
        )
        return 0 if row is None else int(row["many"])

    # Rings

    async def ring(self, ring: Ring) -> int:
        row = await self._tx.row(
            "INSERT INTO reminder_rings (reminder, due_at, rung_at, state) "
            "VALUES (:reminder, :due_at, :rung_at, :state) "
            "ON CONFLICT (reminder, due_at) DO UPDATE SET rung_at = reminder_rings.rung_at RETURNING id",
            reminder=ring.reminder,
            due_at=stamp(ring.due_at),
            rung_at=stamp(ring.rung_at),
            state=ring.state,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find_ring(self, id: int, *, lock: bool = False) -> Ring | None:
        row = await self._tx.row("SELECT * FROM reminder_rings WHERE id = :id", id=id)
        if row is not None and lock:
            await self._tx.lock("reminders", row["reminder"])
            row = await self._tx.row("SELECT * FROM reminder_rings WHERE id = :id", id=id)
        return None if row is None else await self._ring(row)

    async def keep_ring(self, ring: Ring) -> None:
        await self._tx.run(
            "UPDATE reminder_rings SET rung_at = :rung_at, state = :state, again_at = :again_at, done_by = :by "
            "WHERE id = :id",
            id=ring.id,
            rung_at=stamp(ring.rung_at),
            state=ring.state,
            again_at=stamp_or_none(ring.again_at),
            by=ring.by,
        )

    async def take(self, ring: int, person: int, at: datetime) -> None:
        await self._tx.run(
            "INSERT INTO reminder_takers (ring, person, taken_at) VALUES (:ring, :person, :at) "
            "ON CONFLICT (ring, person) DO NOTHING",
            ring=ring,
            person=person,
            at=stamp(at),
        )

    async def leave(self, ring: int, person: int) -> None:
        sql = "DELETE FROM reminder_takers WHERE ring = :ring AND person = :person"
        await self._tx.run(sql, ring=ring, person=person)

    async def open_rings(self, person: int, since: datetime) -> Sequence[tuple[Ring, Reminder]]:
        rows = await self._tx.rows(
            "SELECT r.* FROM reminder_rings r JOIN reminders m ON m.id = r.reminder WHERE m.person = :person "
            "AND m.audience = 'one' AND r.state = 'open' AND r.rung_at >= :since ORDER BY r.due_at, r.id",
            person=person,
            since=stamp(since),
        )
        return await self._with_reminders(rows)

    async def rung_late(self, group: int, since: datetime, until: datetime) -> Sequence[tuple[Ring, Reminder]]:
        rows = await self._tx.rows(
            "SELECT r.* FROM reminder_rings r JOIN reminders m ON m.id = r.reminder WHERE m.group_id = :group_id "
            "AND r.due_at >= :since AND r.due_at < :until AND r.rung_at >= :until ORDER BY r.due_at, r.id",
            group_id=group,
            since=stamp(since),
            until=stamp(until),
        )
        return await self._with_reminders(rows)

    async def _with_reminders(self, rows: Sequence[Row]) -> Sequence[tuple[Ring, Reminder]]:
        found = []
        for row in rows:
            reminder = await self.find(row["reminder"])
            assert reminder is not None, "its ring names it"
            found.append((await self._ring(row), reminder))
        return found

    async def rings_since(self, reminder: int, since: datetime) -> Sequence[Ring]:
        rows = await self._tx.rows(
            "SELECT * FROM reminder_rings WHERE reminder = :reminder AND rung_at >= :since ORDER BY due_at, id",
            reminder=reminder,
            since=stamp(since),
        )
        return [await self._ring(row) for row in rows]

    async def _ring(self, row: Row) -> Ring:
        takers = await self._tx.rows(
            "SELECT person FROM reminder_takers WHERE ring = :ring ORDER BY taken_at, person", ring=row["id"]
        )
        return Ring(
            row["id"],
            row["reminder"],
            moment(row["due_at"]),
            moment(row["rung_at"]),
            row["state"],
            moment_or_none(row["again_at"]),
            tuple(one["person"] for one in takers),
            row["done_by"],
            row["household"],
        )

    # People and groups

    async def about(self, person: int) -> About:
        rows = await self._tx.rows(
            "SELECT words, audience FROM reminders WHERE person = :id AND state <> 'ended' ORDER BY id", id=person
        )
        quoted = await self._tx.rows(f"SELECT words FROM reminders WHERE {_QUOTED} ORDER BY id", id=person)  # noqa: S608
        taken = await self._tx.row(
            "SELECT (SELECT count(*) FROM reminder_takers WHERE person = :id) "
            "+ (SELECT count(*) FROM reminder_rings WHERE done_by = :id) AS many",
            id=person,
        )
        return About(
            tuple(row["words"] for row in rows if row["audience"] == "one"),
            tuple(row["words"] for row in rows if row["audience"] == "group"),
            0 if taken is None else int(taken["many"]),
            tuple(row["words"] for row in quoted),
        )

    async def forget(self, person: int) -> Sequence[int]:
        touched = await self._tx.rows(
            "SELECT id AS ring FROM reminder_rings WHERE done_by = :id "  # noqa: S608 - our own words
            f"UNION SELECT ring FROM reminder_takers WHERE person = :id UNION {NAMED_IN_TURNS} UNION SELECT id "
            f"FROM reminder_rings WHERE reminder IN (SELECT id FROM reminders WHERE person = :id OR {_QUOTED})",
            id=person,
        )
        goes = f"(person = :id AND audience = 'one') OR {_QUOTED}"
        await self._tx.run("UPDATE reminder_rings SET done_by = NULL WHERE done_by = :id", id=person)
        await self._tx.run("DELETE FROM reminder_takers WHERE person = :id", id=person)
        await self._tx.run("DELETE FROM reminder_swaps WHERE asker = :id", id=person)
        await self._delete(f"SELECT id FROM reminders WHERE {goes}", id=person)  # noqa: S608 - our own words
        await self._tx.run("UPDATE reminders SET person = NULL WHERE person = :id", id=person)
        return [int(row["ring"]) for row in touched]

    async def leaves(self, group: int, person: int) -> Sequence[Reminder]:
        rows = await self._tx.rows(
            "SELECT * FROM reminders WHERE group_id = :group_id AND person = :person AND audience = 'one' "
            "AND state <> 'ended' ORDER BY id",
            group_id=group,
            person=person,
        )
        return [_reminder(row) for row in rows]

    async def unite(self, kept: int, gone: int) -> None:
        people = {"kept": kept, "gone": gone}
        await self._tx.run("UPDATE reminders SET person = :kept WHERE person = :gone", **people)
        await self._tx.run("UPDATE reminders SET said_by = :kept WHERE said_by = :gone", **people)
        await self._tx.run("UPDATE reminder_swaps SET asker = :kept WHERE asker = :gone", **people)
        await self._tx.run("UPDATE reminder_rings SET done_by = :kept WHERE done_by = :gone", **people)
        await self._tx.run(
            "DELETE FROM reminder_takers WHERE person = :gone AND ring IN "
            "(SELECT ring FROM reminder_takers WHERE person = :kept)",
            **people,
        )
        await self._tx.run("UPDATE reminder_takers SET person = :kept WHERE person = :gone", **people)

    async def annex(self, kept: int, gone: int) -> None:
        await self._tx.run("UPDATE reminders SET group_id = :kept WHERE group_id = :gone", kept=kept, gone=gone)

    async def purge(self, before: datetime) -> int:
        old = "SELECT id FROM reminder_rings WHERE rung_at < :before"
        await self._tx.run(f"DELETE FROM reminder_takers WHERE ring IN ({old})", before=stamp(before))  # noqa: S608
        gone = await self._tx.run("DELETE FROM reminder_rings WHERE rung_at < :before", before=stamp(before))
        return gone + await self._delete(
            "SELECT id FROM reminders WHERE state = 'ended' AND COALESCE(ended_at, made_at) < :before",
            before=stamp(before),
        )

    async def _delete(self, which: str, **values: int) -> int:
        """Reminders with all their rings."""
        rings = f"SELECT id FROM reminder_rings WHERE reminder IN ({which})"  # noqa: S608 - our own words
        await self._tx.run(f"DELETE FROM reminder_takers WHERE ring IN ({rings})", **values)  # noqa: S608
        for table in ("reminder_rings", "reminder_places", "reminder_turns", "reminder_swaps"):
            await self._tx.run(f"DELETE FROM {table} WHERE reminder IN ({which})", **values)  # noqa: S608
        return await self._tx.run(f"DELETE FROM reminders WHERE id IN ({which})", **values)  # noqa: S608


def _changing(reminder: Reminder) -> dict[str, str | int | None]:
    """The columns that a reminder may change."""
    return {
        "words": reminder.words,
        "audience": reminder.audience,
        "starts": _wall(reminder.starts),
        "zone": reminder.zone.key,
        "rule": reminder.rule,
        "without": _WITHOUT.dump_json(reminder.without).decode(),
        "state": reminder.state,
        "next_at": stamp_or_none(reminder.next_at),
    }


def _wall(starts: datetime) -> str:
    """On the clock of its zone; with the offset for the second of two hours that look the same in autumn."""
    return f"{starts:%Y-%m-%dT%H:%M:%S}" + (starts.isoformat()[-6:] if starts.fold else "")


def _reminder(row: Row) -> Reminder:
    zone = ZoneInfo(row["zone"])
    starts = datetime.fromisoformat(row["starts"])
    next_at = moment_or_none(row["next_at"])
    return Reminder(
        id=row["id"],
        group=row["group_id"],
        person=row["person"],
        words=row["words"],
        audience=row["audience"],
        starts=on_the_wall(starts, zone) if starts.tzinfo is None else starts.astimezone(zone),
        made_at=moment(row["made_at"]),
        rule=row["rule"],
        without=_WITHOUT.validate_json(row["without"]),
        state=row["state"],
        next_at=None if next_at is None else next_at.astimezone(zone),
        said_by=row["said_by"],
        said_name=row["said_name"],
    )
