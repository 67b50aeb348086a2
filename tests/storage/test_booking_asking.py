"""Objections, events that ask for a place, and what households had; on both databases."""

from datetime import timedelta

from handlers.bookings.model import Booking, Objection, Plea, State, Times, Wish
from storage.bookings import StoredBookings
from storage.database import Database
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import Settled, settle

TIMES = Times(paris("2027-03-12", "16:00"), paris("2027-03-15", "11:00"))
DAY = timedelta(days=1)


async def _has(
    tx: StoredBookings, space: int, person: int, state: State = "confirmed", times: Times = TIMES
) -> Booking:
    return await tx.add(Booking(0, Wish(space, times), person, TUESDAY_NOON, TUESDAY_NOON, state), [], times.ends)


async def _space(tx: StoredBookings, here: Settled) -> int:
    return await tx.add_space(here.group, "Salle", "hours", 1, TUESDAY_NOON)


async def test_objections_are_one_of_each_person_and_go_once_it_is_over(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredBookings(tx)
        asked = await _has(store, await _space(store, here), here.karim, "asked")
        await store.object_to(asked.id, Objection(here.lea, "Le bruit"), TUESDAY_NOON)
        await store.object_to(asked.id, Objection(here.lea, "Le bruit, encore"), TUESDAY_NOON)
        await store.object_to(asked.id, Objection(here.ines, "Non", refuses=True), TUESDAY_NOON + DAY)
        assert await store.objections(asked.id) == [
            Objection(here.lea, "Le bruit, encore"),
            Objection(here.ines, "Non", refuses=True),
        ]
        assert await store.objections_by(here.lea) == ["Le bruit, encore"]
        await store.unite(here.ines, here.lea)  # both had objected: one stays
        assert [one.person for one in await store.objections(asked.id)] == [here.ines]
        assert [one.id for one in await store.asked_for(here.group, TUESDAY_NOON)] == [asked.id]
        assert await store.asked_for(here.group, TIMES.ends) == []
        assert await store.end_askings(TIMES.ends) == 0
        assert await store.end_askings(TIMES.ends + DAY) == 1
        assert await store.objections(asked.id) == []


async def test_a_plea_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredBookings(tx)
        space = await _space(store, here)
        one, two = [await _has(store, space, person) for person in (here.karim, here.lea)]
        wish = Wish(space, TIMES, 1, "Fête", 12)
        plea = Plea(0, wish, here.ines, TUESDAY_NOON, {one.id: False, two.id: False})
        number = await store.plead(plea)
        assert await store.plead(plea) == number, "twice is once"
        await store.answer_plea(number, two.id)
        kept = await store.find_plea(number)
        assert kept is not None
        assert (kept.wish, kept.bookings, kept.state) == (wish, {one.id: False, two.id: True}, "asked")
        await store.end_plea(number, "kept")
        assert await store.plead(plea) != number, "it can be asked again"
        await store.forget(here.ines)
        assert await store.find_plea(number) is None
        assert await store.end_askings(TIMES.ends) == 0


async def test_what_somebody_had_goes_to_those_of_their_household(database: Database) -> None:
    async with database.writing() as tx:
        here, store, members = await settle(tx), StoredBookings(tx), StoredMembers(tx, TUESDAY_NOON)
        booking = await _has(store, await _space(store, here), here.karim)
        assert await store.others_at_home(here.group, here.karim) == []
        await members.live_with(here.group, here.karim, here.lea)
        assert await store.others_at_home(here.group, here.karim) == [here.lea]
        assert await store.strays(TUESDAY_NOON) == []
        await members.remove_member(here.group, here.karim)
        assert await store.strays(TUESDAY_NOON) == [(here.group, here.karim)]
        assert await store.strays(TIMES.ends) == []
        assert await store.others_at_home(here.group, here.karim) == [here.lea], "also of somebody who left"
        await store.hand_over(here.group, here.karim, here.lea)
        assert [one.id for one in await store.coming_of([here.lea], here.group, TUESDAY_NOON)] == [booking.id]


async def test_the_newest_reading_is_the_one_before(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredBookings(tx)
        space = await _space(store, here)
        later = Times(TIMES.starts + 7 * DAY, TIMES.ends + 7 * DAY)
        first, second = await _has(store, space, here.karim), await _has(store, space, here.lea, times=later)
        assert await store.last_reading(second) is None
        await tx.run("UPDATE bookings SET meter_in = 10300 WHERE id = :id", id=first.id)
        await tx.run("UPDATE bookings SET meter_in = 10400 WHERE id = :id", id=second.id)
        assert await store.last_reading(second) == 10300
        assert await store.last_reading(first) is None
        given = await store.given(here.group, TIMES.starts, later.starts)
        assert [one.id for one in given] == [first.id], "the end is not included"
