"""Groups, people and accounts keep what they promise, on both databases."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from handlers.members.model import Group, SchoolZone
from storage.database import Database
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, settle

LATER = TUESDAY_NOON + timedelta(days=1)


async def test_a_group_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        members = StoredMembers(tx, TUESDAY_NOON)
        quiet = Group(
            0, "L'Atelier", "Europe/Lisbon", "en", Night(time(22, 15), time(7, 45)), demo=True, school="C"
        )
        first = await members.add_group(quiet)
        second = await members.add_group(Group(0, "Le Hameau", "Europe/Paris", "fr@tu", None))
        assert await members.group(first) == Group(first, *_fields(quiet), demo=True, school="C")
        assert (await members.group(second)).night is None
        assert [group.id for group in await members.groups(demo=True)] == [first]
        assert [group.id for group in await members.groups(demo=False)] == [second]
        with pytest.raises(LookupError):
            await members.group(second + 1)


async def test_the_school_zone_is_noted_changed_and_taken_back(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        before = await members.group(here.group)
        assert before.school == ""
        zones: tuple[SchoolZone, ...] = ("B", "A", "")
        for zone in zones:
            await members.settle(replace(before, school=zone))
            found = await members.here(CHAT, "karim")
            assert found is not None
            assert found.group == replace(before, school=zone)


def _fields(group: Group) -> tuple[str, str, str, Night | None]:
    return group.name, group.zone, group.language, group.night


async def test_an_account_is_somebody_only_in_the_rooms_of_their_group(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        other = await members.add_group(Group(0, "Le Hameau", "Europe/Paris", "fr", None))
        await members.add_chat(other, Chat("salon", "le-hameau"), lists_members=True)
        found = await members.here(CHAT, "karim")
        assert found is not None
        assert (found.person.id, found.person.name, found.role) == (here.karim, "Karim", "resident")
        assert found.group == await members.group(here.group) == await members.group_of(CHAT)
        assert await members.here(Chat("salon", "le-hameau"), "karim") is None
        assert await members.here(Chat("elsewhere", CHAT.id), "karim") is None
        assert await members.here(CHAT, "somebody") is None
        assert await members.group_of(Chat("salon", "nowhere")) is None
        assert await members.chats(here.group) == [CHAT]


async def test_the_roll_holds_those_who_decide(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        assert [person.id for person in await members.roll(here.group)] == here.residents
        assert [role for _, role in await members.people(here.group)] == ["resident"] * 3 + ["accompaniment"]


async def test_there_is_no_roll_where_one_room_cannot_list_its_members(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        await members.add_chat(here.group, Chat("elsewhere", "7"), lists_members=False)
        assert await members.roll(here.group) == []
        assert await members.chats(here.group) == [Chat("elsewhere", "7"), CHAT]


async def test_who_leaves_is_no_longer_here_and_comes_back_with_the_same_role(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, LATER)
        await members.leave(CHAT, "nadia")
        assert await members.here(CHAT, "nadia") is None
        assert here.nadia not in [person.id for person, _ in await members.people(here.group)]
        assert await members.account_of(CHAT.platform, "nadia") is not None
        await members.enter(CHAT, "nadia", "Nadia")
        back = await members.here(CHAT, "nadia")
        assert back is not None
        assert (back.person.id, back.role) == (here.nadia, "accompaniment")


async def test_leaving_one_room_leaves_no_other_group(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, LATER)
        other = await members.add_group(Group(0, "Le Hameau", "Europe/Paris", "fr", None))
        await members.add_chat(other, Chat("salon", "le-hameau"), lists_members=True)
        await members.add_member(other, here.karim, "facilitator")
        await members.leave(CHAT, "karim")
        kept = await members.here(Chat("salon", "le-hameau"), "karim")
        assert kept is not None
        assert kept.role == "facilitator"


async def test_somebody_new_enters_as_a_resident(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, LATER)
        await members.enter(CHAT, "yves", "Yves")
        found = await members.here(CHAT, "yves")
        assert found is not None
        assert (found.person.name, found.role) == ("Yves", "resident")
        assert found.person.id not in here.residents
        await members.enter(Chat("salon", "nowhere"), "zoe", "Zoé")
        assert await members.account_of("salon", "zoe") is None


async def test_a_person_may_have_several_accounts(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        await members.add_account(here.karim, "elsewhere", "@k:example.org")
        found = await members.account_of("elsewhere", "@k:example.org")
        assert found is not None
        assert found.id == here.karim
        assert await members.accounts(here.karim) == [
            ("elsewhere", "@k:example.org"),
            ("salon", "karim"),
        ]


async def test_who_is_forgotten_has_a_number_and_nothing_else(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, LATER)
        await members.forget(here.karim)
        assert await members.names([here.karim, here.lea, here.lea, 10**15]) == {here.lea: "Léa"}
        assert await members.about(here.karim) is None
        assert await members.account_of("salon", "karim") is None
        assert await members.here(CHAT, "karim") is None
        assert here.karim not in [person.id for person in await members.roll(here.group)]
        await members.enter(CHAT, "karim", "Karim")
        new = await members.account_of("salon", "karim")
        assert new is not None
        assert new.id != here.karim
