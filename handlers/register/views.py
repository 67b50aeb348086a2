"""What everybody sees of a decision in the room: that it was noted, and « On continue ? »."""

from handlers.conversation.text import Moment, Text, t, tn
from handlers.conversation.views import Block, Button, Paragraph, Title, View, data, paragraph
from handlers.members.model import Group

from . import rules, sentences
from .model import Decision, Leaf, Review


def noted(leaf: Leaf, group: Group, *, doubtable: bool, doubted: bool) -> View:
    """The card of a decision that somebody noted (transcripts.md §7). `doubtable`: within the seven days."""
    decision = leaf.decision
    words, day = sentences.inside(decision.words), Moment(group.local(decision.decided_at), "day")
    author: str | Text = leaf.author or t("a neighbour")
    head = t(
        "📗 Decision noted by {author}: {text} ({number}).", author=author, text=words, number=decision.number
    )
    blocks: list[Block] = [paragraph(head, t("Decided at the meeting, {day}.", day=day))]
    if len(leaf.versions) > 1:
        before = leaf.versions[-2]
        changed = Moment(group.local(leaf.versions[-1].at), "day")
        blocks.append(
            paragraph(t("Corrected {day}.", day=changed), t("Before: {was}.", was=sentences.inside(before.words)))
        )
    if doubted:
        blocks.append(paragraph(t("Somebody says that this is not accurate."), t("To be checked together.")))
    if not decision.lives:
        blocks.append(Paragraph(tuple(sentences.flags(leaf))))
    doubt = (Button(t("This is not accurate"), data("register", "doubt", decision.id)),) if doubtable else ()
    return View(
        tuple(blocks),
        (*doubt, Button(t("Read the decisions"), data("register", "list", 0))),
    )


def withdrawn() -> View:
    """What the card becomes when it is taken back."""
    return View((paragraph(t("This decision was taken back.")),), only_replaces=True)


def asks_review(decision: Decision, review: Review, group: Group) -> View:
    """« On continue ? », asked of everybody (transcripts.md §3). Numbers, never names."""
    days = (group.local(review.opened_at).date() - group.local(decision.decided_at).date()).days
    since = t("For {length}: {text}.", length=sentences.how_long(days), text=sentences.quoted(decision))
    if days < 1:
        since = t("Decided today: {text}.", text=sentences.quoted(decision))
    end = Moment(group.local(review.ends_at))
    asked = [t("Nobody has answered yet.")] if review.again and not review.answered else []
    blocks: list[Block] = [
        Title(t("{since} Do we go on?", since=since), "📗"),
        paragraph(*asked, t("Your answer until {end}. The last one counts.", end=end)),
    ]
    if review.answered:
        answered = tn("{n} person has answered.", "{n} people have answered.", review.answered)
        blocks.append(Paragraph((sentences.counts(review), answered), counts=True))
    return View(
        tuple(blocks),
        (
            Button(t("We keep it"), data("register", "keep", review.id)),
            Button(t("We adjust it"), data("register", "adjust", review.id)),
            Button(t("We stop it"), data("register", "stop", review.id)),
            read(decision),
        ),
        moved=t("This question continues below."),
    )


def review_over(decision: Decision, review: Review) -> View:
    """What the question becomes once it is over."""
    said = {
        "kept": t("You keep it."),
        "revise": t("You will speak of it at the meeting."),
        "ended": t("You stop it."),
        "replaced": t("It was replaced meanwhile."),
    }.get(review.outcome, t("Nobody has answered: it stays in force, and its review is overdue."))
    numbers = (sentences.counts(review),) if review.answered else ()
    return View(
        (Title(sentences.titled(decision), "📗"), paragraph(said, *numbers)),
        (read(decision),),
        only_replaces=True,
    )


def reviewed(decision: Decision, review: Review, group: Group) -> View:
    """What came of it: a new message, with the numbers."""
    answered, text = sentences.counts(review), sentences.quoted(decision)
    change = Button(t("Propose a change"), data("proposals", "change", decision.id))
    if review.outcome == "kept":
        following = rules.renewed(group, decision, review)
        again = (
            () if following is None else (t("You speak of it again {day}.", day=sentences.day(group, following)),)
        )
        head, then, buttons = t("We keep it: {text}.", text=text), again, (read(decision),)
        answered = tn("{n} person has answered.", "{n} people have answered.", review.answered)
    elif review.outcome == "ended":
        head, then = t("We stop it: {text}.", text=text), (t("It is no longer in force."),)
        buttons = (read(decision),)
    else:
        head, then = t("To be taken up at the meeting: {text}.", text=text), (t("Until then it stays in force."),)
        stands = (t("An objection still stands."),) if review.keeps == review.answered else ()
        return View((Title(head, "📗"), paragraph(answered, *stands, *then)), (change, read(decision)))
    return View((Title(head, "📗"), paragraph(answered, *then)), buttons)


def read(decision: Decision) -> Button:
    return Button(t("Read the decision"), data("register", "read", decision.id))
