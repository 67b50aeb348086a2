"""What the register knows of people, and how it goes; and how two groups' registers become one, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.register.model import Held, numbered

from .database import Row, stamp
from .register_reviews import StoredReviews
from .register_rows import DECISION, SHOWN, decision_from

_NAMED = (
    "(name <> '' AND name = (SELECT name FROM people WHERE id = :id) AND decision IN "
    "(SELECT d.id FROM decisions d JOIN memberships m ON m.group_id = d.group_id AND m.person = :id))"
)
"""Reservations that carry the name of somebody of the group."""


class StoredRegisterPeople(StoredReviews):
    """handlers.register.store.People over SQL."""

    async def _next_rank(self, group: int, year: int) -> int:
        row = await self._tx.row(
            "SELECT coalesce(max(rank), 0) + 1 AS next FROM decisions WHERE group_id = :group_id AND year = :year",
            group_id=group,
            year=year,
        )
        return 1 if row is None else int(row["next"])

    async def noted_since(self, group: int, person: int, since: datetime) -> tuple[int, int]:
        row = await self._tx.row(
            "SELECT count(*) AS by_all, coalesce(sum(CASE WHEN author = :person THEN 1 ELSE 0 END), 0) AS by_one "
            "FROM decisions WHERE group_id = :group_id AND noted_at > :since AND source = ''",
            group_id=group,
            person=person,
            since=stamp(since),
        )
        return (0, 0) if row is None else (int(row["by_one"]), int(row["by_all"]))

    async def held_about(self, person: int) -> Held:
        decisions = await self._tx.rows(f"{DECISION} WHERE d.author = :id AND {SHOWN} ORDER BY d.id", id=person)
        objections = await self._tx.rows(
            "SELECT words FROM decision_objections WHERE person = :id ORDER BY id", id=person
        )
        doubts = await self._tx.rows("SELECT words FROM decision_doubts WHERE person = :id ORDER BY id", id=person)
        answers = await self._tx.rows(
            "SELECT r.decision, a.choice FROM decision_review_answers a "
            "JOIN decision_reviews r ON r.id = a.review WHERE a.person = :id ORDER BY a.review",
            id=person,
        )
        reviewed = []
        for row in answers:
            of = await self._tx.row(f"{DECISION} WHERE d.id = :id", id=row["decision"])
            assert of is not None, "a review refers to its decision"
            reviewed.append((decision_from(of), row["choice"]))
        return Held(
            tuple(decision_from(row) for row in decisions),
            tuple(row["words"] for row in objections),
            tuple(row["words"] for row in doubts),
            tuple(reviewed),
        )

    async def forget(self, person: int) -> Sequence[int]:
        named = f"UNION SELECT decision FROM decision_reservations WHERE {_NAMED}"  # noqa: S608 - our own words
        touched = await self._touched(person, named)
        for sql in (
            "UPDATE decisions SET author = NULL WHERE author = :id",
            f"UPDATE decision_reservations SET name = '' WHERE {_NAMED}",  # noqa: S608 - our own words
            "UPDATE decision_objections SET person = NULL, named = 0 WHERE person = :id",
            "UPDATE decision_doubts SET person = NULL WHERE person = :id",
            "DELETE FROM decision_review_answers WHERE person = :id",
        ):
            await self._tx.run(sql, id=person)
        return touched

    async def _touched(self, person: int, others: str = "") -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT id FROM decisions WHERE author = :id "  # noqa: S608 - our own words
            "UNION SELECT decision FROM decision_objections WHERE person = :id "
            "UNION SELECT decision FROM decision_doubts WHERE person = :id "
            "UNION SELECT r.decision FROM decision_reviews r "
            f"JOIN decision_review_answers a ON a.review = r.id WHERE a.person = :id {others}",
            id=person,
        )
        return sorted(row["id"] for row in rows)

    async def unite(self, kept: int, gone: int) -> Sequence[int]:
        touched = await self._touched(gone)
        twice = await self._tx.rows(
            "SELECT a.review, a.given_at AS kept_at, b.given_at AS gone_at FROM decision_review_answers a "
            "JOIN decision_review_answers b ON b.review = a.review AND b.person = :gone WHERE a.person = :kept",
            kept=kept,
            gone=gone,
        )
        for row in twice:
            await self.take_back(row["review"], kept if row["gone_at"] >= row["kept_at"] else gone)
        for table, column in (
            ("decisions", "author"),
            ("decision_objections", "person"),
            ("decision_doubts", "person"),
            ("decision_review_answers", "person"),
        ):
            sql = f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone"  # noqa: S608 - our own words
            await self._tx.run(sql, kept=kept, gone=gone)
        return touched

    async def annex(self, kept: int, gone: int) -> Sequence[int]:
        for group in sorted((kept, gone)):  # in one order, so that nobody waits in a circle
            await self._tx.lock("groups", group)
        rows = await self._tx.rows(
            "SELECT id, year, rank, former FROM decisions WHERE group_id = :gone ORDER BY year, rank", gone=gone
        )
        for row in rows:
            await self._renumber(row, kept)
        return [row["id"] for row in rows]

    async def _renumber(self, row: Row, group: int) -> None:
        former = f"{row['former']} {numbered(row['year'], row['rank'])}".strip()
        await self._tx.run(
            "UPDATE decisions SET group_id = :group_id, rank = :rank, former = :former WHERE id = :id",
            id=row["id"],
            group_id=group,
            rank=await self._next_rank(group, row["year"]),
            former=former,
        )

    async def purge(self, before: datetime) -> Sequence[int]:
        limit = stamp(before)
        over = "SELECT id FROM decision_reviews WHERE ended_at < :before"
        gone = [
            row["decision"]
            for row in await self._tx.rows(
                "SELECT r.decision FROM decision_review_answers a "  # noqa: S608 - our own words
                f"JOIN decision_reviews r ON r.id = a.review WHERE r.id IN ({over}) "
                "UNION ALL SELECT decision FROM decision_doubts WHERE made_at < :before",
                before=limit,
            )
        ]
        await self._tx.run(f"DELETE FROM decision_review_answers WHERE review IN ({over})", before=limit)  # noqa: S608
        await self._tx.run("DELETE FROM decision_doubts WHERE made_at < :before", before=limit)
        return gone
