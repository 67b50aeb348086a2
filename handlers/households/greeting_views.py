"""What somebody sees who says hello: their household, or their lot, in two or three taps."""

from collections.abc import Sequence

from handlers.conversation.text import Listing, Text, t
from handlers.conversation.views import Button, View, paragraph
from handlers.members.model import Claim, Household, Member

from . import rules
from .views import as_choices, button, chosen_from, name_button, undo


def anybody_else(group: int, name: str) -> View:
    """The first question of a hello."""
    return View(
        (paragraph(t("Hello {name}.", name=name), t("Is somebody else of your home in this group?")),),
        (button(t("Yes"), "who", group, 0), button(t("No, nobody else"), "alone", group)),
    )


def who(group: int, people: Sequence[Member], page: int) -> View:
    """Who else lives there: a few names, others, or one to be typed."""
    buttons = chosen_from(
        as_choices(people),
        page,
        lambda number, name: name_button(name, "with", group, number),
        lambda following: button(t("Other neighbours"), "who", group, following),
        (button(t("Write a first name"), "write", group),),
    )
    return View((paragraph(t("Who?")),), buttons)


def ask_name() -> View:
    """A first name, to be typed."""
    return View((paragraph(t("Who? Write the first name.")),), asks=t("The first name"))


def which_of(group: int, people: Sequence[Member]) -> View:
    """Several people have the name that was typed."""
    buttons = chosen_from(
        as_choices(people),
        0,
        lambda number, name: name_button(name, "with", group, number),
        lambda following: button(t("Other neighbours"), "who", group, following),
    )
    return View((paragraph(t("Which of them?")),), buttons)


def home(group: int, names: Sequence[str], claims: Sequence[str], hello: str = "") -> View:
    """One's household as it is, and whose yes is awaited. `hello`: said with a greeting to this person."""
    said = [t("Hello {name}.", name=hello)] if hello else []
    said.append(t("Your household: {names}.", names=Listing(tuple(names))))
    said += [t("I am waiting for {name} to say yes.", name=name) for name in claims]
    buttons = [button(t("Somebody else too"), "who", group, 0)]
    if len(names) > 1 or claims:
        buttons.append(button(t("Only me"), "leave", group))
    return View((paragraph(*said),), tuple(buttons))


# What was noted, and the way to a private conversation


def noted(group: int, *said: Text, private: bool, back: Button | None) -> View:
    """What came of a hello. `private`: the person could still open a private conversation; `back` undoes."""
    if not private:
        return View((paragraph(*said),), () if back is None else (back,))
    offer = t("For your personal reminders, open the private chat too.")
    return View(
        (paragraph(*said, offer),),
        (button(t("Open the private chat"), "private", group), button(t("Later"), "later", group)),
    )


def claimed(mine: str, other: Member) -> tuple[Text, Text]:
    """Two sentences: what was noted, and what the other still has to do."""
    one = t("Noted: {names}, one household.", names=Listing((mine, other.person.name)))
    if not other.reached:
        return one, t("Those who run the group only have to say yes.")
    return one, t("{name} only has to say yes.", name=other.person.name)


def named(mine: str, name: str) -> tuple[Text, Text]:
    """The same of somebody who is not in the group yet."""
    one = t("Noted: {names}, one household.", names=Listing((mine, name)))
    return one, t("I will ask {name} when they say hello.", name=name)


def together(names: Sequence[str]) -> Text:
    return t("Noted: {names}, one household.", names=Listing(tuple(names)))


def private_chat() -> View:
    """The private conversation, for whoever came by the button."""
    return View((paragraph(t("Here I answer you alone."), t("Your personal reminders come here.")),))


# The other is asked


def same_home(group: int, claim: Claim, person: Member) -> View:
    """« Karim dit que vous êtes du même foyer »; of somebody without an account, those who run the group are
    asked."""
    if person.reached:
        said = [
            t("Hello {name}.", name=person.person.name),
            t("{claimant} says that you are of one household.", claimant=claim.claimant.name),
        ]
    else:
        claimant, name = claim.claimant.name, person.person.name
        said = [t("{claimant} says that {name} is of their household.", claimant=claimant, name=name)]
    yes, no = button(t("Yes"), "yes", group, claim.id), button(t("No"), "no", group, claim.id)
    return View((paragraph(*said, t("Is that right?")),), (yes, no))


# Lots


def which_lot(group: int, lots: Sequence[Household], page: int, hello: str = "") -> View:
    """Which lot is yours? `hello`: said with a greeting to this person."""
    said = [t("Hello {name}.", name=hello)] if hello else []
    buttons = chosen_from(
        [(lot.id, lot.label) for lot in rules.in_order(lots)],
        page,
        lambda number, label: name_button(label, "lot", group, number),
        lambda following: button(t("Other lots"), "lots", group, following),
        (button(t("Write the number"), "number", group),),
    )
    return View((paragraph(*said, t("Which is your lot?")),), buttons)


def ask_lot() -> View:
    """The number of a lot, to be typed."""
    return View((paragraph(t("Which is your lot? Write its number.")),), asks=t("The number of the lot"))


def lot_claimed(name: str, lot: str, runs: bool) -> tuple[Text, Text]:
    """Two sentences: what was noted, and who confirms. `runs`: somebody runs the group."""
    one = t("Noted: {name}, {lot}.", name=name, lot=lot)
    if runs:
        return one, t("Those who run the group only have to say yes.")
    return one, t("It will be confirmed once somebody runs the group.")


def your_lot(group: int, name: str, lot: str, waits: bool) -> View:
    """One's lot, and whether it still has to be confirmed."""
    said = [t("Hello {name}.", name=name), t("Your lot: {lot}.", lot=lot)]
    if waits:
        said.append(t("Those who run the group have yet to confirm it."))
    return View((paragraph(*said),), (button(t("Another lot"), "lots", group, 0),))


def confirm_lot(group: int, claim: Claim) -> View:
    """Those who run the group are asked."""
    said = t("{claimant} gives this lot: {lot}.", claimant=claim.claimant.name, lot=claim.name)
    return View(
        (paragraph(said, t("Is that right?")),),
        (button(t("That is right"), "yes", group, claim.id), button(t("No"), "no", group, claim.id)),
    )


def lot_confirmed(group: int, claim: Claim, without_account: Sequence[Member], more: bool) -> View:
    """Told to whoever confirmed; with the people of that lot who have no account, who may be the same.
    `more`: another lot waits."""
    said = [t("Noted: {name}, {lot}.", name=claim.claimant.name, lot=claim.name)]
    buttons = [button(t("The next one"), "confirm", group)] if more else []
    buttons.append(undo("put", group, claim.claimant.id, 0))
    if without_account:
        names = Listing(tuple(member.person.name for member in without_account))
        said.append(t("Without an account, this lot has {names}: perhaps the same person.", names=names))
        buttons.append(button(t("Remove the double"), "remove", group, without_account[0].person.id))
    return View((paragraph(*said),), tuple(buttons))
