"""Brings one post up to date in its chat: sends, edits, or takes away, and records each step as it is done."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.conversation.quiet import Night, next_allowed
from handlers.conversation.stores import EVERYONE
from handlers.conversation.text import Text
from handlers.conversation.views import View, paragraph
from handlers.members.model import Group, Hosting
from storage.database import Database, finish
from storage.posts import Part, Post, StoredPosts

from .assembly import BY_NAME
from .ground import Ground
from .pacing import Urgency
from .pictures.drawing import draw, pictures
from .platforms.platform import Drawn, MessageGone, Platform
from .texts import Voice, voice


@dataclass(frozen=True)
class _Sight:
    """What storage says of a post at one instant: what should be seen, and what is."""

    post: Post
    group: Group
    views: Sequence[View]
    parts: Sequence[Part]
    standing: frozenset[tuple[int, int]]
    """(place, part) of the messages that the platform is known to show."""

    def news(self) -> bool:
        """Whether a new message must appear for this."""
        missing = any((self.post.place, at) not in self.standing for at in range(len(self.views)))
        return missing and not all(view.only_replaces for view in self.views)

    def newest_standing(self) -> int:
        """The place of the copy that people see now."""
        return max((place for place, _ in self.standing), default=self.post.place)


class Showing:
    """The steps for one post on one platform, each at the pace that its chat bears."""

    def __init__(self, database: Database, platform: Platform, hosting: Hosting | None = None) -> None:
        self._database = database
        self._platform = platform
        self._hosting = hosting or Hosting()

    async def show(self, post: Post, now: datetime) -> datetime | None:
        """Shows the newest state. Gives the night's end where something new waits for it: what already
        stands goes on living meanwhile.

        Raises PlatformFailed, and MessageGone once the part that is gone has been forgotten.
        """
        sight = await self._look(post, now)
        if sight is not None and await self._turn(post, sight.news()):
            sight = await self._look(post, now)  # the newest state, and not the one from before the wait
        if sight is None:
            return None
        news, local = sight.news(), sight.group.local(now)
        morning = local if sight.post.at_night else next_allowed(local, sight.group.night)
        waits = news and morning != local
        place = sight.post.place if news and not waits else sight.newest_standing()
        speak = voice(sight.group.language)
        here = {part.part: part for part in sight.parts if part.place == place}
        for at, view in enumerate(sight.views):
            if (place, at) in sight.standing:
                await self._edit(sight, here[at], view, speak)
            elif news and not waits:
                await self._send(sight, Part(post.id, place, at, None, ""), at in here, view, speak)
        if waits:
            return morning
        moved = next((view.moved for view in sight.views if view.moved is not None), None)
        for part in sight.parts:
            if part.place != place or part.part >= len(sight.views):
                await self._leave(sight.post, part, moved if part.place != place else None, speak)
        await self._write(lambda posts: posts.shown(post.id, sight.post.wanted))
        return None

    async def _look(self, post: Post, now: datetime) -> _Sight | None:
        """None where the post has gone since it was found stale. Its room may have moved since, too."""
        async with self._database.reading() as tx:
            ground = Ground(tx, now, self._hosting)
            newest = await ground.posts.find(post.id)
            if newest is None:
                return None
            parts = await ground.posts.parts(post.id)
            group = await _group(newest, ground)
            placed = BY_NAME.get(post.topic.feature)
            if placed is None or placed.feature.show is None:
                raise LookupError(f"nothing can show {post.topic}")
            views = await placed.feature.show(placed.make(ground), newest.topic, now)
        standing = frozenset((part.place, part.part) for part in parts if part.native is not None)
        return _Sight(newest, group, views, parts, standing)

    async def _edit(self, sight: _Sight, part: Part, view: View, speak: Voice) -> None:
        assert part.native is not None, "a standing part has its id"
        digest = _digest(sight, view)
        if part.drawn == digest:
            return
        try:
            await self._platform.edit(sight.post.chat, part.native, _drawn(view, speak))
        except MessageGone:
            await self._write(lambda posts: posts.retire(part))
            raise
        self._platform.pacing.arrived(sight.post.chat)
        await self._sent(part, part.native, digest)

    async def _send(self, sight: _Sight, part: Part, marked: bool, view: View, speak: Voice) -> None:
        """A new message, marked before it is sent: after a crash the mark is found, and where the platform
        can tell, the message itself, perhaps in an older state."""
        post, key, drawn = sight.post, _key(part), _drawn(view, speak)
        if part.part:
            await self._turn(post, True)
        native = await self._platform.sent_as(post.chat, key) if marked else None
        if native is not None:
            await self._platform.edit(post.chat, native, drawn)
        else:
            await self._write(lambda posts: posts.mark(part))
            # Told to stop meanwhile, it first records what was sent: the next start must find it.
            await finish(self._new(sight, part, key, drawn, view))
            return
        await self._sent(part, native, _digest(sight, view))

    async def _new(self, sight: _Sight, part: Part, key: str, drawn: Drawn, view: View) -> None:
        post = sight.post
        native = await self._platform.send(
            post.chat, drawn, key=key, rings=post.rings, audience=post.audience, reply_to=post.reply_to
        )
        await self._sent(part, native, _digest(sight, view))

    async def _leave(self, post: Post, part: Part, moved: Text | None, speak: Voice) -> None:
        """A message that shows nothing any more: an older copy of a card says, without buttons, where it
        went; a part that is no longer needed is taken away."""
        native = part.native or await self._platform.sent_as(post.chat, _key(part))
        if native is not None:
            await self._turn(post, False)
            try:
                if moved is not None:
                    await self._platform.edit(post.chat, native, _drawn(View((paragraph(moved),)), speak))
                else:
                    await self._platform.remove(post.chat, native)
            except MessageGone:
                pass  # somebody took it away first: that is what was wanted
        await self._write(lambda posts: posts.retire(part))

    async def _turn(self, post: Post, news: bool) -> bool:
        urgency = Urgency.NEWS if news else Urgency.REFRESH
        return await self._platform.pacing.turn(post.chat, urgency)

    async def _sent(self, part: Part, native: str, digest: str) -> None:
        await self._write(lambda posts: posts.sent(part, native, digest))

    async def _write(self, act: Callable[[StoredPosts], Awaitable[None]]) -> None:
        await self._database.write(lambda tx: act(StoredPosts(tx)))


async def _group(post: Post, ground: Ground) -> Group:
    """The group of the post, with the language in which it is said: private lines speak that of the person."""
    known = await (ground.members.group_of(post.chat) if post.group is None else ground.members.group(post.group))
    if known is None and post.audience == EVERYONE:
        raise LookupError(f"no group for {post.topic}")
    hosting = ground.hosting
    group = known or Group(0, "", hosting.zone, hosting.language, Night())  # the host's own conversation
    kind, _, person = post.audience.partition(":")
    language = await ground.members.language_of(int(person)) if kind == "person" else None
    return group if language is None else replace(group, language=language)


def _key(part: Part) -> str:
    """Under this a part is sent: the same after a crash."""
    return f"post:{part.post}:{part.place}:{part.part}"


def _digest(sight: _Sight, view: View) -> str:
    """What a message shows, in short: the same again needs no edit."""
    seen = repr((view, sight.post.audience, sight.group.language))
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


def _drawn(view: View, speak: Voice) -> Drawn:
    return Drawn(view, speak, tuple(draw(picture, speak) for picture in pictures(view)))
