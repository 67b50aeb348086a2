"""A server, a group with the bot in it, and a bot that only asks what a test tells it to."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import telegram

from . import BotApi, Person, Room, bot_api
from .calls import Json


@dataclass(eq=False)
class Asking:
    """Speaks to the server without a library, so that nothing is put right on the way."""

    api: BotApi
    session: aiohttp.ClientSession

    async def asks(self, method: str, **params: Any) -> Json:
        """The body of the answer. Raises AssertionError where its status differs from the HTTP one."""
        async with self.session.post(f"{self.api.url}/bot{self.api.token}/{method}", json=params) as answer:
            body: Json = await answer.json()
            assert body["ok"] == (answer.status == 200)
            assert body.get("error_code", 200) == answer.status
            return body

    async def gets(self, method: str, **params: Any) -> Any:
        """The result. Raises AssertionError for anything else."""
        body = await self.asks(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """« 400 Bad Request: … »."""
        body = await self.asks(method, **params)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"

    async def news(self, **params: Any) -> list[Json]:
        """Every update that waits, confirmed at once."""
        found: list[Json] = await self.gets("getUpdates", **params)
        if found:
            await self.gets("getUpdates", offset=found[-1]["update_id"] + 1)
        return found


@dataclass(eq=False)
class Scene:
    """Léa and Nadia, the supergroup where Nadia brought the bot, and that bot: by hand, and by the library."""

    api: BotApi
    lea: Person
    nadia: Person
    room: Room
    bot: Asking
    library: telegram.Bot

    async def card(self, words: str = "Bleu ou vert ?", **more: Any) -> int:
        """The id of a new message of the bot in the group, with the buttons Bleu and Vert."""
        rows = [[{"text": "Bleu", "callback_data": "b"}], [{"text": "Vert", "callback_data": "v"}]]
        markup = {"reply_markup": {"inline_keyboard": rows}}
        sent = await self.bot.gets("sendMessage", chat_id=self.room.id, text=words, **(markup | more))
        assert isinstance(sent["message_id"], int)
        return sent["message_id"]


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with (
        bot_api(flood=False) as api,
        aiohttp.ClientSession() as session,
        telegram.Bot(api.token, base_url=f"{api.url}/bot") as library,
    ):
        lea, nadia = api.person("Léa"), api.person("Nadia")
        room = api.group("Les Tilleuls", members=[lea, nadia])
        room.add_bot(by=nadia)
        bot = Asking(api, session)
        await bot.news()
        yield Scene(api, lea, nadia, room, bot, library)
