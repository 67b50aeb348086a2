"""Telegram brings updates by itself to an address of Palabre's web server."""

import asyncio
import json
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.bot.telegram.scenes import altered, ended_well, hosted, said_in_log, scene, words
from tests.bot.telegram.street import QUESTION, Street
from tests.neighbours import plain
from tests.peers.telegram import bot_api
from tests.peers.telegram.presses import Press

HEADER = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> str:
    """A port of this machine on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


@dataclass
class Address:
    """Where Palabre waits for what Telegram brings."""

    url: str
    http: aiohttp.ClientSession

    async def brings(self, body: Any, secret: str | None, **headers: str) -> int:
        """Somebody brings this; gives the status of the answer."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {"Content-Type": "application/json", **headers, **({} if secret is None else {HEADER: secret})}
        async with self.http.post(self.url, data=content, headers=given) as response:
            return response.status


@asynccontextmanager
async def brought(folder: Path, **settings: str) -> AsyncIterator[tuple[Street, Address]]:
    """Les Tilleuls, with a webhook."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    given = {"SALON__PORT": port, "TELEGRAM__WEBHOOK_URL": url, **settings}
    async with aiohttp.ClientSession() as http, scene(folder, **given) as here:
        yield here, Address(url, http)


def votes(folder: Path) -> list[tuple[int, ...]]:
    """What is kept: (person, choice)."""
    with closing(sqlite3.connect(folder / "palabre.db", timeout=10)) as database:
        return list(database.execute("SELECT person, option_id FROM ballots ORDER BY cast_at, person"))


def as_update(press: Press) -> Any:
    assert press.queued is not None
    return press.queued.body


async def test_a_poll_goes_as_with_the_long_poll(tmp_path: Path) -> None:
    async with brought(tmp_path) as (here, address):
        assert here.api.webhook is not None
        assert here.api.webhook["url"] == address.url
        assert len(here.api.webhook["secret_token"]) == 64
        assert here.api.webhook["allowed_updates"] == [
            "message",
            "callback_query",
            "my_chat_member",
            "chat_member",
        ]
        card = await here.card()
        assert (await here.taps("Léa", card, "Vert")).startswith("Noté : vert.")
        more = await here.alone("Karim", lambda: here["Karim"].taps(card, "⋯ Plus"))
        await here.taps("Karim", more, "Terminer")
        await here.api.until(lambda: here.group.from_bot()[-1].photo, 15)
        assert "Vert est en tête." in here.group.from_bot()[-1].text
        await here.api.until(lambda: not here.api.pending)
        assert here.api.calls_of("getUpdates") == []
        assert here.api.webhook_errors() == {}


async def test_who_does_not_know_the_secret_is_sent_away(tmp_path: Path) -> None:
    async with brought(tmp_path, TELEGRAM__WEBHOOK_SECRET="Un-secret_42") as (here, address):
        assert here.api.webhook is not None
        assert here.api.webhook["secret_token"] == "Un-secret_42"
        card = await here.card()
        press = here["Léa"].taps(card, "Vert")
        await here.bubble(press)
        before = votes(tmp_path)
        forged = as_update(press)
        forged["callback_query"]["data"] = card.buttons["Bleu"]
        forged["update_id"] += 1000
        for secret in (None, "", "Un-secret_4", "Un-secret_43", "un-secret_42", "Un-secret_42x"):
            assert await address.brings(forged, secret) == 403
        for path, status in (("", 404), ("/telegram/x", 404), ("/telegramme", 404)):
            other = Address(address.url.removesuffix("/telegram") + path, address.http)
            assert await other.brings(forged, "Un-secret_42") in (status, 405)
        async with address.http.get(address.url) as response:
            assert response.status == 405
        assert votes(tmp_path) == before
        assert "Un-secret_42" not in "\n".join(here.palabre.logged)
        await said_in_log(here.palabre, "telegram.webhook_refused")


async def test_what_is_brought_twice_counts_once(tmp_path: Path) -> None:
    async with brought(tmp_path) as (here, address):
        card = await here.card()
        press = here["Léa"].taps(card, "Vert")
        await here.bubble(press)
        await here.taps("Léa", card, "Bleu")
        kept = votes(tmp_path)
        assert here.api.webhook is not None
        secret = here.api.webhook["secret_token"]
        statuses = await asyncio.gather(*(address.brings(as_update(press), secret) for _ in range(5)))
        assert statuses == [200] * 5
        assert votes(tmp_path) == kept, "the later one stands"
        await here.api.settled(0.2)
        assert len(press.answers) == 1


async def test_it_is_kept_before_it_is_confirmed(tmp_path: Path) -> None:
    async with brought(tmp_path) as (here, address):
        card = await here.card()
        assert here.api.webhook is not None
        secret = here.api.webhook["secret_token"]
        for number, name in enumerate(("Léa", "Inès", "Tomás"), 1):
            press = here[name].taps(card, "Vert")
            assert await address.brings(as_update(press), secret) == 200
            assert len(votes(tmp_path)) == number, "in the database as soon as there is an answer"


async def test_while_nothing_can_be_kept_it_is_to_be_brought_again(tmp_path: Path) -> None:
    port = free_port()
    settings = {"SALON__PORT": port, "TELEGRAM__WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram"}
    soon = altered("storage.database", "RETRIES", 1)
    async with bot_api() as api, hosted(tmp_path, api, before=soon, **settings) as palabre:
        await api.until(lambda: api.webhook)
        lea = api.person("Léa")
        room = api.group("Les Tilleuls", [lea])
        room.add_bot(by=lea)
        lea.says(room, QUESTION)
        await api.until(lambda: len(room.from_bot()) == 2)
        await api.settled(0.3)
        with closing(sqlite3.connect(tmp_path / "palabre.db", timeout=10)) as writer:
            writer.execute("BEGIN IMMEDIATE")  # somebody else holds the database
            press = lea.taps(room.from_bot()[1], "Vert")
            await api.until(lambda: api.webhook_errors(), 30)
            assert "503" in api.webhook_errors()["last_error_message"]
            assert api.pending
            await api.until(lambda: press.answered)
            assert plain(press.answers[0].text).startswith("Je ne peux rien enregistrer pour l'instant.")
            writer.rollback()
        await api.until(lambda: len(votes(tmp_path)) == 1)
        await api.until(lambda: not api.pending)
        await ended_well(palabre)


async def test_nonsense_is_confirmed_and_forgotten(tmp_path: Path) -> None:
    async with brought(tmp_path) as (here, address):
        assert here.api.webhook is not None
        secret = here.api.webhook["secret_token"]
        for body in (
            b"",
            b"<html>",
            b"\xff\xfe",
            b"null",
            b"7",
            b"[]",
            b"{}",
            b'"x"',
            b'{"update_id": "x"}',
            b'{"update_id": null}',
            b'{"update_id": 5}',
            b'{"update_id": 6, "message": 7}',
            b'{"update_id": 7, "callback_query": {"id": "1"}}',
        ):
            assert await address.brings(body, secret) == 200, body[:40]
        assert await address.brings(b" " * 400_000, secret) in (200, 413)
        await here.card()


async def test_without_the_salon(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    settings = {"SALON__ENABLED": "false", "SALON__PORT": port, "TELEGRAM__WEBHOOK_URL": url}
    async with bot_api() as api, aiohttp.ClientSession() as http:
        lea = api.person("Léa")
        room = api.group("Les Tilleuls", [lea])
        async with hosted(tmp_path, api, before=(), **settings) as palabre:
            await said_in_log(palabre, "telegram.connected")
            await api.until(lambda: api.webhook)
            room.add_bot(by=lea)
            await api.until(lambda: room.from_bot())
            assert palabre.said == ["Palabre est prêt."]
            for path in ("/", "/les-tilleuls", "/static/salon.css"):
                async with http.get(f"http://127.0.0.1:{port}{path}") as response:
                    assert response.status == 404, path
            async with http.get(f"http://127.0.0.1:{port}/healthz") as response:
                assert (await response.json())["status"] == "ok"
            await ended_well(palabre)


async def test_from_the_webhook_back_to_asking(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    async with bot_api() as api:
        lea = api.person("Léa")
        room = api.group("Les Tilleuls", [lea])
        async with hosted(tmp_path, api, SALON__PORT=port, TELEGRAM__WEBHOOK_URL=url) as palabre:
            await api.until(lambda: api.webhook)
            room.add_bot(by=lea)
            await api.until(lambda: room.from_bot())
            lea.says(room, QUESTION)
            await api.until(lambda: len(room.from_bot()) == 2)
            await api.settled(0.3)
            await ended_well(palabre)
        assert api.webhook is not None, "what comes meanwhile waits there"
        card = room.from_bot()[1]
        press = lea.taps(card, "Vert")
        async with hosted(tmp_path, api) as palabre:
            await api.until(lambda: press.answered)
            assert api.webhook is None
            assert api.calls_of("getUpdates")
            await api.until(lambda: "vert 1" in words(card))
            await ended_well(palabre)


async def test_an_address_that_telegram_refuses_is_said(tmp_path: Path) -> None:
    async with bot_api() as api:
        api.fault("setWebhook", 500, times=1)
        port = free_port()
        url = f"http://127.0.0.1:{port}/telegram"
        async with hosted(tmp_path, api, SALON__PORT=port, TELEGRAM__WEBHOOK_URL=url) as palabre:
            await said_in_log(palabre, "telegram.unreachable", "Telegram répond par une erreur")
            await api.until(lambda: api.webhook)
            await ended_well(palabre)


async def test_a_copy_whose_messages_go_elsewhere_says_so_and_leaves(tmp_path: Path) -> None:
    soon = altered("bot.platforms.telegram.door", "WEBHOOK_WATCHED_EVERY", 0.2)
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    settings = {"SALON__PORT": port, "TELEGRAM__WEBHOOK_URL": url}
    async with bot_api() as api, hosted(tmp_path, api, before=soon, **settings) as palabre:
        await api.until(lambda: api.webhook)
        await palabre.ready()
        api.start_webhook("https://palabre.example.org/telegram", "x", 1)
        assert await palabre.ended(10) == 1
        assert "Un autre programme reçoit les messages de ce bot." in "\n".join(palabre.logged)
