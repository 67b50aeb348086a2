"""How a calendar is served: whole or not at all, and never with its secret in a log."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.web.calendars import CalendarRoutes, Read, path
from bot.web.server import Server

SECRET = "s3cret" * 5


class Closed(Exception):
    """The database cannot be read."""


@asynccontextmanager
async def _served(read: Read) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    async def health() -> dict[str, int]:
        return {}

    server = Server("127.0.0.1", 0, "", health)
    CalendarRoutes(read, unavailable=(Closed,)).add_to(server.app)
    try:
        address = await server.start()
        async with aiohttp.ClientSession() as http:
            yield http, address + path(SECRET)
    finally:
        await server.stop()


async def test_it_is_sent_once_and_again_when_it_has_changed() -> None:
    now = ["BEGIN:VCALENDAR\r\nNAME:é\r\n"]

    async def read(secret: str) -> str | None:
        assert secret == SECRET
        return now[0]

    async with _served(read) as (http, address):
        async with http.get(address) as response:
            tag = response.headers["ETag"]
            assert (response.status, await response.read()) == (200, now[0].encode())
            assert tag.startswith('"')
        for known, status in ((tag, 304), (f'"other", W/{tag}', 304), ("*", 304), ('"other"', 200)):
            async with http.get(address, headers={"If-None-Match": known}) as response:
                assert (response.status, response.headers["ETag"]) == (status, tag)
                assert response.headers["Cache-Control"] == "private, no-cache"
        now[0] += "X"
        async with http.get(address, headers={"If-None-Match": tag}) as response:
            assert response.status == 200
            assert response.headers["ETag"] != tag
        async with http.post(address) as response:
            assert response.status == 405


@pytest.mark.parametrize(("error", "status"), [(Closed, 503), (RuntimeError, 500)])
async def test_a_failure_names_no_secret(error: type[Exception], status: int) -> None:
    async def read(secret: str) -> str | None:
        raise error(f"no such row: {secret}")

    with capture_logs() as logged:  # exceptions are written without their words: bot.logs
        async with _served(read) as (http, address), http.get(address) as response:
            assert response.status == status
            assert SECRET not in await response.text()
            assert response.headers.get("Retry-After") == ("60" if status == 503 else None)
    assert [entry["event"] for entry in logged] == [
        "calendar.storage_unavailable" if status == 503 else "web.failed"
    ]
    assert SECRET not in repr(logged)
