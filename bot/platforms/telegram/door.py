"""The Telegram door, put together: what connects, listens, answers and delivers, from start to stop."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog
from telegram import Bot, WebhookInfo
from telegram.error import Conflict, TelegramError

from bot.config import Telegram
from bot.platforms.platform import CannotGoOn, Ears
from handlers.conversation.events import Chat, Moved
from handlers.conversation.feature import CommandLine

from .hearing import Hearing
from .incoming import PLATFORM, Me
from .ladder import Ladder
from .listening import Listening
from .menus import refresh_menus
from .platform import TelegramPlatform
from .rungs import Rungs
from .standing import Standings
from .store import Memory
from .telling import Telling
from .transport import Intake, Transport, understood
from .troubles import advice, reason
from .webhook import Webhook

log = structlog.get_logger()

OFFICIAL = "https://api.telegram.org"
DRAINING_LOOKS, DRAINING_PAUSE = 40, 0.25
"""How often, and how many seconds apart, Telegram is asked whether it has brought all that waited."""
WEBHOOK_WATCHED_EVERY = 60.0
"""Seconds between two looks whether another copy has taken the messages over."""


def bot_of(settings: Telegram) -> tuple[Bot, Intake]:
    """The bot of these settings, with the transport of its long poll."""
    assert settings.token is not None, "asked for only where there is one"
    root, intake = address_of(settings), Intake()
    token = settings.token.get_secret_value()
    return Bot(token, f"{root}/bot", f"{root}/file/bot", request=Transport(), get_updates_request=intake), intake


def address_of(settings: Telegram) -> str:
    """The root of the server that is spoken to."""
    return settings.api_url.rstrip("/") or OFFICIAL


class TelegramDoor:
    """`platform` is what delivery uses; `webhook` what the web server must serve, if anything."""

    def __init__(
        self,
        settings: Telegram,
        ears: Ears,
        memory: Memory,
        commands: Sequence[CommandLine[object]],
        now: Callable[[], datetime],
        stir: Callable[[Chat], None],
        language: str,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._settings = settings
        self._ears = ears
        self._commands = commands
        self._now = now
        self._bot, intake = bot_of(settings)
        self.platform = TelegramPlatform(self._bot, self._moved)
        rungs = Rungs(self._bot, memory, self.platform.pacing, ephemeral=settings.ephemeral)
        self._ladder = Ladder(rungs, memory)
        self._telling = Telling(self._ladder, memory, self.platform, now, unavailable)
        standings = Standings(self._bot, now)
        self._hearing = Hearing(ears, memory, standings, self._telling, now, stir, unavailable)
        self._listening = Listening(
            self._bot, intake, self._hearing, memory, now, address_of(settings), language, unavailable
        )
        self._memory = memory
        self._unavailable = unavailable
        self.webhook: Webhook | None = None

    @property
    def caught_up(self) -> asyncio.Event:
        return self._listening.caught_up

    async def prepare(self) -> None:
        """What must stand before the web server is opened."""
        if self._settings.webhook_url:
            given = self._settings.webhook_secret
            secret = given.get_secret_value() if given else await self._memory.secret("telegram_webhook")
            self.webhook = Webhook(
                self._bot, self._hearing, self._listening, self._settings.webhook_url, secret, self._unavailable
            )

    async def run(self) -> None:
        """Connects, however long that takes, then listens until cancelled. Raises CannotGoOn."""
        await self._listening.remember()
        await self._connect()
        username = self._bot.username
        words = frozenset(name for line in self._commands for name in line.names)
        self._ladder.key = (await self._memory.secret("telegram_links")).encode()
        await self._hearing.begin(Me(self._bot.id, username, words, self._ladder.key))
        log.info("telegram.connected", bot=f"@{username}")
        menus = asyncio.create_task(refresh_menus(self._bot, self._commands, ephemeral=self._settings.ephemeral))
        try:
            if self.webhook is None:
                await self._listening.run()
            else:
                await self._patiently(self.webhook.announce)
                await self._drained()
                self.caught_up.set()
                await self._watch_webhook(self.webhook)
        finally:
            menus.cancel()
            await asyncio.gather(menus, return_exceptions=True)

    async def stop(self) -> None:
        """The last answers go out, what is kept is confirmed, the lines are closed."""
        await self._telling.finish()
        try:
            await self._hearing.discards.write(at_once=True)
        except self._unavailable as error:
            log.warning("telegram.count_lost", reason=type(error).__name__)
        if self.webhook is None:
            await self._listening.confirm()
        await self._bot.shutdown()

    async def _connect(self) -> None:
        await self._patiently(self._bot.initialize)
        if self.webhook is None:
            # Waiting updates stay: they are asked for next.
            await self._patiently(lambda: self._bot.delete_webhook(drop_pending_updates=False))

    async def _drained(self) -> None:
        """Waits, for a while, until Telegram has brought what it kept."""
        for _ in range(DRAINING_LOOKS):
            info = await self._webhook_info()
            if info is not None and not info.pending_update_count:
                return
            await asyncio.sleep(DRAINING_PAUSE)

    async def _watch_webhook(self, webhook: Webhook) -> None:
        """Until cancelled. Raises CannotGoOn where another copy has taken the messages over."""
        while True:
            await asyncio.sleep(WEBHOOK_WATCHED_EVERY)
            info = await self._webhook_info()
            if info is not None and info.url != webhook.url:
                raise CannotGoOn(advice(Conflict("another address"), address_of(self._settings)))

    async def _webhook_info(self) -> WebhookInfo | None:
        """What Telegram says of the webhook; None where it does not answer now."""
        try:
            return await understood(self._bot.get_webhook_info())
        except TelegramError as error:
            log.warning("telegram.webhook_unknown", reason=reason(error))
            return None

    async def _patiently(self, step: Callable[[], Awaitable[object]]) -> None:
        """Again and again, until it succeeds."""
        while True:
            try:
                await understood(step())
                return
            except TelegramError as error:
                await self._listening.pause(error)

    async def _moved(self, chat: str, to: str) -> None:
        """A group has become a supergroup, as an answer to a message tells."""
        before, after = Chat(PLATFORM, chat), Chat(PLATFORM, to)
        await self._ears.handle(Moved(f"{PLATFORM}:moved:{chat}:{to}", self._now(), before, after))
        self._hearing.follow(chat, to)
