"""What an event of the group comes before, and whose word it needs: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from handlers.conversation.quiet import Night, next_allowed

from .free import after_cleaning
from .model import Booking, Plea, Space, Taken, Wish

Gives = Literal["way", "asked", "stays"]
ANSWERED = timedelta(days=2)
"""How long before the event those who were asked have to have answered: else it is too late for another day."""


@dataclass(frozen=True)
class Way:
    """What is in the way of an event: bookings that give way, and those whose holders must be asked."""

    displaced: tuple[Booking, ...] = ()
    asked: tuple[Booking, ...] = ()


def gives(space: Space, booking: Booking, wish: Wish, now: datetime) -> Gives:
    """What becomes of a booking before an event of the group, `now` on the group's clock (bookings.md §5.3, R08,
    R09): announced so many days ahead it comes before what is private, but not before what was confirmed and is
    nearer than `kept` days, unless its holder leaves it."""
    rules = space.rules
    today = now.date()
    if not rules.announced or booking.wish.collective or not booking.lives:
        return "stays"
    if booking.times.starts.timestamp() <= now.timestamp():
        return "stays"
    announced = (wish.times.starts.date() - today).days >= rules.announced
    near = (booking.times.starts.date() - today).days < rules.kept
    return "way" if announced and (booking.state == "asked" or not near) else "asked"


def way(
    space: Space,
    wish: Wish,
    taken: Sequence[Taken],
    bookings: Mapping[int, Booking],
    now: datetime,
    agreed: Iterable[int] = (),
) -> Way | None:
    """How an event could have its place: on the units where the fewest have to be asked, then the fewest are
    displaced; None where something else is in the way. `agreed`: bookings whose holders leave them."""
    ends = after_cleaning(space, wish.times.ends)
    on: dict[int, set[int]] = {unit: set() for unit in space.units}
    blocked: set[int] = set()
    for one in taken:
        if one.unit not in on or not (one.starts < ends and wish.times.starts < one.ends):
            continue
        booking = None if one.booking is None else bookings.get(one.booking)
        if booking is None or gives(space, booking, wish, now) == "stays":
            blocked.add(one.unit)
        else:
            on[one.unit].add(booking.id)
    left = set(agreed)

    def must_ask(number: int) -> bool:
        return number not in left and gives(space, bookings[number], wish, now) == "asked"

    def cost(unit: int) -> tuple[int, int]:
        return sum(must_ask(number) for number in on[unit]), len(on[unit])

    units = sorted((unit for unit in space.units if unit not in blocked), key=cost)[: wish.amount]
    if len(units) < wish.amount:
        return None
    numbers = sorted({number for unit in units for number in on[unit]})
    asked = tuple(bookings[number] for number in numbers if must_ask(number))
    return Way(tuple(bookings[number] for number in numbers if not must_ask(number)), asked)


def answered_by(plea: Plea, night: Night | None) -> datetime:
    """Until when those who have it can leave it to the group: two days before the event would begin; where it was
    asked for less than four days before, half of the time until then. Not at night, where it can wait."""
    starts = plea.wish.times.starts
    half = (starts.timestamp() - plea.made_at.timestamp()) // 120
    before = min(ANSWERED, timedelta(minutes=half))
    ends = (starts.astimezone(UTC) - before).astimezone(plea.wish.times.zone)
    awake = next_allowed(ends, night)
    return awake if awake.timestamp() < starts.timestamp() else ends
