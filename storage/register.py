"""The register: decisions, their texts, and what is said of them, in SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.register.model import Decision, Doubt, Objection, Reservation, Version

from .database import Row, moment, stamp
from .register_people import StoredRegisterPeople
from .register_rows import DECISION, LIVE, SHOWN, decision_from

_OBJECTION = (
    "SELECT o.*, CASE WHEN o.named = 1 THEN coalesce(p.name, '') ELSE '' END AS said_by "
    "FROM decision_objections o LEFT JOIN people p ON p.id = o.person "
)


class StoredRegister(StoredRegisterPeople):
    """handlers.register.store.Register over SQL."""

    async def add(
        self, decision: Decision, versions: Sequence[tuple[str, datetime]], reservations: Sequence[Reservation]
    ) -> Decision:
        # Of two that are decided at once the second waits here: READ COMMITTED then shows it the first's number.
        await self._tx.lock("groups", decision.group)
        row = await self._tx.row(
            "INSERT INTO decisions (group_id, year, rank, words, why, method, decided_at, noted_at, author, "
            "source, voices, answered, relayed, reached, trial, length, review_at, overdue, state) "
            "VALUES (:group_id, :year, :rank, :words, :why, :method, :decided_at, :noted_at, :author, :source, "
            ":voices, :answered, :relayed, :reached, :trial, :length, :review_at, 0, 'in_force') RETURNING id",
            group_id=decision.group,
            year=decision.year,
            rank=await self._next_rank(decision.group, decision.year),
            words=decision.words,
            why=decision.why,
            method=decision.method,
            decided_at=stamp(decision.decided_at),
            noted_at=stamp(decision.noted_at),
            author=decision.author,
            source=decision.source,
            voices=decision.voices,
            answered=decision.answered,
            relayed=decision.relayed,
            reached=decision.reached,
            trial=int(decision.trial),
            length=decision.length,
            review_at=None if decision.review_at is None else stamp(decision.review_at),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        number = int(row["id"])
        for words, at in versions:
            await self.add_version(number, words, at)
        for rank, reservation in enumerate(reservations, 1):
            await self._tx.run(
                "INSERT INTO decision_reservations (decision, rank, words, name) "
                "VALUES (:decision, :rank, :words, :name)",
                decision=number,
                rank=rank,
                words=reservation.words,
                name=reservation.name,
            )
        found = await self.find(number)
        assert found is not None, "it was inserted above"
        return found

    async def find(self, decision: int, *, lock: bool = False) -> Decision | None:
        if lock:
            await self._tx.lock("decisions", decision)
        row = await self._tx.row(f"{DECISION} WHERE d.id = :id", id=decision)
        return None if row is None else decision_from(row)

    async def keep(self, decision: Decision) -> None:
        await self._tx.run(
            "UPDATE decisions SET words = :words, why = :why, state = :state, review_at = :review_at, "
            "overdue = :overdue, replaced_by = :replaced_by WHERE id = :id",
            id=decision.id,
            words=decision.words,
            why=decision.why,
            state=decision.state,
            review_at=None if decision.review_at is None else stamp(decision.review_at),
            overdue=int(decision.overdue),
            replaced_by=decision.replaced_by,
        )

    async def withdraw(self, decision: int) -> None:
        for table in ("decision_versions", "decision_doubts", "decision_objections"):
            await self._tx.run(f"DELETE FROM {table} WHERE decision = :id", id=decision)  # noqa: S608 - our words
        await self._tx.run("UPDATE decisions SET state = 'withdrawn', words = '' WHERE id = :id", id=decision)

    async def of_group(self, group: int) -> Sequence[Decision]:
        rows = await self._tx.rows(
            f"{DECISION} WHERE d.group_id = :group_id AND {SHOWN} ORDER BY d.decided_at DESC, d.id DESC",
            group_id=group,
        )
        return [decision_from(row) for row in rows]

    async def of_source(self, source: str) -> Decision | None:
        row = await self._tx.row(
            f"{DECISION} WHERE d.source = :source AND {SHOWN} ORDER BY d.id DESC LIMIT 1", source=source
        )
        return None if row is None else decision_from(row)

    async def to_review(self, group: int, begins: datetime, ends: datetime) -> Sequence[Decision]:
        rows = await self._tx.rows(
            f"{DECISION} WHERE d.group_id = :group_id AND {LIVE} AND d.review_at >= :begins "
            "AND d.review_at < :ends ORDER BY d.review_at, d.id",
            group_id=group,
            begins=stamp(begins),
            ends=stamp(ends),
        )
        return [decision_from(row) for row in rows]

    # Its texts

    async def versions(self, decision: int) -> Sequence[Version]:
        rows = await self._tx.rows(
            "SELECT rank, words, made_at FROM decision_versions WHERE decision = :id ORDER BY rank", id=decision
        )
        return [Version(row["rank"], row["words"], moment(row["made_at"])) for row in rows]

    async def older_words(self, group: int) -> Mapping[int, Sequence[str]]:
        rows = await self._tx.rows(
            "SELECT v.decision, v.words FROM decision_versions v JOIN decisions d ON d.id = v.decision "
            "WHERE d.group_id = :group_id ORDER BY v.decision, v.rank",
            group_id=group,
        )
        texts: dict[int, list[str]] = {}
        for row in rows:
            texts.setdefault(row["decision"], []).append(row["words"])
        return texts

    async def add_version(self, decision: int, words: str, now: datetime) -> None:
        await self._tx.run(
            "INSERT INTO decision_versions (decision, rank, words, made_at) "
            "SELECT d.id, (SELECT coalesce(max(v.rank), 0) + 1 FROM decision_versions v WHERE v.decision = d.id), "
            ":words, :now FROM decisions d WHERE d.id = :decision",
            decision=decision,
            words=words,
            now=stamp(now),
        )

    async def reservations(self, decision: int) -> Sequence[Reservation]:
        rows = await self._tx.rows(
            "SELECT words, name FROM decision_reservations WHERE decision = :id ORDER BY rank", id=decision
        )
        return [Reservation(row["words"], row["name"]) for row in rows]

    # Doubts

    async def add_doubt(self, decision: int, person: int, words: str, now: datetime) -> int:
        row = await self._tx.row(
            "INSERT INTO decision_doubts (decision, person, words, made_at) "
            "VALUES (:decision, :person, :words, :now) RETURNING id",
            decision=decision,
            person=person,
            words=words,
            now=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def doubt(self, doubt: int) -> Doubt | None:
        row = await self._tx.row("SELECT * FROM decision_doubts WHERE id = :id", id=doubt)
        if row is None:
            return None
        return Doubt(row["id"], row["decision"], row["person"], row["words"], row["settled_at"] is not None)

    async def is_doubted(self, decision: int) -> bool:
        sql = "SELECT 1 FROM decision_doubts WHERE decision = :id AND settled_at IS NULL LIMIT 1"
        return await self._tx.row(sql, id=decision) is not None

    async def settle_doubts(self, decision: int, now: datetime) -> None:
        await self._settle("decision_doubts", decision, now)

    # Late objections

    async def add_objection(self, decision: int, person: int, words: str, now: datetime, *, named: bool) -> int:
        row = await self._tx.row(
            "INSERT INTO decision_objections (decision, person, words, named, made_at) "
            "VALUES (:decision, :person, :words, :named, :now) RETURNING id",
            decision=decision,
            person=person,
            words=words,
            named=int(named),
            now=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def objection(self, objection: int) -> Objection | None:
        row = await self._tx.row(f"{_OBJECTION} WHERE o.id = :id", id=objection)
        return None if row is None else _objection(row)

    async def objections(self, decision: int) -> Sequence[Objection]:
        rows = await self._tx.rows(
            f"{_OBJECTION} WHERE o.decision = :id AND o.settled_at IS NULL ORDER BY o.id", id=decision
        )
        return [_objection(row) for row in rows]

    async def settle_objections(self, decision: int, now: datetime) -> None:
        await self._settle("decision_objections", decision, now)

    async def _settle(self, table: str, decision: int, now: datetime) -> None:
        await self._tx.run(
            f"UPDATE {table} SET settled_at = :now WHERE decision = :id AND settled_at IS NULL",  # noqa: S608
            id=decision,
            now=stamp(now),
        )


def _objection(row: Row) -> Objection:
    return Objection(
        id=row["id"],
        decision=row["decision"],
        person=row["person"],
        words=row["words"],
        named=bool(row["named"]),
        at=moment(row["made_at"]),
        name=row["said_by"],
    )
