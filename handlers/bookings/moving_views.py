"""The screens on which a booking gets other dates."""

from collections.abc import Sequence

from handlers.conversation.text import Text, t
from handlers.conversation.views import Block, Button, View, data, paragraph

from . import sentences
from .buttons import word_of
from .model import Booking, Space, Times


def which(space: Space, booking: Booking, near: Sequence[Times], *, taken: bool) -> View:
    """The nearest free times, or others to be written. `taken`: what was wanted is not free."""
    has = t("You have it {when}.", when=sentences.when(space, booking.times))
    blocks: list[Block] = [paragraph(sentences.title(space, booking.wish.amount))]
    blocks.append(paragraph(t("It is not free then."), has) if taken else paragraph(has))
    written = t("Which other dates? You can write them.")
    blocks.append(paragraph(written, t("The nearest that is free:")) if near else paragraph(written))
    buttons = [
        Button(
            t("{when:cap}", when=sentences.when_short(space, times)),
            data("bookings", "moveto", booking.id, word_of(times)),
        )
        for times in near
    ]
    return View(tuple(blocks), (*buttons, _keep(booking)), asks=t("Other dates"))


def read_back(space: Space, booking: Booking, times: Times, *, late: bool) -> View:
    """What would take the place of what. `late`: what is left counts all the same."""
    blocks: list[Block] = [
        paragraph(sentences.title(space, booking.wish.amount)),
        paragraph(
            t("Until now: {when}.", when=sentences.when(space, booking.times)),
            t("From now on: {when}.", when=sentences.when(space, times)),
        ),
    ]
    if late:
        blocks.append(paragraph(t("So late, what you leave counts all the same for your household.")))
    return View(
        tuple(blocks),
        (Button(t("Change the dates"), data("bookings", "moved", booking.id, word_of(times))), _keep(booking)),
        asks=t("Other dates"),
    )


def _keep(booking: Booking) -> Button:
    return Button(t("I keep my dates"), data("bookings", "mine", booking.id))


def counts_all_the_same(why: Text) -> Text:
    """With what they would leave so late, it is too much."""
    return t("So late, what you leave counts all the same for your household. {why}", why=why)


def ask() -> View:
    return View((paragraph(t("Which other dates? You can write them.")),), asks=t("Other dates"))
