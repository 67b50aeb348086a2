"""The door of the server: listens on this machine, reads what the bot asks, and says what came of it."""

import asyncio
import json
import re
import time
from typing import TYPE_CHECKING

from aiohttp import web

from . import official
from .calls import Call, Json, Refusal, bad, misused, received, refuse_broken_strings
from .faults import Fault, phrase
from .flood import too_many
from .methods import SERVED
from .methods_updates import get_updates

if TYPE_CHECKING:
    from .api import BotApi

PATH = re.compile(r"/bot([^/]*)/(\w+)/?")
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")
HEAVIEST = 64 * 1024 * 1024
"""Bytes of a request."""


class Door:
    """`port`: 0 until it has listened once; the same ever after."""

    def __init__(self, api: "BotApi") -> None:
        self.api = api
        self.port = 0
        self._web = web.Server(self._answer, access_log=None)
        self._listening: asyncio.Server | None = None

    async def listen(self) -> None:
        """Takes connections, on the same port as before. Nothing where it does already."""
        if self._listening is None:
            loop = asyncio.get_running_loop()
            self._listening = await loop.create_server(self._web, "127.0.0.1", self.port)
            self.port = self._listening.sockets[0].getsockname()[1]

    def shut(self) -> None:
        """Refuses connections, and cuts those there are."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        for connection in list(self._web.connections):
            if connection.transport is not None:
                connection.transport.abort()
        self.api.updates.end_polling(None)

    async def close(self) -> None:
        """For ever."""
        self.shut()
        await self._web.shutdown(0.1)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        asked = PATH.fullmatch(request.path)
        if asked is None or not TOKEN.fullmatch(asked.group(1)):
            return _refused(Refusal(404, "Not Found"))
        if asked.group(1) != self.api.token:
            return _refused(Refusal(401, "Unauthorized"))
        model = official.METHODS.get(asked.group(2).lower())
        if model is None:
            return _refused(Refusal(404, "Not Found"))
        call = Call(model.__api_method__, {}, time.monotonic())
        self.api.calls.append(call)
        self.api.asked += call.method != "getUpdates"
        refusal = Refusal(401, "Unauthorized") if self.api.revoked else None
        try:
            fields, call.files = await received(request)
            call.params = official.read(call.method, fields, call.files)
        except Refusal as found:
            refusal = refusal or found
        fault = self.api.faults.for_call(call)
        if fault is not None and not fault.serves:
            return await self._fail(request, call, fault)
        try:
            if refusal is not None:
                raise refusal
            response = _told(call, await self._serve(request, call))
        except Refusal as found:
            call.status, call.description = found.status, found.description
            if found.misuse:
                self.api.violations.append(f"{call.method}: {found.description}")
            response = _refused(found)
        if fault is not None:
            await asyncio.sleep(fault.delay)
            if fault.drop == "after":
                return _cut(request, call)
        return response

    async def _serve(self, request: web.BaseRequest, call: Call) -> object:
        """Does what is asked, between two looks into the documentation. Raises Refusal."""
        refuse_broken_strings(call.params)
        if self.api.strict:
            wrong = official.wrong_call(call.method, call.params)
            if wrong:
                self.api.violations += wrong
                raise bad(wrong[0])
        if call.method == "getUpdates":
            return await get_updates(self.api, call, lambda: _listens(request))
        serve = SERVED.get(call.method)
        if serve is None:
            raise misused("left out of this simulator")
        result = serve(self.api, call)
        if self.api.strict:
            self.api.violations += official.wrong_answer(call.method, result)
        return result

    async def _fail(self, request: web.BaseRequest, call: Call, fault: Fault) -> web.StreamResponse:
        """An answer that is none."""
        await asyncio.sleep(fault.delay)
        if fault.drop is not None:
            return _cut(request, call)
        if fault.retry_after is not None:
            refusal = too_many(fault.retry_after)
        elif fault.body is not None:
            call.status, call.description = fault.status or 200, "garbage"
            return web.Response(status=call.status, body=fault.body, content_type="application/json")
        else:
            status = fault.status or 500
            refusal = Refusal(status, phrase(status))
        call.status, call.description = refusal.status, refusal.description
        return _refused(refusal)


def _listens(request: web.BaseRequest) -> bool:
    return request.transport is not None and not request.transport.is_closing()


def _cut(request: web.BaseRequest, call: Call) -> web.StreamResponse:
    call.status, call.description = 0, "the line was cut"
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _told(call: Call, result: object) -> web.Response:
    call.status, call.result = 200, result
    return _json(200, {"ok": True, "result": result})


def _refused(refusal: Refusal) -> web.Response:
    body: Json = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return _json(refusal.status, body)


def _json(status: int, body: Json) -> web.Response:
    return web.Response(status=status, text=json.dumps(body), content_type="application/json")
