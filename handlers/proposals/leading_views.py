"""What whoever leads a decision at a meeting sees, alone."""

from collections.abc import Sequence

from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.views import Button, View, data, paragraph
from handlers.members import voices
from handlers.members.model import Person
from handlers.members.views import short

from . import sentences
from .asking import title
from .model import Proposal, State
from .rules import Count, most_of

SHOWN_AT_ONCE = 3
ROUND_NAMES: dict[State, Text] = {
    "questions": t("the questions"),
    "opinions": t("the opinions"),
    "amendment": t("the answer of who proposes"),
    "objections": t("the objections"),
    "treatment": t("the search for a solution"),
}


def _next(proposal: Proposal) -> Button:
    return Button(t("Next step"), data("proposals", "next", proposal.id))


def _time(proposal: Proposal) -> Button:
    return Button(t("+5 min"), data("proposals", "minutes", proposal.id))


def panel(proposal: Proposal, *, talks: bool) -> View:
    """What « ⋯ Plus » opens for whoever leads. `talks`: somebody wants to speak of it first."""
    said = paragraph(t("Now: {round}.", round=ROUND_NAMES.get(proposal.state, t("the questions"))))
    buttons = [_next(proposal), _time(proposal)]
    if proposal.state == "opinions":
        buttons.append(Button(t("Who has spoken"), data("proposals", "turns", proposal.id)))
    elif proposal.state == "treatment":
        buttons.append(Button(t("Other ways"), data("proposals", "ways", proposal.id)))
    elif talks:
        buttons.append(Button(t("We have talked"), data("proposals", "talked", proposal.id, 0)))
    buttons.append(Button(t("Withdraw"), data("proposals", "withdraw", proposal.id)))
    buttons.append(Button(t("Other things"), data("proposals", "more", proposal.id, 1)))
    return View((title(proposal.text), said), tuple(buttons))


def time_is_over(proposal: Proposal) -> View:
    """The time of a round has passed; nobody is interrupted."""
    said = paragraph(t("The time is over: {round}.", round=ROUND_NAMES.get(proposal.state, t("the questions"))))
    return View((title(proposal.text), said), (_next(proposal), _time(proposal)))


def turns(proposal: Proposal, missing: Sequence[Person], page: int) -> View:
    """Those who have not spoken yet, three at a time; a tap says that somebody has."""
    if not missing:
        return View((title(proposal.text), paragraph(t("Everybody has spoken."))), (_next(proposal),))
    begins = page * SHOWN_AT_ONCE if page * SHOWN_AT_ONCE < len(missing) else 0
    shown = missing[begins : begins + SHOWN_AT_ONCE]
    buttons = [
        Button(verbatim(short(person.name)), data("proposals", "spoke", proposal.id, person.id))
        for person in shown
    ]
    if len(missing) > SHOWN_AT_ONCE:
        following = page + 1 if len(missing) > begins + SHOWN_AT_ONCE else 0
        buttons.append(Button(t("Others"), data("proposals", "turns", proposal.id, following)))
    said = paragraph(t("Next: {name}.", name=missing[0].name), t("Tap the name of whoever has just spoken."))
    return View((title(proposal.text), said), (*buttons, _next(proposal)))


def absent(proposal: Proposal, counted: Count) -> View:
    """Too few have answered in the room."""
    said = voices.lacking(proposal.voice, counted.answered, max(counted.needed, most_of(counted)))
    if proposal.silence == "consent":
        said = sentences.unreached(proposal.voice, counted.unreached)
    return View(
        (title(proposal.text), paragraph(said), paragraph(t("Those who are not here can answer at home."))),
        (
            Button(t("Leave three days"), data("proposals", "absent", proposal.id)),
            Button(t("Answer for somebody"), data("proposals", "for", proposal.id)),
            _time(proposal),
        ),
    )


def objection_stands(proposal: Proposal) -> View:
    """At a meeting the objection is looked at together, at once."""
    return View(
        (
            title(proposal.text),
            paragraph(t("An objection was made. You look at it together, one thing at a time.")),
            paragraph(t("What would lift it, without losing the aim of the proposal?")),
        ),
        (
            Button(t("Read the objection"), data("proposals", "objections", proposal.id)),
            Button(t("I change it"), data("proposals", "modify", proposal.id)),
            Button(t("Other ways"), data("proposals", "ways", proposal.id)),
        ),
    )
