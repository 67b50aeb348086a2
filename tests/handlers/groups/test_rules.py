"""Who may settle, who may name whom, and what can be chosen."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat, Press, Sender, Standing
from handlers.conversation.topic import Topic
from handlers.groups import rules
from handlers.groups.model import ROLES, Named
from handlers.members.model import Group, Here, Hosting, Kind, Member, Person, Role

NOW = datetime(2027, 3, 1, 18, 3, tzinfo=ZoneInfo("Europe/Paris"))
GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)


def member(role: Role, id: int = 9) -> Member:
    return Member(Person(id, "Paul"), role, 1, reached=True)


def here(role: Role) -> Here:
    return Here(GROUP, Person(1, "Karim"), role)


def press(rank: Literal["member", "administrator", "unknown"] = "member", *, private: bool = False) -> Press:
    sender = Sender("7", "Karim", Standing(rank, NOW))
    return Press("e", NOW, Chat("here", "-1", private=private), sender, "groups:give:1:9:guest")


@pytest.mark.parametrize("role", ROLES.values())
def test_anybody_settles_a_group_that_nobody_runs(role: Role) -> None:
    assert rules.may_settle(here(role), [member("resident"), member("guest"), member("professional")])
    run = [member("resident"), member("facilitator")]
    assert rules.may_settle(here(role), run) is (role in ("facilitator", "accompaniment"))


@pytest.mark.parametrize("role", ROLES.values())
@pytest.mark.parametrize("given", ROLES.values())
def test_the_accompaniment_comes_first(role: Role, given: Role) -> None:
    """Whatever else they may do, only the accompaniment changes what the accompaniment is."""
    nadia = member("accompaniment")
    for event in (press(), press("administrator")):
        if role == "accompaniment":
            rules.must_name(here(role), event, [nadia], nadia, given)
        else:
            with pytest.raises(Refused):
                rules.must_name(here(role), event, [nadia], nadia, given)


def test_an_administrator_names_facilitators_and_nothing_else() -> None:
    everybody = [member("accompaniment", 2), member("resident")]
    rules.must_name(here("resident"), press("administrator"), everybody, everybody[1], "facilitator")
    for role in ("accompaniment", "professional", "guest", "resident"):
        with pytest.raises(Refused, match="can only name who runs the group"):
            rules.must_name(here("resident"), press("administrator"), everybody, everybody[1], ROLES[role])
    for event in (press(), press("unknown"), press("administrator", private=True)):
        with pytest.raises(Refused, match="Only those who run the group can name"):
            rules.must_name(here("resident"), event, everybody, everybody[1], "facilitator")


def test_an_administrator_of_a_room_of_the_group_names_in_private_too() -> None:
    everybody, asked = [member("facilitator", 2), member("resident")], press("unknown", private=True)
    theirs = replace(asked, sender=replace(asked.sender, administers=(Chat("here", "-1"), Chat("here", "-2"))))
    rules.must_name(here("resident"), theirs, everybody, everybody[1], "facilitator", [Chat("here", "-2")])
    for event, rooms in ((theirs, [Chat("here", "-3")]), (theirs, []), (asked, [Chat("here", "-2")])):
        with pytest.raises(Refused, match="Only those who run the group can name"):
            rules.must_name(here("resident"), event, everybody, everybody[1], "facilitator", rooms)


def test_who_runs_the_group_or_anybody_where_nobody_does_names_for_anything() -> None:
    for role in ROLES.values():
        rules.must_name(here("facilitator"), press(), [member("facilitator")], member("resident"), role)
        rules.must_name(here("resident"), press(), [member("resident")], member("resident"), role)


def test_a_group_that_goes_to_live_elsewhere_leaves_its_school_zone() -> None:
    noted = replace(GROUP, school="B")
    assert rules.changed(noted, "zone", "Indian/Reunion") == replace(GROUP, zone="Indian/Reunion")
    assert rules.changed(noted, "zone", "Europe/Paris") == noted


def test_what_can_be_chosen_and_nothing_else() -> None:
    assert rules.changed(GROUP, "kind", "place") == replace(GROUP, kind="place", voices="adult")
    assert rules.changed(GROUP, "kind", "condominium").voices == "household"
    assert rules.changed(GROUP, "language", "fr@tu").language == "fr@tu"
    assert rules.changed(GROUP, "zone", "Indian/Reunion").zone == "Indian/Reunion"
    assert rules.changed(GROUP, "school", "B") == replace(GROUP, school="B")
    assert rules.changed(replace(GROUP, school="B"), "school", "none") == GROUP
    assert rules.changed(GROUP, "night", "none").night is None
    assert rules.changed(GROUP, "voices", "adult").voices == "adult"
    assert rules.changed(GROUP, "agreement", "holder").agreement == "holder"
    for silence in ("nothing", "consent", "required"):
        assert rules.changed(replace(GROUP, silence="required"), "silence", silence).silence == silence
    assert rules.changed(GROUP, "quorum", "most").quorum == Fraction(2, 3)
    for setting, word in (
        ("kind", ""),
        ("kind", "castle"),
        ("language", "de"),
        ("zone", "Mars/Olympus"),
        ("zone", "Etc/GMT-3"),
        ("night", "0000"),
        ("voices", "lot"),
        ("agreement", ""),
        ("silence", ""),
        ("silence", "yes"),
        ("quorum", "1/2"),
        ("name", "Le Verger"),
        ("demo", "1"),
        ("", ""),
    ):
        with pytest.raises(Refused):
            rules.changed(GROUP, setting, word)


@pytest.mark.parametrize("kind", ["place", "other"])
def test_where_people_do_not_live_together_there_are_no_households(kind: Kind) -> None:
    with pytest.raises(Refused):
        rules.changed(replace(GROUP, kind=kind, voices="adult"), "voices", "household")


def test_a_facilitator_alone_has_an_end() -> None:
    assert rules.ends_at(NOW, "facilitator", 3) == NOW + timedelta(days=92)
    assert rules.ends_at(NOW, "accompaniment", 3) is None
    for months in (0, 2, 120):
        with pytest.raises(Refused):
            rules.ends_at(NOW, "facilitator", months)
    with pytest.raises(Refused):
        rules.role_of("owner")


def test_what_somebody_was_told_says_all_of_it() -> None:
    named = Named(9, 1, NOW, "facilitator", NOW + timedelta(days=31), "guest", None)
    topic = Topic.parse(str(named.topic(1)))
    assert Named.of(topic) == named
    assert rules.holds(Named.of(topic), replace(member("facilitator"), role_ends_at=NOW + timedelta(days=31)))
    assert not rules.holds(named, member("facilitator")), "it has another end by now"
    assert not rules.holds(named, member("resident"))
    assert not rules.holds(named, None)
    assert rules.quotes(topic, 1)
    assert rules.quotes(topic, 9)
    assert not rules.quotes(topic, 2)
    for aspect in ("named:9", "named:9:1:0:facilitator:0:guest:0", "named:9:1:5:king:0:guest:0"):
        with pytest.raises(ValueError, match=r"unpack|king|facilitator"):
            Named.of(Topic("groups", 1, aspect))


def test_a_code_is_six_digits_however_they_are_spaced() -> None:
    assert [rules.code_in(words) for words in ("482913", "482 913", " 042 917 ")] == ["482913", "482913", "042917"]
    for words in ("", "48291", "4829137", "48291x", "٤٨٢٩١٣", "Les Tilleuls"):
        assert rules.code_in(words) == ""
    assert rules.is_code("48291"), "meant to be one"
    assert not rules.is_code("")
    assert not rules.is_code("Les Tilleuls")


@pytest.mark.parametrize(
    ("operator", "account"),
    [
        ("1001", "1001"),
        ("here:1001", "1001"),
        ("there:1001", None),
        ("@nadia", None),
        ("", None),
        ("here:", None),
        ("-7", None),
    ],
)
def test_where_the_host_can_be_asked(operator: str, account: str | None) -> None:
    assert rules.host_account(Hosting(operator), "here") == account


NADIA, ZOE = "@nadia:example.org", "@zoe:elsewhere.org"


@pytest.mark.parametrize(
    ("operator", "beside", "account"),
    [
        (NADIA, ZOE, NADIA),
        (f"here:{NADIA}", ZOE, NADIA),
        (f"here:{NADIA}", "", NADIA),
        (f"there:{NADIA}", ZOE, None),
        ("here:@nadia:example.org:8448", ZOE, "@nadia:example.org:8448"),
        ("@nadia:example.org:8448", ZOE, "@nadia:example.org:8448"),
        (NADIA, "1002", None),  # accounts are numbers there: hers is of another platform
        (NADIA, "", None),
        ("1001", ZOE, None),
        ("here:1001", ZOE, "1001"),
        ("@nadia:", ZOE, None),
        ("@:example.org", ZOE, None),
        ("nadia:example.org", ZOE, None),
    ],
)
def test_a_host_who_is_named_by_an_address(operator: str, beside: str, account: str | None) -> None:
    assert rules.host_account(Hosting(operator), "here", beside) == account
