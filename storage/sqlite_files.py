"""Database files of SQLite that are copied: each whole, and in one piece that can be carried away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import aiosqlite

ALONE = "PRAGMA journal_mode = DELETE"
"""A file in WAL mode needs others beside it, also to be read."""


async def copy_file(file: Path, into: Path) -> None:
    """A database file, whoever has it open, into another file. `file` is only read.

    Raises FileNotFoundError, and sqlite3.DatabaseError where it is not a database.
    """
    async with aiosqlite.connect(_only_read(file), uri=True) as found, aiosqlite.connect(into) as target:
        await found.backup(target)


def _only_read(file: Path) -> str:
    if not file.is_file():
        raise FileNotFoundError(file)
    return f"file:{quote(str(file.absolute()))}?mode=ro"


async def make_alone(file: Path) -> None:
    """Leaves a closed database in one file, which can be carried away by itself."""
    async with aiosqlite.connect(file) as connection:
        await connection.execute_fetchall(ALONE)


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """Where to write what becomes `file` only once it is whole. Raises FileExistsError: a backup never
    takes the place of another file."""
    if file.exists():
        raise FileExistsError(file)
    partial = file.with_name(file.name + ".partial")
    leftovers = [partial.with_name(partial.name + end) for end in ("", "-wal", "-shm", "-journal")]
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    try:
        yield partial
        partial.rename(file)
    finally:
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)
