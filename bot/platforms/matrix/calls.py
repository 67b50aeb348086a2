"""One call to the Matrix server at a time: it is answered, refused, or fails, and each has its name.

matrix-nio carries the calls. It is told to try nothing again by itself: left alone it waits for ever in front of a
server that is down, and no caller knows.
"""

import asyncio
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import ClientError
from nio import AsyncClientConfig, ErrorResponse, Response, SyncResponse
from nio.exceptions import LocalProtocolError, SendRetryError

from .client import Client, KeysNotHandedOut
from .failures import LIMITED, NotMatrix, NotReady, Refusal, Unreachable, refusal

R = TypeVar("R", bound=Response)

# It warns of what mends itself, by the ids of people and devices.
logging.getLogger("nio").setLevel(logging.ERROR)

VERSIONS = "/_matrix/client/versions"
API = "/_matrix/client/v3"
PATIENCE = 20.0
"""Seconds after which a call that is not answered has failed."""


class Calls:
    """Every method raises Unreachable, Refusal or, where something must come first, NotReady."""

    def __init__(self, homeserver: str, store: Path, pickle_key: str) -> None:
        self._homeserver = homeserver.rstrip("/")
        self._store = store
        self._config = AsyncClientConfig(
            encryption_enabled=True,
            store_sync_tokens=False,  # it would write them down before anything is handled
            pickle_key=pickle_key,
            max_timeouts=0,
            max_limit_exceeded=0,
            request_timeout=PATIENCE,
        )
        self.client = self._new()

    def _new(self) -> "_Client":
        return _Client(self._homeserver, store_path=str(self._store), config=self._config)

    @property
    def homeserver(self) -> str:
        return self._homeserver

    @property
    def token(self) -> str:
        return self.client.access_token

    async def find(self) -> bool:
        """Whether the server is elsewhere than where its people's names come from: the address of the names then
        says where (specification §3.1), and all goes there from now on."""
        try:
            await self.call("GET", VERSIONS)
        except (NotMatrix, Refusal) as error:
            if isinstance(error, Refusal) and (error.code == LIMITED or error.status >= 500):
                raise
            address = await self._said_to_be_at()
            if not address:
                raise
            self._homeserver = self.client.homeserver = address
            await self.call("GET", VERSIONS)
            return True
        return False

    async def _said_to_be_at(self) -> str:
        """Nothing where that address says nothing, or leads from a safe line to an open one."""
        try:
            known = await self.call("GET", "/.well-known/matrix/client")
        except (NotMatrix, Refusal):
            return ""
        server = known.get("m.homeserver")
        address = str(server.get("base_url", "")).rstrip("/") if isinstance(server, dict) else ""
        kinds = ("https://", "http://") if self._homeserver.startswith("http:") else ("https://",)
        return address if address.startswith(kinds) and address != self._homeserver else ""

    async def forget(self) -> None:
        """Nothing of this session is used any more: another one begins."""
        await self.close()
        self.client = self._new()

    async def close(self) -> None:
        await self.client.close()  # type: ignore[no-untyped-call]

    async def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """A call that the library does not know; gives the JSON of the answer."""
        status, answer = await self.ask(method, path, body)
        if status >= 400:
            raise _refused(status, answer)
        return answer

    async def listed(self, method: str, path: str) -> list[dict[str, Any]]:
        """The same for a call that is answered with a list."""
        status, answer = await self._asked(method, path, None)
        if status >= 400:
            raise _refused(status, answer if isinstance(answer, dict) else {})
        return [one for one in answer if isinstance(one, dict)] if isinstance(answer, list) else []

    async def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """The same, with the HTTP status and whatever was answered."""
        status, answer = await self._asked(method, path, body)
        if not isinstance(answer, dict):
            raise NotMatrix(f"an answer that is none ({status})")
        return status, answer

    async def _asked(self, method: str, path: str, body: Mapping[str, Any] | None) -> tuple[int, Any]:
        """`path` below the client-server API, or from the root where it begins with « /_ » or « /. »."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body)
        root = "" if path.startswith(("/_", "/.")) else API
        response = await self._called(self.client.send(method, f"{root}{path}", data, headers))
        try:
            # A server's own page about itself is often served as plain text.
            return response.status, await response.json(content_type=None)
        except (ValueError, ClientError) as error:
            raise NotMatrix(f"an answer that is none ({response.status})") from error

    async def _told(self, kind: type[R], call: Any, seconds: float = PATIENCE * 2) -> R:
        response = await self._called(call, seconds)
        if isinstance(response, kind) and not isinstance(response, ErrorResponse):
            return response
        refused = refusal(response) if isinstance(response, ErrorResponse) else None
        if refused is None or refused.status < 400:  # agreed to, in words that no Matrix server says
            raise NotMatrix("an answer that is none")
        raise refused

    async def _called(self, call: Any, seconds: float = PATIENCE * 2) -> Any:
        try:
            async with asyncio.timeout(seconds):
                return await call
        except TimeoutError:
            raise Unreachable("no answer in time") from None
        except ClientError as error:
            raise Unreachable(type(error).__name__) from None
        except UnicodeDecodeError:
            raise NotMatrix("an answer that is none") from None  # a page of something in between, in other letters
        except OSError as error:
            raise Unreachable(error.strerror or type(error).__name__) from None
        except (LocalProtocolError, SendRetryError, KeysNotHandedOut) as error:
            raise NotReady(type(error).__name__) from None


def _refused(status: int, answer: Mapping[str, Any]) -> Refusal:
    asked = answer.get("retry_after_ms")
    wait = asked / 1000 if isinstance(asked, int) else None
    return Refusal(str(answer.get("errcode", "")), status, wait)


class _Client(Client):
    """The library's client; it keeps what a sync said, word for word: the library takes some events apart."""

    untouched: Mapping[str, Any]
    """The JSON of the last sync."""

    async def create_matrix_response(
        self,
        response_class: type,
        transport_response: Any,
        data: tuple[Any, ...] | None = None,
        save_to: Any = None,
    ) -> Any:
        response = await super().create_matrix_response(response_class, transport_response, data, save_to)
        if isinstance(response, SyncResponse):
            self.untouched = await self.parse_body(transport_response)
        return response
