"""A database or keys that were put back from a copy: Palabre notices, says so, and residents read it as before."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from pydantic import SecretStr

from bot.config import Matrix
from bot.platforms.matrix.session import Session
from bot.platforms.matrix.store import Memory
from tests.bot.matrix.street import QUESTION, host_settings
from tests.bot.matrix.test_shield import connected, said_to
from tests.peers.element import Elements
from tests.peers.process import ROOT, Running, running
from tests.peers.synapse import Town


class Starts:
    """The part of the house's memory that counts starts; a power cut may end it after so many writes."""

    def __init__(self) -> None:
        self.noted = (0, 0)
        self.left = 99

    async def boots(self) -> tuple[int, int]:
        return self.noted

    async def keep_boots(self, last: int, begun: int) -> None:
        if not self.left:
            raise ConnectionError("the power is gone")
        self.left -= 1
        self.noted = (last, begun)


class Host:
    """A database and a folder of keys, each of which can be copied and put back."""

    def __init__(self, folder: Path) -> None:
        self.starts = Starts()
        settings = Matrix(homeserver="http://127.0.0.1:9", store_dir=folder, store_key=SecretStr("k"))
        self.session = Session(settings, folder, cast(Memory, self.starts), "fr")

    async def start(self, *, writes: int = 99) -> bool:
        """Whether one of both was found to be an older copy. `writes`: until the power is cut."""
        kept: dict[str, Any] = self.session._vault.read() or {"token": "t"}
        self.starts.left = writes
        return await self.session._is_older_copy(kept)


@pytest.fixture
async def host(tmp_path: Path) -> Any:
    made = Host(tmp_path)
    yield made
    await made.session.connection.close()


async def test_one_start_after_the_other_is_no_restoration(host: Host) -> None:
    assert [await host.start() for _ in range(4)] == [False] * 4


@pytest.mark.parametrize("before", [0, 1, 3])
@pytest.mark.parametrize("writes", [0, 1])
async def test_a_power_cut_at_any_moment_of_a_start_is_no_restoration(
    host: Host, before: int, writes: int
) -> None:
    for _ in range(before):
        await host.start()
    for _ in range(2):
        with pytest.raises(ConnectionError):
            await host.start(writes=writes)
    assert await host.start() is False
    assert await host.start() is False


@pytest.mark.parametrize("since", [1, 2, 5])
@pytest.mark.parametrize("which", ["database", "keys"])
async def test_what_was_put_back_is_found_once(host: Host, tmp_path: Path, which: str, since: int) -> None:
    await host.start()
    await host.start()
    noted, keys = host.starts.noted, (tmp_path / "session").read_bytes()
    for _ in range(since):
        await host.start()
    if which == "database":
        host.starts.noted = noted
    else:
        (tmp_path / "session").write_bytes(keys)
    assert await host.start() is True
    assert await host.start() is False


async def test_a_database_that_palabre_restore_put_back_is_found_without_a_start_since(host: Host) -> None:
    await host.start()
    host.starts.noted = (0, 0)
    assert await host.start() is True


async def palabre(folder: Path, settings: dict[str, str], *words: str) -> None:
    """A command that ends by itself."""
    given = {f"PALABRE_{name}": value for name, value in settings.items()}
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def restored(running: Running) -> Sequence[bool]:
    """For each time the log says that this is an older copy: whether Palabre is a new device for that."""
    told = [json.loads(line) for line in running.logged if "matrix.restored" in line]
    return [line["new_device"] for line in told]


def era(folder: Path) -> str:
    """The word with which the names of this database's messages begin."""
    with closing(sqlite3.connect(folder / "palabre.db")) as connection:
        return str(connection.execute("SELECT value FROM settings WHERE name = 'matrix_era'").fetchone()[0])


async def test_residents_read_a_restored_palabre_without_a_shield(
    tmp_path: Path, matrix: Town, element: Elements
) -> None:
    """With a token alone it goes on as the same device under another era; with a password it becomes a new one."""
    bot = await matrix.account("Palabre")
    token = host_settings(tmp_path, bot)
    password = {**token, "MATRIX__ACCESS_TOKEN": "", "MATRIX__USER": bot.id, "MATRIX__PASSWORD": bot.password}
    lea = await element.resident(await matrix.neighbour("Léa"))
    await lea.exclude_insecure()
    room = await lea.create_room(name="Les Tilleuls")
    async with running(tmp_path, "run", before=(), **token) as first:
        await connected(first)
        await lea.invite(room, bot.id)
        assert (await said_to(lea, bot, "Bonjour à tous")).read
        await palabre(tmp_path, token, "backup", "one.db")
        await lea.say(room, QUESTION)
        lost = await said_to(lea, bot, "🗳️ On peint la porte")
        assert restored(first) == []
    eras = [era(tmp_path)]
    await palabre(tmp_path, token, "restore", "one.db")
    async with running(tmp_path, "run", before=(), **token) as second:
        assert await connected(second) == bot.device
        assert restored(second) == [False]
        eras.append(era(tmp_path))
        # What was said since the backup is heard again, and answered by a message of its own.
        card = await lea.sees(
            lambda seen: seen.sender == bot.id and seen.event != lost.event and "On peint la porte" in seen.body
        )
        assert (card.encrypted, card.shield, card.failure) == (True, "NONE", "")
    await palabre(tmp_path, token, "restore", "one.db")
    await matrix.synapse.stop()  # all tests together may log in five times, until the server is started again
    await matrix.synapse.start()
    async with running(tmp_path, "run", before=(), **password) as third:
        device = await connected(third)
        assert device != bot.device
        assert restored(third) == [True]
        eras.append(era(tmp_path))
        await lea.knows_device(bot.id, device, signed=True)
        await lea.say(room, "!sondage On mange dehors ou dedans ?")
        card = await said_to(lea, bot, "🗳️ On mange dehors")
        assert (card.encrypted, card.shield, card.failure) == (True, "NONE", "")
        assert not (await lea.user_status(bot.id)).changed
    async with running(tmp_path, "run", before=(), **password) as fourth:
        assert await connected(fourth) == device
        assert restored(fourth) == []
    assert len(set(eras)) == 3, "a new era after each restoration"
    assert era(tmp_path) == eras[-1]
