"""Bookings as the agenda of the group says them."""

from collections.abc import Sequence

from handlers.conversation.feature import Entry
from handlers.conversation.text import Listing, Text, t, verbatim

from . import sentences
from .model import Booking, Space


def entry(space: Space, booking: Booking, names: Sequence[str | Text]) -> Entry:
    """`names`: of the household, where the group shows them."""
    amount, when = booking.wish.amount, booking.times
    which = sentences.title(space, amount) if amount > 1 else verbatim(sentences.called(space))
    if booking.wish.collective:
        words = t("{title}, {space}", title=booking.wish.title, space=which)
    elif names:
        words = t("{space} ({names})", space=which, names=Listing(tuple(names)))
    else:
        words = which
    return Entry(
        when.starts,
        t("{words}, asked for", words=words) if booking.state == "asked" else words,
        booking.topic,
        when.ends,
        timed=space.slot == "hours",
        sort="event" if booking.wish.collective else "booking",
        short=verbatim(booking.wish.title) if booking.wish.collective else verbatim(space.name),
    )
