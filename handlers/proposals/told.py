"""What one person alone is told about a proposal, without having asked."""

from collections.abc import Sequence

from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import Button, View, data, paragraph

from . import sentences
from .asking import title
from .model import Objection, Opinion, Position, Proposal, Question
from .views import Shown, card


def asked(question: Question) -> View:
    """« Tomás demande : « Même l'été ? » Votre réponse s'affichera sur la carte. »"""
    said = (
        t("{name} asks: « {question} »", name=question.name, question=question.words)
        if question.name
        else t("Somebody asks: « {question} »", question=question.words)
    )
    return View(
        (paragraph(said, t("Your answer will stand on the card.")),),
        (Button(t("Answer"), data("proposals", "reply", question.proposal, question.id)),),
    )


def turn(proposal: Proposal, name: str, said: Sequence[Opinion], *, author: bool) -> View:
    """« Karim, voici les 6 avis. Que devient votre proposition ? »"""
    n = len(said)
    here = t("{name}, here are the {n} opinions.", name=name, n=n)
    if n < 2:
        here = (
            t("{name}, here is the opinion.", name=name)
            if n
            else t("{name}, nobody has anything to add.", name=name)
        )
    becomes = t("What becomes of your proposal?")
    if not author:
        here, becomes = t("The person who proposes has not answered yet."), t("You can do it for them.")
    buttons = [Button(t("Read the opinions"), data("proposals", "opinions", proposal.id))] if n else []
    return View(
        (title(proposal.text), paragraph(here, becomes)),
        (
            *buttons,
            Button(t("I keep it"), data("proposals", "keep", proposal.id)),
            Button(t("I change it"), data("proposals", "modify", proposal.id)),
            Button(t("I withdraw it"), data("proposals", "withdraw", proposal.id)),
        ),
    )


def alert(proposal: Proposal, objection: Objection, *, may_know: bool) -> View:
    """Its author had them told at once."""
    blocks = [title(proposal.text), *sentences.objects(objection, may_know=may_know)]
    blocks.append(paragraph(t("You can look for a solution now, before the end.")))
    return View(
        tuple(blocks),
        (
            Button(t("I change it"), data("proposals", "modify", proposal.id)),
            Button(t("How to go on?"), data("proposals", "solve", proposal.id, objection.id)),
        ),
    )


def solve(proposal: Proposal, standing: Sequence[Objection], *, may_know: bool, another_way: bool) -> View:
    """The question ended with an objection; perhaps so much was tried that another way is offered."""
    said = [block for one in standing[:2] for block in sentences.objects(one, may_know=may_know)]
    how = [t("What would lift it, without losing the aim of the proposal?")]
    if another_way:
        how = [t("Much was tried already."), t("Perhaps another way?")]
    return View(
        (title(proposal.text), *said, paragraph(*how)),
        (
            Button(t("I change it"), data("proposals", "modify", proposal.id)),
            Button(t("Read the objection"), data("proposals", "objections", proposal.id)),
            Button(t("Other ways"), data("proposals", "ways", proposal.id)),
        ),
    )


def talk(proposal: Proposal, person: int, name: str) -> View:
    """« Inès voudrait en parler avant de répondre. »"""
    return View(
        (title(proposal.text), paragraph(t("{name} would like to talk about it before answering.", name=name))),
        (Button(t("We have talked"), data("proposals", "talked", proposal.id, person)),),
    )


def parking(proposal: Proposal, objection: Objection) -> View:
    """To its author, who alone can agree."""
    return View(
        (
            title(proposal.text),
            paragraph(t("Your objection: « {words} »", words=objection.risk)),
            paragraph(
                t("Those who run the group ask: may it be taken up later?"),
                t("Without your yes, it stands."),
            ),
        ),
        (
            Button(t("Take it up later"), data("proposals", "later", proposal.id, objection.id)),
            Button(t("It stands"), data("proposals", "maintain", proposal.id, objection.id)),
        ),
    )


def orphan(proposal: Proposal, *, asked: bool) -> View:
    """« Quelqu'un reprend cette objection ? » (K15); asked no longer once somebody has, or the time is over."""
    gone = t("Somebody who had made an objection has left the group.")
    if not asked:
        return View((title(proposal.text), paragraph(gone)), only_replaces=True)
    return View(
        (title(proposal.text), paragraph(gone, t("Does somebody take it up, within 48 hours?"))),
        (Button(t("Read the objection"), data("proposals", "objections", proposal.id)),),
    )


def answered_for(proposal: Proposal, said: Position | Opinion | None, name: str) -> View:
    """Told to whoever was answered for, who may still say otherwise."""
    words: Text = t("nothing")
    if isinstance(said, Opinion):
        words = t("« {words} »", words=said.words)
    elif said is not None:
        words = sentences.KINDS[said.kind]
    return View(
        (
            title(proposal.text),
            paragraph(t("{name} has answered for you: {answer}.", name=name or t("a neighbour"), answer=words)),
            paragraph(t("If that is not it, answer yourself: yours counts.")),
        ),
        (Button(t("My answer"), data("proposals", "mine", proposal.id)),),
    )


def nudge(of: Shown, name: str) -> View:
    """The reminder to somebody alone whose voice is missing (transcripts.md §3)."""
    text, end = sentences.bare(of.proposal.text), Moment(of.group.local(of.proposal.ends_at))
    said = (
        t("{name}, your household's answer is missing: {text}.", name=name, text=text)
        if of.proposal.voice == "household"
        else t("{name}, your answer is missing: {text}.", name=name, text=text)
    )
    buttons = card(of).buttons[:-1]  # all but « ⋯ Plus »
    return View((paragraph(said, t("It ends {end}.", end=end)),), buttons)


def call(of: Shown, person: int, name: str, relay: str) -> View:
    """The same to whoever answers for them (consent.md §2.6: relays are called)."""
    text, end = sentences.bare(of.proposal.text), Moment(of.group.local(of.proposal.ends_at))
    said = t("{relay}, the answer of {name} is missing: {text}.", relay=relay, name=name, text=text)
    label = t("Answer for {name}", name=name) if len(name) <= 9 else t("Answer for somebody")
    return View(
        (paragraph(said, t("It ends {end}.", end=end)),),
        (Button(label, data("proposals", "speak", of.proposal.id, person)),),
    )


def withdrawn(of: Shown) -> View:
    """A word for everybody: what they said counts no more."""
    text = sentences.bare(of.proposal.text)
    return View((paragraph(t("The proposal is withdrawn: {text}.", text=text)),))
