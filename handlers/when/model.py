"""What somebody meant by a few words about time: a moment, a day, a span, a length, a rhythm, or a deadline.

All times are wall-clock minutes of the group's own zone, as the conventions of the house count them:
weeks start on Monday, the next such date is meant, and the days of a span are all included.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

Point: TypeAlias = date | datetime
"""A whole day, or an aware minute of that day in the group's zone."""

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""From Monday, as the rules of RFC 5545 name them."""

SchoolZone: TypeAlias = str
""""A", "B" or "C", as the ministry divides France; "" where nobody has said which."""


@dataclass(frozen=True)
class Instant:
    """A minute. `part`: the part of the day that was named instead of an hour (« samedi matin »), else ""."""

    at: datetime
    part: str = ""


@dataclass(frozen=True)
class Day:
    """A whole civil day."""

    day: date


@dataclass(frozen=True)
class Span:
    """Two days, both included; or two minutes, the last one not included."""

    first: Point
    last: Point


@dataclass(frozen=True)
class Duration:
    """A length: months and days count on the calendar, minutes on a watch."""

    months: int = 0
    days: int = 0
    minutes: int = 0

    @property
    def iso(self) -> str:
        """As ISO 8601 writes it: P1M, P14D, PT1H30M."""
        hours, minutes = divmod(self.minutes, 60)
        days = (f"{self.months}M" if self.months else "") + (f"{self.days}D" if self.days else "")
        watch = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        return f"P{days}T{watch}" if watch else f"P{days or '0D'}"


@dataclass(frozen=True)
class Without:
    """What a recurrence leaves out: spans of days, both ends included, and whole calendars.

    `holidays`: the public holidays of France. `school`: the school holidays of that zone ("" for none);
    they are known until the summer of 2028 only.
    """

    spans: tuple[tuple[date, date], ...] = ()
    holidays: bool = False
    school: SchoolZone = ""

    def __bool__(self) -> bool:
        return bool(self.spans or self.holidays or self.school)


@dataclass(frozen=True)
class Recurrence:
    """A rhythm: an RFC 5545 rule (its value alone) and its first occurrence, a day or a minute.

    `end`: when the first occurrence ends, where that was said. Later occurrences begin and end at the same
    hours of the wall clock. `until` in the rule is local, as `start` is.
    """

    rule: str
    start: Point
    end: datetime | None = None
    without: Without = field(default_factory=Without)


@dataclass(frozen=True)
class Deadline:
    """The last moment: a minute, or a day that is included until its midnight."""

    end: Point


class Why(Enum):
    """Why words are not taken for a time."""

    NOTHING = "nothing"
    """No time in them."""
    IMPOSSIBLE = "impossible"
    """31 February, 25:30."""
    BACKWARDS = "backwards"
    """An end that comes before its beginning."""
    CONTRADICTION = "contradiction"
    """A weekday that is not that date's."""
    VAGUE = "vague"
    """One of these days, soon, in a few days."""
    UNCLEAR = "unclear"
    """A word of time that fits nothing around it."""
    SEVERAL = "several"
    """Several times where one is needed."""
    NOT_A_TIME = "not a time"
    """A room number, a price, a street named after a date."""
    WHICH_ZONE = "which zone"
    """School holidays, and nobody has said of which zone."""
    BEYOND = "beyond"
    """School holidays that are not published yet, or a year past 9999."""
    NO_BRIDGE = "no bridge"
    """A holiday that makes no bridge that year."""
    TOO_LONG = "too long"
    """More words than a time needs."""


@dataclass(frozen=True)
class Refusal:
    """`words`: those that stopped us, as they were typed; "" where it is the whole. `day`: the date that was
    found to contradict them, where one was."""

    why: Why
    words: str = ""
    day: date | None = None


Meaning: TypeAlias = Instant | Day | Span | Duration | Recurrence | Deadline | Refusal


@dataclass(frozen=True)
class Understanding:
    """What was meant; the words left over, as they were typed; the other meanings that a careful reader
    would also see, so that one may ask."""

    meaning: Meaning
    subject: str = ""
    others: Sequence[Meaning] = ()

    @property
    def understood(self) -> bool:
        return not isinstance(self.meaning, Refusal)


class Stop(Exception):
    """These words stop the reading: they are no time that one could act on."""

    def __init__(self, why: Why, words: str = "", day: date | None = None) -> None:
        super().__init__(why.value, words)
        self.refusal = Refusal(why, words, day)
