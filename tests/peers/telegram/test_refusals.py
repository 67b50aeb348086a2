"""The rarer refusals: what only a careless bot runs into, without the documentation in the way."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from . import BotApi, bot_api, ephemeral, pictures
from .calls import Json
from .conftest import Asking
from .pictures import SNAPSHOT


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api(flood=False, strict=False, check=False) as made:
        yield made


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Asking]:
    async with aiohttp.ClientSession() as session:
        yield Asking(api, session)


MANY = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}


@pytest.mark.parametrize(
    ("more", "refused", "misuse"),
    [
        ({"reply_markup": MANY}, "reply markup is too long", False),
        ({"reply_markup": [1]}, "object expected as reply markup", False),
        ({"reply_markup": {"inline_keyboard": 1}}, 'field "inline_keyboard" must be of type Array', False),
        (
            {"reply_markup": {"inline_keyboard": [[1]]}},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
            False,
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"url": "t.me"}]]}},
            "can't parse inline keyboard button: Can't find field \"text\"",
            False,
        ),
        (
            {"reply_markup": {"force_reply": True, "input_field_placeholder": "a" * 65}},
            "input field placeholder is too long",
            True,
        ),
        ({"parse_mode": "MarkdownV2"}, "can't parse entities: Markdown is left out of this simulator", True),
        ({"parse_mode": "BBCode"}, "unsupported parse_mode", True),
        ({"entities": [{"type": "bold"}]}, "can't parse MessageEntity: Field \"offset\" must be of type Number", False),
        ({"message_thread_id": 5}, "message thread not found", False),
    ],
)  # fmt: skip
async def test_of_a_message(bot: Asking, more: Json, refused: str, misuse: bool) -> None:
    lea = bot.api.person("Léa")
    lea.starts()
    assert await bot.refused("sendMessage", chat_id=lea.id, text="a", **more) == f"400 Bad Request: {refused}"
    assert bool(bot.api.violations) == misuse


@pytest.mark.parametrize(
    ("photo", "refused"),
    [
        ("", "there is no photo in the request"),
        ("attach://nothing", "file is missing in the request"),
        ("AgACunknown", "wrong remote file identifier specified: Wrong string length"),
        ("https://example.org/a.png", "failed to get HTTP URL content"),
    ],
)
async def test_of_a_photo(bot: Asking, photo: str, refused: str) -> None:
    assert await bot.refused("sendPhoto", chat_id=1, photo=photo) == f"400 Bad Request: {refused}"


async def test_of_a_heavy_photo(bot: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "HEAVIEST", len(SNAPSHOT) - 1)
    form = aiohttp.FormData({"chat_id": "1"})
    form.add_field("photo", SNAPSHOT, filename="a.png")
    async with bot.session.post(f"{bot.api.url}/bot{bot.api.token}/sendPhoto", data=form) as answer:
        assert (await answer.json())["description"] == "Bad Request: file is too big"


async def test_of_edits(bot: Asking) -> None:
    lea = bot.api.person("Léa")
    room = bot.api.group("Les Tilleuls", [lea])
    room.add_bot(by=lea)
    card = (await bot.gets("sendMessage", chat_id=room.id, text="a"))["message_id"]
    here = {"chat_id": room.id, "message_id": card}
    forced = await bot.refused("editMessageText", text="b", reply_markup={"force_reply": True}, **here)
    assert forced == "400 Bad Request: inline keyboard expected"
    inline = await bot.refused("editMessageText", text="b", inline_message_id="x")
    assert inline == "400 Bad Request: inline messages are left out of this simulator"
    video = await bot.refused("editMessageMedia", media={"type": "video", "media": "x"}, **here)
    assert video == "400 Bad Request: can't parse InputMedia: only photos are simulated"
    lea.says(room, "/moi", ephemeral=True)
    theirs = {"chat_id": room.id, "receiver_user_id": lea.id, "ephemeral_message_id": 1, "text": "b"}
    refused = await bot.refused("editEphemeralMessageText", **theirs)
    assert refused == "400 Bad Request: message can't be edited"
    needs = {"receiver_user_id": lea.id, "replace_callback_query_message": True}
    refused = await bot.refused("sendMessage", chat_id=room.id, text="a", ephemeral_message_parameters=needs)
    assert refused == "400 Bad Request: replace_callback_query_message needs a callback query"
    bot.api.ephemeral = "refuse"
    off = await bot.refused("editEphemeralMessageText", **theirs)
    assert off == f"400 Bad Request: {ephemeral.TURNED_OFF}"


async def test_of_private_chats(bot: Asking) -> None:
    lea = bot.api.person("Léa")
    lea.starts()
    assert await bot.gets("getChatMemberCount", chat_id=lea.id) == 2
    assert (await bot.gets("getChatMember", chat_id=lea.id, user_id=lea.id))["status"] == "member"
    refused = await bot.refused("leaveChat", chat_id=lea.id)
    assert refused == "400 Bad Request: chat member status can't be changed in private chats"
    scope = {"type": "chat", "chat_id": 5}
    refused = await bot.refused("getMyCommands", scope=scope)
    assert refused == "400 Bad Request: chat not found"
    await bot.gets("getUpdates", limit=1000)
    assert bot.api.violations == ["getUpdates: limit 1000 is not within 1–100"]
