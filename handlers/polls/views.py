"""What everybody sees of a poll while it is open: its card, and that it was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.differing import differing
from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.conversation.typed import capital, lowered
from handlers.conversation.views import (
    LABEL_LENGTH,
    Block,
    Button,
    Items,
    Paragraph,
    Title,
    View,
    data,
    paragraph,
)
from handlers.members import hours
from handlers.members.model import Group
from handlers.members.voices import lacking, one_voice

from .days import fitting
from .model import Correction, Option, Poll
from .sentences import (
    advice,
    all_answered,
    answered,
    counts,
    given_for_others,
    has_sheet,
    label,
    lists_choices,
)


def card(
    poll: Poll, group: Group, author: str | Text, now: datetime, names: Mapping[int, Sequence[str]] | None = None
) -> View:
    """The living card of an open poll. `names`: who takes what, by choice, where people sign up."""
    if poll.kind == "trial":
        return _trial(poll)
    blocks: list[Block] = [*_head(poll, group, author, now)]
    if lists_choices(poll) or poll.style == "signup":
        lines = tuple(line(poll, option, (names or {}).get(option.id, ())) for option in poll.options)
        blocks.append(Items(lines, numbered=True))
    if poll.answered:
        few = poll.hidden or poll.style in ("availability", "signup") or len(poll.options) > MOST_COUNTED
        said = (answered(poll),) if few else counts(poll).sentences
        blocks.append(Paragraph((*said, *given_for_others(poll)), counts=not few))
    if not poll.hidden and advice(poll):
        blocks.append(Paragraph(tuple(advice(poll))))
    if poll.everybody_answered:
        blocks.append(paragraph(all_answered(poll), *hours.result_at(group, poll.closing_at)))
    return View(
        tuple(blocks),
        (*_choices(poll), more_button(poll)),
        moved=t("This poll continues below."),
        secret=poll.hidden,
    )


MOST_COUNTED = 8
"""Choices whose numbers are said in one sentence; more of them have their numbers on their lines."""


def _head(poll: Poll, group: Group, author: str | Text, now: datetime) -> tuple[Block, ...]:
    end = Moment(group.local(poll.ends_at))
    asks = t("Vote: {question}", question=lowered(poll.question)) if poll.hidden else verbatim(poll.question)
    if poll.prolonged:
        return (
            Title(asks, "🗳️"),
            paragraph(
                lacking(poll.voice, poll.answered, poll.quorum), t("I give three days more, until {end}.", end=end)
            )
            if not poll.reaches_quorum
            else paragraph(t("It ends {end}.", end=end)),
        )
    if poll.reminded_at is not None and not poll.hidden:
        left = _left(poll, group, now)
        return (
            Title(t("{left}: {question}", left=left, question=poll.question), "🗳️"),
            Paragraph((answered(poll), t("It ends {end}.", end=end))),
        )
    return (Title(asks, "🗳️"), *consultation(group, poll), Paragraph(tuple(_about(poll, author, end))))


def consultation(group: Group, poll: Poll) -> tuple[Block, ...]:
    """In a condominium a vote prepares the general assembly, and never replaces it (law of 10 July 1965,
    article 17)."""
    if not (poll.hidden and group.kind == "condominium"):
        return ()
    return (
        paragraph(
            t("🟡 Consultation among neighbours."),
            t("This is no vote of a general assembly."),
            t("Only the assembly that the manager convenes can decide."),
        ),
    )


def _about(poll: Poll, author: str | Text, end: Moment) -> Sequence[Text]:
    """Whose question it is, until when, who has a voice and who sees what."""
    if poll.hidden:
        shown = t("The results appear at the end, without names.")
        return (one_voice(poll.voice), shown, t("Until {end}.", end=end))
    whose = (
        t("Question from {author}, until {end}.", author=poll.credited, end=end)
        if poll.credited
        else t("Poll by {author}, until {end}.", author=author, end=end)
    )
    said = [whose]
    if poll.style == "several":
        few = tn("{n} answer at most.", "{n} answers at most.", poll.most)
        said.append(t("Several answers are possible.") if poll.most >= len(poll.options) else few)
    elif poll.style == "one" and not poll.everybody_answered:
        said.append(one_voice(poll.voice))
    return (*said, t("Everyone sees who answered what."))


def line(poll: Poll, option: Option, names: Sequence[str] = ()) -> Text:
    """A choice on a line of the card, with what is known of it."""
    if poll.style == "signup":
        return _places(option, names)
    if poll.hidden or not poll.answered:
        return label(option)
    if poll.style == "availability":
        yes = tn("{n} yes", "{n} yes", option.ballots)
        if not option.maybe:
            return t("{choice}: {yes}", choice=label(option), yes=yes)
        return t("{choice}: {yes}, {maybe} if need be", choice=label(option), yes=yes, maybe=option.maybe)
    if len(poll.options) > MOST_COUNTED:
        return t("{choice}: {number}", choice=label(option), number=option.ballots)
    return label(option)


def _places(option: Option, names: Sequence[str]) -> Text:
    who = Listing(tuple(names))
    if option.places is None:
        return t("{choice}: {names}", choice=label(option), names=who) if names else label(option)
    left = option.places - option.ballots
    if left <= 0 and names:
        return t("{choice}: {names}. Full.", choice=label(option), names=who)
    if left <= 0:
        return t("{choice}: full", choice=label(option))
    free = tn("{n} place left", "{n} places left", left)
    if not names:
        return t("{choice}: {free}", choice=label(option), free=free)
    return t("{choice}: {names}. {free:cap}.", choice=label(option), names=who, free=free)


def _trial(poll: Poll) -> View:
    """The poll to try: no deadline to read, nothing to lose."""
    head = Title(t("To try: {question}", question=t("for the next meal, rather salty or rather sweet?")), "🗳️")
    body = (replace(counts(poll), counts=True),) if poll.answered else ()
    return View((head, *body), (*_choices(poll), more_button(poll)), moved=t("This poll continues below."))


def _left(poll: Poll, group: Group, now: datetime) -> Text:
    days = (group.local(poll.ends_at).date() - group.local(now).date()).days
    return t("One more day") if days == 1 else t("Last day") if days <= 0 else t("Reminder")


def _choices(poll: Poll) -> tuple[Button, ...]:
    if poll.style == "availability":
        return (
            Button(t("Give my answers"), data("polls", "sheet", poll.id)),
            Button(t("All suit me"), data("polls", "all", poll.id, 2)),
            Button(t("None suits me"), data("polls", "all", poll.id, 0)),
        )
    if has_sheet(poll):
        return (Button(t("Answer"), data("polls", "sheet", poll.id)),)
    listed = lists_choices(poll)
    buttons = tuple(
        Button(short(option, at if listed else 0), data("polls", "vote", poll.id, option.id))
        for at, option in enumerate(poll.options, 1)
    )
    if {option.stock for option in poll.options} == {"for", "against"}:
        return (*buttons, Button(t("I abstain"), data("polls", "blank", poll.id)))
    return buttons


def short(option: Option, number: int = 0) -> Text:
    """A choice as a button shows it, with its number on the card where there is one."""
    if option.stock:
        return label(option)
    place = f"{number}. " if number else ""
    return verbatim(place + fitting(capital(option.words), LABEL_LENGTH - len(place)))


def more_button(poll: Poll) -> Button:
    """The last button of every card."""
    return Button(t("⋯ More"), data("polls", "more", poll.id))


def corrected(poll: Poll, correction: Correction) -> View:
    """A correction that nobody can miss: a new message, once people have answered (transcripts.md §2.3)."""
    was, now = differing(correction.was, correction.now)
    who = correction.by or t("a neighbour")
    return View(
        (
            Title(t("{author} makes the question clearer.", author=who), "✏️"),
            paragraph(t("Before: {was}.", was=was), t("Now: {now}.", now=now)),
            paragraph(t("Your answers are kept."), t("Check yours.")),
        ),
        (
            Button(t("My answer"), data("polls", "mine", poll.id)),
            Button(t("See the poll"), data("polls", "card", poll.id)),
        ),
    )


def back(poll: Poll) -> Button:
    """To what « ⋯ Plus » opens."""
    return Button(t("↩️ Back"), data("polls", "more", poll.id))
