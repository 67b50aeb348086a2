"""Series of bookings; on both databases."""

from datetime import date, timedelta

from handlers.bookings.model import Booking, Series, Times, Wish
from handlers.when.model import Without
from storage.bookings import StoredBookings
from storage.database import Database
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import settle

FIRST = Times(paris("2027-03-23", "18:00"), paris("2027-03-23", "19:30"))
WEEK, DAY = timedelta(days=7), timedelta(days=1)


async def test_a_series_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredBookings(tx)
        space = await store.add_space(here.group, "Salle commune", "hours", 1, TUESDAY_NOON)
        without = Without(((date(2027, 4, 1), date(2027, 4, 3)),), holidays=True, school="B")
        rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T235959"
        kept = Series(0, space, here.karim, rule, FIRST, without, TUESDAY_NOON, here.lea)
        id = await store.add_series(kept)
        assert await store.find_series(id) == Series(id, *list(vars(kept).values())[1:])
        assert await store.find_series(id + 1) is None
        for who in (here.karim, here.lea):
            assert [one.id for one in await store.series_since(space, who, TUESDAY_NOON)] == [id]
        assert await store.series_since(space, here.ines, TUESDAY_NOON) == []
        assert await store.series_since(space + 1, here.karim, TUESDAY_NOON) == []
        assert await store.series_since(space, here.karim, TUESDAY_NOON + DAY) == []


async def test_its_dates_keep_when_they_would_have_begun(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredBookings(tx)
        space = await store.add_space(here.group, "Salle commune", "hours", 1, TUESDAY_NOON)
        found = await store.space(space, TUESDAY_NOON)
        assert found is not None
        id = await store.add_series(
            Series(0, space, here.karim, "FREQ=WEEKLY;COUNT=2", FIRST, Without(), TUESDAY_NOON)
        )
        after = Times(paris("2027-03-30", "18:00"), paris("2027-03-30", "19:30"))  # the clock has changed
        for times in (after, FIRST):
            booking = Booking(
                0, Wish(space, times), here.karim, TUESDAY_NOON, TUESDAY_NOON, series=id, was=times.starts
            )
            await store.add(booking, found.units, times.ends)
        first, second = await store.of_series(id)
        assert (first.times, first.was) == (FIRST, FIRST.starts)
        assert (second.times, second.was) == (after, after.starts)
        assert second.times.starts - first.times.starts == WEEK, "on the wall"
        await store.release(first, "cancelled", TUESDAY_NOON, counts=False)
        assert [one.lives for one in await store.of_series(id)] == [False, True]


async def test_whose_it_was_goes_with_its_last_date(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredBookings(tx)
        space = await store.add_space(here.group, "Salle commune", "hours", 1, TUESDAY_NOON)
        found = await store.space(space, TUESDAY_NOON)
        assert found is not None
        series = Series(0, space, here.karim, "FREQ=WEEKLY", FIRST, Without(), TUESDAY_NOON, here.lea)
        id = await store.add_series(series)
        booking = Booking(0, Wish(space, FIRST), here.karim, TUESDAY_NOON, TUESDAY_NOON, series=id)
        await store.add(booking, found.units, FIRST.ends)
        await store.purge(FIRST.starts)
        known = await store.find_series(id)
        assert known is not None
        assert (known.person, known.entered_by) == (here.karim, here.lea)
        await store.purge(FIRST.ends + DAY)
        known = await store.find_series(id)
        assert known is not None
        assert (known.person, known.entered_by) == (None, None)
