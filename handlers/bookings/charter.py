"""The rules that a group gives to one of its spaces; a new space has one: never two at once."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

Counted = Literal["bookings", "hours", "nights"]
Period = Literal["week", "month", "quarter", "year"]
Approval = Literal["none", "contact", "silence"]
"""none: confirmed at once. contact: whoever looks after the space says yes. silence: nobody objects for days."""
Per = Literal["night", "hour", "km", "use"]


@dataclass(frozen=True)
class Limit:
    """At most so many of these for one household in each period of the calendar. `weekend`: only those that
    touch a Saturday or a Sunday count."""

    counted: Counted
    most: int
    period: Period
    weekend: bool = False


@dataclass(frozen=True)
class Rules:
    """What is asked of a booking; nought, or nothing, is no rule.

    Of a space by the hour: `step` (minutes: it begins and ends on such a step), `opens`, `closes` and
    `closes_late` (of Friday and Saturday; the wall clock), `shortest`, `longest` (minutes). Of one by the night:
    `arrives`, `leaves`, and `longest` (nights in a row).

    `quiet`: from then on one is quiet. `horizon`, `horizon_collective`: months ahead, measured to the end.
    `notice`: minutes ahead. `buffer`: minutes after it that stay free, for cleaning. `capacity`: people.

    `limits` and `future` (bookings to come) are those of a household; whoever books less than `late` hours ahead
    what nobody has taken is outside of them. `cancel`: hours ahead; whoever frees it later has used it.

    An event of the group that was announced `announced` days ahead comes before what is private, but never
    without its holder's word within `kept` days of it.

    `listed`: only people of a list. `approval`, with `objecting` days for silence. `free_gift`: one gives what one
    wants; `price` (cents) `per` what. `checklist`: what is to be in order afterwards. `presence`: minutes after
    the beginning within which one says « J'y suis ». `meter`: the car's kilometres are noted.
    """

    step: int = 0
    opens: time | None = None
    closes: time | None = None
    closes_late: time | None = None
    shortest: int = 0
    longest: int = 0
    arrives: time = time(16)
    leaves: time = time(11)
    quiet: time | None = None
    horizon: int = 0
    horizon_collective: int = 0
    notice: int = 0
    buffer: int = 0
    capacity: int = 0
    limits: tuple[Limit, ...] = ()
    future: int = 0
    late: int = 0
    cancel: int = 0
    announced: int = 0
    kept: int = 0
    listed: bool = False
    approval: Approval = "none"
    objecting: int = 0
    free_gift: bool = False
    price: int = 0
    per: Per = "use"
    checklist: tuple[str, ...] = ()
    presence: int = 0
    meter: bool = False


@dataclass(frozen=True)
class Ruled:
    """Rules that hold from a moment on. `by`: whoever set them; `source`: the decision's number, or nothing."""

    since: datetime
    rules: Rules
    by: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Offer:
    """Rules that somebody has put together for a space and has not set yet: what becomes of `before`."""

    id: int
    space: int
    before: Rules
    becomes: Rules
    by: int | None = None


NEW = Rules()
"""Of a new space."""

COMMON_ROOM = Rules(
    step=30,
    opens=time(8),
    closes=time(22),
    closes_late=time(23),
    longest=8 * 60,
    horizon=3,
    horizon_collective=12,
    notice=24 * 60,
    buffer=30,
    limits=(Limit("bookings", 1, "month", weekend=True),),
    announced=21,
    kept=14,
    free_gift=True,
)
GUEST_ROOM = Rules(
    longest=7,
    limits=(Limit("nights", 15, "quarter"),),
    future=2,
    late=5 * 24,
    cancel=48,
    price=500,
    per="night",
)
LAUNDRY = Rules(step=30, opens=time(7), closes=time(22), longest=2 * 60, future=2, presence=15)
WORKSHOP = Rules(opens=time(8), closes=time(20), listed=True)
CAR = Rules(step=15, shortest=15, longest=3 * 24 * 60, buffer=30, listed=True, price=34, per="km", meter=True)
"""Charters that other groups have chosen (bookings.md §5.3)."""
