"""SQLite: one file, one writer, readers that never wait (WAL)."""

import asyncio
import fcntl
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import IO, ClassVar, TypeAlias

import aiosqlite

from .database import (
    SAVEPOINT,
    AlreadyRunning,
    Conflict,
    Database,
    DeferredFailure,
    Row,
    StorageUnavailable,
    Transaction,
    Value,
    finish,
)
from .sqlite_files import ALONE, new_file

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_Statement: TypeAlias = tuple[str, dict[str, Value]]
_UNAVAILABLE = (
    "SQLITE_FULL",
    "SQLITE_READONLY",
    "SQLITE_IOERR",
    "SQLITE_CANTOPEN",
    "SQLITE_CORRUPT",
    "SQLITE_NOTADB",
)

# Another brought the same row first, such as one event heard twice, or took the time that is no longer free (the
# triggers of $APART): the next try sees it.
_TAKEN = ("SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_TRIGGER")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith((*_BUSY, *_TAKEN)):
            raise Conflict(name) from error
        if name.startswith(_UNAVAILABLE):
            raise StorageUnavailable(str(error)) from error
        if getattr(error, "deferred", False):
            raise DeferredFailure(name) from error
        raise


class _Connection(aiosqlite.Connection):
    """aiosqlite with one method more: each trip to its thread costs more than most statements."""

    async def together(self, statements: Sequence[_Statement]) -> tuple[Sequence[sqlite3.Row], int]:
        """Runs statements in one trip; gives the rows of the last one and how many it touched."""

        def work() -> tuple[Sequence[sqlite3.Row], int]:
            for sql, values in statements[:-1]:
                try:
                    self._conn.execute(sql, values)
                except sqlite3.DatabaseError as error:
                    error.deferred = True  # type: ignore[attr-defined]
                    raise
            cursor = self._conn.execute(*statements[-1])
            return cursor.fetchall(), cursor.rowcount

        # aiosqlite's own way to its thread, which it offers to subclasses without types.
        found: tuple[Sequence[sqlite3.Row], int] = await self._execute(work)  # type: ignore[no-untyped-call]
        return found


class SQLiteTransaction(Transaction):
    def __init__(self, connection: _Connection, *begin: str) -> None:
        self._connection = connection
        # It begins with its first statement, in the same trip.
        self._waiting: list[_Statement] = [(sql, {}) for sql in begin]

    async def rows(self, sql: str, /, **values: Value) -> Sequence[Row]:
        return (await self._run(sql, values))[0]

    async def run(self, sql: str, /, **values: Value) -> int:
        return (await self._run(sql, values))[1]

    async def soon(self, sql: str, /, **values: Value) -> None:
        self._waiting.append((sql, values))

    async def undo(self) -> None:
        # What has not run yet needs no undoing, and must not fail here; what stands before the savepoint stays.
        marks = [at for at, (sql, _) in enumerate(self._waiting) if sql == SAVEPOINT]
        if marks:
            del self._waiting[marks[-1] + 1 :]
            return
        self._waiting.clear()
        await super().undo()

    async def _run(self, sql: str, values: dict[str, Value]) -> tuple[Sequence[sqlite3.Row], int]:
        statements, self._waiting = [*self._waiting, (sql, values)], []
        with _translated():
            return await self._connection.together(statements)

    async def commit(self) -> None:
        await self._run("COMMIT", {})

    async def lock(self, table: str, id: int) -> None:
        """BEGIN IMMEDIATE has already kept every other writer out."""

    async def script(self, sql: str) -> None:
        statement = ""
        for piece in re.split("(?<=;)", sql):
            statement += piece
            if sqlite3.complete_statement(statement):
                await self.run(statement)
                statement = ""
        if statement.strip():
            await self.run(statement)

    async def fill(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
        # A row may refer to a later one until the transaction ends.
        await self.run("PRAGMA defer_foreign_keys = ON")  # after what was waiting
        places = ", ".join("?" for _ in columns)
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our own names
        with _translated():
            await self._connection.executemany(sql, rows)


class SQLite(Database):
    """A file on this machine's disk; never on a network share, whose locks cannot be trusted."""

    # AUTOINCREMENT: an id is never given twice, so an old button cannot reach a new record.
    ddl: ClassVar = {"$ID": "INTEGER PRIMARY KEY AUTOINCREMENT", "$BYTES": "BLOB"}
    # As the rows of a unit never overlap, the first that ends later is also the first that begins: one step in
    # an index, also in the middle of a million rows.
    apart: ClassVar = """
CREATE INDEX {table}_apart ON {table} ({unit}, {ends}, {begins});
CREATE TRIGGER {table}_put_apart BEFORE INSERT ON {table}
WHEN (SELECT {begins} FROM {table} WHERE {unit} = NEW.{unit} AND {ends} > NEW.{begins} ORDER BY {ends} LIMIT 1)
    < NEW.{ends}
BEGIN SELECT RAISE(ABORT, 'taken'); END;
CREATE TRIGGER {table}_kept_apart BEFORE UPDATE ON {table}
WHEN (SELECT {begins} FROM {table} WHERE {unit} = NEW.{unit} AND {ends} > NEW.{begins} AND id <> OLD.id
    ORDER BY {ends} LIMIT 1) < NEW.{ends}
BEGIN SELECT RAISE(ABORT, 'taken'); END;
"""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._writer: _Connection | None = None
        self._reader: _Connection | None = None
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
    async def _connect(self) -> _Connection:
        # Tried first without aiosqlite, whose thread outlives the event loop where a file cannot be opened.
        await asyncio.to_thread(lambda: sqlite3.connect(self.file).close())
        connection = _Connection(
            lambda: sqlite3.connect(self.file, isolation_level=None, timeout=2), iter_chunk_size=64
        )
        await connection
        try:
            connection.row_factory = sqlite3.Row
            await connection.execute_fetchall("PRAGMA foreign_keys = ON")
            await connection.execute_fetchall("PRAGMA synchronous = FULL")
        except BaseException:
            await connection.close()
            raise
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
        try:
            file = self.file.with_name(self.file.name + ".lock").open("ab")
        except OSError as error:
            raise StorageUnavailable(f"{error.strerror}: {error.filename}") from error
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
        async with self._writes, self._between(connection, "BEGIN IMMEDIATE", SAVEPOINT) as tx:
            yield tx

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        connection = self._opened(self._reader)
        async with self._reads, self._between(connection, "BEGIN") as tx:
            yield tx

    @asynccontextmanager
    async def _between(self, connection: _Connection, *begin: str) -> AsyncIterator[Transaction]:
        tx = SQLiteTransaction(connection, *begin)
        try:
            yield tx
            # Cancelled meanwhile it goes through: what undoes it waits behind it, and finds nothing to undo.
            await tx.commit()
        except BaseException:
            await finish(_roll_back(connection))
            raise

    @staticmethod
    def _opened(connection: _Connection | None) -> _Connection:
        if connection is None:
            raise StorageUnavailable("the database is not open")
        return connection

    async def tables(self, tx: Transaction) -> Sequence[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        return [row["name"] for row in await tx.rows(sql)]

    async def references(self, tx: Transaction) -> Sequence[tuple[str, str]]:
        sql = 'SELECT m.name, f."table" AS other FROM sqlite_master m, pragma_foreign_key_list(m.name) f'
        return [(row["name"], row["other"]) for row in await tx.rows(sql)]

    async def counters(self, tx: Transaction) -> dict[str, int]:
        return {row["name"]: row["seq"] for row in await tx.rows("SELECT name, seq FROM sqlite_sequence")}

    async def set_counters(self, tx: Transaction, highest: Mapping[str, int]) -> None:
        for name, seq in highest.items():
            await tx.run("DELETE FROM sqlite_sequence WHERE name = :name", name=name)
            await tx.run("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)", name=name, seq=seq)

    async def backup(self, file: Path) -> None:
        # Through the reader: SQLite waits for ever to copy a connection that is in the middle of writing.
        with new_file(file) as partial, _translated():
            async with self._reads, aiosqlite.connect(partial) as target:
                await self._opened(self._reader).backup(target)
                await target.execute_fetchall(ALONE)

    async def renew(self) -> None:
        """SQLite looks by itself whether the tables have changed."""

    def backup_place(self) -> Path:
        return self.file.resolve().parent


async def _roll_back(connection: aiosqlite.Connection) -> None:
    try:
        await connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        # BEGIN failed, the commit had gone through, or SQLite rolled back by itself on a full disk.
        if "no transaction is active" not in str(error):
            raise
