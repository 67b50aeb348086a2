"""Proposals, their course, their versions and their voices, in SQL."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.members.electorate import Unit
from handlers.proposals.model import Proposal, Review, Version

from .database import Row, moment, moment_or_none, stamp
from .proposal_people import StoredProposalPeople


class StoredProposals(StoredProposalPeople):
    """handlers.proposals.store.Proposals over SQL."""

    async def add(self, proposal: Proposal, roll: Sequence[Unit]) -> int:
        row = await self._tx.row(
            "INSERT INTO proposals (group_id, author, form, state, silence, voice, voices, why, version, "
            "asked, opened_at, round_at, ends_at, closing_at, review_months, review_day, trial, replaces, effect) "
            "VALUES (:group_id, :author, :form, :state, :silence, :voice, :voices, :why, 1, :asked, :opened_at, "
            ":round_at, :ends_at, :closing_at, :review_months, :review_day, :trial, :replaces, "
            ":effect) RETURNING id",
            group_id=proposal.group,
            author=proposal.author,
            form=proposal.form,
            silence=proposal.silence,
            voice=proposal.voice,
            voices=proposal.voices,
            why=proposal.why,
            asked=proposal.asked,
            opened_at=stamp(proposal.opened_at),
            replaces=proposal.replaces,
            effect=proposal.effect,
            **_round(proposal),
            **_review(proposal.review),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        number = int(row["id"])
        await self._version(number, 1, proposal.text, proposal.opened_at)
        for unit in roll:
            await self._tx.run(
                "INSERT INTO proposal_units (proposal, unit, label) VALUES (:proposal, :unit, :label)",
                proposal=number,
                unit=unit.number,
                label=unit.label,
            )
            for person in unit.people:
                await self._tx.run(
                    "INSERT INTO proposal_rolls (proposal, person, unit) VALUES (:proposal, :person, :unit)",
                    proposal=number,
                    person=person,
                    unit=unit.number,
                )
        return number

    async def _version(self, proposal: int, version: int, words: str, made_at: datetime) -> None:
        await self._tx.run(
            "INSERT INTO proposal_versions (proposal, version, words, made_at) "
            "VALUES (:proposal, :version, :words, :made_at)",
            proposal=proposal,
            version=version,
            words=words,
            made_at=stamp(made_at),
        )

    async def find(self, proposal: int, *, lock: bool = False) -> Proposal | None:
        if lock:
            await self._tx.lock("proposals", proposal)
        row = await self._tx.row(
            "SELECT p.*, v.words FROM proposals p "
            "JOIN proposal_versions v ON v.proposal = p.id AND v.version = p.version WHERE p.id = :id",
            id=proposal,
        )
        return None if row is None else _proposal(row)

    async def ended_of(self, group: int) -> Sequence[Proposal]:
        """The group's proposals that were decided, or were not, in the order in which they ended."""
        rows = await self._tx.rows(
            "SELECT p.*, v.words FROM proposals p "
            "JOIN proposal_versions v ON v.proposal = p.id AND v.version = p.version "
            "WHERE p.group_id = :group_id AND p.state IN ('adopted', 'undecided') ORDER BY p.closed_at, p.id",
            group_id=group,
        )
        return [_proposal(row) for row in rows]

    async def keep(self, proposal: Proposal) -> None:
        await self._tx.run(
            "UPDATE proposals SET form = :form, state = :state, round_at = :round_at, ends_at = :ends_at, "
            "closing_at = :closing_at, closed_at = :closed_at, review_months = :review_months, "
            "review_day = :review_day, trial = :trial, extended = :extended, loops = :loops, asked = :asked, "
            "decision = :decision, number = :number, commission = :commission, effect = :effect WHERE id = :id",
            id=proposal.id,
            form=proposal.form,
            closed_at=None if proposal.closed_at is None else stamp(proposal.closed_at),
            extended=int(proposal.extended),
            loops=proposal.loops,
            asked=proposal.asked,
            decision=proposal.decision,
            number=proposal.number,
            commission=proposal.commission,
            effect=proposal.effect,
            **_round(proposal),
            **_review(proposal.review),
        )

    async def publish(self, proposal: int, text: str, now: datetime) -> int:
        await self._tx.run("UPDATE proposals SET version = version + 1 WHERE id = :id", id=proposal)
        row = await self._tx.row("SELECT version FROM proposals WHERE id = :id", id=proposal)
        assert row is not None, "it is being changed"
        await self._version(proposal, row["version"], text, now)
        return int(row["version"])

    async def versions(self, proposal: int) -> Sequence[Version]:
        rows = await self._tx.rows(
            "SELECT version, words, made_at FROM proposal_versions WHERE proposal = :id ORDER BY version",
            id=proposal,
        )
        return [Version(row["version"], row["words"], moment(row["made_at"])) for row in rows]

    async def units(self, proposal: int) -> Sequence[Unit]:
        units = await self._tx.rows(
            "SELECT unit, label FROM proposal_units WHERE proposal = :id ORDER BY unit", id=proposal
        )
        people: dict[int, list[int]] = {}
        for row in await self._tx.rows(
            "SELECT r.unit, r.person FROM proposal_rolls r JOIN proposals p ON p.id = r.proposal "
            "JOIN memberships m ON m.group_id = p.group_id AND m.person = r.person AND m.left_at IS NULL "
            "AND m.role IN ('resident', 'facilitator') WHERE r.proposal = :id ORDER BY r.person",
            id=proposal,
        ):
            people.setdefault(row["unit"], []).append(row["person"])
        return [Unit(row["unit"], tuple(people.get(row["unit"], ())), label=row["label"]) for row in units]

    async def annex(self, kept: int, gone: int) -> None:
        await self._tx.run("UPDATE proposals SET group_id = :kept WHERE group_id = :gone", kept=kept, gone=gone)


def _round(proposal: Proposal) -> dict[str, int | str]:
    return {
        "state": proposal.state,
        "round_at": stamp(proposal.round_at),
        "ends_at": stamp(proposal.ends_at),
        "closing_at": stamp(proposal.closing_at),
    }


def _review(review: Review) -> dict[str, int | str | None]:
    day = None if review.day is None else review.day.isoformat()
    return {"review_months": review.months, "review_day": day, "trial": int(review.trial)}


def _proposal(row: Row) -> Proposal:
    day = row["review_day"]
    return Proposal(
        id=row["id"],
        group=row["group_id"],
        author=row["author"],
        form=row["form"],
        state=row["state"],
        silence=row["silence"],
        voice=row["voice"],
        voices=row["voices"],
        text=row["words"],
        why=row["why"],
        version=row["version"],
        opened_at=moment(row["opened_at"]),
        round_at=moment(row["round_at"]),
        ends_at=moment(row["ends_at"]),
        closing_at=moment(row["closing_at"]),
        closed_at=moment_or_none(row["closed_at"]),
        review=Review(row["review_months"], None if day is None else date.fromisoformat(day), bool(row["trial"])),
        extended=bool(row["extended"]),
        loops=row["loops"],
        asked=row["asked"],
        replaces=row["replaces"],
        decision=row["decision"],
        number=row["number"],
        commission=row["commission"],
        effect=row["effect"],
    )
