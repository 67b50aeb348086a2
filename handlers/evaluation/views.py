"""What one person alone sees while they say what they thought, and what is kept of them."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.feature import Held, Waiting
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import Block, Button, Items, View, data, paragraph

from . import rules
from .box import Gathering
from .model import BEST, QUESTIONS, WORST, About, Given
from .sentences import ANSWERS, ASKED, label, said


def question(of: Gathering, asked: int, given: Given, *, came: bool, reads: bool) -> View:
    """One of the three. `came`: they had said that they come; `reads`: they may see what all thought. What they
    had answered is said in words: buttons stay in a chat after single answers are erased."""
    first = [t("{title:cap}: your opinion, {n} of {all}.", title=of.title, n=asked + 1, all=QUESTIONS)]
    if asked == 0:
        first.append(t("It is read without your name."))
        if not came:
            first.append(t("Answer if you were there."))
    blocks: list[Block] = [paragraph(*first), paragraph(ASKED[asked])]
    if mark := given.marks[asked]:
        blocks.append(paragraph(t("Your answer until now: {answer}.", answer=ANSWERS[asked][mark - 1])))
    buttons = [
        Button(label(asked, mark), data("evaluation", "mark", of.id, asked, mark))
        for mark in range(BEST, WORST + 1)
    ]
    if asked:
        buttons.append(Button(t("↩️ Back"), data("evaluation", "ask", of.id, asked - 1)))
    elif reads:
        buttons.append(see(of))
    return View(tuple(blocks), tuple(buttons), secret=True)


def see(of: Gathering) -> Button:
    return Button(t("See the opinions"), data("evaluation", "see", of.id))


def ask_words(workshop: int, before: str) -> View:
    """`before`: what they had written."""
    blocks: list[Block] = [
        paragraph(t("Noted. A word to add?")),
        paragraph(t("Write it here. It is read without your name, once there are five opinions.")),
    ]
    buttons = [Button(t("Skip"), data("evaluation", "skip", workshop))]
    if before:
        blocks.append(paragraph(t("Your words until now: « {words} »", words=before)))
        buttons = [
            Button(t("Keep my words"), data("evaluation", "skip", workshop)),
            Button(t("Erase my words"), data("evaluation", "unsay", workshop)),
        ]
    return View(tuple(blocks), tuple(buttons), asks=t("A word?"), secret=True)


def own(of: Gathering, given: Given, until: datetime, *, reads: bool) -> View:
    """What they answered; it can be changed `until` then, on the group's clock."""
    buttons = (
        Button(t("Change"), data("evaluation", "ask", of.id, 0)),
        Button(t("Take my opinion back"), data("evaluation", "withdraw", of.id)),
    )
    return View(
        (
            paragraph(t("Thank you. Your opinion is noted: {title:low}.", title=of.title)),
            Items(tuple(_lines(given))),
            paragraph(t("You can change it until {until}.", until=Moment(until))),
        ),
        (*buttons, see(of)) if reads else buttons,
        secret=True,
    )


def _lines(given: Given) -> list[Text]:
    lines = [said(at, mark) for at, mark in enumerate(given.marks) if mark]
    if given.words:
        lines.append(t("« {words} »", words=given.words))
    return lines


def waiting(of: Gathering) -> Waiting:
    """Its line in « À répondre »."""
    words = t("Your opinion: {title:low}", title=of.title)
    return Waiting(of.group, rules.topic(of.id), words, data("evaluation", "give", of.id))


def held(about: Sequence[About]) -> list[Held]:
    lines = tuple(t("{title}: {lines}", title=one.title, lines=_joined(one.given)) for one in about)
    return [Held(t("What you thought of a workshop"), lines)] if lines else []


def _joined(given: Given) -> Text:
    first, *rest = _lines(given) or [t("no answer yet")]
    for line in rest:
        first = t("{line}; {more}", line=first, more=line)
    return first
