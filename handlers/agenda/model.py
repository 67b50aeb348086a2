"""The meetings of a group, and the points of their list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from handlers.conversation.topic import Topic


@dataclass(frozen=True)
class Meeting:
    """A meeting. `at` is aware: its minute, or, where only the day is known (`timed` is False), the first instant
    of that day on the group's clock.

    next: the one that is ahead, of which a group has one at most. held: its day is over. removed: somebody took
    its date away. `set_by` gave the date; None once nobody remembers. `settled`: it was said what was spoken of.
    """

    id: int
    group: int
    at: datetime
    timed: bool
    set_by: int | None
    state: Literal["next", "held", "removed"] = "next"
    settled: bool = False

    @property
    def list(self) -> Topic:
        """The list as it stands in the group."""
        return Topic("agenda", self.id, "list")

    @property
    def question(self) -> Topic:
        """What those who run the group are asked afterwards."""
        return Topic("agenda", self.id, "held")


@dataclass(frozen=True)
class Point:
    """One point of the list: a topic of the meeting, in somebody's words.

    `brought_by`: who put it there. `said_by`, or `said_name` where that person is not known here: whose message
    it quotes; without words it is a photo of theirs, and `message` names it. `source`: what another feature calls
    it (« polls:5 »), or nothing.

    `later`: for the time after the next meeting. `meeting`: the last one on whose list it stood, once that was
    held. Without `done_at` and `removed_at` it waits to be spoken of.
    """

    id: int
    group: int
    words: str
    added_at: datetime
    source: str = ""
    message: str = ""
    brought_by: int | None = None
    said_by: int | None = None
    said_name: str = ""
    later: bool = False
    done_at: datetime | None = None
    removed_at: datetime | None = None
    meeting: int | None = None

    @property
    def waits(self) -> bool:
        return self.done_at is None and self.removed_at is None

    def is_same(self, other: "Point") -> bool:
        """Whether both are one message, or the same words of the same person."""
        if self.message and other.message:
            return self.message == other.message
        whose = (self.said_by, self.said_name) == (other.said_by, other.said_name)
        return whose and bool(self.words) and self.words.casefold() == other.words.casefold()


@dataclass(frozen=True)
class About:
    """What the lists hold of one person: what they brought, words of theirs that others brought, and the
    meetings whose dates they gave, with the time zone of each group."""

    brought: tuple[str, ...]
    quoted: tuple[str, ...]
    dated: tuple[tuple[datetime, str], ...]
