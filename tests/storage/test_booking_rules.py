"""Rules that hold, that begin later, that somebody has put together; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.bookings.charter import CAR, COMMON_ROOM, GUEST_ROOM, NEW, Offer, Ruled
from storage.bookings import StoredBookings
from storage.database import Database
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import settle

DAY = timedelta(days=1)


async def test_the_rules_that_hold_and_those_that_begin_later(database: Database) -> None:
    async with database.writing() as tx:
        here, bookings = await settle(tx), StoredBookings(tx)
        space = await bookings.add_space(here.group, "Salle", "hours", 1, TUESDAY_NOON)
        assert await bookings.ruled(space, TUESDAY_NOON) == []
        await bookings.set_rules(space, COMMON_ROOM, TUESDAY_NOON, here.lea, "")
        await bookings.set_rules(space, CAR, TUESDAY_NOON + 7 * DAY, None, "D-2027-001")
        holds = Ruled(TUESDAY_NOON, COMMON_ROOM, here.lea, "")
        later = Ruled(TUESDAY_NOON + 7 * DAY, CAR, None, "D-2027-001")
        assert await bookings.ruled(space, TUESDAY_NOON) == [holds, later]
        assert await bookings.ruled(space, TUESDAY_NOON - DAY) == [holds, later]
        assert await bookings.ruled(space, TUESDAY_NOON + 7 * DAY) == [later]


async def test_what_somebody_has_put_together(database: Database) -> None:
    async with database.writing() as tx:
        here, bookings = await settle(tx), StoredBookings(tx)
        space = await bookings.add_space(here.group, "Chambre", "nights", 1, TUESDAY_NOON)
        offer = Offer(0, space, NEW, GUEST_ROOM, here.lea)
        first, second = [await bookings.add_offer(offer, TUESDAY_NOON) for _ in range(2)]
        assert await bookings.offer(first) == replace(offer, id=first)
        assert await bookings.offer(second + 1) is None
        assert await bookings.put_forward_of(space, TUESDAY_NOON - DAY) is None
        await bookings.put_forward(first, TUESDAY_NOON)
        assert await bookings.put_forward_of(space, TUESDAY_NOON - DAY) == replace(offer, id=first)
        assert await bookings.put_forward_of(space, TUESDAY_NOON) is None
        await bookings.unite(here.ines, here.lea)
        assert await bookings.offer(first) == replace(offer, id=first, by=here.ines)
        await bookings.forget(here.ines)
        assert await bookings.offer(first) == replace(offer, id=first, by=None)
        await bookings.purge(TUESDAY_NOON + DAY)
        assert await bookings.offer(first) is None


async def test_units_that_are_gone_are_given_to_nobody_and_come_back(database: Database) -> None:
    async with database.writing() as tx:
        here, bookings = await settle(tx), StoredBookings(tx)
        space = await bookings.add_space(here.group, "Chaises", "hours", 3, TUESDAY_NOON)
        before = await bookings.space(space, TUESDAY_NOON)
        assert before is not None
        await bookings.set_units(space, 1, TUESDAY_NOON)
        fewer = await bookings.space(space, TUESDAY_NOON)
        assert fewer is not None
        assert fewer.units == before.units[:1]
        await bookings.set_units(space, 3, TUESDAY_NOON)
        assert await bookings.space(space, TUESDAY_NOON) == before
