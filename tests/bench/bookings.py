"""Spaces that eight processes book at once, and what it costs to look for a free hour among a million bookings."""

import re
import shutil
import sqlite3
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import asyncpg

from handlers.bookings.charter import Rules
from storage.bookings import StoredBookings
from storage.database import Database, open_database, stamp
from storage.migrate import migrate
from tests.neighbours import paris
from tests.peers.postgres import PostgresServer, postgres_server
from tests.storage.booked import hamlet
from tests.storage.race import PROCESSES, overlaps, race
from tests.storage.racing import SPACES

from .figures import Figure, middle

ROWS, UNITS, PEOPLE = 1_000_000, 10, 200
STEP = 2 * 3600
"""Seconds: an hour that is taken, an hour that is free, for 23 years on each unit."""
CHECKS, INSERTS, LOOKS = 3_000, 1_000, 60
TARGET = 50
"""Microseconds in the database for one check (issue 8)."""
LOOK_TARGET = 50
"""Milliseconds; of what a screen asks, from the program and back."""
NOW = paris("2027-03-02", "12:10")
FIRST = stamp(NOW) - ROWS // UNITS // 2 * STEP
MIDDLE = stamp(NOW)


async def measure(folder: Path) -> Sequence[Figure]:
    figures: list[Figure] = []
    with _postgres() as server:
        for kind, url in (("SQLite", f"sqlite:///{folder}/race.db"), ("PostgreSQL", await _empty(server, "race"))):
            figures += await _raced(kind, url)
        figures += await _in_mid_calendar("SQLite", f"sqlite:///{folder}/years.db")
        figures += await _in_mid_calendar("PostgreSQL", await _empty(server, "years"))
    return figures


@contextmanager
def _postgres() -> Iterator[PostgresServer]:
    folder = Path(f"/tmp/palabre-bench-{uuid.uuid4().hex[:8]}")  # short: sockets have short names
    with postgres_server(folder) as server:
        yield server
    shutil.rmtree(folder, ignore_errors=True)


async def _empty(server: PostgresServer, name: str) -> str:
    control = await asyncpg.connect(server.url("postgres"))
    await control.execute(f"CREATE DATABASE {name}")
    await control.close()
    return server.url(name)


async def _opened(url: str) -> Database:
    database = open_database(url)
    await database.open()
    await migrate(database, NOW)
    return database


async def _raced(kind: str, url: str) -> Sequence[Figure]:
    database = await _opened(url)
    await database.write(lambda tx: hamlet(tx, (1, 2, 3), SPACES, NOW))
    ran = await race(url, ["desk"] * PROCESSES)
    met = await overlaps(database)
    await database.close()
    attempts = ran.came.total()
    name = f"bookings, {PROCESSES} processes on {kind}"
    return [
        Figure(f"{name}: attempts, granted", f"{attempts}, {ran.came['granted']}"),
        Figure(f"{name}: attempts per second", f"{attempts / ran.seconds:.0f}"),
        Figure(f"{name}: overlaps", str(met), "= 0", met == 0),
    ]


async def _in_mid_calendar(kind: str, url: str) -> Sequence[Figure]:
    database = await _opened(url)
    await database.write(lambda tx: hamlet(tx, (1,) * PEOPLE, (("Salle", "hours", 1, Rules()),) * UNITS, NOW))
    await _plant(database, _NUMBERS[kind])
    # Spread over the midst of the years, each in an hour that is free.
    free = [MIDDLE + STEP * (at % 997 - 498) + STEP // 2 for at in range(CHECKS)]
    check, insert = await _COSTS[kind](url, free)
    looked = await _looked(database)
    await database.close()
    name = f"a million bookings on {kind}"
    return [
        Figure(f"{name}: overlap check in mid-calendar", f"{check:.1f} µs", f"< {TARGET} µs", check < TARGET),
        Figure(f"{name}: a row more there", f"{insert:.1f} µs"),
        *(
            Figure(f"{name}: {what}", f"{cost:.2f} ms", f"< {LOOK_TARGET} ms", cost < LOOK_TARGET)
            for what, cost in looked.items()
        ),
    ]


_NUMBERS = {
    "SQLite": f"WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < {ROWS - 1}) SELECT n FROM c",
    "PostgreSQL": f"SELECT generate_series(0::bigint, {ROWS - 1}) AS n",
}
_BOOKINGS = (
    "INSERT INTO bookings (space, person, starts, ends, zone, starts_at, ends_at, state, made_at, changed_at) "
    "SELECT 1 + n % {units}, CASE WHEN {first} + n / {units} * {step} BETWEEN {known} AND {ahead} "
    "THEN 1 + n / {units} % {people} END, '2027-03-02T12:00', "
    "'2027-03-02T13:00', 'Europe/Paris', {first} + n / {units} * {step}, {first} + n / {units} * {step} + 3600, "
    "'confirmed', 0, 0 FROM ({numbers}) x"
)
_OCCUPIED = (
    "INSERT INTO occupied (unit, starts_at, ends_at, kind, booking) "
    "SELECT u.id, b.starts_at, b.ends_at, 'stay', b.id FROM bookings b JOIN space_units u ON u.space = b.space"
)

_APART = "SELECT conname AS name, pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE contype = 'x'"


async def _plant(database: Database, numbers: str) -> None:
    """A million bookings of an hour; whose they are is known of a year past and of the two that can be booked."""
    known, ahead = MIDDLE - 366 * 86400, MIDDLE + 731 * 86400
    sql = _BOOKINGS.format(
        units=UNITS, step=STEP, first=FIRST, known=known, ahead=ahead, people=PEOPLE, numbers=numbers
    )
    async with database.writing() as tx:
        await tx.run(sql)
        # PostgreSQL builds its constraint over all rows at once in a fraction of the time that it takes row by row.
        apart = () if type(database).__name__ == "SQLite" else await tx.rows(_APART)
        for row in apart:
            await tx.run(f"ALTER TABLE occupied DROP CONSTRAINT {row['name']}")
        await tx.run(_OCCUPIED)
        for row in apart:
            await tx.run(f"ALTER TABLE occupied ADD CONSTRAINT {row['name']} {row['said']}")
    async with database.writing() as tx:
        await tx.run("ANALYZE")


async def _sqlite_costs(url: str, free: Sequence[int]) -> tuple[float, float]:
    """Microseconds of the very look that the trigger takes, and of a row that is put there (it takes that look)."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    ((trigger,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'occupied_put_apart'")
    found = re.search(r"WHEN \((SELECT .*?)\)\s+<", trigger, re.DOTALL)
    assert found is not None
    look = found[1].replace("NEW.unit", "?").replace("NEW.starts_at", "?")
    assert "NEW" not in look
    checks, inserts = [], []
    for at, begins in enumerate(free):
        begun = time.perf_counter_ns()
        connection.execute(look, (1 + at % UNITS, begins)).fetchone()
        checks.append((time.perf_counter_ns() - begun) / 1e3)
    connection.execute("BEGIN")
    for at, begins in enumerate(free[:INSERTS]):
        begun = time.perf_counter_ns()
        connection.execute(
            "INSERT INTO occupied (unit, starts_at, ends_at, kind) VALUES (?, ?, ?, 'hold')",
            (1 + at % UNITS, begins, begins + 1800),
        )
        inserts.append((time.perf_counter_ns() - begun) / 1e3)
    connection.execute("ROLLBACK")
    connection.close()
    return middle(checks), middle(inserts)


_IN_THE_DATABASE = """
CREATE FUNCTION pg_temp.spent(free bigint[], puts boolean) RETURNS float8[] LANGUAGE plpgsql AS $$
DECLARE begun timestamptz; spent float8[]; met boolean; unit_of bigint;
BEGIN
    FOR at IN 1 .. array_length(free, 1) LOOP
        unit_of := 1 + at % {units};
        begun := clock_timestamp();
        IF puts THEN
            INSERT INTO occupied (unit, starts_at, ends_at, kind) VALUES (unit_of, free[at], free[at] + 1800, 'hold');
        ELSE
            SELECT EXISTS (SELECT 1 FROM occupied WHERE int8range(unit, unit, '[]') && int8range(unit_of, unit_of, '[]')
                AND int8range(starts_at, ends_at) && int8range(free[at], free[at] + 1800)) INTO met;
            ASSERT NOT met;
        END IF;
        spent := spent || extract(epoch FROM clock_timestamp() - begun)::float8 * 1e6;
    END LOOP;
    RETURN spent;
END $$"""
"""What the constraint looks for, and a row that is put there (for which it looks), on the server's own clock."""


async def _postgresql_costs(url: str, free: Sequence[int]) -> tuple[float, float]:
    connection = await asyncpg.connect(url)
    await connection.execute(_IN_THE_DATABASE.format(units=UNITS))
    checks = await connection.fetchval("SELECT pg_temp.spent($1, false)", list(free))
    transaction = connection.transaction()
    await transaction.start()
    inserts = await connection.fetchval("SELECT pg_temp.spent($1, true)", list(free[:INSERTS]))
    await transaction.rollback()
    await connection.close()
    return middle(checks), middle(inserts)


_COSTS = {"SQLite": _sqlite_costs, "PostgreSQL": _postgresql_costs}


async def _looked(database: Database) -> dict[str, float]:
    """Milliseconds of what the screens of a booking ask, from the program and back."""
    day, month = timedelta(days=1), timedelta(days=31)

    async def spent(ask: Callable[[StoredBookings, datetime], Awaitable[object]]) -> float:
        took = []
        async with database.reading() as tx:
            for at in range(LOOKS):
                begun = time.perf_counter()
                await ask(StoredBookings(tx), NOW + (at % 40 - 20) * day)
                took.append(time.perf_counter() - begun)
        return middle(took) * 1e3

    every = list(range(1, UNITS + 1))
    return {
        "what is taken around a wish (2 months)": await spent(lambda b, on: b.taken(1, on - month, on + month)),
        "what is taken on a day": await spent(lambda b, on: b.taken(1, on, on + day)),
        "what a week's planning shows (one space)": await spent(lambda b, on: b.between([1], on, on + 7 * day)),
        "who stands in the way": await spent(lambda b, on: b.between(every, on, on + day / 24)),
        "also what was freed, of a day": await spent(lambda b, on: b.between([1], on, on + day, gone=True)),
        "how much a household has had": await spent(lambda b, on: b.counted(1, [2], on - month, on + month)),
        "how much it has to come": await spent(lambda b, on: b.coming(1, [2], on)),
    }
