"""Delivery: every room shows what is stored, at a bearable pace, whatever fails elsewhere."""

import asyncio
from collections.abc import Callable

import pytest

from bot import delivery as delivery_module
from bot.delivery import Delivery
from bot.pacing import Pace, Paces, Pacing
from bot.platforms.platform import Drawn, PlatformFailed
from bot.platforms.salon.platform import SalonPlatform
from handlers.conversation.events import Chat, Press, Sender, Standing
from handlers.conversation.text import verbatim
from handlers.conversation.topic import Topic
from storage.database import Database
from storage.posts import StoredPosts
from tests.bot.chimes import Chimes, hang
from tests.bot.posting import EAST, WEST, Post
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import ROOM, paris


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.01)


async def test_200_votes_become_a_handful_of_edits(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        program = neighbours.program
        await neighbours["Karim"].says("/sondage On peint la porte en bleu ou en vert ?")
        card = await neighbours["Léa"].last()
        choices = [card.buttons["Bleu"], card.buttons["Vert"]]
        salon = program.platforms["salon"]
        assert isinstance(salon, SalonPlatform)
        edits = 0

        async def edit(chat: Chat, native: str, drawn: Drawn) -> None:
            nonlocal edits
            edits += 1
            await SalonPlatform.edit(salon, chat, native, drawn)

        salon.edit = edit  # type: ignore[method-assign]
        delivery = Delivery(program.database, {"salon": _paced(salon)}, lambda: neighbours.now)
        program.delivery = delivery
        task = asyncio.create_task(delivery.run())
        standing = Standing("member", TUESDAY_NOON)
        for number in range(200):
            sender = Sender(str(number % 4 + 1), "", standing)
            press = Press(f"p{number}", TUESDAY_NOON, Chat("salon", ROOM), sender, choices[number // 4 % 2])
            await program.dispatch.handle(press)
        async with asyncio.timeout(60):
            while "Bleu 0, vert 4. 4 personnes ont répondu." not in (await neighbours["Léa"].last()).lines:
                await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert 2 <= edits <= 20


def _paced(salon: SalonPlatform) -> SalonPlatform:
    salon.pacing = Pacing((), lambda chat: Paces((Pace(4, 4.0),)))
    return salon


async def test_a_chat_that_has_had_enough_holds_no_other_back(chimes: Chimes, post: Post) -> None:
    post.wire.pacing = Pacing((), lambda chat: Paces((Pace(1, 3600.0),)))
    await chimes.put(1, EAST, "un")
    async with post.running():
        await until(lambda: post.wire.shows(EAST) == ["un"])
        await chimes.change(1, "deux")
        post.delivery.wake()
        await chimes.put(2, WEST, "ailleurs")
        post.delivery.wake()
        await until(lambda: post.wire.shows(WEST) == ["ailleurs"])
        assert post.wire.shows(EAST) == ["un"]


async def test_a_failing_chat_is_tried_again_and_holds_no_other_back(chimes: Chimes, post: Post) -> None:
    failures = iter([PlatformFailed("500"), PlatformFailed("429", retry_after=0.2)])
    post.wire.fails = lambda chat: next(failures, None) if chat == EAST else None
    await chimes.put(1, EAST, "un")
    async with post.running():
        await until(lambda: "east" in post.wire.tried)
        await chimes.put(2, WEST, "ailleurs")
        post.delivery.wake()
        await until(lambda: post.wire.shows(WEST) == ["ailleurs"])
        await until(lambda: post.wire.shows(EAST) == ["un"])
    assert post.wire.tried.count("east") == 3


async def test_a_platform_that_asks_to_wait_is_left_alone(chimes: Chimes, post: Post) -> None:
    post.wire.fails = lambda chat: PlatformFailed("429", retry_after=3600) if chat == EAST else None
    await chimes.put(1, EAST, "un")
    async with post.running():
        for number in range(2, 12):
            await chimes.put(number, WEST, f"numéro {number}")
            await chimes.put(number + 100, EAST, f"numéro {number}")
            post.delivery.wake()
            await until(lambda: f"numéro {number}" in post.wire.shows(WEST))  # noqa: B023 - awaited at once
    assert post.wire.tried.count("east") == 1


async def test_a_platform_that_fails_for_days_is_still_tried(
    chimes: Chimes, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_module, "LONGEST_WAIT", 0.0)
    post.wire.fails = lambda chat: PlatformFailed("500") if len(post.wire.tried) <= 1100 else None
    await chimes.put(1, EAST, "un")
    async with post.running():
        await until(lambda: post.wire.shows(EAST) == ["un"])


async def test_a_view_that_cannot_be_drawn_stops_no_other(chimes: Chimes, post: Post) -> None:
    await chimes.put(1, EAST, "cassé")
    del chimes.shown[1]
    async with post.running():
        for number in range(2, 12):
            await chimes.put(number, EAST, f"numéro {number}")
            post.delivery.wake()
            await until(lambda: f"numéro {number}" in post.wire.shows(EAST))  # noqa: B023 - awaited at once
        # Woken ten times, tried at once and then after 1 s, 2 s, 4 s…, so far fewer times also where all this is slow.
        assert chimes.tried.count(1) < 6
        chimes.shown[1] = ["réparé"]
        await until(lambda: "réparé" in post.wire.shows(EAST))


async def test_parts_come_in_order_and_go_when_they_become_fewer(chimes: Chimes, post: Post) -> None:
    await chimes.put(1, EAST, "la carte", "l'image", "la suite")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["la carte", "l'image", "la suite"]
    await chimes.change(1, "la carte, changée")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["la carte, changée"]
    await chimes.change(1, "la carte", "une autre image")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["la carte", "une autre image"]


async def test_the_salon_says_that_a_part_is_gone(tilleuls: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    async with tilleuls() as neighbours:
        chimes = hang(neighbours.program.database, monkeypatch)
        await chimes.put(1, Chat("salon", ROOM), "la carte", "la suite")
        await neighbours.settle()
        await chimes.change(1, "la carte")
        await neighbours.settle()
        assert [message.lines for message in await neighbours["Léa"].sees()] == [["la carte"], ["Message effacé."]]


async def test_the_older_copy_says_where_the_card_went(chimes: Chimes, post: Post) -> None:
    chimes.moved[1] = verbatim("plus bas")
    await chimes.put(1, EAST, "un")
    await post.delivery.settle()
    await chimes.bring_back(1)
    await chimes.change(1, "deux")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["plus bas", "deux"]


async def test_a_card_that_ended_before_it_came_back_leaves_no_stale_copy(chimes: Chimes, post: Post) -> None:
    await chimes.put(1, EAST, "ouvert")
    await post.delivery.settle()
    await chimes.bring_back(1)
    await chimes.change(1, "fini")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["fini"]


async def test_a_copy_that_a_crash_left_behind_is_found_when_the_card_comes_back(
    chimes: Chimes, post: Post, database: Database
) -> None:
    await chimes.put(1, EAST, "un")
    await post.delivery.settle()
    # As after a crash between the sending and its record: the mark is there, the message's id is not.
    await database.write(lambda tx: tx.run("UPDATE parts SET native = NULL, drawn = ''"))
    chimes.moved[1] = verbatim("plus bas")
    await chimes.bring_back(1)
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["plus bas", "un"]


async def test_the_night_holds_new_messages_until_eight_and_nobody_needs_to_say_so(
    chimes: Chimes, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_module, "LOOK_AGAIN", 0.05)
    await chimes.put(1, EAST, "la carte")
    await post.delivery.settle()
    post.now = paris("2027-03-02", "22:00")
    await chimes.put(2, EAST, "le résultat")
    await chimes.change(1, "la carte, changée")
    async with post.running():
        await until(lambda: post.wire.shows(EAST) == ["la carte, changée"])
        post.now = paris("2027-03-03", "07:59")
        await asyncio.sleep(0.3)
        assert post.wire.shows(EAST) == ["la carte, changée"]
        assert chimes.tried.count(2) == 1
        post.now = paris("2027-03-03", "08:00")
        await until(lambda: post.wire.shows(EAST) == ["la carte, changée", "le résultat"])


async def test_a_card_that_waits_for_the_morning_to_come_back_goes_on_living(chimes: Chimes, post: Post) -> None:
    chimes.moved[1] = verbatim("plus bas")
    await chimes.put(1, EAST, "un")
    await post.delivery.settle()
    post.now = paris("2027-03-02", "22:00")
    await chimes.bring_back(1)
    for words in ("deux", "trois"):
        await chimes.change(1, words)
        await post.delivery.settle()
        assert post.wire.shows(EAST) == [words]
    post.now = paris("2027-03-03", "08:00")
    await post.delivery.settle()
    assert post.wire.shows(EAST) == ["plus bas", "trois"]


async def test_what_is_for_some_is_on_nobody_elses_page(tilleuls: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    async with tilleuls() as neighbours:
        chimes, chat = hang(neighbours.program.database, monkeypatch), Chat("salon", ROOM)
        lea = 4
        await chimes.put(1, chat, "pour tous", rings=True)
        await chimes.put(2, chat, "pour Léa", audience=f"person:{lea}")
        await chimes.put(3, chat, "pour qui anime", audience="facilitators")
        await neighbours.settle()
        seen = {}
        for name in ("Karim", "Léa", "Nadia"):
            seen[name] = [message.text for message in await neighbours[name].sees()]
            async with neighbours.http.get(neighbours[name].base) as response:
                page = await response.text()
            for words in ("pour tous", "pour Léa", "pour qui anime"):
                assert (words in page) == (words in seen[name])
        assert seen == {
            "Karim": ["pour tous"],
            "Léa": ["pour tous", "pour Léa"],
            "Nadia": ["pour tous", "pour qui anime"],
        }


async def test_only_what_must_ring_rings(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage On peint la porte en bleu ou en vert ?")
        await neighbours["Léa"].taps("Vert")
        await neighbours.at(paris("2027-03-04", "20:00"))
        async with neighbours.http.get(f"{neighbours['Léa'].base}/since/0") as response:
            rings = [message["rings"] for message in (await response.json())["messages"]]
        assert rings == [False, True, True]  # the card, the card come back, the result


async def test_a_post_of_a_group_that_is_gone_is_said_and_left(
    chimes: Chimes, post: Post, database: Database
) -> None:
    nowhere = Chat("wire", "nowhere")
    await chimes.put(1, nowhere, "à personne")
    await chimes.put(2, EAST, "à quelqu'un")
    await post.delivery.settle()
    assert (post.wire.shows(nowhere), post.wire.shows(EAST)) == ([], ["à quelqu'un"])
    async with database.reading() as tx:
        assert [stale.topic for stale in await StoredPosts(tx).stale()] == [Topic("chimes", 1)]
