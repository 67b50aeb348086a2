"""What is seen of turns: their order, whose is next, an exchange."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.conversation.views import Block, Button, Items, View, data, paragraph
from handlers.members.model import Group
from handlers.members.views import short

from .model import Reminder, Swap, Turn

NAME = 10
"""Characters of a first name on a button, beside « 30 septembre »."""
NAMED = 4
"""Households that are named; then « the others »."""
Names = Sequence[str]


def listing(names: Names) -> Listing:
    return Listing(tuple(names))


def _names(names: Names) -> Text:
    return t("{names}", names=listing(names))


def whose(words: Text, names: Names) -> Text:
    """One turn in the agenda."""
    return t("{words} ({names})", words=words, names=listing(names))


def read_back(group: Group, of: Reminder, rhythm: str, order: Sequence[Names], passing: Sequence[Names]) -> View:
    """Before anything begins: how often, in which order, who is left out."""
    weekly = "FREQ=WEEKLY" in of.rule and "INTERVAL" not in of.rule and "," not in of.rule
    match group.kind:
        case "condominium":
            first = t("One lot a week.") if weekly else t("One lot each time.")
        case "place":
            first = t("One person a week.") if weekly else t("One person each time.")
        case _:
            first = t("One household a week.") if weekly else t("One household each time.")
    named = [_names(names) for names in order[:NAMED]]
    if len(order) > NAMED + 1:
        named.append(t("then the others"))
    else:
        named += [_names(names) for names in order[NAMED:]]
    said = [first, t("The order: {names}.", names=Listing(tuple(named), "commas"))]
    if passing:
        left_out = Listing(tuple(name for names in passing for name in names))
        said.append(tn("{names} passes.", "{names} pass.", len(left_out.items), names=left_out))
    blocks: list[Block] = [
        paragraph(t("🔄 {words:cap}: {rhythm}.", words=of.words, rhythm=rhythm)),
        paragraph(*said),
    ]
    return View(
        tuple(blocks),
        (
            Button(t("Begin like this"), data("reminders", "turns", of.id)),
            Button(t("Change the order"), data("reminders", "order", of.id)),
        ),
        asks=t("First names, in another order"),
    )


def ask_order() -> View:
    return View(
        (
            paragraph(
                t("Write first names, in their order. The others follow as they were."),
                t("To leave somebody out: without Odette. To add them: with Odette."),
                t("Or another rhythm: every Thursday at 7 pm."),
            ),
        ),
        asks=t("First names, in another order"),
    )


def turns(
    of: Reminder, rhythm: str, coming: Sequence[tuple[datetime, Names]], *, mine: bool, may_change: bool
) -> View:
    """Turns that go on: whose are the next. `mine`: one of them is that of whoever looks."""
    words = t("🔄 {words:cap}: {rhythm}.", words=of.words, rhythm=rhythm)
    blocks: list[Block] = [paragraph(words, t("It is paused.")) if of.state == "paused" else paragraph(words)]
    if of.state == "active":
        lines = [t("{day:cap}: {names}", day=Moment(at, "day"), names=listing(names)) for at, names in coming]
        blocks.append(Items(tuple(lines)))
    buttons = []
    if mine and of.state == "active":
        buttons.append(Button(t("Exchange my turn"), data("reminders", "swap", of.id)))
    if may_change:
        buttons.append(Button(t("Change the order"), data("reminders", "order", of.id)))
        pause = Button(t("Pause"), data("reminders", "pause", of.id))
        buttons.append(
            Button(t("Go on again"), data("reminders", "resume", of.id)) if of.state == "paused" else pause
        )
        buttons.append(Button(t("Remove"), data("reminders", "remove", of.id)))
    buttons.append(Button(t("My reminders"), data("reminders", "list", 0)))
    return View(tuple(blocks), tuple(buttons))


# An exchange


def choose_swap(group: Group, of: Reminder, mine: Turn, others: Sequence[tuple[Turn, Names]]) -> View:
    day = Moment(group.local(mine.due_at), "day")
    said = t("{words:cap}: your turn is {day}. Exchange it with whom?", words=of.words, day=day)
    buttons = [
        Button(
            t("{name}, {day}", name=short(names[0], NAME), day=Moment(group.local(turn.due_at), "date")),
            data("reminders", "ask", of.id, _minutes(mine), _minutes(turn)),
        )
        for turn, names in others[:NAMED]
    ]
    return View((paragraph(said),), (*buttons, Button(t("↩️ Back"), data("reminders", "open", of.id))))


def _minutes(turn: Turn) -> int:
    return round(turn.due_at.timestamp()) // 60


def asked(names: Names) -> View:
    return View((paragraph(t("I ask {names}. Without an answer, nothing changes.", names=listing(names))),))


def ask_swap(group: Group, of: Reminder, swap: Swap, name: str) -> View:
    """For the other household."""
    yours, theirs = (Moment(group.local(turn.due_at), "day") for turn in (swap.theirs, swap.mine))
    return View(
        (
            paragraph(
                t("{name} would like to exchange with you: {words:low}.", name=name, words=of.words),
                t("You would have {theirs}, and {name} {yours}.", name=name, theirs=theirs, yours=yours),
            ),
            paragraph(t("Without an answer, nothing changes.")),
        ),
        (
            Button(t("Agreed"), data("reminders", "swapyes", swap.id)),
            Button(t("Not me"), data("reminders", "swapno", swap.id)),
        ),
    )


def agreed(group: Group, of: Reminder, swap: Swap) -> View:
    """For the other household, once it said yes."""
    day = Moment(group.local(swap.mine.due_at), "day")
    return View((paragraph(t("Exchanged. {words:cap}: your turn is {day}.", words=of.words, day=day)),))


def answered(group: Group, of: Reminder, swap: Swap, names: Names) -> View:
    """For whoever asked."""
    if swap.state == "agreed":
        day = Moment(group.local(swap.theirs.due_at), "day")
        return View((paragraph(t("Exchanged. {words:cap}: your turn is {day}.", words=of.words, day=day)),))
    day = Moment(group.local(swap.mine.due_at), "day")
    said = t("{words:cap}: no exchange. Your turn stays {day}.", words=of.words, day=day)
    return View((paragraph(said),))
