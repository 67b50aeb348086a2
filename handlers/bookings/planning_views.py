"""What somebody has booked."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.conversation.text import t, tn
from handlers.conversation.views import Block, Button, Items, View, data, paragraph

from . import sentences
from .model import Booking, Space, Wait

SHOWN = 3


def mine(bookings: Sequence[Booking], waits: Sequence[Wait], spaces: Mapping[int, Space], page: int) -> View:
    """The bookings of a household, some at a time from page 0, and how much somebody waits for."""
    if not bookings and not waits:
        return View(
            (paragraph(t("Your household has nothing booked.")),),
            tuple(_beside(spaces)),
        )
    most = SHOWN - bool(waits)
    begins = page * most if page * most < len(bookings) else 0
    shown = bookings[begins : begins + most]
    lines = tuple(
        t("{space}, {when}", space=spaces[one.space].name, when=sentences.when(spaces[one.space], one.times))
        for one in shown
    )
    blocks: list[Block] = []
    if lines:
        blocks += [paragraph(t("Your household has:")), Items(lines, numbered=True)]
    buttons = [
        Button(
            t("{when:cap}", when=sentences.when_short(spaces[one.space], one.times)),
            data("bookings", "mine", one.id),
        )
        for one in shown
    ]
    if waits:
        kept = sum(one.state == "held" for one in waits)
        blocks.append(paragraph(tn("You wait for {n} time.", "You wait for {n} times.", len(waits))))
        if kept:
            blocks.append(paragraph(tn("{n} is kept for you.", "{n} are kept for you.", kept)))
        buttons.append(Button(t("What I wait for"), data("bookings", "waits", 0)))
    if len(bookings) > most:
        following = page + 1 if begins + most < len(bookings) else 0
        buttons.append(Button(t("My other bookings"), data("bookings", "all", following)))
    buttons.append(Button(t("⋯ More"), data("bookings", "beside")))
    return View(tuple(blocks), tuple(buttons))


def beside(spaces: Mapping[int, Space]) -> View:
    """« ⋯ Plus » of what somebody has."""
    return View((paragraph(t("What would you like to do?")),), tuple(_beside(spaces)))


def _beside(spaces: Mapping[int, Space]) -> Iterator[Button]:
    yield Button(t("Book"), data("bookings", "begin", 0))
    yield Button(t("In my calendar"), data("bookings", "feed", "person", 0))
    if any(space.rules.price for space in spaces.values()):
        yield Button(t("My contribution"), data("bookings", "share", 0))
