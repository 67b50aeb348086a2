"""What somebody sees who puts the roll right."""

from collections.abc import Sequence

from handlers.conversation.text import Listing, t, tn, verbatim
from handlers.conversation.views import Button, Title, View, paragraph
from handlers.members.model import Group, Household, Member, Person
from handlers.members.views import short

from . import rules
from .views import as_choices, back_to_list, button, chosen_from, name_button

FIRST_WORD = 8
"""Characters of a name within a button that says more than the name."""


def wrong(group: Group) -> View:
    """« Ce n'est pas juste »: what is it?"""
    buttons = [
        button(t("Somebody is missing"), "missing", group.id),
        button(t("Somebody is too many"), "extra", group.id, 0),
        back_to_list(group.id),
    ]
    if rules.has_households(group):
        buttons.insert(0, button(t("My household"), "mine", group.id))
    if rules.has_lots(group):
        buttons.insert(0, button(t("My lot"), "mine", group.id))
    return View((paragraph(t("What is not right?")),), tuple(buttons))


def missing(group: int) -> View:
    """Most often somebody who is in the conversation has not said hello."""
    said = (
        t(
            "Somebody in the conversation only has to tap « 👋 Say hello ».",
        ),
        t("For anybody else, add them."),
    )
    return View((paragraph(*said),), (button(t("Add a neighbour"), "add", group), back_to_list(group)))


def too_many(group: int, people: Sequence[Member], page: int) -> View:
    """Who is no longer there?"""
    buttons = chosen_from(
        as_choices(people),
        page,
        lambda number, name: name_button(name, "report", group, number),
        lambda following: button(t("Other neighbours"), "extra", group, following),
        (back_to_list(group),),
    )
    return View((paragraph(t("Who is no longer in the group?")),), buttons)


def report(group: int, by: str, about: Person) -> View:
    """Told to those who run the group."""
    said = t("{by} says that {name} is no longer in the group.", by=by, name=about.name)
    leave = button(t("Leave it"), "keepin", group, about.id)
    return View((paragraph(said),), (leave, button(t("Remove"), "remove", group, about.id)))


# Those who run the group


def correct(group: int, waiting: int) -> View:
    """What those who run a condominium put right. `waiting`: lots to be confirmed."""
    buttons = [button(t("A person"), "people", group, 0)]
    if waiting:
        buttons.append(button(tn("To confirm: {n}", "To confirm: {n}", waiting), "confirm", group))
    buttons += [button(t("Paste the list"), "paste", group), back_to_list(group)]
    return View((paragraph(t("What shall be corrected?")),), tuple(buttons))


def people(group: int, members: Sequence[Member], page: int) -> View:
    """Whose place in the roll shall be corrected?"""
    buttons = chosen_from(
        as_choices(members),
        page,
        lambda number, name: name_button(name, "person", group, number),
        lambda following: button(t("Other neighbours"), "people", group, following),
        (back_to_list(group),),
    )
    return View((paragraph(t("Whom is it about?")),), buttons)


def person(group: Group, member: Member, home: Household | None) -> View:
    """What can be done about somebody."""
    id, buttons = member.person.id, []
    if home is not None and not rules.has_lots(group) and rules.has_households(group):
        buttons.append(button(t("Change the household"), "move", group.id, id, 0))
    if home is not None and rules.has_lots(group):
        buttons.append(button(t("Change the lot"), "move", group.id, id, 0))
    if home is not None and len(home.people) > 1:
        buttons.append(button(t("Name who answers"), "holder", group.id, home.id))
    if member.decides:
        name = short(member.person.name.split()[0] if member.person.name.split() else "", FIRST_WORD)
        buttons.append(button(t("Who answers for {name}", name=name), "relays", group.id, id))
    buttons.append(button(t("↩️ Back"), "people", group.id, 0))
    buttons.append(button(t("Remove from the group"), "remove", group.id, id))
    said = [] if home is None or len(home.people) < 2 else [t("Household: {names}.", names=_names(home.people))]
    if home is not None and home.label:
        said = [t("{lot}: {names}.", lot=home.label, names=_names(home.people))]
    return View((Title(verbatim(member.person.name)), *([paragraph(*said)] if said else [])), tuple(buttons))


def _names(members: Sequence[Member]) -> Listing:
    return Listing(tuple(member.person.name for member in members))


def move(group: int, member: Member, others: Sequence[Member], page: int) -> View:
    """With whom does this person live?"""
    id = member.person.id
    buttons = chosen_from(
        as_choices(others),
        page,
        lambda other, name: name_button(name, "put", group, id, other),
        lambda following: button(t("Other neighbours"), "move", group, id, following),
        (button(t("With nobody"), "put", group, id, 0),),
    )
    return View((paragraph(t("With whom does {name} live?", name=member.person.name)),), buttons)


def move_to_lot(group: int, member: Member, lots: Sequence[Household], page: int) -> View:
    """Which is the lot of this person?"""
    id = member.person.id
    buttons = chosen_from(
        [(lot.id, lot.label) for lot in rules.in_order(lots)],
        page,
        lambda lot, label: name_button(label, "place", group, id, lot),
        lambda following: button(t("Other lots"), "move", group, id, following),
        (button(t("No lot"), "put", group, id, 0),),
    )
    return View((paragraph(t("Which is the lot of {name}?", name=member.person.name)),), buttons)


def moved(group: int, home: Household, back: Button) -> View:
    """Told to whoever moved somebody."""
    names = _names(home.people)
    said = (
        t("{lot}: {names}.", lot=home.label, names=names)
        if home.label
        else t("One household: {names}.", names=names)
    )
    return View((paragraph(t("Noted."), said),), (back,))


def holder(group: int, home: Household, page: int) -> View:
    """Who answers for this household?"""
    buttons = chosen_from(
        as_choices(home.people),
        page,
        lambda number, name: name_button(name, "hold", group, home.id, number),
        lambda following: button(t("Other neighbours"), "holder", group, home.id, following),
        (button(t("Nobody in particular"), "hold", group, home.id, 0),),
    )
    said = [t("Who answers for this household?")]
    held = next((member.person.name for member in home.people if member.person.id == home.holder), None)
    if held is not None:
        said.insert(0, t("Until now: {name}.", name=held))
    return View((paragraph(*said),), buttons)


def removed(group: int, who: Person) -> View:
    """Told to whoever removed somebody, with ten minutes to think again."""
    said = t("{name} is no longer in the group.", name=who.name)
    return View(
        (paragraph(said, t("You have ten minutes to put this right.")),),
        (button(t("Put back"), "restore", group, who.id),),
    )


# What is told to one person because somebody else acted


def now_lives(group: int, home: Household, by: str) -> View:
    """Told to whoever was moved by somebody who runs the group."""
    if home.label:
        said = t("{by} has noted your lot: {lot}.", by=by, lot=home.label)
    else:
        said = t("{by} has noted your household: {names}.", by=by, names=_names(home.people))
    return View((paragraph(said),), (button(t("This is not right"), "mine", group),))


def has_own_home(group: int, name: str) -> View:
    """Told to those whom somebody no longer lives with."""
    said = t("{name} has a household of their own now.", name=name)
    return View((paragraph(said),), (button(t("This is not right"), "mine", group),))


def says_yes(other: Member, names: Sequence[str]) -> View:
    """Told to whoever named a housemate."""
    yes = t("{name} says yes.", name=other.person.name) if other.reached else t("It is confirmed.")
    return View((paragraph(yes, t("One household: {names}.", names=Listing(tuple(names)))),))


def says_no(group: int, name: str) -> View:
    """Told kindly to whoever named a housemate in vain: nothing is lost."""
    said = (t("{name} counts as a household of their own.", name=name), t("Nothing changes for you."))
    return View((paragraph(*said),), (button(t("This is not right"), "mine", group),))


def lives_with(group: int, name: str, other: str) -> View:
    """Told to whoever named a housemate who has said yes to somebody else."""
    said = (
        t("{name} now lives with {other}.", name=name, other=other),
        t("Do you live there too? Tell me."),
    )
    return View((paragraph(*said),), (button(t("My household"), "mine", group),))


def lot_is(lot: str) -> View:
    """Told to whoever said which lot is theirs."""
    return View((paragraph(t("Your lot is confirmed: {lot}.", lot=lot)),))


def lot_is_not(group: int) -> View:
    """The same, where it was not confirmed."""
    said = (t("Those who run the group did not confirm your lot."), t("Perhaps another number?"))
    return View((paragraph(*said),), (button(t("Another lot"), "lots", group, 0),))
