"""What a household gives, quarter by quarter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.text import Moment, Money, t
from handlers.conversation.views import Block, Button, File, Items, Title, View, data, paragraph

from . import sentences
from .model import Booking, Space

SHOWN = 12
"""Lines on one screen; the sum is that of all."""


def statement(lines: Sequence[tuple[Booking, Space, int]], first: datetime, last: datetime, *, runs: bool) -> View:
    """The lines of one household from the first to the last day of a quarter, and their sum."""
    blocks: list[Block] = [
        Title(
            t(
                "Your contribution, from {first} to {last} {year}",
                first=Moment(first, "date"),
                last=Moment(last, "date"),
                year=str(last.year),
            )
        )
    ]
    if lines:
        blocks.append(
            Items(
                tuple(
                    t(
                        "{space}, {when}: {cost}",
                        space=space.name,
                        when=sentences.when(space, booking.times),
                        cost=Money(cost),
                    )
                    for booking, space, cost in lines[-SHOWN:]
                )
            )
        )
        total = sum(cost for _, _, cost in lines)
        blocks.append(paragraph(t("In all: {cost}.", cost=Money(total))))
    else:
        blocks.append(paragraph(t("Nothing to give for this quarter.")))
    blocks.append(paragraph(t("Only your household sees this, and those who run the group.")))
    before = (first - timedelta(days=2)).date().toordinal()
    buttons = [Button(t("The quarter before"), data("bookings", "share", before))]
    if runs:
        buttons.append(Button(t("All, as a table"), data("bookings", "shares", first.date().toordinal())))
    return View(tuple(blocks), tuple(buttons))


def table(file: File, first: datetime, last: datetime) -> View:
    said = t(
        "What every household gives, from {first} to {last} {year}. For you alone.",
        first=Moment(first, "date"),
        last=Moment(last, "date"),
        year=str(last.year),
    )
    return View((paragraph(said), file))
