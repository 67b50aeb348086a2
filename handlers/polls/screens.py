"""What one person alone sees of a poll: receipts, what « ⋯ Plus » opens, their own answer, who answered."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.feature import Held
from handlers.conversation.text import Listing, Moment, Text, t, verbatim
from handlers.conversation.views import Block, Button, Items, Paragraph, Title, View, data, paragraph
from handlers.members.desk import appears_at
from handlers.members.model import Group
from handlers.members.voices import how_many

from .model import MAYBE, Ballot, Kind, Option, Poll, Style
from .sentences import answer_of, how_to_answer, label
from .views import back
from .voices import betrays, quorum


def opened(poll: Poll, group: Group, appears: datetime | None, end: Moment | None = None) -> View:
    """Told to the author alone: it stands in the group, what counts there, and how to take it back. `end` as the
    author's own words are read back."""
    end = end or Moment(group.local(poll.ends_at))
    where = (
        t("Your poll is in the group, until {end}.", end=end)
        if appears is None
        else t("It is night: your poll will appear {at}, until {end}.", at=Moment(appears), end=end)
    )
    morning = appears_at(group, poll.ends_at)
    told = () if morning is None else (t("That is at night: the result appears {at}.", at=Moment(morning)),)
    blocks: list[Block] = [paragraph(where, *told)]
    if poll.hidden:
        blocks.append(Paragraph((how_many(poll.voice, poll.voices), *quorum(poll), *betrays(poll))))
        return View(tuple(blocks), (Button(t("Undo"), data("polls", "withdraw", poll.id)),))
    tune = () if poll.style == "signup" else (Button(t("Other kind of answers"), data("polls", "tune", poll.id)),)
    return View(tuple(blocks), (Button(t("Undo"), data("polls", "withdraw", poll.id)), *tune))


def ask_question(kind: Kind = "poll", style: Style = "one") -> View:
    """`/sondage`, `/vote` or « Qui apporte quoi ? » alone: one question for everything."""
    asked = t("Your question, and the choices?")
    how = t("One line each, or in one go: blue, green or yellow.")
    if kind == "vote":
        how = t("One line each. Nobody sees the answers before the end.")
    elif style == "signup":
        asked = t("For what, and what is needed?")
        how = t("One line each, with the places: « Cake (2 places) ».")
    return View((paragraph(asked, how),), asks=t("Your question and the choices"))


def ask_choices(question: str) -> View:
    """The question came without choices."""
    asked = t("What are the choices?")
    how = t("One line each, or in one go: blue, green or yellow.")
    return View((Title(verbatim(question)), paragraph(asked, how)), asks=t("The choices"))


def ask_until(question: str, why: Text | None = None) -> View:
    """The end that was said cannot be: for another one."""
    asked = t("Until when? For example: until Friday noon.")
    said = (asked,) if why is None else (why, asked)
    return View((Title(verbatim(question)), paragraph(*said)), asks=t("Until when"))


def withdrawn(poll: Poll) -> View:
    """Told to whoever withdrew the poll, with ten minutes to think again."""
    return View(
        (paragraph(t("The poll is withdrawn."), t("You have ten minutes to put it back.")),),
        (Button(t("Put it back"), data("polls", "restore", poll.id)),),
    )


def closed(appears: datetime | None) -> Text:
    """Told to whoever ended the poll by hand."""
    if appears is None:
        return t("The poll is over. The result is in the group.")
    return t("The poll is over. The result will appear {at}.", at=Moment(appears))


def more(poll: Poll, *, runs: bool, speaks_for_others: bool) -> View:
    """What « ⋯ Plus » opens: it depends on who taps. Those who run the poll find the rest one tap further."""
    if not runs or poll.state != "open":
        return others(poll, runs=runs, speaks_for_others=speaks_for_others)
    return View(
        (Title(verbatim(poll.question)),),
        (
            *(() if poll.kind == "trial" else (Button(t("Correct"), data("polls", "correct", poll.id)),)),
            Button(t("Extend"), data("polls", "extend", poll.id)),
            Button(t("End it"), data("polls", "close", poll.id)),
            Button(t("Delete"), data("polls", "withdraw", poll.id)),
            Button(t("Other things"), data("polls", "others", poll.id)),
        ),
    )


def others(poll: Poll, *, runs: bool, speaks_for_others: bool) -> View:
    """What everybody finds behind « ⋯ Plus », as far as it applies to them."""
    open = poll.state == "open"
    buttons = [Button(t("My answer"), data("polls", "mine", poll.id))]
    if not poll.hidden:
        buttons.append(Button(t("Who answered"), data("polls", "who", poll.id)))
    elif runs:
        buttons.append(Button(t("Who has not answered"), data("polls", "missing", poll.id)))
    if open and speaks_for_others:
        buttons.append(Button(t("Answer for somebody"), data("polls", "for", poll.id)))
    if open and poll.grows and not poll.hidden:
        buttons.append(Button(t("Add a choice"), data("polls", "add", poll.id)))
    buttons.append(Button(t("What is this?"), data("polls", "what", poll.id)))
    return View((Title(verbatim(poll.question)),), tuple(buttons))


def mine(poll: Poll, ballot: Ballot | None, open: bool) -> View:
    """One's own answer, who gave it, and how to change it."""
    if ballot is None and poll.hidden and not open:
        said = t("I no longer know who answered what.")
    elif ballot is None:
        said = t("You have not answered.")
    elif ballot.entered_by:
        said = t(
            "{name} answered for you: {choice}. Receipt {number}.",
            name=ballot.entered_by,
            choice=answer_of(poll, ballot),
            number=ballot.receipt or 0,
        )
    else:
        said = t("Your answer: {choice}.", choice=answer_of(poll, ballot))
    buttons = [back(poll)]
    if open:
        if ballot is not None:
            take = t("This is not right") if ballot.entered_by else t("Take back my answer")
            buttons.insert(0, Button(take, data("polls", "retract", poll.id)))
        buttons.insert(0, Button(t("No preference"), data("polls", "blank", poll.id)))
    return View((paragraph(said),), tuple(buttons))


def who_answered(poll: Poll, ballots: Sequence[Ballot]) -> View:
    """The names, choice by choice: this poll was announced as open."""
    lines: list[Text] = []
    counted = [ballot for ballot in ballots if not ballot.advice]
    for option in poll.options:
        names = tuple(_chooser(ballot, option) for ballot in counted if _chose(ballot, option))
        if names:
            lines.append(t("{choice}: {names}.", choice=label(option), names=Listing(names)))
    none = tuple(_named(ballot) for ballot in counted if ballot.marks and not any(ballot.marks.values()))
    if none:
        lines.append(t("{choice}: {names}.", choice=t("None suits me"), names=Listing(none)))
    blank = tuple(_named(ballot) for ballot in counted if ballot.option is None and not ballot.marks)
    if blank:
        lines.append(t("{choice}: {names}.", choice=t("No preference"), names=Listing(blank)))
    apart = tuple(_named(ballot) for ballot in ballots if ballot.advice)
    if apart:
        lines.append(t("Opinion apart: {names}.", names=Listing(apart)))
    blocks: tuple[Block, ...] = (
        Title(verbatim(poll.question)),
        Items(tuple(lines)) if lines else paragraph(t("Nobody has answered.")),
    )
    return View(blocks, (back(poll),))


def _chose(ballot: Ballot, option: Option) -> bool:
    return ballot.option == option.id or ballot.marks.get(option.id, 0) > 0


def _chooser(ballot: Ballot, option: Option) -> Text | str:
    name = _named(ballot)
    return t("{name} (if need be)", name=name) if ballot.marks.get(option.id) == MAYBE else name


def _named(ballot: Ballot) -> Text | str:
    name = ballot.name or t("Somebody")
    return t("{name} (through {relay})", name=name, relay=ballot.entered_by) if ballot.entered_by else name


def what_is_this(poll: Poll) -> View:
    """The poll explained in three sentences; from there, who sees what, and what a tie leads to."""
    tie = Button(t("If there is a tie"), data("polls", "seal", poll.id))
    buttons = (Button(t("Who sees what?"), data("polls", "sees", poll.id)), tie, back(poll))
    if poll.hidden:
        said = (
            t("A vote binds: each voice counts once."),
            how_to_answer(poll),
            t("Only the result is shown, at the end."),
        )
    else:
        said = (
            t("A poll shows what the neighbours think."),
            how_to_answer(poll),
            t("Everyone sees who answered what."),
        )
    return View((Paragraph(said),), buttons)


def if_tied(poll: Poll, seal: str) -> View:
    """What a tie leads to, and the seal of a possible draw, published from the opening on (ballots.md §4.7)."""
    return View(
        (
            Title(t("If there is a tie")),
            paragraph(t("You can vote again, draw lots, or speak of it at the meeting.")),
            paragraph(
                t("A draw cannot be steered: it was sealed when the poll opened."),
                t("Its seal: {seal}", seal=seal),
            ),
        ),
        (back(poll),),
    )


def who_sees_what(poll: Poll, in_the_open: bool = False) -> View:
    """Who sees what on this card. `in_the_open`: in a room of the group everybody sees what is tapped."""
    lines: tuple[Text, ...]
    if poll.hidden:
        lines = (
            t("Everyone: how many have answered, then the result."),
            t("Nobody: who chose what, neither now nor later."),
            *((t("Where reactions are seen, a vote is answered in private."),) if in_the_open else ()),
            t("Those who run the group: who has not answered yet."),
            t("With fewer than five answers, no numbers are shown."),
            t("If all choose the same, everyone knows what each chose."),
            t("At the end I erase who chose what."),
            *(betrays(poll) if poll.weighs else ()),
        )
    else:
        lines = (
            t("Everyone: how many chose what, and who."),
            *((t("Everyone: your reactions, as you tap them."),) if in_the_open else ()),
            t("My receipts are shown to you alone."),
            t("The names behind the answers go two months after the end."),
        )
    return View((Title(t("Who sees what?")), Items(lines)), (back(poll),))


def held(opened: Sequence[str], answers: Sequence[tuple[str, Option | None]]) -> Sequence[Held]:
    """What polls hold about a person: the questions they asked, the answers they gave."""
    kinds = (
        Held(t("Your polls"), tuple(_asked(question) for question in opened)),
        Held(
            t("Your answers to polls"),
            tuple(
                t(
                    "{question} → {answer}",
                    question=_asked(question),
                    answer=label(option) if option else t("No preference"),
                )
                for question, option in answers
            ),
        ),
    )
    return [kind for kind in kinds if kind.lines]


def _asked(question: str) -> Text:
    return verbatim(question) if question else t("A trial poll")
