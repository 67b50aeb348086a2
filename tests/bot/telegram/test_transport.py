"""Calls go over a real line, and whatever comes back is an answer of the Bot API or an error that quotes nothing."""

import asyncio
import json
import logging
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot, MessageEntity
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.platforms.platform import PlatformFailed
from bot.platforms.telegram import transport
from bot.platforms.telegram.failures import failure
from bot.platforms.telegram.transport import Intake, NotTelegram, Transport, Unreachable
from bot.platforms.telegram.troubles import advice, reason
from bot.texts import voice

TOKEN = "7000000001:AAsecretsecretsecretsecretsecret"
METHOD = f"/bot{TOKEN}/getMe"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Spoken = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """The address of a server that answers every request so."""
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def speaking(spoken: Spoken) -> AsyncIterator[str]:
    """The address of a line on which bytes are written as they are."""

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await spoken(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def opened(line: Transport) -> AsyncIterator[Transport]:
    await line.initialize()
    try:
        yield line
    finally:
        await line.shutdown()


async def failed(address: str, read_timeout: float = 5.0) -> TelegramError:
    """What a call to this address raises. Nothing in it tells the address or the token."""
    async with opened(Transport()) as line:
        with pytest.raises(TelegramError) as raised:
            await line.post(f"{address}{METHOD}", read_timeout=read_timeout)
    error = raised.value
    told = ["".join(traceback.format_exception(error)), repr(error), reason(error), str(failure(error))]
    told += [voice(one)(advice(error, "https://api.telegram.org")) for one in ("fr", "en")]
    for words in told:
        assert TOKEN not in words
        assert address not in words
    return error


def answers(status: int, body: bytes, **headers: str) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, body=body, headers=headers)

    return answer


async def test_a_call_is_a_form() -> None:
    async def takes(request: web.Request) -> web.Response:
        form = dict(await request.post())
        assert request.headers["User-Agent"].startswith("python-telegram-bot")
        message = {"message_id": 5, "date": 1, "chat": {"id": -1, "type": "group"}, "text": form["text"]}
        assert json.loads(str(form["entities"])) == [{"type": "bold", "offset": 0, "length": 2}]
        return web.json_response({"ok": True, "result": message})

    async with serving(takes) as url, opened(Transport()) as line:
        bot = Bot(TOKEN, f"{url}/bot", request=line, get_updates_request=Transport())
        sent = await bot.send_message(-1, "🎉 é & = + %41\nב", entities=[MessageEntity("bold", 0, 2)])
    assert (sent.message_id, sent.text) == (5, "🎉 é & = + %41\nב")


async def test_a_picture_is_uploaded_with_its_words() -> None:
    async def takes(request: web.Request) -> web.Response:
        assert request.path == f"/bot{TOKEN}/sendPhoto"
        assert request.content_type == "multipart/form-data"
        form = await request.post()
        photo = form["photo"]
        assert isinstance(photo, web.FileField)
        assert photo.file.read() == PNG
        assert (form["chat_id"], form["caption"]) == ("-1", "Où 🎉 ?")
        message = {"message_id": 6, "date": 1, "chat": {"id": -1, "type": "group"}}
        return web.json_response({"ok": True, "result": message})

    async with serving(takes) as url, opened(Transport()) as line:
        bot = Bot(TOKEN, f"{url}/bot", request=line, get_updates_request=Transport())
        assert (await bot.send_photo(-1, PNG, caption="Où 🎉 ?")).message_id == 6


async def test_the_long_poll_keeps_its_answer_as_it_came() -> None:
    body = b'{"ok": true, "result": [{"update_id": 1}, {"update_id": "x"}]}'
    async with serving(answers(200, body)) as url, opened(Intake()) as line:
        assert isinstance(line, Intake)
        assert await line.post(f"{url}{METHOD}") == [{"update_id": 1}, {"update_id": "x"}]
        assert line.raw == body


async def test_who_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleeps(request: web.Request) -> web.Response:
        await asyncio.sleep(0.6)
        return web.json_response({"ok": True, "result": 7})

    async with serving(sleeps) as url:
        assert type(await failed(url, read_timeout=0.1)) is TimedOut
        monkeypatch.setattr(transport, "ANSWER_SECONDS", 0.1)
        async with opened(Transport()) as line:
            with pytest.raises(TimedOut):
                await line.post(f"{url}{METHOD}")
            assert await line.post(f"{url}{METHOD}", read_timeout=5.0) == 7


async def test_an_answer_that_trickles_is_not_waited_for() -> None:
    async def trickles(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        body = b'{"ok": true, "result": 7}'.rjust(40)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n")
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.05)

    async with speaking(trickles) as url:
        assert type(await failed(url, read_timeout=0.2)) is TimedOut


async def test_nobody_at_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        error = await failed(f"http://127.0.0.1:{free.getsockname()[1]}")
    assert type(error) is Unreachable
    assert error.message.startswith("ClientConnectorError: Connect")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:99999", "http://[::1", "http://", "ftp://127.0.0.1", "127.0.0.1"]
)
async def test_an_address_that_is_none(address: str) -> None:
    assert type(await failed(address)) is Unreachable


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{",
        b"HTTP/1.1 x\r\n\r\n",
        b"\x00" * 9000,
    ],
)
async def test_a_line_that_breaks_or_speaks_otherwise(said: bytes) -> None:
    async def speaks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with speaking(speaks) as url:
        assert type(await failed(url)) is Unreachable


async def test_a_server_without_https() -> None:
    async with serving(answers(200, b"")) as url:
        assert type(await failed(url.replace("http:", "https:"))) is Unreachable


GARBAGE = [
    b"", b"<html>bonjour</html>", b"\xff\xfe\x00", b"{", b"[]", b'[{"result": 1}]', b"5", b"null", b'"result"',
    b'{"ok": true}', b'{"detail": "Not Found"}', b'{"ok": true, "description": "bonjour"}', b"[" * 100_000,
    b'{"ok": false, "description": 5}', b'{"ok": false, "description": null}',
]  # fmt: skip


@pytest.mark.parametrize("body", GARBAGE, ids=lambda body: str(body[:20]))
async def test_who_is_not_telegram_is_known_by_the_answer(body: bytes) -> None:
    async with serving(answers(200, body)) as url:
        error = await failed(url)
    assert type(error) is NotTelegram
    assert "bonjour" not in error.message


@pytest.mark.parametrize(
    "status", [204, 301, 302, 307, 400, 401, 403, 404, 407, 409, 413, 429, 500, 502, 503, 504]
)
async def test_a_page_of_another_program_says_nothing_of_the_chat(status: int) -> None:
    followed: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("/elsewhere"):
            followed.append(request.path)
        page = f"<html>bonjour: chat not found at {request.url}</html>" if status != 204 else ""
        return web.Response(status=status, text=page or None, headers={"Location": "/elsewhere"})

    async with serving(answer) as url:
        error = await failed(url)
    assert followed == []
    assert not isinstance(error, BadRequest | Forbidden | InvalidToken | Conflict | ChatMigrated)
    assert isinstance(error, NetworkError)
    assert type(failure(error)) is PlatformFailed
    assert "bonjour" not in f"{error!r} {reason(error)} {failure(error)}"


async def test_an_official_refusal_is_the_error_that_the_library_knows() -> None:
    body = json.dumps({"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"})
    async with serving(answers(403, body.encode())) as url:
        error = await failed(url)
    assert type(error) is Forbidden
    assert error.message == "Forbidden: bot was blocked by the user"


async def test_what_cannot_be_sent_is_not_quoted() -> None:
    half = "bonjour \ud83d"
    async with serving(answers(200, b'{"ok": true, "result": true}')) as url, opened(Transport()) as line:
        bot = Bot(TOKEN, f"{url}/bot", request=line, get_updates_request=Transport())
        with pytest.raises(TelegramError) as raised:
            await bot.send_message(-1, half)
    assert "bonjour" not in "".join(traceback.format_exception(raised.value))


async def test_a_closed_line_says_so_and_closes_twice() -> None:
    line = Transport()
    with pytest.raises(Unreachable):
        await line.post(f"http://127.0.0.1:1{METHOD}")
    for _ in range(2):
        await line.initialize()
        await line.initialize()
        await line.shutdown()
        await line.shutdown()
    with pytest.raises(Unreachable):
        await line.post(f"http://127.0.0.1:1{METHOD}")


async def test_the_library_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for status, body in ((200, b"<html>bonjour</html>"), (200, b'{"ok": true, "result": {}}'), (500, b"bonjour")):
        async with serving(answers(status, body)) as url:
            bot = Bot(TOKEN, f"{url}/bot", request=Transport(), get_updates_request=Transport())
            with pytest.raises((TelegramError, TypeError, KeyError)):
                await bot.initialize()
            await bot.shutdown()
    assert not [record for record in caplog.records if record.name.startswith("telegram")]
    assert TOKEN not in caplog.text
    assert "bonjour" not in caplog.text
    assert not logging.getLogger("telegram.ext.Application").isEnabledFor(logging.CRITICAL)
