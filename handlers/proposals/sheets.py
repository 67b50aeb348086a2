"""The private screens on which one person answers, one question at a time."""

from collections.abc import Sequence

from handlers.conversation.text import Listing, Moment, t
from handlers.conversation.views import Block, Button, View, data, paragraph
from handlers.members.model import Person
from handlers.members.views import person_and_reach

from .asking import title
from .model import Objection, Proposal

SHOWN_AT_ONCE = 3
THANKS = t("Thank you for saying so. Nothing is decided as long as this objection is there.")


# Receipts that can be changed


def opinion_noted(proposal: Proposal, words: str, until: Moment, *, named: bool) -> View:
    shown = t("It appears {until} with the others, with your name.", until=until)
    if not named:
        shown = t("It appears {until} with the others, without your name.", until=until)
    return View(
        (paragraph(t("Your opinion: « {words} »", words=words)), paragraph(shown)),
        (
            Button(
                t("Without my name") if named else t("With my name"),
                data("proposals", "nameless", proposal.id, 0 if named else 1),
            ),
            Button(t("Correct"), data("proposals", "opinion", proposal.id)),
            Button(t("Take my opinion back"), data("proposals", "unopine", proposal.id)),
        ),
    )


def opinion_noted_for(proposal: Proposal, person: Person, words: str, until: Moment, *, named: bool) -> View:
    """The same, of a person whose words somebody else has written down."""
    shown = t("It appears {until} with the others, with their name.", until=until)
    if not named:
        shown = t("It appears {until} with the others, without their name.", until=until)
    return View(
        (paragraph(t("Opinion of {name}: « {words} »", name=person.name, words=words)), paragraph(shown)),
        (
            Button(
                t("Without their name") if named else t("With their name"),
                data("proposals", "theirname", proposal.id, person.id, 0 if named else 1),
            ),
            Button(t("Correct"), data("proposals", "opinionof", proposal.id, person.id)),
        ),
    )


def reserved(proposal: Proposal, person: int, words: str, *, named: bool) -> View:
    shown = t("It stands with the decision, with the name.")
    if not named:
        shown = t("It stands with the decision, without a name.")
    if person:
        label = t("Without the name") if named else t("With the name")
    else:
        label = t("Without my name") if named else t("With my name")
    return View(
        (paragraph(t("Noted: yes, with a reservation: « {words} »", words=words)), paragraph(shown)),
        (Button(label, data("proposals", "sign", proposal.id, proposal.version, person, 0 if named else 1)),),
    )


def objection_noted(
    proposal: Proposal, objection: int, person: Person | None, helpers: Sequence[str], until: Moment
) -> View:
    """« Merci de le dire. » Whether others learn of it at once is its author's to say."""
    thanks = THANKS if person is None else t("It is noted, as {name} said it.", name=person.name)
    ask = t(
        "Tell {names} at once? They could look for a solution before {until}.",
        names=Listing(tuple(helpers)),
        until=until,
    )
    return View(
        (paragraph(thanks), paragraph(ask)),
        (
            Button(t("Yes, at once"), data("proposals", "alert", proposal.id, objection)),
            Button(t("No, wait"), data("proposals", "wait", proposal.id, objection)),
        ),
    )


def own_objection(proposal: Proposal, objection: Objection, person: Person | None) -> View:
    """What its author can do with it, and nobody else."""
    said = t("Your objection: « {words} »", words=objection.risk)
    if person is not None:
        said = t("Objection of {name}: « {words} »", name=person.name, words=objection.risk)
    blocks: list[Block] = [title(proposal.text), paragraph(said)]
    if objection.parked:
        blocks.append(paragraph(t("Those who run the group ask: may it be taken up later?")))
    mine = person is None
    return View(
        tuple(blocks),
        (
            Button(
                t("I lift my objection") if mine else t("Lift the objection"),
                data("proposals", "lift", proposal.id, objection.id),
            ),
            Button(t("Make it a reservation"), data("proposals", "soften", proposal.id, objection.id)),
            Button(t("It stands"), data("proposals", "maintain", proposal.id, objection.id)),
            Button(t("Take it up later"), data("proposals", "later", proposal.id, objection.id)),
            *_rephrase(proposal, objection),
        ),
    )


def _rephrase(proposal: Proposal, objection: Objection) -> tuple[Button, ...]:
    """As long as nobody has read it, or once the text is another one, it can be said otherwise."""
    read = objection.version == proposal.version and (objection.shown or objection.alerted)
    if proposal.state != "objections" or read:
        return ()
    return (Button(t("Correct"), data("proposals", "rephrase", proposal.id, objection.id)),)


# Answers


def other_answers(proposal: Proposal, person: Person | None) -> View:
    number = 0 if person is None else person.id
    ids = (proposal.id, proposal.version, number)
    said = t("The answer of your household:") if proposal.voice == "household" else t("Your answer:")
    if person is not None:
        said = t("The answer of {name}:", name=person.name)
    back = (
        data("proposals", "card", proposal.id)
        if person is None
        else data("proposals", "speak", proposal.id, number)
    )
    return View(
        (paragraph(said),),
        (
            Button(t("Yes, with a reservation"), data("proposals", "reserve", *ids)),
            Button(t("I will follow the group"), data("proposals", "follow", *ids)),
            Button(t("I need to talk about it"), data("proposals", "talk", *ids)),
            Button(t("↩️ Back"), back),
        ),
    )


# For somebody else


def whom_for(proposal: Proposal, people: Sequence[tuple[Person, str]], page: int) -> View:
    """For whom one answers; with each, whether they were told (people.md §6.6)."""
    begins = page * SHOWN_AT_ONCE if page * SHOWN_AT_ONCE < len(people) else 0
    shown = people[begins : begins + SHOWN_AT_ONCE]
    buttons = [
        Button(person_and_reach(person, state), data("proposals", "speak", proposal.id, person.id))
        for person, state in shown
    ]
    if len(people) > SHOWN_AT_ONCE:
        following = page + 1 if len(people) > begins + SHOWN_AT_ONCE else 0
        buttons.append(Button(t("Somebody else"), data("proposals", "for", proposal.id, following)))
    buttons.append(Button(t("↩️ Back"), data("proposals", "more", proposal.id)))
    return View((title(proposal.text), paragraph(t("For whom do you answer?"))), tuple(buttons))


def answer_for(proposal: Proposal, person: Person) -> View:
    """« Au nom d'Odette, avec ses mots. Que répond-elle ? »"""
    ids = (proposal.id, proposal.version, person.id)
    return View(
        (
            title(proposal.text),
            paragraph(t("In the name of {name}, in their own words.", name=person.name), t("What is the answer?")),
        ),
        (
            Button(t("No objection"), data("proposals", "consent", *ids)),
            Button(t("An objection"), data("proposals", "object", *ids)),
            Button(t("Another answer"), data("proposals", "other", *ids)),
            Button(t("Told"), data("proposals", "told", proposal.id, person.id)),
            Button(t("Cannot be reached"), data("proposals", "unreached", proposal.id, person.id)),
        ),
    )


def opinion_for(proposal: Proposal, person: Person) -> View:
    return View(
        (
            title(proposal.text),
            paragraph(t("In the name of {name}, in their own words.", name=person.name), t("What do they think?")),
        ),
        (
            Button(t("Write their opinion"), data("proposals", "opinionof", proposal.id, person.id)),
            Button(t("Told"), data("proposals", "told", proposal.id, person.id)),
            Button(t("Cannot be reached"), data("proposals", "unreached", proposal.id, person.id)),
        ),
    )


# The person who proposes


def sure_to_withdraw(proposal: Proposal) -> View:
    return View(
        (title(proposal.text), paragraph(t("Withdraw it? What the neighbours said will count no more."))),
        (
            Button(t("Yes, withdraw it"), data("proposals", "withdrawn", proposal.id)),
            Button(t("↩️ Back"), data("proposals", "more", proposal.id)),
        ),
    )


def other_ways(proposal: Proposal, *, runs: bool) -> View:
    """Where the objections do not end (consent.md §2.5). A vote over an objection is not among them. Those who
    run the group take it to a meeting."""
    meeting = Button(t("Take it to a meeting"), data("proposals", "meeting", proposal.id))
    return View(
        (title(proposal.text), paragraph(t("An objection stands."), t("How do you go on?"))),
        (
            Button(t("I change it"), data("proposals", "modify", proposal.id)),
            Button(t("Trial of two months"), data("proposals", "shorttrial", proposal.id)),
            Button(t("Three neighbours search"), data("proposals", "commission", proposal.id)),
            *([meeting] if runs else []),
            Button(t("I withdraw it"), data("proposals", "withdraw", proposal.id)),
        ),
    )


def sure_to_meet(proposal: Proposal) -> View:
    """Nothing is decided here any more: asked once more, for others are bound."""
    return View(
        (title(proposal.text), paragraph(t("Take it to a meeting? Then nothing is decided here."))),
        (
            Button(t("Yes, take it there"), data("proposals", "tomeeting", proposal.id)),
            Button(t("↩️ Back"), data("proposals", "more", proposal.id)),
        ),
    )
