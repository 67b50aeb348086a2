"""Households, claims, and who answers for whom, in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from handlers.households.rules import same_name
from handlers.members.model import Claim, Household, Member, Person, Relay, Role

from .chats import StoredChats
from .database import Row, moment_or_none, stamp

ROLE = "CASE WHEN m.role = 'facilitator' AND m.role_ends_at <= :now THEN 'resident' ELSE m.role END AS role"
"""A role as it holds now: that of a facilitator ends by itself. Needs `:now`."""
_MEMBER = (  # our own words
    f"SELECT p.id, p.name, {ROLE}, m.role_ends_at, m.household, m.greeted_at, m.away_from, m.away_until, "  # noqa: S608
    "(SELECT count(*) FROM accounts a WHERE a.person = p.id) AS accounts "
    "FROM memberships m JOIN people p ON p.id = m.person "
    "WHERE m.group_id = :group_id AND m.left_at IS NULL AND p.name IS NOT NULL "
)


class StoredHouseholds(StoredChats):
    """The part of handlers.members.store.Members that is about households and relays."""

    async def members(self, group: int) -> Sequence[Member]:
        rows = await self._tx.rows(
            _MEMBER + "ORDER BY CASE WHEN m.greeted_at IS NULL THEN 1 ELSE 0 END, m.greeted_at, p.id",
            group_id=group,
            now=self._now,
        )
        return [_member(row) for row in rows]

    async def member(self, group: int, person: int) -> Member | None:
        row = await self._tx.row(_MEMBER + "AND p.id = :person", group_id=group, person=person, now=self._now)
        return None if row is None else _member(row)

    async def households(self, group: int) -> Sequence[Household]:
        living: dict[int, list[Member]] = {}
        for member in await self.members(group):
            if member.decides:
                living.setdefault(member.household, []).append(member)
        rows = await self._tx.rows(
            "SELECT id, label, parts, holder FROM households WHERE group_id = :group_id ORDER BY id",
            group_id=group,
        )
        return [
            Household(row["id"], row["label"], row["parts"], row["holder"], tuple(living.get(row["id"], ())))
            for row in rows
            if row["id"] in living or row["label"]
        ]

    async def live_with(self, group: int, person: int, other: int) -> None:
        member = await self.member(group, other)
        if member is not None:
            await self.live_in(group, person, member.household)

    async def live_alone(self, group: int, person: int) -> None:
        await self.live_in(group, person, await self._add_household(group))

    async def live_in(self, group: int, person: int, household: int) -> None:
        await self._tx.run(
            "UPDATE memberships SET household = :household WHERE group_id = :group_id AND person = :person "
            "AND EXISTS (SELECT 1 FROM households h WHERE h.id = :household AND h.group_id = :group_id)",
            household=household,
            group_id=group,
            person=person,
        )
        await self._tx.run(
            "UPDATE households SET holder = NULL "
            "WHERE group_id = :group_id AND holder = :person AND id <> :household",
            group_id=group,
            person=person,
            household=household,
        )
        await self._tx.run(
            "DELETE FROM households WHERE group_id = :group_id AND label = '' "
            "AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.household = households.id)",
            group_id=group,
        )

    async def add_lot(self, group: int, label: str, parts: int | None) -> int:
        row = await self._tx.row(
            "SELECT id FROM households WHERE group_id = :group_id AND lower(label) = lower(:label)",
            group_id=group,
            label=label,
        )
        household = await self._add_household(group, label) if row is None else int(row["id"])
        if parts is not None:
            await self._tx.run("UPDATE households SET parts = :parts WHERE id = :id", parts=parts, id=household)
        return household

    async def _add_household(self, group: int, label: str = "") -> int:
        row = await self._tx.row(
            "INSERT INTO households (group_id, label) VALUES (:group_id, :label) RETURNING id",
            group_id=group,
            label=label,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def hold(self, household: int, person: int | None) -> None:
        await self._tx.run("UPDATE households SET holder = :person WHERE id = :id", person=person, id=household)

    async def left_at(self, group: int, person: int) -> datetime | None:
        row = await self._tx.row(
            "SELECT left_at FROM memberships WHERE group_id = :group_id AND person = :person",
            group_id=group,
            person=person,
        )
        return None if row is None else moment_or_none(row["left_at"])

    async def groups_of(self, person: int) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT group_id FROM memberships WHERE person = :person AND left_at IS NULL ORDER BY group_id",
            person=person,
        )
        return [row["group_id"] for row in rows]

    # Claims

    async def claim(self, group: int, claimant: int, person: int | None, name: str) -> None:
        known = await self._tx.rows(
            "SELECT person, name FROM household_claims WHERE group_id = :group_id AND claimant = :claimant",
            group_id=group,
            claimant=claimant,
        )
        if any((row["person"], row["name"]) == (person, name) for row in known):
            return
        await self._tx.run(
            "INSERT INTO household_claims (group_id, claimant, person, name, made_at) "
            "VALUES (:group_id, :claimant, :person, :name, :now)",
            group_id=group,
            claimant=claimant,
            person=person,
            name=name,
            now=self._now,
        )

    async def claims(self, group: int) -> Sequence[Claim]:
        rows = await self._tx.rows(
            "SELECT c.id, c.claimant, p.name AS claimant_name, c.person, c.name FROM household_claims c "
            "JOIN people p ON p.id = c.claimant WHERE c.group_id = :group_id AND p.name IS NOT NULL ORDER BY c.id",
            group_id=group,
        )
        return [
            Claim(row["id"], Person(row["claimant"], row["claimant_name"]), row["person"], row["name"])
            for row in rows
        ]

    async def drop_claim(self, claim: int) -> None:
        await self._tx.run("DELETE FROM household_claims WHERE id = :id", id=claim)

    # Relays

    async def ask_relay(self, group: int, person: int, relay: int, now: datetime, *, agreed: bool = False) -> None:
        await self._tx.run(
            "INSERT INTO relays (group_id, person, relay, asked_at, agreed_at) "
            "VALUES (:group_id, :person, :relay, :now, :agreed_at) ON CONFLICT (group_id, person, relay) "
            "DO UPDATE SET agreed_at = coalesce(relays.agreed_at, excluded.agreed_at)",
            group_id=group,
            person=person,
            relay=relay,
            now=stamp(now),
            agreed_at=stamp(now) if agreed else None,
        )

    async def agree_to_relay(self, group: int, person: int, relay: int, now: datetime) -> bool:
        sql = (
            "UPDATE relays SET agreed_at = :now "
            "WHERE group_id = :group_id AND person = :person AND relay = :relay AND agreed_at IS NULL"
        )
        return await self._tx.run(sql, now=stamp(now), group_id=group, person=person, relay=relay) > 0

    async def drop_relay(self, group: int, person: int, relay: int) -> None:
        await self._tx.run(
            "DELETE FROM relays WHERE group_id = :group_id AND person = :person AND relay = :relay",
            group_id=group,
            person=person,
            relay=relay,
        )

    async def relays(self, group: int) -> Sequence[Relay]:
        rows = await self._tx.rows(
            "SELECT r.person, p.name AS person_name, r.relay, q.name AS relay_name, r.agreed_at FROM relays r "
            "JOIN people p ON p.id = r.person JOIN people q ON q.id = r.relay "
            "JOIN memberships m ON m.group_id = r.group_id AND m.person = r.person AND m.left_at IS NULL "
            "JOIN memberships n ON n.group_id = r.group_id AND n.person = r.relay AND n.left_at IS NULL "
            "WHERE r.group_id = :group_id AND p.name IS NOT NULL AND q.name IS NOT NULL "
            "ORDER BY r.asked_at, r.person, r.relay",
            group_id=group,
        )
        return [
            Relay(
                Person(row["person"], row["person_name"]),
                Person(row["relay"], row["relay_name"]),
                row["agreed_at"] is not None,
            )
            for row in rows
        ]

    # Who was told of a question

    async def note_reach(
        self, topic: str, person: int, state: Literal["told", "unreachable"], by: int, now: datetime
    ) -> None:
        await self._tx.run(
            "INSERT INTO reaches (topic, person, state, noted_by, noted_at) "
            "VALUES (:topic, :person, :state, :by, :now) ON CONFLICT (topic, person) DO UPDATE SET "
            "state = excluded.state, noted_by = excluded.noted_by, noted_at = excluded.noted_at",
            topic=topic,
            person=person,
            state=state,
            by=by,
            now=stamp(now),
        )

    async def reaches(self, topic: str) -> dict[int, str]:
        rows = await self._tx.rows("SELECT person, state FROM reaches WHERE topic = :topic", topic=topic)
        return {row["person"]: row["state"] for row in rows}

    async def reached(self, person: int) -> int:
        row = await self._tx.row("SELECT count(*) AS noted FROM reaches WHERE person = :person", person=person)
        return 0 if row is None else int(row["noted"])

    async def unite_households(self, kept: int, gone: int) -> None:
        for sql in (
            # What both have is kept once: the agreement of either is enough.
            "UPDATE relays SET agreed_at = coalesce(agreed_at, (SELECT r.agreed_at FROM relays r WHERE "
            "r.group_id = relays.group_id AND r.person = relays.person AND r.relay = :gone)) WHERE relay = :kept",
            "UPDATE relays SET agreed_at = coalesce(agreed_at, (SELECT r.agreed_at FROM relays r WHERE "
            "r.group_id = relays.group_id AND r.relay = relays.relay AND r.person = :gone)) WHERE person = :kept",
            "DELETE FROM relays WHERE relay = :gone AND EXISTS (SELECT 1 FROM relays r WHERE "
            "r.group_id = relays.group_id AND r.person = relays.person AND r.relay = :kept)",
            "DELETE FROM relays WHERE person = :gone AND EXISTS (SELECT 1 FROM relays r WHERE "
            "r.group_id = relays.group_id AND r.relay = relays.relay AND r.person = :kept)",
            "DELETE FROM relays WHERE person IN (:kept, :gone) AND relay IN (:kept, :gone)",
            "DELETE FROM household_claims WHERE claimant IN (:kept, :gone) AND person IN (:kept, :gone)",
            "DELETE FROM household_claims WHERE claimant = :gone AND EXISTS (SELECT 1 FROM household_claims c "
            "WHERE c.group_id = household_claims.group_id AND c.claimant = :kept "
            "AND c.name = household_claims.name AND coalesce(c.person, 0) = coalesce(household_claims.person, 0))",
            "DELETE FROM household_claims WHERE person = :gone AND EXISTS (SELECT 1 FROM household_claims c "
            "WHERE c.group_id = household_claims.group_id AND c.person = :kept "
            "AND c.claimant = household_claims.claimant)",
            "DELETE FROM reaches WHERE person = :gone AND EXISTS (SELECT 1 FROM reaches r WHERE "
            "r.topic = reaches.topic AND r.person = :kept)",
        ):
            await self._tx.run(sql, kept=kept, gone=gone)
        for table, column in (
            ("relays", "person"),
            ("relays", "relay"),
            ("household_claims", "claimant"),
            ("household_claims", "person"),
            ("reaches", "person"),
            ("reaches", "noted_by"),
            ("households", "holder"),
        ):
            await self._tx.run(f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone", kept=kept, gone=gone)  # noqa: S608

    async def _forget_household(self, person: int) -> None:
        """Takes a person out of all that is kept here, and out of what others said of somebody of this name."""
        for row in await self._tx.rows(
            "SELECT c.id, c.name, p.name AS person_name FROM household_claims c "
            "JOIN memberships m ON m.group_id = c.group_id AND m.person = :id "
            "JOIN people p ON p.id = m.person WHERE c.person IS NULL AND p.name IS NOT NULL",
            id=person,
        ):
            if same_name(row["name"], row["person_name"]):
                await self.drop_claim(row["id"])
        for sql in (
            "DELETE FROM household_claims WHERE claimant = :id OR person = :id",
            "DELETE FROM relays WHERE person = :id OR relay = :id",
            "DELETE FROM reaches WHERE person = :id OR noted_by = :id",
            "UPDATE households SET holder = NULL WHERE holder = :id",
        ):
            await self._tx.run(sql, id=person)


def _member(row: Row) -> Member:
    role: Role = row["role"]
    return Member(
        person=Person(row["id"], row["name"]),
        role=role,
        household=row["household"],
        reached=row["accounts"] > 0,
        greeted=row["greeted_at"] is not None,
        role_ends_at=moment_or_none(row["role_ends_at"]) if role == "facilitator" else None,
        away_from=moment_or_none(row["away_from"]),
        away_until=moment_or_none(row["away_until"]),
    )
