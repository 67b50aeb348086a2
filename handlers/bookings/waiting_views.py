"""What those who wait are shown, and the holder of what they wait for."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.conversation.text import Listing, Moment, t, tn
from handlers.conversation.views import Block, Button, Items, View, data, paragraph
from handlers.members.views import short

from . import sentences
from .model import Booking, Space, Wait

SHOWN = 4
_SHORT = 6 * 24 * 3600


def on_the_list(space: Space, wait: Wait, place: int, *, near: bool) -> View:
    """Their place, and how they will be told."""
    when = sentences.when(space, wait.times)
    first = t(
        "I will tell you if this is freed: {space}, {when}.", space=sentences.which(space, wait.wish), when=when
    )
    at = t("You come first on the list.") if place == 1 else t("You are number {n} on the list.", n=place)
    long = (
        t("You then have two hours to book it; they never end at night.")
        if near
        else t("You then have twelve hours to book it; they never end at night.")
    )
    return View((paragraph(first, at), paragraph(long)), (_stop(wait),))


def _stop(wait: Wait) -> Button:
    return Button(t("Wait no more"), data("bookings", "unwait", wait.id))


def held(space: Space, wait: Wait, until: datetime, now: datetime) -> View:
    """It is theirs to take, until that minute."""
    when = sentences.when_short(space, wait.times) if space.slot == "nights" else sentences.when(space, wait.times)
    form = "short" if until.timestamp() - now.timestamp() < _SHORT else "full"
    said = [t("{space} is freed, {when}.", space=space.name, when=when)]
    if wait.wish.amount > 1:
        said.append(t("How many: {n}.", n=wait.wish.amount))
    keeps = t(
        "I keep {space} for you until {until}.",
        space=sentences.called(space),
        until=Moment(until, "short" if form == "short" else "full"),
    )
    return View(
        (paragraph(*said, keeps),),
        (
            Button(t("Book"), data("bookings", "take", wait.id)),
            Button(t("I need it no more"), data("bookings", "leave", wait.id)),
        ),
    )


def gone(space: Space, wait: Wait) -> View:
    """It was not taken in time, or would have begun."""
    when = sentences.when(space, wait.times)
    return View(
        (
            paragraph(
                t("I no longer keep this for you: {space}, {when}.", space=sentences.called(space), when=when),
                t("The time to take it is over. /reserver shows what is free."),
            ),
        ),
        only_replaces=True,
    )


def served(space: Space, wait: Wait) -> View:
    when = sentences.when(space, wait.times)
    return View(
        (paragraph(t("✅ It is booked: {space}, {when}.", space=sentences.which(space, wait.wish), when=when)),),
        only_replaces=True,
    )


def left(space: Space, wait: Wait) -> View:
    when = sentences.when(space, wait.times)
    return View(
        (paragraph(t("You wait no more for this: {space}, {when}.", space=sentences.called(space), when=when)),),
        only_replaces=True,
    )


def asks(space: Space, wait: Wait) -> View:
    """A neighbour was asked, and has not answered."""
    when = sentences.when(space, wait.times)
    return View(
        (
            paragraph(
                t("You ask for this: {space}, {when}.", space=sentences.which(space, wait.wish), when=when),
                t("I will tell you the answer. Without one, whoever has it keeps it."),
            ),
        ),
        (Button(t("Take back my request"), data("bookings", "leave", wait.id)),),
    )


def waits(waits: Sequence[Wait], spaces: Mapping[int, Space], page: int) -> View:
    """What somebody waits for, four at a time from page 0."""
    if not waits:
        return View((paragraph(t("You wait for nothing.")),), (Button(t("Book"), data("bookings", "begin", 0)),))
    begins = page * SHOWN if page * SHOWN < len(waits) else 0
    shown = waits[begins : begins + SHOWN]
    lines = []
    for wait in shown:
        space = spaces[wait.space]
        called, when = sentences.title(space, wait.wish.amount), sentences.when(space, wait.times)
        if wait.state == "held":
            lines.append(t("{space}, {when}: kept for you", space=called, when=when))
        elif wait.asks is not None:
            lines.append(t("{space}, {when}: you asked for it", space=called, when=when))
        else:
            lines.append(t("{space}, {when}", space=called, when=when))
    buttons = [
        Button(
            t("{when:cap}", when=sentences.when_short(spaces[one.space], one.times)),
            data("bookings", "waited", one.id),
        )
        for one in shown
    ]
    if len(waits) > SHOWN:
        buttons.append(
            Button(t("More"), data("bookings", "waits", page + 1 if begins + SHOWN < len(waits) else 0))
        )
    blocks: tuple[Block, ...] = (paragraph(t("You wait for:")), Items(tuple(lines), numbered=True))
    return View(blocks, tuple(buttons))


def keep(space: Space, booking: Booking, names: Sequence[str]) -> View:
    """« Vous la gardez ? »: `names` of those who wait, none where the group does not show them."""
    called = sentences.called(space)
    if names:
        who = tn(
            "{names} waits in case this is freed: {space}.",
            "{names} wait in case this is freed: {space}.",
            len(names),
            names=Listing(tuple(names)),
            space=called,
        )
    else:
        who = t("Somebody waits in case this is freed: {space}.", space=called)
    return View(
        (
            paragraph(
                who,
                t("Do you keep this, {space}, {when}?", space=called, when=sentences.when(space, booking.times)),
            ),
            paragraph(t("Without an answer, nothing changes.")),
        ),
        (
            Button(t("I keep {space}", space=short(called, 14)), data("bookings", "keep", booking.id)),
            Button(t("I free {space}", space=short(called, 14)), data("bookings", "free", booking.id)),
        ),
    )


def kept(space: Space, booking: Booking) -> View:
    when = sentences.when(space, booking.times)
    return View(
        (paragraph(t("Noted: you keep this, {space}, {when}.", space=sentences.called(space), when=when)),),
        (Button(t("My booking"), data("bookings", "mine", booking.id)),),
    )
