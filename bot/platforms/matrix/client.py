"""The Matrix library, made so that no broken message or key, whoever sends it, stops the bot or silences a room.

Each method says what matrix-nio 0.26 does without it; all of it was seen on a real Synapse.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import structlog
from nio import (
    AsyncClient,
    BadEvent,
    KeysClaimError,
    KeysClaimResponse,
    KeysQueryResponse,
    KeysUploadError,
    KeysUploadResponse,
    MegolmEvent,
    ShareGroupSessionResponse,
    SyncResponse,
    UnknownBadEvent,
)
from nio.crypto import Olm, OlmDevice
from nio.event_builders import RoomKeyRequestMessage
from nio.exceptions import EncryptionError
from vodozemac import Curve25519PublicKey, Ed25519PublicKey

from .crossing import StrangeDevice

log = structlog.get_logger()

for _quoting in ("nio.events", "nio.responses"):
    # Of what does not look as it should they log the whole, and so what somebody wrote.
    logging.getLogger(_quoting).setLevel(logging.CRITICAL)

Json = dict[str, Any]

_NEVER_SEALED = ("m.room.redaction", "m.reaction")
"""Servers decide who may take something away, and everybody sees who reacted: no app encrypts these."""
_TRY_AGAIN = 600.0
"""Seconds after which a device that had no one-time key left is asked for one again."""


class KeysNotHandedOut(Exception):
    """Some devices in the room did not get its key, because the server took a part of them and not the others."""


class Encryption(Olm):
    """What is decrypted and signed here. Whoever has an account on any server can send anything to it.
    `greeted`: the devices to which we tried to open a line, and when."""

    greeted: dict[tuple[str, str], float]

    def decrypt_megolm_event(self, event: MegolmEvent, room_id: str | None = None) -> Any:
        """Raises EncryptionError, nothing else, also where it decrypts to no event. Without this a member's
        message that names no key, or decrypts to no JSON object, ends the whole answer of the server, which nio
        takes as handled all the same; and a member's message may say that it is a state of the room, or that it
        takes a neighbour's vote away: no server has looked whether they may."""
        try:
            event_or_bad = super().decrypt_megolm_event(event, room_id)
        except EncryptionError:
            raise
        except Exception as error:
            raise EncryptionError(f"broken: {type(error).__name__}") from error
        if isinstance(event_or_bad, BadEvent | UnknownBadEvent):
            raise EncryptionError("broken: no event")
        if "state_key" in event_or_bad.source or event_or_bad.source.get("type") in _NEVER_SEALED:
            raise EncryptionError("broken: what a server must see is never encrypted")
        return event_or_bad

    def handle_to_device_event(self, event: Any) -> Any:
        """None where it is broken. Without this a stranger's four letters end the whole answer of the server."""
        try:
            return super().handle_to_device_event(event)  # type: ignore[no-untyped-call]
        except Exception as error:
            log.warning("matrix.broken_key", account=event.sender, reason=type(error).__name__)
            return None

    def share_keys(self) -> Json:
        """Keeps the new one-time keys before the server has them. Without this a crash in between leaves keys
        there that nobody here can use: whoever takes one is never read."""
        keys = super().share_keys()
        self.save_account()
        return keys

    def _handle_key_claiming(self, response: KeysClaimResponse) -> None:
        """Each for itself. Without this one device's broken one-time key ends the handing out, and the room waits
        for it for ever."""
        for user, devices in response.one_time_keys.items():
            for device, key in devices.items():
                alone = KeysClaimResponse({user: {device: key}}, {}, response.room_id)
                try:
                    super()._handle_key_claiming(alone)  # type: ignore[no-untyped-call]
                except Exception as error:
                    log.warning("matrix.broken_key", account=user, device=device, reason=type(error).__name__)

    def check_if_wedged(self, event: MegolmEvent) -> None:
        """For each message that cannot be decrypted. Without this each further try queues the same question; and
        a device that had no key of ours left to take (nio makes 50, and no last one that may be used again) is not
        read until the bot happens to write: now it is greeted, and asked for what was missed."""
        if not self.asks_for(event.session_id):
            super().check_if_wedged(event)
        device = self.device_store[event.sender].get(event.device_id)
        if device is None:
            self.users_for_key_query.add(event.sender)
        elif not self.session_store.get(device.curve25519) and device not in self.wedged_devices:
            now = time.monotonic()
            if now - self.greeted.get(_named(device), -_TRY_AGAIN) >= _TRY_AGAIN:
                self.greeted[_named(device)] = now
                self.wedged_devices.append(device)
                self.key_re_requests_events[_named(device)].append(event)

    def asks_for(self, session: str | None) -> bool:
        """Whether this key was asked for, or is about to be."""
        waiting = [asked for asked in self.outgoing_to_device_messages if isinstance(asked, RoomKeyRequestMessage)]
        return session in self.outgoing_key_requests or any(asked.session_id == session for asked in waiting)

    def _should_accept_forward(self, sender: str, sender_key: str, event: Any) -> bool:
        """Also from the device that made the key, which is as good as the first time; nio takes none but those of
        our own devices, though Element sends a key again to whom it had given it."""
        told: Json = event.source["content"]
        asked = self.outgoing_key_requests.get(event.session_id)
        device = self.device_store.device_from_sender_key(sender, sender_key)
        its_own = device is not None and (told["sender_key"], told["sender_claimed_ed25519_key"]) == (
            device.curve25519,
            device.ed25519,
        )
        if asked and its_own and (asked.room_id, asked.algorithm) == (event.room_id, event.algorithm):
            return True
        return super()._should_accept_forward(sender, sender_key, event)


class Client(AsyncClient):
    """The messages of a room are sent one after the other: `owes_keys`, `share_group_session`, `room_send`."""

    olm: Encryption | None

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._tried: dict[tuple[str, str], float] = {}

    def load_store(self) -> None:
        """The same as nio's for a store in a folder, and for one in memory."""
        if self.store is not None:
            return
        super().load_store()  # type: ignore[no-untyped-call]
        if self.olm is not None:
            self.olm.__class__ = Encryption
            self.olm.greeted = {}

    async def _send(self, response_class: type, *args: Any, **named: Any) -> Any:
        sound = _SoundKeys if response_class is KeysQueryResponse else response_class
        return await super()._send(sound, *args, **named)

    async def _handle_sync(self, response: SyncResponse) -> None:
        """An answer is handled each time it comes. Without this one that failed half way, or whose messages failed
        further on, comes again with all of them encrypted: nio passes over what ends where it stands already."""
        before, self.next_batch = self.next_batch, ""
        try:
            await super()._handle_sync(response)
        except BaseException:
            self.next_batch = before
            raise

    def _handle_olm_events(self, response: SyncResponse) -> None:
        """Without this no one-time key is made again once the last is taken: nio takes 0 for « not said »."""
        super()._handle_olm_events(response)
        if self.olm is not None and response.device_key_count.signed_curve25519 == 0:
            self.olm.uploaded_key_count = 0

    async def keys_upload(self) -> KeysUploadResponse | KeysUploadError:
        """Raises StrangeDevice where the keys here are those of an older day, as in a copy that was put back: no
        key of that device is worth anything, and this upload would be refused for ever."""
        answer: KeysUploadResponse | KeysUploadError = await super().keys_upload()
        if isinstance(answer, KeysUploadError) and "already exists" in answer.message:
            raise StrangeDevice(f"the keys of {self.device_id} are older than those that the server has")
        return answer

    async def keys_claim(self, user_set: Mapping[str, Iterable[str]]) -> KeysClaimResponse | KeysClaimError:
        """Whoever has no key left is asked no more for the time being; nio would ask after each sync, for ever."""
        answer: KeysClaimResponse | KeysClaimError = await super().keys_claim(user_set)
        if self.olm is not None and isinstance(answer, KeysClaimResponse):
            for waiting in (self.olm.wedged_devices, self.olm.key_request_devices_no_session):
                waiting[:] = [device for device in waiting if device.id not in user_set.get(device.user_id, ())]
        return answer

    # Keys of rooms

    def owes_keys(self, room_id: str) -> bool:
        """Whether somebody must be given a key before the next message of this room."""
        assert self.olm is not None, "a session is open"
        if self.olm.should_share_group_session(room_id):
            return True
        now = time.monotonic()
        if any(
            now - self._tried.get(_named(device), -_TRY_AGAIN) >= _TRY_AGAIN
            for device in self._unreachable(room_id)
        ):
            # Not a new key for all, as nio would make: the rest of the devices get this one, from here on.
            self.olm.outbound_group_sessions[room_id].shared = False
            return True
        return False

    async def share_group_session(
        self, room_id: str, ignore_unverified_devices: bool = False
    ) -> ShareGroupSessionResponse:
        """Raises KeysNotHandedOut where the server did not take all; what it took is not sent again. Without this
        nio says that it went well, and those devices cannot read what follows; and whatever goes wrong before,
        every later message of the room waits for ever."""
        assert self.olm is not None, "a session is open"
        assert room_id not in self.sharing_session, "one message of a room after the other"
        try:
            shared: ShareGroupSessionResponse = await super().share_group_session(
                room_id, ignore_unverified_devices
            )
        finally:
            if turn := self.sharing_session.pop(room_id, None):
                turn.set()
        self._tried.update((_named(device), time.monotonic()) for device in self._unreachable(room_id))
        session = self.olm.outbound_group_sessions[room_id]
        given = session.users_shared_with | session.users_ignored
        if any(_named(device) not in given for device in self._reachable(room_id)):
            session.shared = False
            raise KeysNotHandedOut(room_id)
        return shared

    def ask_again(self, event: MegolmEvent) -> None:
        """Asks the device that wrote a message for its key, which Element answers where the key was meant for us.
        The question leaves with `send_to_device_messages`. At most once for each key."""
        assert self.olm is not None, "a session is open"
        if self.olm.asks_for(event.session_id) or not event.device_id:
            return
        asked = event.as_key_request(event.sender, self.olm.device_id, event.session_id, event.device_id)
        self.olm.outgoing_to_device_messages.append(asked)

    def _devices(self, room_id: str) -> Iterator[OlmDevice]:
        assert self.olm is not None, "a session is open"
        for user in self.rooms[room_id].users:
            for device in self.olm.device_store.active_user_devices(user):
                if device.id != self.device_id and not device.blacklisted:
                    yield device

    def _reachable(self, room_id: str) -> Iterator[OlmDevice]:
        assert self.olm is not None, "a session is open"
        return (device for device in self._devices(room_id) if self.olm.session_store.get(device.curve25519))

    def _unreachable(self, room_id: str) -> Iterator[OlmDevice]:
        assert self.olm is not None, "a session is open"
        return (device for device in self._devices(room_id) if not self.olm.session_store.get(device.curve25519))


class _SoundKeys(KeysQueryResponse):
    """Without the devices whose keys are none: because of one, nio refuses or loses what it was told of all."""

    @classmethod
    def from_dict(cls, parsed_dict: Json) -> Any:
        people = parsed_dict.get("device_keys")
        if isinstance(people, dict):
            sound = {user: dict(_sound(user, devices)) for user, devices in people.items()}
            parsed_dict = {**parsed_dict, "device_keys": sound}
        return super().from_dict(parsed_dict)


def _sound(user: str, devices: Json) -> Iterator[tuple[str, Json]]:
    for device, told in devices.items():
        try:
            if not isinstance(
                KeysQueryResponse.from_dict({"device_keys": {user: {device: told}}}), KeysQueryResponse
            ):
                raise ValueError("not as the specification wants it")
            Ed25519PublicKey.from_base64(told["keys"][f"ed25519:{device}"])
            Curve25519PublicKey.from_base64(told["keys"][f"curve25519:{device}"])
            name = told.get("unsigned", {}).get("device_display_name")
            yield device, {"user_id": "", **told, "unsigned": {"device_display_name": str(name or "")}}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("matrix.broken_device", account=user, device=device, reason=type(error).__name__)


def _named(device: OlmDevice) -> tuple[str, str]:
    return device.user_id, device.id
