"""Palabre as its host runs it: a real process with its output, until it is told to end."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .nursery import Child, born

ROOT = Path(__file__).parents[2]
AFRESH = ("env",)
"""A command that changes nothing."""


@dataclass
class Running:
    """`said` and `logged`: the lines on its standard output and standard error so far."""

    process: asyncio.subprocess.Process | Child
    said: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    address: str = ""

    async def ready(self) -> str:
        """Waits for the line that says where the salon is; gives the address."""
        async with asyncio.timeout(30):
            while not self.address:
                assert self.process.returncode is None, "\n".join(self.logged)
                found = [line for line in self.said if line.startswith(("Palabre est prêt", "Palabre is ready"))]
                self.address = found[0].split()[-1] if found else ""
                await asyncio.sleep(0.01)
        return self.address

    async def ended(self, seconds: float = 30) -> int:
        """Its exit code. Raises TimeoutError where it has not ended by then."""
        return await asyncio.wait_for(self.process.wait(), seconds)

    def ask_to_end(self) -> None:
        self.process.send_signal(signal.SIGTERM)


async def _keep(stream: asyncio.StreamReader | None, lines: list[str]) -> None:
    assert stream is not None
    async for line in stream:
        lines.append(line.decode().rstrip("\n"))


@asynccontextmanager
async def running(
    folder: Path, *words: str, before: tuple[str, ...] = (), **settings: str
) -> AsyncIterator[Running]:
    """`palabre WORDS` in this folder. `settings` are variables, as SALON__PORT="0"; `before` a command
    that runs it (AFRESH where that is to be `python -m bot` and nothing else); without one it is a fork of a process
    that has loaded everything. It is killed at the end where it has not ended by itself."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    variables |= {f"PALABRE_{name}": value for name, value in settings.items()}
    keeping: list[asyncio.Task[None]] = []
    process: asyncio.subprocess.Process | Child
    if before:
        command = (*before, sys.executable, "-m", "bot", *words)
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=variables, stdout=pipe, stderr=pipe
        )
    else:
        process, kept = await born(folder, words, variables)
        keeping.append(kept)
    palabre = Running(process)
    keeping += [
        asyncio.create_task(_keep(process.stdout, palabre.said)),
        asyncio.create_task(_keep(process.stderr, palabre.logged)),
    ]
    try:
        yield palabre
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await asyncio.gather(*keeping)
