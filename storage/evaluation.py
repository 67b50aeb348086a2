"""What people thought of workshops in SQL: answers until an evaluation closes, figures from then on."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter

from handlers.evaluation.model import About, Figures, Given

from .database import Row, Transaction, stamp

_FIGURES: TypeAdapter[Figures] = TypeAdapter(Figures)


class StoredEvaluations:
    """handlers.evaluation.store.Evaluations over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def given(self, workshop: int, person: int) -> Given | None:
        row = await self._tx.row(
            "SELECT * FROM evaluation_answers WHERE workshop = :workshop AND person = :person",
            workshop=workshop,
            person=person,
        )
        return None if row is None else _given(row)

    async def give(self, workshop: int, person: int, given: Given) -> None:
        useful, listened, pace = given.marks
        await self._tx.run(
            "INSERT INTO evaluation_answers (workshop, person, useful, listened, pace, words) "
            "VALUES (:workshop, :person, :useful, :listened, :pace, :words) ON CONFLICT (workshop, person) "
            "DO UPDATE SET useful = :useful, listened = :listened, pace = :pace, words = :words",
            workshop=workshop,
            person=person,
            useful=useful,
            listened=listened,
            pace=pace,
            words=given.words,
        )

    async def withdraw(self, workshop: int, person: int) -> None:
        sql = "DELETE FROM evaluation_answers WHERE workshop = :workshop AND person = :person"
        await self._tx.run(sql, workshop=workshop, person=person)

    async def answers(self, workshop: int) -> Sequence[Given]:
        rows = await self._tx.rows(
            "SELECT * FROM evaluation_answers WHERE workshop = :workshop "
            "ORDER BY words, useful, listened, pace, person",
            workshop=workshop,
        )
        return [_given(row) for row in rows]

    async def close(self, workshop: int, figures: Figures, now: datetime) -> None:
        await self._tx.run(
            "INSERT INTO evaluations (workshop, closed_at, figures) VALUES (:workshop, :at, :figures)",
            workshop=workshop,
            at=stamp(now),
            figures=_FIGURES.dump_json(figures).decode(),
        )
        await self._tx.run("DELETE FROM evaluation_answers WHERE workshop = :workshop", workshop=workshop)

    async def figures(self, workshop: int) -> Figures | None:
        row = await self._tx.row("SELECT figures FROM evaluations WHERE workshop = :workshop", workshop=workshop)
        return None if row is None else _FIGURES.validate_json(row["figures"])

    async def unanswered(self, person: int, since: datetime, now: datetime) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT w.id FROM workshops w JOIN workshop_people p ON p.workshop = w.id AND p.person = :person "
            "AND p.comes = 'yes' JOIN memberships m ON m.group_id = w.group_id AND m.person = :person "
            "AND m.left_at IS NULL AND m.role <> 'guest' "
            "WHERE w.state IN ('fixed', 'over') AND w.over_at <= :now AND w.over_at > :since "
            "AND NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.workshop = w.id) "
            "AND NOT EXISTS (SELECT 1 FROM evaluation_answers a WHERE a.workshop = w.id AND a.person = :person "
            "AND a.useful > 0 AND a.listened > 0 AND a.pace > 0) ORDER BY w.over_at, w.id",
            person=person,
            since=stamp(since),
            now=stamp(now),
        )
        return [int(row["id"]) for row in rows]

    # People

    async def about(self, person: int) -> Sequence[About]:
        rows = await self._tx.rows(
            "SELECT w.title, a.* FROM evaluation_answers a JOIN workshops w ON w.id = a.workshop "
            "WHERE a.person = :id ORDER BY w.id",
            id=person,
        )
        return [About(row["title"], _given(row)) for row in rows]

    async def forget(self, person: int) -> None:
        await self._tx.run("DELETE FROM evaluation_answers WHERE person = :id", id=person)

    async def unite(self, kept: int, gone: int) -> None:
        await self._tx.run(
            "DELETE FROM evaluation_answers WHERE person = :kept AND (useful = 0 OR listened = 0 OR pace = 0) "
            "AND workshop IN (SELECT workshop FROM evaluation_answers WHERE person = :gone)",
            kept=kept,
            gone=gone,
        )
        await self._tx.run(
            "DELETE FROM evaluation_answers WHERE person = :gone "
            "AND workshop IN (SELECT workshop FROM evaluation_answers WHERE person = :kept)",
            kept=kept,
            gone=gone,
        )
        sql = "UPDATE evaluation_answers SET person = :kept WHERE person = :gone"
        await self._tx.run(sql, kept=kept, gone=gone)

    async def purge(self, before: datetime) -> int:
        gone = "NOT EXISTS (SELECT 1 FROM workshops w WHERE w.id = workshop)"
        orphans = await self._tx.run(f"DELETE FROM evaluation_answers WHERE {gone}")  # noqa: S608 - our own words
        sql = f"DELETE FROM evaluations WHERE closed_at < :before OR {gone}"  # noqa: S608 - our own words
        return orphans + await self._tx.run(sql, before=stamp(before))


def _given(row: Row) -> Given:
    return Given((row["useful"], row["listened"], row["pace"]), row["words"])
