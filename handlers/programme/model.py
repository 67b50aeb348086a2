"""Timed programmes: the steps as they were written, and one day of them as it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from handlers.conversation.topic import Topic

Kind = Literal["step", "lunch", "meal"]
"""A meal, lunch or another, keeps its place when what comes before it takes longer."""
State = Literal["running", "paused", "over"]


@dataclass(frozen=True)
class Step:
    """`minutes`: how long it is meant to last."""

    title: str
    minutes: int
    kind: Kind = "step"


@dataclass(frozen=True)
class Day:
    """Steps that follow each other. `starts`: minutes after midnight on the clock; None where nobody said."""

    steps: Sequence[Step]
    starts: int | None = None

    @property
    def minutes(self) -> int:
        """From the beginning to the end."""
        return sum(one.minutes for one in self.steps)

    @property
    def working(self) -> int:
        """Minutes without the meals."""
        return sum(one.minutes for one in self.steps if one.kind == "step")


@dataclass(frozen=True)
class Plan:
    """What somebody wrote. `title` is empty where nobody said one."""

    title: str
    days: Sequence[Day]

    @property
    def working(self) -> int:
        """Minutes of all days without the meals."""
        return sum(day.working for day in self.days)


@dataclass(frozen=True)
class Programme:
    """A plan that a group has kept. `author` wrote it; None once they are forgotten."""

    id: int
    group: int
    author: int | None
    plan: Plan
    made_at: datetime


@dataclass(frozen=True)
class Slot:
    """A step of a day that goes on, in whole minutes since 1970 (UTC), so that no change of the clock touches it.

    `planned`: how long it was meant to last, 0 for one that somebody ended before its time; `minutes`: how long it
    does. `kept`: when a meal is held, whatever comes before it; None where it follows like any other step.
    """

    title: str
    planned: int
    starts: int
    minutes: int
    kind: Kind = "step"
    kept: int | None = None

    @property
    def ends(self) -> int:
        return self.starts + self.minutes


@dataclass(frozen=True)
class Run:
    """One day of a programme, as it goes. `day` of `days`, from 1 on; `programme` is None once that is removed.

    `author` wrote the programme, `leader` follows this day and is told what comes. `paused_at`: the minute since
    1970; kept where a pause was ended for good, so that this can be undone. `notice`: minutes before the next step
    of which the leader was told last; 0 for none. `before`: the slots as they were before the last change, to undo
    it.
    """

    id: int
    group: int
    programme: int | None
    title: str
    day: int
    days: int
    author: int | None
    leader: int | None
    state: State
    slots: Sequence[Slot]
    began_at: datetime
    paused_at: int | None = None
    over_at: datetime | None = None
    notice: int = 0
    before: Sequence[Slot] = ()

    @property
    def card(self) -> Topic:
        """The living card of the group."""
        return Topic("programme", self.id)

    @property
    def lead(self) -> Topic:
        """What the leader alone is told."""
        return Topic("programme", self.id, f"lead:{self.leader or 0}")

    @property
    def ends(self) -> int:
        return self.slots[-1].ends


@dataclass(frozen=True)
class About:
    """What is kept of somebody: the titles of programmes that they wrote, and of days that they led."""

    wrote: Sequence[str] = ()
    led: Sequence[str] = ()


def minute_of(moment: datetime) -> int:
    """The whole minutes since 1970 at this instant."""
    return int(moment.timestamp()) // 60


def moment_of(minute: int) -> datetime:
    """The aware UTC instant at which this minute since 1970 begins."""
    return datetime.fromtimestamp(minute * 60, UTC)
