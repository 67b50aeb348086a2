"""Transactions over SQLite or PostgreSQL: the only place, with its two drivers, that knows which one it is."""

import asyncio
import random
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

T = TypeVar("T")
Value = str | int | bytes | None
RETRIES = 5
SAVEPOINT = "SAVEPOINT beginning"
"""Of several of this name, the last one counts (as SQLite and PostgreSQL both say)."""


class StorageUnavailable(Exception):
    """The database cannot be read or written now: full disk, read-only file, server down. Nothing was kept."""


class Conflict(Exception):
    """Two transactions met; this one was undone and may be tried again."""


class DeferredFailure(Exception):
    """A statement of an earlier step failed when it was sent along later. The whole transaction is undone:
    what it was sent along with has done nothing wrong."""


class NewerDatabase(Exception):
    """The database was written by a newer Palabre."""


class AlreadyRunning(Exception):
    """Another process serves this database."""


class Row(Protocol):
    """A result row: columns by name."""

    def __getitem__(self, name: str, /) -> Any: ...

    def keys(self) -> Iterable[str]: ...


class Transaction(ABC):
    """Statements that stand or fall together. SQL names its values `:like_this`."""

    @abstractmethod
    async def rows(self, sql: str, /, **values: Value) -> Sequence[Row]:
        """Every row of a query, or of a statement with RETURNING."""

    @abstractmethod
    async def run(self, sql: str, /, **values: Value) -> int:
        """Runs a statement; gives the number of rows that it touched."""

    async def soon(self, sql: str, /, **values: Value) -> None:
        """Runs a statement of whose rows nobody asks, at the latest with the next one or the commit: a
        driver may save a trip by it. What it raises is raised there."""
        await self.run(sql, **values)

    @abstractmethod
    async def lock(self, table: str, id: int) -> None:
        """Keeps others from changing this row until the end of the transaction."""

    @abstractmethod
    async def script(self, sql: str) -> None:
        """Runs the statements of a migration."""

    @abstractmethod
    async def fill(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
        """Puts many rows into a table; they may refer to each other in any order."""

    async def row(self, sql: str, /, **values: Value) -> Row | None:
        found = await self.rows(sql, **values)
        return found[0] if found else None

    async def savepoint(self) -> None:
        """From here on `undo` leaves what came before."""
        await self.soon(SAVEPOINT)

    async def undo(self) -> None:
        """Back to the last savepoint, the first of which stands at the beginning of every writing transaction:
        what was done since is undone, also after a statement that failed, and it goes on. The commit takes
        the savepoints along."""
        await self.run("ROLLBACK TO SAVEPOINT beginning")


class Database(ABC):
    """One database. `url` as in the configuration."""

    ddl: ClassVar[dict[str, str]]
    """How this database words $ID and $BYTES."""
    apart: ClassVar[str]
    """How it words $APART(table, unit, begins, ends): of two rows of one unit, no moment is in both (the end is
    not included), whoever writes them at once. Who comes second meets a Conflict."""

    @abstractmethod
    async def open(self) -> None: ...

    @abstractmethod
    async def close(self) -> None: ...

    @abstractmethod
    async def hold(self) -> None:
        """Makes this process the only one to serve the database. Raises AlreadyRunning."""

    @abstractmethod
    def writing(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction: committed at the end, undone on any exception, cancellation included.

        Raises Conflict where it may be tried again, StorageUnavailable where nothing can be kept now.
        """

    @abstractmethod
    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """One consistent look; nothing can be written."""

    @abstractmethod
    async def tables(self, tx: Transaction) -> Sequence[str]: ...

    @abstractmethod
    async def references(self, tx: Transaction) -> Sequence[tuple[str, str]]:
        """(table, the table that its rows refer to), for every foreign key."""

    @abstractmethod
    async def counters(self, tx: Transaction) -> dict[str, int]:
        """The highest id that each table has ever given, also to rows that are gone."""

    @abstractmethod
    async def set_counters(self, tx: Transaction, highest: Mapping[str, int]) -> None:
        """The next id of each table lies above these."""

    @abstractmethod
    async def backup(self, file: Path) -> None:
        """Everything into one SQLite file, whatever this database is. Raises FileExistsError."""

    @abstractmethod
    def backup_place(self) -> Path:
        """The folder for the backup that a migration makes first."""

    @abstractmethod
    async def renew(self) -> None:
        """After a migration: no connection may go on believing that the tables are as they were."""

    async def write(self, act: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs `act` in a transaction, again where it conflicted, at most five times."""
        for attempt in range(RETRIES):
            try:
                async with self.writing() as tx:
                    return await act(tx)
            except Conflict:
                if attempt == RETRIES - 1:
                    raise
                await asyncio.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - not a secret
        raise AssertionError("the loop returns or raises")


def open_database(url: str) -> Database:
    """The database of a URL: `sqlite:///palabre.db` or `postgresql://…`. Raises ValueError for others."""
    if url.startswith("sqlite:///"):
        from .sqlite import SQLite

        return SQLite(Path(url.removeprefix("sqlite:///")))
    if url.startswith(("postgresql://", "postgres://")):
        from .postgresql import PostgreSQL

        return PostgreSQL(url)
    raise ValueError("storage url must begin with sqlite:/// or postgresql://")


async def finish(work: Coroutine[Any, Any, T]) -> T:
    """Waits for `work` to its end even when cancelled meanwhile, then lets the cancellation through.

    A transaction must be committed or undone before its connection goes to the next one.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
        except Exception:  # noqa: S110 - the task's own exception is raised by result() below
            pass
    if cancelled is not None:
        raise cancelled
    return task.result()


def stamp(moment: datetime) -> int:
    """Whole seconds since 1970, as the tables keep them."""
    return int(moment.timestamp())


def stamp_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else stamp(moment)


def moment(seconds: int) -> datetime:
    """The aware UTC instant of a stamp."""
    return datetime.fromtimestamp(seconds, UTC)


def moment_or_none(seconds: int | None) -> datetime | None:
    return None if seconds is None else moment(seconds)
