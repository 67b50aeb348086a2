"""How many are missing is said as it is, whatever silence means and however few have answered."""

import pytest

from bot.texts import voice
from handlers.conversation.views import Paragraph, View
from handlers.members.electorate import Unit
from handlers.members.model import Silence
from handlers.proposals import leading_views, notices, rules
from handlers.proposals.model import Deliberation, Position, Proposal
from handlers.proposals.views import Shown
from tests.neighbours import plain
from tests.poll_screens import GROUP
from tests.proposals_screens import a_proposal

UNITS = [Unit(at, (at,)) for at in range(1, 5)]


def counted(proposal: Proposal, answers: int) -> rules.Count:
    """Of four households; the fourth was not told."""
    given = [Position(at, "consent", at) for at in range(1, answers + 1)]
    reached = {1: True, 2: True, 3: True, 4: False}
    return rules.count(Deliberation(proposal, UNITS, given, reached=reached))


def said(view: View, at: int) -> str:
    block = view.blocks[at]
    assert isinstance(block, Paragraph)
    return plain(" ".join(voice("fr")(sentence) for sentence in block.sentences))


@pytest.mark.parametrize(
    ("silence", "answers", "missing"),
    [
        ("nothing", 2, "Il manque un foyer : 2 ont répondu, il en faut 3."),
        ("required", 2, "Il manque 2 foyers : réponses reçues, 2 ; il en faut 4."),
        ("consent", 2, "1 foyer non prévenu."),
    ],
)
def test_at_a_meeting_it_is_said_what_is_missing(silence: Silence, answers: int, missing: str) -> None:
    proposal = a_proposal(form="meeting", state="objections", silence=silence)
    assert said(leading_views.absent(proposal, counted(proposal, answers)), 1) == missing


@pytest.mark.parametrize(
    ("silence", "answers", "why"),
    [
        ("nothing", 0, "Personne n'a répondu."),
        ("nothing", 2, "2 foyers ont répondu, il en fallait 3."),
        ("consent", 0, "1 foyer non prévenu."),
    ],
)
def test_why_nothing_is_decided(silence: Silence, answers: int, why: str) -> None:
    proposal = a_proposal(state="undecided", extended=True, silence=silence, voices=4)
    of = Shown(proposal, GROUP, "Karim", counted(proposal, answers))
    assert said(notices.undecided(of, None), 1).startswith(why)
