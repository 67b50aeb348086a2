"""Puts the signs under cards, so that a resident only taps; one after the other, when nothing else waits."""

import asyncio
from contextlib import suppress

import structlog

from bot.pacing import Pacing, Urgency
from handlers.conversation.events import Chat

from .connection import Connection
from .failures import LIMITED, NotReady, Refusal, Unreachable
from .incoming import PLATFORM
from .outgoing import reaction
from .store import Memory

log = structlog.get_logger()

STANDS_ALREADY = "M_DUPLICATE_ANNOTATION"
AGAIN_AFTER = 5.0


class Placing:
    """What is still to be put stands in the database: a stop in between is made good by the next start."""

    def __init__(
        self,
        connection: Connection,
        memory: Memory,
        pacing: Pacing,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._connection = connection
        self._memory = memory
        self._pacing = pacing
        self._unavailable = unavailable
        self._woken = asyncio.Event()
        self.era = ""

    def wake(self) -> None:
        """There is something to put."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            elsewhere = False
            try:
                waiting = await self._memory.to_place()
                for room, message, sign in waiting:
                    if not self._connection.is_in(room):
                        # Not yet at a start, or no more: the signs of the other rooms do not wait for that.
                        elsewhere = True
                        continue
                    await self._pacing.turn(Chat(PLATFORM, room), Urgency.COMFORT)
                    if (room, message, sign) in await self._memory.to_place():  # it may have ended meanwhile
                        await self._place(room, message, sign)
            except (Unreachable, NotReady) as error:
                log.info("matrix.signs_wait", reason=str(error))
                await asyncio.sleep(AGAIN_AFTER)
                continue
            except self._unavailable as error:
                log.error("matrix.storage_unavailable", reason=type(error).__name__)
                await asyncio.sleep(AGAIN_AFTER)
                continue
            if not waiting or elsewhere:
                with suppress(TimeoutError):
                    async with asyncio.timeout(AGAIN_AFTER if elsewhere else None):
                        await self._woken.wait()

    async def _place(self, room: str, message: str, sign: str) -> None:
        transaction = f"{self.era}:sign:{message}:{sign}"
        try:
            await self._connection.send(room, "m.reaction", reaction(message, sign), transaction)
        except Refusal as error:
            if error.code == LIMITED:
                self._pacing.hold_all(error.retry_after or AGAIN_AFTER)
                return
            if error.temporary or error.shut_out:
                raise Unreachable(str(error)) from error
            if error.code != STANDS_ALREADY:
                log.info("matrix.sign_refused", room=room, reason=str(error))
                await self._memory.unplaced(room, message)
                return
        await self._memory.placed(room, message, sign)
