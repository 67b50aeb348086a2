"""Who comes to workshops, who brings what, and how people and groups go, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.workshops.model import About, Brought, Coming, Thing

from .database import Transaction, moment, stamp


class StoredComing:
    """The part of StoredWorkshops that is about people."""

    _tx: Transaction

    async def people(self, workshop: int) -> Sequence[Coming]:
        rows = await self._tx.rows(
            "SELECT * FROM workshop_people WHERE workshop = :workshop ORDER BY since, person", workshop=workshop
        )
        return [
            Coming(row["person"], row["comes"], row["adults"], row["children"], moment(row["since"]))
            for row in rows
        ]

    async def come(self, workshop: int, coming: Coming) -> None:
        await self._tx.run(
            "INSERT INTO workshop_people (workshop, person, comes, adults, children, since) "
            "VALUES (:workshop, :person, :comes, :adults, :children, :since) "
            "ON CONFLICT (workshop, person) DO UPDATE SET comes = :comes, adults = :adults, children = :children, "
            "since = :since",
            workshop=workshop,
            person=coming.person,
            comes=coming.comes,
            adults=coming.adults,
            children=coming.children,
            since=stamp(coming.since),
        )

    async def come_no_more(self, workshop: int, person: int) -> None:
        sql = "DELETE FROM workshop_people WHERE workshop = :workshop AND person = :person"
        await self._tx.run(sql, workshop=workshop, person=person)

    # Things

    async def things(self, workshop: int) -> Sequence[Thing]:
        rows = await self._tx.rows(
            "SELECT * FROM workshop_things WHERE workshop = :workshop ORDER BY id", workshop=workshop
        )
        return [Thing(row["id"], row["words"], row["amount"], row["one"], row["many"]) for row in rows]

    async def need(self, workshop: int, things: Sequence[Thing]) -> None:
        await self._tx.run(
            "UPDATE workshop_brought SET thing = NULL WHERE workshop = :workshop AND thing IS NOT NULL",
            workshop=workshop,
        )
        await self._tx.run("DELETE FROM workshop_things WHERE workshop = :workshop", workshop=workshop)
        for thing in things:
            row = await self._tx.row(
                "INSERT INTO workshop_things (workshop, words, amount, one, many) "
                "VALUES (:workshop, :words, :amount, :one, :many) RETURNING id",
                workshop=workshop,
                words=thing.words,
                amount=thing.amount,
                one=thing.one,
                many=thing.many,
            )
            assert row is not None, "INSERT … RETURNING gives its row"
            await self._tx.run(
                "UPDATE workshop_brought SET thing = :thing "
                "WHERE workshop = :workshop AND words IN (:one, :words)",
                thing=row["id"],
                workshop=workshop,
                one=thing.one,
                words=thing.words,
            )

    async def brought(self, workshop: int) -> Sequence[Brought]:
        rows = await self._tx.rows(
            "SELECT * FROM workshop_brought WHERE workshop = :workshop ORDER BY id", workshop=workshop
        )
        return [Brought(row["id"], row["person"], row["words"], row["amount"], row["thing"]) for row in rows]

    async def bring(self, workshop: int, brought: Brought) -> None:
        await self._tx.run(
            "INSERT INTO workshop_brought (workshop, person, thing, words, amount) "
            "VALUES (:workshop, :person, :thing, :words, :amount)",
            workshop=workshop,
            person=brought.person,
            thing=brought.thing,
            words=brought.words,
            amount=brought.amount,
        )

    async def bring_no_more(self, workshop: int, person: int) -> None:
        sql = "DELETE FROM workshop_brought WHERE workshop = :workshop AND person = :person"
        await self._tx.run(sql, workshop=workshop, person=person)

    # People and groups

    async def about(self, person: int) -> About:
        began = await self._tx.rows("SELECT title FROM workshops WHERE author = :id ORDER BY id", id=person)
        answered = await self._tx.row(
            "SELECT count(*) AS many FROM workshop_answers WHERE person = :id", id=person
        )
        comes = await self._tx.rows(
            "SELECT w.title, p.comes, p.adults, p.children FROM workshop_people p "
            "JOIN workshops w ON w.id = p.workshop WHERE p.person = :id ORDER BY w.id",
            id=person,
        )
        brings = await self._tx.rows(
            "SELECT words FROM workshop_brought WHERE person = :id ORDER BY id", id=person
        )
        return About(
            tuple(row["title"] for row in began),
            0 if answered is None else int(answered["many"]),
            tuple((row["title"], row["comes"], row["adults"], row["children"]) for row in comes),
            tuple(row["words"] for row in brings),
        )

    async def forget(self, person: int) -> Sequence[int]:
        touched = await self._of(person)
        await self._tx.run("DELETE FROM workshop_answers WHERE person = :id", id=person)
        await self._tx.run("DELETE FROM workshop_people WHERE person = :id", id=person)
        await self._tx.run("DELETE FROM workshop_brought WHERE person = :id", id=person)
        await self._tx.run("UPDATE workshops SET author = NULL WHERE author = :id", id=person)
        return touched

    async def _of(self, person: int) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT id FROM workshops WHERE author = :id UNION SELECT workshop FROM workshop_people "
            "WHERE person = :id UNION SELECT workshop FROM workshop_brought WHERE person = :id UNION "
            "SELECT d.workshop FROM workshop_answers a JOIN workshop_dates d ON d.id = a.date "
            "WHERE a.person = :id",
            id=person,
        )
        return [int(row["id"]) for row in rows]

    async def leaves(self, group: int, person: int, now: datetime) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT id FROM workshops WHERE group_id = :group_id AND (state = 'asking' OR (state = 'fixed' "
            "AND over_at > :now))",
            group_id=group,
            now=stamp(now),
        )
        mine = set(await self._of(person))
        touched = [int(row["id"]) for row in rows if int(row["id"]) in mine]
        for workshop in touched:
            await self.come_no_more(workshop, person)
            await self.bring_no_more(workshop, person)
            await self._tx.run(
                "DELETE FROM workshop_answers WHERE person = :person "
                "AND date IN (SELECT id FROM workshop_dates WHERE workshop = :workshop)",
                person=person,
                workshop=workshop,
            )
        return touched

    async def unite(self, kept: int, gone: int) -> Sequence[int]:
        touched, people = await self._of(gone), {"kept": kept, "gone": gone}
        await self._tx.run("UPDATE workshops SET author = :kept WHERE author = :gone", **people)
        await self._tx.run("UPDATE workshop_brought SET person = :kept WHERE person = :gone", **people)
        for table, subject in (("workshop_answers", "date"), ("workshop_people", "workshop")):
            await self._tx.run(
                f"DELETE FROM {table} WHERE person = :gone AND {subject} IN "  # noqa: S608 - our own words
                f"(SELECT {subject} FROM {table} WHERE person = :kept)",
                **people,
            )
            await self._tx.run(f"UPDATE {table} SET person = :kept WHERE person = :gone", **people)  # noqa: S608
        return touched

    async def annex(self, kept: int, gone: int) -> None:
        for table in ("workshops", "workshop_series"):
            sql = f"UPDATE {table} SET group_id = :kept WHERE group_id = :gone"  # noqa: S608 - our own words
            await self._tx.run(sql, kept=kept, gone=gone)

    async def purge(self, before: datetime) -> int:
        old = "SELECT id FROM workshops WHERE state IN ('cancelled', 'over') AND changed_at < :before"
        values = {"before": stamp(before)}
        dates = f"SELECT id FROM workshop_dates WHERE workshop IN ({old})"  # noqa: S608 - our own words
        await self._tx.run(f"DELETE FROM workshop_answers WHERE date IN ({dates})", **values)  # noqa: S608
        for table in ("workshop_dates", "workshop_people", "workshop_brought", "workshop_things"):
            await self._tx.run(f"DELETE FROM {table} WHERE workshop IN ({old})", **values)  # noqa: S608
        many = await self._tx.run(f"DELETE FROM workshops WHERE id IN ({old})", **values)  # noqa: S608
        empty = "state = 'ended' AND NOT EXISTS (SELECT 1 FROM workshops w WHERE w.series = workshop_series.id)"
        return many + await self._tx.run(f"DELETE FROM workshop_series WHERE {empty}")  # noqa: S608
