"""Spaces, their units and their rules come back as they were kept; on both databases."""

import json
from dataclasses import replace
from datetime import UTC, time, timedelta

import pytest

from handlers.bookings.charter import CAR, COMMON_ROOM, GUEST_ROOM, LAUNDRY, NEW, WORKSHOP, Limit, Rules
from storage.bookings import StoredBookings
from storage.database import Database
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.booked import hours, share, space_of

SATURDAY = paris("2027-03-13", "10:00")
DAY = timedelta(days=1)


async def test_spaces_come_back_as_they_were_kept(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        chairs = await space_of(tx, shared.chairs)
        assert (chairs.name, chairs.slot, len(chairs.units), chairs.rules) == ("Chaises", "hours", 3, NEW)
        assert [one.id for one in await bookings.spaces(shared.here.group, TUESDAY_NOON)] == [1, 2, 3]
        assert await bookings.spaces(shared.here.group + 1, TUESDAY_NOON) == []
        await bookings.rename(chairs.id, "Chaises pliantes")
        await bookings.set_contact(chairs.id, shared.here.lea)
        await bookings.set_info(chairs.id, "Au sous-sol")
        found = await bookings.space(chairs.id, TUESDAY_NOON, lock=True)
        assert found == replace(chairs, name="Chaises pliantes", contact=shared.here.lea, info="Au sous-sol")
        assert "sous-sol" not in repr(found), "never in a log"
        await bookings.retire(chairs.id, TUESDAY_NOON)
        assert [one.id for one in await bookings.spaces(shared.here.group, TUESDAY_NOON)] == [1, 3]
        assert len(await bookings.spaces(shared.here.group, TUESDAY_NOON, retired=True)) == 3
        assert (await space_of(tx, chairs.id)).retired
        await bookings.retire(chairs.id, None)
        assert not (await space_of(tx, chairs.id)).retired
        await bookings.list_person(chairs.id, shared.here.lea, listed=True)
        await bookings.list_person(chairs.id, shared.here.lea, listed=True)
        await bookings.list_person(chairs.id, shared.here.karim, listed=True)
        await bookings.list_person(chairs.id, shared.here.karim, listed=False)
        assert list(await bookings.listed(chairs.id)) == [shared.here.lea]
        assert await bookings.space(99, TUESDAY_NOON, lock=True) is None


async def test_units_that_are_no_longer_shared_keep_what_was_booked(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        first, second, third = (await space_of(tx, shared.chairs)).units
        kept = await bookings.add(shared.booking(hours(SATURDAY), shared.chairs), [third], SATURDAY + DAY)
        await bookings.set_units(shared.chairs, 1, TUESDAY_NOON)
        assert (await space_of(tx, shared.chairs)).units == (first,)
        assert await bookings.units_of(kept.id) == [third]
        await bookings.set_units(shared.chairs, 4, SATURDAY + 2 * DAY)
        units = (await space_of(tx, shared.chairs)).units
        assert units[:3] == (first, second, third)
        assert len(units) == 4


@pytest.mark.parametrize(
    "rules", [COMMON_ROOM, GUEST_ROOM, LAUNDRY, WORKSHOP, CAR, Rules(checklist=("Balai", "É"))]
)
async def test_rules_come_back_and_hold_from_their_moment_on(database: Database, rules: Rules) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        await bookings.set_rules(shared.room, rules, SATURDAY, shared.here.lea, "D-2027-006")
        assert (await space_of(tx, shared.room)).rules == NEW
        assert await bookings.next_rules(shared.room, TUESDAY_NOON) == (SATURDAY.astimezone(UTC), rules)
        assert (await space_of(tx, shared.room, SATURDAY)).rules == rules
        assert await bookings.next_rules(shared.room, SATURDAY) is None
        await bookings.set_rules(shared.room, Rules(step=15), SATURDAY - DAY, None, "")
        assert (await space_of(tx, shared.room, SATURDAY + DAY)).rules == Rules(step=15), (
            "what came later is dropped"
        )
        assert (await space_of(tx, shared.chairs, SATURDAY + DAY)).rules == NEW


async def test_rules_of_an_older_and_of_a_newer_palabre_are_read(database: Database) -> None:
    """The older one lacks keys, which have their defaults; the newer one's are left alone."""
    kept = {"step": 30, "opens": "08:00:00", "limits": [{"counted": "nights", "most": 15, "period": "quarter"}]}
    async with database.writing() as tx:
        shared = await share(tx)
        for rules in (kept, kept | {"of_a_newer_palabre": [1, {"x": None}]}):
            await tx.run("DELETE FROM space_rules")
            await tx.run(
                "INSERT INTO space_rules (space, since, rules, source) VALUES (:space, 0, :rules, '')",
                space=shared.room,
                rules=json.dumps(rules),
            )
            found = (await space_of(tx, shared.room)).rules
            assert found == Rules(step=30, opens=time(8), limits=(Limit("nights", 15, "quarter"),))
