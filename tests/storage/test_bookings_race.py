"""Eight processes book the same spaces at once, and two people the last place of their household."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from handlers.bookings.charter import Limit, Rules
from handlers.bookings.model import Booking, Times, Wish
from handlers.conversation.answer import Refused
from storage.bookings import StoredBookings
from storage.database import Database, Transaction, open_database
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.booked import hamlet
from tests.storage.desks import desk
from tests.storage.race import EACH, PROCESSES, overlaps, race
from tests.storage.racing import SPACES


@pytest.fixture
async def shared(database: Database) -> Database:
    await database.write(lambda tx: hamlet(tx, (1, 2, 3), SPACES, TUESDAY_NOON))
    return database


async def test_of_1600_attempts_at_once_no_two_meet(shared: Database, url: str) -> None:
    came = (await race(url, ["desk"] * PROCESSES)).came
    assert came.total() == PROCESSES * EACH
    assert came.keys() == {"granted", "taken", "refused", "freed"}, "nothing but refusals"
    assert came["taken"] > came["granted"] > 100, "they were in each other's way"
    assert await overlaps(shared) == 0
    async with shared.reading() as tx:
        stays = await tx.rows(
            "SELECT booking, count(*) AS units FROM occupied WHERE kind = 'stay' GROUP BY booking"
        )
        live = await tx.rows("SELECT id, amount FROM bookings WHERE state = 'confirmed'")
        gone = await tx.rows("SELECT id FROM bookings WHERE state = 'cancelled'")
    assert {row["booking"]: row["units"] for row in stays} == {row["id"]: row["amount"] for row in live}
    assert (len(live) + len(gone), len(gone)) == (came["granted"], came["freed"])


async def test_the_constraint_alone_keeps_apart_what_looks_at_nothing(shared: Database, url: str) -> None:
    """Half of them write the rows themselves: neither lock nor look."""
    came = (await race(url, ["raw", "desk"] * (PROCESSES // 2), 60)).came
    assert came.total() == 60 * PROCESSES
    assert came["conflict"] > 50
    assert came["granted"] > 50
    assert came.keys() <= {"granted", "taken", "refused", "freed", "conflict"}
    assert await overlaps(shared) == 0


@pytest.fixture
async def other_line(shared: Database, url: str) -> AsyncIterator[Database]:
    """The same database as a second process has it open."""
    other = open_database(url)
    await other.open()
    yield other
    await other.close()


async def test_of_two_of_a_household_at_its_limit_one_gets_it_and_the_other_reads_the_limit(
    shared: Database, other_line: Database
) -> None:
    """Twelve months, and each time the last place of the household; what each of them wants is free."""
    rules = Rules(limits=(Limit("bookings", 1, "month"),))
    home = await shared.write(lambda tx: hamlet(tx, (2,), (("Vélos", "hours", 2, rules),), TUESDAY_NOON))
    ((bikes, _),) = home.spaces.items()
    for month in range(12):
        ten = paris("2027-03-10", "10:00") + timedelta(days=31 * month)
        # Not the same hour: there it would be the constraint that lets one of them look again.
        starts = dict(zip(home.homes, (ten, ten + timedelta(hours=5)), strict=True))

        async def books(database: Database, person: int, starts: dict[int, datetime] = starts) -> Booking | None:
            wish = Wish(bikes, Times(starts[person], starts[person] + timedelta(hours=1)))

            async def act(tx: Transaction) -> Booking | None:
                space = await StoredBookings(tx).space(wish.space, TUESDAY_NOON, lock=True)
                assert space is not None
                return await desk(tx, TUESDAY_NOON).grant(space, wish, person, person, TUESDAY_NOON)

            return await database.write(act)

        lines = zip((shared, other_line), home.homes, strict=True)
        came = await asyncio.gather(*(books(*line) for line in lines), return_exceptions=True)
        got = [one for one in came if isinstance(one, Booking)]
        read = [one for one in came if isinstance(one, Refused)]
        assert (len(got), len(read)) == (1, 1), came
        assert read[0].text.sentence == "{had}: none remains."
    async with shared.reading() as tx:
        assert len(await StoredBookings(tx).counted(bikes, list(home.homes), *_years())) == 12


def _years() -> tuple[datetime, datetime]:
    return TUESDAY_NOON, TUESDAY_NOON + timedelta(days=800)
