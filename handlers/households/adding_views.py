"""What somebody sees who adds a neighbour without an account, and who is asked to answer for them."""

from collections.abc import Sequence

from handlers.conversation.text import t
from handlers.conversation.views import View, paragraph
from handlers.members.model import Member, Person
from handlers.members.views import short

from .views import button, name_button, undo

SHOWN = 3
"""Names at once, so that « somebody else » and « I do not know yet » have their place."""
FIRST_WORD = 12
"""Characters of a name within a button that says more than the name."""


def ask_newcomer() -> View:
    """The first name of a neighbour, to be typed."""
    return View((paragraph(t("Their first name?")),), asks=t("The first name"))


def who_answers(group: int, person: Person, people: Sequence[Member], page: int, relays: Sequence[Person]) -> View:
    """Who can give the answers of somebody, with their agreement? `relays`: those who do already."""
    begins = page * SHOWN
    buttons = [
        name_button(member.person.name, "askrelay", group, person.id, member.person.id)
        for member in people[begins : begins + SHOWN]
    ]
    said = [t("Who can give the answers of {name}, with their agreement?", name=person.name)]
    if relays:
        said.insert(0, t("{relay} answers for {name}.", relay=relays[0].name, name=person.name))
        stop = t("No more {name}", name=short(relays[0].name, FIRST_WORD))
        buttons = [*buttons[: SHOWN - 1], button(stop, "unrelay", group, person.id, relays[0].id)]
    buttons.append(button(t("Somebody else"), "relays", group, person.id, page + 1))
    buttons.append(button(t("I do not know yet"), "norelay", group, person.id))
    return View((paragraph(*said),), tuple(buttons))


def asked(group: int, by: str, person: Person, asker: int) -> View:
    """Told to whoever may give somebody's answers; `by` says so, and is told of a no."""
    said = (
        t("{by} says that you can give the answers of {name}.", by=by, name=person.name),
        t("{name} agrees. Do you?", name=person.name),
    )
    yes = button(t("Yes"), "agree", group, person.id)
    return View((paragraph(*said),), (yes, button(t("No"), "decline", group, person.id, asker)))


def agreed(group: int, person: Person) -> View:
    """Told to whoever has said yes."""
    said = (
        t("Thank you. You give the answers of {name}.", name=person.name),
        t("Always in their words, and your name stands beside."),
    )
    return View((paragraph(*said),), (undo("stop", group, person.id),))


def declined(group: int, relay: str, person: Person) -> View:
    """Told to whoever asked."""
    said = t("{relay} cannot give the answers of {name}.", relay=relay, name=person.name)
    choose = button(t("Choose somebody"), "relays", group, person.id, 0)
    return View((paragraph(said),), (choose, button(t("Later"), "norelay", group, person.id)))
