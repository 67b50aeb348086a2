"""Makes every chat show what storage wants shown: draws the newest state, sends or edits, at a bearable pace."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from aiolimiter import AsyncLimiter

from handlers.conversation.events import Chat
from handlers.conversation.quiet import next_allowed
from handlers.conversation.text import Text
from handlers.conversation.views import Chart, View, paragraph
from handlers.members.model import Group
from storage.database import Database, StorageUnavailable, Transaction
from storage.posts import Part, Post, StoredPosts

from .assembly import BY_NAME, Ground
from .pictures.chart import draw_chart
from .platforms.platform import Drawn, Platform, PlatformFailed
from .texts import Voice, voice

log = structlog.get_logger()

LONGEST_WAIT = 60.0
"""Seconds between two tries at a chat that keeps failing."""
LOOK_AGAIN = 20.0
"""Seconds after which delivery looks by itself: for the night's end, and in case a nudge was lost."""


@dataclass
class _Line:
    """What is known of one chat: its pace, and how long to leave it alone after a failure."""

    limiter: AsyncLimiter
    failures: int = 0
    working: asyncio.Task[None] | None = None
    held: set[int] = field(default_factory=set)


class Delivery:
    """Chats are served side by side; within one chat, posts in the order in which they were put."""

    def __init__(self, database: Database, platforms: Mapping[str, Platform], now: Callable[[], datetime]) -> None:
        self._database = database
        self._platforms = platforms
        self._now = now
        self._woken = asyncio.Event()
        self._lines: dict[Chat, _Line] = {}

    def wake(self) -> None:
        """Something may be stale."""
        self._woken.set()

    async def run(self) -> None:
        """Serves until cancelled."""
        try:
            while True:
                self._woken.clear()
                try:
                    await self._start()
                except StorageUnavailable as error:
                    log.error("delivery.storage_unavailable", reason=str(error))
                try:
                    await asyncio.wait_for(self._woken.wait(), LOOK_AGAIN)
                except TimeoutError:
                    continue
        finally:
            working = [line.working for line in self._lines.values() if line.working is not None]
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)

    async def settle(self) -> None:
        """Shows all that can be shown now, then returns."""
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
        chats = {post.chat for post in stale}
        for chat in chats:
            if chat.platform not in self._platforms:
                continue
            line = self._line(chat)
            due = [post for post in stale if post.chat == chat and not await self._held(post, line)]
            if line.working is None and due:
                line.working = asyncio.create_task(self._serve(chat, line, due))
                line.working.add_done_callback(lambda _: self.wake())

    async def _held(self, post: Post, line: _Line) -> bool:
        """A post that waits for the morning is looked at again only then."""
        if post.id not in line.held:
            return False
        async with self._database.reading() as tx:
            group = await Ground(tx, self._now()).members.group_of(post.chat)
        if group is not None and _night_now(group, self._now()):
            return True
        line.held.discard(post.id)
        return False

    def _line(self, chat: Chat) -> _Line:
        if chat not in self._lines:
            pace = self._platforms[chat.platform].pace
            self._lines[chat] = _Line(AsyncLimiter(pace.most, pace.seconds))
        return self._lines[chat]

    async def _serve(self, chat: Chat, line: _Line, posts: Sequence[Post]) -> None:
        for post in posts:
            try:
                if not await self._show(post, self._platforms[chat.platform], line):
                    line.held.add(post.id)
                line.failures = 0
            except (PlatformFailed, StorageUnavailable) as error:
                line.failures += 1
                wait = getattr(error, "retry_after", None) or min(LONGEST_WAIT, 0.5 * 2**line.failures)
                log.warning("delivery.failed", chat=str(chat), reason=str(error), again_in=wait)
                await asyncio.sleep(wait)
                return
            except Exception:
                # A view that cannot be drawn must not keep the other posts of the chat from being shown.
                log.exception("delivery.broken", topic=str(post.topic), chat=str(chat))
                line.failures += 1
                await asyncio.sleep(min(LONGEST_WAIT, 0.5 * 2**line.failures))

    async def _show(self, post: Post, platform: Platform, line: _Line) -> bool:
        """Brings one post up to date; False where the night holds it back."""
        await line.limiter.acquire()
        now = self._now()
        async with self._database.reading() as tx:
            ground = Ground(tx, now)
            newest = await ground.posts.find(post.id)
            parts = await ground.posts.parts(post.id)
            group = await ground.members.group_of(post.chat)
            placed = BY_NAME.get(post.topic.feature)
            if newest is None or group is None or placed is None or placed.feature.show is None:
                raise LookupError(f"nothing can show {post.topic}")
            views = await placed.feature.show(placed.make(ground), newest.topic, now)
        here = {part.part: part for part in parts if part.place == newest.place}
        appears = any(at not in here or here[at].native is None for at in range(len(views)))
        if appears and _night_now(group, now):
            return False
        speak = voice(group.language)
        done = [
            await self._part(
                newest, Part(post.id, newest.place, at, None, ""), here.get(at), view, speak, platform
            )
            for at, view in enumerate(views)
        ]
        moved = next((view.moved for view in views if view.moved is not None), None)
        gone = [part for part in parts if part.place != newest.place or part.part >= len(views)]
        for part in gone:
            await self._leave(newest, part, moved, speak, platform)
        await self._keep(newest, done, gone)
        return True

    async def _part(
        self, post: Post, empty: Part, known: Part | None, view: View, speak: Voice, platform: Platform
    ) -> tuple[Part, str, str, tuple[str, ...]]:
        """Sends or edits one message. Marked before it is sent: after a crash the mark is found."""
        digest = hashlib.sha256(repr((view, post.audience)).encode()).hexdigest()[:16]
        buttons = tuple(button.data for button in view.buttons)
        if known is not None and known.native is not None:
            if known.drawn != digest:
                await platform.edit(post.chat, known.native, _drawn(view, speak))
            return known, known.native, digest, buttons
        if known is None:
            await self._database.write(lambda tx: StoredPosts(tx).mark(empty))
        key = f"post:{post.id}:{empty.place}:{empty.part}"
        drawn = _drawn(view, speak)
        native = await platform.send(post.chat, drawn, key=key, rings=post.rings, audience=post.audience)
        if known is not None:
            # Sent before a crash under the same key, perhaps in an older state.
            await platform.edit(post.chat, native, drawn)
        return empty, native, digest, buttons

    async def _leave(self, post: Post, part: Part, moved: Text | None, speak: Voice, platform: Platform) -> None:
        """An older copy of a card that came back lower: without buttons, it says where it went."""
        if part.native is not None and moved is not None:
            await platform.edit(post.chat, part.native, _drawn(View((paragraph(moved),)), speak))

    async def _keep(
        self, post: Post, done: Sequence[tuple[Part, str, str, tuple[str, ...]]], gone: Sequence[Part]
    ) -> None:
        async def record(tx: Transaction) -> None:
            posts = StoredPosts(tx)
            for part, native, digest, buttons in done:
                await posts.sent(part, native, digest, buttons)
            for part in gone:
                await posts.retire(part)
            await posts.shown(post.id, post.wanted)

        await self._database.write(record)


def _night_now(group: Group, now: datetime) -> bool:
    local = group.local(now)
    return next_allowed(local, group.night) != local


def _drawn(view: View, speak: Voice) -> Drawn:
    charts = [block for block in view.blocks if isinstance(block, Chart)]
    return Drawn(view, speak, tuple(draw_chart(chart, speak) for chart in charts))
