"""How much of a space a household has had in a period, and what remains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from fractions import Fraction
from math import inf

from handlers.when.calendar.almanac import at

from .charter import Counted, Limit, Period
from .model import Times

SATURDAY = 5
MINUTES: Mapping[Counted, float] = {"nights": 24 * 60, "hours": 60, "bookings": inf}


@dataclass(frozen=True)
class Left:
    """What a limit leaves for one wish: in the period that begins on `begins`, `used` of its `most`."""

    limit: Limit
    begins: date
    used: int

    @property
    def remains(self) -> int:
        return max(0, self.limit.most - self.used)

    @property
    def minutes(self) -> float:
        """The same in minutes, to be compared with other limits; a booking may be of any length."""
        return self.remains * MINUTES[self.limit.counted] if self.remains else 0


def beginning(day: date, period: Period) -> date:
    """The first day of the period in which this day is."""
    match period:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case "year":
            return date(day.year, 1, 1)


def following(begins: date, period: Period) -> date:
    """The first day of the period after the one that begins then."""
    days = {"week": 7, "month": 31, "quarter": 93, "year": 366}[period]
    return beginning(begins + timedelta(days=days), period)


def amounts(limit: Limit, times: Times) -> Mapping[date, int]:
    """How much of a limit these times use, by the first day of each period that they touch: nights by their
    evening, hours (begun ones) by the clock on the wall, a booking by its first day."""
    used: dict[date, Fraction] = {}
    for day, share in _shares(limit, times):
        begins = beginning(day, limit.period)
        used[begins] = used.get(begins, Fraction()) + share
    return {begins: -int(-share // 1) for begins, share in used.items()}


def _shares(limit: Limit, times: Times) -> Sequence[tuple[date, Fraction]]:
    first = times.starts.date()
    match limit.counted:
        case "bookings":
            touches = any(day.weekday() >= SATURDAY for day in times.days)
            return [(first, Fraction(1))] if touches or not limit.weekend else []
        case "nights":
            nights = [first + timedelta(days=night) for night in range(times.nights)]
            return [(night, Fraction(1)) for night in nights if _counts(limit, night)]
        case "hours":
            return [(day, _hours(times, day)) for day in times.days if _counts(limit, day)]


def _counts(limit: Limit, day: date) -> bool:
    return not limit.weekend or day.weekday() >= SATURDAY


def _hours(times: Times, day: date) -> Fraction:
    """Real hours of these times on that day of the wall clock."""
    midnight = at(day, 0, 0, times.zone)
    next_one = at(day + timedelta(days=1), 0, 0, times.zone)
    begins = max(times.starts.astimezone(UTC), midnight.astimezone(UTC))
    ends = min(times.ends.astimezone(UTC), next_one.astimezone(UTC))
    return Fraction(round((ends - begins).total_seconds()), 3600)


def exceeded(limits: Sequence[Limit], had: Sequence[Times], wanted: Times) -> Left | None:
    """The strictest of the limits that these times would break, with what it leaves; None where all hold."""
    broken = [
        Left(limit, begins, before)
        for limit in limits
        for begins, more in amounts(limit, wanted).items()
        if (before := used(limit, had, begins)) + more > limit.most
    ]
    return min(broken, key=lambda left: (left.minutes, left.begins), default=None)


def used(limit: Limit, had: Sequence[Times], begins: date) -> int:
    """How much of a limit was had in the period that begins then."""
    return sum(amounts(limit, times).get(begins, 0) for times in had)
