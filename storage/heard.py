"""Heard: every event that was handled, with the answer it got, so that twice is once."""

import json
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from handlers.conversation.answer import NOTHING, Answer
from handlers.conversation.topic import Topic

from .database import Transaction, stamp

KEPT = timedelta(days=30)
_ANSWERS: TypeAdapter[Answer] = TypeAdapter(Answer)
_NOTHING = _ANSWERS.dump_json(NOTHING).decode()


class StoredHeard:
    """The events that were handled, by their platform's id."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def answer_to(self, event: str) -> Answer | None:
        row = await self._tx.row("SELECT answer FROM heard WHERE event = :event", event=event)
        return None if row is None else _ANSWERS.validate_json(row["answer"])

    async def keep(self, event: str, speaker: str, answer: Answer, now: datetime) -> None:
        """Keeps an event that was handled. Where it had been handled already, the transaction conflicts: of
        two that come at once, the second waits for the first, then finds its answer at the next try.

        `speaker` is « platform:account », or nothing for an alarm.
        """
        await self._tx.soon(
            "INSERT INTO heard (event, speaker, at, answer, sealed) "
            "VALUES (:event, :speaker, :at, :answer, :sealed)",
            event=event,
            speaker=speaker,
            at=stamp(now),
            answer=_ANSWERS.dump_json(answer).decode(),
            sealed="" if answer.sealed is None else str(answer.sealed),
        )

    async def burn(self, topic: Topic) -> None:
        """handlers.conversation.stores.Receipts."""
        await self._tx.run(
            "UPDATE heard SET answer = :nothing, sealed = '' WHERE sealed = :topic",
            nothing=_NOTHING,
            topic=str(topic),
        )

    async def answers_of(self, person: int) -> int:
        """How many answers are kept that somebody got."""
        row = await self._tx.row(
            "SELECT count(*) AS given FROM heard h JOIN accounts a ON h.speaker = a.platform || ':' || a.account "
            "WHERE a.person = :id AND h.answer <> :nothing",
            id=person,
            nothing=_NOTHING,
        )
        return int(row["given"]) if row else 0

    async def forget(self, person: int, name: str) -> None:
        """Empties the answers that this person got, and those of their groups in which the name stands.
        The events stay heard. To be asked while their accounts and groups are still known."""
        await self._tx.run(
            "UPDATE heard SET answer = :nothing, speaker = '' WHERE speaker IN "
            "(SELECT platform || ':' || account FROM accounts WHERE person = :person)",
            nothing=_NOTHING,
            person=person,
        )
        await self._tx.run(
            "UPDATE heard SET answer = :nothing WHERE replace(answer, :name, '') <> answer AND speaker IN "
            "(SELECT a.platform || ':' || a.account FROM memberships mine "
            "JOIN memberships theirs ON theirs.group_id = mine.group_id "
            "JOIN accounts a ON a.person = theirs.person WHERE mine.person = :person)",
            nothing=_NOTHING,
            name=json.dumps(name, ensure_ascii=False)[1:-1],
            person=person,
        )

    async def purge(self, now: datetime) -> int:
        return await self._tx.run("DELETE FROM heard WHERE at < :oldest", oldest=stamp(now - KEPT))
