"""What people say of a proposal: questions, opinions, answers and objections, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.proposals.model import Fate, Kind, Objection, Opinion, Position, Proposal, Question, Relayed

from .database import Row, Transaction, moment, stamp

_OBJECTION = (
    "SELECT o.*, p.name, e.name AS by, EXISTS (SELECT 1 FROM proposals s JOIN memberships m "
    "ON m.group_id = s.group_id AND m.left_at IS NULL WHERE s.id = o.proposal AND m.person = o.person) AS is_here "
    "FROM objections o LEFT JOIN people p ON p.id = o.person LEFT JOIN people e ON e.id = o.entered_by "
)
"""An objection with its author; `is_here`: who is in the group, perhaps once more."""


class StoredProposalWords:
    """The part of handlers.proposals.store.Proposals that is about what was said."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    # Questions and opinions

    async def ask(self, proposal: int, person: int, words: str, now: datetime) -> int:
        row = await self._tx.row(
            "INSERT INTO proposal_questions (proposal, person, words, asked_at) "
            "VALUES (:proposal, :person, :words, :now) RETURNING id",
            proposal=proposal,
            person=person,
            words=words,
            now=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def reply(self, question: int, answer: str) -> None:
        await self._tx.run(
            "UPDATE proposal_questions SET answer = :answer WHERE id = :id", id=question, answer=answer
        )

    async def question(self, question: int) -> Question | None:
        row = await self._tx.row(
            "SELECT q.*, p.name FROM proposal_questions q LEFT JOIN people p ON p.id = q.person WHERE q.id = :id",
            id=question,
        )
        return None if row is None else _question(row)

    async def questions(self, proposal: int) -> Sequence[Question]:
        rows = await self._tx.rows(
            "SELECT q.*, p.name FROM proposal_questions q LEFT JOIN people p ON p.id = q.person "
            "WHERE q.proposal = :id ORDER BY q.id",
            id=proposal,
        )
        return [_question(row) for row in rows]

    async def say(
        self,
        proposal: int,
        person: int,
        words: str,
        now: datetime,
        *,
        named: bool = True,
        relayed: Relayed | None = None,
    ) -> None:
        await self._tx.run(
            "INSERT INTO proposal_opinions (proposal, person, words, named, entered_by, said_at) "
            "VALUES (:proposal, :person, :words, :named, :by, :now) ON CONFLICT (proposal, person) DO UPDATE SET "
            "words = excluded.words, named = excluded.named, entered_by = excluded.entered_by, "
            "said_at = excluded.said_at",
            proposal=proposal,
            person=person,
            words=words,
            named=int(named),
            by=None if relayed is None else relayed.by,
            now=stamp(now),
        )

    async def unsay(self, proposal: int, person: int) -> bool:
        sql = "DELETE FROM proposal_opinions WHERE proposal = :proposal AND person = :person"
        return await self._tx.run(sql, proposal=proposal, person=person) > 0

    async def opinions(self, proposal: int) -> Sequence[Opinion]:
        rows = await self._tx.rows(
            "SELECT o.person, CASE WHEN o.named = 1 THEN p.name END AS name, o.words, e.name AS by "
            "FROM proposal_opinions o JOIN people p ON p.id = o.person LEFT JOIN people e ON e.id = o.entered_by "
            "WHERE o.proposal = :id ORDER BY o.said_at, o.person",
            id=proposal,
        )
        return [Opinion(row["person"], row["name"] or "", row["words"], row["by"] or "") for row in rows]

    async def hush(self, proposal: int) -> None:
        await self._tx.run("DELETE FROM proposal_opinions WHERE proposal = :proposal", proposal=proposal)

    # Answers

    async def answer(
        self,
        proposal: Proposal,
        person: int,
        kind: Kind,
        now: datetime,
        *,
        words: str = "",
        named: bool = True,
        relayed: Relayed | None = None,
    ) -> None:
        await self._tx.run(
            "INSERT INTO proposal_positions "
            "(proposal, version, person, kind, words, named, relayed, entered_by, turn, answered_at) "
            "VALUES (:proposal, :version, :person, :kind, :words, :named, :relayed, :by, "
            "(SELECT coalesce(max(turn), 0) + 1 FROM proposal_positions WHERE proposal = :proposal), :now) "
            "ON CONFLICT (proposal, version, person) DO UPDATE SET kind = excluded.kind, words = excluded.words, "
            "named = excluded.named, talked = 0, relayed = excluded.relayed, entered_by = excluded.entered_by, "
            "turn = excluded.turn, answered_at = excluded.answered_at",
            proposal=proposal.id,
            version=proposal.version,
            person=person,
            kind=kind,
            words=words,
            named=int(named),
            relayed=int(relayed is not None),
            by=None if relayed is None else relayed.by,
            now=stamp(now),
        )

    async def retract(self, proposal: Proposal, person: int) -> bool:
        gone = await self._tx.run(
            "DELETE FROM proposal_positions "
            "WHERE proposal = :proposal AND version = :version AND person = :person",
            proposal=proposal.id,
            version=proposal.version,
            person=person,
        )
        return gone > 0

    async def talked(self, proposal: Proposal, person: int) -> None:
        theirs, who = (" AND person = :person", {"person": person}) if person else ("", {})
        await self._tx.run(
            "UPDATE proposal_positions SET talked = 1 WHERE proposal = :proposal AND version = :version "  # noqa: S608
            f"AND kind = 'talk'{theirs}",
            proposal=proposal.id,
            version=proposal.version,
            **who,
        )

    async def positions(self, proposal: Proposal) -> Sequence[Position]:
        rows = await self._tx.rows(
            "SELECT a.*, CASE WHEN a.named = 1 THEN p.name END AS name, e.name AS by FROM proposal_positions a "
            "JOIN people p ON p.id = a.person LEFT JOIN people e ON e.id = a.entered_by "
            "WHERE a.proposal = :proposal AND a.version = :version ORDER BY a.turn",
            proposal=proposal.id,
            version=proposal.version,
        )
        return [
            Position(
                row["person"],
                row["kind"],
                row["turn"],
                row["words"],
                row["name"] or "",
                bool(row["talked"]),
                bool(row["relayed"]),
                row["by"] or "",
            )
            for row in rows
        ]

    # Objections

    async def object(
        self,
        proposal: Proposal,
        person: int,
        risk: str,
        remedy: str,
        now: datetime,
        *,
        named: bool,
        relayed: Relayed | None = None,
    ) -> int:
        row = await self._tx.row(
            "INSERT INTO objections "
            "(proposal, version, person, risk, remedy, named, state, relayed, entered_by, made_at) "
            "VALUES (:proposal, :version, :person, :risk, :remedy, :named, 'open', :relayed, :by, :now) "
            "RETURNING id",
            proposal=proposal.id,
            version=proposal.version,
            person=person,
            risk=risk,
            remedy=remedy,
            named=int(named),
            relayed=int(relayed is not None),
            by=None if relayed is None else relayed.by,
            now=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def objection(self, objection: int) -> Objection | None:
        row = await self._tx.row(_OBJECTION + "WHERE o.id = :id", id=objection)
        return None if row is None else _objection(row)

    async def objections(self, proposal: int) -> Sequence[Objection]:
        rows = await self._tx.rows(_OBJECTION + "WHERE o.proposal = :id ORDER BY o.id", id=proposal)
        return [_objection(row) for row in rows]

    async def settle(self, objection: int, state: Fate) -> None:
        await self._tx.run(
            "UPDATE objections SET state = :state, offered = 0, parked = 0 WHERE id = :id",
            id=objection,
            state=state,
        )

    async def alert(self, objection: int) -> None:
        await self._tx.run("UPDATE objections SET alerted = 1 WHERE id = :id", id=objection)

    async def offer(self, objection: int, *, asked: bool) -> None:
        await self._tx.run("UPDATE objections SET offered = :asked WHERE id = :id", id=objection, asked=int(asked))

    async def reveal(self, proposal: int) -> None:
        await self._tx.run(
            "UPDATE objections SET shown = 1 WHERE proposal = :proposal AND state <> 'withdrawn'",
            proposal=proposal,
        )

    async def park(self, objection: int, *, asked: bool) -> None:
        await self._tx.run("UPDATE objections SET parked = :asked WHERE id = :id", id=objection, asked=int(asked))

    async def adopt(self, objection: int, person: int) -> None:
        await self._tx.run(
            "UPDATE objections SET person = :person, named = 1, offered = 0, relayed = 0, entered_by = NULL "
            "WHERE id = :id",
            id=objection,
            person=person,
        )


def _question(row: Row) -> Question:
    return Question(row["id"], row["proposal"], row["person"], row["name"] or "", row["words"], row["answer"])


def _objection(row: Row) -> Objection:
    return Objection(
        id=row["id"],
        proposal=row["proposal"],
        version=row["version"],
        person=row["person"],
        name=row["name"] or "",
        risk=row["risk"],
        remedy=row["remedy"],
        named=bool(row["named"]),
        state=row["state"],
        made_at=moment(row["made_at"]),
        alerted=bool(row["alerted"]),
        orphaned=not row["is_here"],
        offered=bool(row["offered"]),
        shown=bool(row["shown"]),
        parked=bool(row["parked"]),
        relayed=bool(row["relayed"]),
        entered_by=row["by"] or "",
        entered_by_person=row["entered_by"],
    )
