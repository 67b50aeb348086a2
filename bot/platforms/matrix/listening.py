"""Asks the server what has happened, again and again; how far, is kept once everything before is."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.platforms.platform import CannotGoOn
from bot.texts import voice

from .connection import Connection
from .failures import NotReady, Refusal, Unreachable
from .hearing import Hearing
from .incoming import Event, membership_before
from .membership import Membership
from .rooms import Rooms, invitation
from .store import Memory
from .stream import News, RoomNews
from .troubles import advice

log = structlog.get_logger()

LONGEST_PAUSE = 60.0
NOTED_EVERY = timedelta(minutes=1)


class Listening:
    """`caught_up` is set once all that waited at the server is kept: only then may deadlines fall."""

    def __init__(
        self,
        connection: Connection,
        hearing: Hearing,
        membership: Membership,
        rooms: Rooms,
        memory: Memory,
        now: Callable[[], datetime],
        address: str,
        language: str,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._connection = connection
        self._hearing = hearing
        self._membership = membership
        self._rooms = rooms
        self._memory = memory
        self._now = now
        self._address = address
        self._speak = voice(language)
        self._unavailable = unavailable
        self.caught_up = asyncio.Event()
        self._failures = 0

    async def run(self) -> None:
        """Until cancelled. Raises CannotGoOn where the account is shut out."""
        since = await self._memory.token()
        whole = True
        while True:
            try:
                news = await self._connection.sync(since, wait=not whole, whole=whole)
                await self._kept(news, since, whole=whole)
                since, whole = news.next, False
                self._failures = 0
                self.caught_up.set()
                await self._connection.tend()
                if news.keys:
                    await self._unsealed()
            except (Unreachable, Refusal, NotReady) as error:
                await self.pause(error)

    async def _kept(self, news: News, since: str | None, *, whole: bool) -> None:
        """Hands all of it in, until it is kept: what was kept already is known by its ids."""
        while True:
            try:
                if await self._heard(news, since, whole=whole) or since is None:
                    await self._memory.keep_token(news.next)
                return
            except self._unavailable as error:
                log.error("matrix.storage_unavailable", reason=type(error).__name__)
                await asyncio.sleep(self._next_pause())

    async def _heard(self, news: News, since: str | None, *, whole: bool) -> bool:
        """Whether anything was said at all."""
        for id, room in news.joined.items():
            await self._room(id, room, since, whole=whole, batch=news.next)
        for id, events in news.invited.items():
            found = invitation(id, events, self._rooms.me)
            if found is not None:
                await self._membership.invited(found, news.next)
        for id in news.left:
            await self._membership.dismissed(id, news.next)
        return bool(news.joined or news.invited or news.left)

    async def _room(self, id: str, news: RoomNews, since: str | None, *, whole: bool, batch: str) -> None:
        entered = not whole and id not in self._rooms.joined
        self._rooms.enter(id)
        for event in news.state:
            self._rooms.room(id).learn(event)
        begins = self._own_entry(news.timeline, asked=self._rooms.is_private(id))
        heard = news.timeline[begins or 0 :] if since is not None else _state_alone(news.timeline)
        if begins is None and since is not None and news.limited and not entered:
            await self._fill(id, news.before, since)
        if entered or whole or news.limited or begins is not None:
            # Who is here is compared before anything is heard: a room's people are let in by its list.
            for event in news.timeline:
                self._rooms.room(id).learn(event)
            await self._hearing.reconcile(id, batch)
        if entered:
            await self._membership.private_entered(id)
        if whole:
            await self._membership.goes_on(id)
        await self._hearing.hear(id, [] if entered and begins is None else heard, learn=True)

    async def _fill(self, room: str, start: str, since: str) -> None:
        """What the server left out, because too much has happened."""
        older = [event async for event in self._connection.older(room, start, since)]
        await self._hearing.hear(room, list(reversed(older)), learn=False)

    def _own_entry(self, timeline: Sequence[Event], *, asked: bool) -> int | None:
        """Where Palabre came in: what was said before was not said to it. `asked`: where it was asked in. Whoever
        opens a private conversation says what they want at once, and waits for nobody."""
        entries: dict[str, int] = {}
        for at, event in enumerate(timeline):
            if event.get("type") == "m.room.member" and event.get("state_key") == self._rooms.me:
                content = event.get("content")
                now = content.get("membership") if isinstance(content, Mapping) else None
                if isinstance(now, str) and membership_before(event) != now:
                    entries[now] = at
        joined = entries.get("join")
        return entries.get("invite", joined) if asked and joined is not None else joined

    async def _unsealed(self) -> None:
        """Messages whose key has come meanwhile."""
        for room, id in await self._memory.sealed():
            try:
                event = await self._connection.event(room, id)
            except Refusal as error:
                if error.temporary:
                    raise
                await self._memory.unseal(id)
                continue
            if event.get("type") != "m.room.encrypted":
                await self._hearing.hear(room, [event], learn=False)
                await self._memory.unseal(id)

    async def pause(self, error: Refusal | Unreachable | NotReady) -> None:
        """Says what is wrong and waits, longer each time. Raises CannotGoOn where waiting does not help."""
        if isinstance(error, NotReady):
            await asyncio.sleep(self._next_pause())
            return
        said = advice(error, self._address)
        if isinstance(error, Refusal) and error.shut_out:
            raise CannotGoOn(said)
        asked = error.retry_after if isinstance(error, Refusal) else None
        wait = max(asked or 0.0, self._next_pause())
        log.error("matrix.unreachable", reason=str(error), advice=self._speak(said), again_in=wait)
        await asyncio.sleep(wait)

    def _next_pause(self) -> float:
        self._failures = min(self._failures + 1, 10)
        return min(LONGEST_PAUSE, 0.5 * 2.0**self._failures)


def _state_alone(events: Sequence[Event]) -> list[Event]:
    """Of what was said before Palabre ever listened, only what the rooms are."""
    return [event for event in events if "state_key" in event]
