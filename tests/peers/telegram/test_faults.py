"""What goes wrong on demand does go wrong."""

import asyncio
import time

import aiohttp
import pytest
import telegram
from telegram.error import NetworkError, RetryAfter, TimedOut

from . import bot_api
from .conftest import Scene


async def test_an_error_and_then_none(scene: Scene) -> None:
    scene.api.fault("sendMessage", 500)
    assert await scene.bot.refused("sendMessage", chat_id=scene.room.id, text="a") == "500 Internal Server Error"
    await scene.bot.gets("sendMessage", chat_id=scene.room.id, text="a")
    assert [call.status for call in scene.api.calls_of("sendMessage")] == [500, 200]
    assert len(scene.room.from_bot()) == 1


async def test_only_for_one_chat_and_until_it_is_lifted(scene: Scene) -> None:
    scene.lea.starts()
    fault = scene.api.fault("*", 502, times=99, chat=scene.room)
    assert await scene.bot.refused("getChat", chat_id=scene.room.id) == "502 Bad Gateway"
    await scene.bot.gets("getChat", chat_id=scene.lea.id)
    fault.lift()
    await scene.bot.gets("getChat", chat_id=scene.room.id)


async def test_asked_to_wait(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.api.fault("sendMessage", retry_after=7, times=2)
    body = await scene.bot.asks("sendMessage", chat_id=scene.room.id, text="a")
    assert body["description"] == "Too Many Requests: retry after 7"
    assert body["parameters"] == {"retry_after": 7}
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # the library warns of its own old way
    with pytest.raises(RetryAfter):
        await scene.library.send_message(scene.room.id, "a")


async def test_garbage(scene: Scene) -> None:
    scene.api.fault("getMe", body=b"<html>\xff")
    with pytest.raises(telegram.error.TelegramError, match="Invalid server response"):
        await scene.library.get_me()


async def test_the_line_is_cut_before_or_after(scene: Scene) -> None:
    scene.api.fault("sendMessage", drop="before")
    scene.api.fault("sendMessage", drop="after")
    for words in ("avant", "après"):
        with pytest.raises(NetworkError):
            await scene.library.send_message(scene.room.id, words)
    assert [message.text for message in scene.room.from_bot()] == ["après"]
    assert [call.status for call in scene.api.calls_of("sendMessage")] == [0, 0]


async def test_a_slow_answer_of_what_was_done_at_once(scene: Scene) -> None:
    scene.api.fault("sendMessage", delay=0.3)
    with pytest.raises(TimedOut):
        await scene.library.send_message(scene.room.id, "lent", read_timeout=0.05)
    assert [message.text for message in scene.room.from_bot()] == ["lent"]
    scene.api.fault("sendMessage", delay=0.1)
    began = time.monotonic()
    await scene.library.send_message(scene.room.id, "moins lent")
    assert time.monotonic() - began >= 0.1


async def test_the_server_is_down_and_comes_back_on_the_same_port(scene: Scene) -> None:
    url = scene.api.url
    await scene.library.get_me()
    scene.api.stop_listening()
    with pytest.raises(NetworkError):
        await scene.library.get_me()
    with pytest.raises(aiohttp.ClientConnectorError):
        await scene.bot.gets("getMe")
    await scene.api.listen_again()
    assert scene.api.url == url
    await scene.library.get_me()


async def test_the_token(scene: Scene) -> None:
    scene.api.revoke_token()
    assert await scene.bot.asks("getMe") == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert scene.api.calls[-1].status == 401
    scene.api.restore_token()
    await scene.bot.gets("getMe")
    for token, status in (("43:other-token", 401), ("nonsense", 404), ("", 404)):
        async with scene.bot.session.get(f"{scene.api.url}/bot{token}/getMe") as answer:
            assert answer.status == status


async def test_names_in_any_case_and_names_that_are_none(scene: Scene) -> None:
    assert (await scene.bot.gets("GETME"))["username"] == "palabre_bot"
    assert await scene.bot.refused("getNothing") == "404 Not Found"


async def test_several_servers_in_one_process() -> None:
    async with bot_api() as one, bot_api(token="43:other-token") as two:
        assert one.url != two.url
        bots = [telegram.Bot(api.token, base_url=f"{api.url}/bot") for api in (one, two)]
        for bot in bots:
            await bot.initialize()
        assert [bot.id for bot in bots] == [42, 43]
        await asyncio.gather(*(bot.shutdown() for bot in bots))
