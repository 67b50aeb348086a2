"""The private screens on which a proposal takes its shape."""

from datetime import datetime

from handlers.conversation.differing import differing
from handlers.conversation.text import Moment, Text, t, verbatim
from handlers.conversation.typed import capital, lowered
from handlers.conversation.views import Block, Button, Title, View, data, paragraph
from handlers.members import voices
from handlers.members.electorate import Voice
from handlers.members.model import Group

from . import sentences
from .model import Proposal

SAID_WHOLE = 120
"""Characters of a former text that are read faster than a part of it is understood."""


def ask_text(before: str = "") -> View:
    """What is proposed; `before`: what was decided on it until now."""
    if before:
        return View(
            (
                Title(t("Today: {text}", text=lowered(before))),
                paragraph(t("What do you propose instead?"), t("Write the whole rule as it would be.")),
            ),
            asks=t("Your proposal"),
        )
    return View(
        (
            paragraph(t("What do you propose?"), t("One sentence, as it would be decided.")),
            paragraph(t("For example: the laundry open until 10 pm on Saturdays.")),
        ),
        asks=t("Your proposal"),
    )


def ask_why(text: str) -> View:
    """The one question (transcripts.md §3)."""
    return View(
        (Title(verbatim(capital(text))), paragraph(t("Why do you need it?"), t("One sentence is enough."))),
        asks=t("Why"),
    )


def ask_day() -> View:
    return View(
        (paragraph(t("Until when does the trial last?"), t("For example: until 30 June, or: six months.")),),
        asks=t("The last day"),
    )


def preview(group: Group, shape: Proposal, voice: Voice, every: int, before: str) -> View:
    """What the group will see, before anybody sees it: others are bound by it (transcripts.md §0 rule 5)."""
    blocks: list[Block] = [
        paragraph(
            t("Here is what the group will see: {text}.", text=sentences.bare(shape.text)),
            t("« {words} »", words=capital(shape.why)),
        )
    ]
    if before:
        blocks.append(paragraph(*changes(before, shape.text)))
    said = [sentences.deciding(voice, every), sentences.review(shape.review, group)]
    match shape.form:
        case "quick":
            said.append(t("Nothing but the question is asked, for three days."))
        case "full":
            said.append(t("Questions, opinions and the question each have their time."))
        case "meeting":
            said.append(t("You are together: I count, keep time and write down."))
        case "week":
            pass
    if shape.silence != "nothing":
        said.append(sentences.silence(shape.silence))
    if shape.effect:
        said.append(t("Once it is decided, I write it into the rules of the space."))
    blocks.append(paragraph(*said))
    return View(
        tuple(blocks),
        (
            Button(t("Send to the group"), data("proposals", "send")),
            Button(t("Change something"), data("proposals", "alter")),
            Button(t("✖️ Close"), data("proposals", "drop")),
        ),
    )


def changes(before: str, now: str) -> tuple[Text, Text]:
    """« Avant : la porte en bleu. Maintenant : la porte en vert. » The new text is whole, since it is what is
    decided; of a long old one only what differs is said."""
    was = before if len(before) <= SAID_WHOLE else differing(before, now)[0]
    return t("Before: {was}.", was=sentences.bare(was)), t("Now: {now}.", now=sentences.bare(now))


def waiting_to_be_sent(text: str, why: str) -> View:
    """The same, where somebody comes back to it."""
    return View(
        (
            Title(verbatim(capital(text))),
            paragraph(t("« {words} »", words=capital(why))),
            paragraph(t("This proposal was not sent yet.")),
        ),
        (
            Button(t("See it and send it"), data("proposals", "preview")),
            Button(t("✖️ Close"), data("proposals", "drop")),
        ),
    )


def alter() -> View:
    return View(
        (paragraph(t("What shall I change?")),),
        (
            Button(t("The text"), data("proposals", "reword", "text")),
            Button(t("The reason"), data("proposals", "reword", "why")),
            Button(t("How long, or a date"), data("proposals", "lasts")),
            Button(t("How we decide"), data("proposals", "form")),
            _back(),
        ),
    )


def forms() -> View:
    """How it is decided."""
    return View(
        (
            Title(t("How do we decide?")),
            paragraph(t("In a week: opinions for three days, then the question for three days.")),
            paragraph(t("Quickly: the question alone, for three days. For small things.")),
            paragraph(t("Round by round: questions, opinions, then the question.")),
            paragraph(t("At a meeting: you are together, and I keep time.")),
        ),
        (
            Button(t("In a week"), data("proposals", "form", "week")),
            Button(t("Quickly"), data("proposals", "form", "quick")),
            Button(t("Round by round"), data("proposals", "form", "full")),
            Button(t("At a meeting"), data("proposals", "form", "meeting")),
            Button(t("And without an answer?"), data("proposals", "silence")),
        ),
    )


def silences() -> View:
    """What it means that somebody does not answer (consent.md §2.6)."""
    return View(
        (
            Title(t("And whoever does not answer?")),
            paragraph(t("Two thirds must answer: silence is not a yes.")),
            paragraph(t("Or: who does not answer lets the others decide, once everybody was told.")),
            paragraph(t("Or: everybody must answer.")),
        ),
        (
            Button(t("Two thirds must answer"), data("proposals", "silence", "nothing")),
            Button(t("They let others decide"), data("proposals", "silence", "consent")),
            Button(t("Everybody must answer"), data("proposals", "silence", "required")),
            _back(),
        ),
    )


def lengths() -> View:
    return View(
        (paragraph(t("For how long?"), t("At the end of a trial, I ask whether you go on.")),),
        (
            Button(t("Trial of two months"), data("proposals", "lasts", 2, 1)),
            Button(t("Trial of three months"), data("proposals", "lasts", 3, 1)),
            Button(t("To see again in a year"), data("proposals", "lasts", 12, 0)),
            Button(t("Write a date"), data("proposals", "reword", "day")),
            _back(),
        ),
    )


def sent(proposal: Proposal, group: Group, appears: datetime | None) -> View:
    """Told to whoever has proposed."""
    if proposal.form == "meeting":
        return View((paragraph(t("The proposal is in the group."), t("You lead the rounds from its card.")),))
    end = Moment(group.local(proposal.ends_at))
    where = (
        t("Your proposal is in the group, until {end}.", end=end)
        if appears is None
        else t("It is night: your proposal will appear {at}, until {end}.", at=Moment(appears), end=end)
    )
    return View(
        (paragraph(where, voices.how_many(proposal.voice, proposal.voices)),),
        (Button(t("Withdraw"), data("proposals", "withdraw", proposal.id)),),
    )


def _back() -> Button:
    return Button(t("↩️ Back"), data("proposals", "preview"))
