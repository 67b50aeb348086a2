"""One file that holds any database: the schema is the same everywhere, so a backup is always SQLite."""

from datetime import UTC, datetime
from pathlib import Path

from .database import Database, Transaction
from .migrate import migrate, migrations
from .sqlite import SQLite, refuse_to_overwrite


async def copy_into_sqlite(source: Database, file: Path) -> None:
    """Every row of `source` into a new SQLite file. Raises FileExistsError."""
    refuse_to_overwrite(file)
    target = SQLite(file)
    await target.open()
    try:
        async with source.reading() as rows:
            await _migrated_like(source, rows, target)
            await copy_rows(source, rows, target)
    finally:
        await target.close()


async def _migrated_like(source: Database, rows: Transaction, target: Database) -> None:
    """The backup has the version of its source: it may be older than this program."""
    found = await rows.row("SELECT max(number) AS number FROM schema_versions")
    at = int(found["number"]) if found else 0
    await migrate(target, datetime.now(UTC), [step for step in migrations() if step.number <= at])


async def copy_rows(source: Database, rows: Transaction, target: Database) -> None:
    """Every table of `source` over those of `target`, which has the same tables."""
    async with target.writing() as tx:
        if isinstance(target, SQLite):
            await tx.run("PRAGMA defer_foreign_keys = ON")
        for table in await source.tables(rows):
            await tx.run(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
            for row in await rows.rows(f"SELECT * FROM {table}"):  # noqa: S608
                values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row iterates over values
                names = ", ".join(values)
                places = ", ".join(f":{name}" for name in values)
                await tx.run(f"INSERT INTO {table} ({names}) VALUES ({places})", **values)  # noqa: S608
