"""The news that wait for the bot, until it says that it has them."""

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aiogram.types import Update

from .calls import Json, Refusal

KINDS = frozenset(Update.model_fields) - {"update_id"}
ON_DEMAND = {"chat_member", "message_reaction", "message_reaction_count"}
"""Kinds that come only to a bot which names them."""
DEFAULT = KINDS - ON_DEMAND
LONGEST = 50
"""Seconds: the real server lets no request wait longer."""
OTHER_REQUEST = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(eq=False)
class Queued:
    """One update. `chat`: news of one chat stay in order; `times`: how often the bot was given it."""

    id: int
    kind: str
    body: Json
    chat: int
    times: int = 0


class Updates:
    """The queue. `waiting`: what the bot has not confirmed, oldest first."""

    def __init__(self, first: int, on_new: Callable[[], None], check: Callable[[Json], None]) -> None:
        self.allowed: frozenset[str] = DEFAULT
        self.named: list[str] | None = None
        self.waiting: list[Queued] = []
        self._next = first
        self._on_new = on_new
        self._check = check
        self._poll: asyncio.Future[None] | None = None

    @property
    def polled(self) -> bool:
        """Whether a request waits for news at this moment."""
        return self._poll is not None and not self._poll.done()

    def put(self, kind: str, body: Json, chat: int) -> Queued | None:
        """Queues `{kind: body}` and wakes who waits for it. None where the bot did not ask for this kind."""
        if kind not in self.allowed:
            return None
        queued = Queued(self._next, kind, {"update_id": self._next, kind: body}, chat)
        self._next += 1
        self._check(queued.body)
        self.waiting.append(queued)
        self.end_polling(None)
        self._on_new()
        return queued

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remembered until the next time it is given; an empty list means the default kinds."""
        if kinds is not None:
            self.named = list(kinds)
            self.allowed = frozenset(self.named) & KINDS or DEFAULT

    def confirm(self, offset: int) -> None:
        """Forgets what is below this offset; a negative one keeps only that many of the latest."""
        if offset > 0:
            del self.waiting[: bisect_left(self.waiting, offset, key=lambda queued: queued.id)]
        elif offset < 0:
            del self.waiting[:offset]

    def forget(self, queued: Queued) -> None:
        if queued in self.waiting:
            self.waiting.remove(queued)

    def end_polling(self, why: Refusal | None) -> None:
        """Ends the request that waits, if there is one: with this refusal, or with what there is."""
        if self._poll is not None and not self._poll.done():
            if why is None:
                self._poll.set_result(None)
            else:
                self._poll.set_exception(why)

    async def hand_out(self, offset: int, limit: int, timeout: float, listens: Callable[[], bool]) -> list[Json]:
        """At most `limit` updates from `offset`, waiting for the first for `timeout` seconds. They stay here.
        `listens`: whether the bot is still on the line. Raises Refusal where another request comes meanwhile."""
        self.end_polling(Refusal(409, OTHER_REQUEST))
        self.confirm(offset)
        if not self.waiting and timeout > 0:
            poll = self._poll = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(min(timeout, LONGEST)):
                    await poll
            except TimeoutError:
                pass
            finally:
                if self._poll is poll:
                    self._poll = None
        if not listens():
            return []
        batch = self.waiting[:limit]
        for queued in batch:
            queued.times += 1
        return [queued.body for queued in batch]
