"""What stands in a chat, what is shown of it and what is still to do, on both databases."""

from dataclasses import replace

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from storage.database import Database, Transaction
from storage.posts import Part, Post, StoredPosts

DOOR = Topic("polls", 17)
RESULT = Topic("polls", 17, "result")
HERE, THERE = Chat("salon", "les-tilleuls"), Chat("elsewhere", "7")


async def _stale(tx: Transaction) -> list[Post]:
    return list(await StoredPosts(tx).stale())


async def test_a_topic_put_into_several_chats_stands_in_each_in_order(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await posts.put(RESULT, [HERE], rings=True, audience="facilitators")
        await posts.put(DOOR, [THERE, HERE])
        found = await _stale(tx)
        assert [(post.topic, post.chat, post.audience, post.rings) for post in found] == [
            (RESULT, HERE, "facilitators", True),
            (DOOR, THERE, "everyone", False),
            (DOOR, HERE, "everyone", False),
        ]
        assert all((post.wanted, post.shown, post.place) == (1, 0, 0) for post in found)
        assert await posts.find(found[0].id) == found[0]
        assert await posts.find(found[-1].id + 1) is None


async def test_put_twice_is_one_post_that_is_stale(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await posts.put(DOOR, [HERE])
        await posts.put(DOOR, [HERE])
        (found,) = await _stale(tx)
        assert found.wanted == 2
        await posts.put(DOOR, [HERE], audience="person:3")
        assert len(await _stale(tx)) == 2  # another audience is another message


async def test_what_was_drawn_while_it_changed_stays_stale(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await posts.put(DOOR, [HERE])
        (drawn,) = await _stale(tx)
        await posts.refresh(DOOR)
        await posts.shown(drawn.id, drawn.wanted)
        assert await _stale(tx) == [replace(drawn, wanted=2, shown=1)]
        await posts.shown(drawn.id, 2)
        assert await _stale(tx) == []
        await posts.refresh(RESULT)
        assert await _stale(tx) == []


async def test_a_card_that_comes_back_takes_the_next_place(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await posts.put(DOOR, [HERE, THERE])
        for post in await _stale(tx):
            await posts.shown(post.id, post.wanted)
        await posts.bring_back(DOOR, rings=True)
        assert [(post.place, post.rings, post.wanted) for post in await _stale(tx)] == [(1, True, 2)] * 2


async def test_a_part_is_marked_sent_and_retired(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await posts.put(DOOR, [HERE])
        (post,) = await _stale(tx)
        card, picture = Part(post.id, 0, 0, None, ""), Part(post.id, 0, 1, None, "")
        await posts.mark(picture)
        await posts.mark(card)
        assert await posts.parts(post.id) == [card, picture]
        await posts.sent(card, "m1", "d1")
        await posts.mark(card)  # a second mark takes nothing away
        assert await posts.parts(post.id) == [replace(card, native="m1", drawn="d1"), picture]
        await posts.retire(picture)
        assert [part.native for part in await posts.parts(post.id)] == ["m1"]


async def test_a_reply_finds_the_topic_of_a_message_in_its_own_chat(database: Database) -> None:
    async with database.writing() as tx:
        posts = StoredPosts(tx)
        await posts.put(DOOR, [HERE])
        await posts.put(RESULT, [THERE])
        for post in await _stale(tx):
            part = Part(post.id, 0, 0, None, "")
            await posts.mark(part)
            await posts.sent(part, "41", "d")
        assert await posts.topic_of(HERE, "41") == DOOR
        assert await posts.topic_of(THERE, "41") == RESULT
        assert await posts.topic_of(HERE, "42") is None
        assert await posts.topic_of(Chat("salon", "elsewhere"), "41") is None
