"""A room as it is on somebody's screen: messages with their corrections, reactions that stand, who is there."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Message:
    """`kind`: m.text, m.notice, …; `words` and `html` as they stand after `edits` corrections; `encrypted`: it came
    encrypted and was read; `reply_to`: the id of another message."""

    id: str
    sender: str
    kind: str
    words: str
    html: str = ""
    encrypted: bool = False
    reply_to: str = ""
    edits: int = 0
    removed: bool = False


@dataclass(frozen=True)
class Reaction:
    """`to`: the id of a message."""

    id: str
    sender: str
    to: str
    key: str


@dataclass
class Screen:
    """`members`: ids and their membership (join, invite, leave, ban); `events`: everything, in the order in which it
    came, encrypted messages as they read; `unreadable`: those that could not be decrypted (yet), by id."""

    room: str
    me: str
    members: dict[str, str] = field(default_factory=dict)
    events: list[Json] = field(default_factory=list)
    unreadable: dict[str, Any] = field(default_factory=dict)
    state: dict[tuple[str, str], Json] = field(default_factory=dict)
    _messages: dict[str, Message] = field(default_factory=dict)
    _edits: dict[str, list[tuple[str, Json, bool]]] = field(default_factory=lambda: defaultdict(list))
    _reactions: dict[str, Reaction] = field(default_factory=dict)
    _heard: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        lines = [f"{self.room} {self.members}"]
        for message in self.messages:
            marks = {key: len(senders) for key, senders in self.reactions(message.id).items()}
            lines.append(f"  {message.sender} {message.kind} {message.words!r} {marks or ''}")
        return "\n".join([*lines, *(f"  unreadable: {id}" for id in self.unreadable)])

    @property
    def inside(self) -> bool:
        """Whether this person is in the room."""
        return self.members.get(self.me) == "join"

    @property
    def encrypted(self) -> bool:
        return ("m.room.encryption", "") in self.state

    @property
    def version(self) -> str:
        return str(self.state["m.room.create", ""].get("room_version", "1"))

    @property
    def successor(self) -> str:
        """The room that replaces this one; empty where none does."""
        return str(self.state.get(("m.room.tombstone", ""), {}).get("replacement_room", ""))

    @property
    def messages(self) -> list[Message]:
        """What is on the screen, oldest first."""
        return [message for message in self._messages.values() if not message.removed]

    def joined(self, *ids: str) -> bool:
        """Whether all of them are in the room."""
        return all(self.members.get(id) == "join" for id in ids)

    def message(self, id: str) -> Message | None:
        """Also one that was removed."""
        return self._messages.get(id)

    def words(self, id: str) -> str:
        """What a message says now; nothing where it is not on the screen."""
        message = self._messages.get(id)
        return "" if message is None or message.removed else message.words

    def saying(self, words: str, sender: str = "") -> Message | None:
        """The newest message in which these words stand."""
        found = [m for m in self.messages if words in m.words and sender in ("", m.sender)]
        return found[-1] if found else None

    def by(self, sender: str) -> list[Message]:
        return [message for message in self.messages if message.sender == sender]

    def reactions(self, message: str) -> dict[str, set[str]]:
        """Who stands behind each key under a message."""
        found: dict[str, set[str]] = defaultdict(set)
        for reaction in self._reactions.values():
            if reaction.to == message:
                found[reaction.key].add(reaction.sender)
        return dict(found)

    def reaction(self, message: str, key: str, sender: str) -> Reaction | None:
        """The one that stands."""
        for reaction in self._reactions.values():
            if (reaction.to, reaction.key, reaction.sender) == (message, key, sender):
                return reaction
        return None

    def spent(self, sender: str) -> dict[str, int]:
        """How many events somebody sent here, by type; corrections, reactions and what was taken back included."""
        found: dict[str, int] = defaultdict(int)
        for event in self.events:
            if event["sender"] == sender:
                found[event["type"]] += 1
        return dict(found)

    # How the screen is kept

    def stands(self, event: Json) -> None:
        """A state event of the room, also one from before this person came."""
        self.state[event["type"], event["state_key"]] = event["content"]
        if event["type"] == "m.room.member":
            self.members[event["state_key"]] = event["content"].get("membership", "leave")

    def hears(self, event: Json, *, encrypted: bool = False) -> None:
        """The next event of the timeline, decrypted where it was encrypted. A second time does nothing."""
        if event["event_id"] in self._heard:
            return
        self._heard.add(event["event_id"])
        self.unreadable.pop(event["event_id"], None)
        self.events.append(event)
        if "state_key" in event:
            self.stands(event)
        content = event["content"]
        relation = _relation(content)
        if event["type"] == "m.room.message" and content:
            if relation.get("rel_type") == "m.replace" and "event_id" in relation:
                self._edits[relation["event_id"]].append(
                    (event["sender"], content.get("m.new_content", {}), encrypted)
                )
                self._correct(relation["event_id"])
            else:
                self._messages[event["event_id"]] = _message(event, encrypted)
                self._correct(event["event_id"])
        elif event["type"] == "m.reaction" and relation.get("rel_type") == "m.annotation" and "key" in relation:
            self._reactions[event["event_id"]] = Reaction(
                event["event_id"], event["sender"], relation["event_id"], relation["key"]
            )
        elif event["type"] == "m.room.redaction":
            # Up to room version 10 its target stands beside the content, from 11 on inside.
            self._remove(content.get("redacts") or event["redacts"])

    def _correct(self, id: str) -> None:
        """Only who wrote a message can correct it; the last word stands."""
        message = self._messages.get(id)
        if message is None:
            return
        mine = [new for sender, new, _ in self._edits[id] if sender == message.sender]
        message.edits = len(mine)
        if mine:
            message.words = mine[-1].get("body", "")
            message.html = mine[-1].get("formatted_body", "")

    def _remove(self, id: str) -> None:
        self._reactions.pop(id, None)
        if id in self._messages:
            self._messages[id].removed = True


def _relation(content: Json) -> Json:
    """What a forged client wrote in its place relates to nothing."""
    relation = content.get("m.relates_to")
    return relation if isinstance(relation, dict) else {}


def _message(event: Json, encrypted: bool) -> Message:
    content = event["content"]
    reply = _relation(content).get("m.in_reply_to") or {}
    return Message(
        event["event_id"],
        event["sender"],
        str(content.get("msgtype", "")),
        str(content.get("body", "")),
        str(content.get("formatted_body", "")),
        encrypted,
        reply.get("event_id", ""),
    )
