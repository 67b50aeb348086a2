"""Taps, and the short answers to them."""

import pytest
import telegram
from telegram.error import BadRequest

from .conftest import Scene

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
BAD = "400 Bad Request: "


async def test_a_tap_and_its_answer(scene: Scene) -> None:
    await scene.card()
    (card,) = scene.room.from_bot()
    press = scene.lea.taps(card, "Ble")
    assert (press.answered, press.handed_out) == (False, 0)
    (update,) = await scene.library.get_updates()
    query = update.callback_query
    assert query is not None
    assert (update.update_id, query.id, query.data) == (press.update_id, press.id, "b")
    assert isinstance(query.message, telegram.Message)
    assert (query.message.message_id, query.message.text) == (card.id, "Bleu ou vert ?")
    await query.answer("Noté", show_alert=True)
    assert [(answer.text, answer.show_alert, answer.url) for answer in press.answers] == [("Noté", True, "")]
    assert (press.answered, press.handed_out) == (True, 1)


async def test_only_once_and_in_time(scene: Scene) -> None:
    await scene.card()
    (card,) = scene.room.from_bot()
    first, second, third = (scene.lea.taps(card, label) for label in ("Bleu", "Vert", "Bleu"))
    await scene.library.answer_callback_query(first.id)
    with pytest.raises(BadRequest, match="Query is too old"):
        await scene.library.answer_callback_query(first.id)
    scene.api.expire(second)
    assert await scene.bot.refused("answerCallbackQuery", callback_query_id=second.id) == BAD + TOO_OLD
    scene.api.callback_lifetime = 0
    assert await scene.bot.refused("answerCallbackQuery", callback_query_id=third.id) == BAD + TOO_OLD
    assert await scene.bot.refused("answerCallbackQuery", callback_query_id="1") == BAD + TOO_OLD


async def test_answers_that_are_refused(scene: Scene) -> None:
    await scene.card()
    press = scene.lea.taps(scene.room.from_bot()[0], "Bleu")
    here = {"callback_query_id": press.id}
    long = await scene.bot.refused("answerCallbackQuery", text="🎨" * 100 + "a", **here)
    assert long == f"{BAD}MESSAGE_TOO_LONG"
    for url in ("https://example.org", "https://t.me/other_bot?start=a", "https://t.me/palabre_bot?start=é"):
        assert await scene.bot.refused("answerCallbackQuery", url=url, **here) == f"{BAD}URL_INVALID"
    await scene.bot.gets("answerCallbackQuery", text="🎨" * 100, **here)


async def test_an_answer_that_opens_the_private_chat(scene: Scene) -> None:
    await scene.card()
    press = scene.lea.taps(scene.room.from_bot()[0], "Bleu")
    await scene.library.answer_callback_query(press.id, url="https://t.me/palabre_bot?start=code_12")
    message = scene.lea.follows(press)
    assert message.text == "/start code_12"
    await scene.library.send_message(scene.lea.id, "Bonjour Léa")
    assert [message.text for message in scene.lea.private.from_bot()] == ["Bonjour Léa"]


async def test_a_link_to_the_bot(scene: Scene) -> None:
    link = {"inline_keyboard": [[{"text": "En privé", "url": "https://t.me/palabre_bot?start=abc"}]]}
    await scene.card(reply_markup=link)
    (card,) = scene.room.from_bot()
    assert scene.lea.opens(card, "En privé").text == "/start abc"
    opened = scene.nadia.taps(card, "En").opened
    assert opened is not None
    assert opened.room is scene.nadia.private
    assert [update["message"]["chat"]["type"] for update in await scene.bot.news()] == ["private", "private"]


async def test_buttons_that_nobody_can_tap(scene: Scene) -> None:
    await scene.card()
    (card,) = scene.room.from_bot()
    with pytest.raises(AssertionError, match="sees 0 buttons"):
        scene.lea.taps(card, "Rouge")
    with pytest.raises(AssertionError, match="does not see"):
        scene.api.person("Karim").taps(card, "Bleu")
    scene.room.delete_message(card)
    with pytest.raises(AssertionError, match="does not see"):
        scene.lea.taps(card, "Bleu")


async def test_forged_and_inaccessible(scene: Scene) -> None:
    await scene.card()
    scene.lea.presses(scene.room.from_bot()[0], "forged")
    scene.lea.presses_inaccessible(scene.room, 77, "old")
    first, second = await scene.library.get_updates()
    assert first.callback_query is not None
    assert first.callback_query.data == "forged"
    assert second.callback_query is not None
    assert second.callback_query.message is not None
    assert second.callback_query.message.message_id == 77
    assert not second.callback_query.message.is_accessible  # the library makes it a Message of 1970


async def test_links_that_no_client_follows_are_violations(scene: Scene) -> None:
    link = {"inline_keyboard": [[{"text": "En privé", "url": "https://t.me/palabre_bot?start=a.b"}]]}
    await scene.card(reply_markup=link)
    assert len(scene.api.violations) == 1
    assert "start parameter 'a.b'" in scene.api.violations.pop()
