"""Enters the rooms that Palabre should be in: a private one it is asked into, the one in which a room goes on."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from .connection import Connection
from .failures import NotReady, Refusal, Unreachable

log = structlog.get_logger()

AGAIN_AFTER = 10.0
LONGEST_TRIES = 30


@dataclass
class _Wanted:
    room: str
    via: Sequence[str]
    entered: Callable[[], Awaitable[None]]
    tries: int = 0


class Entering:
    """One after the other, again and again where the server does not answer; a room that does not let Palabre in
    is left alone until it is invited there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._wanted: dict[str, _Wanted] = {}
        self._woken = asyncio.Event()

    def want(self, room: str, via: Sequence[str], entered: Callable[[], Awaitable[None]]) -> None:
        """Enters this room soon, by way of these servers; `entered` is called once it is done."""
        self._wanted[room] = _Wanted(room, via, entered)
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            if not self._wanted:
                await self._woken.wait()
                continue
            wanted = self._wanted.pop(next(iter(self._wanted)))
            try:
                await self._connection.join(wanted.room, wanted.via)
                await wanted.entered()
            except (Refusal, Unreachable, NotReady) as error:
                log.info("matrix.not_entered", room=wanted.room, reason=str(error))
                if isinstance(error, Refusal) and not error.temporary:
                    continue
                wanted.tries += 1
                if wanted.tries < LONGEST_TRIES:
                    self._wanted.setdefault(wanted.room, wanted)
                await asyncio.sleep(getattr(error, "retry_after", None) or AGAIN_AFTER)
