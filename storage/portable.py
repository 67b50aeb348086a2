"""One file that holds any database: the schema is the same everywhere, so a backup is always SQLite."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from pathlib import Path
from tempfile import TemporaryDirectory

from .database import Database, NewerDatabase, Transaction
from .migrate import migrate, migrations, version_of
from .settings import put_back
from .sqlite import SQLite
from .sqlite_files import copy_file, make_alone, new_file


class NotABackup(Exception):
    """The file is not a database of Palabre."""


async def copy_into_sqlite(source: Database, file: Path) -> None:
    """Every row of `source` into a new SQLite file. Raises FileExistsError, NewerDatabase."""
    with new_file(file) as partial:
        target = SQLite(partial)
        await target.open()
        try:
            async with source.reading() as rows:
                await _migrated_like(source, rows, target)
                await copy_rows(source, rows, target)
        finally:
            await target.close()
        await make_alone(partial)


async def _migrated_like(source: Database, rows: Transaction, target: Database) -> None:
    """The backup has the version of its source: it may be older than this program."""
    at, newest = await version_of(source, rows), migrations()[-1].number
    if at > newest:
        raise NewerDatabase(f"the database is at version {at}, this Palabre knows {newest}")
    await migrate(target, datetime.now(UTC), [step for step in migrations() if step.number <= at])


async def restore_into(database: Database, file: Path, now: datetime) -> Path | None:
    """Puts a backup in the place of everything that `database` holds; all of it, or nothing.

    What `database` held is backed up first; gives that file, or None where there was nothing.
    An older backup is brought up to date on a copy. Raises FileNotFoundError, NotABackup, NewerDatabase.
    """
    with TemporaryDirectory(prefix="palabre-restore-") as folder:
        copy = SQLite(Path(folder) / "copy.db")
        try:
            await copy_file(file, copy.file)
        except sqlite3.DatabaseError as error:
            raise NotABackup(str(file)) from error
        await copy.open()
        try:
            async with copy.reading() as rows:
                if not await version_of(copy, rows):
                    raise NotABackup(str(file))
            await migrate(copy, now)
            await copy.write(put_back)
            await migrate(database, now)
            saved = await _set_aside(database, now)
            async with copy.reading() as rows:
                await copy_rows(copy, rows, database)
        finally:
            await copy.close()
    return saved


async def _set_aside(database: Database, now: datetime) -> Path | None:
    """A backup of what is about to be replaced, where there is anything."""
    async with database.reading() as tx:
        tables = [table for table in await database.tables(tx) if table != "schema_versions"]
        held = [table for table in tables if await tx.rows(f"SELECT 1 FROM {table} LIMIT 1")]  # noqa: S608
    if not held:
        return None
    saved = database.backup_place() / f"palabre-before-restore-{now:%Y%m%d-%H%M%S}.db"
    await database.backup(saved)
    return saved


async def copy_rows(source: Database, rows: Transaction, target: Database) -> None:
    """Every table of `source` over those of `target`, which has the same tables."""
    tables = in_order(await source.tables(rows), await source.references(rows))
    async with target.writing() as tx:
        for table in reversed(tables):
            await tx.run(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
        for table in tables:
            found = await rows.rows(f"SELECT * FROM {table}")  # noqa: S608
            if found:
                names = list(found[0].keys())
                await tx.fill(table, names, [[row[name] for name in names] for row in found])
        # Neither side ever gives an id again: a button of before must not reach a record of after.
        highest = await target.counters(tx)
        for table, last in (await source.counters(rows)).items():
            highest[table] = max(last, highest.get(table, 0))
        await target.set_counters(tx, highest)


def in_order(tables: Sequence[str], references: Sequence[tuple[str, str]]) -> list[str]:
    """Each table after those that it refers to; a table may refer to itself."""
    sorter = TopologicalSorter[str](dict.fromkeys(tables, ()))
    for table, other in references:
        if other != table:
            sorter.add(table, other)
    return list(sorter.static_order())
