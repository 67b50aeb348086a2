"""What everybody sees of a proposal: its card, round by round."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.conversation.text import Moment, Text, t
from handlers.conversation.typed import capital
from handlers.conversation.views import Block, Button, Items, Paragraph, Title, View, data, paragraph
from handlers.members import hours, voices
from handlers.members.model import Group

from . import sentences
from .model import Objection, Proposal, Question
from .rules import Count, is_paused
from .screens import changes

SHOWN_QUESTIONS, SHOWN_ANSWER = 4, 180
"""The newest answers on the card, and characters of each; all of them, whole, are one tap away. So the longest
card keeps its counts too: they come last, and a message is cut at 4,096 UTF-16 units, or at 23,000 bytes."""


@dataclass(frozen=True)
class Shown:
    """What a card is drawn from. `before`: the version that was asked about last, where there was one;
    `met`: the objections that it met; `heard`: whether anybody has said what they think; `following`: who speaks
    next, at a meeting; `replaced`: the decision that it would take the place of; `fates`: what became of its
    objections."""

    proposal: Proposal
    group: Group
    author: str | Text
    counted: Count
    questions: Sequence[Question] = ()
    before: str = ""
    met: Sequence[Objection] = ()
    heard: bool = False
    following: str = ""
    replaced: str = ""
    fates: frozenset[str] = frozenset()


def card(of: Shown) -> View:
    """The living card."""
    match of.proposal.state:
        case "questions" | "opinions":
            return _listening(of)
        case "amendment":
            return _amending(of)
        case "objections":
            return _question(of)
        case "treatment":
            return _treating(of)
        case "adopted" | "withdrawn" | "undecided":
            return _over(of)


def _card(of: Shown, blocks: Sequence[Block], *buttons: Button, secret: bool = False) -> View:
    more = Button(t("⋯ More"), data("proposals", "more", of.proposal.id))
    return View((*blocks,), (*buttons, more), moved=t("This proposal continues below."), secret=secret)


def _proposes(of: Shown) -> Title:
    return Title(t("{author} proposes: {text}.", author=of.author, text=_text(of.proposal)), "📋")


def _text(proposal: Proposal) -> str:
    """The text behind a colon, without its own full stop."""
    return sentences.bare(proposal.text)


def _replaces(of: Shown) -> list[Block]:
    return [paragraph(t("It would replace: {text}.", text=sentences.bare(of.replaced)))] if of.replaced else []


def _answers(of: Shown) -> list[Block]:
    answered = [question for question in of.questions if question.answer][-SHOWN_QUESTIONS:]
    lines = tuple(
        t(
            "❓ {question} {answer}",
            question=sentences.wondered(sentences.cut(one.words)),
            answer=sentences.cut(one.answer, SHOWN_ANSWER),
        )
        for one in answered
    )
    return [Items(lines)] if lines else []


# Listening


def _listening(of: Shown) -> View:
    proposal, end = of.proposal, Moment(of.group.local(of.proposal.ends_at))
    said: tuple[Text, ...]
    if proposal.state == "questions":
        said = (t("Only questions until {end}.", end=end), t("The opinions come next."))
    elif proposal.form == "full":
        said = (t("Opinions until {end}.", end=end), t("They will appear all together."))
    else:
        said = (
            t("We listen until {end}.", end=end),
            t("Then we decide."),
            t("The opinions will appear all together."),
        )
    if proposal.form == "meeting":
        said = _called(of)
    blocks: list[Block] = [_proposes(of), paragraph(t("« {words} »", words=capital(proposal.why)))]
    if said:
        blocks.append(Paragraph(said))
    blocks += _answers(of)
    if of.heard:
        blocks.append(paragraph(sentences.spoken(proposal.voice, of.counted.spoken, of.counted.voices)))
    if proposal.closing_at < proposal.ends_at:
        at = Moment(of.group.local(proposal.closing_at), "hour")
        blocks.append(paragraph(t("Everybody has spoken: the opinions appear at {at}.", at=at)))
    buttons = []
    if proposal.takes_questions:
        buttons.append(Button(t("❓ Ask a question"), data("proposals", "question", proposal.id)))
    if proposal.state == "opinions":
        buttons.append(Button(t("💬 Give my opinion"), data("proposals", "opinion", proposal.id)))
        buttons.append(Button(t("👍 Nothing to add"), data("proposals", "nothing", proposal.id)))
    return _card(of, blocks, *buttons)


def _called(of: Shown) -> tuple[Text, ...]:
    """At a meeting: which round is called, until when, and whose turn it is."""
    end = Moment(of.group.local(of.proposal.ends_at), "hour")
    if of.proposal.state == "questions":
        return (t("First the questions, until {end}.", end=end), t("The opinions come next."))
    said = [t("Each in turn gives an opinion, until {end}.", end=end)]
    if of.following:
        said.append(t("Next: {name}.", name=of.following))
    return tuple(said)


def _amending(of: Shown) -> View:
    end = Moment(of.group.local(of.proposal.ends_at))
    blocks = [
        _proposes(of),
        *_answers(of),
        paragraph(t("{author} answers before {end}.", author=of.author, end=end)),
    ]
    return _card(of, blocks, Button(t("Read the opinions"), data("proposals", "opinions", of.proposal.id)))


# The question


def _question(of: Shown) -> View:
    proposal, again = of.proposal, of.proposal.asked > 1
    end = Moment(of.group.local(proposal.ends_at))
    blocks: list[Block] = []
    if again:
        blocks += [
            Title(sentences.after_an_objection(of.met, of.author) if of.met else _changes_it(of), "📋"),
            paragraph(*(changes(of.before, proposal.text) if of.before != proposal.text else (_as_trial(of),))),
        ]
    else:
        blocks.append(Title(_proposes_now(of), "📋"))
        if proposal.version == 1 and proposal.form == "quick":
            blocks.append(paragraph(t("« {words} »", words=capital(proposal.why))))
    blocks += [*_replaces(of), *_asks(of, end, again=again), *_state_of(of)]
    yes = t("Still no objection") if again else t("✅ No objection")
    return _card(
        of,
        blocks,
        Button(yes, data("proposals", "consent", proposal.id, proposal.version)),
        Button(t("✋ I have an objection"), data("proposals", "object", proposal.id, proposal.version)),
        Button(t("Another answer"), data("proposals", "other", proposal.id, proposal.version)),
        secret=True,
    )


def _proposes_now(of: Shown) -> Text:
    text = _text(of.proposal)
    if of.proposal.version > 1:
        return t("{author} now proposes: {text}.", author=of.author, text=text)
    if of.proposal.form == "quick":
        return t("{author} proposes: {text}.", author=of.author, text=text)
    return t("{author} keeps the proposal: {text}.", author=of.author, text=text)


def _changes_it(of: Shown) -> Text:
    return t("{author} changes the proposal.", author=of.author)


def _as_trial(of: Shown) -> Text:
    return t("The same text, for less long: {text}.", text=_text(of.proposal))


def _asks(of: Shown, end: Moment, *, again: bool) -> list[Block]:
    proposal = of.proposal
    if proposal.extended:
        missing = voices.lacking(proposal.voice, of.counted.answered, of.counted.needed)
        if proposal.silence == "consent":
            missing = sentences.unreached(proposal.voice, of.counted.unreached)
        short = of.counted.lacking or (proposal.silence == "consent" and of.counted.unreached)
        more = t("I give three days more, until {end}.", end=end)
        said = (missing, more) if short else (t("It ends {end}.", end=end),)
        return [paragraph(*said, *_silence(of)), *_review(of)]
    if proposal.form == "meeting":
        return [paragraph(t("Can you live with it?"), sentences.rule(proposal, of.counted)), *_review(of)]
    if again:
        asked = paragraph(t("I ask you all again, until {end}.", end=end), *_silence(of))
    else:
        until = t("Until {end}.", end=end)
        asked = paragraph(t("Can you live with it?"), until, sentences.rule(proposal, of.counted))
    return [asked, *_review(of)]


def _silence(of: Shown) -> tuple[Text, ...]:
    return () if of.proposal.silence == "nothing" else (sentences.rule(of.proposal, of.counted),)


def _review(of: Shown) -> list[Block]:
    """That it is no ordinary trial, where it is not."""
    usual = of.proposal.review.trial and of.proposal.review.day is None and of.proposal.review.months == 3
    return (
        []
        if usual and of.proposal.form != "quick"
        else [paragraph(sentences.review(of.proposal.review, of.group))]
    )


def _state_of(of: Shown) -> list[Block]:
    """How many have answered: no name, and nothing of what they said."""
    proposal, counted = of.proposal, of.counted
    said: list[Text] = []
    lifted = [one for one in of.met if one.state == "lifted"]
    for one in lifted:
        said.append(_lifts(one))
    if counted.everybody_answered and proposal.closing_at < proposal.ends_at:
        said.append(voices.out_of(proposal.voice, counted.answered, counted.voices))
        said += hours.result_at(of.group, proposal.closing_at)
    elif counted.answered and not (proposal.extended and counted.lacking):
        said.append(voices.answered(proposal.voice, counted.answered, counted.voices))
    blocks: list[Block] = [Paragraph(tuple(said))] if said else []
    if is_paused(proposal):
        blocks.append(paragraph(t("Somebody would like to talk about it first: the decision waits.")))
    return blocks


def _lifts(objection: Objection) -> Text:
    if objection.named and objection.name:
        return t("{name} lifts the objection.", name=objection.name)
    return t("An objection is lifted.")


# An objection stands


def _treating(of: Shown) -> View:
    end = Moment(of.group.local(of.proposal.ends_at))
    blocks: list[Block] = [_proposes(of), paragraph(t("An objection stands: the decision waits."))]
    if of.proposal.commission:
        blocks.append(
            paragraph(t("{names} look for a solution, until {end}.", names=of.proposal.commission, end=end))
        )
    else:
        blocks.append(paragraph(t("A solution is being looked for, until {end}.", end=end)))
    return _card(of, blocks, Button(t("Read the objection"), data("proposals", "objections", of.proposal.id)))


def _over(of: Shown) -> View:
    proposal = of.proposal
    title = Title(t("{author} proposed: {text}.", author=of.author, text=_text(proposal)), "📋")
    match proposal.state:
        case "adopted":
            said = t("It is decided ({number}).", number=proposal.number)
        case "withdrawn":
            said = t("This proposal was withdrawn.")
        case _:
            said = t("Nothing is decided.")
    button = Button(t("⋯ More"), data("proposals", "more", proposal.id))
    if proposal.decision is not None:
        button = Button(t("Read the decision"), data("register", "read", proposal.decision))
    return View((title, paragraph(said)), (button,), only_replaces=True)
