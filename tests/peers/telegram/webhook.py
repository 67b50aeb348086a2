"""Brings the news to the bot's own address, again and again until it takes them."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp

from .calls import Json
from .faults import phrase
from .updates import Queued, Updates

SECRET = "X-Telegram-Bot-Api-Secret-Token"
FIRST_WAIT, LONGEST_WAIT = 0.05, 2.0
"""Seconds between two attempts: shorter than the real ones, and growing like them."""


@dataclass(eq=False)
class Webhook:
    """News of one chat come one after the other, those of different chats at once, at most `connections` of them."""

    url: str
    secret: str
    connections: int
    updates: Updates
    last_error: str = ""
    last_error_date: int = 0
    _sending: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _waits: dict[int, tuple[float, float]] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _running: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._running = asyncio.create_task(self._run())

    def wake(self) -> None:
        """There is something to bring."""
        self._news.set()

    async def stop(self) -> None:
        """What was on its way is not counted as brought."""
        tasks = [task for task in (self._running, *self._sending.values()) if task is not None]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task

    def as_json(self) -> Json:
        """The part of WebhookInfo about errors."""
        if not self.last_error:
            return {}
        return {"last_error_date": self.last_error_date, "last_error_message": self.last_error}

    async def _run(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                self._news.clear()
                self._send_what_may_go(session)
                await self._news.wait()

    def _send_what_may_go(self, session: aiohttp.ClientSession) -> None:
        now = time.monotonic()
        met: set[int] = set()
        for queued in self.updates.waiting:
            if len(self._sending) >= self.connections:
                return
            if queued.chat in met:
                continue
            met.add(queued.chat)
            not_before, _ = self._waits.get(queued.chat, (0.0, 0.0))
            if queued.chat not in self._sending and not_before <= now:
                self._sending[queued.chat] = asyncio.create_task(self._send(session, queued))

    async def _send(self, session: aiohttp.ClientSession, queued: Queued) -> None:
        headers = {SECRET: self.secret} if self.secret else {}
        queued.times += 1
        try:
            async with session.post(self.url, json=queued.body, headers=headers) as answer:
                await answer.read()
                wrong = (
                    ""
                    if answer.ok
                    else f"Wrong response from the webhook: {answer.status} {phrase(answer.status)}"
                )
        except aiohttp.ClientConnectorError:
            wrong = "Connection refused"
        except (aiohttp.ClientError, TimeoutError):
            wrong = "Read timeout expired"
        if wrong:
            self.last_error, self.last_error_date = wrong, int(time.time())
            _, waited = self._waits.get(queued.chat, (0.0, 0.0))
            wait = min(waited * 2 or FIRST_WAIT, LONGEST_WAIT)
            self._waits[queued.chat] = (time.monotonic() + wait, wait)
            asyncio.get_running_loop().call_later(wait, self._news.set)
        else:
            self._waits.pop(queued.chat, None)
            self.updates.forget(queued)
        self._sending.pop(queued.chat, None)
        self._news.set()
