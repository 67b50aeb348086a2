"""Makes every chat show what storage wants shown: draws the newest state, sends or edits, at a bearable pace."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

import structlog
from aiolimiter import AsyncLimiter

from handlers.conversation.events import Chat
from handlers.conversation.quiet import next_allowed
from handlers.conversation.text import Text
from handlers.conversation.views import Chart, View, paragraph
from handlers.members.model import Group
from storage.database import Conflict, Database, StorageUnavailable, Transaction
from storage.posts import Part, Post, StoredPosts

from .assembly import BY_NAME, Ground
from .pictures.chart import draw_chart
from .platforms.platform import Drawn, Platform, PlatformFailed
from .texts import Voice, voice

log = structlog.get_logger()

LONGEST_WAIT = 60.0
"""Seconds between two tries at a chat, or at a post, that keeps failing."""
LOOK_AGAIN = 20.0
"""Seconds after which delivery looks by itself: for the night's end, and in case a nudge was lost."""
_WHOLE_CHAT = 0
"""In the place of a post's id, which begins at 1: what is said of all posts of a chat."""

_Done: TypeAlias = tuple[Part, str, str, tuple[str, ...]]
"""A part that now shows what it should: its id on the platform, the digest and the buttons of what it shows."""


@dataclass
class _Line:
    """What is known of one chat: its pace, what waits for the morning, what rests after a failure."""

    limiter: AsyncLimiter
    working: asyncio.Task[None] | None = None
    held: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    """Posts whose new messages wait: what was wanted when they were looked at, and the night's end."""
    failures: dict[int, int] = field(default_factory=dict)
    resting: dict[int, asyncio.TimerHandle] = field(default_factory=dict)

    def takes(self, post: Post, now: datetime) -> bool:
        wanted, morning = self.held.get(post.id, (0, now))
        return post.id not in self.resting and (now >= morning or post.wanted != wanted)


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
            pace = self._platforms[chat.platform].pace
            self._lines[chat] = _Line(AsyncLimiter(pace.most, pace.seconds))
        return self._lines[chat]

    async def _serve(self, chat: Chat, line: _Line, posts: Sequence[Post]) -> None:
        for post in posts:
            try:
                await self._show(post, self._platforms[chat.platform], line)
            except (PlatformFailed, StorageUnavailable, Conflict) as error:
                wait = self._rest(line, _WHOLE_CHAT, getattr(error, "retry_after", None))
                log.warning("delivery.failed", chat=str(chat), reason=str(error), again_in=wait)
                return
            except Exception:
                # A view that cannot be drawn must not keep the other posts of the chat from being shown.
                wait = self._rest(line, post.id)
                log.exception("delivery.broken", topic=str(post.topic), chat=str(chat), again_in=wait)
            else:
                line.failures.pop(post.id, None)
                line.failures.pop(_WHOLE_CHAT, None)

    def _rest(self, line: _Line, what: int, asked: float | None = None) -> float:
        """Leaves a chat or a post alone for a while, longer after each failure; gives the seconds."""
        failures = line.failures[what] = min(line.failures.get(what, 0) + 1, 10)
        wait = asked or min(LONGEST_WAIT, 0.5 * 2**failures)

        def rested() -> None:
            del line.resting[what]
            self.wake()

        line.resting[what] = asyncio.get_running_loop().call_later(wait, rested)
        return wait

    async def _show(self, post: Post, platform: Platform, line: _Line) -> None:
        """Brings one post up to date. At night nothing new is sent: what already stands goes on living."""
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
        standing = {(part.place, part.part) for part in parts if part.native is not None}
        appears = any((newest.place, at) not in standing for at in range(len(views)))
        morning = next_allowed(group.local(now), group.night)
        held = appears and morning != group.local(now)
        place = max((place for place, _ in standing), default=newest.place) if held else newest.place
        here = {part.part: part for part in parts if part.place == place}
        speak = voice(group.language)
        done: list[_Done] = []
        for at, view in enumerate(views):
            if held and (place, at) not in standing:
                continue
            if at:
                await line.limiter.acquire()
            empty = Part(post.id, place, at, None, "")
            done.append(await self._part(newest, empty, here.get(at), view, group, speak, platform))
        if held:
            line.held[post.id] = (newest.wanted, morning)
            await self._keep(done)
            return
        line.held.pop(post.id, None)
        moved = next((view.moved for view in views if view.moved is not None), None)
        gone = [part for part in parts if part.place != newest.place or part.part >= len(views)]
        for part in gone:
            await line.limiter.acquire()
            await self._leave(newest, part, moved if part.place != newest.place else None, speak, platform)
        await self._keep(done, gone, newest)

    async def _part(
        self,
        post: Post,
        empty: Part,
        known: Part | None,
        view: View,
        group: Group,
        speak: Voice,
        platform: Platform,
    ) -> _Done:
        """Sends or edits one message. Marked before it is sent: after a crash the mark is found."""
        seen = repr((view, post.audience, group.language))
        digest = hashlib.sha256(seen.encode()).hexdigest()[:16]
        buttons = tuple(button.data for button in view.buttons)
        if known is not None and known.native is not None:
            if known.drawn != digest:
                await platform.edit(post.chat, known.native, _drawn(view, speak))
            return known, known.native, digest, buttons
        key, native = _key(empty), None
        if known is None:
            await self._database.write(lambda tx: StoredPosts(tx).mark(empty))
        else:
            native = await platform.sent_as(post.chat, key)
        if native is None:
            native = await platform.send(
                post.chat, _drawn(view, speak), key=key, rings=post.rings, audience=post.audience
            )
        else:
            # Sent before a crash, perhaps in an older state.
            await platform.edit(post.chat, native, _drawn(view, speak))
        return empty, native, digest, buttons

    async def _leave(self, post: Post, part: Part, moved: Text | None, speak: Voice, platform: Platform) -> None:
        """A message that shows nothing any more: an older copy of a card says, without buttons, where it
        went; a part that is no longer needed is taken away."""
        native = part.native or await platform.sent_as(post.chat, _key(part))
        if native is None:
            return
        if moved is not None:
            await platform.edit(post.chat, native, _drawn(View((paragraph(moved),)), speak))
        else:
            await platform.remove(post.chat, native)

    async def _keep(self, done: Sequence[_Done], gone: Sequence[Part] = (), shown: Post | None = None) -> None:
        async def record(tx: Transaction) -> None:
            posts = StoredPosts(tx)
            for part, native, digest, buttons in done:
                await posts.sent(part, native, digest, buttons)
            for part in gone:
                await posts.retire(part)
            if shown is not None:
                await posts.shown(shown.id, shown.wanted)

        await self._database.write(record)


def _key(part: Part) -> str:
    """Under this a part is sent: the same after a crash."""
    return f"post:{part.post}:{part.place}:{part.part}"


def _drawn(view: View, speak: Voice) -> Drawn:
    charts = [block for block in view.blocks if isinstance(block, Chart)]
    return Drawn(view, speak, tuple(draw_chart(chart, speak) for chart in charts))
