"""What those are shown who arrange something between themselves: first names and dates, nothing else."""

from collections.abc import Sequence

from handlers.conversation.text import Text, t
from handlers.conversation.views import Button, View, data, paragraph
from handlers.members.views import short

from . import sentences
from .buttons import word_of
from .model import Booking, Space, Times, Wait


def asked(space: Space, wait: Wait, holder: str | None) -> View:
    """Whoever asks: it is on its way. `holder`: None where the group does not show names."""
    what, when = sentences.which(space, wait.wish), sentences.when(space, wait.times)
    if holder is None:
        first = t("I ask whoever has it: {space}, {when}.", space=what, when=when)
    else:
        first = t("I ask {name}: {space}, {when}.", name=holder, space=what, when=when)
    return View(
        (paragraph(first, t("I will tell you the answer. Without one, whoever has it keeps it.")),),
        (Button(t("Take back my request"), data("bookings", "leave", wait.id)),),
    )


def demand(space: Space, booking: Booking, wait: Wait, name: str) -> View:
    """Whoever has it: silence keeps."""
    return View(
        (
            paragraph(
                t(
                    "{name} would like this: {space}, {when}.",
                    name=name,
                    space=sentences.which(space, wait.wish),
                    when=_when(space, wait.times),
                ),
                t("You have it {when}.", when=_when(space, booking.times)),
            ),
            paragraph(t("Without an answer from you, you keep {space}.", space=sentences.called(space))),
        ),
        (
            Button(t("I keep my dates"), data("bookings", "keepdates", wait.id)),
            Button(t("Propose other dates"), data("bookings", "offer", wait.id)),
        ),
    )


def _when(space: Space, times: Times) -> Text:
    """Short where it is nights: « du 13 au 16 mars »."""
    return sentences.when_short(space, times) if space.slot == "nights" else sentences.when(space, times)


def propose(space: Space, booking: Booking, wait: Wait, name: str, near: Sequence[Times]) -> View:
    """The times that they could have instead; one tap, and both have theirs."""
    said = [
        t(
            "{name} then has this: {space}, {when}.",
            name=name,
            space=sentences.which(space, wait.wish),
            when=_when(space, wait.times),
        )
    ]
    if near:
        said.append(t("And you, when? As soon as you choose, both are booked."))
    else:
        said.append(t("Near your dates, nothing else is free. You can write others."))
    buttons = [
        Button(
            t("{when:cap}", when=sentences.when_short(space, times)),
            data("bookings", "swap", wait.id, word_of(times)),
        )
        for times in near
    ]
    buttons += [
        Button(t("I free {space}", space=short(sentences.called(space), 14)), data("bookings", "swap", wait.id)),
        Button(t("I keep my dates"), data("bookings", "keepdates", wait.id)),
    ]
    return View((paragraph(*said),), tuple(buttons), asks=t("Other dates"))


def ask_swap() -> View:
    return View((paragraph(t("Which dates instead?")),), asks=t("Other dates"))


def read_back(space: Space, wait: Wait, name: str, times: Times) -> View:
    """Typed dates, before anything is changed."""
    return View(
        (
            paragraph(
                t("You: {when}.", when=sentences.when(space, times)),
                t("{name}: {when}.", name=name, when=sentences.when(space, wait.times)),
            ),
        ),
        (
            Button(t("Exchange"), data("bookings", "swap", wait.id, word_of(times))),
            Button(t("I keep my dates"), data("bookings", "keepdates", wait.id)),
        ),
        asks=t("Other dates"),
    )


def declined(space: Space, booking: Booking, name: str) -> View:
    when = sentences.when(space, booking.times)
    return View(
        (
            paragraph(
                t("Noted: you keep this, {space}, {when}.", space=sentences.called(space), when=when),
                t("I tell {name}, and nothing more.", name=name),
            ),
        )
    )


def exchanged(space: Space, moved: Booking | None, wait: Wait, name: str) -> View:
    """Whoever had it: what they have now."""
    theirs = t(
        "{name} has this: {space}, {when}.",
        name=name,
        space=sentences.which(space, wait.wish),
        when=sentences.when(space, wait.times),
    )
    if moved is None:
        return View(
            (paragraph(t("✅ It is arranged: you have freed {space}.", space=sentences.called(space)), theirs),)
        )
    when = sentences.when(space, moved.times)
    return View(
        (paragraph(t("✅ It is arranged: you have it {when}.", when=when), theirs),),
        (Button(t("My booking"), data("bookings", "mine", moved.id)),),
    )


def arranged(space: Space, wait: Wait) -> View:
    """Whoever asked: it is theirs."""
    when = sentences.when(space, wait.times)
    return View(
        (
            paragraph(
                t(
                    "✅ It is arranged. You have this: {space}, {when}.",
                    space=sentences.which(space, wait.wish),
                    when=when,
                )
            ),
        ),
        (Button(t("My bookings"), data("bookings", "all", 0)),),
    )


def kept(space: Space, wait: Wait, holder: str | None) -> View:
    """Whoever asked: it is kept, and nobody is to blame."""
    called = sentences.called(space)
    if holder is None:
        said = t("Whoever has it needs it then, and keeps it: {space}.", space=called)
    else:
        said = t("{name} needs it then, and keeps it: {space}.", name=holder, space=called)
    again = data(
        "bookings", "wait", space.id, word_of(wait.times), wait.wish.amount, wait.person if wait.entered_by else 0
    )
    return View(
        (
            paragraph(
                said, t("I can tell you if {space} is freed {when}.", space=called, when=_when(space, wait.times))
            ),
        ),
        (Button(t("Tell me if it is free"), again),),
    )
