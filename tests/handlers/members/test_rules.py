"""Who may do what."""

import pytest

from handlers.conversation.answer import Refused
from handlers.members.model import Group, Here, Person, Role
from handlers.members.rules import may_run, must_decide, must_run, stranger

GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)
AUTHOR, OTHER = 1, 2


def here(role: Role, person: int = OTHER) -> Here:
    return Here(GROUP, Person(person, "Léa"), role)


@pytest.mark.parametrize(
    ("role", "person", "runs"),
    [
        ("resident", AUTHOR, True),
        ("resident", OTHER, False),
        ("facilitator", OTHER, True),
        ("accompaniment", OTHER, True),
        ("accompaniment", AUTHOR, True),
    ],
)
def test_authors_facilitators_and_the_accompaniment_run_a_subject(role: Role, person: int, runs: bool) -> None:
    assert may_run(here(role, person), AUTHOR) is runs
    if runs:
        must_run(here(role, person), AUTHOR)
    else:
        with pytest.raises(Refused, match="Only its author or the facilitators"):
            must_run(here(role, person), AUTHOR)


def test_the_accompaniment_never_decides_even_what_it_opened() -> None:
    for person in (AUTHOR, OTHER):
        with pytest.raises(Refused, match="this choice is theirs"):
            must_decide(here("accompaniment", person))
    must_decide(here("resident"))
    must_decide(here("facilitator"))


def test_a_stranger_is_told_whose_room_it_is_where_it_has_a_group() -> None:
    assert stranger(GROUP).text.args == {"group": "Les Tilleuls"}
    assert "has no group yet" in stranger(None).text.sentence
    assert stranger(None).answer.refused
