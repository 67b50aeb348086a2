"""What one person alone sees of a decision: all of it, and what they are asked or told."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.feature import Held as HeldAbout
from handlers.conversation.text import Moment, Text, t, verbatim
from handlers.conversation.typed import capital
from handlers.conversation.views import (
    Block,
    Button,
    Items,
    Page,
    Paragraph,
    Title,
    View,
    data,
    paragraph,
)
from handlers.members.model import Group

from . import sentences
from .model import Decision, Held, Leaf, Review
from .views import read

MOST_BUTTONS = 5


# One decision


def decision(leaf: Leaf, group: Group, extra: Sequence[Button] = ()) -> View:
    """A decision whole. `extra`: what this person may do with it beside reading it."""
    buttons = _acts(leaf, extra)
    if len(buttons) >= MOST_BUTTONS:
        buttons = [*buttons[: MOST_BUTTONS - 2], Button(t("⋯ More"), data("register", "more", leaf.decision.id))]
    return View(whole(leaf, group), (*buttons, _back_to_list()))


def more(leaf: Leaf, extra: Sequence[Button] = ()) -> View:
    """What did not fit below it."""
    rest = _acts(leaf, extra)[MOST_BUTTONS - 2 :][: MOST_BUTTONS - 1]
    back = Button(t("↩️ Back"), data("register", "read", leaf.decision.id))
    return View((Title(sentences.titled(leaf.decision), "📗"),), (*rest, back))


def _acts(leaf: Leaf, extra: Sequence[Button]) -> list[Button]:
    one = leaf.decision
    buttons = [Button(t("Print it for the hall"), data("register", "print", one.id))]
    if leaf.successor is not None:
        said = t("Read {number}", number=leaf.successor.number)
        buttons.insert(0, Button(said, data("register", "read", leaf.successor.id)))
    if one.lives:
        buttons.append(Button(t("Propose a change"), data("proposals", "change", one.id)))
        buttons.append(Button(t("I have an objection"), data("register", "object", one.id)))
    if len(leaf.versions) > 1:
        buttons.append(Button(t("Versions"), data("register", "versions", one.id)))
    return [*buttons, *extra]


def _back_to_list() -> Button:
    return Button(t("↩️ Back"), data("register", "list", 0))


def whole(leaf: Leaf, group: Group) -> tuple[Block, ...]:
    """Everything that is known of a decision."""
    one, flags = leaf.decision, sentences.flags(leaf)
    blocks: list[Block] = [Title(verbatim(one.number), "📗"), paragraph(verbatim(capital(one.words)))]
    if flags:
        blocks.append(Paragraph(tuple(flags)))
    if one.why:
        blocks.append(paragraph(t("Why: « {why} »", why=one.why)))
    who = sentences.whose(leaf)
    blocks.append(Paragraph((*sentences.how(one, group), *((who,) if who else ()))))
    beside = [*(sentences.reserved(reservation) for reservation in leaf.reservations), *sentences.objected(leaf)]
    if beside:
        blocks.append(Items(tuple(beside)))
    if review := sentences.review(one, group):
        blocks.append(Paragraph(tuple(review)))
    return tuple(blocks)


def printed(leaf: Leaf, group: Group, page: Page) -> View:
    """« Imprimer pour le hall »: the decision with its paper."""
    back = Button(t("↩️ Back"), data("register", "read", leaf.decision.id))
    return View((*whole(leaf, group), page), (back,))


def versions(leaf: Leaf, group: Group) -> View:
    """Every text that it had, with the day since which it was the text."""
    lines = tuple(sentences.dated(version, group) for version in leaf.versions)
    back = Button(t("↩️ Back"), data("register", "read", leaf.decision.id))
    return View((Title(sentences.titled(leaf.decision), "📗"), Items(lines, numbered=True)), (back,))


# Noting, and putting right


def ask_decision() -> View:
    """`/decision` alone."""
    return View(
        (paragraph(t("What did you decide? One sentence is enough."), t("The whole group will see it.")),),
        asks=t("The decision"),
    )


def kept(decision: Decision, appears: datetime | None) -> View:
    """Told to whoever noted it: where it stands, and how to take it back."""
    said = (
        t("Noted in the group: {number}.", number=decision.number)
        if appears is None
        else t("It is night: {number} will appear {at}.", number=decision.number, at=Moment(appears))
    )
    undo = Button(t("Undo"), data("register", "undo", decision.id))
    return View((paragraph(said, t("You have ten minutes to take it back.")),), (undo, read(decision)))


def ask_doubt(title: Text) -> View:
    return View(
        (
            Title(title, "📗"),
            paragraph(
                t("What is not accurate?"), t("Whoever noted it, and those who run the group, will read you.")
            ),
        ),
        asks=t("What is not accurate"),
    )


def doubted(decision: Decision, name: str, words: str) -> View:
    """Told to those alone who can put it right."""
    who: str | Text = name or t("a neighbour")
    return View(
        (
            Title(sentences.titled(decision), "📗"),
            paragraph(t("{name} says that this is not accurate: « {words} »", name=who, words=words)),
        ),
        (
            Button(t("Correct the text"), data("register", "correct", decision.id)),
            Button(t("It is accurate"), data("register", "exact", decision.id)),
            read(decision),
        ),
    )


def doubt_settled(decision: Decision) -> View:
    """The same once it is put right, or found right."""
    said = t("The text was checked.")
    return View((Title(sentences.titled(decision), "📗"), paragraph(said)), (read(decision),), only_replaces=True)


def ask_correction(title: Text) -> View:
    return View(
        (Title(title, "📗"), paragraph(t("Write the right text."), t("Both texts are kept."))),
        asks=t("The right text"),
    )


# Objecting


def ask_objection(title: Text) -> View:
    return View(
        (
            Title(title, "📗"),
            paragraph(t("Is there something new?"), t("Say what could go wrong, in your own words.")),
        ),
        asks=t("What is new"),
    )


def ask_name(decision: int, title: Text, words: str) -> View:
    """With or without a name."""
    return View(
        (
            Title(title, "📗"),
            paragraph(t("Your objection: « {words} »", words=words)),
            paragraph(t("The decision stays in force, to be revised."), t("Everyone can read your words.")),
        ),
        (
            Button(t("Send with my name"), data("register", "send", decision, 1)),
            Button(t("Send without my name"), data("register", "send", decision, 0)),
        ),
        asks=t("With my name, or without"),
    )


def sent(decision: Decision, group: Group, review_at: datetime | None) -> View:
    """What comes of an objection."""
    again: tuple[Text, ...] = ()
    if review_at is not None:
        again = (t("You look at it again together {day} at the latest.", day=sentences.day(group, review_at)),)
    return View(
        (paragraph(t("It is noted: {number} is to be revised.", number=decision.number), *again),),
        (read(decision),),
    )


def objected(decision: Decision, name: str, words: str, group: Group) -> View:
    """Told to whoever proposed the decision, and to those who run the group."""
    said = (
        t("{name} has an objection: « {words} »", name=name, words=words)
        if name
        else t("Somebody has an objection: « {words} »", words=words)
    )
    again: tuple[Text, ...] = ()
    if decision.review_at is not None:
        again = (t("Review: {day}.", day=sentences.day(group, decision.review_at)),)
    return View(
        (Title(sentences.titled(decision), "📗"), paragraph(said), paragraph(t("It stays in force."), *again)),
        (Button(t("Propose a change"), data("proposals", "change", decision.id)), read(decision)),
    )


# Reviews


def soon(decision: Decision, group: Group) -> View:
    """Two weeks before everybody is asked."""
    assert decision.review_at is not None, "nobody is told of a review that is not planned"
    when = Moment(group.local(decision.review_at), "day")
    text = sentences.quoted(decision)
    return View(
        (paragraph(t("{day:cap}, I ask everyone whether to go on: {text}.", day=when, text=text)),),
        (Button(t("Propose a change"), data("proposals", "change", decision.id)), read(decision)),
    )


def held(of: Held) -> Sequence[HeldAbout]:
    """What is held about a person, kind by kind."""
    answers = tuple(
        t("{number}: {choice}", number=one.number, choice=sentences.CHOICES[choice]) for one, choice in of.answers
    )
    kinds = (
        HeldAbout(t("Decisions that you noted or proposed"), tuple(map(sentences.titled, of.decisions))),
        HeldAbout(t("Your objections to decisions"), tuple(map(verbatim, of.objections))),
        HeldAbout(t("What you found not accurate"), tuple(map(verbatim, of.doubts))),
        HeldAbout(t("Your answers to « Do we go on? »"), answers),
    )
    return [kind for kind in kinds if kind.lines]


def own_acts(decision: Decision, review: Review | None, *, corrects: bool, asks: bool) -> list[Button]:
    """What this person may do with it beside what everybody may."""
    buttons = []
    if review is not None:
        buttons.append(Button(t("Do we go on?"), data("register", "review", review.id)))
    if corrects:
        buttons.append(Button(t("Correct the text"), data("register", "correct", decision.id)))
        buttons.append(Button(t("It is accurate"), data("register", "exact", decision.id)))
    if asks:
        buttons.append(Button(t("Ask everyone again"), data("register", "ask", decision.id)))
    return buttons
