"""Spaces, who has them when, and who waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.conversation.topic import Topic
from handlers.when.model import Without

from .charter import NEW, Rules

Slot = Literal["hours", "nights"]
State = Literal["asked", "confirmed", "cancelled", "refused", "missed", "displaced"]
"""asked: somebody has still to agree; it is taken meanwhile. missed: nobody came. displaced: an event of the group
came before it."""
Waited = Literal["waits", "held", "served", "gone", "left"]
LIVE: tuple[State, ...] = ("asked", "confirmed")


@dataclass(frozen=True)
class Times:
    """From when to when, the end not included: aware minutes of one zone. What the clock on the wall of that zone
    shows is what was agreed, whatever becomes of its offset."""

    starts: datetime
    ends: datetime

    @property
    def zone(self) -> ZoneInfo:
        return zone_on(self.starts)

    @property
    def nights(self) -> int:
        """Midnights within it."""
        return (self.ends.date() - self.starts.date()).days

    @property
    def minutes(self) -> int:
        """Real ones: the night of a clock change has an hour less, or more."""
        return round((self.ends.timestamp() - self.starts.timestamp()) / 60)

    @property
    def days(self) -> Sequence[date]:
        """Every civil day that it touches."""
        last = self.ends.date().toordinal() - (self.ends.time() == self.ends.time().min)
        return [date.fromordinal(day) for day in range(self.starts.date().toordinal(), last + 1)]

    def meets(self, other: "Times") -> bool:
        return (
            self.starts.timestamp() < other.ends.timestamp() and other.starts.timestamp() < self.ends.timestamp()
        )


def united(times: Sequence[Times]) -> list[Times]:
    """Those that meet become one, in order."""
    found: list[Times] = []
    for one in sorted(times, key=lambda each: each.starts.timestamp()):
        if found and found[-1].meets(one):
            found[-1] = Times(found[-1].starts, max(found[-1].ends, one.ends, key=datetime.timestamp))
        else:
            found.append(one)
    return found


@dataclass(frozen=True)
class Space:
    """Something that people share. `units`: the ids of what can be had by one at a time: the room itself, or each
    of twelve chairs. `contact` looks after it. `rules` hold now; `retired`: nobody books it any more."""

    id: int
    group: int
    name: str
    slot: Slot
    units: tuple[int, ...] = ()
    contact: int | None = None
    info: str = field(default="", repr=False)  # never in a log
    rules: Rules = NEW
    retired: bool = False

    @property
    def topic(self) -> Topic:
        return Topic("bookings", self.id, "space")


@dataclass(frozen=True)
class Wish:
    """What somebody wants: a space, from when to when, how many of its units. `title` is that of an event of the
    group; without, it is private. `attending`: how many people come, 0 where nobody said."""

    space: int
    times: Times
    amount: int = 1
    title: str = ""
    attending: int = 0

    @property
    def collective(self) -> bool:
        return bool(self.title)


@dataclass(frozen=True)
class Booking:
    """A wish that was granted, or is `asked` for. `person` has it, `entered_by` where somebody wrote it down for
    them. `counts`: within the limits of the household; `counted`: whether it did before it was freed. `was`: of a
    series, when this one would have begun; `revision` counts its changes. `given_up`: the times that it had, and
    left too late to count no longer."""

    id: int
    wish: Wish
    person: int | None
    made_at: datetime
    changed_at: datetime
    state: State = "confirmed"
    entered_by: int | None = None
    counts: bool = True
    series: int | None = None
    was: datetime | None = None
    revision: int = 0
    seen: bool = False
    left_as: str = ""
    meter_out: int | None = None
    meter_in: int | None = None
    cost: int | None = None
    counted: bool = True
    given_up: tuple[Times, ...] = ()

    @property
    def space(self) -> int:
        return self.wish.space

    @property
    def times(self) -> Times:
        return self.wish.times

    @property
    def lives(self) -> bool:
        return self.state in LIVE

    @property
    def used(self) -> Sequence[Times]:
        """What it counts as within the limits of its household, no time twice."""
        keeps = self.counts and self.state not in ("refused", "displaced")
        return united([*self.given_up, *([self.times] if keeps else [])])

    @property
    def topic(self) -> Topic:
        return Topic("bookings", self.id)


@dataclass(frozen=True)
class Taken:
    """A time at which a unit is not free: a stay, the cleaning after it, or held for somebody who waits."""

    unit: int
    starts: datetime
    ends: datetime
    kind: Literal["stay", "buffer", "hold"]
    booking: int | None = None
    wait: int | None = None


@dataclass(frozen=True)
class Wait:
    """Somebody who waits until it is free. `asks`: the booking whose holder they ask to arrange something.
    `held_until`: it is theirs to take until then. `series`: it is a date that their series could not have.
    `entered_by`: where somebody wrote it down for them. gone: it is over, whether its time has come or the hold
    ran out; left: they said that they need it no more."""

    id: int
    wish: Wish
    person: int
    made_at: datetime
    state: Waited = "waits"
    asks: int | None = None
    series: int | None = None
    held_until: datetime | None = None
    entered_by: int | None = None

    @property
    def space(self) -> int:
        return self.wish.space

    @property
    def times(self) -> Times:
        return self.wish.times

    @property
    def lasts(self) -> bool:
        return self.state in ("waits", "held")


@dataclass(frozen=True)
class Objection:
    """Why somebody does not want a booking that is asked for; `refuses`: why it was refused."""

    person: int
    words: str
    refuses: bool = False


@dataclass(frozen=True)
class Plea:
    """An event of the group that can only be had if the holders of other bookings leave it to the group.
    `bookings`: theirs, with whether they have said so."""

    id: int
    wish: Wish
    person: int
    made_at: datetime
    bookings: Mapping[int, bool]
    state: Literal["asked", "granted", "kept"] = "asked"


@dataclass(frozen=True)
class Series:
    """A rhythm of bookings: an RFC 5545 rule with the times of its first one, and what it leaves out."""

    id: int
    space: int
    person: int | None
    rule: str
    first: Times
    without: Without
    made_at: datetime
    entered_by: int | None = None


@dataclass(frozen=True)
class Customs:
    """What a group has chosen about its spaces. `names`: the planning says who has what. `rules_by`: who gives a
    space its rules: a proposal, or whoever runs the group."""

    names: bool = True
    rules_by: Literal["proposal", "facilitation"] = "proposal"


def zone_on(moment: datetime) -> ZoneInfo:
    """The zone of an aware minute. Raises TypeError where it has no name: its clock changes could not be known."""
    if not isinstance(moment.tzinfo, ZoneInfo):
        raise TypeError("times stand on the clock of a named zone")
    return moment.tzinfo
