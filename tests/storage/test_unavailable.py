"""A database that is full, read-only, cut off or away says so, keeps nothing by halves, and recovers."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import asyncpg
import pytest

from storage.database import (
    StorageUnavailable,
    Transaction,
)
from storage.migrate import migrate
from storage.postgresql import PostgreSQL
from storage.sqlite import SQLite
from tests.conftest import TUESDAY_NOON
from tests.peers.postgres import PostgresServer
from tests.storage.settled import names_in, put


async def test_a_full_sqlite_keeps_nothing_of_the_transaction_and_recovers(tmp_path: Path) -> None:
    database = SQLite(tmp_path / "palabre.db")
    await database.open()
    await migrate(database, TUESDAY_NOON)
    async with database.writing() as tx:
        row = await tx.row("PRAGMA page_count")
        assert row is not None
        await tx.rows(f"PRAGMA max_page_count = {row['page_count'] + 2}")

    async def too_much(tx: Transaction) -> None:
        await put(tx, "small")
        for number in range(400):
            await put(tx, f"{number}" * 200)

    with pytest.raises(StorageUnavailable):
        await database.write(too_much)
    assert await names_in(database) == []
    async with database.writing() as tx:
        await tx.rows("PRAGMA max_page_count = 100000")
    await database.write(too_much)
    assert len(await names_in(database)) == 401
    await database.close()


async def test_a_sqlite_that_only_reads_says_so_and_recovers(tmp_path: Path) -> None:
    database = SQLite(tmp_path / "palabre.db")
    await database.open()
    await migrate(database, TUESDAY_NOON)
    async with database.writing() as tx:
        await tx.rows("PRAGMA query_only = ON")
    with pytest.raises(StorageUnavailable):
        await database.write(lambda tx: put(tx, "a"))
    async with database.reading() as tx:
        assert await tx.rows("SELECT name FROM settings") == []
    await database.close()
    await database.open()
    await database.write(lambda tx: put(tx, "a"))
    await database.close()


@pytest.mark.parametrize(
    "words", [b"This is a letter, not a database. " * 200, b"SQLite format 3\0" + b"\xff" * 4096]
)
async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path, words: bytes) -> None:
    file = tmp_path / "palabre.db"
    file.write_bytes(words)
    database = SQLite(file)
    with pytest.raises(StorageUnavailable):
        await database.open()
    await database.close()
    assert file.read_bytes() == words


async def test_a_folder_that_is_missing_is_unavailable(tmp_path: Path) -> None:
    database = SQLite(tmp_path / "nowhere" / "palabre.db")
    with pytest.raises(StorageUnavailable):
        await database.hold()
    with pytest.raises(StorageUnavailable):
        await database.open()
    await database.close()


@pytest.fixture
async def server(postgres: PostgresServer) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    control = await asyncpg.connect(postgres.url("postgres"))
    yield control
    await control.close()


@pytest.fixture
async def own(server: "asyncpg.Connection[asyncpg.Record]") -> AsyncIterator[str]:
    """A PostgreSQL database of this test."""
    name = "suffering"
    await server.execute(f"CREATE DATABASE {name}")
    yield name
    await server.execute(f"DROP DATABASE {name} WITH (FORCE)")


async def test_a_postgresql_that_only_reads_says_so_and_recovers(
    server: "asyncpg.Connection[asyncpg.Record]", postgres: PostgresServer, own: str
) -> None:
    await _prepared(postgres, own)
    await server.execute(f"ALTER DATABASE {own} SET default_transaction_read_only = on")
    database = PostgreSQL(postgres.url(own))
    await database.open()
    with pytest.raises(StorageUnavailable):
        await database.write(lambda tx: put(tx, "a"))
    assert await names_in(database) == []
    await database.close()
    await server.execute(f"ALTER DATABASE {own} SET default_transaction_read_only = off")
    await database.open()
    await database.write(lambda tx: put(tx, "a"))
    await database.close()


async def _prepared(postgres: PostgresServer, name: str) -> None:
    database = PostgreSQL(postgres.url(name))
    await database.open()
    await migrate(database, TUESDAY_NOON)
    await database.close()


_END = "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE datname = $1"


async def test_a_connection_that_is_cut_loses_its_transaction_and_no_other(
    server: "asyncpg.Connection[asyncpg.Record]", postgres: PostgresServer, own: str
) -> None:
    await _prepared(postgres, own)
    database = PostgreSQL(postgres.url(own))
    await database.open()
    with pytest.raises(StorageUnavailable):
        async with database.writing() as tx:
            await put(tx, "lost")
            await server.execute(_END, own)
            await put(tx, "also lost")
    await database.write(lambda tx: put(tx, "next"))
    with pytest.raises(StorageUnavailable):
        async with database.writing() as tx:
            await put(tx, "lost")
            await server.execute(_END, own)
    with pytest.raises(ZeroDivisionError):
        async with database.writing() as tx:
            await put(tx, "lost")
            await server.execute(_END, own)
            raise ZeroDivisionError
    assert await names_in(database) == ["next"]
    await database.close()


async def test_a_server_that_is_away_is_unavailable_until_it_is_back(
    server: "asyncpg.Connection[asyncpg.Record]", postgres: PostgresServer, own: str, tmp_path: Path
) -> None:
    """Its socket is reached through a link that is taken away and put back."""
    await _prepared(postgres, own)
    door = Path(f"/tmp/palabre-door-{tmp_path.name[-8:]}")
    door.unlink(missing_ok=True)
    door.symlink_to(postgres.socket)
    database = PostgreSQL(f"postgresql://postgres:@/{own}?host={quote(str(door))}")
    await database.open()
    door.unlink()
    await server.execute(_END, own)
    other = PostgreSQL(database.url)
    for fails in (other.open, other.hold):
        with pytest.raises(StorageUnavailable):
            await fails()
    with pytest.raises(StorageUnavailable):
        while True:  # a connection that was idle may take a moment to notice
            await database.write(lambda tx: put(tx, "lost"))
    door.symlink_to(postgres.socket)
    await database.write(lambda tx: put(tx, "back"))
    assert "back" in await names_in(database)
    await database.close()
    door.unlink()


async def test_a_database_that_is_missing_is_unavailable(postgres: PostgresServer) -> None:
    database = PostgreSQL(postgres.url("nowhere"))
    with pytest.raises(StorageUnavailable, match=r"^InvalidCatalogNameError 3D000$"):
        await database.open()
