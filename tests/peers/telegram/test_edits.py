"""The bot corrects and removes what it wrote."""

import pytest
import telegram
from telegram.error import BadRequest

from .calls import Json
from .conftest import Scene
from .methods_edit import NOT_MODIFIED
from .pictures import SNAPSHOT

BAD = "400 Bad Request: "


async def test_an_edit_without_buttons_takes_them_away(scene: Scene) -> None:
    number = await scene.card()
    (card,) = scene.room.from_bot()
    edited = await scene.library.edit_message_text("Bleu !", scene.room.id, number)
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.reply_markup) == ("Bleu !", None)
    assert (card.text, card.buttons, card.edits) == ("Bleu !", {}, 1)
    assert [state[1:] for state in card.versions] == [("Bleu ou vert ?", ("Bleu", "Vert")), ("Bleu !", ())]


async def test_the_same_again_is_refused(scene: Scene) -> None:
    number = await scene.card()
    here = {"chat_id": scene.room.id, "message_id": number}
    rows = [[{"text": "Bleu", "callback_data": "b"}], [{"text": "Vert", "callback_data": "v"}]]
    same = {"reply_markup": {"inline_keyboard": rows}}
    refused = await scene.bot.refused("editMessageText", text=" Bleu ou vert ? ", **here, **same)
    assert refused == BAD + NOT_MODIFIED
    assert await scene.bot.refused("editMessageReplyMarkup", **here, **same) == BAD + NOT_MODIFIED
    await scene.bot.gets("editMessageReplyMarkup", **here)
    assert scene.room.from_bot()[0].buttons == {}
    with pytest.raises(BadRequest, match="Message is not modified"):
        await scene.library.edit_message_reply_markup(scene.room.id, number)


async def test_what_cannot_be_edited(scene: Scene) -> None:
    number = await scene.card()
    theirs = scene.lea.says(scene.room, "/menu")
    photo = (await scene.library.send_photo(scene.room.id, SNAPSHOT)).message_id
    here: Json = {"chat_id": scene.room.id, "text": "b"}
    edits: list[tuple[Json, str]] = [
        ({"message_id": 999}, "message to edit not found"),
        ({"message_id": theirs.id}, "message can't be edited"),
        ({"message_id": photo}, "there is no text in the message to edit"),
        ({"message_id": number, "text": ""}, "message text is empty"),
        ({"message_id": number, "text": "a" * 4097}, "MESSAGE_TOO_LONG"),
        ({}, "message identifier is not specified"),
    ]
    for how, refused in edits:
        assert await scene.bot.refused("editMessageText", **(here | how)) == BAD + refused
    caption = await scene.bot.refused("editMessageCaption", chat_id=scene.room.id, message_id=number, caption="b")
    assert caption == f"{BAD}there is no caption in the message to edit"
    scene.room.delete_message(scene.room.from_bot()[0])
    gone = await scene.bot.refused("editMessageText", **here, message_id=number)
    assert gone == f"{BAD}message to edit not found"


async def test_a_caption_and_a_picture_where_there_was_none(scene: Scene) -> None:
    number = await scene.card()
    (card,) = scene.room.from_bot()
    await scene.library.edit_message_media(telegram.InputMediaPhoto(SNAPSHOT, "Résultat"), scene.room.id, number)
    assert (card.photo, card.text, card.buttons) == (SNAPSHOT, "Résultat", {})
    await scene.library.edit_message_caption(scene.room.id, number, caption="Le résultat")
    assert card.text == "Le résultat"
    long = await scene.bot.refused(
        "editMessageCaption", chat_id=scene.room.id, message_id=number, caption="a" * 1025
    )
    assert long == f"{BAD}message caption is too long"


async def test_what_can_be_deleted(scene: Scene) -> None:
    number = await scene.card()
    old = await scene.card("Vieille carte")
    scene.api.age(scene.room.from_bot()[1], hours=48.1)
    theirs = scene.lea.says(scene.room, "/menu")

    async def deletes(message: int) -> str:
        return await scene.bot.refused("deleteMessage", chat_id=scene.room.id, message_id=message)

    assert await scene.library.delete_message(scene.room.id, number)
    assert await deletes(number) == f"{BAD}message to delete not found"
    assert (await deletes(old)).startswith(f"{BAD}message can't be deleted")
    assert await deletes(theirs.id) == f"{BAD}message can't be deleted"
    scene.room.promote_bot(by=scene.nadia)
    await scene.library.delete_message(scene.room.id, theirs.id)
    assert [message.text for message in scene.nadia.sees(scene.room)] == ["Vieille carte"]


async def test_people_correct_themselves_and_the_bot_hears_it(scene: Scene) -> None:
    message = scene.lea.says(scene.room, "/sondage Blue ?")
    scene.lea.edits(message, "/sondage Bleu ?")
    first, second = await scene.bot.news()
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("/sondage Blue ?", "/sondage Bleu ?")
    assert second["edited_message"]["edit_date"]
    with pytest.raises(AssertionError, match="Nadia did not write"):
        scene.nadia.edits(message, "autre")
