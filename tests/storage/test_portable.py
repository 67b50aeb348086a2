"""Everything goes into one file and comes back, whichever database it came from or goes to."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.conversation.answer import Answer
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from storage.alarms import StoredAlarms
from storage.database import Database, NewerDatabase, open_database
from storage.drafts import StoredDrafts
from storage.heard import StoredHeard
from storage.members import StoredMembers
from storage.migrate import Migration, migrate, migrations
from storage.polls import StoredPolls
from storage.portable import NotABackup, copy_into_sqlite, in_order, restore_into
from storage.posts import Part, StoredPosts
from storage.salon import StoredSalon
from storage.settings import secret
from storage.sqlite import SQLite
from storage.sqlite_files import copy_file
from tests.conftest import TUESDAY_NOON
from tests.storage.neighbourly_rows import NEIGHBOURS
from tests.storage.settled import CHAT, Settled, opened, settle
from tests.storage.test_migrate import NEXT, SHED, _everything

LATER = TUESDAY_NOON + timedelta(days=30)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
async def other(tmp_path: Path, database: Database) -> AsyncIterator[SQLite]:
    """A second database, always SQLite, empty and never migrated."""
    (tmp_path / "other").mkdir()
    made = SQLite(tmp_path / "other" / "other.db")
    await made.open()
    yield made
    await made.close()


async def _fill(database: Database) -> None:
    """Something in every table, with what is hard to copy."""
    async with database.writing() as tx:
        here = await settle(tx)
        door, gone = await opened(tx, here, question="« L'été »\n<b>'quoted'</b> 🗳️ \\"), await opened(tx, here)
        polls, salon, posts, alarms = StoredPolls(tx), StoredSalon(tx), StoredPosts(tx), StoredAlarms(tx)
        await polls.cast(door.id, here.lea, door.options[0].id, TUESDAY_NOON)
        await polls.cast(door.id, here.ines, None, TUESDAY_NOON)
        await polls.withdraw(gone.id, TUESDAY_NOON)
        await polls.purge(LATER)  # its id was given, and is in no row any more
        await StoredMembers(tx, TUESDAY_NOON).leave(CHAT, "karim")
        for _ in range(3):
            await alarms.set(Topic("polls", door.id), "close", LATER)
        await alarms.set(Topic("polls", door.id), "remind", LATER)
        await alarms.cancel(Topic("polls", door.id), "remind")
        draft = Draft(here.group, CHAT, "polls", "choices", {"question": "Où ?"})
        await StoredDrafts(tx).keep(here.lea, draft, TUESDAY_NOON)
        await tx.run("INSERT INTO moved_chats (platform, chat, now_chat) VALUES ('elsewhere', '1', '2')")
        await StoredHeard(tx).keep("salon:3:a", "salon:3", Answer(t("Nothing.")), TUESDAY_NOON)
        await posts.put(Topic("polls", door.id), [CHAT])
        await posts.mark(Part(1, 0, 0, None, ""))
        await salon.open_room(CHAT.id)
        first = await salon.say(CHAT.id, key="a", content="{}", now=TUESDAY_NOON, person=here.lea)
        second = await salon.say(CHAT.id, key="b", content="{}", now=TUESDAY_NOON, reply_to=first)
        # A reply to a later message: no order of the rows is the right one.
        await tx.run("UPDATE salon_messages SET reply_to = :later WHERE id = :id", later=second, id=first)
        await salon.keep_picture(CHAT.id, bytes(range(256)))
        await salon.make_link(CHAT.id, here.lea, TUESDAY_NOON)
        await secret(tx, "salon_forms")
        for sql in NEIGHBOURS:
            await tx.run(sql, group_id=here.group, poll=door.id, lea=here.lea, option=door.options[0].id)
    empty = [table for table, rows in (await _everything(database)).items() if not rows]
    assert empty == [], "every table holds something"


async def _counters(database: Database) -> dict[str, int]:
    async with database.reading() as tx:
        return await database.counters(tx)


async def test_everything_goes_into_a_file_and_comes_back(
    database: Database, other: SQLite, tmp_path: Path
) -> None:
    """From each database into a file, into SQLite, into a file, and back into where it came from."""
    await _fill(database)
    held, counters = await _everything(database), await _counters(database)
    await database.backup(tmp_path / "one.db")
    assert await restore_into(other, tmp_path / "one.db", LATER) is None
    assert await _everything(other) == held
    assert await _counters(other) == counters
    await other.backup(tmp_path / "two.db")
    async with database.writing() as tx:
        await tx.run("UPDATE people SET name = 'somebody else'")
        await StoredPolls(tx).withdraw(1, TUESDAY_NOON)
    saved = await restore_into(database, tmp_path / "two.db", LATER)
    assert await _everything(database) == held
    assert await _counters(database) == counters
    assert saved is not None
    assert await restore_into(other, saved, LATER) is not None
    assert {row[1] for row in (await _everything(other))["people"]} == {"somebody else"}


async def test_a_backup_is_one_file_that_can_be_carried_away(database: Database, tmp_path: Path) -> None:
    await _fill(database)
    folder = tmp_path / "backups"
    folder.mkdir()
    await database.backup(folder / "one.db")
    assert [file.name for file in folder.iterdir()] == ["one.db"]
    with sqlite3.connect(f"file:{folder / 'one.db'}?immutable=1", uri=True) as alone:
        assert alone.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert alone.execute("PRAGMA foreign_key_check").fetchall() == []
        assert alone.execute("SELECT count(*) FROM people").fetchone() == (4,)
    alone.close()
    await restore_into(database, folder / "one.db", LATER)
    assert [file.name for file in folder.iterdir()] == ["one.db"]


async def test_a_backup_takes_the_place_of_nothing(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    file.write_text("mine")
    with pytest.raises(FileExistsError):
        await database.backup(file)
    assert file.read_text() == "mine"


async def test_a_backup_that_fails_leaves_no_file(database: Database, tmp_path: Path) -> None:
    await migrate(database, TUESDAY_NOON, [*migrations(), SHED])
    files = sorted(tmp_path.iterdir())
    with pytest.raises(NewerDatabase):
        await copy_into_sqlite(database, tmp_path / "one.db")
    assert sorted(tmp_path.iterdir()) == files


async def test_a_backup_holds_what_was_kept_before_it_and_waits_for_nobody(
    database: Database, tmp_path: Path
) -> None:
    await _fill(database)
    held = await _everything(database)
    async with database.writing() as tx:
        await tx.run("UPDATE people SET name = 'half-way'")
        await asyncio.wait_for(database.backup(tmp_path / "one.db"), 60)
    copy = SQLite(tmp_path / "one.db")
    await copy.open()
    assert await _everything(copy) == held
    await copy.close()


async def test_no_id_is_given_again_after_a_restore(database: Database, tmp_path: Path) -> None:
    await _fill(database)
    await database.backup(tmp_path / "one.db")
    topic = Topic("polls", 1)
    async with database.writing() as tx:
        await StoredAlarms(tx).set(topic, "close", LATER)
        (after_backup,) = await StoredAlarms(tx).due(LATER)
    await restore_into(database, tmp_path / "one.db", LATER)
    async with database.writing() as tx:
        await StoredAlarms(tx).set(topic, "close", LATER)
        (new,) = await StoredAlarms(tx).due(LATER)
        assert new.id > after_backup.id
        assert (await StoredMembers(tx, LATER).add_person("Yves")).id == 5
        assert (await opened(tx, Settled(1, 1, 2, 3, 4))).id == 3


async def test_a_backup_in_use_by_another_can_be_restored(
    database: Database, other: SQLite, tmp_path: Path
) -> None:
    """Also a whole database folder copied by hand, its newest rows still beside it."""
    await migrate(other, TUESDAY_NOON)
    await _fill(other)
    held = await _everything(other)
    await restore_into(database, other.file, LATER)
    assert await _everything(database) == held
    assert await _everything(other) == held


async def test_an_older_backup_is_brought_up_to_date_on_a_copy(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _fill(database)
    await database.backup(tmp_path / "old.db")
    kept = (tmp_path / "old.db").read_bytes()
    newer = [*migrations(), SHED]
    for module in ("migrate", "portable"):
        monkeypatch.setattr(f"storage.{module}.migrations", lambda: newer)
    await restore_into(database, tmp_path / "old.db", LATER)
    held = await _everything(database)
    assert len(held["tools"]) == 1
    assert len(held["people"]) == 4
    assert NEXT in [number for number, *_ in held["schema_versions"]]
    assert (tmp_path / "old.db").read_bytes() == kept


async def test_a_newer_backup_is_refused_and_nothing_is_touched(
    database: Database, other: SQLite, tmp_path: Path
) -> None:
    await _fill(database)
    await migrate(other, TUESDAY_NOON, [*migrations(), Migration(NEXT, "new", "CREATE TABLE new (id $ID);")])
    await other.backup(tmp_path / "new.db")
    held = await _everything(database)
    with pytest.raises(NewerDatabase):
        await restore_into(database, tmp_path / "new.db", LATER)
    assert await _everything(database) == held


async def test_what_is_no_backup_is_refused_and_nothing_is_touched(database: Database, tmp_path: Path) -> None:
    await _fill(database)
    held = await _everything(database)
    (tmp_path / "letter.txt").write_text("Dear neighbours, " * 300)
    sqlite3.connect(tmp_path / "empty.db").close()
    (tmp_path / "nothing.db").touch()
    with sqlite3.connect(tmp_path / "foreign.db") as foreign:
        foreign.execute("CREATE TABLE people (name TEXT)")
    foreign.close()
    for name in ("letter.txt", "empty.db", "nothing.db", "foreign.db"):
        with pytest.raises(NotABackup):
            await restore_into(database, tmp_path / name, LATER)
    for missing in (tmp_path / "nowhere.db", tmp_path):
        with pytest.raises(FileNotFoundError):
            await restore_into(database, missing, LATER)
    assert await _everything(database) == held


async def test_a_restore_that_fails_half_way_leaves_everything(database: Database, tmp_path: Path) -> None:
    await _fill(database)
    await database.backup(tmp_path / "one.db")
    with sqlite3.connect(tmp_path / "one.db") as damaged:
        damaged.execute("DELETE FROM groups")  # what the other tables refer to
    damaged.close()
    held = await _everything(database)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await restore_into(database, tmp_path / "one.db", LATER)
    assert await _everything(database) == held


async def test_a_file_is_only_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await copy_file(tmp_path / "nowhere.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


async def test_tables_come_after_those_that_they_refer_to(database: Database) -> None:
    async with database.reading() as tx:
        tables, references = await database.tables(tx), await database.references(tx)
    ordered = in_order(tables, references)
    assert sorted(ordered) == sorted(tables)
    assert ("salon_messages", "salon_messages") in references
    for table, refers_to in references:
        assert table == refers_to or ordered.index(refers_to) < ordered.index(table)


async def test_both_databases_know_the_same_references(url: str, database: Database, other: SQLite) -> None:
    await migrate(other, TUESDAY_NOON)
    async with database.reading() as one, other.reading() as two:
        assert set(await database.references(one)) == set(await other.references(two))
    assert isinstance(open_database(url), type(database))
