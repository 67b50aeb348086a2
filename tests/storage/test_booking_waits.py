"""Waiting lists and what is held; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.bookings.model import Booking, Times, Wait, Wish
from storage.bookings import StoredBookings
from storage.database import Database, Transaction
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import Settled, settle

ANY = Times(paris("2027-03-13", "16:00"), paris("2027-03-16", "11:00"))
KARIMS = Times(paris("2027-03-12", "16:00"), paris("2027-03-15", "11:00"))
UNTIL = paris("2027-03-03", "10:00")


async def _room(tx: Transaction) -> tuple[Settled, StoredBookings, int]:
    here, bookings = await settle(tx), StoredBookings(tx)
    return here, bookings, await bookings.add_space(here.group, "Chambre d'amis", "nights", 1, TUESDAY_NOON)


async def _karims(bookings: StoredBookings, here: Settled, space: int) -> Booking:
    found = await bookings.space(space, TUESDAY_NOON)
    assert found is not None
    booking = Booking(0, Wish(space, KARIMS), here.karim, TUESDAY_NOON, TUESDAY_NOON)
    return await bookings.add(booking, found.units, KARIMS.ends)


async def test_a_wait_comes_back_as_it_was_kept_and_stands_once(database: Database) -> None:
    async with database.writing() as tx:
        here, bookings, space = await _room(tx)
        booking = await _karims(bookings, here, space)
        wait = Wait(0, Wish(space, ANY, 1), here.lea, TUESDAY_NOON, entered_by=here.ines)
        first = await bookings.wait(wait)
        assert await bookings.find_wait(first) == replace(wait, id=first)
        assert await bookings.wait(wait) == first
        asks = await bookings.wait(replace(wait, asks=booking.id))
        assert asks != first
        second = await bookings.wait(Wait(0, Wish(space, ANY), here.ines, TUESDAY_NOON + timedelta(minutes=1)))
        assert [one.id for one in await bookings.waiting(space, KARIMS)] == [first, second]
        later = Times(ANY.ends, ANY.ends + timedelta(days=1))
        assert await bookings.waiting(space, later) == []
        assert [one.id for one in await bookings.all_waiting(space, TUESDAY_NOON)] == [first, second]
        assert [one.id for one in await bookings.asking(booking.id)] == [asks]
        assert await bookings.asked_of(here.karim, TUESDAY_NOON) == [(await bookings.find_wait(asks), here.group)]
        assert await bookings.asked_of(here.lea, TUESDAY_NOON) == []
        assert {one.id for one in await bookings.waits_of(here.lea, here.group, TUESDAY_NOON)} == {first, asks}
        written = {one.id for one in await bookings.waits_of(here.ines, here.group, TUESDAY_NOON)}
        assert written == {first, asks, second}, "also what was written down for somebody"
        assert await bookings.waits_of(here.lea, here.group + 1, TUESDAY_NOON) == []
        assert await bookings.waits_of(here.lea, here.group, ANY.starts) == []
        await bookings.end_wait(asks, "gone")
        assert await bookings.asking(booking.id) == []
        assert [one.id for one in await bookings.asking(booking.id, gone=True)] == [asks]


async def test_what_is_held_is_nobody_elses_until_it_ends(database: Database) -> None:
    async with database.writing() as tx:
        here, bookings, space = await _room(tx)
        found = await bookings.space(space, TUESDAY_NOON)
        assert found is not None
        wait = Wait(0, Wish(space, ANY), here.lea, TUESDAY_NOON)
        wait = replace(wait, id=await bookings.wait(wait))
        await bookings.hold(wait, found.units, ANY.ends + timedelta(minutes=30), UNTIL)
        held = await bookings.find_wait(wait.id)
        assert held == replace(wait, state="held", held_until=UNTIL)
        taken = await bookings.taken(space, ANY.starts, ANY.ends + timedelta(hours=1))
        assert [(one.kind, one.wait) for one in taken] == [("hold", wait.id), ("buffer", wait.id)]
        await bookings.end_wait(wait.id, "left")
        assert await bookings.taken(space, ANY.starts, ANY.ends + timedelta(hours=1)) == []
        assert await bookings.find_wait(wait.id) == replace(wait, state="left")


async def test_what_is_freed_can_stay_held(database: Database) -> None:
    async with database.writing() as tx:
        here, bookings, space = await _room(tx)
        booking = await _karims(bookings, here, space)
        units = await bookings.units_of(booking.id)
        await bookings.release(booking, "cancelled", TUESDAY_NOON, counts=False, held=True)
        (taken,) = await bookings.taken(space, KARIMS.starts, KARIMS.ends)
        assert (taken.kind, taken.booking) == ("hold", booking.id)
        assert await bookings.units_of(booking.id) == units
        await bookings.let_go(booking.id)
        assert await bookings.taken(space, KARIMS.starts, KARIMS.ends) == []


async def test_who_asks_nobody_any_more_waits_once(database: Database) -> None:
    async with database.writing() as tx:
        here, bookings, space = await _room(tx)
        booking = await _karims(bookings, here, space)
        ask = Wait(0, Wish(space, ANY), here.lea, TUESDAY_NOON, asks=booking.id)
        leas = await bookings.wait(ask)
        ines = await bookings.wait(replace(ask, person=here.ines))
        known = await bookings.wait(replace(ask, person=here.ines, asks=None))
        for one in (leas, ines):
            await bookings.ask_no_more(one)
        assert [one.id for one in await bookings.waiting(space, ANY)] == [leas, known]
        assert await bookings.asking(booking.id) == []


async def test_forgetting_frees_what_is_held_and_what_is_asked(database: Database) -> None:
    async with database.writing() as tx:
        here, bookings, space = await _room(tx)
        found = await bookings.space(space, TUESDAY_NOON)
        assert found is not None
        booking = await _karims(bookings, here, space)
        later = Times(ANY.starts + timedelta(days=30), ANY.ends + timedelta(days=30))
        held = Wait(0, Wish(space, later), here.lea, TUESDAY_NOON, entered_by=here.karim)
        held = replace(held, id=await bookings.wait(held))
        await bookings.hold(held, found.units, later.ends, UNTIL)
        asks = await bookings.wait(Wait(0, Wish(space, ANY), here.ines, TUESDAY_NOON, asks=booking.id))
        assert await bookings.forget(here.karim) == [space]
        kept = await bookings.find_wait(held.id)
        assert kept is not None
        assert kept.entered_by is None
        waits = await bookings.find_wait(asks)
        assert waits is not None
        assert (waits.asks, waits.state) == (None, "waits")
        assert await bookings.forget(here.lea) == [space]
        assert await bookings.find_wait(held.id) is None
        left = await bookings.taken(space, KARIMS.starts, later.ends)
        assert [(one.kind, one.booking) for one in left] == [("stay", booking.id)], (
            "the alarm frees what is to come"
        )
