"""Reminders, and each time that one of them rings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.conversation.topic import Topic
from handlers.when.model import Recurrence, Without

Audience = Literal["one", "group"]
State = Literal["active", "paused", "ended"]
RingState = Literal["open", "done", "dropped", "missed"]
"""open: nobody has answered. done: somebody did it. dropped: not this time. missed: it was over before it could be
said."""


@dataclass(frozen=True)
class Reminder:
    """`starts`: its first time, in the group's zone; `rule`: how it comes back (RFC 5545), "" where it comes once.
    `next_at`: when it rings next; None while it is paused, and once nothing is ahead. `person` has set it, and is
    reminded where it is for one; None once they are forgotten. `said_by`, `said_name`: whose words they are, where
    they are a neighbour's; the name of somebody who is not known here."""

    id: int
    group: int
    person: int | None
    words: str
    audience: Audience
    starts: datetime
    made_at: datetime
    rule: str = ""
    without: Without = field(default_factory=Without)
    state: State = "active"
    next_at: datetime | None = None
    said_by: int | None = None
    said_name: str = ""

    @property
    def topic(self) -> Topic:
        return Topic("reminders", self.id)

    @property
    def zone(self) -> ZoneInfo:
        assert isinstance(self.starts.tzinfo, ZoneInfo), "a reminder is set on the clock of a group"
        return self.starts.tzinfo

    @property
    def rhythm(self) -> Recurrence | None:
        """None where it comes once."""
        return Recurrence(self.rule, self.starts, None, self.without) if self.rule else None

    @property
    def lives(self) -> bool:
        return self.state != "ended"


@dataclass(frozen=True)
class Ring:
    """One time of a reminder, due at `due_at` and said at `rung_at`. `again_at`: when it is said once more.
    `takers`: those who said that they do it, in the order in which they did; `by`: who has done it. `household`:
    whose turn it is, where there are turns."""

    id: int
    reminder: int
    due_at: datetime
    rung_at: datetime
    state: RingState = "open"
    again_at: datetime | None = None
    takers: Sequence[int] = ()
    by: int | None = None
    household: int | None = None

    @property
    def topic(self) -> Topic:
        return Topic("reminders", self.id, "ring")


@dataclass(frozen=True)
class Place:
    """A household in the order of turns. `served`: how many it has had."""

    household: int
    served: int = 0


@dataclass(frozen=True)
class Turn:
    """Whose turn it is on that date."""

    due_at: datetime
    household: int


@dataclass(frozen=True)
class Swap:
    """`asker`, whose household has `mine`, would rather have `theirs`. open: nobody has answered."""

    id: int
    reminder: int
    asker: int
    mine: Turn
    theirs: Turn
    state: Literal["open", "agreed", "declined", "over"] = "open"

    @property
    def topic(self) -> Topic:
        return Topic("reminders", self.id, "swap")


@dataclass(frozen=True)
class About:
    """What is kept of somebody: the reminders that they set, for themselves or for the group; how often they said
    that they do, or did, something; and words of theirs that others are reminded of."""

    own: Sequence[str] = ()
    for_the_group: Sequence[str] = ()
    taken: int = 0
    quoted: Sequence[str] = ()
