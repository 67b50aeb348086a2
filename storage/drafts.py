"""Drafts: half-finished dialogues, kept 24 hours."""

import json
import re
from datetime import datetime, timedelta

from handlers.conversation.events import Chat
from handlers.conversation.stores import Draft

from .database import Row, Transaction, stamp

KEPT = timedelta(hours=24)
LIST = "list"
"""The note that holds a pasted list of people, and not somebody's own words."""


class StoredDrafts:
    """handlers.conversation.stores.Drafts over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def keep(self, person: int, draft: Draft, now: datetime) -> None:
        await self._tx.run(
            "INSERT INTO drafts (person, group_id, platform, chat, thread, feature, step, notes, kept_at) "
            "VALUES (:person, :group_id, :platform, :chat, :thread, :feature, :step, :notes, :now) "
            "ON CONFLICT (person, group_id) DO UPDATE SET platform = excluded.platform, chat = excluded.chat, "
            "thread = excluded.thread, feature = excluded.feature, step = excluded.step, "
            "notes = excluded.notes, kept_at = excluded.kept_at",
            person=person,
            group_id=draft.group,
            platform=draft.chat.platform,
            chat=draft.chat.id,
            thread=draft.chat.thread,
            feature=draft.feature,
            step=draft.step,
            notes=json.dumps(dict(draft.notes), ensure_ascii=False),
            now=stamp(now),
        )

    async def find(self, person: int, group: int | None, now: datetime) -> Draft | None:
        which = "" if group is None else "AND group_id = :group_id "
        row = await self._tx.row(
            "SELECT group_id, platform, chat, thread, feature, step, notes FROM drafts "  # noqa: S608 - our words
            f"WHERE person = :person {which}AND kept_at > :oldest ORDER BY kept_at DESC, group_id LIMIT 1",
            person=person,
            oldest=stamp(now - KEPT),
            **({} if group is None else {"group_id": group}),
        )
        return None if row is None else _draft(row)

    async def drop(self, person: int, group: int) -> bool:
        sql = "DELETE FROM drafts WHERE person = :person AND group_id = :group_id"
        return await self._tx.run(sql, person=person, group_id=group) > 0

    async def unite(self, kept: int, gone: int) -> None:
        """The second person's dialogues are the first's, who goes on with their own where both have one."""
        await self._tx.run(
            "DELETE FROM drafts WHERE person = :gone "
            "AND EXISTS (SELECT 1 FROM drafts o WHERE o.person = :kept AND o.group_id = drafts.group_id)",
            kept=kept,
            gone=gone,
        )
        await self._tx.run("UPDATE drafts SET person = :kept WHERE person = :gone", kept=kept, gone=gone)

    async def forget(self, person: int, name: str) -> None:
        """Drops the person's dialogues, and takes the name out of the notes of their groups that quote it,
        alone or within a list that was pasted. To be asked while their groups are still known."""
        await self._tx.run("DELETE FROM drafts WHERE person = :person", person=person)
        quoting = await self._tx.rows(
            "SELECT d.person, d.group_id, d.notes FROM memberships m "
            "JOIN drafts d ON d.group_id = m.group_id WHERE m.person = :person",
            person=person,
        )
        for row in quoting:
            notes = {
                key: "" if value == name else _without(value, name) if key == LIST else value
                for key, value in json.loads(row["notes"]).items()
            }
            await self._tx.run(
                "UPDATE drafts SET notes = :notes WHERE person = :person AND group_id = :group_id",
                notes=json.dumps(notes, ensure_ascii=False),
                person=row["person"],
                group_id=row["group_id"],
            )

    async def purge(self, now: datetime) -> int:
        return await self._tx.run("DELETE FROM drafts WHERE kept_at <= :oldest", oldest=stamp(now - KEPT))


def _without(words: str, name: str) -> str:
    """The words without this name, where it stands as a word of its own."""
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", words, flags=re.IGNORECASE)


def _draft(row: Row) -> Draft:
    chat = Chat(row["platform"], row["chat"], row["thread"])
    return Draft(row["group_id"], chat, row["feature"], row["step"], json.loads(row["notes"]))
