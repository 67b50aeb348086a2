"""Heard: every event that was handled, with the answer it got, so that twice is once."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from handlers.conversation.answer import NOTHING, Answer

from .database import Transaction, stamp

KEPT = timedelta(days=30)
_ANSWERS: TypeAdapter[Answer] = TypeAdapter(Answer)
_NOTHING = _ANSWERS.dump_json(NOTHING).decode()


class StoredHeard:
    """The events that were handled, by their platform's id."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def begin(self, event: str, now: datetime) -> bool:
        """Takes the event on, before it is handled; False where it was handled already. Of two that come at
        once, the second waits here until the first is committed or undone."""
        return (
            await self._tx.run(
                "INSERT INTO heard (event, at, answer) VALUES (:event, :at, '') ON CONFLICT (event) DO NOTHING",
                event=event,
                at=stamp(now),
            )
            > 0
        )

    async def answer_to(self, event: str) -> Answer | None:
        row = await self._tx.row("SELECT answer FROM heard WHERE event = :event", event=event)
        return None if row is None else _ANSWERS.validate_json(row["answer"])

    async def keep(self, event: str, answer: Answer, now: datetime) -> None:
        await self._tx.run(
            "INSERT INTO heard (event, at, answer) VALUES (:event, :at, :answer) "
            "ON CONFLICT (event) DO UPDATE SET answer = excluded.answer",
            event=event,
            at=stamp(now),
            answer=_ANSWERS.dump_json(answer).decode(),
        )

    async def forget(self, accounts: Sequence[str], name: str) -> None:
        """Empties the answers to these accounts (« platform:account ») and those in which the name stands.
        The events stay heard."""
        for account in accounts:
            await self._tx.run(
                "UPDATE heard SET answer = :nothing WHERE substr(event, 1, length(:own)) = :own",
                nothing=_NOTHING,
                own=f"{account}:",
            )
        if name:
            await self._tx.run(
                "UPDATE heard SET answer = :nothing WHERE replace(answer, :name, '') <> answer",
                nothing=_NOTHING,
                name=json.dumps(name, ensure_ascii=False)[1:-1],
            )

    async def purge(self, now: datetime) -> int:
        return await self._tx.run("DELETE FROM heard WHERE at < :oldest", oldest=stamp(now - KEPT))
