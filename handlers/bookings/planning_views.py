"""What somebody has booked."""

from collections.abc import Mapping, Sequence

from handlers.conversation.text import t
from handlers.conversation.views import Block, Button, Items, View, data, paragraph

from . import sentences
from .model import Booking, Space, Wait

SHOWN = 4


def mine(bookings: Sequence[Booking], waits: Sequence[Wait], spaces: Mapping[int, Space], page: int) -> View:
    """The bookings of a household, four at a time from page 0, and what somebody waits for."""
    if not bookings and not waits:
        return View(
            (paragraph(t("Your household has nothing booked.")),),
            (Button(t("Book"), data("bookings", "begin", 0)),),
        )
    begins = page * SHOWN if page * SHOWN < len(bookings) else 0
    shown = bookings[begins : begins + SHOWN]
    lines = tuple(
        t("{space}, {when}", space=spaces[one.space].name, when=sentences.when(spaces[one.space], one.times))
        for one in shown
    )
    blocks: list[Block] = []
    if lines:
        blocks += [paragraph(t("Your household has:")), Items(lines, numbered=True)]
    if waits:
        blocks += [
            paragraph(t("You wait for:")),
            Items(
                tuple(
                    t(
                        "{space}, {when}",
                        space=spaces[one.wish.space].name,
                        when=sentences.when(spaces[one.wish.space], one.wish.times),
                    )
                    for one in waits
                )
            ),
        ]
    buttons = [
        Button(
            t("{when:cap}", when=sentences.when_short(spaces[one.space], one.times)),
            data("bookings", "mine", one.id),
        )
        for one in shown
    ]
    if len(bookings) > SHOWN:
        following = page + 1 if begins + SHOWN < len(bookings) else 0
        buttons.append(Button(t("My other bookings"), data("bookings", "all", following)))
    return View(tuple(blocks), tuple(buttons))
