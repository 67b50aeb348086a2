"""Brings a database to the newest form: numbered SQL files, each once, after a backup."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .database import Database, NewerDatabase, Transaction, stamp

_FOLDER = Path(__file__).with_name("migrations")
_CREATE = (
    "CREATE TABLE IF NOT EXISTS schema_versions "
    "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)"
)
_APART = re.compile(r"\$APART\((?P<table>\w+), (?P<unit>\w+), (?P<begins>\w+), (?P<ends>\w+)\);")


@dataclass(frozen=True)
class Migration:
    """`number` from 1 upwards without gaps; `sql` in the portable subset, $ID, $BYTES and $APART left open."""

    number: int
    name: str
    sql: str


def migrations() -> Sequence[Migration]:
    """Every migration of this version, in order."""
    found = []
    for file in sorted(_FOLDER.glob("*.sql")):
        number, name = file.stem.split("_", 1)
        found.append(Migration(int(number), name, file.read_text(encoding="utf-8")))
    return found


async def migrate(database: Database, now: datetime, steps: Sequence[Migration] | None = None) -> Path | None:
    """Applies what is missing; gives the backup that it made first, if any.

    A new database needs no backup. Raises NewerDatabase where the database knows a migration that this
    version does not: going on would damage it.
    """
    steps = migrations() if steps is None else steps
    at = await database.write(_version)
    newest = steps[-1].number if steps else 0
    if at > newest:
        raise NewerDatabase(f"the database is at version {at}, this Palabre knows {newest}")
    missing = [step for step in steps if step.number > at]
    saved = None
    if missing and at > 0:
        saved = database.backup_place() / f"palabre-before-{missing[0].number:04d}-{now:%Y%m%d-%H%M%S}.db"
        await database.backup(saved)
    for step in missing:
        await _apply(database, step, now)
    if missing:
        await database.renew()
    return saved


async def _version(tx: Transaction) -> int:
    await tx.run(_CREATE)
    row = await tx.row("SELECT coalesce(max(number), 0) AS number FROM schema_versions")
    return int(row["number"]) if row else 0


async def version_of(database: Database, tx: Transaction) -> int:
    """The number of the newest migration that was applied; 0 for an empty database, or one of others."""
    if "schema_versions" not in await database.tables(tx):
        return 0
    row = await tx.row("SELECT coalesce(max(number), 0) AS number FROM schema_versions")
    return int(row["number"]) if row else 0


async def _apply(database: Database, step: Migration, now: datetime) -> None:
    async with database.writing() as tx:
        await tx.script(worded(step.sql, database))
        await tx.run(
            "INSERT INTO schema_versions (number, name, applied_at) VALUES (:number, :name, :at)",
            number=step.number,
            name=step.name,
            at=stamp(now),
        )


def worded(sql: str, database: Database) -> str:
    """A migration in the words of this database."""
    sql = _APART.sub(lambda found: database.apart.format(**found.groupdict()), sql)
    return re.sub(r"\$(?:ID|BYTES)\b", lambda found: database.ddl[found[0]], sql)
