"""What one answer of the server's stream holds, as it was sent; messages decrypted where they can be. Pure.

matrix-nio takes some events apart while it reads them (an invitation loses its content): they are read here anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .incoming import Event


@dataclass(frozen=True)
class RoomNews:
    """Of one room: its state before the timeline, the timeline, and whether the server left something out before
    it, which is asked for from the token `before`."""

    state: Sequence[Event] = ()
    timeline: Sequence[Event] = ()
    limited: bool = False
    before: str = ""


@dataclass(frozen=True)
class News:
    """`next`: the token of what comes after. `joined`: by room; `invited`: the few events that come with each
    invitation; `left`: rooms in which Palabre no longer is. `keys`: keys may have come."""

    next: str
    joined: Mapping[str, RoomNews] = field(default_factory=dict)
    invited: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    left: Mapping[str, RoomNews] = field(default_factory=dict)
    keys: bool = False


def news(answer: Mapping[str, Any], readable: Mapping[str, Event]) -> News:
    """`answer`: the JSON of a sync (specification §9.5); `readable`: decrypted events by their ids."""
    rooms = _mapping(answer.get("rooms"))
    joined = {id: _room(_mapping(room), readable) for id, room in _mapping(rooms.get("join")).items()}
    invited = {
        id: _events(_mapping(room).get("invite_state")) for id, room in _mapping(rooms.get("invite")).items()
    }
    keys = bool(_events(answer.get("to_device")))
    left = {id: _room(_mapping(room), readable) for id, room in _mapping(rooms.get("leave")).items()}
    return News(str(answer["next_batch"]), joined, invited, left, keys)


def _room(room: Mapping[str, Any], readable: Mapping[str, Event]) -> RoomNews:
    timeline = _mapping(room.get("timeline"))
    events = [readable.get(str(event.get("event_id")), event) for event in _events(timeline)]
    limited, before = timeline.get("limited") is True, str(timeline.get("prev_batch") or "")
    return RoomNews(_events(room.get("state")), events, limited, before)


def _events(holder: object) -> Sequence[Event]:
    events = _mapping(holder).get("events")
    return [event for event in events if isinstance(event, Mapping)] if isinstance(events, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
