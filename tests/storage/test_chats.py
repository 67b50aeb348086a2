"""Rooms that do not list their members, that move, and that show Palabre out; on both databases."""

from datetime import timedelta

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.members.model import Group
from storage.database import Database, Transaction
from storage.drafts import StoredDrafts
from storage.members import StoredMembers
from storage.posts import Part, StoredPosts
from storage.settings import keep_moment, kept_moment
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, Settled, settle
from tests.storage.test_drafts import asked

DOOR, RESULT = Topic("polls", 17), Topic("polls", 17, "result")
STREET = Chat("elsewhere", "-7")
NEW_STREET = Chat("elsewhere", "-1007")


async def street(tx: Transaction) -> tuple[Settled, StoredMembers]:
    """Les Tilleuls, which also talks in a room that cannot list who is there."""
    here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
    await members.add_chat(here.group, STREET, lists_members=False)
    return here, members


async def test_who_acts_in_a_room_without_a_list_is_one_of_its_members(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await street(tx)
        assert await members.here(STREET, "4711") is None
        made = await members.enrol(STREET, "4711", "Tomás")
        assert made is not None
        assert (made.group.id, made.person.name, made.role) == (here.group, "Tomás", "resident")
        assert await members.here(STREET, "4711") == made == await members.enrol(STREET, "4711", "Tomás")
        assert await members.enrol(CHAT, "4712", "Rose") is None, "this room lists its members"
        assert await members.enrol(Chat("elsewhere", "nowhere"), "4712", "Rose") is None
        assert await members.roll(here.group) == [], "nobody can list them all"


async def test_who_leaves_by_one_door_stays_where_there_is_another(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await street(tx)
        await members.add_account(here.lea, STREET.platform, "4711")
        await members.leave(STREET, "4711")
        assert await members.here(CHAT, "léa") is not None
        only = await members.enrol(STREET, "4712", "Rose")
        await members.leave(STREET, "4712")
        assert only is not None
        assert await members.here(STREET, "4712") is None
        assert await members.enrol(STREET, "4712", "Rose") == only, "who comes back is the same person"
        await members.leave(CHAT, "karim")
        assert await members.here(CHAT, "karim") is None


async def test_a_person_of_several_groups_speaks_of_one_of_them(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await street(tx)
        other = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "en", None))
        await members.add_chat(other, Chat("elsewhere", "-8"), lists_members=False)
        mine = await members.enrol(STREET, "4711", "Tomás")
        assert mine is not None
        await members.enrol(Chat("elsewhere", "-8"), "4711", "Tomás")
        known = await members.memberships("elsewhere", "4711")
        assert [one.group.id for one in known] == [here.group, other]
        assert {one.person.id for one in known} == {mine.person.id}
        assert await members.spoken_of(mine.person.id) is None
        await members.speak_of(mine.person.id, other)
        assert await members.spoken_of(mine.person.id) == other
        assert await members.memberships("salon", "4711") == []
        await members.forget(mine.person.id)
        assert await members.memberships("elsewhere", "4711") == []
        assert await members.spoken_of(mine.person.id) is None


async def test_hellos_are_counted_once_each(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await street(tx)
        for person in (here.lea, here.karim, here.lea):
            await members.greet(here.group, person)
        assert await members.greeted(here.group) == 2
        await members.leave(CHAT, "karim")
        assert await members.greeted(here.group) == 1


async def test_a_room_that_has_shown_palabre_out_gets_nothing_until_it_is_back(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await street(tx)
        posts = StoredPosts(tx)
        await posts.put(DOOR, [STREET, CHAT])
        await members.stand(STREET, administrator=True)
        assert await members.administers(here.group)
        await members.withdraw(STREET)
        assert await members.chats(here.group) == [CHAT]
        assert [post.chat for post in await posts.stale()] == [CHAT]
        assert not await members.administers(here.group)
        await members.stand(STREET, administrator=False)
        assert await members.chats(here.group) == [STREET, CHAT]
        assert [post.chat for post in await posts.stale()] == [STREET, CHAT]


async def test_a_room_that_moves_keeps_everything(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await street(tx)
        posts, drafts = StoredPosts(tx), StoredDrafts(tx)
        made = await members.enrol(STREET, "4711", "Tomás")
        await posts.put(DOOR, [STREET])
        await posts.put(RESULT, [STREET])
        for number, post in enumerate(await posts.stale()):
            part = Part(post.id, 0, 0, None, "")
            await posts.mark(part)
            await posts.sent(part, str(number), "digest")
            await posts.shown(post.id, post.wanted)
        await drafts.keep(here.lea, asked(here.group), TUESDAY_NOON)
        await members.move(STREET, NEW_STREET)
        await posts.move(STREET, NEW_STREET)
        assert await members.here(NEW_STREET, "4711") == made
        assert await members.group_of(STREET) is None
        assert await members.moved("elsewhere") == {"-7": "-1007"}
        (card,) = await posts.stale()
        assert (card.topic, card.chat) == (DOOR, NEW_STREET), "the card alone is posted again"
        assert await posts.topic_of(NEW_STREET, "0") is None, "a message of before is not one of now"
        await members.move(STREET, NEW_STREET)
        assert await members.here(NEW_STREET, "4711") == made, "told twice is once"


async def test_a_new_id_that_was_seen_first_is_still_the_same_room(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await street(tx)
        stray = await members.add_group(Group(0, "Les Tilleuls", "Europe/Paris", "fr", None))
        await members.add_chat(stray, NEW_STREET, lists_members=False)
        await members.move(STREET, NEW_STREET)
        group = await members.group_of(NEW_STREET)
        assert group is not None
        assert group.id == here.group


async def test_what_stands_beside_stands_in_the_same_threads(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await street(tx)
        await posts.put(DOOR, [Chat("elsewhere", "-7", "42"), CHAT])
        await posts.put_beside(RESULT, DOOR, rings=True)
        await posts.put_beside(RESULT, DOOR, rings=True)
        found = [post for post in await posts.stale() if post.topic == RESULT]
        assert sorted((post.chat.id, post.chat.thread, post.rings) for post in found) == [
            ("-7", "42", True),
            ("les-tilleuls", "", True),
        ]


async def test_a_card_comes_back_in_one_room_alone(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await street(tx)
        await posts.put(DOOR, [STREET, CHAT])
        await posts.bring_back(DOOR, rings=True, chat=STREET)
        assert [(post.chat, post.place) for post in await posts.stale()] == [(STREET, 1), (CHAT, 0)]


async def test_a_copy_is_astray_where_a_later_one_is_known(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await street(tx)
        await posts.put(DOOR, [STREET])
        (post,) = await posts.stale()
        await posts.mark(Part(post.id, 0, 0, None, ""))
        assert not await posts.strayed(STREET, 5, DOOR), "perhaps it is the one that is on its way"
        await posts.sent(Part(post.id, 0, 0, None, ""), "7", "digest")
        assert await posts.strayed(STREET, 5, DOOR)
        assert not await posts.strayed(STREET, 7, DOOR)
        assert not await posts.strayed(STREET, 9, DOOR)
        assert not await posts.strayed(CHAT, 5, DOOR)
        assert not await posts.strayed(STREET, 5, Topic("polls", 18))


async def test_whispers_are_given_up_room_by_room(database: Database) -> None:
    async with database.writing() as tx:
        _, members = await street(tx)
        await members.stop_whispering(STREET)
        assert not await members.whispers(STREET)
        assert await members.whispers(CHAT)
        assert not await members.whispers(Chat("elsewhere", "nowhere"))


async def test_a_moment_is_kept_under_its_name(database: Database) -> None:
    async with database.writing() as tx:
        assert await kept_moment(tx, "listened_at") is None
        for at in (TUESDAY_NOON, TUESDAY_NOON + timedelta(minutes=1)):
            await keep_moment(tx, "listened_at", at)
        assert await kept_moment(tx, "listened_at") == TUESDAY_NOON + timedelta(minutes=1)
