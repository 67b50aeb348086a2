"""What Palabre does on the Matrix server: logs in, hears, speaks in rooms, enters and leaves them."""

import asyncio
import io
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nio import (
    ErrorResponse,
    JoinResponse,
    LoginResponse,
    MegolmEvent,
    MessageDirection,
    Response,
    RoomCreateResponse,
    RoomGetEventResponse,
    RoomMessagesResponse,
    RoomPreset,
    RoomSendResponse,
    SyncResponse,
    UploadResponse,
    WhoamiResponse,
)
from nio.exceptions import EncryptionError
from nio.responses import RoomLeaveResponse

from .calls import PATIENCE, Calls
from .failures import NotReady, refusal
from .incoming import Event
from .stream import News, news

WHOLE_PATIENCE = 300.0
"""Seconds that a server may need to tell all that it knows of a hundred rooms."""
LONG_POLL = 25.0
"""Seconds for which the server keeps a question open while there is nothing to tell."""
AT_ONCE = 500
"""Events of one room that one answer may hold; Synapse gives a hundred at most (ten, where nothing is asked)."""
SYNC_FILTER: dict[str, Any] = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "ephemeral": {"types": []},
        "account_data": {"types": []},
        "state": {"lazy_load_members": False},
        "timeline": {"limit": AT_ONCE},
    },
}
ENCRYPTION = "m.megolm.v1.aes-sha2"


class Connection(Calls):
    """Every method raises as those of Calls do."""

    def __init__(self, homeserver: str, store: Path, pickle_key: str) -> None:
        super().__init__(homeserver, store, pickle_key)
        self._turns: dict[str, asyncio.Lock] = {}
        self._news = asyncio.Condition()

    # Who we are

    @property
    def account(self) -> str:
        return self.client.user_id

    @property
    def device(self) -> str:
        return self.client.device_id or ""

    async def login(self, user: str, password: str, name: str) -> None:
        """A new device, called `name` in the account's list of sessions."""
        self.client.user = user
        await self._told(LoginResponse, self.client.login(password, device_name=name))

    async def whose(self, token: str) -> tuple[str, str]:
        """(account, device) of an access token."""
        self.client.access_token = token
        known = await self._told(WhoamiResponse, self.client.whoami())
        return known.user_id, known.device_id or ""

    def restore(self, account: str, device: str, token: str) -> None:
        """The session of an earlier start, with its keys."""
        self.client.restore_login(account, device, token)

    # Hearing

    async def sync(self, since: str | None, *, wait: bool, whole: bool) -> News:
        """What happened since; `wait`: the server answers when something does. `whole`: with all that is known of
        every room, as a start needs it."""
        # Asked the same again within two minutes, Synapse gives its old answer: a quick restart would hear nothing
        # of what happened in between. Some milliseconds make it another question.
        # After a failure it says the same again, which the library would leave encrypted.
        self.client.next_batch = ""
        asked = self.client.sync(
            timeout=int(LONG_POLL * 1000) if wait else secrets.randbelow(90) + 1,
            sync_filter=SYNC_FILTER,
            since=since or "",
            full_state=whole or None,
        )
        response = await self._told(SyncResponse, asked, WHOLE_PATIENCE if whole else PATIENCE + LONG_POLL)
        async with self._news:
            self._news.notify_all()
        rooms = (*response.rooms.join.values(), *response.rooms.leave.values())
        events = [event for room in rooms for event in room.timeline.events]
        readable = {event.event_id: event.source for event in events if getattr(event, "decrypted", False)}
        for event in events:
            if isinstance(event, MegolmEvent) and event.sender != self.account:
                self.client.ask_again(event)
        return news(self.client.untouched, readable)

    async def tend(self) -> None:
        """What the encryption has to do after each sync: new keys of ours, devices and keys of others."""
        client = self.client
        if client.should_upload_keys:
            await self._told(Response, client.keys_upload())
        if client.should_query_keys:
            await self._told(Response, client.keys_query())
        if client.should_claim_keys:
            await self._told(Response, client.keys_claim(client.get_users_for_key_claiming()))
        for _ in range(2):  # what was sent may make another question possible: it need not wait for the next sync
            for sent in await self._called(client.send_to_device_messages()):
                if isinstance(sent, ErrorResponse):
                    raise refusal(sent)

    def is_in(self, room: str) -> bool:
        """Whether a sync has told of this room."""
        return room in self.client.rooms

    async def known(self, room: str, seconds: float = 10.0) -> None:
        """Returns once a sync has told of this room. Raises NotReady."""
        try:
            async with asyncio.timeout(seconds), self._news:
                await self._news.wait_for(lambda: room in self.client.rooms)
        except TimeoutError:
            raise NotReady("the room is not known yet") from None

    async def older(self, room: str, since: str, until: str) -> AsyncIterator[Event]:
        """The events of a room back from the token `since`, the newest first; as far as the token `until`."""
        start: str | None = since
        while start is not None:
            page = await self._told(
                RoomMessagesResponse,
                self.client.room_messages(room, start, until, MessageDirection.back, AT_ONCE),
            )
            for event in page.chunk:
                yield self._readable(event, room)
            if not page.chunk or page.end == start:
                return
            start = page.end

    async def event(self, room: str, id: str) -> Event:
        """One event, decrypted where its key is there; else as it came."""
        found = await self._told(RoomGetEventResponse, self.client.room_get_event(room, id))
        return self._readable(found.event, room)

    def _readable(self, event: Any, room: str) -> Event:
        if isinstance(event, MegolmEvent):
            event.room_id = room
            with suppress(EncryptionError):  # its key has not come yet: it stays encrypted
                event = self.client.decrypt_event(event)
        source = getattr(event, "source", None)
        return source if isinstance(source, Mapping) else {}

    # Speaking

    async def send(self, room: str, kind: str, content: Mapping[str, Any], transaction: str) -> str:
        """Sends an event, encrypted where the room is; gives its id. The same transaction again is not sent
        twice, as long as the server remembers it (Synapse: a day)."""
        await self.known(room)
        async with self._turn(room):
            if not self.is_in(room):
                raise NotReady("the room was left meanwhile")
            if self.client.rooms[room].encrypted and kind != "m.reaction":
                await self._hand_out_keys(room)
            asked = self.client.room_send(room, kind, dict(content), transaction, ignore_unverified_devices=True)
            return (await self._told(RoomSendResponse, asked)).event_id

    async def _hand_out_keys(self, room: str) -> None:
        """Before the first message under a new key everybody who may read it is given that key."""
        client = self.client
        assert client.olm is not None, "a session is open"
        # Asked each time for a new key: the library asks once, and who came a moment ago could read nothing.
        if client.olm.should_share_group_session(room):
            await self._told(Response, client.joined_members(room))
            client.olm.update_tracked_users(client.rooms[room])  # type: ignore[no-untyped-call]
        if client.should_query_keys:
            await self._told(Response, client.keys_query())
        if client.owes_keys(room):
            await self._called(client.share_group_session(room, ignore_unverified_devices=True))

    async def sent_lately(self, room: str, most: int) -> dict[str, str]:
        """Of the last events of a room, those that this device has sent: their ids by their transactions."""
        await self.known(room)
        sent: dict[str, str] = {}
        start: str | None = None
        while most > 0:
            page = await self._told(
                RoomMessagesResponse, self.client.room_messages(room, start, None, MessageDirection.back, most)
            )
            for event in page.chunk:
                unsigned = event.source.get("unsigned")
                if isinstance(unsigned, Mapping) and "transaction_id" in unsigned:
                    sent[str(unsigned["transaction_id"])] = str(event.source.get("event_id"))
            if not page.chunk or page.end in (None, start):
                break
            most, start = most - len(page.chunk), page.end
        return sent

    async def redact(self, room: str, event: str, transaction: str) -> None:
        await self._told(Response, self.client.room_redact(room, event, tx_id=transaction))

    async def upload(self, content: bytes, media_type: str, name: str, *, encrypted: bool) -> dict[str, Any]:
        """Keeps a file on the server; gives the part of an event that names it, `url` or `file` (§11.11)."""
        asked = self.client.upload(io.BytesIO(content), media_type, name, encrypt=encrypted, filesize=len(content))
        response, keys = await self._called(asked)
        if not isinstance(response, UploadResponse):
            raise refusal(response)
        address = response.content_uri
        return {"file": {**keys, "url": address}} if keys else {"url": address}

    # Rooms

    async def join(self, room: str, via: Sequence[str] = ()) -> None:
        """Enters a room, perhaps by way of servers that are in it."""
        if not via:
            await self._told(JoinResponse, self.client.join(room))
            return
        servers = "&".join(f"via={quote(server)}&server_name={quote(server)}" for server in via)
        await self.call("POST", f"/join/{quote(room)}?{servers}", {})

    async def predecessor(self, room: str) -> str:
        """The room that this one says it goes on for; empty where it says nothing."""
        made = await self.call("GET", f"/rooms/{quote(room)}/state/m.room.create/")
        before = made.get("predecessor")
        return str(before.get("room_id") or "") if isinstance(before, Mapping) else ""

    async def leave(self, room: str) -> None:
        await self._told(RoomLeaveResponse, self.client.room_leave(room))

    async def open_private(self, account: str) -> str:
        """A new encrypted room for this person and Palabre alone; gives its id."""
        encryption = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": ENCRYPTION}}
        guests = {"type": "m.room.guest_access", "state_key": "", "content": {"guest_access": "forbidden"}}
        asked = self.client.room_create(
            is_direct=True, preset=RoomPreset.private_chat, invite=[account], initial_state=[encryption, guests]
        )
        return (await self._told(RoomCreateResponse, asked)).room_id

    @asynccontextmanager
    async def _turn(self, room: str) -> AsyncIterator[None]:
        """One message after the other: a room's key must be handed out before anything is sent under it."""
        async with self._turns.setdefault(room, asyncio.Lock()):
            yield
