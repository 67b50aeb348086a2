"""The line between Palabre and its server, as a test spoils it: cut before or after the server has heard, or answered
with nonsense. It counts what is asked."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

import aiohttp
from aiohttp import web

from .server import Synapse

KEPT_OUT = ("host", "content-length", "transfer-encoding", "content-encoding", "connection", "date", "server")


@dataclass
class Fault:
    """Befalls the next request whose « METHOD path » `on` is found in. `cut`: the line breaks off before the server
    hears it, or once it has done it; else this is answered instead."""

    on: str
    cut: Literal["", "before", "after"] = ""
    status: int = 200
    body: bytes = b""


@dataclass
class Line:
    """`asked`: « METHOD path » of every request, in order; `faults`: those that have not befallen anything yet."""

    synapse: Synapse
    session: aiohttp.ClientSession
    url: str = ""
    asked: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def count(self, pattern: str) -> int:
        """How many requests were of this kind."""
        return sum(re.search(pattern, asked) is not None for asked in self.asked)

    async def befallen(self, within: float = 30) -> None:
        """Returns once every fault has befallen something. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while self.faults:
                await asyncio.sleep(0.02)

    async def carry(self, request: web.Request) -> web.StreamResponse:
        asked = f"{request.method} {request.raw_path}"
        self.asked.append(asked)
        fault = next((fault for fault in self.faults if re.search(fault.on, asked)), None)
        if fault is not None:
            self.faults.remove(fault)
            if not fault.cut:
                return web.Response(status=fault.status, body=fault.body, content_type="application/json")
        if fault is not None and fault.cut == "before":
            return _cut(request)
        try:
            answer = await self._passed_on(request)
        except aiohttp.ClientError:
            return _cut(request)
        return answer if fault is None else _cut(request)

    async def _passed_on(self, request: web.Request) -> web.Response:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in KEPT_OUT}
        async with self.session.request(
            request.method, self.synapse.url + request.raw_path, data=await request.read(), headers=headers
        ) as answer:
            kept = {name: value for name, value in answer.headers.items() if name.lower() not in KEPT_OUT}
            return web.Response(status=answer.status, body=await answer.read(), headers=kept)


def _cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@asynccontextmanager
async def line(synapse: Synapse) -> AsyncIterator[Line]:
    """Open until the end; `url` stands in the place of the server's."""
    # A long poll lasts longer than a session waits by itself; a kept connection would break when the server stops.
    connector, patience = aiohttp.TCPConnector(force_close=True, limit=0), aiohttp.ClientTimeout(total=120)
    async with aiohttp.ClientSession(connector=connector, timeout=patience, auto_decompress=True) as session:
        made = Line(synapse, session)
        app = web.Application(client_max_size=50_000_000)
        app.router.add_route("*", "/{path:.*}", made.carry)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield made
        finally:
            await runner.cleanup()
