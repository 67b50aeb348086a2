"""Codes of six digits, and how often somebody tried one, in SQL."""

import secrets
from collections.abc import Callable
from datetime import datetime

from handlers.members.code_store import CODE_DIGITS, CODE_LASTS, MOST_TRIES, TRIES_COUNT_FOR, Purpose

from .database import Transaction, stamp

MOST_DRAWS = 20
"""Until a code is found that nobody else has; a second draw is rare."""
_LASTS = "purpose = :purpose AND code = :code AND made_at > :oldest"


def random_code() -> str:
    """Six digits that nobody can foresee, « 042917 » among them."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


class StoredCodes:
    """handlers.members.code_store.Codes over SQL. `draw` gives the digits."""

    def __init__(self, tx: Transaction, draw: Callable[[], str] = random_code) -> None:
        self._tx = tx
        self._draw = draw

    async def give(self, purpose: Purpose, person: int, group: int, now: datetime) -> str:
        await self._tx.run("DELETE FROM codes WHERE made_at <= :oldest", oldest=stamp(now - CODE_LASTS))
        await self._tx.run(
            "DELETE FROM codes WHERE purpose = :purpose AND person = :person", purpose=purpose, person=person
        )
        for _ in range(MOST_DRAWS):
            code = self._draw()
            kept = await self._tx.run(
                "INSERT INTO codes (purpose, code, person, group_id, made_at) "
                "VALUES (:purpose, :code, :person, :group_id, :now) ON CONFLICT (purpose, code) DO NOTHING",
                purpose=purpose,
                code=code,
                person=person,
                group_id=group,
                now=stamp(now),
            )
            if kept:
                return code
        raise RuntimeError("no code is free")

    async def look(self, purpose: Purpose, code: str, now: datetime) -> tuple[int, int] | None:
        row = await self._tx.row(
            f"SELECT person, group_id FROM codes WHERE {_LASTS}",  # noqa: S608 - our own words
            purpose=purpose,
            code=code,
            oldest=stamp(now - CODE_LASTS),
        )
        return None if row is None else (row["person"], row["group_id"])

    async def take(self, purpose: Purpose, code: str, now: datetime) -> tuple[int, int] | None:
        row = await self._tx.row(
            f"DELETE FROM codes WHERE {_LASTS} RETURNING person, group_id",  # noqa: S608 - our own words
            purpose=purpose,
            code=code,
            oldest=stamp(now - CODE_LASTS),
        )
        return None if row is None else (row["person"], row["group_id"])

    async def may_try(self, person: int, now: datetime) -> bool:
        await self._tx.lock("people", person)  # two tries at once are counted one after the other
        row = await self._tx.row(
            "SELECT count(*) AS tries FROM code_tries WHERE person = :person AND tried_at > :oldest",
            person=person,
            oldest=stamp(now - TRIES_COUNT_FOR),
        )
        if row is not None and row["tries"] >= MOST_TRIES:
            return False
        await self._tx.run(
            "INSERT INTO code_tries (person, tried_at) VALUES (:person, :now)", person=person, now=stamp(now)
        )
        return True

    async def forget(self, person: int) -> None:
        await self._tx.run("DELETE FROM codes WHERE person = :person", person=person)
        await self._tx.run("DELETE FROM code_tries WHERE person = :person", person=person)

    async def purge(self, now: datetime) -> int:
        gone = await self._tx.run("DELETE FROM codes WHERE made_at <= :oldest", oldest=stamp(now - CODE_LASTS))
        return gone + await self._tx.run(
            "DELETE FROM code_tries WHERE tried_at <= :oldest", oldest=stamp(now - TRIES_COUNT_FOR)
        )
