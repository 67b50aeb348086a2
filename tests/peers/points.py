"""The points at which a Palabre may die: just before or after a commit, a message, a question to a server."""

import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from types import FrameType
from typing import Any

from bot.pacing import Paces, Pacing
from bot.platforms.matrix.client import Client
from bot.platforms.platform import Drawn
from bot.platforms.salon.platform import SalonPlatform
from bot.platforms.telegram.transport import Transport
from bot.program import Program
from handlers.conversation.events import Chat
from storage.database import Transaction

NEVER = 0
WHERE_NOBODY_DIED = -1


class Points:
    """Counts the points as they pass; kills its own process at the one that was chosen (NEVER: at none).
    WHERE_NOBODY_DIED: at the first whose name is not among `spared`."""

    def __init__(self, deadly: int, spared: Collection[str] = ()) -> None:
        self._deadly = deadly
        self._spared = spared
        self._passed = 0

    def passes(self, name: str) -> None:
        self._passed += 1
        new = self._deadly == WHERE_NOBODY_DIED and name not in self._spared
        if new or self._passed == self._deadly:
            tell(f"point {name}")
            os.kill(os.getpid(), signal.SIGKILL)


def tell(words: str) -> None:
    """A line on standard output, whole, whatever happens next."""
    os.write(1, f"{words}\n".encode())


# Storage

_beats: ContextVar[bool] = ContextVar("beats", default=False)


def uncounted(beat: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """That Palabre writes that it is alive, at a minute of its own: no point, or no test could name any other."""

    async def beats() -> None:
        token = _beats.set(True)
        try:
            await beat()
        finally:
            _beats.reset(token)

    return beats


def mortal(
    writing: Callable[[], AbstractAsyncContextManager[Transaction]],
    points: Points,
    named: Callable[[], str] = lambda: "a commit",
) -> Callable[[], AbstractAsyncContextManager[Transaction]]:
    """`Database.writing` with a point on each side of its commit."""

    @asynccontextmanager
    async def watched() -> AsyncIterator[Transaction]:
        if _beats.get():
            async with writing() as tx:
                yield tx
            return
        name = named()
        async with writing() as tx:
            yield tx
            points.passes(f"before {name}")
        points.passes(f"after {name}")

    return watched


def by_whom() -> str:
    """« a commit of bot.showing.mark »: the two functions of Palabre's outside that asked for it."""
    asking: list[str] = []
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and len(asking) < 2:
        module, function = frame.f_globals.get("__name__", ""), frame.f_code.co_name
        if module.startswith("bot.") and function not in ("_write", "<lambda>"):
            asking.append(f"{module.rsplit('.', 1)[1]}.{function}")
        frame = frame.f_back
    return f"a commit of {' < '.join(asking)}"


# The salon


class Mortal(SalonPlatform):
    """The salon, with a point on each side of a send and of an edit."""

    def __init__(self, program: Program, points: Points) -> None:
        super().__init__(program.rooms, program.bell)
        self.pacing = Pacing((), lambda chat: Paces())
        self.points = points

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        self.points.passes("before a send")
        native = await super().send(chat, drawn, key=key, rings=rings, audience=audience)
        self.points.passes("after a send")
        return native

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        self.points.passes("before an edit")
        await super().edit(chat, native, drawn)
        self.points.passes("after an edit")


# Telegram


SAID = ("sendMessage", "sendPhoto", "editMessageText", "editMessageCaption", "answerCallbackQuery")
"""The calls of the Bot API by which people are told something."""


def mortal_on_telegram(points: Points) -> None:
    """Every such call of this process, with a point on each side."""
    call = Transport.do_request

    async def watched(self: Transport, url: str, *values: Any, **how: Any) -> tuple[int, bytes]:
        method = url.rsplit("/", 1)[1]
        if method not in SAID:
            return await call(self, url, *values, **how)
        points.passes(f"before {method}")
        answer = await call(self, url, *values, **how)
        points.passes(f"after {method}")
        return answer

    Transport.do_request = watched  # type: ignore[method-assign]


# Matrix


def mortal_on_matrix(points: Points) -> None:
    """Everything by which this process changes something at the Matrix server, and every sync, with a point on each
    side."""
    send = Client.send

    async def watched(self: Client, method: str, path: str, *values: Any, **how: Any) -> Any:
        name = call_name(method, path)
        if not name:
            return await send(self, method, path, *values, **how)
        points.passes(f"before {name}")
        answer = await send(self, method, path, *values, **how)
        points.passes(f"after {name}")
        return answer

    Client.send = watched  # type: ignore[method-assign]


def call_name(method: str, path: str) -> str:
    """« sync », « createRoom », « send m.room.message answer »: what a call is, whoever it is about; nothing of one
    that only asks."""
    path = path.replace("%3A", ":").partition("?")[0]
    words = [word for word in path.split("/") if word]
    if "sync" in words:
        return "sync"
    if method == "GET":
        return ""
    if "send" in words:
        _, _, sent = path.partition("/send/")
        kind, _, transaction = sent.partition("/")
        how = re.search(r":(post|answer|sign):", transaction)
        return f"send {kind} {how[1] if how else 'edit'}"
    names = (
        "redact",
        "sendToDevice",
        "join",
        "leave",
        "createRoom",
        "upload",
        "claim",
        "device_signing",
        "signatures",
    )
    found = [name for name in names if name in words]
    return f"{'keys ' if 'keys' in words else ''}{found[0]}" if found else ""
