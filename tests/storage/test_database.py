"""A transaction is kept whole or not at all, also when it is cancelled; on both databases."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from storage.database import (
    Database,
    DeferredFailure,
    StorageUnavailable,
    finish,
)
from storage.migrate import migrate
from storage.sqlite import SQLite
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import names_in, put

WRITTEN = 5
_BROKEN = "INSERT INTO settings (name, value) VALUES ('broken', NULL)"


@pytest.fixture
async def watched(database: Database) -> AsyncIterator[Database]:
    """The database; what asyncio itself complains about fails the test."""
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    yield database
    assert complaints == []


async def test_what_raises_leaves_nothing(watched: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with watched.writing() as tx:
            await put(tx, "a")
            raise ZeroDivisionError
    async with watched.writing() as tx:
        await put(tx, "b")
    assert await names_in(watched) == ["b"]


async def test_a_statement_that_fails_takes_the_others_with_it(watched: Database) -> None:
    with pytest.raises((sqlite3.IntegrityError, asyncpg.NotNullViolationError)):
        async with watched.writing() as tx:
            await put(tx, "a")
            await tx.run(_BROKEN)
    assert await names_in(watched) == []


async def test_an_error_of_the_caller_keeps_its_own_name(watched: Database) -> None:
    """A file that is missing is not a database that is down."""
    with pytest.raises(FileNotFoundError):
        async with watched.writing():
            raise FileNotFoundError("a picture")


@pytest.mark.parametrize("at", range(WRITTEN + 2))
async def test_a_transaction_cancelled_at_a_statement_leaves_nothing(watched: Database, at: int) -> None:
    """The cancellation arrives while statement `at` is under way; the last two are the commit and beyond."""

    async def act() -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        async with watched.writing() as tx:
            for number in range(WRITTEN):
                if number == at:
                    loop.call_soon(task.cancel)
                await put(tx, f"{number}")
            if at == WRITTEN:
                loop.call_soon(task.cancel)
        if at > WRITTEN:
            task.cancel()
            await asyncio.sleep(0)

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(act())
    found = await names_in(watched)
    assert found in ([], [f"{number}" for number in range(WRITTEN)])
    assert (found == []) == (at < WRITTEN), "once the commit is under way it is carried through"
    await watched.write(lambda tx: put(tx, "next"))
    assert "next" in await names_in(watched)


@pytest.mark.parametrize("ticks", [*range(0, 40, 2), 60, 90])
async def test_cancelled_at_any_moment_it_is_all_or_nothing(watched: Database, ticks: int) -> None:
    async def act() -> None:
        async with watched.writing() as tx:
            for number in range(WRITTEN):
                await put(tx, f"{number}")

    task = asyncio.create_task(act())
    for _ in range(ticks):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})
    assert await names_in(watched) in ([], [f"{number}" for number in range(WRITTEN)])
    await watched.write(lambda tx: put(tx, "next"))
    assert "next" in await names_in(watched)


async def test_many_cancelled_at_once_leave_the_others_whole(watched: Database) -> None:
    async def act(who: int) -> None:
        async with watched.writing() as tx:
            for number in range(WRITTEN):
                await put(tx, f"{who:02}:{number}")

    tasks = [asyncio.create_task(act(who)) for who in range(20)]
    for at, task in enumerate(tasks):
        await asyncio.sleep(0)
        if at % 3 == 0:
            task.cancel()
    await asyncio.wait(tasks)
    kept = await names_in(watched)
    for who, task in enumerate(tasks):
        mine = [name for name in kept if name.startswith(f"{who:02}:")]
        assert len(mine) in (0, WRITTEN)
        assert task.cancelled() or len(mine) == WRITTEN


async def test_finishing_waits_for_the_work_then_lets_the_cancellation_through() -> None:
    done: list[str] = []
    begun = asyncio.Event()

    async def work() -> None:
        begun.set()
        for _ in range(3):
            await asyncio.sleep(0)
        done.append("work")

    task = asyncio.create_task(finish(work()))
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert done == ["work"]


async def test_what_is_undone_is_gone_and_the_transaction_goes_on(watched: Database) -> None:
    async with watched.writing() as tx:
        await put(tx, "before")
        await tx.undo()
        await put(tx, "after")
        await tx.undo()
        await put(tx, "last")
    assert await names_in(watched) == ["last"]


async def test_after_a_failed_statement_the_transaction_can_be_undone_and_go_on(watched: Database) -> None:
    async with watched.writing() as tx:
        await put(tx, "undone")
        with pytest.raises((sqlite3.IntegrityError, asyncpg.NotNullViolationError)):
            await tx.run(_BROKEN)
        await tx.undo()
        await put(tx, "kept")
    assert await names_in(watched) == ["kept"]


async def test_from_a_savepoint_on_only_what_follows_is_undone(watched: Database) -> None:
    async with watched.writing() as tx:
        await tx.soon("INSERT INTO settings (name, value) VALUES ('sent along', '')")
        await tx.savepoint()
        await tx.undo()  # nothing has run since
        await put(tx, "undone")
        await tx.soon("INSERT INTO settings (name, value) VALUES ('undone too', '')")
        await tx.undo()
        await put(tx, "kept")
        await tx.savepoint()
        await put(tx, "undone")
        await tx.undo()
    assert await names_in(watched) == ["kept", "sent along"]


async def test_a_statement_that_was_put_off_is_not_the_fault_of_the_next(tmp_path: Path) -> None:
    database = SQLite(tmp_path / "palabre.db")
    await database.open()
    await migrate(database, TUESDAY_NOON)
    with pytest.raises(DeferredFailure):
        async with database.writing() as tx:
            await put(tx, "undone")
            await tx.soon(_BROKEN)
            await put(tx, "innocent")
    assert await names_in(database) == []
    await database.close()


async def test_reading_cannot_write(watched: Database) -> None:
    with pytest.raises(StorageUnavailable):
        async with watched.reading() as tx:
            await put(tx, "a")
    await watched.write(lambda tx: put(tx, "b"))
    assert await names_in(watched) == ["b"]


async def test_reading_is_one_look_whatever_is_written_meanwhile(watched: Database) -> None:
    async with watched.reading() as tx:
        assert await tx.rows("SELECT name FROM settings") == []
        await watched.write(lambda other: put(other, "meanwhile"))
        assert await tx.rows("SELECT name FROM settings") == []
    assert await names_in(watched) == ["meanwhile"]
