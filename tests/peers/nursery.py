"""Palabre processes without their slow start: one process loads everything, and each Palabre is a fork of it.

To load Palabre costs more than a second of a core, to fork it some milliseconds. The child has its own environment,
folder and output, is killed and waited for as any process, and ends as Python ends. Run as a program this is the
nursery; the tests hold the other end of its socket, and it ends with them.
"""

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LONGEST = 1 << 20

# The nursery


def _load() -> None:
    for module in ("__main__", "matrix_memory", "platforms.matrix.door", "platforms.telegram.door"):
        import_module(f"bot.{module}")
    from bot.texts import LANGUAGES, voice  # here: the tests' side loads nothing of it

    for language in LANGUAGES:
        voice(language)


def _serve(asked: socket.socket) -> Sequence[str]:
    """Forks for each request until the tests are gone; gives, in a child, the words that it was called with."""
    first = dict(os.environ)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who keeps a child ends unseen
    while True:
        request, fds, _, _ = socket.recv_fds(asked, _LONGEST, 3)
        if not request:
            os._exit(0)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asked.close()
            return _born(json.loads(request), fds, first)
        for fd in fds:
            os.close(fd)


def _born(request: dict[str, object], fds: Sequence[int], first: Mapping[str, str]) -> Sequence[str]:
    """Forks once more: one of the two keeps the other, and tells its number and how it ended."""
    out, err, told = fds
    child = os.fork()
    if child:
        os.close(out)
        os.close(err)
        os.write(told, f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        with suppress(BrokenPipeError):
            os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    for fd in fds:
        os.close(fd)
    words, variables, folder = request["words"], request["variables"], request["folder"]
    assert isinstance(words, list)
    assert isinstance(variables, dict)
    os.chdir(str(folder))
    for name in first.keys() - variables.keys():
        os.environ.pop(name, None)
    os.environ.update(variables)
    return words


# The side of the tests


@dataclass
class Child:
    """As asyncio's own: `pid`, `returncode` (-9 where it was killed; None as long as it runs), `stdout`, `stderr`."""

    pid: int
    stdout: asyncio.StreamReader
    stderr: asyncio.StreamReader
    returncode: int | None = None
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    async def keeps(self, told: asyncio.StreamReader) -> None:
        """Until it has ended, and the pipe with it."""
        self.returncode = int(await told.readline())
        self._ended.set()
        await told.read()


_line: list[socket.socket] = []


def _nursery() -> socket.socket:
    """The line to the nursery of this test process, which is opened with the first child."""
    if not _line:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "tests.peers.nursery", str(theirs.fileno())]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        made = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
        )
        theirs.close()
        _line.append(ours)
        atexit.register(made.wait)
        atexit.register(ours.close)  # before it
    return _line[0]


async def _reads(fd: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(fd, "rb"))
    return reader


async def born(
    folder: Path, words: Sequence[str], variables: Mapping[str, str]
) -> tuple[Child, asyncio.Task[None]]:
    """`palabre WORDS` in this folder with these variables and no others; and what ends when it has ended."""
    pipes = [os.pipe() for _ in range(3)]
    request = {"words": list(words), "variables": dict(variables), "folder": str(folder)}
    socket.send_fds(_nursery(), [json.dumps(request).encode()], [write for _, write in pipes])
    for _, write in pipes:
        os.close(write)
    out, err, told = [await _reads(read) for read, _ in pipes]
    child = Child(int(await told.readline()), out, err)
    return child, asyncio.create_task(child.keeps(told))


if __name__ == "__main__":
    _load()
    called = _serve(socket.socket(fileno=int(sys.argv[1])))
    sys.argv = ["palabre", *called]
    from bot.__main__ import app

    app(prog_name="palabre")
