"""Private rooms: one for each person, opened by Palabre when something must be told to them alone."""

import time
from functools import partial

from bot.pacing import Pacing, Urgency

from .connection import Connection
from .errands import Errands
from .failures import Refusal
from .rooms import Rooms, private_chat
from .store import Memory

ASKED_AGAIN = 3600.0
"""Seconds after which somebody is asked again whom the server did not let us ask."""


class PrivateRooms:
    """Invitations go out one after the other, as the server lets them: by default ten, then one a minute."""

    def __init__(
        self, connection: Connection, rooms: Rooms, memory: Memory, pacing: Pacing, errands: Errands
    ) -> None:
        self._connection = connection
        self._pacing = pacing
        self._rooms = rooms
        self._memory = memory
        self._errands = errands
        self._refused: dict[str, float] = {}
        """Whom the server does not let us ask, each with the monotonic time of the last try."""
        self._made: dict[str, str] = {}
        """Rooms that could not be written down yet, by the account for which they were opened."""

    def room_of(self, account: str) -> str | None:
        """The room in which this person can be told something now."""
        return self._rooms.private_room(account)

    def invite(self, account: str) -> None:
        """Asks this person into a room of their own, soon; once, as long as they have not answered."""
        tried = time.monotonic() - self._refused.get(account, -ASKED_AGAIN)
        if self._rooms.private_room(account) is None and not self._rooms.awaited(account) and tried >= ASKED_AGAIN:
            self._errands.want(f"invite {account}", partial(self._open, account))

    async def _open(self, account: str) -> None:
        room = self._made.get(account)
        if room is None and (self._rooms.private_room(account) is not None or self._rooms.awaited(account)):
            return
        if room is None:
            # After what the group is told: many invitations at once would keep a result waiting for minutes.
            await self._pacing.turn(private_chat(account), Urgency.REFRESH)
            try:
                room = self._made[account] = await self._connection.open_private(account)
            except Refusal as error:
                if not error.temporary:
                    # Synapse has made the room all the same, without them: not another one each time.
                    self._refused[account] = time.monotonic()
                raise
            # Known at once, so that nobody is invited twice before the next sync tells of the room.
            self._rooms.note_private(room, account, "invited")
            self._rooms.room(room).invited.add(account)
        await self._memory.keep_private(room, account, "invited")
        del self._made[account]
