"""What a resident sees on Element: messages and their shields, people and their devices."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Seen:
    """What a resident's Element knows of an event. `failure` is the code of js-sdk where it could not be
    decrypted, else empty; `shield` is NONE, GREY or RED where it was decrypted, else empty; `reason` is
    the name of the shield's reason, empty without a shield. `answers` is the event to which it replies."""

    room: str
    event: str
    sender: str
    type: str
    body: str
    content: dict[str, Any] = field(hash=False)
    answers: str
    encrypted: bool
    failure: str
    edited: bool
    redacted: bool
    shield: str
    reason: str

    @property
    def read(self) -> bool:
        """Whether a person reads it, without any mark of doubt."""
        return not self.failure and self.shield in ("", "NONE")


@dataclass(frozen=True)
class UserStatus:
    """`changed`: the identity is another than the first one seen, and the resident is warned. `identity` is
    the public master key, empty where there is none."""

    known: bool
    verified: bool
    changed: bool
    identity: str


@dataclass(frozen=True)
class DeviceStatus:
    device: str
    signed_by_owner: bool
    cross_signing_verified: bool
    verified: bool
