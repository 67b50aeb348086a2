"""A database comes to the newest form after a backup, or stays as it was; on both databases."""

import sqlite3
from dataclasses import replace
from datetime import time, timedelta
from fractions import Fraction
from pathlib import Path

import asyncpg
import pytest

from handlers.conversation.quiet import Night
from handlers.members.model import Group
from storage.database import Database, NewerDatabase, Transaction, open_database
from storage.members import StoredMembers
from storage.migrate import Migration, migrate, migrations, version_of, worded
from storage.sqlite import SQLite
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import opened, settle

LATER = TUESDAY_NOON + timedelta(days=30)
HOUSE = migrations()
NEXT = HOUSE[-1].number + 1
SHED = Migration(
    NEXT,
    "shed",
    """
    -- Tools; a comment with a semicolon; and a $ID.
    CREATE TABLE tools (id $ID, name TEXT NOT NULL DEFAULT 'a;b', photo $BYTES);
    INSERT INTO tools (name) VALUES ('saw;');
    ALTER TABLE people ADD COLUMN tools INTEGER NOT NULL DEFAULT 0""",
)
BROKEN = replace(SHED, sql=SHED.sql + "; INSERT INTO nowhere (name) VALUES ('x');")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # PostgreSQL's backups go into the folder where Palabre was started


async def _everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    async with database.reading() as tx:
        return {table: await _rows(tx, table) for table in await database.tables(tx)}


async def _rows(tx: Transaction, table: str) -> list[tuple[object, ...]]:
    rows = [tuple(row[name] for name in row.keys()) for row in await tx.rows(f"SELECT * FROM {table}")]  # noqa: SIM118
    return sorted(rows, key=repr)


def test_migrations_are_numbered_without_gaps() -> None:
    assert [step.number for step in HOUSE] == list(range(1, len(HOUSE) + 1))
    assert all("$" not in worded(step.sql, SQLite(Path("x"))) for step in HOUSE)


async def test_a_new_database_needs_no_backup(blank_url: str, tmp_path: Path) -> None:
    database = open_database(blank_url)
    await database.open()
    async with database.reading() as tx:
        assert await version_of(database, tx) == 0
    assert await migrate(database, TUESDAY_NOON) is None
    assert await migrate(database, LATER) is None
    async with database.reading() as tx:
        assert await version_of(database, tx) == HOUSE[-1].number
        rows = await tx.rows("SELECT number, name, applied_at FROM schema_versions ORDER BY number")
    assert [(row["number"], row["name"]) for row in rows] == [(step.number, step.name) for step in HOUSE]
    assert all(row["applied_at"] == int(TUESDAY_NOON.timestamp()) for row in rows)
    assert list(tmp_path.glob("*before*")) == []
    await database.close()


async def test_an_older_database_is_backed_up_first(database: Database, tmp_path: Path) -> None:
    async with database.writing() as tx:
        await opened(tx, await settle(tx))
    before = await _everything(database)
    saved = await migrate(database, LATER, [*HOUSE, SHED])
    assert saved is not None
    assert saved.parent == tmp_path
    assert saved.name == f"palabre-before-{NEXT:04d}-{LATER:%Y%m%d-%H%M%S}.db"
    copy = SQLite(saved)
    await copy.open()
    assert await _everything(copy) == before
    assert await migrate(copy, LATER) is None
    await copy.close()
    async with database.writing() as tx:
        found = await tx.rows(
            "INSERT INTO tools (photo) VALUES (:photo) RETURNING id, name, photo", photo=b"\0\xff"
        )
        assert [(row["id"], row["name"], bytes(row["photo"])) for row in found] == [(2, "a;b", b"\0\xff")]
        assert {row["tools"] for row in await tx.rows("SELECT tools FROM people")} == {0}
    assert await migrate(database, LATER, [*HOUSE, SHED]) is None


async def test_a_group_from_before_the_school_zones_keeps_everything(blank_url: str, tmp_path: Path) -> None:
    database = open_database(blank_url)
    await database.open()
    await migrate(database, TUESDAY_NOON, HOUSE[:4])
    old = "'Les Tilleuls', 'Indian/Reunion', 'fr@tu', 1230, 480, 0, 'housing', 'adult', 'majority', '1/2', 7"
    async with database.writing() as tx:
        for row in (
            "groups (name, zone, language, night_begins, night_ends, demo, kind, voices, agreement, quorum, "
            f"created_at) VALUES ({old})",
            "people (name, created_at) VALUES ('Karim', 8)",
            "households (group_id, label, parts) VALUES (1, 'Lot 12', 120)",
            "memberships (group_id, person, role, household, since) VALUES (1, 1, 'resident', 1, 9)",
        ):
            await tx.run(f"INSERT INTO {row}")
    before = await _everything(database)
    saved = await migrate(database, LATER)
    assert saved == tmp_path / f"palabre-before-0005-{LATER:%Y%m%d-%H%M%S}.db"
    after = await _everything(database)
    grown = {table for table in before if after[table] != before[table]}
    assert grown == {"groups", "schema_versions"}
    assert not any(after[table] for table in after.keys() - before), "what came later is empty"
    assert after["groups"] == [(*row, "", "nothing", 1) for row in before["groups"]]
    async with database.reading() as tx:
        (member,) = await StoredMembers(tx, LATER).members(1)
        group = await StoredMembers(tx, LATER).group(1)
    assert (member.person.name, member.household) == ("Karim", 1)
    assert group == Group(
        1, "Les Tilleuls", "Indian/Reunion", "fr@tu", Night(time(20, 30), time(8)), kind="housing",
        voices="adult", agreement="majority", quorum=Fraction(1, 2), school="",
    )  # fmt: skip
    await database.close()


async def test_a_newer_database_is_refused_and_left_alone(database: Database, tmp_path: Path) -> None:
    await migrate(database, TUESDAY_NOON, [*HOUSE, SHED])
    before, files = await _everything(database), sorted(tmp_path.glob("palabre-before*"))
    with pytest.raises(NewerDatabase, match=f"{NEXT}"):
        await migrate(database, LATER)
    assert await _everything(database) == before
    assert sorted(tmp_path.glob("palabre-before*")) == files


async def test_a_migration_that_fails_half_way_leaves_nothing(database: Database) -> None:
    async with database.writing() as tx:
        await settle(tx)
    before = await _everything(database)
    with pytest.raises((sqlite3.OperationalError, asyncpg.UndefinedTableError)):
        await migrate(database, TUESDAY_NOON, [*HOUSE, BROKEN])
    assert await _everything(database) == before
    saved = await migrate(database, LATER, [*HOUSE, SHED])
    assert saved is not None
    async with database.reading() as tx:
        assert await version_of(database, tx) == NEXT
        assert len(await tx.rows("SELECT name FROM tools")) == 1


async def test_of_two_steps_the_first_stands_where_the_second_fails(database: Database) -> None:
    third = Migration(NEXT + 1, "broken", "CREATE TABLE more (id $ID); SELECT nothing FROM nowhere;")
    with pytest.raises((sqlite3.OperationalError, asyncpg.UndefinedTableError)):
        await migrate(database, TUESDAY_NOON, [*HOUSE, SHED, third])
    async with database.reading() as tx:
        assert await version_of(database, tx) == NEXT
        assert "tools" in await database.tables(tx)
        assert "more" not in await database.tables(tx)


async def test_without_a_backup_nothing_is_migrated(database: Database, tmp_path: Path) -> None:
    taken = tmp_path / f"palabre-before-{NEXT:04d}-{LATER:%Y%m%d-%H%M%S}.db"
    taken.write_text("somebody's own file")
    before = await _everything(database)
    with pytest.raises(FileExistsError):
        await migrate(database, LATER, [*HOUSE, SHED])
    assert await _everything(database) == before
    assert taken.read_text() == "somebody's own file"
