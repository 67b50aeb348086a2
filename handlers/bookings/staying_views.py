"""What is seen around a stay, by whoever has it."""

from datetime import timedelta

from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, View, data, paragraph

from . import sentences
from .model import Booking, Space


def info(space: Space, booking: Booking, name: str) -> View:
    """The morning of the day: how one comes in. To be shown to the holder alone, and not after the stay."""
    times = booking.times
    lines = [verbatim(line) for line in space.info.splitlines() if line.strip()]
    ends = t("Until {moment}.", moment=Moment(times.ends))
    if space.slot == "nights":
        ends = t("Departure {day} before {at}.", day=Moment(times.ends, "day"), at=Moment(times.ends, "hour"))
    first = t("{space:cap} is yours from {at} on.", space=space.name, at=Moment(times.starts, "hour"))
    hello = t("Hello {name}.", name=name) if booking.entered_by is None else t("For {name}.", name=name)
    said: list[Block] = [paragraph(hello, first), *(paragraph(line) for line in lines), paragraph(ends)]
    return View(tuple(said), (Button(t("My booking"), data("bookings", "mine", booking.id)),))


def begin(space: Space, booking: Booking) -> View:
    until = booking.times.starts + timedelta(minutes=space.rules.presence)
    return View(
        (
            paragraph(
                t(
                    "It is yours: {space}, {when}.",
                    space=sentences.which(space, booking.wish),
                    when=sentences.when(space, booking.times),
                )
            ),
            paragraph(t("Without « I am here » by {at}, it goes to others.", at=Moment(until, "hour"))),
        ),
        (Button(t("I am here"), data("bookings", "here", booking.id)),),
    )


def missed(space: Space, booking: Booking) -> View:
    return View(
        (
            paragraph(
                t("Nobody said « I am here »."),
                t("{space} is free again, {when}.", space=space.name, when=sentences.when(space, booking.times)),
            ),
        ),
        (Button(t("Book"), data("bookings", "space", space.id)),),
    )


def after(space: Space, booking: Booking) -> View:
    """The list that the group wrote, and the readings of a car."""
    rules = space.rules
    blocks: list[Block] = []
    buttons: list[Button] = []
    if rules.meter and booking.meter_in is None:
        blocks.append(paragraph(t("{space}: what does the meter say?", space=space.name)))
        buttons.append(Button(t("Note the kilometres"), data("bookings", "meter", booking.id)))
    elif rules.meter:
        blocks.append(paragraph(driven(booking)))
    if not booking.left_as:
        if rules.checklist:
            blocks.append(paragraph(t("{space}: is everything in order?", space=space.name)))
            blocks.append(Items(tuple(verbatim(line) for line in rules.checklist)))
            buttons.append(Button(t("All is well"), data("bookings", "fine", booking.id)))
        if rules.checklist or rules.meter:
            buttons.append(Button(t("Report a problem"), data("bookings", "trouble", booking.id)))
    else:
        blocks.append(paragraph(t("Thank you. It is noted.")))
    return View(tuple(blocks), tuple(buttons))


def ask_trouble() -> View:
    return View(
        (paragraph(t("What is the matter?"), t("Only whoever looks after the space reads it.")),),
        asks=t("What is the matter"),
    )


def reported(*, anybody: bool) -> View:
    if not anybody:
        return View((paragraph(t("It is noted, but nobody looks after this space yet.")),))
    return View((paragraph(t("Thank you. Only whoever looks after the space is told.")),))


def trouble(space: Space, booking: Booking, name: str) -> View:
    when = sentences.when(space, booking.times)
    return View(
        (
            paragraph(t("{name} reports a problem. {space}, {when}:", name=name, space=space.name, when=when)),
            paragraph(t("« {words} »", words=booking.left_as)),
            paragraph(t("Only those who look after it read this.")),
        )
    )


# The car


def ask_out(last: int | None) -> View:
    said = [t("What did the meter say at departure?")]
    if last is not None:
        said.append(t("The last known reading: {km} km.", km=spaced(last)))
    return View((paragraph(*said),), asks=t("Kilometres at departure"))


def surprising(booking: Booking, out: int, last: int) -> View:
    """Less than what was read before: possible, but said."""
    return View(
        (
            paragraph(
                t("The last known reading: {km} km.", km=spaced(last)),
                t("You write {km} km, which is less.", km=spaced(out)),
            ),
        ),
        (Button(t("Yes, that is right"), data("bookings", "meterok", booking.id, out)),),
        asks=t("Kilometres at departure"),
    )


def ask_in(out: int) -> View:
    return View(
        (paragraph(t("Departure: {km} km.", km=spaced(out)), t("And at arrival?")),),
        asks=t("Kilometres at arrival"),
    )


def driven(booking: Booking) -> Text:
    """« 60 km : 20,40 €. »"""
    distance = (booking.meter_in or 0) - (booking.meter_out or 0)
    if booking.cost is None:
        return tn("{n} kilometre.", "{n} kilometres.", distance)
    return tn("{n} kilometre: {cost}.", "{n} kilometres: {cost}.", distance, cost=sentences.money(booking.cost))


def measured(booking: Booking) -> View:
    said = [driven(booking)]
    if booking.cost is not None:
        said.append(t("It stands in your contribution."))
    return View(
        (
            paragraph(
                t(
                    "From {out} to {back} km.",
                    out=spaced(booking.meter_out or 0),
                    back=spaced(booking.meter_in or 0),
                ),
                *said,
            ),
        ),
        (
            Button(t("Correct"), data("bookings", "meter", booking.id)),
            Button(t("Report a problem"), data("bookings", "trouble", booking.id)),
        ),
    )


def spaced(kilometres: int) -> str:
    """« 10 240 »."""
    return f"{kilometres:,}".replace(",", "\u202f")
