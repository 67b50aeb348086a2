"""The card of a workshop that is fixed, and what each person sees of it alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, View, data, paragraph
from handlers.members.model import Person
from handlers.members.views import short

from . import things
from .box import Drawn
from .model import Brought, Coming, Slot, Thing, Workshop
from .rules import free_places
from .sentences import NAMED, how_many, is_one, lacking, needed, person_brings, total, when

SHOWN = 3
"""Things on one screen."""


def card(drawn: Drawn, now: datetime) -> View:
    """`now` on the group's clock."""
    workshop = drawn.workshop
    if workshop.slot is None:
        return View((paragraph(t("📅 {title}: no date is fixed.", title=workshop.title)),), only_replaces=True)
    if workshop.state == "cancelled":
        said = t("📅 Cancelled: {title:low}, {when}.", title=workshop.title, when=when(workshop.slot))
        return View((paragraph(said),), only_replaces=True)
    if workshop.state == "over":
        return _over(drawn, workshop.slot)
    reminded = workshop.reminded_at is not None
    blocks: list[Block] = [paragraph(*_head(drawn, workshop.slot, now)), paragraph(*_who(drawn))]
    if brings := _what(drawn):
        blocks.append(paragraph(*brings))
    buttons = [Button(t("I am coming"), data("workshops", "come", workshop.id))]
    if not reminded:
        buttons.append(Button(t("Perhaps"), data("workshops", "maybe", workshop.id)))
    buttons += [
        Button(t("Not this time"), data("workshops", "no", workshop.id)),
        Button(t("I bring something"), data("workshops", "bring", workshop.id)),
        Button(t("⋯ More"), data("workshops", "more", workshop.id)),
    ]
    return View(tuple(blocks), tuple(buttons), moved=t("This card is further down."))


def _head(drawn: Drawn, slot: Slot, now: datetime) -> list[Text]:
    workshop = drawn.workshop
    if workshop.reminded_at is not None:
        day = slot.starts.date() - now.date()
        if day == timedelta(days=1):
            return [t("📅 Tomorrow {when}: {title:low}.", when=when(slot), title=workshop.title)]
        if not day:
            return [t("📅 Today {when}: {title:low}.", when=when(slot), title=workshop.title)]
    if workshop.moved_from is not None:
        return [
            t("📅 The date changes: {title:low}, {when}.", title=workshop.title, when=when(slot)),
            t("It was to be {before}.", before=Moment(workshop.moved_from, "day")),
        ]
    return [t("📅 It is fixed: {title:low}, {when}.", title=workshop.title, when=when(slot))]


def _who(drawn: Drawn) -> list[Text]:
    """Those who said yes are signed up, until somebody says more; then everybody is counted."""
    people, workshop = drawn.people, drawn.workshop
    adults, children = total(people)
    said: list[Text] = []
    fresh = bool(people) and all(one.since == workshop.changed_at and one.places == 1 for one in people)
    if fresh:
        said.append(
            tn(
                "I signed up the person who said yes. The others, are you coming?",
                "I signed up the {n} people who said yes. The others, are you coming?",
                len(people),
            )
        )
    elif adults + children:
        many = how_many(adults, children)
        said.append(t("{many} comes.", many=many) if is_one(people) else t("{many} are coming.", many=many))
    else:
        said.append(t("Are you coming?"))
    if maybe := sum(one.comes == "maybe" for one in people):
        said.append(tn("{n} person perhaps.", "{n} people perhaps.", maybe))
    said += _places(drawn)
    return said


def _places(drawn: Drawn) -> list[Text]:
    free = free_places(drawn.workshop.capacity, drawn.people)
    if free is None:
        return []
    waiting = sum(one.comes == "waits" for one in drawn.people)
    said = [tn("{n} place is left.", "{n} places are left.", free) if free else t("It is full.")]
    if waiting:
        said.append(tn("{n} person waits for a place.", "{n} people wait for a place.", waiting))
    return said


def _what(drawn: Drawn) -> list[Text]:
    """What is needed, who brings what, what is missing."""
    if not drawn.brought:
        return [t("We also need {things}.", things=needed(drawn.things))] if drawn.things else []
    by: dict[int, list[Brought]] = {}
    for one in drawn.brought:
        by.setdefault(one.person, []).append(one)
    said = [
        person_brings(drawn.names.get(person, "?"), drawn.things, theirs)
        for person, theirs in list(by.items())[:NAMED]
    ]
    if len(by) > NAMED:
        said.append(tn("{n} other brings something.", "{n} others bring something.", len(by) - NAMED))
    missing = lacking(drawn.things, drawn.brought)
    if missing is not None:
        still = drawn.workshop.reminded_at is not None
        said.append(
            t("{things} still missing.", things=missing) if still else t("{things} missing.", things=missing)
        )
    return said


def _over(drawn: Drawn, slot: Slot) -> View:
    said = [t("📅 It was {when}: {title:low}.", when=when(slot), title=drawn.workshop.title)]
    adults, children = total(drawn.people)
    if adults + children:
        said.append(t("{many:cap}.", many=how_many(adults, children)))
    return View((paragraph(*said),), only_replaces=True)


# Alone


def party(workshop: Workshop, mine: Coming, place: int, whose: Person | None) -> View:
    """With how many; each tap adds one, or takes one away."""
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
    return View((paragraph(*said),), tuple(buttons))


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
    return View(
        (paragraph(said),),
        (
            Button(t("How many of us"), data("workshops", "many", workshop.id)),
            Button(t("Not this time"), data("workshops", "no", workshop.id)),
        ),
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


def more(drawn: Drawn, *, runs: bool, spoken: Sequence[Person]) -> View:
    """« ⋯ Plus »."""
    workshop = drawn.workshop
    asking = workshop.state == "asking"
    buttons = []
    if asking:
        buttons.append(Button(t("My answer"), data("workshops", "mine", workshop.id)))
        buttons.append(Button(t("Who has answered"), data("workshops", "whodates", workshop.id)))
    else:
        buttons.append(Button(t("Who is coming"), data("workshops", "who", workshop.id)))
        buttons.append(Button(t("How many of us"), data("workshops", "many", workshop.id)))
    if spoken:
        buttons.append(Button(t("Answer for somebody"), data("workshops", "for", workshop.id)))
    if runs and asking:
        buttons.append(Button(t("Choose the date"), data("workshops", "choose", workshop.id)))
    if runs:
        buttons.append(Button(t("Change"), data("workshops", "change", workshop.id)))
    said = [verbatim(workshop.title)]
    author = drawn.names.get(workshop.author or 0)
    if author is not None:
        said = [t("{title}, begun by {author}.", title=workshop.title, author=author)]
    return View((paragraph(*said),), tuple(buttons))


def whom(workshop: Workshop, spoken: Sequence[Person]) -> View:
    action = "mine" if workshop.state == "asking" else "come"
    return View(
        (paragraph(t("For whom do you answer, in their words?")),),
        tuple(
            Button(verbatim(short(one.name)), data("workshops", action, workshop.id, one.id)) for one in spoken[:5]
        ),
    )


def change(workshop: Workshop) -> View:
    """What whoever organises it may change."""
    asking = workshop.state == "asking"
    first = (
        Button(t("Add a date"), data("workshops", "adddate", workshop.id))
        if asking
        else Button(t("Another date"), data("workshops", "move", workshop.id))
    )
    return View(
        (paragraph(t("What do you change?")),),
        (
            first,
            Button(t("What we need"), data("workshops", "needs", workshop.id)),
            Button(t("Number of places"), data("workshops", "places", workshop.id)),
            Button(t("Another title"), data("workshops", "rename", workshop.id)),
            Button(t("Cancel it"), data("workshops", "cancel", workshop.id)),
        ),
    )


def ask(question: Text, example: Text, asks: Text) -> View:
    return View((paragraph(question), paragraph(example)), asks=asks)


def sure_to_cancel(workshop: Workshop, coming: int) -> View:
    said = [t("Cancel « {title} »?", title=workshop.title)]
    if coming:
        said.append(tn("I tell the person who comes.", "I tell the {n} people who come.", coming))
    return View((paragraph(*said),), (Button(t("Yes, cancel it"), data("workshops", "cancelyes", workshop.id)),))
