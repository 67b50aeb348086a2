"""One person's whole trace among the members: all of it told, joined with another's, or gone, in SQL."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.members.model import About, Membership, Role

from .database import moment, moment_or_none, stamp
from .households import ROLE
from .private import StoredPrivate

KEPT_AFTER_LEAVING = timedelta(days=92)
"""A membership is kept as long as it lasts, and three months (people.md §6.3)."""
CLAIMS_KEPT = timedelta(days=92)
COUNTS_KEPT = timedelta(days=8)
"""Of messages that were thrown away: a week is told, and the day that is not over."""

_RANK: dict[Role, int] = {"accompaniment": 2, "facilitator": 1}
"""Of two roles of one person, the one that runs more stays; whoever only looks on does not vote through the
back door of a second account, so all others are equal, and that of the kept person stands."""
_MERGED = (
    "role = :role, role_ends_at = :ends_at, since = :since, left_at = :left_at, greeted_at = :greeted_at, "
    "nudged_at = :nudged_at, away_from = :away_from, away_until = :away_until"
)
_EMPTY_HOUSEHOLDS = (
    "DELETE FROM households WHERE label = '' AND NOT EXISTS "
    "(SELECT 1 FROM memberships m WHERE m.household = households.id)"
)
_PAST = (
    ("DELETE FROM household_claims WHERE made_at <= :oldest", CLAIMS_KEPT),
    ("DELETE FROM discarded WHERE CAST(day AS BIGINT) * 86400 <= :oldest", COUNTS_KEPT),
)
_LIVING = "left_at IS NULL OR left_at > :oldest OR group_id IN (SELECT id FROM groups WHERE demo = 1)"
"""Memberships that are kept; the demonstration keeps all of its own."""


class StoredTraces(StoredPrivate):
    """The part of handlers.members.store.Members that is about everything that is kept of one person."""

    async def about(self, person: int) -> About | None:
        known = await self._tx.row("SELECT name, language FROM people WHERE id = :id", id=person)
        if known is None or known["name"] is None:
            return None
        memberships = await self._tx.rows(
            f"SELECT g.name, g.zone, {ROLE}, m.role_ends_at, m.since, m.left_at, "  # noqa: S608
            "m.greeted_at, m.away_from, m.away_until FROM memberships m JOIN groups g ON g.id = m.group_id "
            "WHERE m.person = :id ORDER BY g.id",
            id=person,
            now=self._now,
        )
        return About(
            name=known["name"],
            language=known["language"],
            accounts=tuple(await self.accounts(person)),
            memberships=tuple(
                [
                    Membership(
                        group=row["name"],
                        zone=row["zone"],
                        role=row["role"],
                        role_ends_at=moment_or_none(row["role_ends_at"]) if row["role"] == "facilitator" else None,
                        since=moment(row["since"]),
                        left_at=moment_or_none(row["left_at"]),
                        greeted_at=moment_or_none(row["greeted_at"]),
                        away_from=moment_or_none(row["away_from"]),
                        away_until=moment_or_none(row["away_until"]),
                    )
                    for row in memberships
                ]
            ),
            noted=await self._count("SELECT count(*) AS n FROM reaches WHERE noted_by = :id", person),
            codes=await self._count("SELECT count(*) AS n FROM codes WHERE person = :id", person)
            + await self._count("SELECT count(*) AS n FROM code_tries WHERE person = :id", person),
        )

    async def accounts(self, person: int) -> Sequence[tuple[str, str]]:
        rows = await self._tx.rows(
            "SELECT platform, account FROM accounts WHERE person = :id ORDER BY platform, account", id=person
        )
        return [(row["platform"], row["account"]) for row in rows]

    async def _count(self, sql: str, person: int) -> int:
        row = await self._tx.row(sql, id=person)
        return 0 if row is None else int(row["n"])

    # Joined with another's

    async def unite(self, kept: int, gone: int) -> None:
        for person in sorted((kept, gone)):
            await self._tx.lock("people", person)  # two who join each other at once go one after the other
        theirs = await self._tx.rows("SELECT * FROM memberships WHERE person = :id", id=gone)
        for row in theirs:
            await self._unite_memberships(row["group_id"], kept, gone)
        await self._tx.run("UPDATE accounts SET person = :kept WHERE person = :gone", kept=kept, gone=gone)
        await self._tx.run(_EMPTY_HOUSEHOLDS)
        await self._tx.run(
            "UPDATE people SET about = coalesce(about, (SELECT g.about FROM people g WHERE g.id = :gone)), "
            "language = coalesce(language, (SELECT g.language FROM people g WHERE g.id = :gone)) WHERE id = :kept",
            kept=kept,
            gone=gone,
        )
        await self._tx.run("UPDATE people SET name = NULL, about = NULL, language = NULL WHERE id = :id", id=gone)

    async def _unite_memberships(self, group: int, kept: int, gone: int) -> None:
        """In one group: the household of the kept person; of the rest, what is there longer, or more."""
        both = await self._tx.rows(
            f"SELECT m.person, {ROLE}, m.role_ends_at, m.household, m.since, m.left_at, m.greeted_at, "  # noqa: S608
            "m.nudged_at, m.away_from, m.away_until FROM memberships m "
            "WHERE m.group_id = :group_id AND m.person IN (:kept, :gone)",
            group_id=group,
            kept=kept,
            gone=gone,
            now=self._now,
        )
        by = {row["person"]: row for row in both}
        if kept not in by:
            await self._tx.run(
                "UPDATE memberships SET person = :kept WHERE group_id = :group_id AND person = :gone",
                kept=kept,
                gone=gone,
                group_id=group,
            )
            await self._holds_nothing_else(group, kept, gone, by[gone]["household"])
            return
        one, other = by[kept], by[gone]
        ruling = other if _RANK.get(other["role"], 0) > _RANK.get(one["role"], 0) else one
        away = one if one["away_until"] is not None else other
        left = None if None in (one["left_at"], other["left_at"]) else max(one["left_at"], other["left_at"])
        await self._tx.run("DELETE FROM memberships WHERE group_id = :g AND person = :id", g=group, id=gone)
        await self._tx.run(
            f"UPDATE memberships SET {_MERGED} WHERE group_id = :group_id AND person = :kept",  # noqa: S608
            group_id=group,
            kept=kept,
            role=ruling["role"],
            ends_at=ruling["role_ends_at"] if ruling["role"] == "facilitator" else None,
            since=min(one["since"], other["since"]),
            left_at=left,
            greeted_at=min((row["greeted_at"] for row in both if row["greeted_at"] is not None), default=None),
            nudged_at=max((row["nudged_at"] for row in both if row["nudged_at"] is not None), default=None),
            away_from=away["away_from"],
            away_until=away["away_until"],
        )
        await self._holds_nothing_else(group, kept, gone, one["household"])

    async def _holds_nothing_else(self, group: int, kept: int, gone: int, household: int) -> None:
        """Whoever answered for a household in which they do not live answers for it no more."""
        await self._tx.run(
            "UPDATE households SET holder = CASE WHEN id = :household THEN CAST(:kept AS BIGINT) END "
            "WHERE group_id = :group_id AND holder IN (:kept, :gone)",
            household=household,
            kept=kept,
            gone=gone,
            group_id=group,
        )

    # Gone

    async def forget(self, person: int) -> None:
        await self._forget_household(person)
        for sql in (
            "DELETE FROM accounts WHERE person = :id",
            "DELETE FROM memberships WHERE person = :id",
        ):
            await self._tx.run(sql, id=person)
        await self._tx.run(_EMPTY_HOUSEHOLDS)
        await self._tx.run(
            "UPDATE people SET name = NULL, about = NULL, language = NULL WHERE id = :id", id=person
        )

    async def long_gone(self, now: datetime) -> Sequence[int]:
        """People whom no group has any more: who left all of theirs three months ago, or came to none."""
        rows = await self._tx.rows(
            "SELECT p.id FROM people p WHERE p.name IS NOT NULL AND NOT EXISTS "  # noqa: S608 - our own words
            f"(SELECT 1 FROM memberships m WHERE m.person = p.id AND ({_LIVING})) ORDER BY p.id",
            oldest=stamp(now - KEPT_AFTER_LEAVING),
        )
        return [row["id"] for row in rows]

    async def purge(self, now: datetime) -> int:
        gone = 0
        for sql, kept in _PAST:
            gone += await self._tx.run(sql, oldest=stamp(now - kept))
        # Those of people whom no group has any more go with everything else of them: `long_gone`.
        gone += await self._tx.run(
            f"DELETE FROM memberships WHERE NOT ({_LIVING}) AND person IN "  # noqa: S608 - our own words
            f"(SELECT o.person FROM memberships o WHERE {_LIVING})",
            oldest=stamp(now - KEPT_AFTER_LEAVING),
        )
        await self._tx.run(_EMPTY_HOUSEHOLDS)
        return gone
