"""No two times of one unit meet, whoever writes them; and what meets a time is found; on both databases."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.bookings import StoredBookings
from storage.database import Conflict, Database, Transaction, stamp
from storage.portable import restore_into
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.booked import hours, share

TEN = stamp(paris("2027-03-13", "10:00"))
HOUR = 3600
MEETING = [(0, 2), (-1, 1), (1, 3), (0, 1), (1, 2), (-1, 3), (0.5, 1.5), (-5, 5), (1.999, 2.5)]
APART = [(-1, 0), (2, 3), (-5, -1), (7, 9)]
"""Hours from the beginning of a row that lasts two."""


async def _put(
    tx: Transaction, unit: int, begins: float, ends: float, kind: str = "stay", booking: int | None = None
) -> int:
    row = await tx.row(
        "INSERT INTO occupied (unit, starts_at, ends_at, kind, booking) "
        "VALUES (:unit, :begins, :ends, :kind, :booking) RETURNING id",
        unit=unit,
        begins=TEN + int(begins * HOUR),
        ends=TEN + int(ends * HOUR),
        kind=kind,
        booking=booking,
    )
    assert row is not None
    return int(row["id"])


async def _rows(database: Database) -> list[tuple[int, float, float]]:
    async with database.reading() as tx:
        rows = await tx.rows("SELECT unit, starts_at, ends_at FROM occupied ORDER BY unit, starts_at")
    return [(row["unit"], (row["starts_at"] - TEN) / HOUR, (row["ends_at"] - TEN) / HOUR) for row in rows]


@pytest.fixture
async def shared(database: Database) -> Database:
    """Unit 1 is the room; 2, 3 and 4 are chairs."""
    await database.write(share)
    return database


async def _may(database: Database, *times: tuple[float, float], kind: str = "stay", unit: int = 1) -> bool:
    try:
        async with database.writing() as tx:
            for begins, ends in times:
                await _put(tx, unit, begins, ends, kind)
    except Conflict:
        return False
    return True


@pytest.mark.parametrize("kind", ["stay", "buffer", "hold"])
async def test_what_meets_a_row_is_a_conflict_and_what_touches_it_is_not(shared: Database, kind: str) -> None:
    async with shared.writing() as tx:
        await _put(tx, 1, 0, 2, kind)
    for times in MEETING:
        assert not await _may(shared, times), times
    for times in APART:
        assert await _may(shared, times), times
    assert await _may(shared, (0, 2), (2, 3), unit=2), "another unit has times of its own"
    assert await _rows(shared) == [*((1, *times) for times in sorted([*APART, (0, 2)])), (2, 0, 2), (2, 2, 3)]


async def test_two_rows_of_one_transaction_keep_apart_too_and_nothing_of_it_stays(shared: Database) -> None:
    assert not await _may(shared, (0, 1), (5, 6), (0.5, 2))
    async with shared.writing() as tx:
        await _put(tx, 2, 0, 1)
    with pytest.raises(Conflict):
        async with shared.writing() as tx:
            await tx.run(
                "INSERT INTO occupied (unit, starts_at, ends_at, kind) "
                "SELECT u.id, o.starts_at, o.ends_at, 'hold' FROM space_units u CROSS JOIN occupied o"
            )
    assert await _rows(shared) == [(2, 0, 1)]


async def test_a_row_that_is_changed_keeps_apart_from_all_but_itself(shared: Database) -> None:
    async with shared.writing() as tx:
        await _put(tx, 1, 0, 2)
        moved = await _put(tx, 1, 4, 5)
        await _put(tx, 2, 4, 5)

    async def change(what: str, **values: int) -> bool:
        try:
            async with shared.writing() as tx:
                assert await tx.run(f"UPDATE occupied SET {what} WHERE id = :id", id=moved, **values) == 1
        except Conflict:
            return False
        return True

    for begins, ends in MEETING:
        assert not await change(
            "starts_at = :a, ends_at = :b", a=TEN + int(begins * HOUR), b=TEN + int(ends * HOUR)
        )
    assert not await change("starts_at = :a", a=TEN + HOUR)
    assert not await change("unit = 2"), "another unit where it is not free"
    assert await change("unit = 3")
    assert await change("unit = 1")
    assert await change("starts_at = :a, ends_at = :b", a=TEN + 4 * HOUR + 60, b=TEN + 6 * HOUR), (
        "it meets only itself"
    )
    assert await change("kind = 'buffer'")
    assert await change("starts_at = :a, ends_at = :b", a=TEN + 2 * HOUR, b=TEN + 3 * HOUR)
    assert await change("id = 77"), "under another number it does not meet what it was"
    assert (1, 2, 3) in await _rows(shared)


async def test_an_end_comes_after_its_beginning(shared: Database) -> None:
    for times in ((2, 2), (2, 1)):
        with pytest.raises(Exception, match=r"(?i)check"):
            await _may(shared, times)


async def test_after_a_restore_it_is_kept_apart_as_before(
    shared: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with shared.writing() as tx:
        await _put(tx, 1, 0, 2)
    await shared.backup(tmp_path / "one.db")
    async with shared.writing() as tx:
        await tx.run("DELETE FROM occupied")
        await _put(tx, 1, 1, 3)
    await restore_into(shared, tmp_path / "one.db", TUESDAY_NOON)
    assert await _rows(shared) == [(1, 0, 2)]
    for times in MEETING:
        assert not await _may(shared, times), times
    with pytest.raises(Conflict):
        async with shared.writing() as tx:
            await tx.run("UPDATE occupied SET starts_at = starts_at + 1")
            await _put(tx, 1, -1, 0.5)


async def test_a_backup_in_which_two_meet_is_not_restored(
    shared: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    monkeypatch.chdir(tmp_path)
    async with shared.writing() as tx:
        await _put(tx, 1, 0, 2)
    await shared.backup(tmp_path / "one.db")
    with sqlite3.connect(tmp_path / "one.db") as tampered:
        tampered.execute("DROP TRIGGER occupied_put_apart")
        tampered.execute(
            "INSERT INTO occupied (unit, starts_at, ends_at, kind) SELECT unit, starts_at, ends_at, kind FROM occupied"
        )
    tampered.close()
    with pytest.raises(Conflict):
        await restore_into(shared, tmp_path / "one.db", TUESDAY_NOON)
    assert await _rows(shared) == [(1, 0, 2)]


async def test_what_meets_a_time_is_all_of_it_and_in_order(shared: Database) -> None:
    """Two hundred rows of four units, and every window asked of both ways."""
    chance = random.Random(8)
    async with shared.writing() as tx:
        for unit in (1, 2, 3, 4):
            begins = -200.0
            while begins < 200:
                ends = begins + chance.choice([0.5, 1, 1, 2, 60])
                await _put(tx, unit, begins, ends, chance.choice(["stay", "buffer", "hold"]))
                begins = ends + chance.choice([0, 0, 0.5, 3, 40])
    rows = await _rows(shared)
    async with shared.reading() as tx:
        for _ in range(400):
            begins = chance.randrange(-500, 500) / 2
            ends = begins + chance.choice([0.5, 1, 3, 24, 400])
            space, units = chance.choice([(1, {1}), (2, {2, 3, 4}), (3, {5})])
            first, last = (datetime.fromtimestamp(TEN + int(at * HOUR), UTC) for at in (begins, ends))
            found = await StoredBookings(tx).taken(space, first, last)
            expected = [row for row in rows if row[0] in units and row[1] < ends and begins < row[2]]
            assert [
                (one.unit, (stamp(one.starts) - TEN) / HOUR, (stamp(one.ends) - TEN) / HOUR) for one in found
            ] == sorted(expected, key=lambda row: (row[1], row[0])), (space, begins, ends)


async def test_what_takes_its_time_twice_is_a_conflict_and_leaves_no_booking(database: Database) -> None:
    shared = await database.write(share)
    times = hours(paris("2027-03-13", "10:00"), 2)
    cleaned = times.ends + timedelta(minutes=30)
    async with database.writing() as tx:
        bookings = StoredBookings(tx)
        space = await bookings.space(shared.room, TUESDAY_NOON)
        assert space is not None
        first = await bookings.add(shared.booking(times), space.units, cleaned)
        taken = await bookings.taken(shared.room, times.starts, cleaned)
        assert [(one.kind, one.booking) for one in taken] == [("stay", first.id), ("buffer", first.id)]
        assert (taken[0].ends, taken[1].ends) == (times.ends, cleaned)
    for later in (
        hours(times.ends - timedelta(minutes=1)),
        hours(times.ends),
        hours(cleaned - timedelta(minutes=1)),
    ):
        with pytest.raises(Conflict):
            async with database.writing() as tx:
                await StoredBookings(tx).add(shared.booking(later), space.units, later.ends)
    async with database.writing() as tx:
        bookings = StoredBookings(tx)
        assert [one.id for one in await bookings.between([shared.room], times.starts, times.ends)] == [first.id]
        await bookings.add(shared.booking(hours(cleaned)), space.units, cleaned + timedelta(hours=1))
