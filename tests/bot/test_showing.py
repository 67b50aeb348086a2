"""What delivery does with one post, step by step, on a platform that cannot tell what it has sent."""

from bot.platforms.platform import MessageGone, PlatformFailed
from bot.showing import Showing
from handlers.conversation.events import Chat
from handlers.conversation.text import verbatim
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.posts import StoredPosts
from tests.bot.chimes import Chimes
from tests.bot.posting import EAST, Post
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris


async def test_what_was_sent_is_recorded_though_the_next_step_fails(chimes: Chimes, post: Post) -> None:
    post.wire.tells = False
    chimes.moved[1] = verbatim("plus bas")
    await chimes.put(1, EAST, "un")
    await post.delivery.settle()
    post.wire.edits_fail = lambda native: PlatformFailed("not now", 0.01) if native == "1" else None
    await chimes.bring_back(1)
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["un", "un"]
    post.wire.edits_fail = lambda native: None
    async with post.running():
        while post.wire.shows(EAST) != ["plus bas", "un"]:
            await post.pause()
    assert len(post.wire.keys) == 2


async def test_a_card_that_somebody_deleted_is_posted_again_and_stops_no_other(chimes: Chimes, post: Post) -> None:
    await chimes.put(1, EAST, "un")
    await chimes.put(2, EAST, "deux")
    await post.delivery.settle()
    del post.wire.rooms[EAST.id]["1"]
    post.wire.edits_fail = lambda native: MessageGone("deleted") if native == "1" else None
    await chimes.change(1, "un, encore")
    await chimes.change(2, "deux, encore")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["deux, encore", "un, encore"]


async def test_an_older_copy_that_somebody_deleted_is_left_alone(chimes: Chimes, post: Post) -> None:
    chimes.moved[1] = verbatim("plus bas")
    await chimes.put(1, EAST, "un")
    await post.delivery.settle()
    del post.wire.rooms[EAST.id]["1"]
    post.wire.edits_fail = lambda native: MessageGone("deleted") if native == "1" else None
    await chimes.bring_back(1)
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["un"]


async def test_what_only_replaces_is_never_news(chimes: Chimes, post: Post) -> None:
    chimes.only_replaces = {1}
    await chimes.put(1, EAST, "retiré avant de paraître")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == []
    chimes.only_replaces = set()
    await chimes.change(1, "ouvert")
    await post.delivery.settle()
    chimes.only_replaces = {1}
    await chimes.bring_back(1)
    await chimes.change(1, "fini")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["fini"]


async def test_the_night_does_not_hold_back_what_was_asked_for(chimes: Chimes, post: Post) -> None:
    post.now = paris("2027-03-02", "23:00")
    await chimes.put(1, EAST, "sortir le pain", at_night=True)
    await chimes.put(2, EAST, "un sondage")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["sortir le pain"]
    assert post.now > TUESDAY_NOON


async def test_a_room_that_moves_meanwhile_gets_its_card_under_the_new_id(
    chimes: Chimes, post: Post, database: Database
) -> None:
    await chimes.put(1, EAST, "un")
    async with database.reading() as tx:
        (stale,) = await StoredPosts(tx).stale()
    new = Chat("wire", "east-2")

    async def move(tx: Transaction) -> None:
        await StoredMembers(tx, TUESDAY_NOON).move(EAST, new)
        await StoredPosts(tx).move(EAST, new)

    await database.write(move)
    assert await Showing(database, post.wire).show(stale, TUESDAY_NOON) is None
    assert (post.wire.shows(EAST), post.wire.shows(new)) == ([], ["un"])


async def test_a_post_that_is_gone_meanwhile_is_nothing_to_show(
    chimes: Chimes, post: Post, database: Database
) -> None:
    await chimes.put(1, EAST, "un")
    async with database.reading() as tx:
        (stale,) = await StoredPosts(tx).stale()
    await database.write(lambda tx: tx.run("DELETE FROM posts"))
    assert await Showing(database, post.wire).show(stale, TUESDAY_NOON) is None
    assert post.wire.shows(EAST) == []
