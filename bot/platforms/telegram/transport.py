"""Carries calls to the Bot API over aiohttp, which holds many at once; says what failed without quoting it."""

import json
import logging
import os
from typing import Any

# The library's own way to ask for what its next major version does, and to be spared its warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# The library logs what it cannot read, tokens and people's words included. Our own lines say what happened.
logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)

CONNECTIONS = 32
ANSWER_SECONDS = 10.0
"""How long an ordinary call may take; a long poll takes its own time longer."""
CONNECT_SECONDS = 5.0


class Unreachable(NetworkError):
    """Nobody answers at the address, or the line breaks."""


class NotTelegram(NetworkError):
    """Somebody answers, who does not speak as the Bot API does."""


class Transport(BaseRequest):
    """telegram.request.BaseRequest over one aiohttp session.

    Errors carry the kind of what failed and no more: the address holds the token.
    """

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise Unreachable("the transport is closed")
        reading = self.read_timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        limits = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=reading)
        headers = {"User-Agent": self.USER_AGENT}
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=limits, headers=headers, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise Unreachable(_reason(error)) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as the Bot API words it. Raises NotTelegram where another program has answered."""
        try:
            answer = json.loads(payload)
        except ValueError:
            raise NotTelegram("the answer is not JSON") from None
        if not isinstance(answer, dict) or not ({"result", "description"} & set(answer)):
            raise NotTelegram("the answer is not one of the Bot API")
        if "result" not in answer and answer.get("ok"):
            raise NotTelegram("the answer holds no result")
        return {"result": None, **answer}


class Intake(Transport):
    """The transport of the long poll. `raw` is its last answer as it came: where one update in it cannot be
    read, the others still can."""

    def __init__(self) -> None:
        super().__init__()
        self.raw = b""

    async def do_request(self, *args: Any, **how: Any) -> tuple[int, bytes]:
        status, self.raw = await super().do_request(*args, **how)
        return status, self.raw


def _form(data: RequestData | None) -> dict[str, str] | aiohttp.FormData | None:
    if data is None or not data.contains_files:
        return None if data is None else data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _reason(error: aiohttp.ClientError | OSError) -> str:
    """The kind of an error and what the system says of it, without the address that was called."""
    system = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    said = system.strerror if isinstance(system, OSError) else ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
