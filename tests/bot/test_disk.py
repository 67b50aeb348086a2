"""A disk that is full or read-only, a real one: said in words, nothing half written, and over when it is over."""

import asyncio
import os
import re
import resource
import signal
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.peers.process import Running, running

SORRY = "Je ne peux rien enregistrer pour l'instant. Rien n'a été compté. Réessayez dans un moment."
QUESTION = "/sondage On peint la porte en bleu ou en vert ?"
LOOK = """
from sqlite3 import connect
rows = connect("palabre.db").execute
print(*rows("PRAGMA integrity_check").fetchone(), *rows("SELECT count(*) FROM ballots").fetchone())
"""


@dataclass
class Disk:
    """A small disk of its own (tmpfs), seen only by the processes that are started with `before`.

    `shell` is a shell inside: it mounts, fills and empties.
    """

    shell: asyncio.subprocess.Process
    place: Path

    @property
    def before(self) -> tuple[str, ...]:
        """What runs a command where this disk is mounted."""
        users = ("--user", "--preserve-credentials") if os.getuid() else ()
        return ("nsenter", "--target", str(self.shell.pid), "--mount", *users, f"--wd={self.place}", "--")

    async def does(self, command: str) -> str:
        """Runs a line in the shell; gives what it wrote."""
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        self.shell.stdin.write(f"{command}\necho done $?\n".encode())
        lines = []
        while not (line := (await self.shell.stdout.readline()).decode()).startswith("done "):
            assert line, "the shell has ended"
            lines.append(line)
        return "".join(lines)

    async def fill(self) -> None:
        await self.does(f"cat /dev/zero > {self.place}/filler 2>&1")

    async def empty(self) -> None:
        await self.does(f"rm {self.place}/filler")


@asynccontextmanager
async def small_disk(place: Path) -> AsyncIterator[Disk]:
    """Two megabytes. Needs root, or a system where users may make namespaces (`unshare --user`)."""
    place.mkdir()
    users = ("--user", "--map-root-user") if os.getuid() else ()
    shell = await asyncio.create_subprocess_exec(
        "unshare", "--mount", *users, "sh", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    disk = Disk(shell, place)
    try:
        said = await disk.does(f"mount -t tmpfs -o size=4m tmpfs {place} 2>&1")
        assert not said, f"no disk of its own can be mounted here, which this test needs: {said}"
        yield disk
    finally:
        assert shell.stdin is not None
        shell.stdin.close()
        await shell.wait()


@dataclass
class Resident:
    """Karim, on his page."""

    http: aiohttp.ClientSession
    base: str
    csrf: str

    async def acts(self, event: str, **fields: str) -> tuple[int, dict[str, Any]]:
        data = {"csrf": self.csrf, "event": event, **fields}
        async with self.http.post(
            f"{self.base}/act", data=data, headers={"Accept": "application/json"}
        ) as response:
            return response.status, await response.json()

    async def reads(self) -> str:
        async with self.http.get(self.base) as response:
            assert response.status == 200
            return await response.text()

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with self.http.get(self.base.replace("/les-tilleuls/karim", "/healthz")) as response:
            return response.status, await response.json()

    async def reads_at_last(self, words: str) -> None:
        async with asyncio.timeout(60):
            while words not in await self.reads():
                await asyncio.sleep(0.05)


@asynccontextmanager
async def karim(palabre: Running) -> AsyncIterator[Resident]:
    base = f"{await palabre.ready()}/les-tilleuls/karim"
    async with aiohttp.ClientSession() as http:
        resident = Resident(http, base, "")
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', await resident.reads())
        assert found is not None
        resident.csrf = found[1]
        yield resident


async def opens_a_poll(resident: Resident) -> tuple[str, str]:
    """The data of its two choices."""
    assert (await resident.acts("opening-1", words=QUESTION))[0] == 200
    await resident.reads_at_last("polls:vote:")
    blue, green = dict.fromkeys(re.findall(r"polls:vote:\d+:\d+", await resident.reads()))
    return blue, green


async def must_say_that_nothing_is_kept(resident: Resident, palabre: Running, blue: str) -> str:
    """Acts until nothing can be kept, and looks around; gives the event that was not counted."""
    for _ in range(200):
        event = f"vote-{uuid.uuid4()}"
        status, answer = await resident.acts(event, press=blue)
        if status != 200:
            break
    assert (status, answer) == (503, {"toast": SORRY})
    assert (await resident.health()) == (503, {"status": "unavailable"})
    assert "On peint la porte" in await resident.reads()
    before = len(palabre.logged)
    await asyncio.sleep(3)
    assert len(palabre.logged) - before < 15, palabre.logged[before:]
    assert palabre.process.returncode is None
    return event


async def must_recover(resident: Resident, event: str, green: str) -> None:
    status, answer = await resident.acts(event, press=green)
    assert status == 200
    assert answer["toast"].replace("\u00a0", " ").startswith("Noté : vert.")
    assert (await resident.acts(event, press=green))[1] == answer
    await resident.reads_at_last("Bleu 0, vert 1. 1 personne a répondu.")
    async with asyncio.timeout(60):  # shown in the room first, recorded just after
        while (await resident.health())[1] != {"status": "ok", "posts_waiting": 0, "alarms_overdue": 0}:
            await asyncio.sleep(0.05)


async def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    async with small_disk(tmp_path / "disk") as disk:
        async with running(tmp_path, before=disk.before, SALON__PORT="0") as palabre, karim(palabre) as resident:
            blue, green = await opens_a_poll(resident)
            await disk.fill()
            event = await must_say_that_nothing_is_kept(resident, palabre, blue)
            await disk.empty()
            await must_recover(resident, event, green)
            palabre.ask_to_end()
            assert await palabre.ended(5) == 0
        assert await disk.does(f"cd {disk.place}; {sys.executable} -c '{LOOK}'") == "ok 1\n"


async def test_a_process_that_may_not_write_says_so_and_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path, SALON__PORT="0") as palabre, karim(palabre) as resident:
        blue, green = await opens_a_poll(resident)
        # No file may grow: what the limit of a container, or a quota, does.
        _, most = resource.prlimit(palabre.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(palabre.process.pid, resource.RLIMIT_FSIZE, (1, most))
        event = await must_say_that_nothing_is_kept(resident, palabre, blue)
        resource.prlimit(palabre.process.pid, resource.RLIMIT_FSIZE, (most, most))
        await must_recover(resident, event, green)


async def test_a_read_only_disk_is_said_at_the_start(tmp_path: Path) -> None:
    async with small_disk(tmp_path / "disk") as disk:
        async with running(tmp_path, before=disk.before, SALON__PORT="0") as palabre, karim(palabre) as resident:
            _, green = await opens_a_poll(resident)
            palabre.process.send_signal(signal.SIGKILL)
            await palabre.ended()
        assert await disk.does(f"mount -o remount,ro {disk.place} 2>&1") == ""
        async with running(tmp_path, before=disk.before, SALON__PORT="0") as refused:
            assert await refused.ended() == 1
        assert len(refused.logged) == 1
        assert refused.logged[0].startswith("La base de données (sqlite:///palabre.db) ne répond pas : ")
        assert await disk.does(f"mount -o remount,rw {disk.place} 2>&1") == ""
        async with running(tmp_path, before=disk.before, SALON__PORT="0") as again, karim(again) as resident:
            await must_recover(resident, "vote-after", green)


async def test_a_log_on_the_full_disk_stops_nothing(tmp_path: Path) -> None:
    async with small_disk(tmp_path / "disk") as disk:
        logged = ("sh", "-c", f'exec "$@" 2>>{disk.place}/log', "sh")
        async with (
            running(tmp_path, before=(*disk.before, *logged), SALON__PORT="0") as palabre,
            karim(palabre) as resident,
        ):
            blue, green = await opens_a_poll(resident)
            await disk.fill()
            event = await must_say_that_nothing_is_kept(resident, palabre, blue)
            await disk.empty()
            await must_recover(resident, event, green)
