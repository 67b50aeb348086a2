"""The bot asks for news, and says what it has."""

import asyncio

import telegram

from .conftest import Scene
from .updates import OTHER_REQUEST


async def test_news_come_again_until_they_are_confirmed(scene: Scene) -> None:
    scene.lea.says(scene.room, "/menu")
    scene.lea.says(scene.room, "/aide@palabre_bot")
    first = await scene.bot.gets("getUpdates")
    assert [update["message"]["text"] for update in first] == ["/menu", "/aide@palabre_bot"]
    assert first[1]["update_id"] == first[0]["update_id"] + 1
    assert await scene.bot.gets("getUpdates", offset=first[1]["update_id"]) == first[1:]
    assert scene.api.pending == 1
    assert await scene.bot.gets("getUpdates", offset=first[1]["update_id"] + 1) == []
    assert scene.api.pending == 0
    assert [queued.times for queued in scene.api.updates.waiting] == []


async def test_the_latest_can_be_asked_for_alone(scene: Scene) -> None:
    for number in range(5):
        scene.lea.says(scene.room, f"/sondage {number}")
    found = await scene.bot.gets("getUpdates", offset=-2, limit=1)
    assert [update["message"]["text"] for update in found] == ["/sondage 3"]
    assert scene.api.pending == 2


async def test_a_request_waits_for_the_first_news(scene: Scene) -> None:
    waiting = asyncio.create_task(scene.library.get_updates(timeout=20))
    await scene.api.until(lambda: scene.api.polled)
    assert not waiting.done()
    scene.lea.says(scene.room, "/menu")
    (update,) = await waiting
    assert update.message is not None
    assert update.message.text == "/menu"
    assert update.message.from_user is not None
    assert update.message.from_user.first_name == "Léa"


async def test_a_request_that_waits_in_vain_comes_back_empty(scene: Scene) -> None:
    assert await scene.library.get_updates(timeout=1) == ()


async def test_a_second_request_ends_the_first(scene: Scene) -> None:
    first = asyncio.create_task(scene.bot.refused("getUpdates", timeout=20))
    await scene.api.until(lambda: scene.api.polled)
    second = asyncio.create_task(scene.bot.gets("getUpdates", timeout=20))
    assert await first == f"409 {OTHER_REQUEST}"
    scene.lea.says(scene.room, "/menu")
    assert len(await second) == 1


async def test_the_kinds_of_news_are_remembered(scene: Scene) -> None:
    scene.room.promote_bot(by=scene.nadia)
    scene.room.promote(scene.lea)
    assert [set(update) - {"update_id"} for update in await scene.bot.news()] == [{"my_chat_member"}]
    await scene.bot.news(allowed_updates=["chat_member", "message"])
    karim = scene.api.person("Karim")
    scene.room.join(karim)
    scene.room.demote_bot(by=scene.nadia)
    found = await scene.bot.news()
    assert found[0]["chat_member"]["new_chat_member"]["status"] == "member"
    assert found[1]["message"]["new_chat_members"][0]["first_name"] == "Karim"
    assert len(found) == 2
    scene.room.kick(karim, by=scene.nadia)
    assert [update["message"]["left_chat_member"]["id"] for update in await scene.bot.news()] == [karim.id]
    await scene.bot.news(allowed_updates=[])
    scene.room.promote_bot(by=scene.nadia)
    assert "my_chat_member" in (await scene.bot.news())[0]


async def test_the_library_reads_every_kind_of_news(scene: Scene) -> None:
    scene.room.promote_bot(by=scene.nadia)
    scene.room.says_anonymously(scene.nadia, "Bonjour à tous")
    scene.room.channel_says("Mairie", "Coupure d'eau")
    scene.room.other_bot_says("Météo", "Il pleut")
    message = scene.lea.says(scene.room, "Regardez", photo_caption=True)
    scene.lea.edits(message, "Regardez bien")
    scene.lea.starts("abc")
    scene.lea.blocks_bot()
    found = await scene.library.get_updates(limit=100)
    assert [update.effective_user.id for update in found if update.effective_user][1:4] == [
        1087968824,
        136817688,
        found[3].effective_user.id if found[3].effective_user else 0,
    ]
    assert found[2].effective_message is not None
    assert found[2].effective_message.sender_chat is not None
    assert found[2].effective_message.sender_chat.type == telegram.Chat.CHANNEL
    assert found[3].effective_user is not None
    assert found[3].effective_user.is_bot
    assert found[4].effective_message is not None
    assert (found[4].effective_message.caption, len(found[4].effective_message.photo)) == ("Regardez", 1)
    assert found[5].edited_message is not None
    assert found[6].effective_message is not None
    assert found[6].effective_message.text == "/start abc"
    assert found[7].my_chat_member is not None
    assert found[7].my_chat_member.new_chat_member.status == "kicked"


async def test_a_long_request_ends_when_the_server_goes_down(scene: Scene) -> None:
    waiting = asyncio.create_task(scene.library.get_updates(timeout=20))
    await scene.api.until(lambda: scene.api.polled)
    scene.api.stop_listening()
    for failed in await asyncio.gather(waiting, return_exceptions=True):
        assert isinstance(failed, telegram.error.NetworkError)
    press_later = scene.lea.says(scene.room, "/menu")
    await scene.api.listen_again()
    (update,) = await scene.bot.news()
    assert update["message"]["message_id"] == press_later.id


async def test_settled_and_until_say_what_they_waited_for(scene: Scene) -> None:
    scene.lea.says(scene.room, "/menu")
    await scene.card()
    for waiting in (scene.api.until(lambda: False, 0.05), scene.api.settled(seconds=0.05)):
        (failed,) = await asyncio.gather(waiting, return_exceptions=True)
        assert isinstance(failed, AssertionError)
        assert "1 updates wait" in str(failed)
        assert "sendMessage" in str(failed)
    await scene.bot.news()
    await scene.api.settled(quiet=0.01)
