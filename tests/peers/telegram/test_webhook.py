"""The news are brought to the bot's address."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from .calls import Json
from .conftest import Scene
from .methods_updates import WEBHOOK_ACTIVE


@dataclass(eq=False)
class Address:
    """Where the news are brought. `got`: each with its secret; `answers`: the statuses to come, then 200."""

    url: str = ""
    got: list[tuple[str | None, Json]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    slow: float = 0.0

    async def take(self, request: web.BaseRequest) -> web.StreamResponse:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        await asyncio.sleep(self.slow)
        self.at_once -= 1
        return web.Response(status=self.answers.pop(0) if self.answers else 200)


@pytest.fixture
async def address() -> AsyncIterator[Address]:
    made = Address()
    server = web.Server(made.take)
    listening = await asyncio.get_running_loop().create_server(server, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/here"
    yield made
    listening.close()
    await server.shutdown(0.01)


async def test_news_are_pushed_with_the_secret(scene: Scene, address: Address) -> None:
    await scene.library.set_webhook(address.url, secret_token="s3cret", max_connections=7)
    assert scene.api.webhook == {
        "url": address.url,
        "secret_token": "s3cret",
        "max_connections": 7,
        "allowed_updates": None,
    }
    scene.lea.says(scene.room, "/menu")
    press = scene.lea.presses(scene.room.messages[0], "x")
    await scene.api.until(lambda: len(address.got) == 2 and not scene.api.pending)
    assert [secret for secret, _ in address.got] == ["s3cret", "s3cret"]
    assert address.got[0][1]["message"]["text"] == "/menu"
    assert (address.got[1][1]["update_id"], press.handed_out) == (press.update_id, 1)
    assert await scene.bot.refused("getUpdates") == f"409 {WEBHOOK_ACTIVE}"
    await scene.library.delete_webhook()
    assert scene.api.webhook is None
    assert await scene.bot.news() == []


async def test_what_was_refused_is_brought_again(scene: Scene, address: Address) -> None:
    address.answers = [500, 403]
    await scene.bot.gets("setWebhook", url=address.url)
    scene.lea.says(scene.room, "/menu")
    scene.lea.says(scene.room, "/aide")
    await scene.api.until(lambda: not scene.api.pending)
    assert [body["message"]["text"] for _, body in address.got] == ["/menu", "/menu", "/menu", "/aide"]
    info = await scene.library.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
    assert (info.pending_update_count, info.max_connections) == (0, 40)


async def test_several_chats_at_once_and_no_more_than_asked(scene: Scene, address: Address) -> None:
    address.slow = 0.05
    await scene.bot.gets("setWebhook", url=address.url, max_connections=2)
    for number in range(5):
        scene.api.person(f"Personne {number}").starts()
    await scene.api.until(lambda: not scene.api.pending)
    assert address.most_at_once == 2


async def test_nobody_at_the_address(scene: Scene) -> None:
    await scene.bot.gets("setWebhook", url="http://127.0.0.1:9/here")
    scene.lea.says(scene.room, "/menu")
    await scene.api.until(lambda: scene.api.webhook_errors())
    info = await scene.bot.gets("getWebhookInfo")
    assert (info["pending_update_count"], info["last_error_message"]) == (1, "Connection refused")
    await scene.bot.gets("deleteWebhook", drop_pending_updates=True)
    assert scene.api.pending == 0


async def test_a_webhook_ends_the_request_that_waits(scene: Scene, address: Address) -> None:
    waiting = asyncio.create_task(scene.bot.refused("getUpdates", timeout=20))
    await scene.api.until(lambda: scene.api.polled)
    await scene.bot.gets("setWebhook", url=address.url)
    assert await waiting == "409 Conflict: terminated by setWebhook request"


async def test_addresses_that_are_refused(scene: Scene) -> None:
    wrong = "400 Bad Request: bad webhook: HTTPS URL must be provided for webhook"
    assert await scene.bot.refused("setWebhook", url="http://example.org/here") == wrong
    secret = await scene.bot.refused("setWebhook", url="http://127.0.0.1:9/", secret_token="é")
    assert secret == "400 Bad Request: secret token contains unallowed characters"
    many = await scene.bot.refused("setWebhook", url="http://127.0.0.1:9/", max_connections=101)
    assert many == "400 Bad Request: max_connections must be between 1 and 100"
