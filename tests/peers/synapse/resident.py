"""A resident who has the app open: reads along in every room, encrypted ones included, and waits until something is seen."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import nio
from nio.store import SqliteMemoryStore

from .accounts import Account, Json, Refusal
from .people import Neighbour
from .screen import Screen

Seen = TypeVar("Seen")
MUCH = {"presence": {"types": []}, "room": {"timeline": {"limit": 100}, "ephemeral": {"types": []}}}
"""The filter of the app: without one the server gives the last 10 events of a room; more than 100 it never gives."""

BUSY = 3
"""Times as long as usual that a machine may take while it does much else. What is waited for ends the waiting: only a
test that fails takes longer."""


@dataclass(eq=False, repr=False)
class Resident(Neighbour):
    """`rooms`: what is on the screen, by room; `invitations`: who invites, by room. What stands there was asked of
    the server and decrypted with this person's own keys."""

    rooms: dict[str, Screen] = field(default_factory=dict)
    invitations: dict[str, str] = field(default_factory=dict)

    async def comes_online(self) -> None:
        """Opens the app; returns when the keys of this device can be found and the first screen is there."""
        settings = nio.AsyncClientConfig(
            store=SqliteMemoryStore, pickle_key=self.password, max_timeout_retry_wait_time=0.2
        )
        self._app = nio.AsyncClient(self.synapse.url, self.id, self.device, config=settings)
        self._app.restore_login(self.id, self.device, self.token)
        self._keys = asyncio.Lock()
        self._turned = asyncio.Event()
        self._since = ""
        self._told = False
        await self._looks(patience=0)
        self._living = asyncio.create_task(self._lives())

    async def goes_offline(self) -> None:
        """Closes the app for good. Raises what it died of, where no test has met that yet."""
        await self._closes()
        await self._app.close()
        if not self._living.cancelled() and not self._told:
            await self._living

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """The app is closed in between, and opened again where it was."""
        await self._closes()
        yield
        self._living = asyncio.create_task(self._lives())

    async def sees(self, room: str, seen: Callable[[Screen], Seen | None], within: float = 10) -> Seen:
        """Waits until the room is so that `seen` gives anything but nothing; gives that. `within`: seconds. Raises
        AssertionError, which tells what the room looks like instead."""

        def found() -> Seen | None:
            return seen(self.rooms[room]) if room in self.rooms else None

        return await self._waits(found, within, room)

    async def invited(self, by: Account, within: float = 10) -> str:
        """Waits until this person is invited by another; gives the room."""

        def room() -> str:
            return next((room for room, sender in self.invitations.items() if sender == by.id), "")

        return await self._waits(room, within)

    async def accepts(self, by: Account, within: float = 10) -> str:
        """Waits for the invitation and follows it; gives the room, which is then on the screen."""
        room = await self.invited(by, within)
        await self.joins(room)
        await self.sees(room, lambda screen: screen.inside, within)
        return room

    async def writes(self, room: str, content: Json) -> str:
        """Encrypted for everyone who is in the room at this moment, where the room is encrypted."""
        await self.sees(room, lambda screen: screen.inside)
        if not self.rooms[room].encrypted:
            return await super().writes(room, content)
        async with self._keys:
            await self._knows_everyone(room)
            sent = await self._app.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        return str(_given(sent, nio.RoomSendResponse).event_id)

    # The app

    async def _lives(self) -> None:
        while True:
            await self._looks(patience=10_000)

    async def _closes(self) -> None:
        self._living.cancel()
        await asyncio.wait({self._living})

    async def _looks(self, patience: int) -> None:
        """One look at the server, which answers when there is news or after `patience` milliseconds."""
        if self._app.should_upload_keys:
            _given(await self._app.keys_upload(), nio.KeysUploadResponse)
        news = _given(
            await self._app.sync(timeout=patience, sync_filter=MUCH, since=self._since or None), nio.SyncResponse
        )
        async with self._keys:
            await self._looks_after_keys()
        await self._draws(news)
        # Not before: an app that is closed in the middle looks at the same once more.
        self._since = news.next_batch
        self._turned.set()
        self._turned = asyncio.Event()

    async def _looks_after_keys(self) -> None:
        # What sync_forever would do; our own loop has to.
        await self._app.send_to_device_messages()
        if self._app.should_upload_keys:
            _given(await self._app.keys_upload(), nio.KeysUploadResponse)
        if self._app.should_query_keys:
            _given(await self._app.keys_query(), nio.KeysQueryResponse)
        if self._app.should_claim_keys:
            _given(await self._app.keys_claim(self._app.get_users_for_key_claiming()), nio.KeysClaimResponse)

    async def _knows_everyone(self, room: str) -> None:
        """nio asks who is in a room only once, and shares keys with those whose devices it knows: one who came a
        moment ago would read nothing."""
        before = set(self._app.rooms[room].users)
        _given(await self._app.joined_members(room), nio.JoinedMembersResponse)
        if set(self._app.rooms[room].users) != before:
            self._app.invalidate_outbound_session(room)
        if self._app.should_query_keys:
            _given(await self._app.keys_query(), nio.KeysQueryResponse)

    async def _draws(self, news: nio.SyncResponse) -> None:
        for room, invitation in news.rooms.invite.items():
            for event in invitation.invite_state:
                told = event.source
                if told.get("type") == "m.room.member" and told.get("state_key") == self.id:
                    self.invitations[room] = told["sender"]
        for room, info in [*news.rooms.join.items(), *news.rooms.leave.items()]:
            self.invitations.pop(room, None)
            if info.timeline.limited and info.timeline.prev_batch and room in self.rooms:
                await self._scrolls(room, info.timeline.prev_batch)
            screen = self.rooms.setdefault(room, Screen(room, self.id))
            for event in info.state:
                screen.stands(event.source)
            _shows(screen, info.timeline.events)
        for screen in self.rooms.values():
            self._tries_again(screen)

    async def _scrolls(self, room: str, until: str) -> None:
        """Fetches what lies between two looks, where that was more than the server tells in one."""
        place: str | None = self._since
        while place:
            page = _given(
                await self._app.room_messages(room, place, until, nio.MessageDirection.front, limit=1000),
                nio.RoomMessagesResponse,
            )
            _shows(self.rooms[room], page.chunk)
            place = page.end if page.chunk else None

    def _tries_again(self, screen: Screen) -> None:
        """The key of a message may come after it."""
        for event in list(screen.unreadable.values()):
            try:
                read = self._app.decrypt_event(event)
            except nio.EncryptionError:
                continue  # it stays among the unreadable, where a test finds it
            screen.hears(read.source, encrypted=True)

    async def _waits(self, found: Callable[[], Seen | None], within: float, room: str = "") -> Seen:
        until = time.monotonic() + BUSY * within
        while True:
            turned = self._turned
            result = found()
            if result:
                return result
            waiting = asyncio.create_task(turned.wait())
            await asyncio.wait(
                {waiting, self._living}, timeout=until - time.monotonic(), return_when=asyncio.FIRST_COMPLETED
            )
            waiting.cancel()
            if self._living.done():
                self._told = True
                await self._living
            if time.monotonic() >= until:
                seen = self.rooms.get(room, f"rooms: {list(self.rooms)}, invitations: {self.invitations}")
                raise AssertionError(f"{self.name} has not seen it within {within} s. {seen}")


def _shows(screen: Screen, events: list[Any]) -> None:
    for event in events:
        if isinstance(event, nio.MegolmEvent):
            event.room_id = screen.room
            screen.unreadable[event.event_id] = event
        else:
            screen.hears(event.source, encrypted=bool(getattr(event, "decrypted", False)))


def _given(answer: Any, kind: type[Seen]) -> Seen:
    """Raises Refusal for what nio hands over as an error."""
    if isinstance(answer, kind):
        return answer
    body = {"errcode": answer.status_code, "error": answer.message}
    raise Refusal(answer.transport_response.status, body, {})
