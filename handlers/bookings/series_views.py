"""What is shown of a series that was booked: its dates three at a time, each with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph

from . import sentences
from .model import Booking, Space, Times
from .reserving_views import EMOJI

SHOWN = 3
MISSING = 6
"""Dates that are named as missing above them."""


@dataclass(frozen=True)
class Entry:
    """A date of a series: when the rhythm has it begin, its times there, and the booking that it became."""

    was: datetime
    planned: Times
    booking: Booking | None

    @property
    def times(self) -> Times:
        """Where it was moved, those of its booking."""
        return self.booking.times if self.booking is not None and self.booking.lives else self.planned

    @property
    def starts(self) -> datetime:
        return self.times.starts

    @property
    def lives(self) -> bool:
        return self.booking is not None and self.booking.lives


def series(space: Space, id: int, words: str, entries: Sequence[Entry], begins: int, now: datetime) -> View:
    """`begins`: the number of the first date shown, from 1; 0: the next to come."""
    ahead = (at for at, one in enumerate(entries) if one.starts.timestamp() > now.timestamp())
    first = begins - 1 if 0 < begins <= len(entries) else next(ahead, 0)
    shown = entries[first : first + SHOWN]
    blocks: list[Block] = [
        Title(t("{space}, several dates", space=sentences.title(space)), EMOJI[space.slot]),
        paragraph(t("{rhythm:cap}.", rhythm=words)),
        paragraph(*_counted(entries, now)),
        Items(tuple(_line(space, one, now) for one in shown)),
    ]
    buttons = [
        Button(t("{day:cap}", day=Moment(one.was, "day")), data("bookings", "date", id, _minute(one)))
        for one in shown
        if one.starts.timestamp() > now.timestamp()
    ]
    if len(entries) > SHOWN:
        following = first + SHOWN + 1 if first + SHOWN < len(entries) else 1
        buttons.append(Button(t("The other dates"), data("bookings", "series", id, following)))
    if any(one.lives and one.starts.timestamp() > now.timestamp() for one in entries):
        buttons.append(Button(t("Free the series"), data("bookings", "freeall", id)))
    return View(tuple(blocks), tuple(buttons), asks=t("One of its dates"))


def _counted(entries: Sequence[Entry], now: datetime) -> Sequence[Text]:
    ahead = [one for one in entries if one.starts.timestamp() > now.timestamp()]
    held = sum(one.lives for one in ahead)
    lost = [one.was for one in ahead if not one.lives]
    said = [
        tn("{n} date of {all} to come is booked.", "{n} dates of {all} to come are booked.", held, all=len(ahead))
    ]
    if 0 < len(lost) <= MISSING:
        named = Listing(tuple(t("{day}", day=Moment(day, "day")) for day in lost))
        said.append(t("Missing: {dates}.", dates=named))
    return said


def _line(space: Space, one: Entry, now: datetime) -> Text:
    day, booking = Moment(one.was, "day"), one.booking
    if one.starts.timestamp() <= now.timestamp():
        return t("{day:cap}: over.", day=day)
    if booking is None:
        return t("{day:cap}: not booked.", day=day)
    if not booking.lives:
        return t("{day:cap}: freed.", day=day)
    if one.starts != one.was:
        return t("{day:cap}: moved, {when}.", day=day, when=sentences.when(space, booking.times))
    if booking.state == "asked":
        return t("{day:cap}: asked for.", day=day)
    return t("{day:cap}: booked.", day=day)


def _minute(one: Entry) -> int:
    return round(one.was.timestamp()) // 60


def free(space: Space, id: int, one: Entry) -> View:
    """A date that is missing, and can be had now."""
    said = t("{when:cap}: it is free.", when=sentences.when(space, one.times))
    add = Button(t("Add this date"), data("bookings", "extend", id, _minute(one)))
    return View((Title(_name(space), EMOJI[space.slot]), paragraph(said)), (add, whole(id)))


def taken(space: Space, id: int, one: Entry) -> View:
    said = t("{when:cap}: somebody has it.", when=sentences.when(space, one.times))
    alert = Button(t("Tell me if it is free"), data("bookings", "alert", id, _minute(one)))
    return View((Title(_name(space), EMOJI[space.slot]), paragraph(said)), (alert, whole(id)))


def not_allowed(space: Space, id: int, one: Entry, why: Text) -> View:
    when = t("{when:cap}:", when=sentences.when(space, one.times))
    return View((Title(_name(space), EMOJI[space.slot]), paragraph(when, why)), (whole(id),))


def awaited(space: Space, id: int, one: Entry) -> View:
    said = t("Noted. I tell you if it becomes free: {when}.", when=sentences.when(space, one.times))
    return View((paragraph(said),), (whole(id),))


def whole(id: int) -> Button:
    return Button(t("The whole series"), data("bookings", "series", id, 0))


def _name(space: Space) -> Text:
    return sentences.title(space)


def freed(space: Space, id: int, gone: Sequence[Booking], counted: int, now: datetime) -> View:
    """`counted`: how many go on counting for the household, as they were freed too late."""
    said = [
        tn(
            "{space} is free again: {n} date, from {first} to {last}.",
            "{space} is free again: {n} dates, from {first} to {last}.",
            len(gone),
            space=space.name,
            first=Moment(gone[0].times.starts, "day"),
            last=Moment(gone[-1].times.starts, "day"),
        )
    ]
    if counted:
        said.append(
            tn(
                "So late, {n} counts all the same for your household.",
                "So late, {n} count all the same for your household.",
                counted,
            )
        )
    back = Button(t("Undo"), data("bookings", "backall", id, int(now.timestamp())))
    return View((paragraph(*said), paragraph(t("You can take it back for ten minutes."))), (back,))


def taken_back(space: Space, id: int, count: int, lost: Sequence[Booking]) -> View:
    """`lost`: those that somebody else has by now."""
    said = [
        tn("{n} date is booked again: {space}.", "{n} dates are booked again: {space}.", count, space=space.name)
    ]
    if lost:
        named = Listing(tuple(t("{day}", day=Moment(one.times.starts, "day")) for one in lost))
        said.append(t("Somebody else has the others now: {dates}.", dates=named))
    return View((paragraph(*said),), (whole(id),))


def ask_date() -> View:
    return View((paragraph(t("Which of its dates? Write for example: 9 March.")),), asks=t("One of its dates"))
