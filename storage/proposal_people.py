"""What proposals know of people, and how it goes, in SQL."""

import re
from collections.abc import Sequence
from datetime import datetime

from .database import moment, stamp
from .proposal_words import StoredProposalWords

_UNDER_WAY = "state IN ('questions', 'opinions', 'amendment', 'objections', 'treatment')"
_UNHEARD = (
    "r.unit NOT IN (SELECT s.unit FROM proposal_rolls s JOIN {table} a ON a.proposal = s.proposal "
    "AND a.person = s.person{version} WHERE s.proposal = p.id)"
)
"""That nobody of the voice has said anything in the round: in `{table}`."""
_OF_AUTHOR = "SELECT s.unit FROM proposal_rolls s WHERE s.proposal = p.id AND s.person = p.author"
"""The voice that proposes, and so has spoken."""
_PEOPLE = (
    ("proposal_rolls", "person"),
    ("proposal_questions", "person"),
    ("proposal_opinions", "person"),
    ("proposal_opinions", "entered_by"),
    ("proposal_positions", "person"),
    ("proposal_positions", "entered_by"),
    ("objections", "person"),
    ("objections", "entered_by"),
)
"""Where somebody stands who has a voice, or has said something, or written it down for somebody else."""


class StoredProposalPeople(StoredProposalWords):
    """handlers.proposals.people_store.ProposalPeople over SQL."""

    async def opened_since(self, group: int, person: int, since: datetime) -> tuple[int, int]:
        row = await self._tx.row(
            "SELECT count(*) AS by_all, coalesce(sum(CASE WHEN author = :person THEN 1 ELSE 0 END), 0) AS by_one "
            "FROM proposals WHERE group_id = :group_id AND opened_at > :since",
            group_id=group,
            person=person,
            since=stamp(since),
        )
        return (0, 0) if row is None else (int(row["by_one"]), int(row["by_all"]))

    async def under_way(self, group: int, person: int | None = None) -> Sequence[int]:
        of_theirs = (
            "AND (author = :person OR EXISTS (SELECT 1 FROM proposal_rolls r "
            "WHERE r.proposal = proposals.id AND r.person = :person)) "
        )
        rows = await self._tx.rows(
            f"SELECT id FROM proposals WHERE group_id = :group_id AND {_UNDER_WAY} "  # noqa: S608 - our own words
            f"{'' if person is None else of_theirs}ORDER BY id",
            group_id=group,
            **({} if person is None else {"person": person}),
        )
        return [row["id"] for row in rows]

    async def unanswered_by(self, person: int, now: datetime) -> Sequence[tuple[int, int, str]]:
        opinions = _UNHEARD.format(table="proposal_opinions", version="")
        answers = _UNHEARD.format(
            table="proposal_positions", version=" AND a.version = p.version AND (a.kind <> 'talk' OR a.talked = 0)"
        )
        rows = await self._tx.rows(
            "SELECT p.id, p.group_id, v.words FROM proposals p "  # noqa: S608 - our own words
            "JOIN proposal_versions v ON v.proposal = p.id AND v.version = p.version "
            "JOIN memberships m ON m.group_id = p.group_id AND m.person = :person AND m.left_at IS NULL "
            "LEFT JOIN proposal_rolls r ON r.proposal = p.id AND r.person = :person "
            "WHERE (p.state = 'amendment' AND p.author = :person) OR (m.role IN ('resident', 'facilitator') "
            "AND r.person IS NOT NULL AND p.closing_at > :now "
            f"AND ((p.state = 'opinions' AND r.unit NOT IN ({_OF_AUTHOR}) AND {opinions}) "
            f"OR (p.state = 'objections' AND {answers}))) "
            "ORDER BY p.closing_at, p.id",
            person=person,
            now=stamp(now),
        )
        return [(row["id"], row["group_id"], row["words"]) for row in rows]

    async def ending(self, group: int, begins: datetime, ends: datetime) -> Sequence[tuple[int, datetime, str]]:
        rows = await self._tx.rows(
            "SELECT p.id, p.ends_at, v.words FROM proposals p "  # noqa: S608 - our own words
            "JOIN proposal_versions v ON v.proposal = p.id AND v.version = p.version "
            f"WHERE p.group_id = :group_id AND {_UNDER_WAY} AND p.form <> 'meeting' "
            "AND p.ends_at >= :begins AND p.ends_at < :ends ORDER BY p.ends_at, p.id",
            group_id=group,
            begins=stamp(begins),
            ends=stamp(ends),
        )
        return [(row["id"], moment(row["ends_at"]), row["words"]) for row in rows]

    async def proposed_by(self, person: int) -> Sequence[str]:
        rows = await self._tx.rows(
            "SELECT v.words FROM proposals p "
            "JOIN proposal_versions v ON v.proposal = p.id AND v.version = p.version "
            "WHERE p.author = :id ORDER BY p.id",
            id=person,
        )
        return [row["words"] for row in rows]

    async def said_by(self, person: int) -> Sequence[tuple[str, str, str]]:
        rows = await self._tx.rows(
            "SELECT s.what, v.words AS text, s.words FROM ("
            "SELECT proposal, 'question' AS what, words, asked_at AS at FROM proposal_questions "
            "WHERE person = :id UNION ALL "
            "SELECT proposal, 'opinion', words, said_at FROM proposal_opinions WHERE person = :id UNION ALL "
            "SELECT proposal, kind, words, answered_at FROM proposal_positions "
            "WHERE person = :id AND kind <> 'objection' UNION ALL "
            "SELECT proposal, 'objection', risk, made_at FROM objections WHERE person = :id) s "
            "JOIN proposals p ON p.id = s.proposal "
            "JOIN proposal_versions v ON v.proposal = p.id AND v.version = p.version ORDER BY s.at, p.id, s.what",
            id=person,
        )
        return [(row["what"], row["text"], row["words"]) for row in rows]

    async def forget(self, person: int) -> Sequence[int]:
        said = "".join(
            f" UNION SELECT proposal FROM {table} WHERE {column} = :id"  # noqa: S608 - our own words
            for table, column in _PEOPLE
        )
        touched = await self._tx.rows(f"SELECT id FROM proposals WHERE author = :id{said}", id=person)  # noqa: S608
        searching = await self._searched_by(person)
        for number in searching:
            await self._tx.run("UPDATE proposals SET commission = '' WHERE id = :id", id=number)
        for sql in (
            "DELETE FROM proposal_opinions WHERE person = :id",
            "DELETE FROM proposal_positions WHERE person = :id",
            "DELETE FROM proposal_rolls WHERE person = :id",
            "UPDATE proposal_questions SET person = NULL WHERE person = :id",
            "UPDATE objections SET person = NULL WHERE person = :id",
            "UPDATE objections SET entered_by = NULL WHERE entered_by = :id",
            "UPDATE proposal_opinions SET entered_by = NULL WHERE entered_by = :id",
            "UPDATE proposal_positions SET entered_by = NULL WHERE entered_by = :id",
        ):
            await self._tx.run(sql, id=person)
        return sorted({row["id"] for row in touched}.union(searching))

    async def _searched_by(self, person: int) -> Sequence[int]:
        """The proposals of which this person is said, by name, to look for a solution."""
        rows = await self._tx.rows(
            "SELECT p.id, p.commission, o.name FROM memberships m JOIN people o ON o.id = m.person "
            "JOIN proposals p ON p.group_id = m.group_id AND p.commission <> '' WHERE m.person = :id",
            id=person,
        )
        return [row["id"] for row in rows if row["name"] and _says(row["commission"], row["name"])]

    async def unite(self, kept: int, gone: int) -> Sequence[int]:
        changed = await self._tx.rows(
            f"SELECT id FROM proposals WHERE {_UNDER_WAY} AND (author = :gone OR id IN "  # noqa: S608
            "(SELECT proposal FROM proposal_rolls WHERE person = :gone)) ORDER BY id",
            gone=gone,
        )
        both = {"kept": kept, "gone": gone}
        for table, key, order in (
            ("proposal_opinions", "a.proposal = b.proposal", "said_at"),
            ("proposal_positions", "a.proposal = b.proposal AND a.version = b.version", "turn"),
        ):
            later = f"SELECT 1 FROM {table} a WHERE {key.replace('b.', table + '.')} AND a.person = "  # noqa: S608
            for one, other, sign in ((":kept", ":gone", ">"), (":gone", ":kept", ">=")):
                await self._tx.run(
                    f"DELETE FROM {table} WHERE person = {one} "  # noqa: S608 - our own words
                    f"AND EXISTS ({later}{other} AND a.{order} {sign} {table}.{order})",
                    **both,
                )
        doubled = await self._tx.rows(
            "SELECT g.proposal, g.unit FROM proposal_rolls g JOIN proposal_rolls k ON k.proposal = g.proposal "
            "AND k.person = :kept WHERE g.person = :gone",
            **both,
        )
        for row in doubled:
            place = {"proposal": row["proposal"], "unit": row["unit"]}
            here = "proposal = :proposal AND unit = :unit"
            await self._tx.run(f"DELETE FROM proposal_rolls WHERE {here} AND person = :gone", gone=gone, **place)  # noqa: S608
            dropped = await self._tx.run(
                f"DELETE FROM proposal_units WHERE {here} AND label = '' AND NOT EXISTS "  # noqa: S608
                f"(SELECT 1 FROM proposal_rolls WHERE {here})",
                **place,
            )
            if dropped:
                await self._tx.run(
                    "UPDATE proposals SET voices = voices - 1 WHERE id = :proposal", proposal=row["proposal"]
                )
        for table, column in (("proposals", "author"), *_PEOPLE):
            await self._tx.run(f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone", **both)  # noqa: S608
        return [row["id"] for row in changed]

    async def purge(self, before: datetime) -> int:
        over = "proposal IN (SELECT id FROM proposals WHERE closed_at < :before)"
        limit, gone = stamp(before), 0
        for table in ("proposal_positions", "proposal_rolls", "proposal_units", "proposal_opinions"):
            gone += await self._tx.run(f"DELETE FROM {table} WHERE {over}", before=limit)  # noqa: S608 - our own words
        for table in ("proposal_questions", "objections"):
            sql = f"UPDATE {table} SET person = NULL WHERE person IS NOT NULL AND {over}"  # noqa: S608
            gone += await self._tx.run(sql, before=limit)
        sql = f"UPDATE objections SET entered_by = NULL WHERE entered_by IS NOT NULL AND {over}"  # noqa: S608
        gone += await self._tx.run(sql, before=limit)
        return gone + await self._tx.run(
            "DELETE FROM reaches WHERE topic IN "
            "(SELECT 'proposals:' || id FROM proposals WHERE closed_at < :before)",
            before=limit,
        )


def _says(words: str, name: str) -> bool:
    """Whether this name stands in them as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None
