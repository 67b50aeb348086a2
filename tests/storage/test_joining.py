"""Two groups become one: their rooms, their people, their homes, and what was begun; on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.conversation.events import Chat
from handlers.conversation.stores import Draft
from handlers.conversation.topic import Topic
from handlers.members.model import Group, Role, SchoolZone
from storage.codes import StoredCodes
from storage.database import Database, Transaction
from storage.drafts import StoredDrafts
from storage.members import StoredMembers
from storage.polls import StoredPolls
from storage.posts import StoredPosts
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, Settled, opened, settle

GARDEN = Chat("elsewhere", "-7")
MONTH = timedelta(days=31)


async def garden(tx: Transaction) -> tuple[Settled, StoredMembers, int]:
    """Les Tilleuls, and the group « Jardin » with a room of its own."""
    here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
    other = await members.add_group(Group(0, "Jardin", "Europe/Paris", "fr", None))
    await members.add_chat(other, GARDEN, lists_members=False)
    return here, members, other


async def add(members: StoredMembers, group: int, name: str, role: Role = "resident") -> int:
    person = await members.add_person(name)
    await members.add_member(group, person.id, role)
    return person.id


async def roles(members: StoredMembers, group: int) -> dict[str, str]:
    return {member.person.name: member.role for member in await members.members(group)}


@pytest.mark.parametrize(
    ("kept", "gone", "zone", "becomes"),
    [
        ("", "C", "Europe/Paris", "C"),
        ("B", "C", "Europe/Paris", "B"),
        ("B", "", "Europe/Paris", "B"),
        ("", "", "Europe/Paris", ""),
        ("", "C", "Europe/Brussels", ""),  # they live elsewhere
    ],
)
async def test_the_school_zone_that_one_of_them_has_noted_is_kept(
    database: Database, kept: SchoolZone, gone: SchoolZone, zone: str, becomes: SchoolZone
) -> None:
    async with database.writing() as tx:
        here, members, other = await garden(tx)
        before = replace(await members.group(here.group), school=kept)
        await members.settle(before)
        await members.settle(replace(await members.group(other), school=gone, zone=zone))
        await members.annex(here.group, other)
        assert await members.group(here.group) == replace(before, school=becomes)


async def test_rooms_and_people_are_those_of_the_kept_group(database: Database) -> None:
    async with database.writing() as tx:
        here, members, other = await garden(tx)
        rose = await add(members, other, "Rose", "facilitator")
        await add(members, other, "Yves", "guest")
        await members.greet(other, rose)
        await members.annex(here.group, other)
        assert await members.chats(here.group) == [GARDEN, CHAT]
        assert await members.chats(other) == []
        assert await members.members(other) == []
        found = await members.group_of(GARDEN)
        assert found is not None
        assert found.name == "Les Tilleuls"
        assert await roles(members, here.group) == {
            "Karim": "resident",
            "Léa": "resident",
            "Inès": "resident",
            "Nadia": "accompaniment",
            "Rose": "facilitator",
            "Yves": "guest",
        }
        assert await members.greeted(here.group) == 1
        member = await members.member(here.group, rose)
        assert member is not None
        assert member.role_ends_at is not None


async def test_who_is_in_both_keeps_the_role_that_counts_for_more(database: Database) -> None:
    async with database.writing() as tx:
        here, members, other = await garden(tx)
        now = TUESDAY_NOON
        await members.give_role(here.group, here.lea, "facilitator", now + MONTH)
        await members.give_role(here.group, here.ines, "guest")
        for person in (here.karim, here.lea, here.ines, here.nadia):
            await members.add_member(other, person, "resident")
            await members.give_role(other, person, "facilitator", now + 3 * MONTH)
        await members.annex(here.group, other)
        assert await roles(members, here.group) == {
            "Karim": "facilitator",  # a resident here: what was said there holds here too
            "Léa": "facilitator",
            "Inès": "guest",  # said of her here
            "Nadia": "accompaniment",
        }
        lea = await members.member(here.group, here.lea)
        assert lea is not None
        assert lea.role_ends_at == now + 3 * MONTH, "the later end"


async def test_no_vote_is_taken_away_by_a_role_in_the_other_group(database: Database) -> None:
    async with database.writing() as tx:
        here, members, other = await garden(tx)
        for person, role in ((here.karim, "accompaniment"), (here.lea, "guest"), (here.ines, "facilitator")):
            await members.add_member(other, person, "resident")
            await members.give_role(other, person, role, TUESDAY_NOON - MONTH)  # type: ignore[arg-type]
        await members.annex(here.group, other)
        assert set((await roles(members, here.group)).values()) == {"resident", "accompaniment"}
        assert (await roles(members, here.group))["Inès"] == "resident", "that term is over"


async def test_homes_stay_together(database: Database) -> None:
    async with database.writing() as tx:
        here, members, other = await garden(tx)
        await members.live_with(here.group, here.ines, here.lea)
        await members.add_member(other, here.lea, "resident")
        rose, yves, odette = [await add(members, other, name) for name in ("Rose", "Yves", "Odette")]
        await members.live_with(other, rose, here.lea)
        await members.live_with(other, yves, odette)
        lot = await members.add_lot(other, "Lot 12", 120)
        await members.annex(here.group, other)
        homes = {frozenset(m.person.name for m in home.people) for home in await members.households(here.group)}
        assert homes == {
            frozenset({"Karim"}),
            frozenset({"Léa", "Inès", "Rose"}),
            frozenset({"Yves", "Odette"}),
            frozenset(),
        }
        labelled = [home for home in await members.households(here.group) if home.label]
        assert [(home.id, home.label, home.parts) for home in labelled] == [(lot, "Lot 12", 120)]
        assert await members.households(other) == []
        empty = await tx.rows("SELECT 1 FROM households WHERE label = '' AND group_id = :id", id=other)
        assert list(empty) == []


async def test_who_had_left_one_of_them_is_in_the_other(database: Database) -> None:
    async with database.writing() as tx:
        here, members, other = await garden(tx)
        for person in (here.karim, here.lea):
            await members.add_member(other, person, "resident")
        await members.remove_member(here.group, here.karim)
        await members.remove_member(other, here.lea)
        gone = await add(members, other, "Rose")
        await members.remove_member(other, gone)
        await members.annex(here.group, other)
        assert set(await roles(members, here.group)) == {"Karim", "Léa", "Inès", "Nadia"}


async def test_what_was_begun_and_what_was_said_goes_on(database: Database) -> None:
    async with database.writing() as tx:
        here, members, other = await garden(tx)
        posts, drafts, codes = StoredPosts(tx), StoredDrafts(tx), StoredCodes(tx)
        rose = await add(members, other, "Rose")
        await members.add_member(other, here.lea, "resident")
        await members.speak_of(here.lea, other)
        for person, group, words in (
            (here.lea, here.group, "kept"),
            (here.lea, other, "gone"),
            (rose, other, "rose"),
        ):
            await drafts.keep(person, Draft(group, CHAT, "polls", "question", {"words": words}), TUESDAY_NOON)
        await members.claim(other, rose, here.lea, "Léa")
        for group in (here.group, other):
            await members.ask_relay(group, here.lea, here.karim, TUESDAY_NOON)
        await members.add_member(other, here.karim, "resident")
        code = await codes.give("room", rose, other, TUESDAY_NOON)
        await posts.tell(Topic("groups", other, "ending:1"), other, rose)
        await members.annex(here.group, other)
        assert [(await drafts.find(one, here.group, TUESDAY_NOON)).notes for one in (here.lea, rose)] == [  # type: ignore[union-attr]
            {"words": "kept"},
            {"words": "rose"},
        ]
        assert await members.spoken_of(here.lea) == here.group
        assert [claim.name for claim in await members.claims(here.group)] == ["Léa"]
        assert len(await members.relays(here.group)) == 1
        assert await codes.look("room", code, TUESDAY_NOON) is None
        for table in (
            "chats",
            "memberships",
            "households",
            "household_claims",
            "relays",
            "drafts",
            "posts",
            "codes",
        ):
            left = await tx.rows(f"SELECT 1 FROM {table} WHERE group_id = :id", id=other)
            assert list(left) == [], table


async def test_the_polls_are_those_of_the_kept_group(database: Database) -> None:
    async with database.writing() as tx:
        here, _, other = await garden(tx)
        polls = StoredPolls(tx)
        theirs = await opened(tx, here, group=other)
        await polls.annex(here.group, other)
        found = await polls.find(theirs.id)
        assert found is not None
        assert found.group == here.group
