"""Matrix as delivery sees it: cards are sent, edited and taken away in the rooms."""

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import structlog

from bot.pacing import Bucket, Pace, Paces, Pacing, Urgency
from bot.pictures.drawing import pictures
from bot.platforms.enclosed import PNG
from bot.platforms.platform import Drawn, MessageGone, NotYetThere, PlatformFailed
from handlers.conversation.events import Chat
from handlers.conversation.stores import EVERYONE

from .connection import Connection
from .failures import LIMITED, NotReady, Refusal, Unreachable, failure
from .incoming import PLATFORM
from .keys import Key
from .outgoing import Speech, attached, below, card, content, edited, placed, screen
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
LOOKED_BACK = 500
"""Events of a room among which a message is looked for of which it is not known whether it was sent."""
OPENED_WITHIN = 10.0
"""Seconds for which a message waits until the account is open, before it is tried again."""
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
        self.idle: Callable[[str], Awaitable[None]] | None = None
        """Returns once nothing that somebody asked for is still to be told to them."""
        self._connection = connection
        self._rooms = rooms
        self._privates = privates
        self._memory = memory
        self._commands = commands
        self._sending: Counter[str] = Counter()
        self._begun = asyncio.Event()
        self._announced: dict[str, set[str]] = {}
        """By room, the transactions of which it is not known whether a message came of them."""
        self._recorded = asyncio.Condition()

    async def begin(self) -> None:
        """What an earlier run was about to send is known."""
        self.era = await self._memory.era()
        for room, transaction in await self._memory.announced():
            self._announced.setdefault(room, set()).add(transaction)
        self._begun.set()

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        if audience != EVERYONE and not is_person(chat):
            raise ValueError("what is for one person must never stand before everybody")
        room = await self._room(chat)
        speech = Speech(drawn.voice, self._commands)
        alone = is_person(chat)
        letter = screen(drawn.view, speech) if alone else card(drawn.view, speech, {})
        transaction = f"{self.era}:{key}"
        if not alone:
            await self._tried(self._send_pictures(chat, room, drawn, key))
        elif self.idle is not None:
            # A number answers the lowest screen: an answer under way must not come below this one.
            await self.idle(chat.id)
        async with self.showing(room, transaction, letter.keys, shows_taps=not alone) as shown:
            told = below(content(letter, rings=rings), thread=chat.thread, reply_to=reply_to)
            native = await self._tried(self._connection.send(room, "m.room.message", told, transaction))
            await shown(native)
        return _called(chat, room, native)

    @asynccontextmanager
    async def showing(
        self, room: str, transaction: str, keys: Sequence[Key], *, shows_taps: bool = False
    ) -> AsyncIterator[Callable[[str], Awaitable[None]]]:
        """While a message is sent; what it yields is told its id. Somebody may tap before that is known, and the
        server's answer may be lost, or Palabre end before it comes."""
        to_place = len(placed(tuple(keys))) if shows_taps else 0

        async def shown(native: str) -> None:
            if keys:
                await self._arrived(room, transaction, native)

        self._sending[room] += 1
        try:
            if keys:
                await self._memory.announce(room, transaction, keys, to_place)
                self._announced.setdefault(room, set()).add(transaction)
            yield shown
        finally:
            self._sending[room] -= 1
            async with self._recorded:
                self._recorded.notify_all()

    async def _arrived(self, room: str, transaction: str, native: str) -> None:
        await self._memory.arrived(room, transaction, native)
        self._announced.get(room, set()).discard(transaction)
        if self.placing is not None:
            self.placing.wake()

    async def recover(self, room: str) -> None:
        """Of what was about to be sent to this room when Palabre ended, or the server fell silent, looks which
        stands there. Raises Unreachable, Refusal and NotReady."""
        unknown = set(self._announced.get(room, ()))
        if not unknown or self._sending[room] or self._rooms.outside(room):
            return
        try:
            sent = await self._connection.sent_lately(room, LOOKED_BACK)
        except Refusal as error:
            if error.temporary or error.shut_out:
                raise
            sent = {}  # Palabre is there no more
        except NotReady:
            sent = {}
        for transaction in unknown:
            if transaction in sent:
                await self._arrived(room, transaction, sent[transaction])
            else:
                self._announced[room].discard(transaction)  # it was never sent

    async def _send_pictures(self, chat: Chat, room: str, drawn: Drawn, key: str) -> None:
        """Above the words, which say all that they say."""
        for at, (png, picture) in enumerate(zip(drawn.pictures, pictures(drawn.view), strict=True)):
            name = f"{drawn.voice(picture.title)}.png"
            encrypted = self._rooms.room(room).encrypted
            where = await self._connection.upload(png, PNG, name, encrypted=encrypted)
            await self.pacing.turn(chat, Urgency.NEWS)
            shown = attached(name, PNG, png, where)
            await self._connection.send(room, "m.room.message", shown, f"{self.era}:{key}:picture:{at}")

    async def sent_as(self, chat: Chat, key: str) -> str | None:
        """Its own messages the server gives back with the names under which they were sent, for a day."""
        room = await self._room(chat)
        sent = await self._tried(self._connection.sent_lately(room, LOOKED_BACK))
        native = sent.get(f"{self.era}:{key}")
        if native is None:
            return None
        await self._arrived(room, f"{self.era}:{key}", native)
        return _called(chat, room, native)

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        room, message = _taken_apart(chat, native)
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
        room, message = _taken_apart(chat, native)
        await self._memory.unplaced(room, message)
        await self._tried(self._connection.redact(room, message, self._once()))

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
        """The room of a chat, entered where Palabre is invited and may be; of one person, their private one.
        Before it is known how this database calls what it sends, nothing is: a crash would leave it unknown."""
        try:
            async with asyncio.timeout(OPENED_WITHIN):
                await self._begun.wait()
        except TimeoutError:
            raise PlatformFailed("the account is not open yet", retry_after=1.0) from None
        if is_person(chat):
            room = self._privates.room_of(chat.id)
            if room is not None:
                return room
            if not self._rooms.refused(chat.id):
                self._privates.invite(chat.id)
            self.pacing.unused(chat)  # an invitation has its own
            raise NotYetThere("nobody has come to the private room yet")
        if self._rooms.outside(chat.id):
            await self.pacing.turn(chat, Urgency.NEWS)
            await self._tried(self._connection.join(chat.id), sends=False)
        return chat.id

    async def _tried(self, call: Awaitable[T], *, sends: bool = True) -> T:
        """`sends`: it takes of what an account may send in all; entering rooms has a measure of its own."""
        try:
            return await call
        except (Refusal, Unreachable, NotReady) as error:
            if sends and isinstance(error, Refusal) and error.code == LIMITED:
                self.pacing.hold_all(error.retry_after or 5.0)
            failed = failure(error)
            raise failed from (None if isinstance(failed, PlatformFailed) else error)

    @staticmethod
    def _once() -> str:
        """A transaction that nothing will ever repeat: what it does twice it does once."""
        return secrets.token_hex(8)


def _called(chat: Chat, room: str, message: str) -> str:
    """How delivery calls a message: of one person, with the room, for they may have had several."""
    return f"{room}/{message}" if is_person(chat) else message


def _taken_apart(chat: Chat, native: str) -> tuple[str, str]:
    """(room, message) of what `_called` gave."""
    room, _, message = native.rpartition("/") if is_person(chat) else (chat.id, "", native)
    return room, message
