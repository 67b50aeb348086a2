"""A house with a demonstration room and a closed one, over real HTTP."""

import asyncio
import html
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from tests.neighbours import Neighbourhood

CLOSED = "le-verger"


@dataclass
class House:
    """The demonstration room, and « Le Verger », which only personal links open."""

    neighbours: Neighbourhood
    secret: str
    person: int

    @property
    def address(self) -> str:
        return self.neighbours.program.address

    @property
    def http(self) -> aiohttp.ClientSession:
        return self.neighbours.http

    async def get(self, path: str, **how: str) -> tuple[int, str, aiohttp.ClientResponse]:
        async with self.http.get(
            URL(self.address + path, encoded=True), headers=how, allow_redirects=False
        ) as got:
            return got.status, html.unescape(await got.text()), got

    async def enters(self) -> dict[str, str]:
        """Odette follows her link; gives the header that her browser sends from then on."""
        _, _, got = await self.get(f"/entrer/{self.secret}")
        return {"Cookie": got.headers["Set-Cookie"].split(";")[0]}

    async def csrf(self, path: str, **how: str) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', (await self.get(path, **how))[1])
        assert found is not None
        return found[1]

    async def messages(self) -> int:
        return len(await self.neighbours["Karim"].sees())

    async def raw(self, request: bytes) -> bytes:
        """Sends these very bytes; gives everything that comes back."""
        parts = urlsplit(self.address)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(request.replace(b"HOST", f"{parts.hostname}:{parts.port}".encode()))
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        await writer.wait_closed()
        return answer
