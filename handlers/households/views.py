"""The roll of a group as everybody sees it, and what all screens of households share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handlers.conversation.feature import Held
from handlers.conversation.text import Listing, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.model import Claim, Group, Here, Household, Member, Person, Relay
from handlers.members.views import short

from . import rules

FEATURE = "households"
LINES = 25
"""Households on one screen."""
MOST_TO_TELL = 8
"""People listed one by one who are to be told."""
BUTTONS = 5


def button(label: Text, action: str, group: int, *ids: int | str) -> Button:
    return Button(label, data(FEATURE, action, group, *ids))


def name_button(name: str, action: str, group: int, *ids: int | str) -> Button:
    return button(verbatim(short(name)), action, group, *ids)


def back_to_list(group: int) -> Button:
    return button(t("↩️ Back"), "list", group, 0)


def undo(action: str, group: int, *ids: int) -> Button:
    return button(t("Take back"), action, group, *ids)


def chosen_from(
    people: Sequence[tuple[int, str]],
    page: int,
    choice: Callable[[int, str], Button],
    more: Callable[[int], Button],
    others: Sequence[Button] = (),
) -> tuple[Button, ...]:
    """Buttons for some of these ids and names, page by page from 0, then `others`: five in all."""
    room = BUTTONS - len(others)
    each = room if len(people) <= room else room - 1
    begins = page * each if page * each < len(people) else 0
    buttons = [choice(id, name) for id, name in people[begins : begins + each]]
    if len(people) > room:
        buttons.append(more(page + 1 if begins + each < len(people) else 0))
    return (*buttons, *others)


def as_choices(members: Sequence[Member]) -> list[tuple[int, str]]:
    return [(member.person.id, member.person.name) for member in members]


# The roll


@dataclass(frozen=True)
class Roll:
    """What /foyers shows. `to_tell`: of whoever has no account, how many open questions are in each state."""

    group: Group
    households: Sequence[Household]
    members: Sequence[Member]
    claims: Sequence[Claim]
    relays: Sequence[Relay]
    to_tell: Sequence[tuple[Person, Mapping[str, int]]] = ()


STATES = {
    "": t("To be told: {what}"),
    "told": t("Told: {what}"),
    "unreachable": t("Cannot be reached: {what}"),
    "answered": t("Answered: {what}"),
}
"""What is known of an open question and somebody without an account; '' is nothing yet."""


def in_state(state: str, what: Text) -> Text:
    return Text(STATES[state].sentence, {"what": what})


def roll(shown: Roll, here: Here, page: int, speaks: bool) -> View:
    """The roll, 25 lines from page 0. `speaks`: this person may tell somebody of what waits for them."""
    lines = _lines(shown)
    begins = page * LINES if page * LINES < len(lines) else 0
    blocks: list[Block] = [Title(_title(shown))]
    if lines:
        blocks.append(Items(tuple(lines[begins : begins + LINES])))
    else:
        blocks.append(paragraph(t("Nobody who decides is here yet.")))
    blocks += _apart(shown.members)
    blocks += _to_tell(shown.to_tell)
    group = shown.group.id
    buttons = []
    if len(lines) > LINES:
        following = page + 1 if begins + LINES < len(lines) else 0
        label = t("More lines") if following else t("Back to the beginning")
        buttons.append(button(label, "list", group, following))
    buttons += [button(t("This is not right"), "wrong", group), button(t("Add a neighbour"), "add", group)]
    if speaks:
        buttons.append(button(t("Tell somebody"), "reach", group, 0))
    if here.runs:
        buttons.append(button(t("Correct"), "correct", group))
    return View(tuple(blocks), tuple(buttons))


def _title(shown: Roll) -> Text:
    lots = [home for home in shown.households if home.label]
    if rules.has_lots(shown.group) and lots:
        parts = sum(lot.parts or 0 for lot in lots)
        counted = tn("The {n} lot", "The {n} lots", len(lots))
        return t("{lots} ({parts})", lots=counted, parts=in_parts(parts)) if parts else counted
    if rules.has_households(shown.group):
        return tn("The {n} household", "The {n} households", len(shown.households))
    return tn("The {n} member", "The {n} members", sum(len(home.people) for home in shown.households))


def in_parts(parts: int) -> Text:
    return tn("{n} share", "{n} shares", parts)


def _lines(shown: Roll) -> list[Text]:
    if rules.has_lots(shown.group):
        lots = rules.in_order([home for home in shown.households if home.label])
        return [_lot(lot, shown) for lot in lots] + [
            _home(home, shown) for home in shown.households if not home.label
        ]
    if rules.has_households(shown.group):
        return [_home(home, shown) for home in shown.households]
    return [_person(member, shown.relays) for home in shown.households for member in home.people]


def _person(member: Member, relays: Sequence[Relay]) -> Text:
    """Who answers is said of those alone whom no message reaches: of others it would tell that they are away."""
    if member.reached:
        return verbatim(member.person.name)
    by = tuple(one.relay.name for one in relays if one.agreed and one.person.id == member.person.id)
    if not by:
        return verbatim(member.person.name)
    return t("{name}, through {relay}", name=member.person.name, relay=Listing(by))


def _people(home: Household, relays: Sequence[Relay]) -> Text:
    return Text("{words}", {"words": Listing(tuple(_person(member, relays) for member in home.people))})


def _home(home: Household, shown: Roll) -> Text:
    names = _people(home, shown.relays)
    here = {member.person.id for member in home.people}
    waiting = [_waits(claim, shown) for claim in shown.claims if claim.claimant.id in here]
    return t("{names} ({waiting})", names=names, waiting=Listing(tuple(waiting), "commas")) if waiting else names


def _waits(claim: Claim, shown: Roll) -> Text:
    if rules.has_lots(shown.group):
        return t("{lot} is to be confirmed", lot=claim.name)
    if claim.person is None:
        return t("{name} is not here yet", name=claim.name)
    name = next((m.person.name for m in shown.members if m.person.id == claim.person), claim.name)
    return t("{name} has yet to say yes", name=name)


def _lot(lot: Household, shown: Roll) -> Text:
    head = t("{lot} ({parts})", lot=lot.label, parts=in_parts(lot.parts)) if lot.parts else verbatim(lot.label)
    if lot.people:
        return t("{lot}: {names}", lot=head, names=_home(lot, shown))
    holder = next((m.person.name for m in shown.members if m.person.id == lot.holder), None)
    return head if holder is None else t("{lot}: {names}", lot=head, names=holder)


def _apart(members: Sequence[Member]) -> list[Block]:
    """Those who do not decide, kind by kind."""
    kinds = (
        ("accompaniment", t("Accompanying: {names}.")),
        ("professional", t("Advising: {names}.")),
        ("guest", t("Invited: {names}.")),
    )
    said = []
    for role, sentence in kinds:
        names = tuple(member.person.name for member in members if member.role == role)
        if names:
            said.append(Text(sentence.sentence, {"names": Listing(names)}))
    return [paragraph(*said)] if said else []


def _to_tell(to_tell: Sequence[tuple[Person, Mapping[str, int]]]) -> list[Block]:
    lines = [
        in_state(state, _questions(person, states[state]))
        for state in STATES
        for person, states in to_tell
        if states.get(state)
    ]
    if len(lines) > MOST_TO_TELL:
        left = len(lines) - MOST_TO_TELL
        lines = [*lines[:MOST_TO_TELL], tn("And {n} more.", "And {n} more.", left)]
    return [Items(tuple(lines))] if lines else []


def _questions(person: Person, number: int) -> Text:
    return t(
        "{name}, {questions}.", name=person.name, questions=tn("{n} open question", "{n} open questions", number)
    )


# Whom nobody has reached yet


def whom_to_tell(group: int, people: Sequence[Person], page: int) -> View:
    """Several people without an account: which of them?"""
    buttons = chosen_from(
        [(person.id, person.name) for person in people],
        page,
        lambda number, name: name_button(name, "tell", group, number),
        lambda following: button(t("Other neighbours"), "reach", group, following),
        (back_to_list(group),),
    )
    return View((paragraph(t("Whom is it about?")),), buttons)


def to_tell(group: int, person: Person, questions: Sequence[tuple[str, Text]]) -> View:
    """The open questions of somebody without an account, each with its state."""
    head = Title(verbatim(person.name))
    if not questions:
        return View((head, paragraph(t("Nothing waits."))), (back_to_list(group),))
    return View(
        (head, Items(tuple(in_state(state, words) for state, words in questions[:LINES]))),
        (
            button(t("Told"), "reached", group, person.id, "told"),
            button(t("Cannot be reached"), "reached", group, person.id, "unreachable"),
            back_to_list(group),
        ),
    )


# One's own data


def held(lines: Sequence[Text]) -> Sequence[Held]:
    """What is held about a person in their household, or nothing."""
    return [Held(t("Your household, and who answers for whom"), tuple(lines))] if lines else []
