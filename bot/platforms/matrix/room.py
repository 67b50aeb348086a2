"""What is known of a room: who is in it, under which name, and what they may do there. Pure.

Read from the state events themselves: matrix-nio merges power levels, so that a demoted moderator keeps theirs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .incoming import Event
from .names import shown_name

MODERATES = 50
"""The power from which on somebody may change what a room is called, where the room says nothing else
(specification, m.room.power_levels)."""
CREATORS_RULE = 12
"""From this room version on, those who made a room have all power, and stand in no list (MSC4289)."""
_WRITTEN = re.compile(r"[+-]?[0-9]{1,16}")
"""Longer ones are no levels (specification, appendix on canonical JSON: numbers end at 2⁵³)."""


@dataclass
class Room:
    """One room that Palabre is in. `members`: the name of each account that has joined, as it is called there."""

    id: str
    members: dict[str, str] = field(default_factory=dict)
    invited: set[str] = field(default_factory=set)
    name: str = ""
    encrypted: bool = False
    version: str = "1"
    creators: frozenset[str] = frozenset()
    successor: str = ""
    """The room in which the conversation goes on, where this one has ended."""
    ended_by: str = ""
    _levels: Mapping[str, Any] | None = None

    def learn(self, event: Event) -> None:
        """What a state event says; the newest of each kind counts."""
        kind, content = event.get("type"), event.get("content")
        if "state_key" not in event or not isinstance(content, Mapping):
            return
        match kind:
            case "m.room.member":
                self._member(str(event["state_key"]), content)
            case "m.room.power_levels":
                self._levels = content
            case "m.room.create":
                self._created(event, content)
            case "m.room.name":
                self.name = str(content.get("name") or "")
            case "m.room.encryption":
                self.encrypted = True  # and never again clear: specification §11.12.4.1
            case "m.room.tombstone":
                self.successor = str(content.get("replacement_room") or "")
                self.ended_by = str(event.get("sender") or "")

    def _member(self, account: str, content: Mapping[str, Any]) -> None:
        membership = content.get("membership")
        self.members.pop(account, None)
        self.invited.discard(account)
        if membership == "join":
            self.members[account] = str(content.get("displayname") or "")
        elif membership == "invite":
            self.invited.add(account)

    def _created(self, event: Event, content: Mapping[str, Any]) -> None:
        self.version = str(content.get("room_version") or "1")
        more = content.get("additional_creators")
        others = [one for one in more if isinstance(one, str)] if isinstance(more, list) else []
        self.creators = frozenset((str(event.get("sender")), *others))

    def name_of(self, account: str) -> str:
        """How somebody is called here, as cards can show it."""
        return shown_name(self.members.get(account, ""), account)

    def rank(self, account: str) -> Literal["member", "administrator", "left"]:
        """What somebody is here: whoever may change the room's settings administers it."""
        if account not in self.members:
            return "left"
        return "administrator" if self.power(account) >= self._needed("state_default", MODERATES) else "member"

    def may_send(self, account: str, kind: str) -> bool:
        """Whether somebody may send events of this kind here."""
        events = (self._levels or {}).get("events")
        needed = events.get(kind) if isinstance(events, Mapping) else None
        return self.power(account) >= (self._needed("events_default", 0) if needed is None else _number(needed, 0))

    def power(self, account: str) -> float:
        """The power level of an account; that of a creator has no end where the room's version says so."""
        if self._creators_rule() and account in self.creators:
            return float("inf")
        if self._levels is None:
            return 100 if account in self.creators else 0
        users = self._levels.get("users")
        own = users.get(account) if isinstance(users, Mapping) else None
        return self._needed("users_default", 0) if own is None else _number(own, 0)

    def _creators_rule(self) -> bool:
        return bool(_WRITTEN.fullmatch(self.version)) and int(self.version) >= CREATORS_RULE

    def _needed(self, what: str, otherwise: int) -> int:
        return otherwise if self._levels is None else _number(self._levels.get(what), otherwise)


def _number(level: object, otherwise: int) -> int:
    """A power level; up to room version 9 they may be written as words."""
    if isinstance(level, int):
        return level
    return int(level) if isinstance(level, str) and _WRITTEN.fullmatch(level.strip()) else otherwise
