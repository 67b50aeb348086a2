"""Scenes at whose end the log is read: nothing broke, nobody is quoted."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.bot.telegram.street import Street, host_settings, street
from tests.neighbours import plain
from tests.peers.process import Running, running
from tests.peers.telegram import BotApi, Chat, Message

ALTERED = """
import importlib, runpy, sys
setattr(importlib.import_module({module!r}), {name!r}, {value!r})
sys.argv = ["palabre", *sys.argv[4:]]
runpy.run_module("bot", run_name="__main__")
"""
QUOTABLE = 5
"""Characters from which words are long enough to be told from those of our own log lines."""


def altered(module: str, name: str, value: float) -> tuple[str, ...]:
    """The command that runs Palabre with another value for one of its constants: nobody waits for the real one."""
    return (sys.executable, "-c", ALTERED.format(module=module, name=name, value=value))


@asynccontextmanager
async def scene(folder: Path, **how: Any) -> AsyncIterator[Street]:
    """Les Tilleuls, whose log is read at the end. `how`: see street."""
    async with street(folder, **how) as here:
        yield here
    read_log(here.palabre, here.api)


@asynccontextmanager
async def hosted(
    folder: Path, api: BotApi, *, before: tuple[str, ...] = (), **settings: str
) -> AsyncIterator[Running]:
    """Palabre as its host runs it with this server, from its first moment; it need not get anywhere."""
    given = {**host_settings(folder, api), **settings}
    folder.mkdir(exist_ok=True)
    async with running(folder, "run", before=before, **given) as palabre:
        yield palabre
    read_log(palabre, api)


async def said_in_log(palabre: Running, *pieces: str, seconds: float = 10) -> str:
    """The first log line that holds all of these, with ordinary spaces. Raises TimeoutError where none comes."""
    async with asyncio.timeout(seconds):
        while True:
            for line in map(plain, palabre.logged):
                if all(piece in line for piece in pieces):
                    return line
            await asyncio.sleep(0.01)


async def checked(folder: Path, api: BotApi, *, before: tuple[str, ...] = (), **settings: str) -> tuple[int, str]:
    """The exit code of `palabre check` with this server, and all that it said."""
    given = {
        "STORAGE__URL": f"sqlite:///{folder}/palabre.db",
        "TELEGRAM__TOKEN": api.token,
        "TELEGRAM__API_URL": api.url,
        **settings,
    }
    async with running(folder, "check", before=before, **given) as palabre:
        code = await palabre.ended()
    read_log(palabre, api)
    return code, plain("\n".join(palabre.said + palabre.logged))


async def ended_well(palabre: Running) -> None:
    """It is asked to end, and does."""
    palabre.ask_to_end()
    assert await palabre.ended(10) == 0, "\n".join(palabre.logged)


def read_log(palabre: Running, api: BotApi) -> None:
    """Raises AssertionError where something broke, or where the token or somebody's words stand in a log line."""
    log = "\n".join(palabre.logged)
    assert '"exception"' not in log, log
    assert "Traceback" not in log, log
    assert api.token not in log + "\n".join(palabre.said)
    assert api.token.split(":")[1] not in log + "\n".join(palabre.said)
    for chat in api.chats.values():
        for message in chat.messages:
            said = message.text if not message.from_bot else ""
            assert len(said) < QUOTABLE or said not in log, f"{said[:40]!r} is in the log"


def words(message: Message) -> str:
    """What is written, in one line with ordinary spaces."""
    return plain(message.text)


def shown(room: Chat) -> list[str]:
    """What Palabre shows to everybody in a room, each in one line."""
    return [words(message) for message in room.from_bot()]


def labels(message: Message) -> list[str]:
    """The buttons, with ordinary spaces."""
    return [plain(label) for label in message.buttons]
