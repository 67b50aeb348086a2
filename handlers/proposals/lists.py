"""What one person alone looks up about a proposal."""

from collections.abc import Sequence

from handlers.conversation.text import Listing, Text, t, tn
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.model import Here

from . import sentences
from .asking import title
from .model import Objection, Opinion, Position, Proposal, Question
from .notices import opinion

ON_A_PAGE = 5


def back(proposal: Proposal) -> Button:
    return Button(t("↩️ Back"), data("proposals", "more", proposal.id))


def more(proposal: Proposal) -> View:
    """What « ⋯ Plus » opens for the person who proposes and for those who run the group."""
    buttons = []
    if proposal.listens:
        buttons.append(Button(t("Finish listening"), data("proposals", "finish", proposal.id)))
    elif proposal.state == "amendment":
        buttons.append(Button(t("I keep it"), data("proposals", "keep", proposal.id)))
    elif proposal.state == "treatment":
        buttons.append(Button(t("Other ways"), data("proposals", "ways", proposal.id)))
    if not proposal.listens:
        buttons.append(Button(t("I change it"), data("proposals", "modify", proposal.id)))
    if proposal.state != "amendment":
        buttons.append(Button(t("Extend"), data("proposals", "extend", proposal.id)))
    buttons.append(Button(t("Withdraw"), data("proposals", "withdraw", proposal.id)))
    buttons.append(Button(t("Other things"), data("proposals", "more", proposal.id, 1)))
    return View((title(proposal.text),), tuple(buttons))


def others(proposal: Proposal, *, speaks_for_others: bool, runs: bool, orphaned: bool = False) -> View:
    """What everybody finds behind « ⋯ Plus », as far as it applies to them."""
    buttons = []
    if proposal.under_way and proposal.state != "questions":
        buttons.append(Button(t("My answer"), data("proposals", "mine", proposal.id)))
    if speaks_for_others and proposal.under_way:
        buttons.append(Button(t("Answer for somebody"), data("proposals", "for", proposal.id)))
    if runs and proposal.state == "objections":
        buttons.append(Button(t("Who has not answered"), data("proposals", "missing", proposal.id)))
    elif proposal.state == "treatment" or orphaned:
        buttons.append(Button(t("Read the objection"), data("proposals", "objections", proposal.id)))
    elif proposal.under_way and proposal.form != "quick":
        buttons.append(Button(t("Questions and answers"), data("proposals", "questions", proposal.id)))
    if not proposal.listens and proposal.form != "quick":
        buttons.append(Button(t("Read the opinions"), data("proposals", "opinions", proposal.id)))
    buttons.append(Button(t("What is objecting?"), data("proposals", "objecting", proposal.id)))
    if len(buttons) < 5:
        buttons.append(Button(t("Who sees what?"), data("proposals", "sees", proposal.id)))
    return View((title(proposal.text),), tuple(buttons))


def my_opinion(proposal: Proposal, mine: Opinion | None) -> View:
    if mine is None:
        return View(
            (title(proposal.text), paragraph(t("You have not said anything yet."))),
            (Button(t("💬 Give my opinion"), data("proposals", "opinion", proposal.id)), back(proposal)),
        )
    said = t("Your opinion: « {words} »", words=mine.words) if mine.words else t("You have nothing to add.")
    return View(
        (title(proposal.text), paragraph(said)),
        (
            Button(t("Change"), data("proposals", "opinion", proposal.id)),
            Button(t("Take my opinion back"), data("proposals", "unopine", proposal.id)),
            back(proposal),
        ),
    )


def my_answer(proposal: Proposal, mine: Position | None) -> View:
    """One's own answer to the text that is asked about; nobody else sees it."""
    if mine is None:
        said = [t("You have not answered.")]
    else:
        said = [t("Your answer: {choice}.", choice=sentences.KINDS[mine.kind])]
        if mine.words:
            said.append(t("« {words} »", words=mine.words))
        if mine.entered_by:
            said.append(t("{relay} gave it for you.", relay=mine.entered_by))
    buttons = []
    if proposal.state == "objections":
        if mine is not None:
            buttons.append(Button(t("Take my answer back"), data("proposals", "retract", proposal.id, 0)))
        buttons.append(Button(t("See the question"), data("proposals", "card", proposal.id)))
    return View((title(proposal.text), paragraph(*said)), (*buttons, back(proposal)))


def opinions(proposal: Proposal, said: Sequence[Opinion], page: int) -> View:
    """All opinions, whole."""
    begins = page * ON_A_PAGE if page * ON_A_PAGE < len(said) else 0
    lines = tuple(opinion(one, one.words) for one in said[begins : begins + ON_A_PAGE])
    blocks: list[Block] = [title(proposal.text)]
    blocks.append(Items(lines) if lines else paragraph(t("Nobody has written an opinion.")))
    buttons = []
    if len(said) > ON_A_PAGE:
        following = page + 1 if len(said) > begins + ON_A_PAGE else 0
        buttons.append(Button(t("Other opinions"), data("proposals", "opinions", proposal.id, following)))
    return View(tuple(blocks), (*buttons, back(proposal)))


def questions(proposal: Proposal, asked: Sequence[Question], page: int, *, may_reply: bool) -> View:
    """Three questions at a time; who proposes answers, or corrects an answer, from here."""
    at_once = 3
    begins = page * at_once if page * at_once < len(asked) else 0
    shown = asked[begins : begins + at_once]
    lines = tuple(
        t(
            "{number}. {question} {answer}",
            number=begins + at,
            question=sentences.wondered(one.words),
            answer=one.answer or t("(no answer yet)"),
        )
        for at, one in enumerate(shown, 1)
    )
    blocks: list[Block] = [title(proposal.text)]
    blocks.append(Items(lines) if lines else paragraph(t("Nobody has asked anything.")))
    buttons = []
    if may_reply:
        buttons += [
            Button(
                t("Answer question {number}", number=begins + at), data("proposals", "reply", proposal.id, one.id)
            )
            for at, one in enumerate(shown, 1)
        ]
    if len(asked) > at_once:
        following = page + 1 if len(asked) > begins + at_once else 0
        buttons.append(Button(t("Other questions"), data("proposals", "questions", proposal.id, following)))
    return View(tuple(blocks), (*buttons, back(proposal)))


def objection(
    proposal: Proposal,
    every: Sequence[Objection],
    place: int,
    here: Here,
    *,
    may_know: bool,
    has_voice: bool,
) -> View:
    """One objection, in the words of its author; with what this person may do about it."""
    one = every[place]
    blocks: list[Block] = [title(proposal.text), *sentences.objects(one, may_know=may_know)]
    blocks.append(paragraph(fate(one)))
    buttons = []
    if one.stands and one.person == here.person.id and proposal.under_way:
        buttons.append(Button(t("My objection"), data("proposals", "mine", proposal.id)))
    elif one.stands and one.orphaned and has_voice:
        blocks.append(paragraph(t("If you take it up, it is yours, with your name.")))
        buttons.append(Button(t("I take it up"), data("proposals", "takeup", proposal.id, one.id)))
    if one.stands and proposal.under_way and (here.runs or here.person.id == proposal.author):
        buttons.append(Button(t("How to go on?"), data("proposals", "solve", proposal.id, one.id)))
    if len(every) > 1:
        following = place + 1 if place + 1 < len(every) else 0
        buttons.append(Button(t("Another objection"), data("proposals", "objections", proposal.id, following)))
    return View(tuple(blocks), (*buttons, back(proposal)))


def fate(one: Objection) -> Text:
    """What became of it."""
    match one.state:
        case "open" if one.orphaned:
            return t("Its author has left. Does somebody take it up?")
        case "open":
            return t("It stands.")
        case "lifted":
            return t("It is lifted.")
        case "reservation":
            return t("It has become a reservation.")
        case "withdrawn":
            return t("Its author has withdrawn it.")
        case "later":
            return t("It is taken up later, at a meeting.")
        case "meeting":
            return t("You will speak of it at the meeting.")
        case "lapsed":
            return t("Its author has left, and nobody has taken it up.")


def solve(proposal: Proposal, one: Objection, *, runs: bool) -> View:
    """What those who run the group, and who proposes, can do about an objection. None of it ends it."""
    meeting = Button(t("Take it to a meeting"), data("proposals", "meeting", proposal.id))
    return View(
        (
            title(proposal.text),
            paragraph(t("« {words} »", words=one.risk)),
            paragraph(t("What would lift this objection, without losing the aim of the proposal?")),
        ),
        (
            Button(t("I change it"), data("proposals", "modify", proposal.id)),
            Button(t("Ask to take it up later"), data("proposals", "park", proposal.id, one.id)),
            *([meeting] if runs else []),
            Button(t("↩️ Back"), data("proposals", "objections", proposal.id)),
        ),
    )


def what_is_objecting(proposal: Proposal) -> View:
    """transcripts.md §3, word for word."""
    return View(
        (
            paragraph(
                t("An objection says: « it would harm the group », or « I could not live with it »."),
                t("It stops the decision, for the time it takes to improve the proposal."),
                t("A preference is no objection: say it as a reservation."),
            ),
        ),
        (back(proposal),),
    )


def who_sees_what(proposal: Proposal) -> View:
    return View(
        (
            paragraph(
                t("Opinions: nobody sees them before they appear together."),
                t("Without your name, nobody learns whose it is."),
            ),
            paragraph(
                t("Answers to the question: everybody sees how many, and nobody who said what."),
                t("Reservations stand with the decision, with a name only if you wish."),
            ),
            paragraph(
                t("An objection is read by all at the end of the question."),
                t("Sent without your name, only those who run the group know it."),
            ),
        ),
        (back(proposal),),
    )


def missing(proposal: Proposal, names: Sequence[str]) -> View:
    if not names:
        return View((paragraph(t("Everybody who can answer has answered.")),), (back(proposal),))
    return View(
        (Title(t("Who has not answered")), paragraph(t("{names}.", names=Listing(tuple(names))))),
        (Button(t("Send a reminder"), data("proposals", "nudge", proposal.id)), back(proposal)),
    )


def reminded(n: int) -> Text:
    return tn("{n} person is reminded.", "{n} people are reminded.", n)
