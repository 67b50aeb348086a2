"""Receives updates: by asking for them, each confirmed once it is kept; or from a webhook."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.platforms.patience import Patience
from bot.platforms.platform import CannotGoOn
from bot.texts import voice

from .failures import seconds
from .hearing import Hearing
from .incoming import HEARD, PLATFORM
from .store import Memory
from .transport import Intake, NotTelegram
from .troubles import advice, reason

log = structlog.get_logger()

LONG_POLL = 25
"""Seconds for which Telegram keeps a question open while there is nothing to tell."""
AT_ONCE = 100
NEWCOMER = 30.0
"""Seconds within which a copy that has just been started yields to one that was there before."""
RIVALRY = 120.0
"""Seconds of disturbance by another copy after which the older one gives up too."""
RIVAL_PAUSE = 1.0
NOTED_EVERY = timedelta(minutes=1)
LATE = timedelta(minutes=10)
"""After a longer silence, taps are given the time at which the silence began: nobody knows their own."""


class Listening:
    """`caught_up` is set once all that waited at Telegram is kept: only then may deadlines fall."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        hearing: Hearing,
        memory: Memory,
        now: Callable[[], datetime],
        address: str,
        language: str,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._hearing = hearing
        self._memory = memory
        self._now = now
        self._address = address
        self._speak = voice(language)
        self._unavailable = unavailable
        self.caught_up = asyncio.Event()
        self._offset: int | None = None
        self._patience = Patience()
        self._noted_at: datetime | None = None
        self._silent_since: datetime | None = None
        self._disturbed_since: float | None = None
        self._began = 0.0

    async def remember(self) -> None:
        """How long nobody has listened."""
        before = await self._memory.listened_at(PLATFORM)
        self._silent_since = before if before is not None and self._now() - before > LATE else None

    def tapped_at(self) -> datetime:
        """The time of a tap that arrives now."""
        if self._silent_since is not None and not self.caught_up.is_set():
            return self._silent_since
        return self._now()

    async def run(self) -> None:
        """Asks for updates until cancelled. Raises CannotGoOn where another copy asks too."""
        self._began = asyncio.get_running_loop().time()
        while True:
            try:
                updates = await self._ask()
                self._patience.restored()
                self._disturbed_since = None
                async for kept in self._hearing.hear(updates, self.tapped_at()):
                    self._offset = kept + 1
                if not updates:
                    self.caught_up.set()
                await self.note()
            except Conflict as error:
                await self._yield_to_other(error)
            except TelegramError as error:
                await self.pause(error)
            except self._unavailable as error:
                log.error("telegram.storage_unavailable", reason=type(error).__name__)
                await self._wait()

    async def confirm(self) -> None:
        """At the end: what is kept must not be handed out again to the next start."""
        if self._offset is not None:
            try:
                await self._bot.get_updates(self._offset, limit=1, timeout=0, allowed_updates=HEARD)
            except Exception as error:
                log.info("telegram.not_confirmed", reason=type(error).__name__)  # it will be heard as known

    async def _ask(self) -> Sequence[Update]:
        poll = LONG_POLL if self.caught_up.is_set() else 0
        try:
            updates = await self._bot.get_updates(self._offset, AT_ONCE, poll, allowed_updates=HEARD)
        except (TelegramError, asyncio.CancelledError):
            raise
        except Exception:
            return self._readable()
        return updates if all(_is_numbered(update) for update in updates) else self._readable()

    def _readable(self) -> list[Update]:
        """Of an answer in which something cannot be read, the rest; what cannot be read is passed over."""
        found: list[Update] = []
        result = Intake.parse_json_payload(self._intake.raw).get("result")
        if not isinstance(result, list):
            raise NotTelegram("the list of updates is none")
        for item in result:
            number = item.get("update_id") if isinstance(item, dict) else None
            try:
                update = Update.de_json(item, self._bot)
                if not _is_numbered(update):
                    raise TypeError("an update has a number")
                found.append(update)
            except Exception as error:
                log.error("telegram.unreadable_update", update=number, reason=type(error).__name__)
                if isinstance(number, int):
                    found.append(Update(number))  # says nothing, and is confirmed in its turn
        return found

    async def note(self) -> None:
        """Telegram is heard now. Not while what waited is still being read: after a death in the middle, the
        rest of it is as old as before."""
        if not self.caught_up.is_set():
            return
        now = self._now()
        if self._noted_at is None or abs(now - self._noted_at) >= NOTED_EVERY:
            await self._memory.keep_listened_at(PLATFORM, now)
            self._noted_at = now
        await self._hearing.discards.write()

    async def _yield_to_other(self, error: Conflict) -> None:
        """Telegram gives updates to the copy that asked last: the newcomer goes, so that one remains."""
        time = asyncio.get_running_loop().time()
        self._disturbed_since = self._disturbed_since or time
        if time - self._began < NEWCOMER or time - self._disturbed_since > RIVALRY:
            raise CannotGoOn(advice(error, self._address)) from None
        log.warning("telegram.other_copy", advice=self._speak(advice(error, self._address)))
        await asyncio.sleep(RIVAL_PAUSE)

    async def pause(self, error: TelegramError) -> None:
        """Says what is wrong and waits, longer after each failure."""
        asked = seconds(error) if isinstance(error, RetryAfter) else 0.0
        wait = max(asked, self._patience.next_pause())
        said = self._speak(advice(error, self._address))
        log.error("telegram.unreachable", reason=reason(error), advice=said, again_in=wait)
        await asyncio.sleep(wait)

    async def _wait(self) -> None:
        await asyncio.sleep(self._patience.next_pause())


def _is_numbered(update: object) -> bool:
    return isinstance(update, Update) and type(update.update_id) is int
