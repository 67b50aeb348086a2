"""What the official documentation does not know is noticed, and the bot says who it is and what it can do."""

import aiohttp
import pytest
import telegram

from . import bot_api
from .calls import Json
from .conftest import Scene
from .methods import SERVED
from .official import METHODS, wrong_answer, wrong_update

BAD = "400 Bad Request: "


@pytest.mark.parametrize(
    ("method", "params", "violation"),
    [
        ("sendMessage", {"text": "a", "colour": "red"}, "sendMessage: colour: not in the documentation of SendMessage"),
        ("sendMessage", {}, "sendMessage: text: Field required"),
        ("deleteMessage", {"message_id": "x"}, "deleteMessage: message_id: Input should be a valid integer"),
        (
            "sendMessage",
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "a", "colour": 1}]]}},
            "sendMessage: reply_markup.inline_keyboard.0.0.colour: not in the documentation of InlineKeyboardButton",
        ),
        ("pinChatMessage", {"message_id": 1}, "pinChatMessage: Bad Request: left out of this simulator"),
    ],
)  # fmt: skip
async def test_what_the_bot_must_not_send(scene: Scene, method: str, params: Json, violation: str) -> None:
    refused = await scene.bot.refused(method, chat_id=scene.room.id, **params)
    assert refused.startswith(BAD)
    assert scene.api.violations.pop(0).startswith(violation)
    scene.api.violations.clear()


async def test_violations_end_the_test_unless_told_not_to() -> None:
    async def sends(*, strict: bool = True, check: bool = True) -> None:
        async with bot_api(strict=strict, check=check) as api, aiohttp.ClientSession() as session:
            await session.post(f"{api.url}/bot{api.token}/getMe", data={"colour": "red"})

    with pytest.raises(AssertionError, match="getMe: colour: not in the documentation of GetMe"):
        await sends()
    await sends(check=False)
    await sends(strict=False)


def test_the_simulator_is_held_to_it_too() -> None:
    assert wrong_answer("getChatMemberCount", "many")
    assert wrong_answer("getMe", {"id": 1, "is_bot": True, "first_name": "a", "colour": "red"})
    assert wrong_update({"update_id": 1, "message": {"message_id": 1}})
    assert wrong_update({"update_id": 1, "colour": "red"})
    assert not wrong_update({"update_id": 1})
    assert {name.lower() for name in SERVED} <= set(METHODS)


async def test_json_that_is_none(scene: Scene) -> None:
    address = f"{scene.api.url}/bot{scene.api.token}/sendMessage"
    form = {"chat_id": "1", "text": "a"}
    for field, refused in (("reply_markup", "reply keyboard markup"), ("entities", "entities")):
        async with scene.bot.session.post(address, data=form | {field: "{"}) as answer:
            assert (await answer.json())["description"] == f"Bad Request: can't parse {refused} JSON object"
    async with scene.bot.session.post(address, data="{", headers={"Content-Type": "application/json"}) as answer:
        assert (await answer.json())["description"] == "Bad Request: can't parse JSON object"


async def test_commands(scene: Scene) -> None:
    commands = [{"command": "moi", "description": "Ce que je sais de vous", "is_ephemeral": True}]
    assert await scene.bot.gets("setMyCommands", commands=commands)
    await scene.library.set_my_commands(
        [telegram.BotCommand("menu", "Tout")], telegram.BotCommandScopeChat(scene.room.id), "fr"
    )
    assert scene.api.commands == {
        ("default", None, ""): [("moi", "Ce que je sais de vous", True)],
        ("chat", scene.room.id, "fr"): [("menu", "Tout", False)],
    }
    assert await scene.bot.gets("getMyCommands") == commands
    await scene.library.delete_my_commands()
    assert await scene.library.get_my_commands() == ()


@pytest.mark.parametrize(
    ("commands", "refused"),
    [
        ([{"command": "Menu", "description": "a"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a" * 33, "description": "a"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "a", "description": "a" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"a{number}", "description": "a"} for number in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_that_are_refused(scene: Scene, commands: list[Json], refused: str) -> None:
    assert await scene.bot.refused("setMyCommands", commands=commands) == BAD + refused


async def test_descriptions(scene: Scene) -> None:
    await scene.library.set_my_description("Je suis Palabre", "fr")
    await scene.library.set_my_short_description("Palabre")
    assert scene.api.descriptions == {
        ("description", "fr"): "Je suis Palabre",
        ("short_description", ""): "Palabre",
    }
    long = await scene.bot.refused("setMyShortDescription", short_description="a" * 121)
    assert long == f"{BAD}ABOUT_TOO_LONG"
    long = await scene.bot.refused("setMyDescription", description="a" * 513)
    assert long == f"{BAD}DESCRIPTION_TOO_LONG"
    unknown = await scene.bot.refused("setMyDescription", description="a", language_code="french")
    assert unknown == f"{BAD}LANG_CODE_INVALID"


async def test_close_and_log_out(scene: Scene) -> None:
    assert await scene.bot.gets("close")
    assert await scene.bot.gets("logOut")
