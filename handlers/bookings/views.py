"""What is held of a person's bookings."""

from collections.abc import Sequence

from handlers.conversation.feature import Held
from handlers.conversation.text import Moment, Text, t

from .model import Booking


def held(bookings: Sequence[tuple[Booking, str]], objections: Sequence[str] = ()) -> Sequence[Held]:
    """Every booking of theirs, or that they wrote down, with its space; and what they said against others."""
    lines = tuple(_line(booking, space) for booking, space in bookings)
    against = tuple(t("« {words} »", words=words) for words in objections)
    kinds = [Held(t("Your bookings"), lines), Held(t("Your objections to bookings"), against)]
    return [kind for kind in kinds if kind.lines]


def _line(booking: Booking, space: str) -> Text:
    starts, ends = Moment(booking.times.starts), Moment(booking.times.ends)
    if booking.lives:
        return t("{space}, from {starts} to {ends}", space=space, starts=starts, ends=ends)
    return t("{space}, from {starts} to {ends}, freed", space=space, starts=starts, ends=ends)
