"""How people and groups go from minutes, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.minutes.model import About

from .database import Transaction, stamp

_NAMED = "SELECT minutes FROM minutes_actions WHERE person = :id"


class StoredDoers:
    """The part of StoredMinutes that is about people."""

    _tx: Transaction

    async def about(self, person: int) -> About:
        wrote = await self._tx.rows("SELECT words FROM minutes WHERE author = :id ORDER BY id", id=person)
        tasks = await self._tx.rows(
            "SELECT words, state FROM minutes_actions WHERE person = :id ORDER BY id", id=person
        )
        return About(tuple(row["words"] for row in wrote), tuple((row["words"], row["state"]) for row in tasks))

    async def forget(self, person: int) -> Sequence[int]:
        touched = await self._touched(person)
        # What they alone were writing is theirs; what was published is the group's.
        drafts = "SELECT id FROM minutes WHERE author = :id AND state <> 'published'"
        await self._tx.run(f"DELETE FROM minutes_actions WHERE minutes IN ({drafts})", id=person)  # noqa: S608
        await self._tx.run("DELETE FROM minutes WHERE author = :id AND state <> 'published'", id=person)
        await self._tx.run("UPDATE minutes SET author = NULL WHERE author = :id", id=person)
        await self._tx.run(
            "UPDATE minutes_actions SET state = 'open' WHERE person = :id AND state <> 'done'", id=person
        )
        # The sentence from which it came names them.
        await self._tx.run("UPDATE minutes_actions SET person = NULL, said = '' WHERE person = :id", id=person)
        return touched

    async def _touched(self, person: int) -> list[int]:
        rows = await self._tx.rows(
            f"SELECT id FROM minutes WHERE author = :id OR id IN ({_NAMED}) ORDER BY id",  # noqa: S608 - our words
            id=person,
        )
        return [int(row["id"]) for row in rows]

    async def leaves(self, group: int, person: int) -> Sequence[int]:
        rows = await self._tx.rows(
            "UPDATE minutes_actions SET state = 'open', person = NULL, said = '' WHERE person = :person "
            "AND state IN ('asked', 'agreed') AND minutes IN (SELECT id FROM minutes WHERE group_id = :group_id) "
            "RETURNING id",
            group_id=group,
            person=person,
        )
        return sorted(int(row["id"]) for row in rows)

    async def unite(self, kept: int, gone: int) -> Sequence[int]:
        touched = await self._touched(gone)
        await self._tx.run("UPDATE minutes SET author = :kept WHERE author = :gone", kept=kept, gone=gone)
        await self._tx.run("UPDATE minutes_actions SET person = :kept WHERE person = :gone", kept=kept, gone=gone)
        return touched

    async def annex(self, kept: int, gone: int) -> None:
        await self._tx.run("UPDATE minutes SET group_id = :kept WHERE group_id = :gone", kept=kept, gone=gone)

    async def unnamed(self, before: datetime) -> Sequence[int]:
        rows = await self._tx.rows(
            "UPDATE minutes_actions SET state = CASE state WHEN 'done' THEN 'done' ELSE 'open' END, "
            "person = NULL, said = '' WHERE person IS NOT NULL AND minutes IN "
            "(SELECT id FROM minutes WHERE held_at < :before) RETURNING id",
            before=stamp(before),
        )
        return sorted(int(row["id"]) for row in rows)

    async def purge(self, unwritten: datetime) -> int:
        old = "SELECT id FROM minutes WHERE state <> 'published' AND made_at < :before"
        values = {"before": stamp(unwritten)}
        gone = await self._tx.run(f"DELETE FROM minutes_actions WHERE minutes IN ({old})", **values)  # noqa: S608
        return gone + await self._tx.run(
            "DELETE FROM minutes WHERE state <> 'published' AND made_at < :before", **values
        )
