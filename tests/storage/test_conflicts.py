"""Two who write at once, two programs on one database: none loses what the other did."""

import asyncio
import sqlite3
from pathlib import Path

import asyncpg
import pytest

from storage.database import (
    RETRIES,
    AlreadyRunning,
    Conflict,
    Database,
    StorageUnavailable,
    Transaction,
    open_database,
)
from storage.migrate import migrate
from storage.sqlite import SQLite
from tests.conftest import TUESDAY_NOON
from tests.peers.postgres import PostgresServer
from tests.storage.settled import names_in, put


async def test_what_conflicts_is_undone_and_tried_again(database: Database) -> None:
    tries: list[int] = []

    async def act(tx: Transaction) -> str:
        tries.append(len(tries))
        await put(tx, f"try {len(tries)}")
        if len(tries) < RETRIES:
            raise Conflict
        return "kept"

    assert await database.write(act) == "kept"
    assert await names_in(database) == [f"try {RETRIES}"]


async def test_what_conflicts_for_ever_is_given_back(database: Database) -> None:
    tries: list[None] = []

    async def act(tx: Transaction) -> None:
        tries.append(None)
        raise Conflict

    with pytest.raises(Conflict):
        await database.write(act)
    assert len(tries) == RETRIES


async def test_two_that_wait_for_each_other_both_get_through(postgres: PostgresServer, url: str) -> None:
    """A real deadlock: each holds the row that the other wants."""
    if not url.startswith("postgresql"):
        await _waits_for_another_writer(Path(url.removeprefix("sqlite:///")))
        return
    database = open_database(url)
    await database.open()
    await migrate(database, TUESDAY_NOON)
    await database.write(lambda tx: put(tx, "left"))
    await database.write(lambda tx: put(tx, "right"))
    both = asyncio.Barrier(2)
    tries: list[str] = []

    async def touch(first: str, second: str) -> None:
        async def act(tx: Transaction) -> None:
            tries.append(first)
            await tx.run("SET LOCAL deadlock_timeout = '50ms'")
            await tx.run("UPDATE settings SET value = value || 'x' WHERE name = :name", name=first)
            if tries.count(first) == 1:
                await both.wait()
            await tx.run("UPDATE settings SET value = value || 'x' WHERE name = :name", name=second)

        await database.write(act)

    await asyncio.gather(touch("left", "right"), touch("right", "left"))
    async with database.reading() as tx:
        assert [row["value"] for row in await tx.rows("SELECT value FROM settings")] == ["xx", "xx"]
    assert len(tries) > 2
    await database.close()


async def _waits_for_another_writer(file: Path) -> None:
    database = SQLite(file)
    await database.open()
    await migrate(database, TUESDAY_NOON)
    async with database.writing() as tx:
        await tx.rows("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Conflict):
        async with database.writing() as tx:  # it begins with its first statement
            await tx.rows("SELECT name FROM settings")
    with pytest.raises(Conflict):
        await database.write(lambda tx: put(tx, "a"))
    async with database.reading() as tx:
        assert await tx.rows("SELECT name FROM settings") == []  # readers wait for nobody
    async with database.reading() as tx:
        await tx.rows("PRAGMA busy_timeout = 5000")
    waiting = asyncio.create_task(database.write(lambda tx: put(tx, "a")))
    await asyncio.sleep(0)
    other.execute("ROLLBACK")
    other.close()
    await waiting
    assert await names_in(database) == ["a"]
    await database.close()


async def test_a_row_that_is_locked_waits_for_its_owner(database: Database) -> None:
    """Two who add one to the same number: none is lost."""
    await database.write(lambda tx: tx.run("INSERT INTO salon_rooms (room, revision) VALUES ('r', 0)"))
    await database.write(lambda tx: tx.run("INSERT INTO people (name, created_at) VALUES ('0', 0)"))

    async def add_one(tx: Transaction) -> None:
        await tx.lock("people", 1)
        row = await tx.row("SELECT name FROM people WHERE id = 1")
        assert row is not None
        await tx.run("UPDATE people SET name = :name WHERE id = 1", name=str(int(row["name"]) + 1))

    await asyncio.gather(*(database.write(add_one) for _ in range(20)))
    async with database.reading() as tx:
        row = await tx.row("SELECT name FROM people WHERE id = 1")
    assert row is not None
    assert row["name"] == "20"


async def test_one_process_serves_a_database(url: str) -> None:
    first, second = open_database(url), open_database(url)
    await first.hold()
    with pytest.raises(AlreadyRunning):
        await second.hold()
    await second.close()
    await first.close()
    await second.hold()
    await second.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_many_who_write_after_the_line_was_cut_hold_the_database_again_once(
    database: Database, url: str
) -> None:
    await database.hold()
    control = await asyncpg.connect(url)
    held = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
    before = await control.fetchval(held)
    assert await control.fetchval("SELECT pg_terminate_backend($1, 20000)", before)
    assert await names_in(database) == []
    names = [f"writer {number}" for number in range(6)]

    async def writes(name: str) -> None:
        await database.write(lambda tx: put(tx, name))

    await asyncio.gather(*map(writes, names))
    assert sorted(await names_in(database)) == names
    (now,) = await control.fetch(held)
    assert now["pid"] != before
    other = open_database(url)
    with pytest.raises(AlreadyRunning):
        await other.hold()
    await other.close()
    await control.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_the_reason_of_a_conflict_holds_no_values(database: Database) -> None:
    """PostgreSQL would say: Key (name)=(Xnomx) already exists."""
    with pytest.raises(Conflict, match=r"^UniqueViolationError 23505$"):
        async with database.writing() as tx:
            await put(tx, "Xnomx")
            await put(tx, "Xnomx")


async def test_other_addresses_are_refused() -> None:
    for address in ("", "palabre.db", "mysql://localhost/palabre", "sqlite://palabre.db"):
        with pytest.raises(ValueError, match="sqlite:///"):
            open_database(address)


async def test_what_is_not_open_is_unavailable(url: str) -> None:
    database = open_database(url)
    for use in (database.writing, database.reading):
        with pytest.raises(StorageUnavailable):
            async with use():
                raise AssertionError("it was never opened")
    await database.close()
