"""Timed programmes, and their days as they go, in SQL."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from handlers.programme.model import About, Day, Plan, Programme, Run, Slot, Step

from .database import Row, Transaction, Value, moment, moment_or_none, stamp, stamp_or_none

_MINUTE = 60


class StoredProgrammes:
    """handlers.programme.store.Programmes over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, programme: Programme) -> int:
        row = await self._tx.row(
            "INSERT INTO programmes (group_id, author, title, made_at) "
            "VALUES (:group_id, :author, :title, :made_at) RETURNING id",
            group_id=programme.group,
            author=programme.author,
            title=programme.plan.title,
            made_at=stamp(programme.made_at),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        await self._fill(row["id"], programme.plan)
        return int(row["id"])

    async def find(self, id: int, *, lock: bool = False) -> Programme | None:
        if lock:
            await self._tx.lock("programmes", id)
        row = await self._tx.row("SELECT * FROM programmes WHERE id = :id", id=id)
        return None if row is None else await self._programme(row)

    async def keep(self, programme: Programme) -> None:
        sql = "UPDATE programmes SET title = :title WHERE id = :id"
        await self._tx.run(sql, id=programme.id, title=programme.plan.title)
        await self._tx.run("DELETE FROM programme_steps WHERE programme = :id", id=programme.id)
        await self._fill(programme.id, programme.plan)

    async def remove(self, id: int) -> None:
        await self._tx.run("UPDATE programme_runs SET programme = NULL WHERE programme = :id", id=id)
        await self._tx.run("DELETE FROM programme_steps WHERE programme = :id", id=id)
        await self._tx.run("DELETE FROM programmes WHERE id = :id", id=id)

    async def of_group(self, group: int) -> Sequence[Programme]:
        rows = await self._tx.rows(
            "SELECT * FROM programmes WHERE group_id = :group_id ORDER BY made_at DESC, id DESC", group_id=group
        )
        return [await self._programme(row) for row in rows]

    async def _fill(self, id: int, plan: Plan) -> None:
        for number, day in enumerate(plan.days):
            for place, step in enumerate(day.steps):
                await self._tx.run(
                    "INSERT INTO programme_steps (programme, day, place, title, minutes, kind, starts) "
                    "VALUES (:programme, :day, :place, :title, :minutes, :kind, :starts)",
                    programme=id,
                    day=number,
                    place=place,
                    title=step.title,
                    minutes=step.minutes,
                    kind=step.kind,
                    starts=None if place else day.starts,
                )

    async def _programme(self, row: Row) -> Programme:
        steps = await self._tx.rows(
            "SELECT * FROM programme_steps WHERE programme = :id ORDER BY day, place", id=row["id"]
        )
        days = tuple(_day(list(of_day)) for _, of_day in groupby(steps, key=lambda one: int(one["day"])))
        plan = Plan(row["title"], days)
        return Programme(row["id"], row["group_id"], row["author"], plan, moment(row["made_at"]))

    # Days that go on

    async def begin(self, run: Run) -> int:
        row = await self._tx.row(
            "INSERT INTO programme_runs (group_id, programme, title, day, days, author, leader, state, began_at, "
            "paused_at, over_at, notice) VALUES (:group_id, :programme, :title, :day, :days, :author, :leader, "
            ":state, :began_at, :paused_at, :over_at, :notice) RETURNING id",
            group_id=run.group,
            programme=run.programme,
            title=run.title,
            day=run.day,
            days=run.days,
            author=run.author,
            began_at=stamp(run.began_at),
            **_changing(run),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        await self._lay(row["id"], run)
        return int(row["id"])

    async def find_run(self, id: int, *, lock: bool = False) -> Run | None:
        if lock:
            await self._tx.lock("programme_runs", id)
        row = await self._tx.row("SELECT * FROM programme_runs WHERE id = :id", id=id)
        return None if row is None else await self._run(row)

    async def keep_run(self, run: Run) -> None:
        await self._tx.run(
            "UPDATE programme_runs SET leader = :leader, state = :state, paused_at = :paused_at, "
            "over_at = :over_at, notice = :notice WHERE id = :id",
            id=run.id,
            **_changing(run),
        )
        await self._tx.run("DELETE FROM programme_slots WHERE run = :id", id=run.id)
        await self._lay(run.id, run)

    async def live(self, group: int) -> Sequence[Run]:
        rows = await self._tx.rows(
            "SELECT * FROM programme_runs WHERE group_id = :group_id AND state <> 'over' "
            "ORDER BY began_at DESC, id DESC",
            group_id=group,
        )
        return [await self._run(row) for row in rows]

    async def begun_since(self, group: int, since: datetime) -> int:
        row = await self._tx.row(
            "SELECT count(*) AS many FROM programme_runs WHERE group_id = :group_id AND began_at > :since",
            group_id=group,
            since=stamp(since),
        )
        return 0 if row is None else int(row["many"])

    async def _lay(self, id: int, run: Run) -> None:
        for version, slots in (("now", run.slots), ("before", run.before)):
            for place, one in enumerate(slots):
                await self._tx.run(
                    "INSERT INTO programme_slots (run, version, place, title, kind, planned, minutes, starts_at, "
                    "kept_at) VALUES (:run, :version, :place, :title, :kind, :planned, :minutes, :starts, :kept)",
                    run=id,
                    version=version,
                    place=place,
                    title=one.title,
                    kind=one.kind,
                    planned=one.planned,
                    minutes=one.minutes,
                    starts=one.starts * _MINUTE,
                    kept=None if one.kept is None else one.kept * _MINUTE,
                )

    async def _run(self, row: Row) -> Run:
        slots = await self._tx.rows("SELECT * FROM programme_slots WHERE run = :id ORDER BY place", id=row["id"])
        return Run(
            id=row["id"],
            group=row["group_id"],
            programme=row["programme"],
            title=row["title"],
            day=row["day"],
            days=row["days"],
            author=row["author"],
            leader=row["leader"],
            state=row["state"],
            slots=tuple(_slot(one) for one in slots if one["version"] == "now"),
            began_at=moment(row["began_at"]),
            paused_at=_minute_or_none(row["paused_at"]),
            over_at=moment_or_none(row["over_at"]),
            notice=row["notice"],
            before=tuple(_slot(one) for one in slots if one["version"] == "before"),
        )

    # People and groups

    async def about(self, person: int) -> About:
        wrote = await self._tx.rows("SELECT title FROM programmes WHERE author = :id ORDER BY id", id=person)
        led = await self._tx.rows(
            "SELECT title FROM programme_runs WHERE leader = :id OR author = :id ORDER BY id", id=person
        )
        return About([row["title"] for row in wrote], [row["title"] for row in led])

    async def forget(self, person: int) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT id FROM programme_runs WHERE leader = :id AND state <> 'over' ORDER BY id", id=person
        )
        await self._tx.run("UPDATE programmes SET author = NULL WHERE author = :id", id=person)
        await self._tx.run("UPDATE programme_runs SET author = NULL WHERE author = :id", id=person)
        await self._tx.run("UPDATE programme_runs SET leader = NULL WHERE leader = :id", id=person)
        return [int(row["id"]) for row in rows]

    async def unite(self, kept: int, gone: int) -> None:
        for table, column in (
            ("programmes", "author"),
            ("programme_runs", "author"),
            ("programme_runs", "leader"),
        ):
            sql = f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone"  # noqa: S608 - our own words
            await self._tx.run(sql, kept=kept, gone=gone)

    async def annex(self, kept: int, gone: int) -> None:
        for table in ("programmes", "programme_runs"):
            sql = f"UPDATE {table} SET group_id = :kept WHERE group_id = :gone"  # noqa: S608 - our own words
            await self._tx.run(sql, kept=kept, gone=gone)

    async def purge(self, before: datetime) -> int:
        old = "SELECT id FROM programme_runs WHERE state = 'over' AND over_at < :before"
        values = {"before": stamp(before)}
        await self._tx.run(f"DELETE FROM programme_slots WHERE run IN ({old})", **values)  # noqa: S608
        return await self._tx.run(f"DELETE FROM programme_runs WHERE id IN ({old})", **values)  # noqa: S608


def _changing(run: Run) -> dict[str, Value]:
    """The columns that a day may change."""
    return {
        "leader": run.leader,
        "state": run.state,
        "paused_at": None if run.paused_at is None else run.paused_at * _MINUTE,
        "over_at": stamp_or_none(run.over_at),
        "notice": run.notice,
    }


def _day(rows: Sequence[Row]) -> Day:
    return Day(tuple(Step(row["title"], row["minutes"], row["kind"]) for row in rows), rows[0]["starts"])


def _slot(row: Row) -> Slot:
    return Slot(
        row["title"],
        row["planned"],
        row["starts_at"] // _MINUTE,
        row["minutes"],
        row["kind"],
        _minute_or_none(row["kept_at"]),
    )


def _minute_or_none(seconds: int | None) -> int | None:
    return None if seconds is None else seconds // _MINUTE
