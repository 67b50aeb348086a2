"""Messages of their own about a proposal: the opinions, an objection that stands, what was decided."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Moment, Text, t, tn
from handlers.conversation.views import Block, Button, Items, Paragraph, Title, View, data, paragraph
from handlers.members import hours, voices

from . import sentences
from .model import Opinion
from .trials import review_at
from .views import Shown

SHOWN_OPINIONS = 3
"""Opinions that the message quotes; all of them, whole, are one tap away."""


def opinions(of: Shown, said: Sequence[Opinion]) -> View:
    """All opinions at once, so that none leans on another (transcripts.md §3, message 2)."""
    lines = tuple(opinion(one, sentences.cut(one.words)) for one in said[:SHOWN_OPINIONS])
    end = hours.until(of.group, of.proposal.ends_at, of.proposal.round_at)
    blocks: list[Block] = [
        Title(t("Your opinions on: {text}", text=sentences.bare(of.proposal.text)), "💬"),
        Items(lines),
        paragraph(t("{author} reads them and answers before {end}.", author=of.author, end=end)),
    ]
    n = len(said)
    read = t("Read the opinion") if n == 1 else t("Read the {n} opinions", n=n)
    return View(
        tuple(blocks),
        (
            Button(read, data("proposals", "opinions", of.proposal.id)),
            Button(t("⋯ More"), data("proposals", "more", of.proposal.id)),
        ),
    )


def opinion(one: Opinion, words: str) -> Text:
    """« Inès : « Très bien pour moi. » »"""
    if not one.name:
        return t("Without a name: « {words} »", words=words)
    if one.entered_by:
        return t("{name} (through {relay}): « {words} »", name=one.name, relay=one.entered_by, words=words)
    return sentences.quoted(words, one.name)


def stands(of: Shown, whose: Sequence[str]) -> View:
    """The end of the question with an objection open (transcripts.md §3, the other ends). `whose`: those who run
    the group, who help."""
    if of.proposal.state != "treatment":
        over = paragraph(t("This objection was looked at. The proposal goes on below."))
        return View((Title(t("{text}.", text=sentences.bare(of.proposal.text)), "✋"), over), only_replaces=True)
    n = of.counted.objects
    first = tn("{n} objection stays open: the decision waits.", "{n} objections stay open: the decision waits.", n)
    if n == 1:
        first = t("An objection stays open: the decision waits.")
    helps = (
        t("{author}, {helper} and the person concerned look for a solution.", author=of.author, helper=whose[0])
        if len(whose) == 1
        else t("{author} and the person concerned look for a solution.", author=of.author)
    )
    return View(
        (Title(first, "✋"), paragraph(t("{text}.", text=sentences.bare(of.proposal.text)), helps)),
        (
            Button(t("Read the objection"), data("proposals", "objections", of.proposal.id)),
            Button(t("⋯ More"), data("proposals", "more", of.proposal.id)),
        ),
    )


def decided(of: Shown, reserved: Sequence[tuple[str, str]]) -> View:
    """What was decided, with everything that the group must know of it. `reserved`: words, and a name or ''."""
    proposal = of.proposal
    head = t("It is decided: {text} ({number}).", text=sentences.bare(proposal.text), number=proposal.number)
    return View(
        (
            Title(head, "✅"),
            Paragraph(tuple(_how(of, reserved))),
            paragraph(*_effect(of), *_until(of), *_late(of)),
        ),
        (
            Button(t("Read the decision"), data("register", "read", proposal.decision or 0)),
            Button(t("Print for the hall"), data("register", "print", proposal.decision or 0)),
        ),
    )


def _effect(of: Shown) -> list[Text]:
    return [t("It is written into the rules of the space: /espaces shows it.")] if of.proposal.effect else []


def _how(of: Shown, reserved: Sequence[tuple[str, str]]) -> list[Text]:
    proposal, counted = of.proposal, of.counted
    said = []
    if not counted.voices:  # who answered is no longer kept
        return []
    put_off = {"later", "lapsed"} & set(of.fates)
    if proposal.silence == "consent" and counted.answered < counted.voices:
        said.append(sentences.informed(proposal.voice, counted.reached))
        if counted.answered:
            said.append(voices.answered(proposal.voice, counted.answered, counted.voices))
    elif counted.answered == counted.voices and not put_off:
        said.append(t("No objection."))
    else:
        n = counted.answered
        said.append(t("{voices}.", voices=sentences.no_objection(proposal.voice, n)))
    if len(reserved) == 1:
        words, name = sentences.ended(sentences.cut(reserved[0][0])), reserved[0][1]
        said.append(
            t("One reservation by {name}: « {words} »", name=name, words=words)
            if name
            else t("One reservation: « {words} »", words=words)
        )
    elif reserved:
        said.append(tn("{n} reservation noted.", "{n} reservations noted.", len(reserved)))
    if "later" in of.fates:
        said.append(t("One point is taken up later, at a meeting."))
    if "lapsed" in of.fates:
        said.append(t("An objection was left without anybody to carry it."))
    said += sentences.relayed(counted.relayed)
    return said


def _until(of: Shown) -> tuple[Text, ...]:
    day = Moment(review_at(of.proposal.review, of.group, of.proposal.closed_at or of.proposal.closing_at), "day")
    if of.proposal.review.trial:
        return (t("On trial until {day}.", day=day), t("We will speak of it again that day."))
    return (t("To be seen again {day}.", day=day),)


def undecided(of: Shown, meeting: datetime | None) -> View:
    """Nothing was decided: why, and when it is spoken of (K04, K08, K19)."""
    proposal = of.proposal
    said = [_why_not(of)]
    if meeting is None:
        said.append(t("The subject is on the list of the next meeting."))
    else:
        said.append(t("The subject is on the list of {day}.", day=Moment(of.group.local(meeting), "day")))
    said += _late(of)
    return View(
        (
            Title(t("Nothing is decided: {text}.", text=sentences.bare(proposal.text)), "📋"),
            Paragraph(tuple(said)),
        ),
        (Button(t("See the agenda"), data("agenda", "list")),),
    )


def _late(of: Shown) -> tuple[Text, ...]:
    """That Palabre was stopped when it should have ended (transcripts.md §6.1). At a meeting it ends by hand."""
    proposal = of.proposal
    ended = proposal.closed_at or proposal.closing_at
    if proposal.form == "meeting" or ended - proposal.closing_at <= hours.LATE:
        return ()
    return (t("I was stopped: this was to end {end}.", end=Moment(of.group.local(proposal.closing_at))),)


def _why_not(of: Shown) -> Text:
    proposal, counted = of.proposal, of.counted
    if "meeting" in of.fates:
        return t("An objection stays open.")
    if proposal.silence == "consent" and counted.unreached:
        return sentences.unreached(proposal.voice, counted.unreached)
    return _still(of)


def _still(of: Shown) -> Text:
    """« 7 foyers ont répondu, il en fallait 8. »"""
    n, need = of.counted.answered, of.counted.needed
    if of.counted.voices < of.proposal.voices:  # some have gone since, with what they said
        return t("Too few had answered.")
    if not n:
        return t("Nobody has answered.")
    return voices.of(
        of.proposal.voice,
        tn(
            "{n} household answered, {need} were needed.",
            "{n} households answered, {need} were needed.",
            n,
            need=need,
        ),
        tn("{n} lot answered, {need} were needed.", "{n} lots answered, {need} were needed.", n, need=need),
        tn(
            "{n} person answered, {need} were needed.",
            "{n} people answered, {need} were needed.",
            n,
            need=need,
        ),
    )
