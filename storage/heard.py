"""Heard: every event that was handled, with the answer it got, so that twice is once."""

from datetime import datetime, timedelta

from pydantic import TypeAdapter

from handlers.conversation.answer import Answer

from .database import Transaction, stamp

KEPT = timedelta(days=30)
_ANSWERS: TypeAdapter[Answer] = TypeAdapter(Answer)


class StoredHeard:
    """The events that were handled, by their platform's id."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def answer_to(self, event: str) -> Answer | None:
        row = await self._tx.row("SELECT answer FROM heard WHERE event = :event", event=event)
        return None if row is None else _ANSWERS.validate_json(row["answer"])

    async def keep(self, event: str, answer: Answer, now: datetime) -> None:
        await self._tx.run(
            "INSERT INTO heard (event, at, answer) VALUES (:event, :at, :answer)",
            event=event,
            at=stamp(now),
            answer=_ANSWERS.dump_json(answer).decode(),
        )

    async def purge(self, now: datetime) -> int:
        return await self._tx.run("DELETE FROM heard WHERE at < :oldest", oldest=stamp(now - KEPT))
