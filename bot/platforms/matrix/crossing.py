"""The bot's own identity in Matrix: three keys that vouch for each device it has, so that no app warns of it.

As the client-server API of Matrix (1.15) says under « Cross-signing ». Without it Element puts a red shield on
each message of the bot, and whoever excludes insecure devices neither reads it nor is read by it.
"""

import base64
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa

Json = dict[str, Any]
Ask = Callable[[str, Json], Awaitable[tuple[int, Json]]]
"""POSTs a body to a path below /_matrix/client/v3 as the account; gives the HTTP status and what was answered."""

_SEED = 32  # bytes of one private key (RFC 8032)


class CrossingRefused(Exception):
    """The server does not let the bot publish its identity: HTTP `status` and the whole `answer`."""

    def __init__(self, status: int, answer: Json) -> None:
        super().__init__(f"{status} {answer}")
        self.status = status
        self.answer = answer


class PasswordNeeded(CrossingRefused):
    """Only the account's password lets an identity be replaced, and none was given or it is wrong."""


class ApprovalNeeded(CrossingRefused):
    """The host must first approve it on the page at `url`: accounts live in a service beside the server."""

    def __init__(self, status: int, answer: Json, url: str) -> None:
        super().__init__(status, answer)
        self.url = url


class ForeignIdentity(Exception):
    """The account has an identity of which the bot has no keys, and which does not vouch for this device: somebody
    logged in to the account with Element, which makes one unasked, or reset it. Nothing was changed."""


class StrangeDevice(Exception):
    """Under this device id the server has other keys than ours: those here were lost, or are an older copy's. Only
    a new device helps, which is a new login: residents' apps never take other keys for a device that they know."""


@dataclass(frozen=True)
class Crossed:
    """What was done: `new_identity` published, `new_device` vouched for. `ours` is false where another identity
    vouches for this device, as when its host has verified it by hand."""

    new_identity: bool
    new_device: bool
    ours: bool = True


@dataclass(frozen=True, repr=False)
class Identity:
    """Three private keys, as seeds of 32 bytes each. Residents' apps remember the public side of `master`, and
    warn if it ever changes."""

    master: bytes
    self_signing: bytes
    user_signing: bytes

    @classmethod
    def new(cls) -> "Identity":
        return cls(*(secrets.token_bytes(_SEED) for _ in range(3)))

    @classmethod
    def restored(cls, kept: bytes) -> "Identity":
        """Raises ValueError where these are not the bytes that `kept` gave."""
        if len(kept) != 3 * _SEED:
            raise ValueError(f"an identity has {3 * _SEED} bytes, not {len(kept)}")
        return cls(*(kept[at : at + _SEED] for at in range(0, len(kept), _SEED)))

    def kept(self) -> bytes:
        """96 secret bytes: whoever has them can be the bot for every resident."""
        return self.master + self.self_signing + self.user_signing

    def published(self, user: str) -> Json:
        """The public keys as the server takes them; the master key vouches for the other two."""
        others = {"self_signing": self.self_signing, "user_signing": self.user_signing}
        signed = {
            f"{use}_key": _signed(_public(user, use, seed), user, self.master) for use, seed in others.items()
        }
        return {"master_key": _public(user, "master", self.master), **signed}


async def cross_sign(
    ask: Ask,
    user: str,
    device: str,
    keys: Mapping[str, str],
    identity: Identity,
    *,
    password: str | None = None,
    replace: bool = False,
) -> Crossed:
    """Publishes the identity if the account has none, and vouches for this device if nobody does yet; asks the
    server one question where all is done. It is for the start: the keys of the device are uploaded and the
    identity is kept (or a crash makes it foreign), but no room is joined (or a shield is shown).

    `keys`: the device's own, as `client.olm.account.identity_keys`. `replace` overwrites another identity, of
    which every resident is warned; a server wants the `password` for that. Raises ForeignIdentity, StrangeDevice,
    PasswordNeeded, ApprovalNeeded, CrossingRefused (a 429 included: nothing is asked twice here)."""
    known = await _asked(ask, "/keys/query", {"device_keys": {user: []}})
    here = _device(known, user, device, keys)
    assert here is not None, "the keys of the device are uploaded"
    wanted = identity.published(user)
    there = {name: known.get(f"{name}s", {}).get(user) for name in wanted}
    if there["master_key"] and there["master_key"]["keys"] != wanted["master_key"]["keys"] and not replace:
        if _vouch(there, here, user):
            return Crossed(new_identity=False, new_device=False, ours=False)
        raise ForeignIdentity(f"{user} has another identity: {there['master_key']['keys']}")
    # A server that died between two keys may have some of ours. Synapse fails on one that it has already (500).
    missing = {name: key for name, key in wanted.items() if not there[name] or there[name]["keys"] != key["keys"]}
    if missing:
        await _publish(ask, user, missing, password)
    new_device = not _vouch(wanted, here, user)
    if new_device:
        signed = _signed({name: here[name] for name in here if name != "unsigned"}, user, identity.self_signing)
        answer = await _asked(ask, "/keys/signatures/upload", {user: {device: signed}})
        if answer.get("failures"):  # it says 200 all the same
            raise CrossingRefused(200, answer)
    return Crossed(bool(missing), new_device)


async def recognise(ask: Ask, user: str, device: str, keys: Mapping[str, str]) -> None:
    """Before the keys of a device are uploaded for the first time: Synapse overwrites those of a device that it
    knows, even where it then refuses the whole (400, a one-time key « already exists »). Raises StrangeDevice,
    CrossingRefused."""
    _device(await _asked(ask, "/keys/query", {"device_keys": {user: []}}), user, device, keys)


def _device(known: Json, user: str, device: str, keys: Mapping[str, str]) -> Json | None:
    """Our own device as the server knows it, or not at all. Raises StrangeDevice."""
    here: Json | None = known.get("device_keys", {}).get(user, {}).get(device)
    if here and here["keys"] != {f"{kind}:{device}": keys[kind] for kind in ("curve25519", "ed25519")}:
        raise StrangeDevice(f"the keys of {user} {device} are not those that the server gives")
    return here


async def _publish(ask: Ask, user: str, missing: Json, password: str | None) -> None:
    """A first identity needs but the token (MSC3967). For another one, or on an old server, the password."""
    path = "/keys/device_signing/upload"
    status, answer = await ask(path, missing)
    if status == 401 and "flows" in answer:
        stages = [stage for flow in answer["flows"] for stage in flow["stages"]]
        if "m.login.password" not in stages:
            pages = [page["url"] for page in answer.get("params", {}).values() if "url" in page]
            raise ApprovalNeeded(status, answer, pages[0]) if pages else CrossingRefused(status, answer)
        if password is None:
            raise PasswordNeeded(status, answer)
        who = {"type": "m.id.user", "user": user}
        proof = {"type": "m.login.password", "identifier": who, "password": password, "session": answer["session"]}
        status, answer = await ask(path, {**missing, "auth": proof})
        if status == 401:
            raise PasswordNeeded(status, answer)
    if status != 200:
        raise CrossingRefused(status, answer)


async def _asked(ask: Ask, path: str, body: Json) -> Json:
    status, answer = await ask(path, body)
    if status != 200:
        raise CrossingRefused(status, answer)
    return answer


def _public(user: str, use: str, seed: bytes) -> Json:
    key = _name(seed)
    return {"user_id": user, "usage": [use], "keys": {f"ed25519:{key}": key}}


def _name(seed: bytes) -> str:
    """The public key in base64, which is also the name of the key."""
    return _base64(_private(seed).public_key().export_key(format="raw"))


def _private(seed: bytes) -> ECC.EccKey:
    return ECC.construct(curve="Ed25519", seed=seed)


def _signed(told: Json, user: str, seed: bytes) -> Json:
    signature = _base64(eddsa.new(_private(seed), "rfc8032").sign(canonical(told)))
    return {**told, "signatures": {user: {f"ed25519:{_name(seed)}": signature}}}


def _vouch(identity: Json, device: Json, user: str) -> bool:
    """Whether the master key has signed the self-signing key, and that one the device."""
    master, signing = identity["master_key"], identity["self_signing_key"]
    return _has_signed(master, signing, user) and _has_signed(signing, device, user)


def _has_signed(signer: Json | None, told: Json | None, user: str) -> bool:
    if not signer or not told:
        return False
    name, key = next(iter(signer["keys"].items()))
    signature = told.get("signatures", {}).get(user, {}).get(name)
    if not signature:
        return False
    public = eddsa.import_public_key(_bytes(key))
    try:
        eddsa.new(public, "rfc8032").verify(canonical(told), _bytes(signature))
    except ValueError:
        return False
    return True


def canonical(told: Json) -> bytes:
    """What of an object is signed, in the one spelling on which everybody agrees (appendix 3.1)."""
    signed = {name: value for name, value in told.items() if name not in ("signatures", "unsigned")}
    return json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))
