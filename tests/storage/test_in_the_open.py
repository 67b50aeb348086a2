"""Rooms in the open: who can be written to first, who has no other door, who came and went; on both databases."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.groups.model import Invitation
from handlers.members.model import Group
from storage.database import Database, Transaction
from storage.groups import StoredGroups
from storage.members import StoredMembers
from storage.portable import restore_into
from storage.posts import Part, Post, StoredPosts
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, settle

SQUARE, NEW_SQUARE = Chat("open", "!square"), Chat("open", "!square2")
BALLOT = Topic("polls", 17, "ballot:1")


@dataclass(frozen=True)
class Square:
    """A group whose one room is in the open, with two people, each with one account there."""

    group: int
    rose: int
    tomas: int
    members: StoredMembers
    posts: StoredPosts

    async def tell(self, person: int, topic: Topic = BALLOT) -> Chat | None:
        """Tells it, and gives where delivery shows it: nowhere as long as it waits for the person's next act."""
        await self.posts.tell(topic, self.group, person)
        post = await self.post(topic)
        return None if post is None else post.chat

    async def post(self, topic: Topic = BALLOT) -> Post | None:
        """What delivery is to show of this topic."""
        return next((post for post in await self.posts.stale() if post.topic == topic), None)

    async def waits(self, account: str) -> list[Topic]:
        """What this account is told with the answer to its next act in the room."""
        return [topic for topic, _ in await self.posts.words_for(SQUARE, account)]


async def square(tx: Transaction) -> Square:
    members = StoredMembers(tx, TUESDAY_NOON)
    group = await members.add_group(Group(0, "La Place", "Europe/Paris", "fr", None))
    await members.add_chat(group, SQUARE, lists_members=True, in_the_open=True)
    for name in ("rose", "tomas"):
        await members.enter(SQUARE, f"@{name}:example.org", name.capitalize())
    rose, tomas = await members.roll(group)
    return Square(group, rose.id, tomas.id, members, StoredPosts(tx))


async def chats_in(tx: Transaction) -> list[tuple[str, int, int, int]]:
    rows = await tx.rows("SELECT chat, lists_members, pages, in_the_open FROM chats ORDER BY chat")
    return [(row["chat"], row["lists_members"], row["pages"], row["in_the_open"]) for row in rows]


async def test_a_room_in_the_open_lists_its_members_and_has_no_pages(database: Database) -> None:
    async with database.writing() as tx:
        await settle(tx)
        here = await square(tx)
        assert await chats_in(tx) == [("!square", 1, 0, 1), ("les-tilleuls", 1, 1, 0)]
        assert await here.members.enrol(SQUARE, "@zoe:example.org", "Zoé") is None, "its members are listed"
        assert [person.name for person in await here.members.roll(here.group)] == ["Rose", "Tomas"]


async def test_it_hears_all_as_long_as_palabre_is_there(database: Database) -> None:
    async with database.writing() as tx:
        tilleuls, here = await settle(tx), await square(tx)
        assert await here.members.hears_all(here.group)
        assert not await here.members.hears_all(tilleuls.group)
        await here.members.withdraw(SQUARE)
        assert not await here.members.hears_all(here.group)


async def test_palabre_writes_first_to_who_has_no_other_door(database: Database) -> None:
    async with database.writing() as tx:
        here = await square(tx)
        assert await here.members.reachable(here.group, here.rose)
        assert await here.tell(here.rose) == Chat("open", "@rose:example.org")
        assert await here.waits("@rose:example.org") == []


async def test_an_open_conversation_comes_first_then_a_page(database: Database) -> None:
    async with database.writing() as tx:
        here = await square(tx)
        await here.members.add_chat(here.group, CHAT, lists_members=True)
        await here.members.add_account(here.rose, "salon", "7")
        assert await here.tell(here.rose) == CHAT
        await here.members.add_account(here.tomas, "elsewhere", "4711")
        await here.members.open_private(Chat("elsewhere", "4711", private=True), "4711")
        assert await here.tell(here.tomas, Topic("polls", 17, "ballot:2")) == Chat("elsewhere", "4711")


async def test_nobody_is_written_to_first_from_a_room_that_has_shown_palabre_out(database: Database) -> None:
    async with database.writing() as tx:
        here = await square(tx)
        await here.members.withdraw(SQUARE)
        assert not await here.members.reachable(here.group, here.rose)
        assert await here.tell(here.rose) is None
        assert await here.waits("@rose:example.org") == [BALLOT]


async def test_nobody_is_reached_through_a_page_that_is_no_longer_there(database: Database) -> None:
    async with database.writing() as tx:
        here = await settle(tx)
        members = StoredMembers(tx, TUESDAY_NOON)
        assert await members.reachable(here.group, here.lea)
        await members.withdraw(CHAT)
        assert not await members.reachable(here.group, here.lea), "what she is told waits, too"


async def test_a_room_of_another_group_opens_no_door(database: Database) -> None:
    async with database.writing() as tx:
        tilleuls, here = await settle(tx), await square(tx)
        await tx.run("UPDATE chats SET pages = 0")
        await here.members.add_member(tilleuls.group, here.rose, "resident")
        assert not await here.members.reachable(tilleuls.group, here.rose)
        assert await here.members.in_the_open(tilleuls.group) == []


async def test_who_refuses_once_is_tried_again(database: Database) -> None:
    """What was not said waits for their next act; what is new is tried once more."""
    async with database.writing() as tx:
        here, private = await square(tx), Chat("open", "@rose:example.org", private=True)
        await here.tell(here.rose)
        await here.members.close_private(private)
        assert await here.waits("@rose:example.org") == [BALLOT]
        assert await here.members.reachable(here.group, here.rose)
        again = Topic("polls", 17, "nudge:1")
        assert await here.tell(here.rose, again) == private


async def test_what_waited_is_said_once_where_it_stood_before(database: Database) -> None:
    """Told in private, refused, told again while nobody could be told, and the conversation opens once more."""
    async with database.writing() as tx:
        here, private = await square(tx), Chat("open", "@rose:example.org", private=True)
        await here.members.open_private(private, private.id)
        await here.tell(here.rose)
        post = await here.post()
        assert post is not None
        await here.posts.mark(Part(post.id, 0, 0, None, ""))
        await here.posts.sent(Part(post.id, 0, 0, None, ""), "$1", "digest")
        await here.posts.shown(post.id, post.wanted)
        await here.members.close_private(private)
        await here.members.withdraw(SQUARE)
        await here.tell(here.rose)
        await here.tell(here.rose, Topic("polls", 17, "nudge:1"))
        assert len(await here.waits(private.id)) == 2
        await here.members.open_private(private, private.id)
        assert await here.waits(private.id) == []
        found = {post.topic.aspect: (post.chat, post.place) for post in await here.posts.stale()}
        assert found == {"ballot:1": (private, 1), "nudge:1": (private, 0)}


async def test_who_has_no_door_but_in_the_open(database: Database) -> None:
    async with database.writing() as tx:
        here = await square(tx)
        members, group = here.members, here.group
        assert await members.in_the_open(group) == [here.rose, here.tomas]
        await members.add_chat(group, CHAT, lists_members=True)
        await members.add_account(here.rose, "salon", "7")
        await members.add_account(here.tomas, "elsewhere", "4711")
        assert await members.in_the_open(group) == [here.tomas], "no room of the group is elsewhere"
        odette = await members.add_person("Odette")
        await members.add_member(group, odette.id, "resident")
        assert await members.in_the_open(group) == [here.tomas], "Odette has no account at all"
        await members.add_chat(group, Chat("elsewhere", "-7"), lists_members=False)
        assert await members.in_the_open(group) == []
        await members.withdraw(Chat("elsewhere", "-7"))
        assert await members.in_the_open(group) == [here.tomas]
        await members.remove_member(group, here.tomas)
        assert await members.in_the_open(group) == []


async def test_who_is_in_the_group_with_an_account_there(database: Database) -> None:
    async with database.writing() as tx:
        here = await square(tx)
        await here.members.add_account(here.rose, "elsewhere", "4711")
        odette = await here.members.add_person("Odette")
        await here.members.add_member(here.group, odette.id, "resident")
        assert await here.members.accounts_in(SQUARE) == ["@rose:example.org", "@tomas:example.org"]
        await here.members.leave(SQUARE, "@tomas:example.org")
        assert await here.members.accounts_in(SQUARE) == ["@rose:example.org"]
        assert await here.members.accounts_in(NEW_SQUARE) == []


async def test_it_stays_in_the_open_where_it_moves_or_joins_another_group(database: Database) -> None:
    async with database.writing() as tx:
        tilleuls, here = await settle(tx), await square(tx)
        await here.members.move(SQUARE, NEW_SQUARE)
        await here.members.annex(tilleuls.group, here.group)
        assert await chats_in(tx) == [("!square2", 1, 0, 1), ("les-tilleuls", 1, 1, 0)]
        assert await here.members.hears_all(tilleuls.group)
        assert await here.members.in_the_open(tilleuls.group) == [here.rose, here.tomas]


async def test_a_backup_carries_it(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    invited = Invitation(0, NEW_SQUARE, "La Cour", False, "@zoe:example.org", "Zoé", in_the_open=True)
    async with database.writing() as tx:
        await square(tx)
        number = await StoredGroups(tx).invite(invited, TUESDAY_NOON)
    await database.backup(tmp_path / "one.db")
    async with database.writing() as tx:
        await tx.run("UPDATE chats SET in_the_open = 0")
        await StoredGroups(tx).drop_invitation(number)
    await restore_into(database, tmp_path / "one.db", TUESDAY_NOON + timedelta(days=1))
    async with database.reading() as tx:
        assert await chats_in(tx) == [("!square", 1, 0, 1)]
        assert await StoredGroups(tx).invitation(number) == replace(invited, id=number)


async def test_an_invitation_says_it_as_it_was_said_last(database: Database) -> None:
    async with database.writing() as tx:
        groups = StoredGroups(tx)
        invited = Invitation(0, SQUARE, "La Place", False, "@rose:example.org", "Rose", in_the_open=True)
        number = await groups.invite(invited, TUESDAY_NOON)
        assert await groups.invitation(number) == replace(invited, id=number)
        await groups.invite(replace(invited, in_the_open=False), TUESDAY_NOON)
        assert await groups.invitation_in(SQUARE) == replace(invited, id=number, in_the_open=False)
