"""The salon as delivery sees it, and the bell that tells open pages that something changed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bot.pacing import Pace, Paces, Pacing
from bot.platforms.platform import Drawn
from handlers.conversation.events import Chat

from .incoming import PLATFORM
from .outgoing import content
from .store import Rooms

HEARTBEAT = 15.0
"""Seconds of silence after which a page is told that the line still holds (changes.js waits for it)."""


class Bell:
    """Open pages wait here for the next revision of their room."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._closed = False

    def ring(self, room: str) -> None:
        for waiting in self._waiting.get(room, ()):
            waiting.set()

    def close(self) -> None:
        """Lets every page go, so that the program can end."""
        self._closed = True
        for room in self._waiting:
            self.ring(room)

    async def changes(self, room: str) -> AsyncIterator[None]:
        """Yields whenever the room may have changed, and as a heartbeat; ends when the bell is closed."""
        changed = asyncio.Event()
        self._waiting.setdefault(room, set()).add(changed)
        try:
            yield
            while not self._closed:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(HEARTBEAT):
                        await changed.wait()
                changed.clear()
                if not self._closed:
                    yield
        finally:
            self._waiting[room].discard(changed)
            if not self._waiting[room]:
                del self._waiting[room]


class SalonPlatform:
    """bot.platforms.platform.Platform over the salon's own rooms."""

    name = PLATFORM

    def __init__(self, rooms: Rooms, bell: Bell) -> None:
        self.pacing = Pacing((), lambda chat: Paces((Pace(4, 4.0),)))
        self._rooms = rooms
        self._bell = bell

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        words = await self._content(chat, drawn)
        message = await self._rooms.say(chat.id, key=key, content=words, audience=audience, rings=rings)
        self._bell.ring(chat.id)
        return str(message)

    async def sent_as(self, chat: Chat, key: str) -> str | None:
        message = await self._rooms.said_as(chat.id, key)
        return None if message is None else str(message)

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        await self._rooms.rewrite(chat.id, int(native), await self._content(chat, drawn))
        self._bell.ring(chat.id)

    async def remove(self, chat: Chat, native: str) -> None:
        await self._rooms.rewrite(chat.id, int(native), "")
        self._bell.ring(chat.id)

    async def _content(self, chat: Chat, drawn: Drawn) -> str:
        return content(drawn, [await self._rooms.keep_picture(chat.id, png) for png in drawn.pictures])
