"""What people see of a poll."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.feature import Held
from handlers.conversation.text import Listing, Moment, Text, t, verbatim
from handlers.conversation.views import (
    LABEL_LENGTH,
    Bar,
    Button,
    Chart,
    Items,
    Paragraph,
    Title,
    View,
    data,
    paragraph,
)
from handlers.members.desk import appears_at
from handlers.members.model import Group

from .model import Ballot, Option, Poll
from .sentences import answered, capital, counts, inside, label, lists_choices, result_sentence


def card(poll: Poll, group: Group, author: str | Text, now: datetime) -> View:
    """The living card of an open poll."""
    end = Moment(group.local(poll.ends_at))
    if poll.reminded_at is not None:
        left = _left(poll, group, now)
        head = Title(t("{left}: {question}", left=left, question=poll.question), "🗳️")
        about = Paragraph((answered(poll), t("It ends {end}.", end=end)))
    else:
        head = Title(verbatim(poll.question), "🗳️")
        whose = (
            t("Question from {author}, until {end}.", author=poll.credited, end=end)
            if poll.credited
            else t("Poll by {author}, until {end}.", author=author, end=end)
        )
        once = () if poll.everybody_answered else (t("One voice per person."),)
        about = paragraph(whose, *once, t("Everyone sees who answered what."))
    blocks: list[Title | Paragraph | Items] = [head, about]
    if lists_choices(poll):
        blocks.append(Items(tuple(label(option) for option in poll.options), numbered=True))
    if poll.answered:
        blocks.append(counts(poll))
    if poll.everybody_answered:
        blocks.append(paragraph(t("Everyone has answered."), *_result_at(poll, group)))
    return View(tuple(blocks), (*_choices(poll), _more(poll)), moved=t("This poll continues below."))


def _result_at(poll: Poll, group: Group) -> tuple[Text, ...]:
    """When the result appears: fifteen minutes after the last answer, or in the morning."""
    at, morning = Moment(group.local(poll.closing_at), "hour"), appears_at(group, poll.closing_at)
    if morning is None:
        return (t("Result at {at}, time to change your mind.", at=at),)
    return (t("You can still change until {at}.", at=at), t("Result {morning}.", morning=Moment(morning)))


def _left(poll: Poll, group: Group, now: datetime) -> Text:
    days = (group.local(poll.ends_at).date() - group.local(now).date()).days
    return t("One more day") if days == 1 else t("Last day") if days <= 0 else t("Reminder")


def _choices(poll: Poll) -> tuple[Button, ...]:
    listed = lists_choices(poll)
    return tuple(
        Button(_short(option, at if listed else 0), data("polls", "vote", poll.id, option.id))
        for at, option in enumerate(poll.options, 1)
    )


def _short(option: Option, number: int) -> Text:
    if option.stock:
        return label(option)
    words = f"{number}. {capital(option.words)}" if number else capital(option.words)
    return verbatim(words if len(words) <= LABEL_LENGTH else words[: LABEL_LENGTH - 1].rstrip() + "…")


def _more(poll: Poll) -> Button:
    return Button(t("⋯ More"), data("polls", "more", poll.id))


def closed_card(poll: Poll) -> View:
    """What the card becomes once the result stands below it."""
    ended = paragraph(t("This poll has ended."), result_sentence(poll))
    return View((Title(verbatim(poll.question), "🗳️"), ended), only_replaces=True)


def withdrawn_card() -> View:
    """What the card becomes when it is taken back, by its author or by those who run the group."""
    return View((paragraph(t("This poll was withdrawn.")),), only_replaces=True)


def result(poll: Poll, group: Group, late: bool) -> View:
    """The result: a new message, one sentence and a picture."""
    sentences = [result_sentence(poll)]
    head = Title(verbatim(poll.question), "🗳️")
    blocks: list[Title | Paragraph | Chart] = [head, Paragraph(tuple(sentences)), counts(poll)]
    if poll.answered:
        blocks.append(chart(poll))
    if late:
        was = Moment(group.local(poll.closing_at))
        blocks.append(paragraph(t("I was stopped: this poll was to end {end}.", end=was)))
    blocks.append(paragraph(t("A poll gives an opinion."), t("It does not decide alone.")))
    return View(tuple(blocks), (_more(poll),))


def chart(poll: Poll) -> Chart:
    """Bars with numbers; the alternative text says every number too."""
    leaders = {option.id for option in poll.leaders()}
    words = tuple(t("{choice} {number}", choice=label(o), number=o.ballots) for o in poll.options)
    return Chart(
        title=verbatim(poll.question),
        bars=tuple(Bar(label(o), o.ballots, o.id in leaders) for o in poll.options),
        note=answered(poll),
        alternative=t("Bar chart: {counts}.", counts=Listing(words, "commas")),
    )


def opened(poll: Poll, group: Group, appears: datetime | None) -> View:
    """Told to the author alone: it stands in the group, and how to take it back."""
    end = Moment(group.local(poll.ends_at))
    where = (
        t("Your poll is in the group, until {end}.", end=end)
        if appears is None
        else t("It is night: your poll will appear {at}, until {end}.", at=Moment(appears), end=end)
    )
    return View((paragraph(where),), (Button(t("Undo"), data("polls", "withdraw", poll.id)),))


def closed(appears: datetime | None) -> Text:
    """Told to whoever ended the poll by hand."""
    if appears is None:
        return t("The poll is over. The result is in the group.")
    return t("The poll is over. The result will appear {at}.", at=Moment(appears))


def withdrawn(poll: Poll) -> View:
    """Told to whoever withdrew the poll, with ten minutes to think again."""
    return View(
        (paragraph(t("The poll is withdrawn."), t("You have ten minutes to put it back.")),),
        (Button(t("Put it back"), data("polls", "restore", poll.id)),),
    )


def ask_question() -> View:
    """`/sondage` alone: one question for everything."""
    asked = t("Your question, and the choices?")
    how = t("One line each, or in one go: blue, green or yellow.")
    return View((paragraph(asked, how),), asks=t("Your question and the choices"))


def ask_choices(question: str) -> View:
    """The question came without choices."""
    asked = t("What are the choices?")
    how = t("One line each, or in one go: blue, green or yellow.")
    return View((Title(verbatim(question)), paragraph(asked, how)), asks=t("The choices"))


def more(poll: Poll, runs: bool) -> View:
    """What « ⋯ Plus » opens: it depends on who taps."""
    mine = Button(t("My answer"), data("polls", "mine", poll.id))
    who = Button(t("Who answered"), data("polls", "who", poll.id))
    what = Button(t("What is this?"), data("polls", "what", poll.id))
    head = (Title(verbatim(poll.question)),)
    if poll.state != "open" or not runs:
        return View(head, (mine, who, what))
    return View(
        head,
        (
            mine,
            who,
            Button(t("Extend"), data("polls", "extend", poll.id)),
            Button(t("End it"), data("polls", "close", poll.id)),
            Button(t("Delete"), data("polls", "withdraw", poll.id)),
        ),
    )


def held(opened: Sequence[str], answers: Sequence[tuple[str, Option | None]]) -> Sequence[Held]:
    """What polls hold about a person: the questions they asked, the answers they gave."""
    kinds = (
        Held(t("Your polls"), tuple(verbatim(question) for question in opened)),
        Held(
            t("Your answers to polls"),
            tuple(
                t(
                    "{question} → {answer}",
                    question=question,
                    answer=label(option) if option else t("No preference"),
                )
                for question, option in answers
            ),
        ),
    )
    return [kind for kind in kinds if kind.lines]


def back(poll: Poll) -> Button:
    return Button(t("↩️ Back"), data("polls", "more", poll.id))


def mine(poll: Poll, ballot: Ballot | None, open: bool) -> View:
    """One's own answer, and how to change it."""
    if ballot is None:
        said = t("You have not answered.")
    elif ballot.option is None:
        said = t("Your answer: no preference.")
    else:
        option = poll.option(ballot.option)
        said = t("Your answer: {choice}.", choice=inside(option) if option else verbatim(""))
    buttons = [back(poll)]
    if open:
        if ballot is not None:
            buttons.insert(0, Button(t("Take back my answer"), data("polls", "retract", poll.id)))
        buttons.insert(0, Button(t("No preference"), data("polls", "blank", poll.id)))
    return View((paragraph(said),), tuple(buttons))


def who_answered(poll: Poll, ballots: Sequence[Ballot]) -> View:
    """The names, choice by choice: this poll was announced as open."""
    lines = []
    for option in (*poll.options, None):
        names = tuple(b.name or t("Somebody") for b in ballots if b.option == (option.id if option else None))
        if names:
            head = label(option) if option else t("No preference")
            lines.append(t("{choice}: {names}.", choice=head, names=Listing(names)))
    blocks: tuple[Title | Items | Paragraph, ...] = (
        Title(verbatim(poll.question)),
        Items(tuple(lines)) if lines else paragraph(t("Nobody has answered.")),
    )
    return View(blocks, (back(poll),))


def what_is_this(poll: Poll) -> View:
    """The poll explained in three sentences."""
    return View(
        (
            paragraph(
                t("A poll shows what the neighbours think."),
                t("Tap a choice; tap another one to change."),
                t("Everyone sees who answered what."),
            ),
        ),
        (back(poll),),
    )
