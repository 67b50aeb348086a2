"""The Matrix door, put together: what connects, listens, answers and delivers, from start to stop."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import structlog

from bot.config import Matrix
from bot.platforms.platform import Ears
from handlers.conversation.events import Chat
from handlers.conversation.feature import CommandLine

from .completing import Completing
from .errands import Errands
from .failures import NotReady, Refusal, Unreachable
from .hearing import Hearing
from .incoming import Me
from .listening import Listening
from .membership import Membership
from .placing import Placing
from .platform import MatrixPlatform, new_pacing
from .privately import PrivateRooms
from .rooms import Rooms
from .session import Opened, Session
from .store import Memory
from .telling import Telling

log = structlog.get_logger()


class MatrixDoor:
    """`platform` is what delivery uses. `folder` is where the keys are."""

    def __init__(
        self,
        settings: Matrix,
        folder: Path,
        ears: Ears,
        memory: Memory,
        commands: Sequence[CommandLine[object]],
        now: Callable[[], datetime],
        stir: Callable[[Chat], None],
        language: str,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._memory = memory
        self._session = Session(settings, folder, memory, language)
        self._words = frozenset(name for line in commands for name in line.names)
        connection = self._connection = self._session.connection
        self._rooms = Rooms()
        pacing = new_pacing()
        self._entries, self._invitations = Errands(unavailable), Errands(unavailable)
        self._privates = PrivateRooms(connection, self._rooms, memory, pacing, self._invitations)
        self.platform = MatrixPlatform(connection, self._rooms, self._privates, memory, self._words, pacing)
        self._placing = self.platform.placing = Placing(connection, memory, pacing, unavailable)
        self._telling = Telling(connection, self._rooms, self._privates, memory, self.platform, ears, unavailable)
        self._membership = Membership(
            connection, ears, memory, self._rooms, self._entries, self._telling, now, stir
        )
        completing = Completing(connection, self._rooms, memory, self.platform)
        self._hearing = Hearing(
            ears, memory, self._rooms, completing, self._membership, self._telling, now, stir, unavailable
        )
        self._listening = Listening(
            connection,
            self._hearing,
            self._membership,
            self._telling,
            self._rooms,
            memory,
            now,
            settings.homeserver,
            language,
            unavailable,
        )

        self.platform.idle = self._telling.idle

    @property
    def caught_up(self) -> asyncio.Event:
        return self._listening.caught_up

    async def run(self) -> None:
        """Connects, however long that takes, then listens until cancelled. Raises CannotGoOn."""
        opened = await self._opened()
        account = self._connection.account
        log.info("matrix.connected", account=account, device=self._connection.device, no_shield=opened.crossed)
        if opened.restored:
            log.warning("matrix.restored", new_device=opened.new_device)
        self._rooms.begin(account, await self._memory.private_rooms())
        await self._membership.begin()
        await self.platform.begin()
        self._placing.era = self.platform.era
        self._telling.commands = self._words
        self._hearing.begin(Me(account, self._words))
        parts = (self._listening.run(), self._invitations.run(), self._entries.run(), self._placing.run())
        running = [asyncio.create_task(part) for part in parts]
        try:
            ended, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()  # none ends but by an exception
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _opened(self) -> Opened:
        while True:
            try:
                return await self._session.open()
            except (Unreachable, Refusal, NotReady) as error:
                await self._listening.pause(error)

    async def stop(self) -> None:
        """The last answers go out, and the line is closed."""
        await self._telling.finish()
        await self._connection.close()
