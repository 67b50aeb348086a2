"""Everything that is kept of bookings, beside what the model says."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.bookings.model import Wish
from storage.bookings import StoredBookings
from storage.database import Database, Transaction
from tests.storage.booked import space_of
from tests.storage.bookings_model import Model, Stay, seconds
from tests.storage.desks import desk


async def holds_are_right(database: Database, model: Model, now: datetime, freed: Stay) -> int:
    """Of those who waited for what was freed, some have it held now: each for the units that were free, by the
    rules; and nobody waits on for what they could have. In which order, and for how long, has its own tests. Gives
    how many are held since."""
    space, begins, ends, since = freed.space, freed.starts, freed.ends, 0
    async with database.reading() as tx:
        gone = await tx.rows("SELECT id FROM booking_waits WHERE state = 'gone'")
        rows = await tx.rows(
            "SELECT w.id, o.unit FROM booking_waits w JOIN occupied o ON o.wait = w.id "
            "WHERE w.state = 'held' AND o.kind = 'hold' ORDER BY w.made_at, w.id, o.unit"
        )
    for row in gone:
        wait = model.waits[row["id"]]
        if wait.state != "gone":
            assert wait.state == "waits"
            assert seconds(wait.wish.times.starts) <= seconds(now), ("given up, but ahead", wait)
            model.waits[wait.id] = replace(wait, state="gone")
    held: dict[int, list[int]] = {}
    for row in rows:
        held.setdefault(row["id"], []).append(row["unit"])
    for id, units in held.items():
        wait = model.waits[id]
        if wait.state == "held":
            continue
        assert wait.wish.space == space
        assert wait.state == "waits", ("held for who waits no more", wait)
        assert model.allowed(wait.wish, wait.person, now) is not None, (
            "held against the rules",
            wait,
        )
        assert len(units) == wait.wish.amount
        assert set(units) <= set(model.free(wait.wish)), ("held, but taken", wait)
        cleaned = seconds(wait.wish.times.ends) + model.spaces[space].rules.buffer * 60
        model.waits[id] = replace(wait, state="held", units=tuple(units), cleaned=cleaned)
        since += 1
    for wait in model.waits.values():
        meets = seconds(wait.wish.times.starts) < ends and begins < seconds(wait.wish.times.ends)
        # What begins before they can read of it, in the morning, is not held.
        soon = seconds(wait.wish.times.starts) <= seconds(now) + 12 * 3600
        if wait.state == "waits" and wait.wish.space == space and meets and not soon:
            could = model.given(wait.wish) is not None
            assert not could or model.allowed(wait.wish, wait.person, now) is None, (
                "waits on",
                wait,
            )

    return since


async def compare(database: Database, model: Model, now: datetime, wish: Wish, person: int) -> None:
    """Everything that is kept, and what a few questions are answered, beside the model."""
    async with database.reading() as tx:
        rows = await tx.rows("SELECT * FROM occupied ORDER BY unit, starts_at")
        names = ("unit", "starts_at", "ends_at", "kind", "booking", "wait")
        assert [tuple(row[name] for name in names) for row in rows] == model.occupied()
        rows = await tx.rows("SELECT * FROM bookings ORDER BY id")
        kept = ("id", "space", "person", "starts_at", "ends_at", "amount", "counts", "state")
        assert [tuple(row[name] for name in kept) for row in rows] == [
            (one.id, one.space, one.person, one.starts, one.ends, one.amount, one.counts, one.state)
            for one in model.stays.values()
        ]
        rows = await tx.rows("SELECT id, state FROM booking_waits ORDER BY id")
        assert {row["id"]: row["state"] for row in rows} == {one.id: one.state for one in model.waits.values()}
        await _ask(tx, model, now, wish, person)


async def _ask(tx: Transaction, model: Model, now: datetime, wish: Wish, person: int) -> None:
    bookings = StoredBookings(tx)
    begins, ends = seconds(wish.times.starts), seconds(wish.times.ends)
    space = await space_of(tx, wish.space, now)
    assert list(space.units) == model.spaces[wish.space].there
    assert space.rules == model.spaces[wish.space].rules
    if begins < ends:
        assert (await desk(tx, now).box.free_units(space, wish) is None) == (model.given(wish) is None)
        touching = [
            one
            for one in model.stays.values()
            if one.space == space.id and one.starts < ends and begins < one.ends
        ]
        for gone in (False, True):
            found = await bookings.between([space.id], wish.times.starts, wish.times.ends, gone=gone)
            assert {one.id for one in found} == {one.id for one in touching if gone or one.lives}
    home, year = model.homes[person], timedelta(days=3000)
    had = await bookings.counted(space.id, home, now - year, now + year)
    mine = list(model.had(space.id, person))
    assert sorted((seconds(one.times.starts), seconds(one.times.ends)) for one in had) == sorted(
        span for one in mine for span in one.spans
    )
    coming = sum(one.counts and one.lives and one.starts > seconds(now) for one in mine)
    assert await bookings.coming(space.id, home, now) == coming
