"""Workshops: the dates among which one is looked for, who comes, and what is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.conversation.topic import Topic
from handlers.when.model import Recurrence

State = Literal["asking", "fixed", "cancelled", "over"]
"""asking: a date is looked for. over: it took place, or no date was ever fixed."""
Suits = Literal["yes", "maybe", "no"]
"""maybe: « s'il le faut »."""
Comes = Literal["yes", "maybe", "no", "waits"]
"""waits: there is no place yet."""

UNSAID = timedelta(hours=2)
"""How long something lasts of which nobody said an end."""


@dataclass(frozen=True)
class Slot:
    """From when to when, the end not included: aware minutes of the group's zone. Where it is not `timed`, whole
    days. `ends` is None where nobody said."""

    starts: datetime
    ends: datetime | None = None
    timed: bool = True

    @property
    def zone(self) -> ZoneInfo:
        assert isinstance(self.starts.tzinfo, ZoneInfo), "it is set on the clock of a group"
        return self.starts.tzinfo

    @property
    def over_at(self) -> datetime:
        """When it is surely over."""
        return self.ends or self.starts + UNSAID


@dataclass(frozen=True)
class Date:
    """One of the dates among which is chosen, with what was answered. `nos`: those who cannot. `booking`: what is
    held for it of the space that is wished."""

    id: int
    slot: Slot
    yes: int = 0
    maybes: int = 0
    nos: int = 0
    booking: int | None = None


@dataclass(frozen=True)
class Workshop:
    """`author` began it; None once they are forgotten. `slot`: when it is, once that is fixed. `until`: the last
    moment to answer the dates. `capacity`: places for people, None where there is no limit. `moved_from`: when it
    was to be before. `reminded_at`: when everybody was reminded. `space`: where it is wished to be,
    and `booking`, what is held there of the date that is fixed. `series`: of which it is one date, and `occurs`,
    when the rhythm has it begin, also where it was moved."""

    id: int
    group: int
    author: int | None
    title: str
    state: State
    made_at: datetime
    dates: Sequence[Date] = ()
    until: datetime | None = None
    slot: Slot | None = None
    capacity: int | None = None
    changed_at: datetime | None = None
    reminded_at: datetime | None = None
    moved_from: datetime | None = None
    space: int | None = None
    booking: int | None = None
    series: int | None = None
    occurs: datetime | None = None

    @property
    def card(self) -> Topic:
        """The living card: first of the dates, then of what is fixed."""
        return Topic("workshops", self.id)

    @property
    def asked(self) -> Topic:
        """The card on which the dates were asked, once one is fixed."""
        return Topic("workshops", self.id, "dates")

    @property
    def lives(self) -> bool:
        return self.state in ("asking", "fixed")

    def date(self, id: int) -> Date | None:
        return next((one for one in self.dates if one.id == id), None)

    @property
    def choice(self) -> Topic:
        """What whoever organises it is told once the dates are answered."""
        return Topic("workshops", self.id, "choice")


@dataclass(frozen=True)
class Series:
    """« Un jeudi sur deux »: its dates are workshops, the next of them kept ahead. `holder`: the one as which its
    card stands in the group."""

    id: int
    group: int
    rhythm: Recurrence
    zone: ZoneInfo
    made_at: datetime
    state: Literal["active", "paused", "ended"] = "active"
    holder: int | None = None


@dataclass(frozen=True)
class Coming:
    """What somebody answered, and with how many. `since`: from when on they have their place in the order."""

    person: int
    comes: Comes
    adults: int
    children: int
    since: datetime

    @property
    def places(self) -> int:
        return self.adults + self.children


@dataclass(frozen=True)
class Brought:
    """Somebody brings `amount` of a thing, or something of their own."""

    id: int
    person: int
    words: str
    amount: int = 1
    thing: int | None = None


@dataclass(frozen=True)
class Thing:
    """What is needed: « deux brouettes » as typed, or « des gants ». `amount` is None where it cannot be counted;
    `one` is its name for one of them, `many` for several."""

    id: int
    words: str
    amount: int | None = None
    one: str = ""
    many: str = ""


@dataclass(frozen=True)
class About:
    """What is kept of somebody: workshops that they began, how many of their answers, what they bring."""

    began: Sequence[str] = ()
    answered: int = 0
    comes: Sequence[tuple[str, Comes, int, int]] = ()
    brings: Sequence[str] = ()
