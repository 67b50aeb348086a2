"""The address to which Telegram brings updates by itself: answered with 200 once they are kept."""

import asyncio
import hmac
import json
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot, Update

from .hearing import Hearing
from .incoming import HEARD
from .listening import Listening

log = structlog.get_logger()

HEADER = "X-Telegram-Bot-Api-Secret-Token"
AT_ONCE = 10


class Webhook:
    """Takes updates at the path of `url`. One after the other, in the order in which they come."""

    def __init__(
        self,
        bot: Bot,
        hearing: Hearing,
        listening: Listening,
        url: str,
        secret: str,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._bot = bot
        self._hearing = hearing
        self._listening = listening
        self.url = url
        self._secret = secret
        self._unavailable = unavailable
        self._one_at_a_time = asyncio.Lock()
        self.open = asyncio.Event()

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"

    async def announce(self) -> None:
        """Tells Telegram where to bring updates. Raises TelegramError."""
        await self._bot.set_webhook(
            self.url, secret_token=self._secret, allowed_updates=HEARD, max_connections=AT_ONCE
        )
        self.open.set()

    async def take(self, request: web.Request) -> web.Response:
        """One update. 403 without the secret, 503 where it cannot be kept now: Telegram brings it again."""
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret.encode()):
            log.warning("telegram.webhook_refused")
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), self._bot)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, web.HTTPException) as error:
            log.error("telegram.unreadable_update", reason=type(error).__name__)
            return web.Response(status=200)  # it would be brought again for ever
        if not self.open.is_set():
            return web.Response(status=503)
        async with self._one_at_a_time:
            try:
                async for _ in self._hearing.hear([update], self._listening.tapped_at()):
                    await self._listening.note()
            except self._unavailable as error:
                log.error("telegram.storage_unavailable", reason=type(error).__name__)
                return web.Response(status=503)
        return web.Response(status=200)
