"""Invitations that wait for the host, and what people were told about their roles, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.groups.model import Invitation, Named

from .database import Row, Transaction, stamp
from .told import ONE_PERSONS, audience_of


class StoredGroups:
    """handlers.groups.store.Groups over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def invite(self, invitation: Invitation, now: datetime) -> int:
        row = await self._tx.row(
            "INSERT INTO invitations (platform, chat, title, administrator, account, name, in_the_open, made_at) "
            "VALUES (:platform, :chat, :title, :administrator, :account, :name, :in_the_open, :now) "
            "ON CONFLICT (platform, chat) DO UPDATE SET title = excluded.title, "
            "administrator = excluded.administrator, account = excluded.account, name = excluded.name, "
            "in_the_open = excluded.in_the_open, made_at = excluded.made_at RETURNING id",
            platform=invitation.chat.platform,
            chat=invitation.chat.id,
            title=invitation.title,
            administrator=int(invitation.administrator),
            account=invitation.account,
            name=invitation.name,
            in_the_open=int(invitation.in_the_open),
            now=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def invitation(self, id: int) -> Invitation | None:
        row = await self._tx.row("SELECT * FROM invitations WHERE id = :id", id=id)
        return None if row is None else _invitation(row)

    async def invitation_in(self, chat: Chat) -> Invitation | None:
        row = await self._tx.row(
            "SELECT * FROM invitations WHERE platform = :platform AND chat = :chat",
            platform=chat.platform,
            chat=chat.id,
        )
        return None if row is None else _invitation(row)

    async def drop_invitation(self, id: int) -> bool:
        return await self._tx.run("DELETE FROM invitations WHERE id = :id", id=id) > 0

    async def move_invitation(self, chat: Chat, to: Chat) -> None:
        await self._tx.run(
            "UPDATE invitations SET chat = :to WHERE platform = :platform AND chat = :chat AND NOT EXISTS "
            "(SELECT 1 FROM invitations i WHERE i.platform = :platform AND i.chat = :to)",
            platform=chat.platform,
            chat=chat.id,
            to=to.id,
        )

    async def invited_by(self, person: int) -> Sequence[str]:
        rows = await self._tx.rows(
            "SELECT i.title FROM invitations i "
            "JOIN accounts a ON a.platform = i.platform AND a.account = i.account "
            "WHERE a.person = :person ORDER BY i.id",
            person=person,
        )
        return [row["title"] for row in rows]

    async def groups_of(self, person: int) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT group_id FROM memberships WHERE person = :person AND left_at IS NULL ORDER BY group_id",
            person=person,
        )
        return [row["group_id"] for row in rows]

    async def named(self, group: int, person: int) -> Sequence[Named]:
        rows = await self._tx.rows(
            f"SELECT topic FROM posts WHERE {ONE_PERSONS} AND topic LIKE :topic ORDER BY id DESC",  # noqa: S608
            audience=audience_of(person),
            topic=f"groups:{group}:named:{person}:%",
        )
        return [Named.of(Topic.parse(row["topic"])) for row in rows]

    async def told(self) -> Sequence[Topic]:
        rows = await self._tx.rows(
            "SELECT DISTINCT topic FROM posts "
            "WHERE audience <> 'everyone' AND topic LIKE 'groups:%' ORDER BY topic"
        )
        return [Topic.parse(row["topic"]) for row in rows]

    async def forget(self, person: int) -> None:
        await self._tx.run(
            "DELETE FROM invitations WHERE EXISTS (SELECT 1 FROM accounts a WHERE a.person = :person "
            "AND a.platform = invitations.platform AND a.account = invitations.account)",
            person=person,
        )

    async def purge(self, before: datetime) -> int:
        return await self._tx.run("DELETE FROM invitations WHERE made_at < :before", before=stamp(before))


def _invitation(row: Row) -> Invitation:
    return Invitation(
        id=row["id"],
        chat=Chat(row["platform"], row["chat"]),
        title=row["title"],
        administrator=bool(row["administrator"]),
        account=row["account"],
        name=row["name"],
        in_the_open=bool(row["in_the_open"]),
    )
