"""The rooms that Palabre is in, those to which it is invited, and which of them are one person's alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.conversation.events import Chat

from .incoming import PLATFORM, Event, Where
from .room import Room


@dataclass(frozen=True)
class Invitation:
    """Somebody wants Palabre in a room. `direct`: to speak with it alone."""

    room: str
    by: str
    name: str
    title: str
    direct: bool


class Rooms:
    """`me` is Palabre's own account."""

    def __init__(self) -> None:
        self.me = ""
        self.joined: dict[str, Room] = {}
        self.invitations: dict[str, Invitation] = {}
        self.listed = False
        """Whether the server has said, since the start, in which rooms Palabre is."""
        self._private: dict[str, tuple[str, str]] = {}

    def begin(self, me: str, private: Mapping[str, tuple[str, str]]) -> None:
        """Who Palabre is, and which rooms are private ones: (account, state) by room, the oldest first."""
        self.me = me
        self._private = dict(private)

    def room(self, id: str) -> Room:
        """What is known of a room; of a new one, nothing yet."""
        if id not in self.joined:
            self.joined[id] = Room(id)
        return self.joined[id]

    def enter(self, id: str) -> None:
        """Palabre is in this room."""
        self.invitations.pop(id, None)
        self.room(id)

    def outside(self, id: str) -> bool:
        """Whether Palabre is not in this room. An invitation that came before the last start is told no more."""
        return id in self.invitations or (self.listed and id not in self.joined)

    def left(self, id: str) -> None:
        """Palabre is in this room no more."""
        self.joined.pop(id, None)
        self.invitations.pop(id, None)

    def where(self, id: str) -> Where:
        """The room as an event of it is read."""
        room = self.room(id)
        return Where(id, self.person_of(id), room.members)

    def administered_by(self, account: str) -> tuple[Chat, ...]:
        """The rooms of several people that this person administers now."""
        return tuple(
            Chat(PLATFORM, id)
            for id, room in self.joined.items()
            if id not in self._private and room.rank(account) == "administrator"
        )

    # Private rooms

    def person_of(self, id: str) -> str:
        """The account whose private room this is; nothing where it is none, or where others are in it: what is
        for one person must never stand before them."""
        account, _ = self._private.get(id, ("", ""))
        return account if account and self._alone(id, account) else ""

    def owner(self, id: str) -> str:
        """The account for whom this was made as a private room, whoever is in it now."""
        return self._private.get(id, ("", ""))[0]

    def is_private(self, id: str) -> bool:
        """Whether this was made as a private room, whoever is in it now."""
        return id in self._private

    def note_private(self, id: str, account: str, state: str) -> None:
        """The newest goes last."""
        self._private.pop(id, None)
        self._private[id] = (account, state)

    def forget_private(self, id: str) -> None:
        self._private.pop(id, None)

    def private_room(self, account: str) -> str | None:
        """Where this person is spoken to alone, as long as nobody else is there: an encrypted room before a clear
        one, then the one that was joined last."""
        theirs = [
            id
            for id, (whose, _) in reversed(list(self._private.items()))
            if whose == account and self._alone(id, account) and account in self.room(id).members
        ]
        return next((id for id in theirs if self.joined[id].encrypted), theirs[0] if theirs else None)

    def awaited(self, account: str) -> bool:
        """Whether this person is invited to a private room to which they have not come yet."""
        return any(
            whose == account and id in self.joined and account in self.joined[id].invited
            for id, (whose, _) in self._private.items()
        )

    def refused(self, account: str) -> bool:
        """Whether this person left the last private room that was theirs, or declined it."""
        states = [state for whose, state in self._private.values() if whose == account]
        return bool(states) and states[-1] == "left"

    def _alone(self, id: str, account: str) -> bool:
        room = self.joined.get(id)
        return room is not None and {*room.members, *room.invited} <= {self.me, account}


def is_person(chat: Chat) -> bool:
    """Whether this is somebody's private conversation: accounts begin with « @ », rooms with « ! »."""
    return chat.private or chat.id.startswith("@")


def private_chat(account: str) -> Chat:
    return Chat(PLATFORM, account, private=True)


def invitation(room: str, state: Sequence[Event], me: str) -> Invitation | None:
    """What the few events that come with an invitation say of it (specification §10.5.2, stripped state)."""
    by, direct, title = "", False, ""
    members: dict[str, str] = {}
    for event in state:
        kind, content = event.get("type"), event.get("content")
        if not isinstance(content, Mapping):
            continue
        if kind == "m.room.member":
            account = str(event.get("state_key"))
            members[account] = str(content.get("displayname") or "")
            if account == me and content.get("membership") == "invite":
                by, direct = str(event.get("sender") or ""), content.get("is_direct") is True
        elif kind == "m.room.name":
            title = str(content.get("name") or "")
    return Invitation(room, by, members.get(by, ""), title, direct) if by else None
