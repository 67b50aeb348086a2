"""Private rooms: one for each person, opened by Palabre when something must be told to them alone."""

import asyncio

import structlog

from bot.pacing import Pacing, Urgency

from .connection import Connection
from .failures import NotReady, Refusal, Unreachable
from .rooms import Rooms, private_chat
from .store import Memory

log = structlog.get_logger()

AGAIN_AFTER = 30.0
"""Seconds until an invitation that failed is tried again, where the server names no other time."""
LONGEST_TRIES = 20
"""After so many failures somebody is invited again only when they act."""


class PrivateRooms:
    """Invitations go out one after the other, as the server lets them: by default ten, then one a minute."""

    def __init__(self, connection: Connection, rooms: Rooms, memory: Memory, pacing: Pacing) -> None:
        self._connection = connection
        self._pacing = pacing
        self._rooms = rooms
        self._memory = memory
        self._wanted: dict[str, int] = {}
        self._woken = asyncio.Event()

    def room_of(self, account: str) -> str | None:
        """The room in which this person can be told something now."""
        return self._rooms.private_room(account)

    def invite(self, account: str) -> None:
        """Asks this person into a room of their own, soon; once, as long as they have not answered."""
        if self._rooms.private_room(account) is None and not self._rooms.awaited(account):
            self._wanted.setdefault(account, 0)
            self._woken.set()

    async def run(self) -> None:
        """Sends the invitations that are wanted, until cancelled."""
        while True:
            self._woken.clear()
            if not self._wanted:
                await self._woken.wait()
                continue
            account = next(iter(self._wanted))
            wait = await self._open(account)
            if wait:
                await asyncio.sleep(wait)

    async def _open(self, account: str) -> float:
        """Gives the seconds to wait before the next one."""
        tries = self._wanted.pop(account)
        if self._rooms.private_room(account) is not None or self._rooms.awaited(account):
            return 0.0
        await self._pacing.turn(private_chat(account), Urgency.NEWS)
        try:
            room = await self._connection.open_private(account)
        except (Refusal, Unreachable, NotReady) as error:
            log.warning("matrix.not_invited", reason=str(error))
            if isinstance(error, Refusal) and not error.temporary:
                return 0.0
            if tries < LONGEST_TRIES:
                self._wanted[account] = tries + 1  # after the others
            return getattr(error, "retry_after", None) or AGAIN_AFTER
        # Known at once, so that nobody is invited twice before the next sync tells of the room.
        self._rooms.note_private(room, account, "invited")
        self._rooms.room(room).invited.add(account)
        await self._memory.keep_private(room, account, "invited")
        return 0.0
