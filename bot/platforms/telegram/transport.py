"""Carries calls to the Bot API over aiohttp, which holds many at once; says what failed without quoting it."""

import json
import logging
import os
from collections.abc import Awaitable
from typing import Any, TypeVar

# The library's own way to ask for what its next major version does, and to be spared its warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# The library logs what it cannot read, tokens and people's words included. Our own lines say what happened.
logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)

T = TypeVar("T")
CONNECTIONS = 32
ANSWER_SECONDS = 10.0
"""How long an ordinary call may take; a long poll takes its own time longer."""
CONNECT_SECONDS = 5.0
TRICKLE = 3
"""How many times longer an answer may take that comes byte by byte."""


class Unreachable(NetworkError):
    """Nobody answers at the address, or the line breaks."""


class NotTelegram(NetworkError):
    """Somebody answers, who does not speak as the Bot API does."""


async def understood(call: Awaitable[T]) -> T:
    """The answer to a call of the library. Raises NotTelegram where the library cannot make sense of it."""
    try:
        return await call
    except TelegramError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError):
        raise NotTelegram("the answer is not one of the Bot API") from None


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
        limits = aiohttp.ClientTimeout(total=TRICKLE * reading, sock_connect=CONNECT_SECONDS, sock_read=reading)
        headers = {"User-Agent": self.USER_AGENT}
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=limits, headers=headers, allow_redirects=False
            ) as response:
                status, body = response.status, await response.read()
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise Unreachable(_reason(error)) from None
        except UnicodeError:
            raise NetworkError("a text that cannot be sent") from None
        _must_be_telegram(status, body)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as the Bot API words it. Raises NotTelegram where another program has answered."""
        answer = _read(payload)
        if "result" not in answer and "description" not in answer:
            raise NotTelegram("the answer is not one of the Bot API")
        return answer


class Intake(Transport):
    """The transport of the long poll. `raw` is its last answer as it came: where one update in it cannot be
    read, the others still can."""

    def __init__(self) -> None:
        super().__init__()
        self.raw = b""

    async def do_request(self, *args: Any, **how: Any) -> tuple[int, bytes]:
        status, self.raw = await super().do_request(*args, **how)
        return status, self.raw


def _read(payload: bytes) -> dict[str, Any]:
    """Raises NotTelegram for what is no JSON object."""
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        raise NotTelegram("the answer is not JSON") from None
    if not isinstance(answer, dict):
        raise NotTelegram("the answer is not one of the Bot API")
    return answer


def _must_be_telegram(status: int, body: bytes) -> None:
    """An error of the Bot API explains itself; a page of a proxy, or of a hotel's network, must not be taken
    for its word, nor be quoted. Raises NotTelegram, or NetworkError where a server on the way has failed."""
    if 200 <= status < 300:
        if b'"result"' not in body:
            raise NotTelegram("the answer holds no result")
        return
    try:
        answer = _read(body)
        explained = isinstance(answer.get("description"), str) and isinstance(answer.get("parameters", {}), dict)
    except NotTelegram:
        explained = False
    if not explained and status >= 500:
        raise NetworkError(f"the server answers {status}")
    if not explained:
        raise NotTelegram(f"an answer {status} that is not one of the Bot API")


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
    said = os.strerror(system.errno) if isinstance(system, OSError) and system.errno else ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
