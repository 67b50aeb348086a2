"""How much of a space each household has had in a quarter, and what its limits leave. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from .charter import Limit
from .limits import Left, amounts, beginning, used
from .model import Booking, Space, Times, united

NOBODY = 0
"""Stands for all those who are not known any more."""


@dataclass(frozen=True)
class Share:
    """What one household has had: how many bookings, how many nights or begun hours (of each of the units it had),
    and what the limits of the space leave it."""

    household: int
    bookings: int
    amount: int
    left: tuple[Left, ...] = ()


def shares(
    space: Space, bookings: Sequence[Booking], of: Callable[[int], int], begins: date, today: date
) -> list[Share]:
    """The households that have had the space in the quarter that begins then, those with the most first.
    `bookings` are those of the whole year around it, whatever became of them; `of`: the household of a person.
    Events of the group are nobody's."""
    private = [one for one in bookings if one.space == space.id and not one.wish.collective]
    by_household: dict[int, list[Booking]] = {}
    for one in private:
        by_household.setdefault(NOBODY if one.person is None else of(one.person), []).append(one)
    found = [_share(space, household, had, begins, today) for household, had in by_household.items()]
    return sorted(
        (share for share in found if share.bookings or share.amount),
        key=lambda share: (-share.amount, -share.bookings, share.household),
    )


def of_the_group(space: Space, bookings: Sequence[Booking], begins: date) -> int:
    """How many events of the group the space has seen in that quarter."""
    count = Limit("bookings", 0, "quarter")
    return sum(
        amounts(count, one.times).get(begins, 0)
        for one in bookings
        if one.space == space.id and one.wish.collective and one.lives
    )


def _share(space: Space, household: int, bookings: Sequence[Booking], begins: date, today: date) -> Share:
    had = [one for one in bookings if _was_had(one)]
    count = Limit("bookings", 0, "quarter")
    measure = Limit("nights" if space.slot == "nights" else "hours", 0, "quarter")
    counted = [times for one in bookings for times in one.used]
    left = [
        Left(limit, on, used(limit, counted, on))
        for limit in space.rules.limits
        if household != NOBODY and (on := _period(limit, begins, today)) is not None
    ]
    return Share(
        household,
        sum(amounts(count, one.times).get(begins, 0) for one in had),
        sum(amounts(measure, times).get(begins, 0) * one.wish.amount for one in bookings for times in _had(one)),
        tuple(left),
    )


def _had(booking: Booking) -> Sequence[Times]:
    """Its times, and those that it left too late, no time twice."""
    return united([*booking.given_up, *([booking.times] if _was_had(booking) else [])])


def _was_had(booking: Booking) -> bool:
    """It stands; or nobody else could have had it: it was freed too late, or nobody came."""
    return booking.lives or (booking.counts and booking.state in ("cancelled", "missed"))


def _period(limit: Limit, begins: date, today: date) -> date | None:
    """The first day of the period of a limit that is told of in this quarter; None where it has had several, and
    none of them is today's."""
    if limit.period in ("quarter", "year"):
        return beginning(begins, limit.period)
    return beginning(today, limit.period) if beginning(today, "quarter") == begins else None
