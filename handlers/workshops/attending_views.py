"""What one person alone sees of a workshop: with how many they come, what they bring, what they are told."""

from collections.abc import Mapping, Sequence

from handlers.conversation.text import Listing, Moment, Text, t, verbatim
from handlers.conversation.views import Button, Items, View, data, paragraph
from handlers.members.model import Person
from handlers.members.views import short

from . import things
from .box import Drawn
from .model import Coming, Thing, Workshop
from .sentences import how_many, when

SHOWN = 3
"""Things on one screen."""


def party(workshop: Workshop, mine: Coming, place: int, whose: Person | None, *, typed: bool) -> View:
    """With how many; each tap adds one, or takes one away. `typed`: it can be written too."""
    many = how_many(mine.adults, mine.children)
    by = 0 if whose is None else whose.id
    if mine.comes == "waits":
        said = [t("It is full. You are number {place} on the waiting list: {many}.", place=place, many=many)]
        said.append(t("I tell you as soon as there is a place."))
    elif whose is not None:
        said = [t("Noted for {name}: {many}.", name=whose.name, many=many)]
    else:
        said = [t("Noted, you come: {many}.", many=many)]

    def with_(adults: int, children: int) -> str:
        return data("workshops", "with", workshop.id, by, adults, children)

    buttons = [
        Button(t("One adult more"), with_(mine.adults + 1, mine.children)),
        Button(t("One child more"), with_(mine.adults, mine.children + 1)),
    ]
    if mine.adults > 1 or (mine.adults and mine.children):
        buttons.append(Button(t("One adult less"), with_(mine.adults - 1, mine.children)))
    if mine.children > 1 or (mine.adults and mine.children):
        buttons.append(Button(t("One child less"), with_(mine.adults, mine.children - 1)))
    buttons.append(Button(t("Not this time"), data("workshops", "no", workshop.id, by)))
    return View((paragraph(*said),), tuple(buttons), asks=t("2 adults and 3 children") if typed else None)


def ask_party() -> View:
    example = t("For example: 2 adults and 3 children.")
    return View((paragraph(t("How many of you?"), example),), asks=t("2 adults and 3 children"))


def brings_still(workshop: Workshop) -> View:
    return View(
        (paragraph(t("Noted: not this time. You said that you bring something."), t("Do you bring it anyway?")),),
        (Button(t("I bring nothing"), data("workshops", "nothing", workshop.id)),),
    )


def what(drawn: Drawn, person: int, page: int) -> View:
    """What is still missing, three at a time; anything else is typed."""
    missing = things.missing(drawn.things, drawn.brought)
    open_ = [one for one in drawn.things if one.id in missing]
    begins = page * SHOWN if page * SHOWN < len(open_) else 0
    workshop = drawn.workshop
    buttons = [
        Button(verbatim(short(_cap(things.offered(one)))), data("workshops", "thing", workshop.id, one.id))
        for one in open_[begins : begins + SHOWN]
    ]
    if len(open_) > SHOWN:
        following = begins // SHOWN + 1 if begins + SHOWN < len(open_) else 0
        buttons.append(Button(t("The others"), data("workshops", "bring", workshop.id, following)))
    if any(one.person == person for one in drawn.brought):
        buttons.append(Button(t("I bring nothing"), data("workshops", "nothing", workshop.id)))
    head = t("What do you bring? Touch it, or write it.") if open_ else t("What do you bring? Write it.")
    return View((paragraph(head),), tuple(buttons), asks=t("What do you bring?"))


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(theirs: Sequence[Thing]) -> Listing:
    return Listing(tuple(one.words for one in theirs))


def who(drawn: Drawn) -> View:
    """Everybody by name: who comes and with how many, who perhaps, who waits."""
    lines: list[Text] = []
    kinds: Mapping[str, list[str | Text]] = {"yes": [], "maybe": [], "waits": []}
    for one in drawn.people:
        name = drawn.names.get(one.person, "?")
        if one.comes in kinds:
            alone = one.places == 1
            kinds[one.comes].append(
                name if alone else t("{name} ({many})", name=name, many=how_many(one.adults, one.children))
            )
    if kinds["yes"]:
        lines.append(t("Coming: {names}", names=Listing(tuple(kinds["yes"]))))
    if kinds["maybe"]:
        lines.append(t("Perhaps: {names}", names=Listing(tuple(kinds["maybe"]))))
    if kinds["waits"]:
        lines.append(t("Waiting for a place: {names}", names=Listing(tuple(kinds["waits"]))))
    if not lines:
        return View((paragraph(t("Nobody has answered yet.")),))
    return View((Items(tuple(lines)),))


# What is told


def place(workshop: Workshop) -> View:
    """A place is free: it is theirs."""
    assert workshop.slot is not None, "places are of what is fixed"
    said = t(
        "A place is free, and it is yours: {title:low}, {when}.", title=workshop.title, when=when(workshop.slot)
    )
    return View((paragraph(said),), _coming_or_not(workshop))


def moved(workshop: Workshop) -> View:
    """Told to whoever was to come."""
    assert workshop.slot is not None, "it was moved to some hours"
    assert workshop.moved_from is not None, "it was moved"
    said = [
        t("The date changes: {title:low}, {when}.", title=workshop.title, when=when(workshop.slot)),
        t("It was to be {before}.", before=Moment(workshop.moved_from, "day")),
        t("Does that suit you still?"),
    ]
    return View((paragraph(*said),), _coming_or_not(workshop))


def eve(workshop: Workshop) -> View:
    """The reminder of the day before, where the card in the group is about the date before this one."""
    assert workshop.slot is not None, "people are reminded of what has a date"
    said = t("📅 {when:cap}: {title:low}.", when=when(workshop.slot), title=workshop.title)
    return View((paragraph(said),), _coming_or_not(workshop))


def full(workshop: Workshop, place: int) -> View:
    """Told to whoever said yes to the date, and has no place. `place`: on the waiting list."""
    assert workshop.slot is not None, "places are of what is fixed"
    said = [
        t("It is fixed: {title:low}, {when}.", title=workshop.title, when=when(workshop.slot)),
        t("It is full. You are number {place} on the waiting list.", place=place),
        t("I tell you as soon as there is a place."),
    ]
    return View((paragraph(*said),), (Button(t("Not this time"), data("workshops", "no", workshop.id)),))


def revived(workshop: Workshop) -> View:
    """Told to whoever was told that it is cancelled."""
    said = t("It takes place after all: {title:low}.", title=workshop.title)
    if workshop.slot is not None:
        moment = when(workshop.slot)
        said = t("It takes place after all: {title:low}, {when}.", title=workshop.title, when=moment)
    return View((paragraph(said),))


def _coming_or_not(workshop: Workshop) -> tuple[Button, ...]:
    return (
        Button(t("How many of us"), data("workshops", "many", workshop.id)),
        Button(t("Not this time"), data("workshops", "no", workshop.id)),
    )


def cancelled(workshop: Workshop) -> View:
    """Told to everybody who comes."""
    if workshop.slot is None:
        return View((paragraph(t("{title:cap}: this was cancelled.", title=workshop.title)),))
    said = t(
        "Cancelled: {title:low}, {when}. You had said that you come.",
        title=workshop.title,
        when=when(workshop.slot),
    )
    return View((paragraph(said),))
