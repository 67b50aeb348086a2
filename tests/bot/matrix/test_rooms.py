"""Who is in a room and what they may do there is read from its state, whatever its version; private rooms are of one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.matrix.incoming import Where
from bot.platforms.matrix.room import Room
from bot.platforms.matrix.rooms import Invitation, Rooms, invitation, is_person, private_chat
from handlers.conversation.events import Chat
from tests.bot.matrix.test_incoming import json

Json = dict[str, Any]
ME, NADIA, LEA, KARIM = "@palabre:x", "@nadia:x", "@lea:x", "@karim:x"


def state(kind: str, content: Any, key: str = "", by: str = NADIA) -> Json:
    return {"type": f"m.room.{kind}", "state_key": key, "sender": by, "content": content, "event_id": f"${kind}"}


def member(account: str, membership: str, name: str = "", **more: Any) -> Json:
    return state("member", {"membership": membership, "displayname": name, **more}, account)


def room(*events: Json, version: str = "11", **created: Any) -> Room:
    """One that Nadia has made, with her and Léa in it."""
    made = Room("!tilleuls")
    creation = state("create", {"room_version": version, **created})
    for event in (creation, member(NADIA, "join", "Nadia"), member(LEA, "join", "Léa"), *events):
        made.learn(event)
    return made


def levels(**content: Any) -> Json:
    return state("power_levels", content)


# Powers


@pytest.mark.parametrize(
    ("version", "told", "ranks"),
    [
        ("11", None, ("administrator", "member")),
        ("11", levels(), ("member", "member")),
        ("11", levels(users={NADIA: 100}), ("administrator", "member")),
        ("11", levels(users={NADIA: 100, LEA: 50}), ("administrator", "administrator")),
        ("11", levels(users={LEA: 49}), ("member", "member")),
        ("11", levels(users={NADIA: 100, LEA: 50}, state_default=75), ("administrator", "member")),
        ("11", levels(users={NADIA: 0}, users_default=50), ("member", "administrator")),
        ("9", levels(users={NADIA: "100", LEA: " +50 "}), ("administrator", "administrator")),
        ("10", levels(users={NADIA: 100}), ("administrator", "member")),
        ("12", levels(users={LEA: 50}), ("administrator", "administrator")),
        ("12", levels(users={NADIA: 0}), ("administrator", "member")),
        ("org.example.12", levels(), ("member", "member")),
        ("11", levels(users={NADIA: 100, LEA: "+-5", KARIM: "9" * 5000}), ("administrator", "member")),
        ("11", levels(users={NADIA: 100, LEA: [99]}, state_default={}), ("administrator", "member")),
    ],
)
def test_who_administers_is_read_as_each_room_version_has_it(
    version: str, told: Json | None, ranks: tuple[str, str]
) -> None:
    here = room(*([told] if told else []), version=version)
    assert (here.rank(NADIA), here.rank(LEA)) == ranks
    assert here.rank(KARIM) == "left"


def test_in_version_12_all_who_made_the_room_administer_it() -> None:
    made = room(levels(), version="12", additional_creators=[LEA, 3])
    assert (made.rank(NADIA), made.rank(LEA), made.power(LEA)) == ("administrator", "administrator", float("inf"))
    assert room(levels(), version="11", additional_creators=[LEA]).rank(LEA) == "member"


def test_who_was_demoted_has_no_power_any_more() -> None:
    here = room(levels(users={NADIA: 100, LEA: 50}))
    assert here.rank(LEA) == "administrator"
    here.learn(levels(users={NADIA: 100}))
    assert here.rank(LEA) == "member"


@pytest.mark.parametrize(
    ("told", "may"),
    [
        (None, True),
        (levels(events_default=50), False),
        (levels(events={"m.reaction": 50}), False),
        (levels(events_default=50, events={"m.reaction": 0}), True),
        (levels(events_default=50, users={LEA: 50}), True),
        (levels(events={"m.reaction": "50"}, users={LEA: "50"}), True),
        (levels(events=3), True),
    ],
)
def test_what_may_be_sent_is_what_the_room_says(told: Json | None, may: bool) -> None:
    assert room(*([told] if told else [])).may_send(LEA, "m.reaction") is may


# People, and what the room is


def test_people_come_are_invited_and_go() -> None:
    here = room(member(KARIM, "invite"))
    assert (here.members, here.invited) == ({NADIA: "Nadia", LEA: "Léa"}, {KARIM})
    here.learn(member(KARIM, "join", "Karim"))
    assert (here.members[KARIM], here.invited) == ("Karim", set())
    here.learn(member(KARIM, "join", "Karim T."))
    assert here.members[KARIM] == "Karim T."
    for gone, how in ((KARIM, "leave"), (LEA, "ban"), (NADIA, "knock")):
        here.learn(member(gone, how))
        assert gone not in here.members
    assert here.members == {}


def test_what_a_room_is_stands_in_its_state() -> None:
    here = room(
        state("name", {"name": "Les Tilleuls"}),
        state("encryption", {"algorithm": "m.megolm.v1.aes-sha2"}),
        state("tombstone", {"replacement_room": "!new"}),
    )
    assert (here.name, here.encrypted, here.version) == ("Les Tilleuls", True, "11")
    assert (here.successor, here.ended_by) == ("!new", NADIA)
    here.learn({**state("name", {"name": "Rien"}), "state_key": None} | {"type": "m.room.message"})
    message = state("name", {"name": "Rien"})
    del message["state_key"]
    here.learn(message)
    assert here.name == "Les Tilleuls", "what somebody says is no state"


STATES = [
    "m.room.member",
    "m.room.power_levels",
    "m.room.create",
    "m.room.name",
    "m.room.tombstone",
    "m.room.encryption",
]
PARTS = [
    "membership",
    "users",
    "events",
    "users_default",
    "room_version",
    "additional_creators",
    "predecessor",
    LEA,
]
anything = st.recursive(
    json, lambda inside: st.dictionaries(st.sampled_from(PARTS), inside, max_size=4), max_leaves=12
)
told = st.builds(
    lambda kind, key, content, by: {"type": kind, "state_key": key, "content": content, "sender": by},
    st.sampled_from(STATES),
    st.sampled_from(["", LEA]) | json,
    anything,
    st.just(NADIA) | json,
)


@given(st.lists(told, max_size=6))
def test_any_json_as_state_is_learned_or_passed_over(events: list[Json]) -> None:
    here = room(*events)
    assert here.rank(NADIA) in ("member", "administrator", "left")
    assert here.may_send(LEA, "m.reaction") in (True, False)
    found = invitation("!x", [*events, member(ME, "invite")], ME)
    assert found is not None
    assert found.by == NADIA


# Private rooms


def alone(*others: Json) -> Rooms:
    """Palabre in Léa's private room, and in the group's."""
    rooms = Rooms()
    rooms.begin(ME, {"!hers": (LEA, "joined")})
    for event in (member(ME, "join"), member(LEA, "join", "Léa"), *others):
        rooms.room("!hers").learn(event)
    rooms.room("!tilleuls").learn(member(ME, "join"))
    rooms.room("!tilleuls").learn(member(LEA, "join"))
    return rooms


def test_in_a_private_room_somebody_is_alone_with_palabre() -> None:
    rooms = alone()
    assert (rooms.person_of("!hers"), rooms.private_room(LEA)) == (LEA, "!hers")
    assert rooms.where("!hers") == Where("!hers", LEA, {ME: "", LEA: "Léa"})
    assert rooms.person_of("!tilleuls") == "", "two people in a group's room make it no private one"


@pytest.mark.parametrize("how", ["join", "invite"])
def test_before_a_third_nothing_is_said_to_one(how: str) -> None:
    rooms = alone(member(KARIM, how))
    assert (rooms.person_of("!hers"), rooms.private_room(LEA)) == ("", None)
    assert rooms.is_private("!hers"), "and it is no group's room either"
    assert rooms.where("!hers").person == ""
    rooms.room("!hers").learn(member(KARIM, "leave"))
    assert rooms.private_room(LEA) == "!hers"


def test_the_room_that_was_joined_last_is_spoken_in() -> None:
    rooms = alone()
    rooms.note_private("!new", LEA, "invited")
    rooms.enter("!new")
    rooms.room("!new").learn(member(LEA, "invite"))
    assert (rooms.private_room(LEA), rooms.awaited(LEA)) == ("!hers", True)
    rooms.room("!new").learn(member(LEA, "join"))
    assert (rooms.private_room(LEA), rooms.awaited(LEA)) == ("!new", False)
    rooms.note_private("!hers", LEA, "joined")
    assert rooms.private_room(LEA) == "!hers"


def test_who_left_has_refused_until_they_come_back() -> None:
    rooms = alone()
    assert not rooms.refused(LEA)
    assert not rooms.refused(KARIM)
    rooms.room("!hers").learn(member(LEA, "leave"))
    rooms.note_private("!hers", LEA, "left")
    assert (rooms.private_room(LEA), rooms.refused(LEA), rooms.owner("!hers")) == (None, True, LEA)
    rooms.forget_private("!hers")
    assert not rooms.refused(LEA)
    assert not rooms.is_private("!hers")


def test_a_room_that_palabre_left_is_known_no_more() -> None:
    rooms = alone()
    rooms.invitations["!tilleuls"] = Invitation("!tilleuls", LEA, "", "", direct=False)
    rooms.enter("!tilleuls")
    assert rooms.invitations == {}
    rooms.left("!hers")
    assert rooms.private_room(LEA) is None


def test_people_and_rooms_are_told_apart() -> None:
    assert is_person(private_chat(LEA))
    assert is_person(Chat("matrix", LEA))
    assert not is_person(Chat("matrix", "!tilleuls"))


def test_an_invitation_says_who_and_where() -> None:
    events = [
        state("name", {"name": "Les Tilleuls"}),
        member(NADIA, "join", "Nadia B."),
        member(ME, "invite", is_direct=True),
    ]
    assert invitation("!x", events, ME) == Invitation("!x", NADIA, "Nadia B.", "Les Tilleuls", True)
    assert invitation("!x", events[:2], ME) is None
    assert invitation("!x", [member(ME, "join")], ME) is None
