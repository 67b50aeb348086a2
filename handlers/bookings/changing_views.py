"""What those who run the group see when they change a space."""

from collections.abc import Sequence, Set

from handlers.conversation.text import Listing, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph

from . import sentences
from .model import Booking, Space

PEOPLE = 3
"""People on one screen, beside « more » and « back »."""
NAMED = 5
"""Bookings that are named."""


def menu(space: Space, page: int) -> View:
    def button(label: Text, *parts: int | str) -> Button:
        return Button(label, data("bookings", *map(str, parts)))

    pages = (
        (
            button(t("Its name"), "reword", space.id, "rename"),
            button(t("How many there are"), "reword", space.id, "units"),
            button(t("Who looks after it"), "contact", space.id, 0),
            button(t("Keys, wifi…"), "reword", space.id, "info"),
            button(t("More"), "change", space.id, 1),
        ),
        (
            button(t("The list of people"), "people", space.id, 0),
            button(t("Share it no more"), "retire", space.id),
            button(t("↩️ Back"), "sheet", space.id),
        ),
    )
    title = Title(t("{space}: what changes?", space=space.name))
    return View((title,), pages[page if page < len(pages) else 0])


def ask(what: str, space: Space | None) -> View:
    """What is to be typed; `space`, where it is asked for the first time."""
    match what:
        case "rename":
            blocks: list[Block] = [paragraph(t("What is this space called?"))]
            asks = t("The name of the space")
        case "units":
            said = [t("How many are there? For example: 12.")]
            if space is not None:
                said.append(tn("There is {n} now.", "There are {n} now.", len(space.units)))
            blocks, asks = [paragraph(*said)], t("How many there are")
        case _:
            blocks = [
                paragraph(t("How does one get in? Keys, wifi, what one has to know.")),
                paragraph(
                    t("Only the household that has booked reads it, from the day itself."),
                    t("To remove it, write: remove."),
                ),
            ]
            if space is not None and space.info:
                blocks.append(paragraph(t("Something is written already. What you write takes its place.")))
            asks = t("Keys, wifi…")
    return View(tuple(blocks), asks=asks)


def changed(space: Space) -> View:
    return View(
        (paragraph(t("It is noted for {space}.", space=space.name)),),
        (
            Button(t("Change something else"), data("bookings", "change", space.id, 0)),
            Button(t("See the space"), data("bookings", "sheet", space.id)),
        ),
    )


def counted(space: Space, stay: Sequence[Booking]) -> View:
    """How many there are now; and the bookings that have one that is gone."""
    blocks: list[Block] = [
        paragraph(tn("There is {n} now.", "There are {n} now.", len(space.units))),
    ]
    if stay:
        said = tn(
            "{n} booking to come has more than are left. It stays: speak of it with its holder.",
            "{n} bookings to come have more than are left. They stay: speak of it with their holders.",
            len(stay),
        )
        lines = [t("{when:cap}", when=sentences.when(space, one.times)) for one in stay[:NAMED]]
        blocks += [paragraph(said), Items(tuple(lines))]
    return View(tuple(blocks), changed(space).buttons)


def who(space: Space, people: Sequence[tuple[int, str]], page: int) -> View:
    """Who looks after it, three at a time from page 0."""
    shown, following = _page(people, page)
    buttons = [
        Button(t("{name:short}", name=name), data("bookings", "namecontact", space.id, person))
        for person, name in shown
    ]
    if following is not None:
        buttons.append(Button(t("Other people"), data("bookings", "contact", space.id, following)))
    buttons.append(Button(t("Nobody"), data("bookings", "namecontact", space.id, 0)))
    said = [t("Who looks after {space}?", space=space.name), t("They are told when something is to be reported.")]
    return View((paragraph(*said),), tuple(buttons))


def _page(people: Sequence[tuple[int, str]], page: int) -> tuple[Sequence[tuple[int, str]], int | None]:
    begins = page * PEOPLE if page * PEOPLE < len(people) else 0
    if len(people) <= PEOPLE:
        return people, None
    following = begins // PEOPLE + 1
    return people[begins : begins + PEOPLE], following if following * PEOPLE < len(people) else 0


def people(space: Space, every: Sequence[tuple[int, str]], listed: Set[int], page: int) -> View:
    """Its list, and who can be put on it or taken off, three at a time from page 0."""
    shown, following = _page(every, page)
    names = [name for person, name in every if person in listed]
    said = [t("On the list: {names}.", names=Listing(tuple(names))) if names else t("Nobody is on the list.")]
    if not space.rules.listed:
        said.append(t("So far everybody may book: a rule can keep it to the list."))
    at = page if page * PEOPLE < len(every) else 0
    buttons = [
        Button(
            t(
                "{words:short}",
                words=t("Remove {name}", name=name) if person in listed else t("Add {name}", name=name),
            ),
            data("bookings", "listperson", space.id, person, int(person not in listed), at),
        )
        for person, name in shown
    ]
    if following is not None:
        buttons.append(Button(t("Other people"), data("bookings", "people", space.id, following)))
    buttons.append(Button(t("↩️ Back"), data("bookings", "change", space.id, 1)))
    return View((Title(t("{space}: who may book", space=space.name)), paragraph(*said)), tuple(buttons))


def sure_to_retire(space: Space, coming: Sequence[tuple[Booking, Sequence[str | Text]]]) -> View:
    """What would be freed, before it is."""
    blocks: list[Block] = [Title(t("{space}: shared no more?", space=space.name))]
    if coming:
        said = tn(
            "{n} booking to come would end. Its holder is told.",
            "{n} bookings to come would end. Each holder is told.",
            len(coming),
        )
        lines = [
            t("{when:cap}: {who}", when=sentences.when(space, one.times), who=Listing(tuple(names)))
            for one, names in coming[:NAMED]
        ]
        if len(coming) > NAMED:
            lines.append(tn("and {n} other", "and {n} others", len(coming) - NAMED))
        blocks += [paragraph(said), Items(tuple(lines))]
    else:
        blocks.append(paragraph(t("Nobody has it booked.")))
    return View(
        tuple(blocks),
        (
            Button(t("Share it no more"), data("bookings", "retired", space.id)),
            Button(t("↩️ Back"), data("bookings", "change", space.id, 1)),
        ),
    )


def retired(space: Space, seconds: int) -> View:
    said = [
        t("{space} is no longer shared.", space=space.name),
        t("For ten minutes, opening it again gives its bookings back."),
    ]
    return View((paragraph(*said),), (Button(t("Open it again"), data("bookings", "reopen", space.id, seconds)),))


def reopened(space: Space, back: int) -> View:
    said = [t("{space} is shared again.", space=space.name)]
    if back:
        said.append(tn("{n} booking is back.", "{n} bookings are back.", back))
    return View((paragraph(*said),), (Button(t("See the space"), data("bookings", "sheet", space.id)),))


def told_retired(space: Space, booking: Booking) -> View:
    """To its holder alone."""
    said = t(
        "{space} is no longer shared: your booking {when} has ended.",
        space=space.name,
        when=sentences.when(space, booking.times),
    )
    return View((paragraph(said, t("I am sorry. /espaces shows the other spaces.")),))


def every_retired(spaces: Sequence[Space], page: int) -> View:
    """Spaces that are shared no more, three at a time from page 0."""
    if not spaces:
        back = Button(t("↩️ Back"), data("bookings", "customs"))
        return View((paragraph(t("No space was closed.")),), (back,))
    begins = page * PEOPLE if page * PEOPLE < len(spaces) else 0
    shown = spaces[begins : begins + PEOPLE]
    buttons = [
        Button(t("{space:short}", space=space.name), data("bookings", "reopen", space.id, 0)) for space in shown
    ]
    if len(spaces) > PEOPLE:
        following = begins // PEOPLE + 1 if begins + PEOPLE < len(spaces) else 0
        buttons.append(Button(t("The other spaces"), data("bookings", "closed", following)))
    buttons.append(Button(t("↩️ Back"), data("bookings", "customs")))
    lines = tuple(verbatim(space.name) for space in shown)
    return View((paragraph(t("Which space is shared again?")), Items(lines)), tuple(buttons))
