"""What a database is made of, whichever it is, so that two can be compared."""

import dataclasses
import re
import sqlite3

from storage.database import Database
from storage.sqlite import SQLite

KINDS = {"INTEGER": "integer", "BIGINT": "integer", "TEXT": "text", "BLOB": "bytes", "BYTEA": "bytes"}


@dataclasses.dataclass(frozen=True)
class Shape:
    """What a database is made of, in words that are the same for both."""

    columns: frozenset[tuple[str, str, str, bool]]  # table, name, kind, may be empty
    keys: frozenset[tuple[str, tuple[str, ...]]]  # primary keys and what is unique
    references: frozenset[tuple[str, str, str, str]]  # table, column, other table, on deletion
    indexes: frozenset[tuple[str, tuple[str, ...]]]  # name, columns
    triggers: frozenset[str]  # but for those that keep rows apart
    apart: frozenset[tuple[str, ...]]  # table, unit, beginning, end: no moment is in two rows of one unit


_LOOKS_APART = re.compile(
    r"BEFORE INSERT ON (\w+)\s+WHEN \(SELECT (?P<begins>\w+) FROM \w+ WHERE (?P<unit>\w+) = NEW\.\w+ AND (?P<ends>\w+) >"
)


def _apart_in_sqlite(triggers: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Of its triggers, those that keep a table apart, each with its table and columns: both of them, and letter for
    letter what a migration's $APART becomes."""
    apart: dict[str, tuple[str, ...]] = {}
    for sql in triggers.values():
        if (found := _LOOKS_APART.search(sql)) is None:
            continue
        names = (found[1], found["unit"], found["begins"], found["ends"])
        made = SQLite.apart.format(**dict(zip(("table", "unit", "begins", "ends"), names, strict=True)))
        with sqlite3.connect(":memory:") as alone:
            alone.executescript(f"CREATE TABLE {names[0]} (id, {', '.join(names[1:])});" + made)
            wanted = dict(alone.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        alone.close()
        assert len(wanted) == 2, "one for new rows, one for rows that change"
        if wanted.items() <= triggers.items():
            apart |= dict.fromkeys(wanted, names)
    return apart


async def shape_of_sqlite(database: Database) -> Shape:
    columns, keys, references, indexes = set(), set(), set(), set()
    async with database.reading() as tx:
        for table in await database.tables(tx):
            own = await tx.rows(f"SELECT * FROM pragma_table_info('{table}')")
            for row in own:
                columns.add((table, row["name"], KINDS[row["type"]], not row["notnull"] and not row["pk"]))
            keys.add((table, tuple(row["name"] for row in sorted(own, key=lambda row: row["pk"]) if row["pk"])))
            for row in await tx.rows(f"SELECT * FROM pragma_foreign_key_list('{table}')"):
                references.add((table, row["from"], row["table"], row["on_delete"]))
            for row in await tx.rows(f"SELECT * FROM pragma_index_list('{table}')"):
                inside = await tx.rows(f"SELECT name FROM pragma_index_info('{row['name']}') ORDER BY seqno")
                names = tuple(one["name"] for one in inside)
                if row["origin"] == "c":
                    indexes.add((row["name"], names))
                else:
                    keys.add((table, names))
        rows = await tx.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = {row["name"]: row["sql"] for row in rows}
    apart = _apart_in_sqlite(triggers)
    parts = (columns, keys, references, indexes, triggers.keys() - apart.keys(), set(apart.values()))
    return Shape(*map(frozenset, parts))  # type: ignore[arg-type]


_COLUMNS = (
    "SELECT table_name::text AS t, column_name::text AS c, upper(data_type) AS kind, is_nullable = 'YES' AS empty "
    "FROM information_schema.columns WHERE table_schema = current_schema()"
)
_CONSTRAINTS = (
    "SELECT t.relname AS t, c.contype::text AS kind, o.relname AS other, c.confdeltype::text AS gone, "
    "ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, at) "
    "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.at) AS cols "
    "FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid LEFT JOIN pg_class o ON o.oid = c.confrelid "
    "WHERE c.connamespace = current_schema()::regnamespace"
)
_INDEXES = (
    "SELECT i.relname AS name, ARRAY(SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY k(n, at) "
    "JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.n ORDER BY k.at) AS cols "
    "FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid "
    "WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' "
    "AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u', 'x'))"
)
_APART = (
    "SELECT t.relname AS t, pg_get_constraintdef(c.oid) AS said FROM pg_constraint c "
    "JOIN pg_class t ON t.oid = c.conrelid WHERE c.contype = 'x' AND c.convalidated "
    "AND c.connamespace = current_schema()::regnamespace"
)
_KEPT_APART = re.compile(
    r"EXCLUDE USING gist \(int8range\((\w+), \1, '\[\]'::text\) WITH &&, int8range\((\w+), (\w+)\) WITH &&\)"
)
"""As PostgreSQL says it: without a condition, and not put off until the end of the transaction."""
_TRIGGERS = "SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal"
_ON_DELETE = {"a": "NO ACTION", "c": "CASCADE", "n": "SET NULL", "r": "RESTRICT"}


async def shape_of_postgresql(database: Database) -> Shape:
    async with database.reading() as tx:
        columns = {(row["t"], row["c"], KINDS[row["kind"]], row["empty"]) for row in await tx.rows(_COLUMNS)}
        constraints = await tx.rows(_CONSTRAINTS)
        keys = {(row["t"], tuple(row["cols"])) for row in constraints if row["kind"] in "pu"}
        references = {
            (row["t"], row["cols"][0], row["other"], _ON_DELETE[row["gone"]])
            for row in constraints
            if row["kind"] == "f"
        }
        indexes = {(row["name"], tuple(row["cols"])) for row in await tx.rows(_INDEXES)}
        triggers = {row["name"] for row in await tx.rows(_TRIGGERS)}
        apart = set()
        for row in await tx.rows(_APART):
            found = _KEPT_APART.fullmatch(row["said"])
            assert found is not None, row["said"]
            apart.add((row["t"], *found.groups()))
    return Shape(*map(frozenset, (columns, keys, references, indexes, triggers, apart)))  # type: ignore[arg-type]
