"""SQLite: one file, one writer, readers that never wait (WAL)."""

import asyncio
import fcntl
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import IO, ClassVar

import aiosqlite

from .database import AlreadyRunning, Conflict, Database, Row, StorageUnavailable, Transaction, Value, finish

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_UNAVAILABLE = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_CORRUPT")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        name = error.sqlite_errorname or ""
        if name.startswith(_BUSY):
            raise Conflict(str(error)) from error
        if name.startswith(_UNAVAILABLE):
            raise StorageUnavailable(str(error)) from error
        raise


class SQLiteTransaction(Transaction):
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def rows(self, sql: str, /, **values: Value) -> Sequence[Row]:
        with _translated():
            return list(await self._connection.execute_fetchall(sql, values))

    async def run(self, sql: str, /, **values: Value) -> int:
        with _translated():
            return (await self._connection.execute(sql, values)).rowcount

    async def lock(self, table: str, id: int) -> None:
        """BEGIN IMMEDIATE has already kept every other writer out."""

    async def script(self, sql: str) -> None:
        statement = ""
        for line in sql.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                await self.run(statement)
                statement = ""


class SQLite(Database):
    """A file on this machine's disk; never on a network share, whose locks cannot be trusted."""

    # AUTOINCREMENT: an id is never given twice, so an old button cannot reach a new record.
    ddl: ClassVar = {"$ID": "INTEGER PRIMARY KEY AUTOINCREMENT", "$BYTES": "BLOB"}

    def __init__(self, file: Path) -> None:
        self.file = file
        self._writer: aiosqlite.Connection | None = None
        self._reader: aiosqlite.Connection | None = None
        self._writes = asyncio.Lock()
        self._reads = asyncio.Lock()
        self._held: IO[bytes] | None = None

    async def open(self) -> None:
        with _translated():
            self._writer = await self._connect()
            await self._writer.execute_fetchall("PRAGMA journal_mode = WAL")
            self._reader = await self._connect()
            await self._reader.execute_fetchall("PRAGMA query_only = ON")

    # Each PRAGMA is read to its end: one left half-read keeps its lock.
    async def _connect(self) -> aiosqlite.Connection:
        connection = await aiosqlite.connect(self.file, isolation_level=None, timeout=5)
        connection.row_factory = sqlite3.Row
        await connection.execute_fetchall("PRAGMA foreign_keys = ON")
        await connection.execute_fetchall("PRAGMA synchronous = FULL")
        return connection

    async def close(self) -> None:
        for connection in (self._reader, self._writer):
            if connection is not None:
                await connection.close()
        self._reader = self._writer = None
        if self._held is not None:
            self._held.close()
            self._held = None

    async def hold(self) -> None:
        file = self.file.with_name(self.file.name + ".lock").open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise AlreadyRunning(str(self.file)) from error
        self._held = file

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        connection = self._opened(self._writer)
        # IMMEDIATE: a deferred transaction that reads, then writes, fails as soon as two of them meet.
        async with self._writes, self._between(connection, "BEGIN IMMEDIATE"):
            yield SQLiteTransaction(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        connection = self._opened(self._reader)
        async with self._reads, self._between(connection, "BEGIN"):
            yield SQLiteTransaction(connection)

    @asynccontextmanager
    async def _between(self, connection: aiosqlite.Connection, begin: str) -> AsyncIterator[None]:
        try:
            with _translated():
                await connection.execute(begin)
            yield
            with _translated():
                await finish(_execute(connection, "COMMIT"))
        except BaseException:
            await finish(_roll_back(connection))
            raise

    @staticmethod
    def _opened(connection: aiosqlite.Connection | None) -> aiosqlite.Connection:
        if connection is None:
            raise StorageUnavailable("the database is not open")
        return connection

    async def tables(self, tx: Transaction) -> Sequence[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        return [row["name"] for row in await tx.rows(sql)]

    async def backup(self, file: Path) -> None:
        refuse_to_overwrite(file)
        async with aiosqlite.connect(file) as target:
            await self._opened(self._writer).backup(target)

    def backup_place(self) -> Path:
        return self.file.resolve().parent


def refuse_to_overwrite(file: Path) -> None:
    """A backup never takes the place of another file. Raises FileExistsError."""
    if file.exists():
        raise FileExistsError(file)


async def _execute(connection: aiosqlite.Connection, sql: str) -> None:
    await connection.execute(sql)


async def _roll_back(connection: aiosqlite.Connection) -> None:
    try:
        await connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        # BEGIN failed, the commit had gone through, or SQLite rolled back by itself on a full disk.
        if "no transaction is active" not in str(error):
            raise
