"""Matrix as delivery sees it: cards are sent, edited and taken away in the rooms."""

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Collection, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import structlog

from bot.pacing import Bucket, Pace, Paces, Pacing, Urgency
from bot.platforms.platform import Drawn, MessageGone, NotYetThere, PlatformFailed
from bot.platforms.png import png_size
from handlers.conversation.events import Chat
from handlers.conversation.stores import EVERYONE
from handlers.conversation.views import Chart

from .connection import Connection
from .failures import LIMITED, NotReady, Refusal, Unreachable, failure
from .incoming import PLATFORM
from .keys import Key
from .outgoing import Speech, below, card, content, edited, placed, screen
from .placing import Placing
from .privately import PrivateRooms
from .rooms import Rooms, is_person
from .store import Memory

log = structlog.get_logger()
T = TypeVar("T")

OVERALL = (Bucket(9, 5.05, kept=3),)
"""Of ten events at once, and then one every five seconds, that a server takes from one account by default."""
ROOM = Paces((), (Pace(1, 5.0),))
"""A card is refreshed every five seconds at the most: each edit is an event that everybody downloads."""
LOOKED_BACK = 50
RECORDED_WITHIN = 5.0
"""Seconds for which a reaction waits until the card below which it stands is known to the database."""


def new_pacing() -> Pacing:
    """The pace at which a server takes what one account sends, whatever the room."""
    return Pacing(OVERALL, lambda chat: ROOM)


class MatrixPlatform:
    """bot.platforms.platform.Platform over the client-server API."""

    name = PLATFORM

    def __init__(
        self,
        connection: Connection,
        rooms: Rooms,
        privates: PrivateRooms,
        memory: Memory,
        commands: Collection[str],
        pacing: Pacing,
    ) -> None:
        self.pacing = pacing
        self.era = ""
        self.placing: Placing | None = None
        self.ready: asyncio.Event | None = None
        """Set once the rooms that Palabre is in are known."""
        self._connection = connection
        self._rooms = rooms
        self._privates = privates
        self._memory = memory
        self._commands = commands
        self._sending: Counter[str] = Counter()
        self._recorded = asyncio.Condition()

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        if audience != EVERYONE and not is_person(chat):
            raise ValueError("what is for one person must never stand before everybody")
        room = await self._room(chat)
        speech = Speech(drawn.voice, self._commands)
        alone = is_person(chat)
        letter = screen(drawn.view, speech) if alone else card(drawn.view, speech, {})
        async with self.sending(room):
            if not alone:
                await self._tried(self._send_pictures(chat, room, drawn, key))
            shown = below(content(letter, rings=rings), thread=chat.thread, reply_to=reply_to)
            asked = self._connection.send(room, "m.room.message", shown, f"{self.era}:{key}")
            native = await self._tried(asked)
            await self._remember(room, native, letter.keys, shows_taps=not alone)
        return f"{room}/{native}" if alone else native

    async def _send_pictures(self, chat: Chat, room: str, drawn: Drawn, key: str) -> None:
        """Above the words, which say all that they say."""
        charts = [block for block in drawn.view.blocks if isinstance(block, Chart)]
        for at, (png, chart) in enumerate(zip(drawn.pictures, charts, strict=True)):
            name = f"{drawn.voice(chart.title)}.png"
            width, height = png_size(png)
            encrypted = self._rooms.room(room).encrypted
            where = await self._connection.upload(png, "image/png", name, encrypted=encrypted)
            info = {"mimetype": "image/png", "size": len(png), "w": width, "h": height}
            await self.pacing.turn(chat, Urgency.NEWS)
            shown = {"msgtype": "m.image", "body": name, "filename": name, "info": info, **where}
            await self._connection.send(room, "m.room.message", shown, f"{self.era}:{key}:picture:{at}")

    async def sent_as(self, chat: Chat, key: str) -> str | None:
        """Its own messages the server gives back with the names under which they were sent, for a day."""
        room = await self._room(chat)
        sent = await self._tried(self._connection.sent_lately(room, LOOKED_BACK))
        native = sent.get(f"{self.era}:{key}")
        return None if native is None else f"{room}/{native}" if is_person(chat) else native

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        room, _, message = native.rpartition("/") if is_person(chat) else (chat.id, "", native)
        if is_person(chat) and room != self._privates.room_of(chat.id):
            raise MessageGone("the private room is another one now")
        speech = Speech(drawn.voice, self._commands)
        known = {key.sign: key.data for key in await self._memory.buttons(room, message)}
        letter = screen(drawn.view, speech) if is_person(chat) else card(drawn.view, speech, known)
        shown = edited(content(letter, rings=False), message)
        await self._tried(self._connection.send(room, "m.room.message", shown, self._once()))
        if not letter.keys:
            await self._memory.unplaced(room, message)
        await self._remember(room, message, letter.keys, shows_taps=not is_person(chat))

    async def remove(self, chat: Chat, native: str) -> None:
        room, _, message = native.rpartition("/") if is_person(chat) else (chat.id, "", native)
        await self._memory.unplaced(room, message)
        await self._tried(self._connection.redact(room, message, self._once()))

    @asynccontextmanager
    async def sending(self, room: str) -> AsyncIterator[None]:
        """Within this something with keys is sent to the room, and kept."""
        self._sending[room] += 1
        try:
            yield
        finally:
            self._sending[room] -= 1
            async with self._recorded:
                self._recorded.notify_all()

    async def settled(self, room: str) -> None:
        """Returns once what is being sent to this room is known to the database: somebody may be quicker, and
        their number would be that of an older screen."""
        async with self._recorded:
            try:
                async with asyncio.timeout(RECORDED_WITHIN):
                    await self._recorded.wait_for(lambda: not self._sending[room])
            except TimeoutError:
                log.warning("matrix.slow_record", room=room)

    async def _remember(self, room: str, message: str, keys: Sequence[Key], *, shows_taps: bool) -> None:
        if not keys:
            return
        await self._memory.keep_buttons(room, message, keys, len(placed(tuple(keys))) if shows_taps else 0)
        if self.placing is not None and shows_taps:
            self.placing.wake()

    async def _room(self, chat: Chat) -> str:
        """The room of a chat, entered where Palabre is invited; of one person, their private one."""
        if self.ready is not None:
            await self.ready.wait()
        if is_person(chat):
            room = self._privates.room_of(chat.id)
            if room is not None:
                return room
            if not self._rooms.refused(chat.id):
                self._privates.invite(chat.id)
            self.pacing.unused(chat)  # an invitation has its own
            raise NotYetThere("nobody has come to the private room yet")
        if not self._connection.is_in(chat.id):
            await self.pacing.turn(chat, Urgency.NEWS)
            await self._tried(self._connection.join(chat.id))
        return chat.id

    async def _tried(self, call: Awaitable[T]) -> T:
        try:
            return await call
        except (Refusal, Unreachable, NotReady) as error:
            if isinstance(error, Refusal) and error.code == LIMITED:
                self.pacing.hold_all(error.retry_after or 5.0)
            failed = failure(error)
            raise failed from (None if isinstance(failed, PlatformFailed) else error)

    @staticmethod
    def _once() -> str:
        """A transaction that nothing will ever repeat: what it does twice it does once."""
        return secrets.token_hex(8)
