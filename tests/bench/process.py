"""The product as its host runs it: `python -m bot`, a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds after which a start has failed."""


@dataclass(frozen=True)
class Running:
    """`ready_after` is in seconds, from the start of the process to the first good answer of /healthz."""

    pid: int
    address: str
    ready_after: float

    def resident_megabytes(self) -> float:
        """What the process holds in memory now (VmRSS of proc(5), in units of 10⁶ bytes)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise LookupError("the process has ended")


@contextmanager
def running(file: Path) -> Iterator[Running]:
    """Palabre on this database, from its start until it answers, and to its orderly end."""
    port = _free_port()
    given = {"PALABRE_STORAGE__URL": f"sqlite:///{file}", "PALABRE_SALON__PORT": str(port)}
    with (file.parent / "log").open("ab") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "bot"], cwd=ROOT, env={**os.environ, **given}, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            while not _answers(f"{address}/healthz"):
                if process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                    raise RuntimeError(f"Palabre does not start; its words are in {log.name}")
                time.sleep(0.005)
            yield Running(process.pid, address, time.perf_counter() - begun)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False  # nobody listens yet
