"""What is seen of a booking that needs somebody's word."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.conversation.views import Block, Button, Items, View, data, paragraph

from . import sentences
from .model import Booking, Space

SHOWN = 4
Names = Sequence[str | Text]


def approve(
    space: Space,
    together: Sequence[Booking],
    names: Names,
    against: Sequence[tuple[str, str]],
    until: datetime,
    *,
    decides: bool,
) -> View:
    """For those who decide. `together`: a booking, or the dates of a series; `against`: who objects, and why;
    `decides`: it is theirs to say, now."""
    wants = tn(
        "{names} asks for {space}, {when}.",
        "{names} ask for {space}, {when}.",
        len(names),
        names=Listing(tuple(names)),
        space=sentences.which(space, together[0].wish),
        when=sentences.dates(space, together),
    )
    blocks: list[Block] = [paragraph(wants)]
    blocks += [paragraph(t("{name} objects: « {words} »", name=name, words=words)) for name, words in against]
    if not decides:
        blocks.append(paragraph(t("Without an objection until {moment}, it is confirmed.", moment=Moment(until))))
        return View(tuple(blocks), (Button(t("I object"), data("bookings", "object", together[0].id)),))
    if against:
        blocks.append(paragraph(t("It is yours to decide.")))
    return View(
        tuple(blocks),
        (
            Button(t("Confirm"), data("bookings", "agree", together[0].id)),
            Button(t("Refuse"), data("bookings", "decline", together[0].id)),
        ),
    )


def decided(space: Space, together: Sequence[Booking], names: Names) -> View:
    """What the question becomes once it is answered."""
    when, called = sentences.dates(space, together), sentences.which(space, together[0].wish)
    said = t("No longer asked for: {space}, {when}.", space=called, when=when)
    if together[0].state == "confirmed":
        said = t("Confirmed: {space}, {when}.", space=called, when=when)
    return View((paragraph(said),), only_replaces=True)


def agreed(space: Space, together: Sequence[Booking]) -> View:
    when, called = sentences.dates(space, together), sentences.which(space, together[0].wish)
    said = t("✅ It is booked: {space}, {when}.", space=called, when=when)
    return View((paragraph(said),), (Button(t("My booking"), data("bookings", "mine", together[0].id)),))


def refused(space: Space, together: Sequence[Booking], reason: str) -> View:
    when, called = sentences.dates(space, together), sentences.which(space, together[0].wish)
    blocks: list[Block] = [paragraph(t("It was refused: {space}, {when}.", space=called, when=when))]
    if reason:
        blocks.append(paragraph(t("The reason: « {words} »", words=reason)))
    return View(tuple(blocks), (Button(t("Other dates"), data("bookings", "space", space.id)),))


def doubted(space: Space, together: Sequence[Booking], words: str) -> View:
    """For whoever asked: somebody objects."""
    when, called = sentences.dates(space, together), sentences.which(space, together[0].wish)
    return View(
        (
            paragraph(t("You asked for {space}, {when}. Somebody objects:", space=called, when=when)),
            paragraph(t("« {words} »", words=words)),
            paragraph(t("Those who run the group decide.")),
        ),
        (Button(t("My booking"), data("bookings", "mine", together[0].id)),),
    )


def ask_reason(booking: Booking) -> View:
    return View(
        (paragraph(t("For which reason?"), t("Whoever asked for it reads it, alone.")),),
        (Button(t("Without a reason"), data("bookings", "declined", booking.id)),),
        asks=t("The reason"),
    )


def ask_decline() -> View:
    return View(
        (paragraph(t("For which reason?"), t("Whoever asked for it reads it, alone.")),), asks=t("The reason")
    )


def ask_objection() -> View:
    said = t("Whoever asked for it reads it, and those who run the group.")
    return View((paragraph(t("What speaks against it?"), said),), asks=t("The reason"))


def objected() -> View:
    said = t("It is passed on, to them alone. Those who run the group decide.")
    return View((paragraph(said),))


def objected_alone() -> View:
    return View(
        (paragraph(t("Nobody runs the group: your objection is enough."), t("Whoever asked for it reads it.")),)
    )


def waiting(shown: Sequence[tuple[Space, Sequence[Booking], Names]], page: int) -> View:
    """What is asked for, four at a time from page 0."""
    if not shown:
        return View((paragraph(t("Nothing is asked for at the moment.")),))
    begins = page * SHOWN if page * SHOWN < len(shown) else 0
    some = shown[begins : begins + SHOWN]
    buttons = [
        Button(
            t("{when:cap}", when=sentences.when_short(space, together[0].times)),
            data("bookings", "pending", together[0].id),
        )
        for space, together, _ in some
    ]
    if len(shown) > SHOWN:
        following = page + 1 if begins + SHOWN < len(shown) else 0
        buttons.append(Button(t("The others"), data("bookings", "asked", following)))
    lines = tuple(_line(space, together, names) for space, together, names in some)
    return View((paragraph(t("Asked for:")), Items(lines, numbered=True)), tuple(buttons))


def _line(space: Space, together: Sequence[Booking], names: Names) -> Text:
    when = sentences.dates(space, together)
    if names:
        return t("{space}, {when}: {names}", space=space.name, when=when, names=Listing(tuple(names)))
    return t("{space}, {when}", space=space.name, when=when)


def pending(space: Space, together: Sequence[Booking], names: Names, until: datetime, *, may_object: bool) -> View:
    said = [t("{line}.", line=_line(space, together, names))]
    if space.rules.approval == "silence":
        said.append(t("Without an objection until {moment}, it is confirmed.", moment=Moment(until)))
    else:
        said.append(t("Whoever looks after it still has to say yes."))
    buttons = (Button(t("I object"), data("bookings", "object", together[0].id)),) if may_object else ()
    return View((paragraph(*said),), buttons)
