"""Asks the server what has happened, again and again; how far, is kept once everything before is."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.platforms.patience import Patience
from bot.platforms.platform import CannotGoOn
from bot.texts import voice

from .connection import Connection
from .crossing import StrangeDevice
from .failures import NotReady, Refusal, Unreachable
from .hearing import Hearing
from .incoming import Event, membership_before
from .membership import Membership
from .rooms import Rooms, invitation
from .store import Memory
from .stream import News, RoomNews
from .telling import Telling
from .troubles import advice, lost_keys

log = structlog.get_logger()

KEY_AWAITED = timedelta(seconds=20)
"""After that somebody who wrote in private is asked to write again."""
GIVEN_UP = timedelta(hours=1)


class Listening:
    """`caught_up` is set once all that waited at the server is kept: only then may deadlines fall."""

    def __init__(
        self,
        connection: Connection,
        hearing: Hearing,
        membership: Membership,
        telling: Telling,
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
        self._telling = telling
        self._rooms = rooms
        self._memory = memory
        self._now = now
        self._address = address
        self._speak = voice(language)
        self._unavailable = unavailable
        self.caught_up = asyncio.Event()
        self._patience = Patience()

    async def run(self) -> None:
        """Until cancelled. Raises CannotGoOn where the account is shut out."""
        since = await self._memory.token()
        whole = behind = True
        while True:
            try:
                waits = self.caught_up.is_set()
                news = await self._connection.sync(since, wait=waits, whole=whole)
                said = await self._kept(news, since, whole=whole)
                since = news.next
                self._patience.restored()
                opened = await self._unsealed(keys=news.keys or behind)  # perhaps they came before the last stop
                await self._connection.tend()
                if behind:
                    await self._membership.missing()
                    await self._telling.go_on()
                behind = not opened
                if not (whole or waits or said or news.keys):
                    self.caught_up.set()  # nothing more has waited
                whole = False
            except (Unreachable, Refusal, NotReady) as error:
                behind = True
                await self.pause(error)
            except StrangeDevice as error:
                raise CannotGoOn(lost_keys()) from error
            except self._unavailable as error:
                behind = True
                log.error("matrix.storage_unavailable", reason=type(error).__name__)
                await asyncio.sleep(self._patience.next_pause())

    async def _kept(self, news: News, since: str | None, *, whole: bool) -> bool:
        """Hands all of it in, until it is kept: what was kept already is known by its ids. Whether anything was
        said at all."""
        while True:
            try:
                said = await self._heard(news, since, whole=whole)
                if said or since is None:
                    await self._memory.keep_token(news.next)
                return said
            except self._unavailable as error:
                log.error("matrix.storage_unavailable", reason=type(error).__name__)
                await asyncio.sleep(self._patience.next_pause())

    async def _heard(self, news: News, since: str | None, *, whole: bool) -> bool:
        """Whether anything was said at all."""
        if whole:
            for id in news.joined:
                self._rooms.enter(id)
            self._rooms.listed = True
        # First: who shows it out and asks it in again wants it in.
        for id, room in news.left.items():
            if since is not None:
                await self._last_words(id, room, since)
            await self._membership.dismissed(id, news.next)
        for id, room in news.joined.items():
            await self._room(id, room, since, whole=whole, batch=news.next)
        for id, events in news.invited.items():
            found = invitation(id, events, self._rooms.me)
            if found is not None:
                await self._membership.invited(found, news.next)
        return bool(news.joined or news.invited or news.left)

    async def _room(self, id: str, news: RoomNews, since: str | None, *, whole: bool, batch: str) -> None:
        entered = not whole and id not in self._rooms.joined
        self._rooms.enter(id)
        for event in news.state:
            self._rooms.room(id).learn(event)
        begins = self._own_entry(news.timeline, asked=self._rooms.is_private(id))
        heard = news.timeline[begins or 0 :] if since is not None else _state_alone(news.timeline)
        if begins is None and since is not None and news.limited and not entered:
            await self._hearing.reconcile(id, f"{batch}:gap")  # who came meanwhile may have tapped there
            await self._fill(id, news.before, since)
        if entered or whole or news.limited or begins is not None:
            # Who is here is compared before anything is heard: a room's people are let in by its list.
            for event in news.timeline:
                self._rooms.room(id).learn(event)
            await self._hearing.reconcile(id, batch)
        if entered or whole:
            await self._membership.recognise(id)
        if entered:
            await self._membership.private_entered(id)
        if whole:
            await self._membership.goes_on(id)
        await self._hearing.hear(id, [] if entered and begins is None else heard, learn=True)
        await self._membership.recognise(id)  # a new room may come in pieces

    async def _last_words(self, id: str, news: RoomNews, since: str) -> None:
        """What was said in a room before Palabre was shown out; nothing of one to which it was only invited."""
        ends = [event for event in news.timeline if self._is_own(event) and membership_before(event) == "join"]
        if not ends:
            return
        for event in (*news.state, *news.timeline):
            self._rooms.room(id).learn(event)
        if news.limited:
            await self._fill(id, news.before, since)
        await self._hearing.hear(id, news.timeline, learn=False)

    async def _fill(self, room: str, start: str, since: str) -> None:
        """What the server left out, because too much has happened. Where it will never show that (Synapse does not
        to somebody who was shown out and asked in again), the rest goes on."""
        try:
            older = [event async for event in self._connection.older(room, start, since)]
        except Refusal as error:
            if error.temporary or error.shut_out:
                raise
            log.warning("matrix.gap_stays", room=room, reason=str(error))
            return
        await self._hearing.hear(room, list(reversed(older)), learn=False)

    def _own_entry(self, timeline: Sequence[Event], *, asked: bool) -> int | None:
        """Where Palabre came in: what was said before was not said to it. `asked`: where it was asked in. Whoever
        opens a private conversation says what they want at once, and waits for nobody."""
        entries: dict[str, int] = {}
        for at, event in enumerate(timeline):
            if self._is_own(event):
                content = event.get("content")
                now = content.get("membership") if isinstance(content, Mapping) else None
                if isinstance(now, str) and membership_before(event) != now:
                    entries[now] = at
        joined = entries.get("join")
        return entries.get("invite", joined) if asked and joined is not None else joined

    def _is_own(self, event: Event) -> bool:
        """Whether this says that Palabre came or went."""
        return event.get("type") == "m.room.member" and event.get("state_key") == self._rooms.me

    async def _unsealed(self, *, keys: bool) -> bool:
        """Messages whose key has come meanwhile. Whoever wrote in private is told where it does not; in a room
        nobody knows whether it was for Palabre. Whether the server gave all that were asked for: one that it
        cannot give now keeps nothing else waiting."""
        now, opened, told = self._now(), True, set[str]()
        for room, id, since in await self._memory.sealed():
            private = bool(self._rooms.person_of(room))
            if not keys and not (private and now - since > KEY_AWAITED):
                continue
            try:
                event = await self._connection.event(room, id)
            except Refusal as error:
                if error.shut_out:
                    raise
                if error.temporary:
                    opened = False
                else:
                    await self._memory.unseal(id)
                continue
            if event.get("type") != "m.room.encrypted":
                await self._hearing.hear(room, [event], learn=False)
            elif private and now - since > KEY_AWAITED:
                if room not in told:  # once, however many they wrote
                    self._hearing.unreadable(room, event)
                told.add(room)
            elif now - since < GIVEN_UP:
                continue
            await self._memory.unseal(id)
        return opened

    async def pause(self, error: Refusal | Unreachable | NotReady) -> None:
        """Says what is wrong and waits, longer each time. Raises CannotGoOn where waiting does not help."""
        if isinstance(error, NotReady):
            await asyncio.sleep(self._patience.next_pause())
            return
        said = advice(error, self._address)
        if isinstance(error, Refusal) and error.shut_out:
            raise CannotGoOn(said)
        asked = error.retry_after if isinstance(error, Refusal) else None
        wait = max(asked or 0.0, self._patience.next_pause())
        log.error("matrix.unreachable", reason=str(error), advice=self._speak(said), again_in=wait)
        await asyncio.sleep(wait)


def _state_alone(events: Sequence[Event]) -> list[Event]:
    """Of what was said before Palabre ever listened, only what the rooms are."""
    return [event for event in events if "state_key" in event]
