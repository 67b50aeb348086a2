"""Whatever stands where the Matrix server should, its answer is a failure that has a name: Palabre waits, and goes on."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.platforms.matrix.connection import Connection
from bot.platforms.matrix.failures import Refusal, Unreachable
from tests.bot.telegram.test_transport import serving

ASKED: list[Callable[[Connection], Awaitable[Any]]] = [
    lambda line: line.whose("token"),
    lambda line: line.login("palabre", "password", "Palabre"),
    lambda line: line.sync(None, wait=False, whole=True),
    lambda line: line.event("!room", "$event"),
    lambda line: line.join("!room"),
    lambda line: line.join("!room", ["example.org"]),
    lambda line: line.leave("!room"),
    lambda line: line.redact("!room", "$event", "1"),
    lambda line: line.open_private("@lea:example.org"),
    lambda line: line.upload(b"x", "image/png", "x.png", encrypted=False),
    lambda line: line.predecessor("!room"),
]
ANSWERS = [
    (200, "text/html", "<p>Service indisponible : réessayez.</p>".encode("latin-1")),
    (502, "text/html", "<p>Service indisponible : réessayez.</p>".encode("latin-1")),
    (502, "application/json", "réessayez".encode("latin-1")),
    (200, "application/json", b"[]"),
    (500, "application/json", b"[]"),
    (200, "application/json", b"null"),
    (200, "application/json", b'"x"'),
    (200, "application/json", b"5"),
    (200, "application/json", b""),
    (429, "application/json", b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": "soon"}'),
    (400, "application/json", b'{"errcode": 5, "error": []}'),
]


@pytest.mark.parametrize(("status", "kind", "body"), ANSWERS)
async def test_what_is_no_answer_is_a_failure_with_a_name(
    tmp_path: Path, status: int, kind: str, body: bytes
) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, body=body, headers={"Content-Type": kind})

    async with serving(answer) as address:
        line = Connection(address, tmp_path, "key")
        line.restore("@palabre:example.org", "DEVICE", "token")
        try:
            for ask in ASKED:
                with pytest.raises((Unreachable, Refusal)):
                    await ask(line)
        finally:
            await line.close()
