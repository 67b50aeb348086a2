"""Databases of the newest form without a row: made once by each test process, handed to one test after another.

To migrate a new one costs 55 ms of a core on SQLite and 300 ms on PostgreSQL, and nearly every test has one.
"""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from storage.database import Database, open_database
from storage.migrate import migrate

from .postgres import PostgresServer

MADE_AT = datetime(2027, 3, 2, 11, 10, tzinfo=UTC)
"""When its migrations were applied, as it says: at noon in the tests."""

_files: list[bytes] = []


async def ready_file(file: Path) -> None:
    """A new SQLite file, unless there is one already."""
    if file.exists():
        return
    if not _files:
        with TemporaryDirectory(prefix="palabre-ready-") as folder:
            first = Path(folder) / "palabre.db"
            await _made(open_database(f"sqlite:///{first}"))
            _files.append(first.read_bytes())
    file.write_bytes(_files[0])


async def _made(database: Database) -> None:
    await database.open()
    await migrate(database, MADE_AT)
    await database.close()


# All that a test could have changed but rows: what the tables are made of, what is set for this database alone, and
# the migrations that were applied. Every change of a table writes rows of these catalogues anew.
_FORM = """
SELECT md5(string_agg(said, ' ' ORDER BY said)) FROM (
    SELECT concat_ws(':', tableoid, oid, xmin) FROM pg_class WHERE oid >= 16384
    UNION ALL SELECT concat_ws(':', tableoid, oid, xmin) FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT concat_ws(':', tableoid, oid, xmin) FROM pg_trigger WHERE oid >= 16384
    UNION ALL SELECT concat_ws(':', tableoid, oid, xmin) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT concat_ws(':', tableoid, oid, xmin) FROM pg_type WHERE oid >= 16384
    UNION ALL SELECT concat_ws(':', tableoid, oid, xmin) FROM pg_namespace WHERE oid >= 16384
    UNION ALL SELECT concat_ws(':', tableoid, oid, xmin) FROM pg_attrdef
    UNION ALL SELECT concat_ws(':', attrelid, attnum, xmin) FROM pg_attribute WHERE attrelid >= 16384
    UNION ALL SELECT concat_ws(':', setrole, setconfig) FROM pg_db_role_setting, pg_database
        WHERE setdatabase = pg_database.oid AND datname = current_database()
    UNION ALL SELECT schema_versions::text FROM schema_versions
) AS found(said)
"""
_ALONE = """
SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
# Foreign keys are not looked at meanwhile: everything goes. Ids begin with 1 again.
_EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE
    one regclass;
BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND oid >= 16384 AND relname <> 'schema_versions'
        AND pg_relation_size(oid) > 0
    LOOP EXECUTE format('DELETE FROM %s', one); END LOOP;
    PERFORM setval(seqrelid, 1, false) FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL;
END $$
"""


class ReadyPostgres:
    """On one server. A database goes to the next test only where the last one has left its tables as they were."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._name = ""
        self._form = ""

    async def url(self) -> str:
        """One without a row, and with nobody in it. It is the same each time: one test at a time."""
        if not self._name or not await self._emptied():
            await self._renew()
        return self._server.url(self._name)

    async def _emptied(self) -> bool:
        inside = await asyncpg.connect(self._server.url(self._name))
        try:
            await inside.execute(_ALONE)
            if await inside.fetchval(_FORM) != self._form:
                return False
            await inside.execute(_EMPTY)
            return True
        finally:
            await inside.close()

    async def _renew(self) -> None:
        control = await asyncpg.connect(self._server.url("postgres"))
        if self._name:
            await control.execute(f"DROP DATABASE {self._name} WITH (FORCE)")
        self._name = f"ready{uuid.uuid4().hex[:12]}"
        await control.execute(f"CREATE DATABASE {self._name}")
        await control.close()
        await _made(open_database(self._server.url(self._name)))
        inside = await asyncpg.connect(self._server.url(self._name))
        assert await _filled(inside) == ["schema_versions"], "a migration brings rows: they would be taken away"
        self._form = await inside.fetchval(_FORM)
        await inside.close()


async def _filled(inside: "asyncpg.Connection[asyncpg.Record]") -> Sequence[str]:
    names = await inside.fetch("SELECT relname FROM pg_class WHERE relkind = 'r' AND oid >= 16384")
    return [
        row["relname"] for row in names if await inside.fetchval(f"SELECT EXISTS (SELECT FROM {row['relname']})")
    ]
