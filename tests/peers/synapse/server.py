"""A real Matrix server (Synapse, from its wheel) on this machine alone; a test can stop it, start it again and freeze it.

Its rate limits are the ones that every server has whose host changed nothing, and must stay so: no `rc_…` below.
"""

import asyncio
import base64
import json
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

NAME = "tilleuls.test"
"""The part behind the colon in @lea:tilleuls.test. No such host exists: the server asks nobody else for anything."""
SECRET = "tilleuls"
BELOW_EPHEMERAL = range(20_000, 32_000)
"""Ports that no outgoing connection is given (Linux hands out 32768 and up), so that the port is still free
when the server is started again."""


TETHERED = """
import os, sys, threading

def follows():
    sys.stdin.buffer.read()
    os._exit(1)

threading.Thread(target=follows, daemon=True).start()
sys.argv = ["synapse", "-c", "homeserver.yaml"]
from synapse.app.homeserver import main
main()
"""
"""Synapse, which ends when the test process does, however that ends: its standard input is then closed."""


class Synapse:
    """`folder`: its data, kept while it is stopped; `port`: the same each time it is started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._frozen = False
        _furnish(folder, self.port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def runs(self) -> bool:
        """Also true while it is frozen."""
        return self._process is not None and self._process.poll() is None

    def log(self) -> str:
        """What it printed before it could log; then its warnings and errors, the newest last."""
        names = ("printed.txt", "server.log")
        return "\n".join((self.folder / name).read_text() for name in names if (self.folder / name).exists())

    def boot(self) -> None:
        """Returns as soon as it answers: 1.4 s on an empty folder, 1.1 s on its own data. It remembers everything but
        what accounts have spent of their limits. Raises AssertionError with its log where it does not start."""
        assert not self.runs, "it is running already"
        with (self.folder / "printed.txt").open("wb") as printed:
            self._process = subprocess.Popen(
                [sys.executable, "-c", TETHERED],
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=printed,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, f"Synapse ended with {self._process.returncode}:\n{self.log()}"
            assert time.monotonic() < until, f"Synapse does not answer:\n{self.log()}"
            time.sleep(0.02)

    def halt(self) -> None:
        """Ends it in some 30 ms, in a second where somebody waits for news; requests that it holds are cut off.
        Returns when the process is gone."""
        if self._process is None:
            return
        self.thaw()
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"Synapse did not end when it was asked to:\n{self.log()}") from None
        finally:
            self._let_go()

    def _let_go(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process = None

    async def start(self) -> None:
        """As boot(), while the test goes on."""
        await asyncio.to_thread(self.boot)

    async def stop(self) -> None:
        """As halt(), while the test goes on. From then on connections are refused."""
        await asyncio.to_thread(self.halt)

    def freeze(self) -> None:
        """From now on it takes connections and requests, and answers none of them until thaw()."""
        assert self._process is not None
        assert self.runs
        self._process.send_signal(signal.SIGSTOP)
        self._frozen = True

    def thaw(self) -> None:
        """Does nothing where it is not frozen. Requests whose sender still waits are then answered."""
        if self._frozen:
            assert self._process is not None
            self._process.send_signal(signal.SIGCONT)
            self._frozen = False

    def make_whole(self) -> None:
        """Awake and running, as the next test expects it."""
        self.thaw()
        if not self.runs:
            self.halt()
            self.boot()

    def _answers(self) -> bool:
        # A frozen or half-started server would hold the request: a second is plenty on this machine.
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=1) as answer:
                return bool(answer.status == 200)
        except (URLError, TimeoutError, ConnectionError):
            return False


@contextmanager
def synapse_server(folder: Path) -> Iterator[Synapse]:
    """A server that runs from here to the end."""
    server = Synapse(folder)
    try:
        server.boot()
        yield server
    finally:
        server.halt()


def _free_port() -> int:
    for port in random.sample(BELOW_EPHEMERAL, 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("not one of 200 ports is free")


def _furnish(folder: Path, port: int) -> None:
    """Writes the configuration: what a host must say, and what keeps the server on this machine. JSON is YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "server_name": NAME,
        "listeners": [
            {"port": port, "type": "http", "bind_addresses": ["127.0.0.1"], "resources": [{"names": ["client"]}]}
        ],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "log_config": str(folder / "log.yaml"),
        "registration_shared_secret": SECRET,
        "macaroon_secret_key": SECRET,
        "form_secret": SECRET,
        "report_stats": False,
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "federation_domain_whitelist": [],
        # A password is hashed in a millisecond, not in a quarter of a second: fifty accounts have one.
        "bcrypt_rounds": 4,
    }
    logs = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "file": {"class": "logging.FileHandler", "formatter": "line", "filename": str(folder / "server.log")}
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
    }
    key = base64.b64encode(random.randbytes(32)).decode().rstrip("=")
    (folder / "signing.key").write_text(f"ed25519 a_tilleuls {key}\n")
    (folder / "log.yaml").write_text(json.dumps(logs))
    (folder / "homeserver.yaml").write_text(json.dumps(settings))
