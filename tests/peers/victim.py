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
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import aiohttp
from pydantic import SecretStr

from bot import logs
from bot.config import Access, Config, GroupDefaults, Matrix, Salon, Storage, Telegram
from bot.limits import Limits
from bot.pacing import Paces, Pacing
from bot.program import Program
from tests.peers.points import (
    Mortal,
    Points,
    by_whom,
    mortal,
    mortal_on_matrix,
    mortal_on_telegram,
    tell,
    uncounted,
)

ROOT = Path(__file__).parents[2]


# The process that dies


def on_telegram(folder: Path) -> Telegram:
    """The settings that stand in the folder's file `telegram`: a token, and the server's root."""
    if not (folder / "telegram").exists():
        return Telegram()
    token, url = (folder / "telegram").read_text().split()
    return Telegram(token=SecretStr(token), api_url=url)


def on_matrix(folder: Path) -> Matrix:
    """The settings that stand in the folder's file `matrix`: a token, and the server's root."""
    if not (folder / "matrix").exists():
        return Matrix()
    token, url = (folder / "matrix").read_text().split()
    return Matrix(
        homeserver=url,
        access_token=SecretStr(token),
        store_dir=folder / "keys",
        store_key=SecretStr("un mot de passe pour les clés"),
    )


def zone(folder: Path) -> GroupDefaults:
    """The time zone of new groups that stands in the folder's file `zone`; else that of Paris."""
    file = folder / "zone"
    return GroupDefaults(timezone=file.read_text()) if file.exists() else GroupDefaults()


async def live(folder: Path, deadly: int) -> None:
    """The real program with the demonstration group, until it is killed. Its clock stands where the file
    `clock` in its folder says."""
    program = Program(
        Config(
            storage=Storage(url=f"sqlite:///{folder}/palabre.db"),
            salon=Salon(port=0),
            telegram=on_telegram(folder),
            matrix=on_matrix(folder),
            access=Access(new_groups="open"),
            group=zone(folder),
        ),
        demo=not any((folder / platform).exists() for platform in ("telegram", "matrix")),
        now=lambda: datetime.fromisoformat((folder / "clock").read_text()),
        limits=Limits(per_account=10**9, per_room=10**9),  # its neighbours are faster than any
    )
    died_at = folder.parent / "died-at"
    points = Points(deadly, died_at.read_text().splitlines() if died_at.exists() else ())
    program.platforms["salon"] = Mortal(program, points)
    if program.telegram is not None:
        program.telegram.platform.pacing = Pacing((), lambda chat: Paces())
        mortal_on_telegram(points)
    named = (lambda: "a commit") if program.matrix is None else by_whom
    if program.matrix is not None:
        mortal_on_matrix(points)
    program.database.writing = mortal(program.database.writing, points, named)  # type: ignore[method-assign]
    program.clock.beat = uncounted(program.clock.beat)  # type: ignore[assignment,method-assign]
    await program.start()
    # Before anybody acts what it does at every start is done: else it would come before an act, or after it.
    await program.clock.beat()
    await program.clock.purge()
    tell(f"ready {program.address}")
    await program.run_until(asyncio.Event())


def nursery() -> None:
    """Makes a process for each line `POINT FOLDER`, one at a time, and tells how it ended."""
    logs.configure()
    import bot.matrix_memory
    import bot.platforms.matrix.door  # noqa: F401 - loaded once, and not by each child

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.close(0)
            deadly, folder = line.strip().split(" ", 1)
            asyncio.run(live(Path(folder), int(deadly)))
            os._exit(0)
        tell(f"pid {child}")
        _, status = os.waitpid(child, 0)
        tell(f"ended {os.waitstatus_to_exitcode(status)}")


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
                    with (self.folder.parent / "died-at").open("a") as died_at:
                        died_at.write(f"{what}\n")
                case "ended":
                    assert what == str(-signal.SIGKILL), f"Palabre ended by itself: {what}"
                    self.pid, self.state = 0, "dead"

    async def start(self, deadly: int = 0) -> None:
        """Starts it, to die at this point (0: never; see Points); returns when it is ready, or dead."""
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
