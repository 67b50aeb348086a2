"""Who may do what."""

import pytest

from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat, Press, Sender, Standing
from handlers.members.model import Group, Here, Person, Role
from handlers.members.rules import is_host, may_run, must_decide, must_run, nowhere, stranger
from tests.conftest import TUESDAY_NOON

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


@pytest.mark.parametrize(
    ("operator", "account", "handle", "yes"),
    [
        ("1001", "1001", "", True),
        ("here:1001", "1001", "", True),
        ("there:1001", "1001", "", False),
        ("@Nadia", "1001", "nadia", True),
        ("@nadia:example.org", "@nadia:example.org", "", True),
        ("here:@nadia:example.org", "@nadia:example.org", "", True),
        ("here:@nadia:example.org:8448", "@nadia:example.org:8448", "", True),
        ("there:@nadia:example.org", "@nadia:example.org", "", False),
        ("@nadia:example.org", "@nadia:elsewhere.org", "", False),
        ("@nadia:example.org", "1001", "nadia", False),  # a public name on another platform
        ("@nadia:example.org", "example.org", "", False),
        ("here:@nadia:", "@nadia:", "", False),
        ("", "", "", False),
        ("here:", "", "", False),
    ],
)
def test_who_is_the_host(operator: str, account: str, handle: str, yes: bool) -> None:
    sender = Sender(account, "Nadia", Standing("member", TUESDAY_NOON), handle)
    press = Press("p", TUESDAY_NOON, Chat("here", "7"), sender, "groups:admit:1")
    assert is_host(press, operator) is yes


def test_a_stranger_who_has_an_address_is_told_it_and_not_a_number() -> None:
    assert "your address is" in nowhere("@nadia:example.org").text.sentence
    assert "your number is" in nowhere("1001").text.sentence


def test_a_stranger_is_told_whose_room_it_is_where_it_has_a_group() -> None:
    assert stranger(GROUP).text.args == {"group": "Les Tilleuls"}
    assert "has no group yet" in stranger(None).text.sentence
    assert stranger(None).answer.refused
