"""Opening the account is tried again where the server only says: later."""

from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.config import Matrix
from bot.platforms.matrix.failures import Refusal
from bot.platforms.matrix.session import Session
from tests.bot.telegram.test_transport import serving


class Starts:
    """A database that was never started before."""

    async def boots(self) -> tuple[int, int]:
        return 0, 0

    async def keep_boots(self, last: int, begun: int) -> None:
        pass


@pytest.mark.parametrize(("status", "code"), [(429, "M_LIMIT_EXCEEDED"), (503, "M_UNKNOWN")])
async def test_a_first_start_waits_for_a_server_that_is_busy(tmp_path: Path, status: int, code: str) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("/whoami"):
            return web.json_response({"user_id": "@palabre:example.org", "device_id": "DEVICE"})
        return web.json_response({"errcode": code, "error": "later"}, status=status)

    async with serving(answer) as address:
        settings = Matrix(homeserver=address, access_token=SecretStr("token"), store_key=SecretStr("key"))
        session = Session(settings, tmp_path, Starts(), "fr")  # type: ignore[arg-type]
        try:
            with pytest.raises(Refusal) as refused:
                await session.open()
        finally:
            await session.connection.close()
    assert refused.value.temporary
