"""Invitations that wait for the host, and what people were told about their roles; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.groups.model import Invitation, Named
from storage.database import Database
from storage.groups import StoredGroups
from storage.members import StoredMembers
from storage.posts import StoredPosts
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, settle

GARDEN = Invitation(0, Chat("elsewhere", "-7"), "Jardin partagé", True, "4711", "Léa")


async def test_an_invitation_waits_until_it_is_answered(database: Database) -> None:
    async with database.writing() as tx:
        groups, members = StoredGroups(tx), StoredMembers(tx, TUESDAY_NOON)
        number = await groups.invite(GARDEN, TUESDAY_NOON)
        kept = replace(GARDEN, id=number)
        assert await groups.invitation(number) == await groups.invitation_in(GARDEN.chat) == kept
        assert await members.awaited(GARDEN.chat)
        assert not await members.awaited(Chat("elsewhere", "-8"))
        assert not await members.awaited(Chat("nowhere", "-7"))
        again = replace(GARDEN, title="Jardin", name="Karim", account="4712", administrator=False)
        assert await groups.invite(again, TUESDAY_NOON) == number, "one for each room"
        assert await groups.invitation(number) == replace(again, id=number)
        assert await groups.drop_invitation(number)
        assert not await groups.drop_invitation(number)
        assert await groups.invitation(number) is None
        assert not await members.awaited(GARDEN.chat)


async def test_a_room_that_waits_may_move(database: Database) -> None:
    async with database.writing() as tx:
        groups, new = StoredGroups(tx), Chat("elsewhere", "-1007")
        number = await groups.invite(GARDEN, TUESDAY_NOON)
        await groups.move_invitation(GARDEN.chat, new)
        assert await groups.invitation_in(GARDEN.chat) is None
        assert await groups.invitation_in(new) == replace(GARDEN, id=number, chat=new)
        await groups.invite(GARDEN, TUESDAY_NOON)
        await groups.move_invitation(GARDEN.chat, new)
        assert await groups.invitation_in(new) == replace(GARDEN, id=number, chat=new), (
            "the platform said it twice"
        )


async def test_an_invitation_goes_with_whoever_made_it_or_after_a_month(database: Database) -> None:
    async with database.writing() as tx:
        here, groups, members = await settle(tx), StoredGroups(tx), StoredMembers(tx, TUESDAY_NOON)
        await members.add_account(here.lea, "elsewhere", "4711")
        await groups.invite(GARDEN, TUESDAY_NOON)
        assert await groups.invited_by(here.lea) == ["Jardin partagé"]
        assert await groups.invited_by(here.karim) == []
        await groups.forget(here.karim)
        assert await groups.invitation_in(GARDEN.chat) is not None
        await groups.forget(here.lea)
        assert await groups.invitation_in(GARDEN.chat) is None
        await groups.invite(GARDEN, TUESDAY_NOON)
        assert await groups.purge(TUESDAY_NOON) == 0
        assert await groups.purge(TUESDAY_NOON + timedelta(seconds=1)) == 1


async def test_what_somebody_was_told_newest_first(database: Database) -> None:
    async with database.writing() as tx:
        here, groups, posts = await settle(tx), StoredGroups(tx), StoredPosts(tx)
        first = Named(here.lea, here.nadia, TUESDAY_NOON, "guest", None, "resident", None)
        second = replace(first, by=here.karim, role="professional", before="guest")
        for named in (first, second):
            await posts.tell(named.topic(here.group), here.group, here.lea)
        await posts.tell(replace(first, person=here.karim).topic(here.group), here.group, here.karim)
        await posts.put(Topic("groups", here.group, "other"), [CHAT])
        assert await groups.named(here.group, here.lea) == [second, first]
        assert await groups.named(here.group + 1, here.lea) == []
        assert len(await groups.told()) == 3
        assert await groups.groups_of(here.lea) == [here.group]


async def test_what_stands_as_one_topic_stands_as_another(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        old, new, other = Topic("help", 1, "welcome"), Topic("help", 2, "welcome"), Chat("salon", "jardin")
        await posts.put(old, [CHAT, other])
        await posts.put(new, [other])
        await posts.carry_over(old, new)
        standing = [(post.topic, post.chat) for post in await posts.stale()]
        assert sorted(standing, key=str) == sorted([(new, CHAT), (old, other), (new, other)], key=str)


async def test_what_the_host_is_asked_stays_where_it_cannot_be_said_yet(database: Database) -> None:
    async with database.writing() as tx:
        posts, members = StoredPosts(tx), StoredMembers(tx, TUESDAY_NOON)
        private = Chat("elsewhere", "1001", private=True)
        await posts.put(Topic("groups", 1, "admission"), [private], audience="operator")
        await members.close_private(private)
        (post,) = await posts.stale()
        assert post.chat == private
