"""Downtimes in SQL: when Palabre was last alive, and how long it was not."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.events import Chat
from handlers.conversation.near import is_late
from handlers.downtime.model import Downtime

from .alarms import StoredAlarms
from .database import Row, Transaction, moment, stamp
from .settings import keep_moment, kept_moment

ALIVE = "alive_at"


class StoredDowntimes:
    """handlers.downtime.store.Downtimes over SQL, and what the clock writes."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def alive(self, now: datetime) -> Downtime | None:
        """Palabre is alive at that moment. Where it was not for ten minutes before, that is a downtime, whose
        return rings once everything that was due before has rung."""
        last = await kept_moment(self._tx, ALIVE)
        await keep_moment(self._tx, ALIVE, now)
        if last is None or not is_late(last, now):
            return None
        row = await self._tx.row(
            "INSERT INTO downtimes (stopped_at, back_at) VALUES (:stopped_at, :back_at) RETURNING *",
            stopped_at=stamp(last),
            back_at=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        found = _downtime(row)
        await StoredAlarms(self._tx).set(found.of_host, "back", found.back_at)
        return found

    async def find(self, id: int) -> Downtime | None:
        row = await self._tx.row("SELECT * FROM downtimes WHERE id = :id", id=id)
        return None if row is None else _downtime(row)

    async def covering(self, moment: datetime) -> Downtime | None:
        row = await self._tx.row(
            "SELECT * FROM downtimes WHERE stopped_at <= :at AND back_at > :at ORDER BY id DESC LIMIT 1",
            at=stamp(moment),
        )
        return None if row is None else _downtime(row)

    async def groups(self) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT DISTINCT group_id FROM chats WHERE gone_at IS NULL AND group_id IS NOT NULL ORDER BY group_id"
        )
        return [int(row["group_id"]) for row in rows]

    async def host(self, platform: str, account: str) -> Chat | None:
        row = await self._tx.row(
            "SELECT platform, private_chat FROM accounts WHERE account = :account AND private_chat IS NOT NULL "
            "AND (platform = :platform OR :platform = '') ORDER BY platform LIMIT 1",
            account=account,
            platform=platform,
        )
        return None if row is None else Chat(row["platform"], row["private_chat"], private=True)

    async def purge(self, before: datetime) -> int:
        return await self._tx.run("DELETE FROM downtimes WHERE back_at < :before", before=stamp(before))


def _downtime(row: Row) -> Downtime:
    return Downtime(row["id"], moment(row["stopped_at"]), moment(row["back_at"]))
