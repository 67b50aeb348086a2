"""Somebody with an account and ill will: makes keys and messages that no app makes, and has the real server bring them."""

import json
import uuid
from typing import Any
from urllib.parse import quote

import vodozemac
from unpaddedbase64 import encode_base64

from bot.platforms.matrix.crossing import Json, canonical
from tests.peers.synapse import Account

MEGOLM = "m.megolm.v1.aes-sha2"
OLM = "m.olm.v1.curve25519-aes-sha2"


class Forger:
    """`account`: where it is logged in; its device has the keys of `olm`."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.olm = vodozemac.Account()
        self.group = vodozemac.GroupSession()
        self.line: vodozemac.Session | None = None

    def _signed(self, told: Json) -> Json:
        signature = self.olm.sign(canonical(told)).to_base64()
        return {**told, "signatures": {self.account.id: {f"ed25519:{self.account.device}": signature}}}

    async def publish(self, **instead: str) -> None:
        """Its device's keys; `instead`: others in their place, as curve25519="x"."""
        device = self.account.device
        keys = {
            "curve25519": self.olm.curve25519_key.to_base64(),
            "ed25519": self.olm.ed25519_key.to_base64(),
        } | instead
        told = {"algorithms": [OLM, MEGOLM], "device_id": device, "user_id": self.account.id}
        told["keys"] = {f"{kind}:{device}": key for kind, key in keys.items()}  # type: ignore[assignment]
        await self.account.asks("POST", "/keys/upload", {"device_keys": self._signed(told)})

    async def publish_one_time_key(self, key: str) -> None:
        """Signed as it should be, whatever it is."""
        await self.account.asks(
            "POST", "/keys/upload", {"one_time_keys": {"signed_curve25519:A": self._signed({"key": key})}}
        )

    async def tell(self, account: Account, content: Json, kind: str = "m.room.encrypted") -> None:
        """Straight to a device, which needs no room in common."""
        path = f"/sendToDevice/{kind}/{uuid.uuid4().hex}"
        await self.account.asks("PUT", path, {"messages": {account.id: {account.device: content}}})

    async def tell_encrypted(self, account: Account, words: bytes) -> None:
        """The same, encrypted as apps do for the device; the first time one of its one-time keys is taken."""
        known = await self.account.asks("POST", "/keys/query", {"device_keys": {account.id: []}})
        key = known["device_keys"][account.id][account.device]["keys"][f"curve25519:{account.device}"]
        if self.line is None:
            wanted = {"one_time_keys": {account.id: {account.device: "signed_curve25519"}}}
            claimed = (await self.account.asks("POST", "/keys/claim", wanted))["one_time_keys"]
            once = next(iter(claimed[account.id][account.device].values()))["key"]
            public = vodozemac.Curve25519PublicKey.from_base64
            self.line = self.olm.create_outbound_session(public(key), public(once))
        kind, body = self.line.encrypt(words).to_parts()
        sealed = {key: {"type": kind, "body": encode_base64(body)}}
        await self.tell(
            account, {"algorithm": OLM, "sender_key": self.olm.curve25519_key.to_base64(), "ciphertext": sealed}
        )

    async def give_key(self, account: Account, room: str, **instead: Any) -> None:
        """The key of its messages in a room, with other things in the place of some."""
        known = await self.account.asks("POST", "/keys/query", {"device_keys": {account.id: []}})
        signing = known["device_keys"][account.id][account.device]["keys"][f"ed25519:{account.device}"]
        content = {"session_id": self.group.session_id, "session_key": self.group.session_key.to_base64()}
        told: Json = {"sender": self.account.id, "sender_device": self.account.device, "type": "m.room_key"}
        told |= {"recipient": account.id, "recipient_keys": {"ed25519": signing}}
        told |= {"keys": {"ed25519": self.olm.ed25519_key.to_base64()}}
        told["content"] = {"algorithm": MEGOLM, "room_id": room} | content | instead
        await self.tell_encrypted(account, json.dumps(told).encode())

    async def say(self, room: str, words: bytes, **instead: Any) -> str:
        """Encrypts anything at all under its key; gives the event's id."""
        content = {"algorithm": MEGOLM, "ciphertext": self.group.encrypt(words).to_base64()}
        content |= {"sender_key": self.olm.curve25519_key.to_base64(), "session_id": self.group.session_id}
        content |= {"device_id": self.account.device}
        path = f"/rooms/{quote(room)}/send/m.room.encrypted/{uuid.uuid4().hex}"
        return str((await self.account.asks("PUT", path, content | instead))["event_id"])
