"""Tells the answer to the person who acted, in private; in a room the sign under the card is the receipt."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import structlog

from bot.pacing import Urgency
from bot.platforms.enclosed import Enclosed
from bot.platforms.platform import Ears
from bot.platforms.recent import Recent
from bot.platforms.under_way import UnderWay
from bot.texts import Voice, voice
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat, Command, Press, Said
from handlers.conversation.text import Text
from handlers.conversation.views import View, paragraph

from .connection import Connection
from .failures import LIMITED, NotReady, Refusal, Unreachable
from .incoming import Back
from .keys import Key
from .outgoing import Speech, attached, content, screen
from .platform import MatrixPlatform
from .privately import PrivateRooms
from .rooms import Rooms, private_chat
from .store import Memory

log = structlog.get_logger()

TRIES = 6
"""Of one answer, over some minutes where the server does not take it."""
MOST_EACH = 20
"""Answers that wait for one person; nobody could read more."""
LANGUAGE_HOLDS = 30.0
IDLE_WITHIN = 30.0


class Telling:
    """Nothing is waited for but storage; `finish` waits for what is under way."""

    def __init__(
        self,
        connection: Connection,
        rooms: Rooms,
        privates: PrivateRooms,
        memory: Memory,
        platform: MatrixPlatform,
        ears: Ears,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._connection = connection
        self._rooms = rooms
        self._privates = privates
        self._memory = memory
        self._platform = platform
        self._ears = ears
        self._unavailable = unavailable
        self.commands: frozenset[str] = frozenset()
        self._under_way = UnderWay()
        self._turns: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._languages: Recent[Chat, str] = Recent(LANGUAGE_HOLDS)

    async def answer(self, back: Back, event: Command | Press | Said, answer: Answer) -> None:
        """What came of an act; kept as owed until it is told. In a room nothing more is said of what the card
        shows anyway."""
        if answer.toast is None and answer.view is None:
            return
        if not back.chat.private and answer.receipt and (answer.view is None or isinstance(event, Command)):
            return
        await self._memory.owe(back.account, event.id)
        self._soon(back.account, self._tell(back, event.id, answer))

    def decline(self, back: Back, text: Text) -> None:
        """Why Palabre cannot take what was addressed to it."""
        self._soon(back.account, self._tell(back, "", Answer(toast=text, refused=True)))

    async def go_on(self) -> None:
        """Tells what could not be told yet: Palabre was stopped, or the server did not answer."""
        for account in await self._memory.all_owed():
            if self._privates.room_of(account) is None:
                self._privates.invite(account)
            elif account not in self._waiting:
                self.arrived(account)

    def arrived(self, account: str) -> None:
        """Somebody has come to their private room: the last answer that they are owed is told there."""
        self._soon(account, self._settle(account))

    async def _settle(self, account: str) -> None:
        event = await self._memory.owed(account)
        if event is None:
            return
        answer = await self._ears.answer_to(event)
        room = self._privates.room_of(account)
        said = answer is None or room is None
        if answer is not None and room is not None:
            said = await self._say(room, account, answer, f"answer:{event}", rings=False)
        if said:
            await self._memory.settle(account, event)

    async def _tell(self, back: Back, event: str, answer: Answer) -> None:
        private = back.chat.private
        room = back.room if private and self._rooms.person_of(back.room) else self._privates.room_of(back.account)
        if room is None:
            self._privates.invite(back.account)
            return
        # Who looks at another room would not see a notice.
        rings = not private and (answer.refused or answer.view is not None)
        said = await self._say(room, back.account, answer, f"answer:{event or back.event}", rings=rings)
        if said and event:
            await self._memory.settle(back.account, event)

    async def _say(self, room: str, account: str, answer: Answer, key: str, *, rings: bool) -> bool:
        """Whether that is done with: the server has taken it, or never will."""
        speak = await self._voice(account, answer)
        view = answer.view or View(())
        if answer.toast is not None and view.blocks[:1] != (paragraph(answer.toast),):
            view = View((paragraph(answer.toast), *view.blocks), view.buttons, view.asks)
        letter = screen(view, Speech(speak, self.commands))
        transaction = f"{self._platform.era}:{key}"
        for at, file in enumerate(letter.files):
            if file.pictured:  # above the words and the numbers, which stay the last thing that is read
                await self._enclose(room, account, file, f"{self._platform.era}:{key}:file:{at}")
        # Where words are asked for, numbers are words: they answer this question, and no older screen.
        keys = letter.keys or ((Key("", "", ""),) if view.asks is not None else ())
        async with self._platform.showing(room, transaction, keys) as shown:
            try:
                native = await self._sent(room, account, content(letter, rings=rings), transaction)
            except Refusal as error:
                log.warning("matrix.answer_refused", reason=str(error))
                return True
            if native is None:
                return False
            await shown(native)
        for at, file in enumerate(letter.files):
            if not file.pictured:
                await self._enclose(room, account, file, f"{self._platform.era}:{key}:file:{at}")
        return True

    async def _enclose(self, room: str, account: str, file: Enclosed, transaction: str) -> None:
        encrypted = self._rooms.room(room).encrypted
        try:
            where = await self._connection.upload(file.content, file.media_type, file.name, encrypted=encrypted)
            await self._sent(room, account, attached(file.name, file.media_type, file.content, where), transaction)
        except (Refusal, Unreachable, NotReady) as error:
            log.warning("matrix.file_failed", reason=str(error))

    async def _sent(self, room: str, account: str, shown: dict[str, Any], transaction: str) -> str | None:
        """The id of the message; None where the server does not answer for a while, or where the two are alone no
        more. Under one transaction it is sent once. Raises Refusal where the server will never take it."""
        for tried in range(TRIES):
            await self._platform.pacing.turn(private_chat(account), Urgency.ANSWER)
            if self._rooms.person_of(room) != account:
                return None  # somebody else has come in, or is about to, while this waited
            try:
                return await self._connection.send(room, "m.room.message", shown, transaction)
            except Refusal as error:
                if not error.temporary and not error.shut_out:
                    raise
                if error.code == LIMITED:
                    self._platform.pacing.hold_all(error.retry_after or 5.0)
                    continue
                await asyncio.sleep(2.0**tried)
            except (Unreachable, NotReady) as error:
                log.info("matrix.answer_waits", reason=str(error))
                await asyncio.sleep(2.0**tried)
        return None

    async def _voice(self, account: str, answer: Answer) -> Voice:
        chat = private_chat(account)
        if answer.speaks:
            self._languages.put(chat, answer.speaks)
        return voice(await self._languages.get(chat, lambda: self._memory.language(chat, account)))

    def _soon(self, account: str, telling: Coroutine[Any, Any, None]) -> None:
        if self._waiting.get(account, 0) >= MOST_EACH:
            telling.close()
            return
        self._waiting[account] = self._waiting.get(account, 0) + 1
        self._under_way.begin(self._in_turn(account, telling))

    async def _in_turn(self, account: str, telling: Coroutine[Any, Any, None]) -> None:
        """Who does several things is told in that order."""
        try:
            async with self._turns.setdefault(account, asyncio.Lock()):
                await telling
        except self._unavailable as error:
            log.warning("matrix.answer_not_told", reason=type(error).__name__)
        except Exception:
            log.exception("matrix.answer_broken")
        finally:
            telling.close()
            self._waiting[account] -= 1
            if not self._waiting[account]:
                del self._waiting[account]
                self._turns.pop(account, None)

    async def idle(self, account: str) -> None:
        """Returns once nothing is being told to this person, or after a while."""
        with suppress(TimeoutError):
            async with asyncio.timeout(IDLE_WITHIN):
                while account in self._waiting:
                    async with self._turns.setdefault(account, asyncio.Lock()):  # behind those who wait already
                        pass
                    await asyncio.sleep(0)  # who has just been asked to tell it takes the turn now

    async def finish(self) -> None:
        """Lets the answers under way go out, for a moment."""
        await self._under_way.finish()
