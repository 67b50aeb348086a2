"""What is held of a person's bookings."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.feature import Held
from handlers.conversation.text import Moment, Text, t

from .model import Booking


def held(
    bookings: Sequence[tuple[Booking, str]], objections: Sequence[str] = (), address: datetime | None = None
) -> Sequence[Held]:
    """Every booking of theirs, or that they wrote down, with its space; and what they said against others.
    `address`: since when they have one for their calendar, which itself is said nowhere but where it is given."""
    lines = tuple(line for booking, space in bookings for line in _lines(booking, space))
    against = tuple(t("« {words} »", words=words) for words in objections)
    since = () if address is None else (t("You have one since {day}.", day=Moment(address, "day")),)
    kinds = [
        Held(t("Your bookings"), lines),
        Held(t("Your objections to bookings"), against),
        Held(t("The secret address of your calendar"), since),
    ]
    return [kind for kind in kinds if kind.lines]


def _lines(booking: Booking, space: str) -> Sequence[Text]:
    """It, and the times that it left for others and that count all the same."""
    starts, ends = Moment(booking.times.starts), Moment(booking.times.ends)
    said = t("{space}, from {starts} to {ends}", space=space, starts=starts, ends=ends)
    if not booking.lives:
        said = t("{space}, from {starts} to {ends}, freed", space=space, starts=starts, ends=ends)
    left = [
        t(
            "{space}, from {starts} to {ends}, left too late",
            space=space,
            starts=Moment(times.starts),
            ends=Moment(times.ends),
        )
        for times in booking.given_up
    ]
    return [said, *left]
