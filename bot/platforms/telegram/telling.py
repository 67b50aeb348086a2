"""Tells answers beside what comes next: nobody waits for somebody else's."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.platforms.recent import Recent
from bot.platforms.under_way import UnderWay
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat
from handlers.conversation.text import Text, t

from .incoming import Back, Declined
from .ladder import Ladder
from .platform import TelegramPlatform
from .store import Memory

log = structlog.get_logger()

ANSWERS_EACH = 4
"""Answers under way to one person; further taps get a bubble and no screen."""
MOST_EACH = 30
"""Answers that wait for one person, who writes without pause; nobody could read more."""
DECLINED_EVERY = timedelta(seconds=30)
"""Somebody who cannot be answered is told so once, and not each time: two robots would go on for ever."""
MOST_DECLINED = 1000
STRAYED_HOLDS = 20.0
"""Seconds for which a card that was tapped is not looked up again."""


class Telling:
    """Every method returns at once; `finish` waits for what is under way."""

    def __init__(
        self,
        ladder: Ladder,
        memory: Memory,
        platform: TelegramPlatform,
        now: Callable[[], datetime],
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._ladder = ladder
        self._memory = memory
        self._platform = platform
        self._now = now
        self._unavailable = unavailable
        self._under_way = UnderWay()
        self._impatient: Counter[int] = Counter()
        self._strayed: Recent[tuple[Chat, int], bool] = Recent(STRAYED_HOLDS)
        self._declined: OrderedDict[tuple[str, int], datetime] = OrderedDict()
        self._turns: dict[int, asyncio.Lock] = {}
        self._waiting: set[str] = set()

    def answer(self, back: Back, answer: Answer) -> None:
        """What came of an act, to the person who acted."""
        self._waiting.discard(back.query)
        under_way = self._impatient[back.account]
        if back.query and under_way >= ANSWERS_EACH:
            self._soon(self._ladder.brief(back, answer), back.account)
        elif under_way < MOST_EACH:
            self._soon(self._tell(back, answer) if back.query else self._in_turn(back, answer), back.account)

    def aloud(self, back: Back, text: Text) -> None:
        """For everybody in the room."""
        self._soon(self._ladder.say_aloud(back, text))

    def close(self, back: Back) -> None:
        self._soon(self._ladder.close(back))

    def followed(self, back: Back, update: int) -> None:
        """Somebody came by the button that was left for them in a group."""
        self._soon(self._ladder.followed(back, update))

    def decline(self, item: Declined) -> None:
        """Why Palabre cannot take what was addressed to it: now and then, not each time."""
        key, now = (item.back.chat.id, item.back.account), self._now()
        last = self._declined.get(key)
        if last is None or now - last >= DECLINED_EVERY:
            self._declined[key] = now
            self._declined.move_to_end(key)
            if len(self._declined) > MOST_DECLINED:
                self._declined.popitem(last=False)
            self.aloud(item.back, item.text)

    def wait(self, back: Back | None) -> None:
        """Once for each tap that cannot be kept now: it is not lost, but nobody should wait in front of it."""
        if back is not None and back.query and back.query not in self._waiting:
            self._waiting.add(back.query)
            text = t("I cannot keep anything just now. I answer you as soon as I can.")
            self._soon(self._ladder.hurry(back, text))

    async def _in_turn(self, back: Back, answer: Answer) -> None:
        """Who says several things gets the answers in that order; a tap has its own place on the screen."""
        turn = self._turns.setdefault(back.account, asyncio.Lock())
        async with turn:  # waiting tasks get it in the order in which they came
            await self._tell(back, answer)
        if not turn.locked() and self._impatient[back.account] <= 1:
            self._turns.pop(back.account, None)

    async def _tell(self, back: Back, answer: Answer) -> None:
        await self._ladder.tell(back, answer)
        if not back.query or not back.message or back.ephemeral or back.chat.private:
            return
        ask, card = self._memory.strayed, (back.chat, back.message)
        if await self._strayed.get(card, lambda: ask(back.chat, back.message, back.data)):
            await self._platform.disarm(back.chat, back.message)

    def _soon(self, telling: Coroutine[Any, Any, None], account: int = 0) -> None:
        """`account` fills a place among those of one person; 0 is nobody's."""
        self._impatient[account] += 1
        self._under_way.begin(self._told(telling, account))

    async def _told(self, telling: Coroutine[Any, Any, None], account: int) -> None:
        try:
            await telling
        except self._unavailable as error:
            log.warning("telegram.answer_not_told", reason=type(error).__name__)
        except Exception:
            log.exception("telegram.answer_broken")
        finally:
            telling.close()
            self._impatient[account] -= 1
            if self._impatient[account] <= 0:
                del self._impatient[account]

    async def finish(self) -> None:
        """Lets the answers under way go out, for a moment."""
        await self._under_way.finish()
