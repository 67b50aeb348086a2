"""What is kept of a person's bookings, and how it goes; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.bookings.model import Series, Wait
from handlers.members.model import Group
from handlers.when.model import Without
from storage.bookings import StoredBookings
from storage.database import Database
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.booked import hours, share, space_of

SATURDAY = paris("2027-03-13", "10:00")
DAY, YEAR = timedelta(days=1), timedelta(days=366)


async def test_who_is_forgotten_has_nothing_any_more_and_nothing_is_held_for_them(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        here, (unit,) = shared.here, (await space_of(tx, shared.room)).units
        (guests,) = (await space_of(tx, shared.guests)).units
        lea = await bookings.add(shared.booking(hours(SATURDAY)), [unit], SATURDAY + DAY)
        titled = replace(
            shared.booking(hours(SATURDAY + DAY)), wish=shared.wish(hours(SATURDAY + DAY), title="Léa, 40 ans")
        )
        freed = await bookings.add(titled, [unit], SATURDAY + 2 * DAY)
        await bookings.release(freed, "cancelled", TUESDAY_NOON, counts=False)
        wrote = replace(shared.booking(hours(SATURDAY + 3 * DAY)), person=here.karim, entered_by=here.lea)
        karim = await bookings.add(wrote, [unit], SATURDAY + 4 * DAY)
        wait = Wait(0, shared.wish(hours(SATURDAY, 9), shared.guests), here.lea, TUESDAY_NOON)
        wait = replace(wait, id=await bookings.wait(wait))
        await bookings.hold(wait, [guests], SATURDAY + DAY, SATURDAY)
        await bookings.list_person(shared.room, here.lea, listed=True)
        await bookings.set_contact(shared.room, here.lea)
        address = await bookings.calendar_link("person", here.lea, TUESDAY_NOON)
        assert [(one.id, name) for one, name in await bookings.held_by(here.lea)] == [
            (karim.id, "Salle commune"),
            (freed.id, "Salle commune"),
            (lea.id, "Salle commune"),
        ]
        assert set(await bookings.forget(here.lea)) == {shared.room, shared.guests}
        assert await bookings.held_by(here.lea) == []
        assert await bookings.find(lea.id) == replace(lea, person=None), "what was to come, time frees"
        gone = await bookings.find(freed.id)
        assert gone is not None
        assert (gone.person, gone.wish.title) == (None, ""), "a title says whose feast it would have been"
        assert await bookings.find(karim.id) == replace(karim, entered_by=None)
        taken = await bookings.taken(shared.room, SATURDAY, SATURDAY + YEAR)
        assert [one.booking for one in taken] == [lea.id, lea.id, karim.id, karim.id]
        assert await bookings.taken(shared.guests, SATURDAY, SATURDAY + YEAR) == []
        assert await bookings.find_wait(wait.id) is None
        assert await bookings.listed(shared.room) == []
        assert (await space_of(tx, shared.room)).contact is None
        assert await bookings.calendar_of(address) is None
        assert await bookings.forget(here.nadia) == []


async def test_two_people_are_one_and_wait_once(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        here, (unit,) = shared.here, (await space_of(tx, shared.room)).units
        mine = await bookings.add(
            replace(shared.booking(hours(SATURDAY)), entered_by=here.lea), [unit], SATURDAY + DAY
        )
        for person in (here.ines, here.lea):
            await bookings.list_person(shared.room, person, listed=True)
        ids = {}
        for name, person, length in (
            ("first", here.ines, 2), ("same", here.lea, 2), ("other", here.lea, 3), ("neighbour", here.karim, 2),
            ("older", here.ines, 4), ("held", here.lea, 4),
        ):  # fmt: skip
            wait = Wait(0, shared.wish(hours(SATURDAY + 2 * DAY, length)), person, TUESDAY_NOON)
            ids[name] = await bookings.wait(wait)
        held = await bookings.find_wait(ids["held"])
        assert held is not None
        await bookings.hold(held, [unit], held.wish.times.ends, SATURDAY)
        await bookings.unite(here.ines, here.lea)
        assert await bookings.find(mine.id) == replace(mine, person=here.ines, entered_by=here.ines)
        assert list(await bookings.listed(shared.room)) == [here.ines]
        states = {name: await bookings.find_wait(id) for name, id in ids.items()}
        assert {name: (wait.person, wait.state) for name, wait in states.items() if wait} == {
            "first": (here.ines, "waits"),
            "same": (here.ines, "gone"),
            "other": (here.ines, "waits"),
            "neighbour": (here.karim, "waits"),
            "older": (here.ines, "gone"),
            "held": (here.ines, "held"),
        }
        assert [one.wait for one in await bookings.taken(shared.room, SATURDAY + 2 * DAY, SATURDAY + 3 * DAY)] == [
            held.id
        ]


async def test_two_groups_are_one(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        other = await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
        await bookings.set_customs(shared.here.group, await bookings.customs(other))
        await bookings.annex(other, shared.here.group)
        assert await bookings.spaces(shared.here.group, TUESDAY_NOON) == []
        assert [one.id for one in await bookings.spaces(other, TUESDAY_NOON)] == [1, 2, 3]
        assert await tx.rows("SELECT 1 FROM booking_customs") == []


async def test_whose_it_was_goes_after_its_time(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        here, (unit,) = shared.here, (await space_of(tx, shared.room)).units
        series = Series(
            0, shared.room, here.lea, "FREQ=DAILY", hours(SATURDAY), Without(), TUESDAY_NOON, here.karim
        )
        over, running = [await bookings.add_series(series) for _ in range(2)]
        old = shared.booking(hours(SATURDAY), entered_by=here.karim, series=over)
        old = await bookings.add(replace(old, wish=replace(old.wish, title="Léa, 40 ans")), [unit], SATURDAY + DAY)
        new = await bookings.add(shared.booking(hours(SATURDAY + DAY), series=running), [unit], SATURDAY + 2 * DAY)
        waits = [
            await bookings.wait(Wait(0, shared.wish(hours(at)), here.lea, TUESDAY_NOON))
            for at in (SATURDAY, SATURDAY + DAY)
        ]
        assert await bookings.purge(old.times.ends) == 0
        assert await bookings.purge(old.times.ends + timedelta(seconds=1)) == 3, "a booking, its series and a wait"
        kept = replace(old, person=None, entered_by=None, wish=replace(old.wish, title=""))
        assert await bookings.find(old.id) == kept
        assert await bookings.find(new.id) == new
        assert [await bookings.find_wait(id) is None for id in waits] == [True, False]
        ended, going = [await bookings.find_series(id) for id in (over, running)]
        assert ended is not None
        assert going is not None
        assert (ended.person, ended.entered_by) == (None, None)
        assert (going.person, going.entered_by) == (here.lea, here.karim)
