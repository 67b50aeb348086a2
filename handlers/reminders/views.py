"""What is seen of a reminder while it is set, changed, looked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.feature import Held
from handlers.conversation.near import soon
from handlers.conversation.quiet import next_allowed
from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, View, data, paragraph
from handlers.members.model import Group
from handlers.members.views import short

from . import rules
from .model import About, Reminder

SHOWN = 3
"""Reminders on one screen of the list: with « more » and « a new one » it has five buttons."""


@dataclass(frozen=True)
class Said:
    """`rhythm`: how it comes back, in words of whoever looks. `names` of whoever set it, and whose words it is.
    `reachable`: whoever looks can be told something alone. `mine`: they have set it."""

    rhythm: str
    names: Mapping[int, str]
    reachable: bool = True
    mine: bool = True
    may_change: bool = True


def words_of(reminder: Reminder, names: Mapping[int, str]) -> Text:
    """What is to be remembered; of a neighbour's words, and then whose they are: a name keeps its capital."""
    author = names.get(reminder.said_by or 0, reminder.said_name)
    if not author:
        return verbatim(reminder.words)
    return t("“{words}”, says {author}", words=reminder.words, author=author)


def reminder(group: Group, of: Reminder, said: Said, now: datetime, *, new: bool = False) -> View:
    """One reminder: when it rings, for whom, and what can be done with it. `now` on the group's clock."""
    words = words_of(of, said.names)
    first = [t("⏰ Noted: {words:low}.", words=words) if new else t("⏰ {words:cap}.", words=words)]
    if said.rhythm:
        first.append(t("{rhythm:cap}.", rhythm=said.rhythm))
    first.append(_when(of, now))
    blocks: list[Block] = [paragraph(*first), paragraph(*_for_whom(group, of, said))]
    return View(tuple(blocks), _buttons(of, said))


def _when(of: Reminder, now: datetime) -> Text:
    if of.state == "ended":
        return t("It is over.")
    if of.state == "paused":
        return t("It is paused.")
    assert of.next_at is not None, "what is active is ahead"
    at = soon(of.next_at, now)
    return t("The next time: {moment}.", moment=at) if of.rule else t("{moment:cap}.", moment=at)


def _for_whom(group: Group, of: Reminder, said: Said) -> list[Text]:
    if of.audience == "one":
        alone = [t("For you alone.")]
        if not said.reachable:
            alone.append(t("Open a private chat with me, so that I can tell you in time."))
        return alone
    everybody = [t("For the whole group.")]
    if not said.mine and (name := said.names.get(of.person or 0)):
        everybody = [t("For the whole group, set by {name}.", name=name)]
    if of.next_at is not None:
        appears = next_allowed(group.local(of.next_at), group.night)
        if appears != group.local(of.next_at):
            everybody.append(t("At night I wait until {hour}.", hour=Moment(appears, "hour")))
    return everybody


def _buttons(of: Reminder, said: Said) -> tuple[Button, ...]:
    back = Button(t("My reminders"), data("reminders", "list", 0))
    if not said.may_change:
        return (back,)
    buttons = []
    if of.state == "ended":
        return (Button(t("Change"), data("reminders", "change", of.id)), back)
    if of.state == "active":
        buttons.append(
            Button(t("For the group"), data("reminders", "for", of.id, "group"))
            if of.audience == "one"
            else Button(t("For me alone"), data("reminders", "for", of.id, "one"))
        )
        if not said.mine and of.audience == "group":
            buttons = []
    buttons.append(Button(t("Change"), data("reminders", "change", of.id)))
    if of.state == "paused":
        buttons.append(Button(t("Go on again"), data("reminders", "resume", of.id)))
    elif of.rule:
        buttons.append(Button(t("Pause"), data("reminders", "pause", of.id)))
    buttons.append(Button(t("Remove"), data("reminders", "remove", of.id)))
    return (*buttons, back)


def removed(of: Reminder) -> View:
    return View(
        (paragraph(t("I say it no more: {words:low}.", words=of.words)),),
        (
            Button(t("Undo"), data("reminders", "resume", of.id)),
            Button(t("My reminders"), data("reminders", "list", 0)),
        ),
    )


def over(of: Reminder) -> View:
    """Its time has passed: another one is asked for."""
    return View(
        (paragraph(t("The time of this is over: {words:low}.", words=of.words)),),
        (Button(t("Change"), data("reminders", "change", of.id)),),
    )


# What is asked


def ask_what(when: str | None) -> View:
    """`when`: the moment that was said already."""
    if when:
        return View(
            (paragraph(t("« {when} »: of what do I remind you?", when=when)),), asks=t("What is it about?")
        )
    return View(
        (
            paragraph(t("Of what do I remind you, and when?")),
            paragraph(t("For example: take the bread out in 20 minutes. Or: water the garden every 2 days at 8.")),
        ),
        asks=t("What, and when?"),
    )


def ask_when(words: str, now: datetime | None) -> View:
    """`now` on the group's clock: this evening is offered while it is ahead."""
    buttons = [Button(t("In 1 hour"), data("reminders", "when", "hour"))]
    if now is not None and now.time() < rules.EVENING:
        buttons.append(Button(t("This evening"), data("reminders", "when", "evening")))
    buttons.append(Button(t("Tomorrow morning"), data("reminders", "when", "morning")))
    return View(
        (
            paragraph(t("« {words} »: when?", words=words)),
            paragraph(t("Touch a moment, or write it. For example: every Tuesday at 7 pm.")),
        ),
        tuple(buttons),
        asks=t("When?"),
    )


def ask_change(of: Reminder | None) -> View:
    blocks: list[Block] = [] if of is None else [paragraph(t("⏰ {words:cap}.", words=of.words))]
    blocks.append(paragraph(t("Write another moment, or other words. For example: tomorrow at 6 pm.")))
    return View(tuple(blocks), asks=t("Another moment, or other words"))


# The list


def listed(reminders: Sequence[Reminder], now: datetime, page: int) -> View:
    """One's own and those of the group, three at a time from page 0. `now` on the group's clock."""
    new = Button(t("A new reminder"), data("reminders", "new"))
    if not reminders:
        example = t("For example: /rappel take the bread out in 20 minutes.")
        return View((paragraph(t("There is no reminder."), example),), (new,))
    begins = page * SHOWN if page * SHOWN < len(reminders) else 0
    shown = reminders[begins : begins + SHOWN]
    buttons = [
        Button(t("{words:cap}", words=short(one.words, 24)), data("reminders", "open", one.id)) for one in shown
    ]
    if len(reminders) > SHOWN:
        following = page + 1 if begins + SHOWN < len(reminders) else 0
        buttons.append(Button(t("The others"), data("reminders", "list", following)))
    lines = tuple(_line(one, now) for one in shown)
    title = tn("{n} reminder.", "{n} reminders.", len(reminders))
    return View((paragraph(title), Items(lines)), (*buttons, new))


def _line(of: Reminder, now: datetime) -> Text:
    when = t("paused") if of.next_at is None else soon(of.next_at, now)
    if of.audience == "group":
        return t("{words:cap}: {when}, for the group", words=of.words, when=when)
    return t("{words:cap}: {when}", words=of.words, when=when)


# What is kept of somebody


def held(about: About) -> list[Held]:
    kinds = (
        (t("Your reminders"), about.own),
        (t("Reminders that you set for your group"), about.for_the_group),
        (t("Your words, of which others are reminded"), about.quoted),
    )
    found = [Held(what, tuple(verbatim(words) for words in lines)) for what, lines in kinds if lines]
    if about.taken:
        times = tn("{n} time", "{n} times", about.taken)
        found.append(Held(t("That you did something, or said that you do it"), (times,)))
    return found
