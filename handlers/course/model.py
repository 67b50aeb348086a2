"""A course of support: missions made of half-days, who pays for them, and the phase in which the project is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from handlers.conversation.topic import Topic
from handlers.when.pace import Pace

Phase = Literal["constitution", "project", "design", "works", "handover", "life"]
"""Of a project from the group that comes together to the house in which it lives (methods.md B2)."""
PHASES: tuple[Phase, ...] = ("constitution", "project", "design", "works", "handover", "life")
Rhythm = Pace | Literal["pause"]
Kind = Literal["workshop", "advice"]
"""advice: « atelier conseil »."""
KINDS: tuple[Kind, ...] = ("workshop", "advice")
Progress = Literal["open", "planned", "done"]
"""open: there is no date; they may be asked. planned: it has one."""


@dataclass(frozen=True)
class Funder:
    """Whoever pays: a town, the group itself, or somebody else."""

    id: int
    name: str


@dataclass(frozen=True)
class HalfDay:
    """`funder` pays for it. `workshop`: that of which the dates are asked, or which has taken place. `starts`:
    when it is, or was, on the group's clock; the day alone counts where it is not `timed`.
    `called_off`: the workshop that it had before, and that was cancelled: it may be taken up again."""

    id: int
    mission: int
    kind: Kind
    funder: int
    progress: Progress = "open"
    workshop: int | None = None
    starts: datetime | None = None
    timed: bool = True
    called_off: int | None = None

    @property
    def is_asked(self) -> bool:
        """Whether the group is asked for a date."""
        return self.progress == "open" and self.workshop is not None


@dataclass(frozen=True)
class Mission:
    """`code`: « A1 »; `title`: « Culture commune »; its half-days in their order."""

    id: int
    group: int
    code: str
    title: str
    half_days: Sequence[HalfDay] = ()

    @property
    def done(self) -> int:
        return sum(one.progress == "done" for one in self.half_days)

    @property
    def name(self) -> str:
        return f"{self.code} {self.title}"


@dataclass(frozen=True)
class Course:
    """What one group has: a copy of a template that nobody else's changes touch. `meeting`: which of the things
    that come back is their meeting, as `box.Meetings` names it; "" where nobody has said. `last`: its newest
    change of phase that stands, or 0."""

    group: int
    phase: Phase
    meeting: str = ""
    last: int = 0
    funders: Sequence[Funder] = ()
    missions: Sequence[Mission] = ()

    def mission(self, id: int) -> Mission | None:
        return next((one for one in self.missions if one.id == id), None)

    def half_day(self, id: int) -> HalfDay | None:
        return next((half for one in self.missions for half in one.half_days if half.id == id), None)

    def funder(self, id: int) -> Funder | None:
        return next((one for one in self.funders if one.id == id), None)


@dataclass(frozen=True)
class Change:
    """The group went from the phase `before` to `phase`. `rhythm` and `next_at`: how it meets since then, and when
    first; "" and None where it has no meeting that comes back. `meeting`, `was`: which one it is, and how it came
    back before, so that the change can be undone."""

    id: int
    group: int
    before: Phase
    phase: Phase
    made_at: datetime
    rhythm: Rhythm | Literal[""] = ""
    next_at: datetime | None = None
    meeting: str = ""
    was: str = ""
    undone: bool = False

    @property
    def topic(self) -> Topic:
        return Topic("course", self.id, "phase")
