"""Messages in the group that only one person gets."""

from typing import Any

import pytest

from . import ephemeral
from .conftest import Scene
from .methods_edit import NOT_MODIFIED
from .pictures import SNAPSHOT
from .presses import Press

BAD = "400 Bad Request: "


async def _tap(scene: Scene) -> Press:
    await scene.card()
    return scene.lea.taps(scene.room.from_bot()[-1], "Bleu")


def _alone(scene: Scene, press: Press | None = None, **more: Any) -> dict[str, Any]:
    allowed = {"callback_query_id": press.id} if press else {}
    parameters = {"receiver_user_id": scene.lea.id, **allowed, **more}
    return {"chat_id": scene.room.id, "text": "Pour vous", "ephemeral_message_parameters": parameters}


async def test_after_a_tap(scene: Scene) -> None:
    press = await _tap(scene)
    await scene.library.answer_callback_query(press.id)
    alone = _alone(scene, press)
    markup = {"inline_keyboard": [[{"text": "Annuler", "callback_data": "u"}]]}
    sent = await scene.bot.gets("sendMessage", **alone, reply_markup=markup)
    assert (sent["message_id"], sent["ephemeral_message_id"]) == (0, 1)
    assert sent["receiver_user"]["first_name"] == "Léa"
    *_, message = scene.lea.sees(scene.room)
    assert (message.text, message.receiver, message.ephemeral_id) == ("Pour vous", scene.lea, 1)
    assert message not in scene.nadia.sees(scene.room)
    assert message not in scene.room.from_bot()
    second = scene.lea.taps(message, "Annuler")
    (_, update) = await scene.bot.news()
    assert update["callback_query"]["message"]["message_id"] == 0
    assert update["callback_query"]["message"]["ephemeral_message_id"] == 1
    with pytest.raises(AssertionError, match="Nadia does not see"):
        scene.nadia.taps(message, "Annuler")
    replaces = _alone(scene, second, replace_callback_query_message=True)
    assert await scene.bot.refused("sendMessage", **replaces) == BAD + ephemeral.NOT_REPLACEABLE


async def test_in_place_of_the_card(scene: Scene) -> None:
    press = await _tap(scene)
    await scene.bot.gets("sendMessage", **_alone(scene, press, replace_callback_query_message=True))
    assert [message.text for message in scene.lea.sees(scene.room)] == ["Pour vous"]
    assert [message.text for message in scene.nadia.sees(scene.room)] == ["Bleu ou vert ?"]


async def test_by_the_older_parameters(scene: Scene) -> None:
    press = await _tap(scene)
    older = {"receiver_user_id": scene.lea.id, "callback_query_id": press.id}
    sent = await scene.bot.gets("sendMessage", chat_id=scene.room.id, text="a", **older)
    assert sent["ephemeral_message_id"] == 1


async def test_after_a_command_and_a_reply_that_only_the_bot_gets(scene: Scene) -> None:
    command = scene.lea.says(scene.room, "/moi", ephemeral=True)
    (update,) = await scene.bot.news()
    assert (update["message"]["message_id"], update["message"]["ephemeral_message_id"]) == (0, 1)
    assert update["message"]["receiver_user"]["id"] == 42
    assert command not in scene.nadia.sees(scene.room)
    reply = {"reply_parameters": {"ephemeral_message_id": 1}}
    sent = await scene.bot.gets("sendMessage", **_alone(scene), **reply)
    question = scene.lea.sees(scene.room)[-1]
    answer = scene.lea.says(scene.room, "Karim", reply_to=question)
    assert (answer.ephemeral_id, answer.id, sent["ephemeral_message_id"]) == (3, 0, 2)
    (update,) = await scene.bot.news()
    assert update["message"]["reply_to_message"]["ephemeral_message_id"] == 2
    lost = {"reply_parameters": {"ephemeral_message_id": 9}}
    refused = await scene.bot.refused("sendMessage", **_alone(scene), **lost)
    assert refused == f"{BAD}message to be replied not found"


async def test_edits_and_deletions(scene: Scene) -> None:
    press = await _tap(scene)
    await scene.bot.gets("sendMessage", **_alone(scene, press))
    *_, message = scene.lea.sees(scene.room)
    here = {"chat_id": scene.room.id, "receiver_user_id": scene.lea.id, "ephemeral_message_id": 1}
    assert await scene.bot.gets("editEphemeralMessageText", **here, text="Corrigé") is True
    refused = await scene.bot.refused("editEphemeralMessageText", **here, text="Corrigé")
    assert refused == BAD + NOT_MODIFIED
    markup = {"inline_keyboard": [[{"text": "Fermer", "callback_data": "x"}]]}
    assert await scene.bot.gets("editEphemeralMessageReplyMarkup", **here, reply_markup=markup) is True
    assert (message.text, message.rows, message.edits) == ("Corrigé", [["Fermer"]], 2)
    photo = await scene.library.send_photo(scene.room.id, SNAPSHOT)
    media = {"type": "photo", "media": photo.photo[0].file_id}
    assert await scene.bot.gets("editEphemeralMessageMedia", **here, media=media) is True
    assert message.photo is not None
    assert await scene.bot.gets("editEphemeralMessageCaption", **here, caption="Voilà") is True
    assert await scene.bot.gets("deleteEphemeralMessage", **here) is True
    gone = await scene.bot.refused("deleteEphemeralMessage", **here)
    assert gone == f"{BAD}message to delete not found"
    gone = await scene.bot.refused("editEphemeralMessageText", **here, text="a")
    assert gone == f"{BAD}message to edit not found"


async def test_what_is_refused(scene: Scene) -> None:
    press = await _tap(scene)
    assert await scene.bot.refused("sendMessage", **_alone(scene)) == BAD + ephemeral.TOO_LATE
    karim = scene.api.person("Karim")
    stranger = await scene.bot.refused("sendMessage", **_alone(scene, press, receiver_user_id=karim.id))
    assert stranger == f"{BAD}USER_NOT_PARTICIPANT"
    unseen = await scene.bot.refused("sendMessage", **_alone(scene, press, receiver_user_id=5))
    assert unseen == f"{BAD}user not found"
    other = await scene.bot.refused("sendMessage", **_alone(scene, press, receiver_user_id=scene.nadia.id))
    assert other == BAD + ephemeral.QUERY_TOO_OLD
    scene.lea.starts()
    private = _alone(scene, press) | {"chat_id": scene.lea.id}
    assert await scene.bot.refused("sendMessage", **private) == BAD + ephemeral.ONLY_IN_GROUPS
    scene.api.ephemeral_window = 0
    late = await scene.bot.refused("sendMessage", **_alone(scene, press))
    assert late == BAD + ephemeral.QUERY_TOO_OLD
    scene.lea.says(scene.room, "/moi", ephemeral=True)
    assert await scene.bot.refused("sendMessage", **_alone(scene)) == BAD + ephemeral.TOO_LATE


async def test_a_server_of_before_shows_it_to_everybody(scene: Scene) -> None:
    scene.api.ephemeral = False
    press = await _tap(scene)
    sent = await scene.bot.gets("sendMessage", **_alone(scene, press))
    assert sent["message_id"]
    assert "ephemeral_message_id" not in sent
    assert scene.nadia.sees(scene.room)[-1].text == "Pour vous"
    here = {"chat_id": scene.room.id, "receiver_user_id": scene.lea.id, "ephemeral_message_id": 1}
    assert await scene.bot.refused("editEphemeralMessageText", **here, text="a") == "404 Not Found"
    assert await scene.bot.refused("deleteEphemeralMessage", **here) == "404 Not Found"
    assert scene.lea.says(scene.room, "/moi", ephemeral=True).id


async def test_a_server_that_has_turned_them_off(scene: Scene) -> None:
    scene.api.ephemeral = "refuse"
    press = await _tap(scene)
    assert await scene.bot.refused("sendMessage", **_alone(scene, press)) == BAD + ephemeral.TURNED_OFF


async def test_they_vanish_when_the_app_is_started_again(scene: Scene) -> None:
    press = await _tap(scene)
    await scene.bot.gets("sendMessage", **_alone(scene, press))
    scene.lea.restarts()
    assert [message.text for message in scene.lea.sees(scene.room)] == ["Bleu ou vert ?"]
