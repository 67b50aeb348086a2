"""Drafts: half-finished dialogues, kept 24 hours."""

import json
from collections.abc import Mapping
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
            notes=_written(draft.notes),
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

    async def forget(self, name: str) -> None:
        """Takes this name out of the notes that quote it."""
        for row in await self._tx.rows("SELECT person, platform, chat, notes FROM drafts"):
            notes = json.loads(row["notes"])
            if name in notes.values():
                await self._tx.run(
                    "UPDATE drafts SET notes = :notes "
                    "WHERE person = :person AND platform = :platform AND chat = :chat",
                    notes=_written({key: "" if value == name else value for key, value in notes.items()}),
                    person=row["person"],
                    platform=row["platform"],
                    chat=row["chat"],
                )

    async def purge(self, now: datetime) -> int:
        return await self._tx.run("DELETE FROM drafts WHERE kept_at <= :oldest", oldest=stamp(now - KEPT))


def _written(notes: Mapping[str, str]) -> str:
    return json.dumps(dict(notes), ensure_ascii=False)
