"""People, their accounts and their memberships, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.events import Chat
from handlers.members.model import FACILITATES, Here, Person, Role

from .chats import GROUP, group_from
from .database import Row, stamp
from .households import ROLE
from .joining import StoredJoining
from .traces import StoredTraces


class StoredMembers(StoredJoining, StoredTraces):
    """handlers.members.store.Members over SQL, and what the command line needs to set a group up."""

    async def here(self, chat: Chat, account: str) -> Here | None:
        row = await self._tx.row(
            f"SELECT {GROUP}, p.id AS person, p.name AS name, {ROLE} FROM accounts a "  # noqa: S608
            "JOIN people p ON p.id = a.person "
            "JOIN chats c ON c.platform = a.platform AND c.chat = :chat "
            "JOIN groups g ON g.id = c.group_id "
            "JOIN memberships m ON m.group_id = g.id AND m.person = p.id AND m.left_at IS NULL "
            "WHERE a.platform = :platform AND a.account = :account AND p.name IS NOT NULL",
            platform=chat.platform,
            chat=chat.id,
            account=account,
            now=self._now,
        )
        return None if row is None else _here(row)

    async def enrol(self, chat: Chat, account: str, name: str) -> Here | None:
        row = await self._tx.row(
            "SELECT lists_members FROM chats WHERE platform = :platform AND chat = :chat",
            platform=chat.platform,
            chat=chat.id,
        )
        if row is None or row["lists_members"]:
            return None
        await self.enter(chat, account, name)
        return await self.here(chat, account)

    async def memberships(self, platform: str, account: str) -> Sequence[Here]:
        rows = await self._tx.rows(
            f"SELECT {GROUP}, p.id AS person, p.name AS name, {ROLE} FROM accounts a "  # noqa: S608
            "JOIN people p ON p.id = a.person "
            "JOIN memberships m ON m.person = p.id AND m.left_at IS NULL "
            "JOIN groups g ON g.id = m.group_id "
            "WHERE a.platform = :platform AND a.account = :account AND p.name IS NOT NULL ORDER BY g.id",
            platform=platform,
            account=account,
            now=self._now,
        )
        return [_here(row) for row in rows]

    async def spoken_of(self, person: int) -> int | None:
        row = await self._tx.row("SELECT about FROM people WHERE id = :id", id=person)
        return None if row is None else row["about"]

    async def speak_of(self, person: int, group: int) -> None:
        await self._tx.run("UPDATE people SET about = :about WHERE id = :id", about=group, id=person)

    async def greet(self, group: int, person: int) -> None:
        await self._tx.run(
            "UPDATE memberships SET greeted_at = :now "
            "WHERE group_id = :group_id AND person = :person AND greeted_at IS NULL",
            now=self._now,
            group_id=group,
            person=person,
        )

    async def greeted(self, group: int) -> int:
        row = await self._tx.row(
            "SELECT count(greeted_at) AS greeted FROM memberships WHERE group_id = :id AND left_at IS NULL",
            id=group,
        )
        return 0 if row is None else int(row["greeted"])

    async def roll(self, group: int) -> Sequence[Person]:
        rows = await self._tx.rows(
            "SELECT p.id, p.name FROM memberships m JOIN people p ON p.id = m.person "
            "WHERE m.group_id = :id AND m.left_at IS NULL AND m.role IN ('resident', 'facilitator') "
            "AND p.name IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM chats c WHERE c.group_id = m.group_id AND c.lists_members = 0) "
            "ORDER BY p.id",
            id=group,
        )
        return [Person(row["id"], row["name"]) for row in rows]

    async def people(self, group: int) -> Sequence[tuple[Person, Role]]:
        """Everybody who is in the group, with their role, in the order in which they came."""
        rows = await self._tx.rows(
            f"SELECT p.id, p.name, {ROLE} FROM memberships m JOIN people p ON p.id = m.person "  # noqa: S608
            "WHERE m.group_id = :id AND m.left_at IS NULL AND p.name IS NOT NULL ORDER BY p.id",
            id=group,
            now=self._now,
        )
        return [(Person(row["id"], row["name"]), row["role"]) for row in rows]

    async def in_the_open(self, group: int) -> Sequence[int]:
        door = (
            "EXISTS (SELECT 1 FROM accounts a JOIN chats c ON c.platform = a.platform WHERE a.person = m.person "
            "AND c.group_id = m.group_id AND c.gone_at IS NULL AND c.in_the_open = {kind})"
        )
        rows = await self._tx.rows(
            "SELECT m.person FROM memberships m JOIN people p ON p.id = m.person "  # noqa: S608 - our own words
            "WHERE m.group_id = :id AND m.left_at IS NULL AND p.name IS NOT NULL "
            f"AND {door.format(kind=1)} AND NOT {door.format(kind=0)} ORDER BY m.person",
            id=group,
        )
        return [row["person"] for row in rows]

    async def accounts_in(self, chat: Chat) -> Sequence[str]:
        rows = await self._tx.rows(
            "SELECT a.account FROM chats c JOIN memberships m ON m.group_id = c.group_id AND m.left_at IS NULL "
            "JOIN accounts a ON a.person = m.person AND a.platform = c.platform "
            "WHERE c.platform = :platform AND c.chat = :chat ORDER BY a.account",
            platform=chat.platform,
            chat=chat.id,
        )
        return [row["account"] for row in rows]

    async def account_of(self, platform: str, account: str) -> Person | None:
        row = await self._tx.row(
            "SELECT p.id, p.name FROM accounts a JOIN people p ON p.id = a.person "
            "WHERE a.platform = :platform AND a.account = :account AND p.name IS NOT NULL",
            platform=platform,
            account=account,
        )
        return None if row is None else Person(row["id"], row["name"])

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        found = {}
        for person in dict.fromkeys(people):
            row = await self._tx.row("SELECT name FROM people WHERE id = :id", id=person)
            if row is not None and row["name"] is not None:
                found[person] = str(row["name"])
        return found

    async def enter(self, chat: Chat, account: str, name: str) -> None:
        group = await self.group_of(chat)
        if group is None:
            return
        person = await self.account_of(chat.platform, account)
        if person is None:
            person = await self.add_person(name)
            await self.add_account(person.id, chat.platform, account)
        await self.add_member(group.id, person.id, "resident")

    async def leave(self, chat: Chat, account: str) -> None:
        await self._tx.run(
            "UPDATE memberships SET left_at = :now WHERE left_at IS NULL "
            "AND person IN (SELECT person FROM accounts WHERE platform = :platform AND account = :account) "
            "AND group_id IN (SELECT group_id FROM chats WHERE platform = :platform AND chat = :chat) "
            "AND NOT EXISTS (SELECT 1 FROM accounts a JOIN chats c ON c.platform = a.platform "
            "WHERE a.person = memberships.person AND c.group_id = memberships.group_id AND c.gone_at IS NULL "
            "AND NOT (c.platform = :platform AND c.chat = :chat))",
            now=self._now,
            platform=chat.platform,
            account=account,
            chat=chat.id,
        )

    # Setting a group up

    async def add_person(self, name: str) -> Person:
        row = await self._tx.row(
            "INSERT INTO people (name, created_at) VALUES (:name, :now) RETURNING id", name=name, now=self._now
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return Person(int(row["id"]), name)

    async def add_account(self, person: int, platform: str, account: str) -> None:
        await self._tx.run(
            "INSERT INTO accounts (platform, account, person) VALUES (:platform, :account, :person)",
            platform=platform,
            account=account,
            person=person,
        )

    async def add_member(self, group: int, person: int, role: Role) -> None:
        sql = "UPDATE memberships SET left_at = NULL WHERE group_id = :group_id AND person = :person"
        if await self._tx.run(sql, group_id=group, person=person):
            return
        await self._tx.run(
            "INSERT INTO memberships (group_id, person, role, role_ends_at, household, since) "
            "VALUES (:group_id, :person, :role, :ends_at, :household, :now)",
            group_id=group,
            person=person,
            role=role,
            ends_at=self._now + int(FACILITATES.total_seconds()) if role == "facilitator" else None,
            household=await self._add_household(group),
            now=self._now,
        )

    async def remove_member(self, group: int, person: int) -> None:
        await self._tx.run(
            "UPDATE memberships SET left_at = :now WHERE group_id = :group_id AND person = :person",
            now=self._now,
            group_id=group,
            person=person,
        )

    async def give_role(self, group: int, person: int, role: Role, ends_at: datetime | None = None) -> None:
        await self._tx.run(
            "UPDATE memberships SET role = :role, role_ends_at = :ends_at "
            "WHERE group_id = :group_id AND person = :person",
            role=role,
            ends_at=stamp(ends_at) if ends_at else None,
            group_id=group,
            person=person,
        )

    async def be_away(self, group: int, person: int, begins: datetime | None, ends: datetime | None) -> None:
        await self._tx.run(
            "UPDATE memberships SET away_from = :begins, away_until = :ends "
            "WHERE group_id = :group_id AND person = :person",
            begins=stamp(begins) if begins else None,
            ends=stamp(ends) if ends else None,
            group_id=group,
            person=person,
        )

    async def nudge(self, group: int, person: int, before: datetime) -> bool:
        sql = (
            "UPDATE memberships SET nudged_at = :now WHERE group_id = :group_id AND person = :person "
            "AND (nudged_at IS NULL OR nudged_at <= :before)"
        )
        return await self._tx.run(sql, now=self._now, before=stamp(before), group_id=group, person=person) > 0


def _here(row: Row) -> Here:
    return Here(group_from(row), Person(row["person"], row["name"]), row["role"])
