"""The least that talks in encrypted rooms: an account, a folder of keys, and a loop; nothing of Palabre's but those."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import nio

from bot.platforms.matrix.client import Client
from bot.platforms.matrix.crossing import Crossed, Identity, Json, cross_sign, recognise
from tests.peers.synapse import Account, Refusal

PATIENCE = 20.0
"""Seconds until something must have come."""
EVERYTHING = {"presence": {"types": []}, "room": {"timeline": {"limit": 500}, "ephemeral": {"types": []}}}


class Talker:
    """`heard`: the events by their ids, as they read now."""

    def __init__(self, account: Account, folder: Path) -> None:
        self.account = account
        self.heard: dict[str, Any] = {}
        config = nio.AsyncClientConfig(store_sync_tokens=False, pickle_key="key", max_timeouts=2)
        self.client = Client(account.synapse.url, account.id, account.device, str(folder), config)
        self.client.restore_login(account.id, account.device, account.token)
        self._turn = asyncio.Lock()
        self._news = asyncio.Event()

    @property
    def keys(self) -> dict[str, str]:
        """Of its device."""
        assert self.client.olm is not None
        return dict[str, str](**self.client.olm.account.identity_keys)

    async def prepare(self) -> None:
        """Its device's keys are on the server."""
        if not self.client.olm_account_shared:
            await recognise(self.ask, self.account.id, self.account.device, self.keys)
        if self.client.should_upload_keys:
            _given(await self.client.keys_upload(), nio.KeysUploadResponse)

    async def cross(self, identity: Identity, *, password: str | None = None, replace: bool = False) -> Crossed:
        await self.prepare()
        id, device = self.account.id, self.account.device
        return await cross_sign(self.ask, id, device, self.keys, identity, password=password, replace=replace)

    async def leave(self) -> None:
        await self.client.close()  # type: ignore[no-untyped-call]

    async def ask(self, path: str, body: Json) -> tuple[int, Json]:
        try:
            return 200, await self.account.asks("POST", path, body)
        except Refusal as refusal:
            return refusal.status, refusal.body

    async def look(self, patience: float = 10) -> nio.SyncResponse:
        """One look at the server, with what the library leaves to its owner; the first is at the whole of it."""
        client, first = self.client, not self.client.next_batch
        wait = 0 if first else int(patience * 1000)
        asked = client.sync(timeout=wait, sync_filter=EVERYTHING, full_state=first or None)
        news: nio.SyncResponse = _given(await asked, nio.SyncResponse)
        for info in news.rooms.join.values():
            self.heard.update((event.event_id, event) for event in info.timeline.events)
        async with self._turn:
            await self.prepare()
            if client.should_query_keys:
                _given(await client.keys_query(), nio.KeysQueryResponse)
            self._read()  # queues what is to be asked of whom, where it cannot
            if client.should_claim_keys:
                _given(await client.keys_claim(client.get_users_for_key_claiming()), nio.KeysClaimResponse)
            await client.send_to_device_messages()
            await (
                client.send_to_device_messages()
            )  # a greeting that has left queues the question for what was missed
        self._news.set()
        self._news = asyncio.Event()
        return news

    def _read(self) -> None:
        for id, event in self.heard.items():
            if isinstance(event, nio.MegolmEvent):
                with suppress(nio.EncryptionError):  # its key may come yet
                    self.heard[id] = self.client.decrypt_event(event)

    async def hears(self, wanted: Callable[[Any], bool]) -> Any:
        """The first event of which this is true, now or soon."""
        return await self._waits(lambda: next(filter(wanted, self.heard.values()), None))

    async def reads(self, words: str) -> Any:
        return await self.hears(lambda event: getattr(event, "body", None) == words)

    async def joins(self, room: str) -> None:
        _given(await self.client.join(room), nio.JoinResponse)
        await self._waits(lambda: room in self.client.rooms and self.client.rooms[room].encrypted)

    async def invited(self, room: str) -> None:
        """Returns once it knows of an invitation there."""
        await self._waits(lambda: room in self.client.invited_rooms)

    async def knows(self, user: str) -> None:
        """Returns once it knows a device of this person."""
        await self._waits(lambda: list(self.client.device_store.active_user_devices(user)))

    async def says(self, room: str, words: str) -> str:
        content = {"msgtype": "m.text", "body": words}
        client = self.client
        async with self._turn:
            if not client.rooms[room].members_synced:
                _given(await client.joined_members(room), nio.JoinedMembersResponse)
            if client.should_query_keys:
                _given(await client.keys_query(), nio.KeysQueryResponse)
            if client.owes_keys(room):
                await client.share_group_session(room, ignore_unverified_devices=True)
            sent = await client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        return str(_given(sent, nio.RoomSendResponse).event_id)

    async def _waits(self, found: Callable[[], Any]) -> Any:
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    news = self._news
                    if there := found():
                        return there
                    await news.wait()
        except TimeoutError:
            raise AssertionError("\n".join(map(repr, self.heard.values())) or "nothing is heard") from None


@asynccontextmanager
async def talking(talker: Talker) -> AsyncIterator[Talker]:
    """It looks at the server again and again, from here to the end."""

    async def live() -> None:
        while True:
            await talker.look()

    await talker.look()
    living = asyncio.create_task(live())
    try:
        yield talker
    finally:
        living.cancel()
        try:
            with suppress(asyncio.CancelledError):
                await living
        finally:
            await talker.leave()


def _given(response: Any, kind: type) -> Any:
    assert isinstance(response, kind), response
    return response
