"""Alarms: rows that ring later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.topic import Topic

from .database import Transaction, moment, stamp


@dataclass(frozen=True)
class Due:
    """An alarm whose time has come."""

    id: int
    topic: Topic
    name: str
    due_at: datetime


class StoredAlarms:
    """handlers.conversation.stores.Alarms over SQL, and what the clock reads."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def set(self, topic: Topic, name: str, at: datetime) -> None:
        # A moved alarm is a new row: its id, by which its ringing is heard once, must not be an old one.
        await self.cancel(topic, name)
        await self._tx.run(
            "INSERT INTO alarms (topic, name, due_at) VALUES (:topic, :name, :due_at)",
            topic=str(topic),
            name=name,
            due_at=stamp(at),
        )

    async def cancel(self, topic: Topic, name: str) -> bool:
        sql = "DELETE FROM alarms WHERE topic = :topic AND name = :name"
        return await self._tx.run(sql, topic=str(topic), name=name) > 0

    async def take(self, id: int) -> bool:
        """Takes the alarm away as it rings; False where it was moved or cancelled meanwhile."""
        return await self._tx.run("DELETE FROM alarms WHERE id = :id", id=id) > 0

    async def due(self, now: datetime, most: int = 500) -> Sequence[Due]:
        """What should have rung by now, oldest first."""
        rows = await self._tx.rows(
            "SELECT id, topic, name, due_at FROM alarms WHERE due_at <= :now ORDER BY due_at, id LIMIT :most",
            now=stamp(now),
            most=most,
        )
        return [Due(row["id"], Topic.parse(row["topic"]), row["name"], moment(row["due_at"])) for row in rows]

    async def next_at(self, after: datetime) -> datetime | None:
        """When the next alarm rings that was not due yet at `after`."""
        row = await self._tx.row(
            "SELECT min(due_at) AS due_at FROM alarms WHERE due_at > :after", after=stamp(after)
        )
        return None if row is None or row["due_at"] is None else moment(row["due_at"])
