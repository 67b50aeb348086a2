"""What is kept of a group beside its settings: who would bring Palabre in, and who was named by whom."""

from dataclasses import dataclass
from datetime import UTC, datetime

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.members.model import Role


@dataclass(frozen=True)
class Invitation:
    """Somebody brought Palabre into a room, and the host has not said yet whether it may stay.

    `account` and `name` are those of that person on the room's platform; both empty where nobody can be named.
    """

    id: int
    chat: Chat
    title: str
    administrator: bool
    account: str
    name: str
    in_the_open: bool = False


@dataclass(frozen=True)
class Named:
    """Somebody's role was changed by somebody else, who may take it back for a while.

    `until` is the end of the new role, `before_until` that of the one before; for facilitators alone.
    All of it stands in the topic under which the person is told, and so proves what happened.
    """

    person: int
    by: int
    at: datetime
    role: Role
    until: datetime | None
    before: Role
    before_until: datetime | None

    def topic(self, group: int) -> Topic:
        """The subject of the message to that person."""
        words = (self.person, self.by, _seconds(self.at), self.role, _seconds(self.until), self.before)
        return Topic("groups", group, ":".join(("named", *map(str, words), str(_seconds(self.before_until)))))

    @classmethod
    def of(cls, topic: Topic) -> "Named":
        """What `topic` wrote. Raises ValueError for anything else."""
        _, person, by, at, role, until, before, before_until = topic.aspect.split(":")
        if role not in ROLES or before not in ROLES:
            raise ValueError(topic.aspect)
        began = _moment(at)
        if began is None:
            raise ValueError(topic.aspect)
        return cls(int(person), int(by), began, ROLES[role], _moment(until), ROLES[before], _moment(before_until))


ROLES: dict[str, Role] = {
    "facilitator": "facilitator",
    "accompaniment": "accompaniment",
    "professional": "professional",
    "guest": "guest",
    "resident": "resident",
}
"""By the words of buttons, in the order in which they are offered."""


def _seconds(moment: datetime | None) -> int:
    return 0 if moment is None else int(moment.timestamp())


def _moment(words: str) -> datetime | None:
    return datetime.fromtimestamp(int(words), UTC) if int(words) else None
