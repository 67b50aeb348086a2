"""The planning, and what somebody has booked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph

from . import sentences
from .model import Booking, Space, Wait

SHOWN = 3


def week(
    spaces: Sequence[Space],
    bookings: Sequence[Booking],
    names: Mapping[int, Sequence[str | Text]],
    begins: datetime,
    only: int,
) -> View:
    """The bookings of a week, space by space; `names` by booking, where the group shows them; `only`: of one
    space, or 0."""
    last = begins + timedelta(days=6)
    title = Title(t("Planning from {first} to {last}", first=Moment(begins, "weekday"), last=Moment(last, "day")))
    blocks: list[Block] = [title]
    for space in spaces:
        of = [one for one in bookings if one.space == space.id]
        lines = tuple(line(space, one, names.get(one.id, ())) for one in of)
        if lines:
            blocks += [paragraph(t("{space}:", space=space.name)), Items(lines)]
        else:
            blocks.append(paragraph(t("{space}: free all week.", space=space.name)))
    monday = begins.date().toordinal()
    buttons = [
        Button(t("Next week"), data("bookings", "week", only, monday + 7)),
        Button(t("Previous week"), data("bookings", "week", only, monday - 7)),
        Button(t("Book"), data("bookings", "begin", 0)),
        Button(t("In my calendar"), data("bookings", "feed", "space" if only else "group", only)),
    ]
    asked = sum(one.state == "asked" for one in bookings)
    if asked:
        buttons.append(Button(tn("{n} is asked for", "{n} are asked for", asked), data("bookings", "asked", 0)))
    return View(tuple(blocks), tuple(buttons))


def line(space: Space, booking: Booking, names: Sequence[str | Text]) -> Text:
    """One booking of the planning."""
    who: Text | str = t("occupied")
    if booking.wish.title:
        who = booking.wish.title
    elif names:
        who = t("{names}", names=Listing(tuple(names)))
    when = sentences.when(space, booking.times)
    if booking.state == "asked":
        return t("{when:cap}: {who}, asked for", when=when, who=who)
    return t("{when:cap}: {who}", when=when, who=who)


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
