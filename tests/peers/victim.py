"""A Palabre that can be killed (SIGKILL) at a chosen point: just before or after a commit, a send, an edit.

Run as a program it is a nursery: it loads everything once, then each line on its standard input
makes a new process by fork, which opens the database anew and serves. So a death costs no slow start.
"""

import asyncio
import os
import re
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import aiohttp
from pydantic import SecretStr

from bot import logs
from bot.config import Access, Config, Salon, Storage, Telegram
from bot.limits import Limits
from bot.pacing import Paces, Pacing
from bot.platforms.platform import Drawn
from bot.platforms.salon.platform import SalonPlatform
from bot.platforms.telegram.transport import Transport
from bot.program import Program
from handlers.conversation.events import Chat
from storage.database import Transaction

ROOT = Path(__file__).parents[2]


# The process that dies


class Points:
    """Counts the points as they pass; kills its own process at the one that was chosen (0: at none)."""

    def __init__(self, deadly: int) -> None:
        self._deadly = deadly
        self._passed = 0

    def passes(self, name: str) -> None:
        self._passed += 1
        if self._passed == self._deadly:
            _tell(f"point {name}")
            os.kill(os.getpid(), signal.SIGKILL)


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


def mortal(
    writing: Callable[[], AbstractAsyncContextManager[Transaction]], points: Points
) -> Callable[[], AbstractAsyncContextManager[Transaction]]:
    """`Database.writing` with a point on each side of its commit."""

    @asynccontextmanager
    async def watched() -> AsyncIterator[Transaction]:
        async with writing() as tx:
            yield tx
            points.passes("before a commit")
        points.passes("after a commit")

    return watched


SAID = ("sendMessage", "sendPhoto", "editMessageText", "editMessageCaption", "answerCallbackQuery")
"""The calls of the Bot API by which people are told something."""


def mortal_calls(points: Points) -> None:
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


def on_telegram(folder: Path) -> Telegram:
    """The settings that stand in the folder's file `telegram`: a token, and the server's root."""
    if not (folder / "telegram").exists():
        return Telegram()
    token, url = (folder / "telegram").read_text().split()
    return Telegram(token=SecretStr(token), api_url=url)


async def live(folder: Path, deadly: int) -> None:
    """The real program with the demonstration group, until it is killed. Its clock stands where the file
    `clock` in its folder says."""
    program = Program(
        Config(
            storage=Storage(url=f"sqlite:///{folder}/palabre.db"),
            salon=Salon(port=0),
            telegram=on_telegram(folder),
            access=Access(new_groups="open"),
        ),
        demo=not (folder / "telegram").exists(),
        now=lambda: datetime.fromisoformat((folder / "clock").read_text()),
        limits=Limits(per_account=10**9, per_room=10**9),  # its neighbours are faster than any
    )
    points = Points(deadly)
    program.platforms["salon"] = Mortal(program, points)
    if program.telegram is not None:
        program.telegram.platform.pacing = Pacing((), lambda chat: Paces())
        mortal_calls(points)
    program.database.writing = mortal(program.database.writing, points)  # type: ignore[method-assign]
    await program.start()
    _tell(f"ready {program.address}")
    await program.run_until(asyncio.Event())


def _tell(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def nursery() -> None:
    """Makes a process for each line `POINT FOLDER`, one at a time, and tells how it ended."""
    logs.configure()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.close(0)
            deadly, folder = line.strip().split(" ", 1)
            asyncio.run(live(Path(folder), int(deadly)))
            os._exit(0)
        _tell(f"pid {child}")
        _, status = os.waitpid(child, 0)
        _tell(f"ended {os.waitstatus_to_exitcode(status)}")


# The side of the tests


@dataclass
class Victim:
    """Palabre as its residents meet it: it may die at any moment, and comes back."""

    nursery: asyncio.subprocess.Process
    folder: Path
    http: aiohttp.ClientSession
    state: Literal["dead", "starting", "ready"] = "dead"
    address: str = ""
    pid: int = 0
    deaths: list[str] = field(default_factory=list)
    """The points at which it died, in order; « killed » where it was killed from outside."""
    _tokens: dict[str, str] = field(default_factory=dict)

    def moves(self, folder: Path) -> None:
        """The next start is that of another Palabre, in this folder. It must be dead."""
        assert self.state == "dead"
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.deaths.clear()
        self._tokens.clear()

    async def listen(self) -> None:
        """Follows what the nursery tells."""
        assert self.nursery.stdout is not None
        async for line in self.nursery.stdout:
            word, what = line.decode().strip().split(" ", 1)
            match word:
                case "pid":
                    self.pid = int(what)
                case "ready":
                    self.address, self.state = what, "ready"
                case "point":
                    self.deaths.append(what)
                case "ended":
                    assert what == str(-signal.SIGKILL), f"Palabre ended by itself: {what}"
                    self.pid, self.state = 0, "dead"

    async def start(self, deadly: int = 0) -> None:
        """Starts it, to die at this point (0: never); returns when it is ready, or dead."""
        assert self.nursery.stdin is not None
        self.state = "starting"
        self.nursery.stdin.write(f"{deadly} {self.folder}\n".encode())
        while self.state == "starting":
            await self.moment()

    async def kill(self) -> None:
        """From outside, wherever it is."""
        with suppress(ProcessLookupError):  # it may be dying by itself, at its point
            os.kill(self.pid, signal.SIGKILL)
        self.deaths.append("killed")
        await self.buried()

    async def buried(self) -> None:
        """Waits until the process that dies is gone, its locks with it."""
        while self.state != "dead":
            await self.moment()

    async def moment(self) -> None:
        assert self.nursery.returncode is None, "the nursery has ended"
        await asyncio.sleep(0.003)

    def turn_clock(self, moment: datetime) -> None:
        self.folder.joinpath("clock.new").write_text(moment.isoformat())
        self.folder.joinpath("clock.new").replace(self.folder / "clock")

    async def hands_in(self, who: str, event: str, **fields: str) -> dict[str, Any] | None:
        """An act from somebody's page; its answer, or None where the connection broke before it came."""
        base = f"{self.address}/les-tilleuls/{who}"
        try:
            if who not in self._tokens:
                async with self.http.get(base) as response:
                    found = re.search(r'name="csrf" value="([0-9a-f]+)"', await response.text())
                assert found is not None, f"{who} may not come in"
                self._tokens[who] = found[1]
            data = {"csrf": self._tokens[who], "event": event, **fields}
            accept = {"Accept": "application/json"}
            async with self.http.post(f"{base}/act", data=data, headers=accept) as response:
                assert response.status == 200, f"{response.status} {await response.text()}"
                answer: dict[str, Any] = await response.json()
                return answer
        except aiohttp.ClientError:
            return None

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """What the database file holds."""
        with closing(sqlite3.connect(f"file:{self.folder}/palabre.db?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    async def shows_all(self) -> bool:
        """Waits until the room shows everything and all alarms have rung; False where it died meanwhile."""
        now = datetime.fromisoformat((self.folder / "clock").read_text()).timestamp()
        waiting = "SELECT EXISTS (SELECT 1 FROM posts WHERE wanted > shown) OR EXISTS (SELECT 1 FROM alarms WHERE due_at <= ?)"
        while self.state == "ready":
            if self.rows(waiting, int(now)) == [(0,)]:
                return True
            await self.moment()
        return False


@asynccontextmanager
async def victim(folder: Path) -> AsyncIterator[Victim]:
    """A nursery for one database file; whatever it started has ended when this does."""
    with (folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.peers.victim",
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    # No connection is kept: a kept one would break, without any fault, at the next start.
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as http:
        palabre = Victim(process, folder, http)
        listening = asyncio.create_task(palabre.listen())
        try:
            yield palabre
        finally:
            if palabre.pid:
                with suppress(ProcessLookupError):
                    os.kill(palabre.pid, signal.SIGKILL)
            assert process.stdin is not None
            process.stdin.close()
            await process.wait()
            await listening


if __name__ == "__main__":
    nursery()
