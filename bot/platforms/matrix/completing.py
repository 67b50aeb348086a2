"""Completes what people do with what must be asked first: which button a sign stands for, which card is meant,
what somebody is in the room."""

from dataclasses import dataclass, replace

import structlog

from bot.platforms.recent import Recent
from handlers.conversation.events import Command, Press, Quoted, Said, Sender, Standing
from handlers.conversation.text import t

from .connection import Connection
from .failures import NotReady, Refusal, Unreachable
from .incoming import Back, Declined, Reacted, Wrote, is_attached, words_of
from .keys import Key, named, plain, typed
from .platform import MatrixPlatform
from .rooms import Rooms
from .store import Memory, Tap

log = structlog.get_logger()

LOOKED_BACK = 60
"""Buttons of the last private screens whose words may be typed."""
KEYS_HOLD = 2.0
"""Seconds for which the signs of a card are not looked up again; one that is not found is looked up at once."""


@dataclass(frozen=True)
class Act:
    """Something that somebody did, complete; with the reaction that it leaves, if it does."""

    event: Command | Press | Said
    back: Back
    tap: Tap | None = None


class Completing:
    """Asks storage, and the server only for what somebody replies to."""

    def __init__(self, connection: Connection, rooms: Rooms, memory: Memory, platform: MatrixPlatform) -> None:
        self._connection = connection
        self._rooms = rooms
        self._memory = memory
        self._platform = platform
        self._keys: Recent[tuple[str, str], tuple[Key, ...]] = Recent(KEYS_HOLD)

    async def reacted(self, item: Reacted) -> Act | Declined | None:
        """A sign under a card is a tap that stays. In private it would be the one thing that is not encrypted."""
        key = await self._key(item.back.room, item.message, item.sign)
        if key is None:
            return None
        if item.back.chat.private:
            return Declined(t("Please write the number: a reaction is not encrypted."), item.back)
        sender = self._ranked(item.sender, item.back)
        press = Press(item.id, item.at, item.back.chat, sender, key.data, "set")
        return Act(press, item.back, Tap(item.back.event, item.back.room, item.message, sender.account, key.data))

    async def wrote(self, item: Wrote) -> Act | None:
        """A command, words in private, or a reply to a card: which may be exactly one of its choices."""
        event, back = item.event, item.back
        if isinstance(event, Command):
            if item.replied and not back.chat.private:
                event = replace(event, reply_to=await self._quoted(back, item.replied))
            return Act(replace(event, sender=self._ranked(event.sender, back)), back)
        if back.chat.private:
            await self._platform.settled(back.room)
            await self._platform.recover(back.room)
            keys = await self._memory.buttons(back.room, item.replied) if item.replied else ()
            keys = keys or await self._memory.newest_buttons(back.room)
        else:
            keys = await self._memory.buttons(back.room, item.replied)
            if not keys:
                await self._platform.recover(back.room)
                keys = await self._memory.buttons(back.room, item.replied)
        sender = self._ranked(event.sender, back)
        key = typed(event.words, keys)
        if key is None and back.chat.private and any(one.label for one in keys):
            # The lowest screen does not say it, and asks for no words: perhaps one above it does.
            key = named(event.words, await self._memory.all_buttons(back.room, LOOKED_BACK))
        if key is not None:
            return Act(Press(event.id, event.at, event.chat, sender, key.data), back)
        event = replace(event, sender=sender)
        if not back.chat.private:
            topic = await self._memory.topic_of(event.chat, item.replied)
            if topic is None:
                return None  # neighbours who reply to each other
            event = replace(event, topic=topic)
        return Act(event, back)

    def _ranked(self, sender: Sender, back: Back) -> Sender:
        """With what somebody is in the room now; in private, where screens are answered that were asked for in a
        room, with the rooms that they administer."""
        if back.chat.private:
            return replace(sender, administers=self._rooms.administered_by(sender.account))
        rank = self._rooms.room(back.chat.id).rank(sender.account)
        return replace(sender, standing=Standing(rank, sender.standing.known_since))

    async def _key(self, room: str, message: str, sign: str) -> Key | None:
        for again in (False, True):
            keys = await self._keys.get((room, message), lambda: self._asked(room, message))
            found = next((key for key in keys if plain(key.sign) == plain(sign)), None)
            if found is not None or again:
                return found
            await self._platform.settled(room)
            await self._platform.recover(room)
            self._keys.drop(lambda known: known == (room, message))
        return None

    async def _asked(self, room: str, message: str) -> tuple[Key, ...]:
        return tuple(await self._memory.buttons(room, message))

    async def _quoted(self, back: Back, message: str) -> Quoted | None:
        """The neighbour's message that is replied to; what Palabre said is nobody's words."""
        try:
            event = await self._connection.event(back.room, message)
        except (Refusal, Unreachable, NotReady) as error:
            log.info("matrix.quoted_unknown", reason=str(error))
            return None
        author = event.get("sender")
        if not isinstance(author, str) or author == self._rooms.me:
            return None
        name = self._rooms.room(back.room).name_of(author)
        return Quoted(author, name, words_of(event), f"{back.chat}/{message}", is_attached(event))
