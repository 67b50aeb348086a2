"""What the bot writes, as the server keeps it or refuses it."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest
import telegram
from telegram.error import BadRequest

from .conftest import Scene
from .pictures import SNAPSHOT

BAD = "400 Bad Request: "
POLL = Path(__file__).parents[3] / "docs" / "poll.png"


async def test_a_message_as_people_see_it(scene: Scene) -> None:
    question = scene.lea.says(scene.room, "/sondage Quelle couleur ?")
    markup = telegram.InlineKeyboardMarkup(
        [
            [telegram.InlineKeyboardButton("Bleu", callback_data="b"), telegram.InlineKeyboardButton("Vert", callback_data="v")],
            [telegram.InlineKeyboardButton("En privé", url="https://t.me/palabre_bot?start=abc")],
        ]
    )  # fmt: skip
    sent = await scene.library.send_message(
        scene.room.id,
        "\n Quelle couleur ? 🎨 \n",
        entities=[telegram.MessageEntity("bold", 2, 6), telegram.MessageEntity("italic", 19, 2)],
        reply_markup=markup,
        reply_parameters=telegram.ReplyParameters(question.id),
        disable_notification=True,
    )
    (message,) = scene.room.from_bot()
    assert (message.id, message.text, message.silent) == (sent.message_id, "Quelle couleur ? 🎨", True)
    assert message.rows == [["Bleu", "Vert"], ["En privé"]]
    assert message.buttons == {"Bleu": "b", "Vert": "v", "En privé": "https://t.me/palabre_bot?start=abc"}
    assert message.entities == [
        {"type": "bold", "offset": 0, "length": 6},
        {"type": "italic", "offset": 17, "length": 2},
    ]
    assert (message.reply_to, message.photo, message.edits, message.thread) == (question.id, None, 0, question.id)
    assert [state[1:] for state in message.versions] == [("Quelle couleur ? 🎨", ("Bleu", "Vert", "En privé"))]
    assert scene.nadia.sees(scene.room) == [question, message]
    assert sent.reply_markup == markup
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/sondage Quelle couleur ?"


async def test_html_and_cleaning(scene: Scene) -> None:
    await scene.library.send_message(
        scene.room.id,
        '<b>Élue&nbsp;: 🎨</b>\r\n<a href="https://example.org">ici</a> <tg-spoiler>&lt;x&gt;</tg-spoiler>\t',
        parse_mode="HTML",
    )
    (message,) = scene.room.from_bot()
    assert message.text == "Élue\N{NO-BREAK SPACE}: 🎨\nici <x>"
    assert message.entities == [
        {"type": "bold", "offset": 0, "length": 9},
        {"type": "text_link", "offset": 10, "length": 3, "url": "https://example.org"},
        {"type": "spoiler", "offset": 14, "length": 3},
    ]
    for words in ("<b>a", "a</b>", "<font>a</font>"):
        refused = await scene.bot.refused("sendMessage", chat_id=scene.room.id, text=words, parse_mode="HTML")
        assert refused.startswith(f"{BAD}can't parse entities: ")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("🎨" * 2048 + "a", "message is too long"),
        ("\ud83d", "strings must be encoded in UTF-8"),
    ],
)
async def test_texts_that_are_refused(scene: Scene, text: str, refused: str) -> None:
    assert await scene.bot.refused("sendMessage", chat_id=scene.room.id, text=text) == BAD + refused
    await scene.bot.gets("sendMessage", chat_id=scene.room.id, text="🎨" * 2048)


async def test_bytes_that_are_no_utf_8(scene: Scene) -> None:
    address = f"{scene.api.url}/bot{scene.api.token}/sendMessage"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"chat_id=1&text=\xff", b"chat_id=1&text=%ff"):
        async with scene.bot.session.post(address, data=body, headers=form) as answer:
            assert (await answer.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


@pytest.mark.parametrize(
    ("button", "refused"),
    [
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "a"}, "inline keyboard button text can't be empty"),
        (
            {"text": "a", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "a", "url": "http://localhost/"}, "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL"),
    ],
)  # fmt: skip
async def test_buttons_that_are_refused(scene: Scene, button: dict[str, str], refused: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    sent = await scene.bot.refused("sendMessage", chat_id=scene.room.id, text="a", reply_markup=markup)
    assert sent == BAD + refused
    full = {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 32}]]}
    await scene.bot.gets("sendMessage", chat_id=scene.room.id, text="a", reply_markup=full)


async def test_a_forced_reply(scene: Scene) -> None:
    await scene.library.send_message(
        scene.room.id, "Votre nom ?", reply_markup=telegram.ForceReply(input_field_placeholder="Karim")
    )
    (message,) = scene.room.from_bot()
    assert (message.placeholder, message.rows) == ("Karim", [])


@pytest.mark.parametrize(
    ("entity", "refused"),
    [
        ({"offset": 0, "length": 3}, "ENTITY_BOUNDS_INVALID"),
        ({"offset": -1, "length": 1}, "ENTITY_BOUNDS_INVALID"),
        ({"offset": 1, "length": 1}, "entity begins in a middle of a UTF-16 symbol"),
        ({"offset": 0, "length": 1}, "entity ends in a middle of a UTF-16 symbol"),
    ],
)
async def test_misplaced_marks_are_violations(scene: Scene, entity: dict[str, int], refused: str) -> None:
    marks = [{"type": "bold", **entity}]
    sent = await scene.bot.refused("sendMessage", chat_id=scene.room.id, text="🎨", entities=marks)
    assert sent == BAD + refused
    assert scene.api.violations == [f"sendMessage: Bad Request: {refused}"]
    scene.api.violations.clear()


async def test_photos_come_in_every_way(scene: Scene) -> None:
    sent = await scene.library.send_photo(scene.room.id, POLL.read_bytes(), caption="Résultat")
    again = await scene.library.send_photo(scene.room.id, sent.photo[-1].file_id)
    assert (sent.caption, sent.text, again.caption) == ("Résultat", None, None)
    assert [size.width < size.height for size in sent.photo] == [True, True, True]
    first, second = scene.room.from_bot()
    assert first.photo == second.photo == POLL.read_bytes()
    assert first.text == "Résultat"
    await scene.library.edit_message_media(
        telegram.InputMediaPhoto(SNAPSHOT, "Plus petit"), scene.room.id, sent.message_id
    )
    assert (first.photo, first.text, first.edits) == (SNAPSHOT, "Plus petit", 1)


@pytest.mark.parametrize(
    ("photo", "caption", "refused"),
    [
        (b"no picture", "", "IMAGE_PROCESS_FAILED"),
        (b"", "", "file must be non-empty"),
        (SNAPSHOT[:16] + (9_000).to_bytes(4, "big") + (2_000).to_bytes(4, "big"), "", "PHOTO_INVALID_DIMENSIONS"),
        (SNAPSHOT, "é" * 1025, "message caption is too long"),
    ],
)
async def test_photos_that_are_refused(scene: Scene, photo: bytes, caption: str, refused: str) -> None:
    address = f"{scene.api.url}/bot{scene.api.token}/sendPhoto"
    form = aiohttp.FormData({"chat_id": str(scene.room.id), "caption": caption})
    form.add_field("photo", photo, filename="photo.png", content_type="image/png")
    async with scene.bot.session.post(address, data=form) as answer:
        assert (await answer.json())["description"] == f"Bad Request: {refused}"


async def test_chats_that_cannot_be_reached(scene: Scene) -> None:
    unseen = scene.api.group("Ailleurs")
    karim = scene.api.person("Karim")
    for chat, refused in (
        (unseen.id, f"{BAD}chat not found"),
        (-5, f"{BAD}chat not found"),
        ("@personne", f"{BAD}chat not found"),
        ("", f"{BAD}chat_id is empty"),
        (karim.id, "403 Forbidden: bot can't initiate conversation with a user"),
    ):
        assert await scene.bot.refused("sendMessage", chat_id=chat, text="a") == refused
    karim.starts()
    await scene.bot.gets("sendMessage", chat_id=karim.id, text="a")
    karim.blocks_bot()
    blocked = await scene.bot.refused("sendMessage", chat_id=karim.id, text="a")
    assert blocked == "403 Forbidden: bot was blocked by the user"
    karim.unblocks_bot()
    await scene.bot.gets("sendMessage", chat_id=karim.id, text="a")
    assert [message.text for message in karim.sees(karim.private)] == ["/start", "a", "a"]
    assert scene.lea.sees(karim.private) == []


async def test_what_is_answered_must_be_there(scene: Scene) -> None:
    async def answers(**how: Any) -> str:
        return await scene.bot.refused("sendMessage", chat_id=scene.room.id, text="a", reply_parameters=how)

    assert await answers(message_id=999) == f"{BAD}message to be replied not found"
    gone = scene.lea.says(scene.room, "/sondage")
    scene.room.delete_message(gone)
    assert await answers(message_id=gone.id) == f"{BAD}message to be replied not found"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await scene.library.send_message(scene.room.id, "a", reply_to_message_id=gone.id)
    parameters = telegram.ReplyParameters(gone.id, allow_sending_without_reply=True)
    await scene.library.send_message(scene.room.id, "a", reply_parameters=parameters)
    assert scene.room.from_bot()[0].reply_to is None


async def test_chat_actions(scene: Scene) -> None:
    await scene.library.send_chat_action(scene.room.id, "typing")
    wrong = await scene.bot.refused("sendChatAction", chat_id=scene.room.id, action="sleeping")
    assert wrong == f"{BAD}wrong parameter action in request"
