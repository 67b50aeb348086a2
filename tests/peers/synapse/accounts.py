"""An account on the server, with nothing between it and what the server says."""

import hashlib
import hmac
import itertools
import uuid
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp

from .server import NAME, SECRET, Synapse

Json = dict[str, Any]
CLIENT = "/_matrix/client/v3"
ADMIN = "/_synapse/admin"
Kind = TypeVar("Kind", bound="Account")


class Refusal(Exception):
    """What the server answered instead of a result: HTTP `status`, the `code` (M_…), and the whole `body`."""

    def __init__(self, status: int, body: Json, headers: dict[str, str]) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body
        self.code: str = body.get("errcode", "")
        self.headers = headers
        """Names in small letters."""


@dataclass(eq=False)
class Account:
    """`id`: @lea-1:tilleuls.test; `token`, `device`: what it is logged in with; `password`: to log in once more, which
    a server lets one address (all tests together) do five times, then once in five minutes and a half; it has
    forgotten that when it is started again."""

    synapse: Synapse
    session: aiohttp.ClientSession
    name: str
    id: str
    token: str
    device: str
    password: str
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def __repr__(self) -> str:
        return f"{self.name} {self.id}"

    async def asks(self, method: str, path: str, body: Json | None = None, **query: str) -> Json:
        """`path`: below /_matrix/client/v3, or from the root where it begins with /_. Raises Refusal."""
        headers = {"Authorization": f"Bearer {self.token}"}
        root = "" if path.startswith("/_") else CLIENT
        return await _ask(self.session, method, self.synapse.url + root + path, body, query, headers)

    async def sends(self, room: str, type: str, content: Json, *, key: str = "") -> str:
        """The id of the event, sent as it is, never encrypted. `key`: the transaction id; a new one where it is empty."""
        key = key or f"{uuid.uuid4().hex[:8]}.{next(self._numbers)}"
        sent = await self.asks("PUT", f"/rooms/{quote(room)}/send/{type}/{quote(key)}", content)
        return str(sent["event_id"])

    async def state(self, room: str, type: str, key: str = "") -> Json:
        """The content of a state event as it stands now."""
        return await self.asks("GET", f"/rooms/{quote(room)}/state/{type}/{quote(key)}")

    async def sets(self, room: str, type: str, content: Json, key: str = "") -> str:
        """Changes the state of a room; the id of the event."""
        sent = await self.asks("PUT", f"/rooms/{quote(room)}/state/{type}/{quote(key)}", content)
        return str(sent["event_id"])

    async def fetches(self, address: str) -> bytes:
        """A file that the server keeps (mxc://…), as it keeps it."""
        url = f"{self.synapse.url}/_matrix/client/v1/media/download/{address.removeprefix('mxc://')}"
        async with self.session.get(url, headers={"Authorization": f"Bearer {self.token}"}) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.read()

    async def logs_out(self) -> None:
        """Its token is worth nothing from then on, for nobody who still uses it."""
        await self.asks("POST", "/logout", {})


class Registry:
    """The server's own counter: opens accounts and takes limits off. It never limits itself."""

    def __init__(self, synapse: Synapse, session: aiohttp.ClientSession) -> None:
        self.synapse = synapse
        self.session = session
        self._administrator = ""

    async def register(self, kind: type[Kind], localpart: str, name: str, *, administrator: bool = False) -> Kind:
        """A new account, logged in on a first device; `kind` says what its person can do with it."""
        url = f"{self.synapse.url}{ADMIN}/v1/register"
        nonce = (await _ask(self.session, "GET", url))["nonce"]
        password = uuid.uuid4().hex
        words = [nonce, localpart, password, "admin" if administrator else "notadmin"]
        proof = hmac.new(SECRET.encode(), "\0".join(words).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": localpart, "displayname": name, "password": password, "mac": proof}
        made = await _ask(self.session, "POST", url, body | {"admin": administrator})
        assert made["home_server"] == NAME
        return kind(
            self.synapse, self.session, name, made["user_id"], made["access_token"], made["device_id"], password
        )

    async def exempt(self, account: Account) -> None:
        """From every limit on what an account does. People who tap at once need it; the bot under test never gets it."""
        unlimited = {"messages_per_second": 0, "burst_count": 0}
        await self.rules("POST", f"/v1/users/{quote(account.id)}/override_ratelimit", unlimited)

    async def revoke(self, account: Account) -> None:
        """Ends the session of an account from outside, as its host or its person elsewhere can."""
        await self.rules("DELETE", f"/v2/users/{quote(account.id)}/devices/{quote(account.device)}")

    async def rules(self, method: str, path: str, body: Json | None = None) -> Json:
        """Asks the admin API, below /_synapse/admin. Raises Refusal."""
        if not self._administrator:
            host = await self.register(Account, f"host-{uuid.uuid4().hex[:8]}", "Host", administrator=True)
            self._administrator = host.token
        headers = {"Authorization": f"Bearer {self._administrator}"}
        return await _ask(self.session, method, f"{self.synapse.url}{ADMIN}{path}", body, headers=headers)


async def _ask(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    body: Json | None = None,
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> Json:
    async with session.request(method, url, json=body, params=query, headers=headers) as answer:
        said: Json = await answer.json()
        if answer.status != 200:
            raise Refusal(answer.status, said, {name.lower(): value for name, value in answer.headers.items()})
        return said
