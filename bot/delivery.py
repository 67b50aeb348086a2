"""Makes every chat show what storage wants shown, each at its own pace, whatever fails."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from handlers.conversation.events import Chat
from handlers.conversation.stores import EVERYONE
from handlers.members.model import Hosting
from storage.database import Conflict, Database, StorageUnavailable
from storage.members import StoredMembers
from storage.posts import Post, StoredPosts

from .platforms.platform import ChatGone, MessageGone, NotYetThere, Platform, PlatformFailed
from .showing import Showing

log = structlog.get_logger()

LONGEST_WAIT = 60.0
"""Seconds between two tries at a chat, or at a post, that keeps failing."""
CHAT_GONE_WAIT = 3600.0
"""Seconds after which a chat that has shown Palabre out is tried again."""
LOOK_AGAIN = 20.0
"""Seconds after which delivery looks by itself: for the night's end, and in case a nudge was lost."""
_WHOLE_CHAT = 0
"""In the place of a post's id, which begins at 1: what is said of all posts of a chat."""


@dataclass
class _Line:
    """What is known of one chat: what waits for the morning, what rests after a failure."""

    working: asyncio.Task[None] | None = None
    held: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    """Posts whose new messages wait: what was wanted when they were looked at, and the night's end."""
    failures: dict[int, int] = field(default_factory=dict)
    resting: dict[int, asyncio.TimerHandle] = field(default_factory=dict)
    gone: bool = False
    """Whether the chat as a whole rests because it has shown Palabre out."""

    def takes(self, post: Post, now: datetime) -> bool:
        wanted, morning = self.held.get(post.id, (0, now))
        return post.id not in self.resting and (now >= morning or post.wanted != wanted)


class Delivery:
    """Chats are served side by side; within one chat, posts in the order in which they were put."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        now: Callable[[], datetime],
        hosting: Hosting | None = None,
    ) -> None:
        self._database = database
        self._platforms = platforms
        self._now = now
        self._hosting = hosting or Hosting()
        self._woken = asyncio.Event()
        self._lines: dict[Chat, _Line] = {}

    def wake(self) -> None:
        """Something may be stale."""
        self._woken.set()

    def stir(self, chat: Chat) -> None:
        """Something was heard in this chat: where it had shown Palabre out, it is tried at once."""
        line = self._lines.get(chat)
        if line is not None and line.gone:
            line.gone = False
            line.resting.pop(_WHOLE_CHAT).cancel()
            line.failures.pop(_WHOLE_CHAT, None)
            self.wake()

    async def run(self) -> None:
        """Serves until cancelled."""
        try:
            while True:
                self._woken.clear()
                try:
                    await self._start()
                except (StorageUnavailable, Conflict) as error:
                    log.error("delivery.storage_unavailable", reason=str(error))
                try:
                    # Not wait_for: on Python 3.11 a cancellation that meets the waking is lost there.
                    async with asyncio.timeout(LOOK_AGAIN):
                        await self._woken.wait()
                except TimeoutError:
                    continue
        finally:
            for line in self._lines.values():
                for timer in line.resting.values():
                    timer.cancel()
            working = [line.working for line in self._lines.values() if line.working is not None]
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)

    async def settle(self) -> None:
        """Shows all that can be shown now, then returns; what fails is left to its next try."""
        await self._start()
        while working := [line.working for line in self._lines.values() if line.working]:
            await asyncio.gather(*working)
            await self._start()

    async def _start(self) -> None:
        async with self._database.reading() as tx:
            stale = await StoredPosts(tx).stale()
        for line in self._lines.values():
            if line.working is not None and line.working.done():
                line.working = None
        now = self._now()
        due: dict[Chat, list[Post]] = {}
        for post in stale:
            if post.chat.platform in self._platforms and self._line(post.chat).takes(post, now):
                due.setdefault(post.chat, []).append(post)
        for chat, posts in due.items():
            line = self._line(chat)
            if line.working is None and _WHOLE_CHAT not in line.resting:
                line.working = asyncio.create_task(self._serve(chat, line, posts))
                line.working.add_done_callback(lambda _: self.wake())

    def _line(self, chat: Chat) -> _Line:
        if chat not in self._lines:
            self._lines[chat] = _Line()
        return self._lines[chat]

    async def _serve(self, chat: Chat, line: _Line, posts: Sequence[Post]) -> None:
        showing = Showing(self._database, self._platforms[chat.platform], self._hosting)
        for post in sorted(posts, key=lambda post: post.shown > 0):  # what is new before what is refreshed
            try:
                morning = await showing.show(post, self._now())
            except MessageGone as error:
                # Looked at again at once: storage knows by now that the message is gone.
                log.info("delivery.message_gone", topic=str(post.topic), chat=str(chat), reason=str(error))
            except ChatGone as error:
                if post.audience != EVERYONE and not isinstance(error, NotYetThere):
                    await self._close_private(chat)
                wait = self._rest(line, _WHOLE_CHAT, CHAT_GONE_WAIT)
                line.gone = True
                say = log.info if isinstance(error, NotYetThere) else log.warning
                say("delivery.chat_gone", chat=str(chat), reason=str(error), again_in=wait)
                return
            except (PlatformFailed, StorageUnavailable, Conflict) as error:
                asked = getattr(error, "retry_after", None)
                if asked is not None:
                    self._platforms[chat.platform].pacing.hold(chat, asked)
                wait = self._rest(line, _WHOLE_CHAT, asked)
                log.warning("delivery.failed", chat=str(chat), reason=str(error), again_in=wait)
                return
            except Exception:
                # A view that cannot be drawn must not keep the other posts of the chat from being shown.
                wait = self._rest(line, post.id)
                log.exception("delivery.broken", topic=str(post.topic), chat=str(chat), again_in=wait)
            else:
                line.failures.pop(post.id, None)
                line.failures.pop(_WHOLE_CHAT, None)
                if morning is None:
                    line.held.pop(post.id, None)
                else:
                    line.held[post.id] = (post.wanted, morning)

    async def _close_private(self, chat: Chat) -> None:
        """Somebody takes no messages there any more: what is new for them waits for their next act."""
        await self._database.write(lambda tx: StoredMembers(tx, self._now()).close_private(chat))

    def _rest(self, line: _Line, what: int, asked: float | None = None) -> float:
        """Leaves a chat or a post alone for a while, longer after each failure; gives the seconds."""
        failures = line.failures[what] = min(line.failures.get(what, 0) + 1, 10)
        wait = asked or min(LONGEST_WAIT, 0.5 * 2**failures)

        def rested() -> None:
            del line.resting[what]
            line.gone = line.gone and what != _WHOLE_CHAT
            self.wake()

        line.resting[what] = asyncio.get_running_loop().call_later(wait, rested)
        return wait
