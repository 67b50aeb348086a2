"""What is seen where an event of the group and private bookings meet."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Listing, Moment, Text, t
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph

from . import sentences
from .buttons import word_of
from .choosing_views import take
from .model import Booking, Plea, Space, Times, Wish
from .reserving_views import EMOJI


def line(space: Space, booking: Booking, names: Sequence[str | Text]) -> Text:
    """« Karim et Sarah, samedi 14 mars, de 14 h à 18 h »."""
    when = sentences.when(space, booking.times)
    who: Text | Listing = Listing(tuple(names)) if names else t("a household")
    return t("{who:cap}, {when}", who=t("{names}", names=who), when=when)


def must_ask(space: Space, wish: Wish, lines: Sequence[Text]) -> View:
    """The event would come over what stays its holders': they can be asked."""
    plead = data("bookings", "plead", space.id, word_of(wish.times), wish.amount)
    blocks: list[Block] = [
        Title(t("{space} is taken.", space=space.name), EMOJI[space.slot]),
        paragraph(t("It is had by:")),
        Items(tuple(lines)),
        paragraph(t("So near, an event of the group needs their word."), t("Without an answer, they keep it.")),
    ]
    return View(
        tuple(blocks),
        (
            Button(t("Ask them for it"), plead),
            Button(t("Change the dates"), data("bookings", "dates", space.id, wish.amount, 0)),
            Button(t("✖️ Close"), data("bookings", "close")),
        ),
        asks=t("Other dates"),
    )


def pleaded(until: datetime) -> View:
    kept = t("Without an answer until {moment}, they keep it.", moment=Moment(until))
    return View((paragraph(t("They are asked, alone."), kept, t("I will tell you.")),))


def ask(space: Space, booking: Booking, plea: Plea, who: str, until: datetime) -> View:
    """For a holder: the group would like to have it."""
    wish = plea.wish
    return View(
        (
            paragraph(
                t(
                    "{who} would like {space} for the group, {when}: « {title} ».",
                    who=who,
                    space=sentences.which(space, wish),
                    when=sentences.when(space, wish.times),
                    title=wish.title,
                ),
            ),
            paragraph(
                t("You have it {when}.", when=sentences.when(space, booking.times)),
                t("Without an answer until {moment}, you keep it.", moment=Moment(until)),
            ),
        ),
        (
            Button(t("All right, I leave it"), data("bookings", "cede", plea.id, booking.id)),
            Button(t("I keep it"), data("bookings", "uncede", plea.id, booking.id)),
        ),
    )


def answered(space: Space, booking: Booking, plea: Plea) -> View:
    """What the question becomes."""
    said = t(
        "You keep it: {space}, {when}.",
        space=sentences.which(space, booking.wish),
        when=sentences.when(space, booking.times),
    )
    if plea.state == "asked" and booking.lives:
        said = t("You leave it if the others do so too.")
    elif not booking.lives:
        said = t(
            "No longer booked: {space}, {when}.",
            space=sentences.which(space, booking.wish),
            when=sentences.when(space, booking.times),
        )
    return View((paragraph(said),), only_replaces=True)


def kept(space: Space, plea: Plea, *, free: bool) -> View:
    """For whoever asked. `free`: nobody has it any more."""
    if free:
        said = t(
            "{space:cap} is free {when}: you can book it for « {title} ».",
            title=plea.wish.title,
            space=sentences.which(space, plea.wish),
            when=sentences.when(space, plea.wish.times),
        )
        return View((paragraph(said),), (Button(t("Book"), data("bookings", "space", space.id)),))
    said = t(
        "« {title} » cannot have {space}, {when}: its holder keeps it.",
        title=plea.wish.title,
        space=sentences.which(space, plea.wish),
        when=sentences.when(space, plea.wish.times),
    )
    return View((paragraph(said),), (Button(t("Other dates"), data("bookings", "space", space.id)),))


def granted(space: Space, event: Booking) -> View:
    said = t(
        "✅ « {title} » has {space}, {when}.",
        title=event.wish.title,
        space=sentences.which(space, event.wish),
        when=sentences.when(space, event.times),
    )
    return View((paragraph(said),), (Button(t("My booking"), data("bookings", "mine", event.id)),))


def displaced(
    space: Space, booking: Booking, event: Booking | None, near: Sequence[Times], person: int, *, thanks: bool
) -> View:
    """For a household that no longer has it: what came first, and the nearest that is free."""
    title = "" if event is None else event.wish.title
    said = [t("Thank you.")] if thanks else []
    said.append(
        t(
            "You no longer have {space}, {when}.",
            space=sentences.which(space, booking.wish),
            when=sentences.when(space, booking.times),
        )
    )
    if title and thanks:
        said.append(t("It goes to « {title} ».", title=title))
    elif title:
        said.append(t("« {title} », announced in good time, comes first.", title=title))
    blocks: list[Block] = [paragraph(*said)]
    if near:
        blocks.append(paragraph(t("The nearest that is free:")))
    buttons = [
        Button(
            t("{when:cap}", when=sentences.when_short(space, times)),
            take(space, times, booking.wish.amount, person),
        )
        for times in near
    ]
    buttons.append(Button(t("Other dates"), data("bookings", "space", space.id)))
    return View(tuple(blocks), tuple(buttons))
