"""Drafts: half-finished dialogues, kept 24 hours."""

import json
from datetime import datetime, timedelta

from handlers.conversation.events import Chat
from handlers.conversation.stores import Draft

from .database import Transaction, stamp

KEPT = timedelta(hours=24)


class StoredDrafts:
    """handlers.conversation.stores.Drafts over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def keep(self, person: int, chat: Chat, draft: Draft, now: datetime) -> None:
        await self._tx.run(
            "INSERT INTO drafts (person, platform, chat, feature, step, notes, kept_at) "
            "VALUES (:person, :platform, :chat, :feature, :step, :notes, :now) "
            "ON CONFLICT (person, platform, chat) DO UPDATE SET feature = excluded.feature, "
            "step = excluded.step, notes = excluded.notes, kept_at = excluded.kept_at",
            person=person,
            platform=chat.platform,
            chat=chat.id,
            feature=draft.feature,
            step=draft.step,
            notes=json.dumps(dict(draft.notes), ensure_ascii=False),
            now=stamp(now),
        )

    async def find(self, person: int, chat: Chat, now: datetime) -> Draft | None:
        row = await self._tx.row(
            "SELECT feature, step, notes FROM drafts "
            "WHERE person = :person AND platform = :platform AND chat = :chat AND kept_at > :oldest",
            person=person,
            platform=chat.platform,
            chat=chat.id,
            oldest=stamp(now - KEPT),
        )
        return None if row is None else Draft(row["feature"], row["step"], json.loads(row["notes"]))

    async def drop(self, person: int, chat: Chat) -> bool:
        sql = "DELETE FROM drafts WHERE person = :person AND platform = :platform AND chat = :chat"
        return await self._tx.run(sql, person=person, platform=chat.platform, chat=chat.id) > 0

    async def forget(self, person: int, name: str) -> None:
        """Drops the person's dialogues, and takes the name out of the notes of their groups that quote it.
        To be asked while their groups are still known."""
        await self._tx.run("DELETE FROM drafts WHERE person = :person", person=person)
        quoting = await self._tx.rows(
            "SELECT d.person, d.platform, d.chat, d.notes FROM memberships m "
            "JOIN chats c ON c.group_id = m.group_id "
            "JOIN drafts d ON d.platform = c.platform AND d.chat = c.chat WHERE m.person = :person",
            person=person,
        )
        for row in quoting:
            notes = {key: "" if value == name else value for key, value in json.loads(row["notes"]).items()}
            await self._tx.run(
                "UPDATE drafts SET notes = :notes "
                "WHERE person = :person AND platform = :platform AND chat = :chat",
                notes=json.dumps(notes, ensure_ascii=False),
                person=row["person"],
                platform=row["platform"],
                chat=row["chat"],
            )

    async def purge(self, now: datetime) -> int:
        return await self._tx.run("DELETE FROM drafts WHERE kept_at <= :oldest", oldest=stamp(now - KEPT))
