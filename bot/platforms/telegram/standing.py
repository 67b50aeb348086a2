"""Who is what in a group: asked of Telegram before anything is decided, remembered for a while, and dated."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Literal

import structlog
from telegram import Bot, ChatMember
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.conversation.events import Standing

from .failures import says
from .incoming import is_here
from .transport import understood

log = structlog.get_logger()

LASTS = timedelta(minutes=10)
LEFT_LASTS = timedelta(seconds=20)
"""Who was not there may have come back in the meantime."""
MOST_KEPT = 20_000
FAILURE_LASTS = timedelta(seconds=20)
"""Who could not be asked about is not asked about again for each tap."""
AT_ONCE = 16
PATIENCE = 3.0
"""Seconds for all questions of one batch: a Telegram that is slow to tell who is a member holds back nobody."""
_UNTELLABLE = ("chat_admin_required", "member list is inaccessible")
"""What Telegram says where only administrators may ask. It hands over acts in a room only from those who can
see it: whoever acted there is then a member."""

Rank = Literal["member", "administrator", "left", "unknown"]


class Standings:
    """Asks getChatMember, which needs no administrator right in a group, at most once in ten minutes."""

    def __init__(self, bot: Bot, now: Callable[[], datetime]) -> None:
        self._bot = bot
        self._now = now
        self._known: OrderedDict[tuple[str, str], Standing] = OrderedDict()
        self._failed: dict[tuple[str, str], datetime] = {}
        self._asking = asyncio.Semaphore(AT_ONCE)

    def note(self, chat: str, account: str, rank: Rank) -> None:
        """Telegram has told it without being asked."""
        self._known[chat, account] = Standing(rank, self._now())
        self._known.move_to_end((chat, account))
        while len(self._known) > MOST_KEPT:
            self._known.popitem(last=False)

    async def of(self, chat: str, account: str) -> Standing:
        """The standing of an account in a room; the older one where Telegram does not answer now, and
        `unknown` where there is none."""
        known, failed_at = self._known.get((chat, account)), self._failed.get((chat, account))
        if known is not None and self._now() - known.known_since < (LEFT_LASTS if known.rank == "left" else LASTS):
            return known
        if failed_at is None or self._now() - failed_at >= FAILURE_LASTS:
            rank = await self._ask(chat, account)
            if rank != "unknown":
                self._failed.pop((chat, account), None)
                self.note(chat, account, rank)
                return self._known[chat, account]
        return known or Standing("unknown", self._now())

    async def learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Asks for many side by side, so that each is known, or known not to be tellable, when its turn comes."""
        wanted = list(dict.fromkeys(pairs))
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*(self.of(chat, account) for chat, account in wanted))
        except TimeoutError:
            log.warning("telegram.standing_slow", asked=len(wanted))
            for chat, account in wanted:
                if (chat, account) not in self._known:
                    self._fail(chat, account)

    async def _ask(self, chat: str, account: str) -> Rank:
        async with self._asking:
            try:
                return _rank(await understood(self._bot.get_chat_member(int(chat), int(account))))
            except BadRequest as error:
                return "member" if says(error, *_UNTELLABLE) else "left"
            except Forbidden:
                return "left"
            except TelegramError as error:
                log.warning("telegram.standing_unknown", chat=chat, reason=type(error).__name__)
        self._fail(chat, account)
        return "unknown"

    def _fail(self, chat: str, account: str) -> None:
        self._failed[chat, account] = self._now()
        if len(self._failed) > MOST_KEPT:
            self._failed.pop(next(iter(self._failed)))


def _rank(member: ChatMember) -> Rank:
    if not is_here(member):
        return "left"
    return "administrator" if member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR) else "member"
