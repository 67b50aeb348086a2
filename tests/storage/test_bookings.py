"""Bookings, series and those who wait come back as they were kept; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.bookings.model import Booking, Customs, Series, Times, Wait
from handlers.when.model import Without
from storage.bookings import StoredBookings
from storage.database import Database, Transaction
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.booked import HOUR, Shared, hours, share, space_of

PARIS = ZoneInfo("Europe/Paris")
SATURDAY = paris("2027-03-13", "10:00")
DAY = timedelta(days=1)


def _utc(booking: Booking) -> Booking:
    return replace(booking, made_at=booking.made_at.astimezone(UTC), changed_at=booking.changed_at.astimezone(UTC))


async def _book(tx: Transaction, shared: Shared, times: Times, space: int = 0, **more: object) -> Booking:
    of = await space_of(tx, space or shared.room)
    booking = shared.booking(times, of.id, **more)
    return await StoredBookings(tx).add(booking, of.units[: booking.wish.amount], times.ends)


async def test_a_booking_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        booking = shared.booking(
            hours(SATURDAY, 4), entered_by=shared.here.karim, counts=False, was=SATURDAY - DAY, state="asked"
        )
        booking = replace(booking, wish=replace(booking.wish, title="Fête d'été", attending=30))
        units = (await space_of(tx, shared.room)).units
        kept = await bookings.add(booking, units, SATURDAY + DAY / 4)
        assert kept == _utc(replace(booking, id=kept.id)) == await bookings.find(kept.id)
        assert kept.times.zone == PARIS
        assert list(await bookings.units_of(kept.id)) == list(units)
        changed = replace(
            kept,
            state="confirmed",
            seen=True,
            left_as="fine",
            meter_out=10240,
            meter_in=10300,
            cost=2040,
            counts=True,
        )
        await bookings.keep(changed)
        assert await bookings.find(kept.id, lock=True) == replace(changed, revision=1)
        later = replace(
            changed,
            wish=replace(changed.wish, times=hours(SATURDAY + 7 * DAY, 2)),
            changed_at=changed.made_at + DAY,
        )
        await bookings.move(later, units, later.times.ends)
        assert await bookings.find(kept.id) == replace(later, revision=2)
        assert await bookings.taken(shared.room, SATURDAY, SATURDAY + DAY) == [], "the old time is free"
        await bookings.release(later, "cancelled", SATURDAY, counts=True)
        gone = await bookings.find(kept.id)
        assert gone == replace(later, revision=3, state="cancelled", changed_at=SATURDAY.astimezone(UTC))
        assert await bookings.taken(shared.room, SATURDAY, SATURDAY + 30 * DAY) == []
        assert await bookings.units_of(kept.id) == []
        assert await bookings.find(99) is None


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [
        # R17: the clock goes forward on 28 March 2027, and back on 31 October.
        (datetime(2026, 3, 28, 22, 0, tzinfo=PARIS), datetime(2026, 3, 29, 6, 0, tzinfo=PARIS), 7 * 60),
        (datetime(2027, 3, 27, 22, 0, tzinfo=PARIS), datetime(2027, 3, 28, 6, 0, tzinfo=PARIS), 7 * 60),
        (datetime(2027, 10, 30, 22, 0, tzinfo=PARIS), datetime(2027, 10, 31, 6, 0, tzinfo=PARIS), 9 * 60),
        (datetime(2027, 10, 31, 2, 30, tzinfo=PARIS), datetime(2027, 10, 31, 2, 30, tzinfo=PARIS, fold=1), 60),
        (
            datetime(2027, 10, 31, 2, 15, tzinfo=PARIS, fold=1),
            datetime(2027, 10, 31, 2, 45, tzinfo=PARIS, fold=1),
            30,
        ),
        (datetime(2027, 10, 31, 1, 0, tzinfo=PARIS), datetime(2027, 10, 31, 2, 0, tzinfo=PARIS, fold=1), 120),
        (datetime(2027, 3, 28, 1, 30, tzinfo=PARIS), datetime(2027, 3, 28, 3, 30, tzinfo=PARIS), 60),
    ],
)
async def test_the_clock_on_the_wall_is_kept_with_its_zone(
    database: Database, starts: datetime, ends: datetime, minutes: int
) -> None:
    async with database.writing() as tx:
        shared = await share(tx)
        kept = (await _book(tx, shared, Times(starts, ends))).times
        for wanted, found in ((starts, kept.starts), (ends, kept.ends)):
            assert (found.replace(tzinfo=None), found.fold, found.tzinfo) == (
                wanted.replace(tzinfo=None),
                wanted.fold,
                PARIS,
            )
        assert kept.minutes == minutes
        row = await tx.row("SELECT ends_at - starts_at AS seconds, starts, zone FROM bookings")
        assert row is not None
        assert (row["seconds"], row["starts"]) == (minutes * 60, f"{starts:%Y-%m-%dT%H:%M}")


async def test_an_hour_that_the_clock_skips_is_kept_as_the_one_after_it(database: Database) -> None:
    async with database.writing() as tx:
        shared = await share(tx)
        skipped = datetime(2027, 3, 28, 2, 30, tzinfo=PARIS)
        kept = (await _book(tx, shared, Times(skipped, datetime(2027, 3, 28, 5, 0, tzinfo=PARIS)))).times
        assert kept.starts.timestamp() == skipped.timestamp()
        assert kept.minutes == 90


async def test_where_a_zone_changes_its_offset_the_wall_clock_holds(database: Database) -> None:
    """As if the European Union had given up summer time after it was booked: the seconds are an hour off."""
    async with database.writing() as tx:
        shared = await share(tx)
        booking = await _book(tx, shared, hours(paris("2027-07-14", "14:00"), 4))
        await tx.run("UPDATE bookings SET starts_at = starts_at - 3600, ends_at = ends_at - 3600")
        found = await StoredBookings(tx).find(booking.id)
        assert found is not None
        assert found.times == booking.times


async def test_what_is_between_is_what_touches_the_time(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        long = await _book(tx, shared, Times(SATURDAY - 300 * DAY, SATURDAY + DAY), shared.guests)
        room = await _book(tx, shared, hours(SATURDAY))
        chairs = [await _book(tx, shared, hours(SATURDAY + DAY), shared.chairs)]
        gone = await _book(tx, shared, hours(SATURDAY, 2), shared.chairs)
        await bookings.release(gone, "cancelled", TUESDAY_NOON, counts=False)
        asked = await _book(tx, shared, hours(SATURDAY + timedelta(hours=1)), state="asked")

        async def found(begins: datetime, ends: datetime, *spaces: int, gone: bool = False) -> list[int]:
            return [one.id for one in await bookings.between(spaces or (1, 2, 3), begins, ends, gone=gone)]

        hour = timedelta(hours=1)
        assert await found(SATURDAY, SATURDAY + hour) == [long.id, room.id]
        assert await found(SATURDAY, SATURDAY + hour, gone=True) == [long.id, room.id, gone.id]
        assert await found(SATURDAY, SATURDAY + 2 * hour, shared.room) == [room.id, asked.id]
        assert await found(SATURDAY - hour, SATURDAY, shared.room) == []
        assert await found(SATURDAY, SATURDAY + 9 * DAY) == [long.id, room.id, asked.id, chairs[0].id]
        assert await found(SATURDAY - 100 * DAY, SATURDAY - 99 * DAY) == [long.id]
        assert await found(SATURDAY - 100 * DAY, SATURDAY - 99 * DAY, gone=True) == [long.id]


async def test_what_several_units_have_is_one_booking(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        wish = shared.wish(hours(SATURDAY), shared.chairs, amount=3)
        booking = replace(shared.booking(wish.times, shared.chairs), wish=wish)
        three = await bookings.add(booking, (await space_of(tx, shared.chairs)).units, SATURDAY + DAY)
        assert await bookings.between([shared.chairs], SATURDAY, SATURDAY + DAY) == [three]


async def test_what_counts_for_limits_and_what_comes(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        lea, karim = shared.here.lea, shared.here.karim
        one = await _book(tx, shared, hours(SATURDAY))
        await _book(tx, shared, hours(SATURDAY + DAY), counts=False)
        await _book(tx, shared, hours(SATURDAY + DAY), shared.chairs)
        late = await _book(tx, shared, hours(SATURDAY + 2 * DAY))
        await bookings.release(late, "cancelled", TUESDAY_NOON, counts=True)
        early = await _book(tx, shared, hours(SATURDAY + 3 * DAY))
        await bookings.release(early, "cancelled", TUESDAY_NOON, counts=False)
        for state in ("displaced", "refused"):
            never = await _book(tx, shared, hours(SATURDAY + 4 * DAY))
            await bookings.release(never, state, TUESDAY_NOON, counts=True)
        window = (SATURDAY, SATURDAY + 30 * DAY)
        counted = await bookings.counted(shared.room, [karim, lea], *window)
        assert [wish.times for wish in counted] == [one.times, late.times]
        assert await bookings.counted(shared.room, [karim], *window) == []
        assert await bookings.counted(shared.room, [lea], one.times.ends, late.times.starts) == []
        assert await bookings.coming(shared.room, [karim, lea], TUESDAY_NOON) == 1
        assert await bookings.coming(shared.room, [lea], SATURDAY) == 0, "it has begun"
        ahead = [one.id for one in await bookings.coming_of([karim, lea], shared.here.group, SATURDAY)]
        assert ahead == [1, 2, 3], "also what has begun, and what does not count"
        assert await bookings.coming_of([lea], shared.here.group + 1, SATURDAY) == []


async def test_what_was_left_too_late_counts_whatever_becomes_of_it(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        units = (await space_of(tx, shared.room)).units
        one = await _book(tx, shared, hours(SATURDAY, 3))
        apart, meets = hours(SATURDAY - 40 * DAY), Times(SATURDAY + HOUR, SATURDAY + 5 * HOUR)
        moved = replace(one, given_up=(apart, meets))
        await bookings.move(moved, units, moved.times.ends)
        assert await bookings.find(one.id) == replace(moved, revision=1)

        async def counted() -> list[Times]:
            found = await bookings.counted(shared.room, [shared.here.lea], SATURDAY - DAY, SATURDAY + DAY)
            return [wish.times for wish in found]

        assert await counted() == [apart, Times(SATURDAY, SATURDAY + 5 * HOUR)], "the same hour once"
        await bookings.release(moved, "cancelled", TUESDAY_NOON, counts=False)
        assert await counted() == [apart, meets]
        freed = await bookings.find(one.id)
        assert freed is not None
        assert (freed.counts, freed.counted) == (False, True)


async def test_series_customs_and_addresses_come_back(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        without = Without(((date(2027, 4, 3), date(2027, 4, 19)),), holidays=True, school="B")
        first = hours(paris("2027-03-09", "18:00"), 1.5)
        rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T235900"
        series = Series(0, shared.room, shared.here.lea, rule, first, without, TUESDAY_NOON, shared.here.karim)
        series = replace(series, id=await bookings.add_series(series), made_at=TUESDAY_NOON.astimezone(UTC))
        assert await bookings.find_series(series.id) == series
        assert await bookings.find_series(99) is None
        second = await _book(
            tx, shared, hours(first.starts + 7 * DAY), series=series.id, was=first.starts + 7 * DAY
        )
        one = await _book(tx, shared, first, series=series.id)
        await bookings.release(one, "cancelled", TUESDAY_NOON, counts=False)
        assert [each.id for each in await bookings.of_series(series.id)] == [one.id, second.id]
        assert await bookings.customs(shared.here.group) == Customs()
        for customs in (Customs(names=False), Customs(rules_by="facilitation")):
            await bookings.set_customs(shared.here.group, customs)
            assert await bookings.customs(shared.here.group) == customs
        address = await bookings.calendar_link("person", shared.here.lea, TUESDAY_NOON)
        assert await bookings.calendar_link("person", shared.here.lea, TUESDAY_NOON) == address
        assert await bookings.calendar_of(address) == ("person", shared.here.lea)
        renewed = await bookings.calendar_link("person", shared.here.lea, TUESDAY_NOON, renew=True)
        assert renewed not in (address, await bookings.calendar_link("space", shared.here.lea, TUESDAY_NOON))
        assert await bookings.calendar_of(address) is None
        assert await bookings.calendar_of(renewed) == ("person", shared.here.lea)
        row = await tx.row("SELECT digest FROM calendar_links WHERE kind = 'person'")
        assert row is not None
        assert renewed not in row["digest"]


async def test_those_who_wait_come_back_in_their_order(database: Database) -> None:
    async with database.writing() as tx:
        shared, bookings = await share(tx), StoredBookings(tx)
        units = (await space_of(tx, shared.room)).units

        async def waits(person: int, length: float, **more: object) -> Wait:
            wait = Wait(0, shared.wish(hours(SATURDAY, length)), person, TUESDAY_NOON, **more)  # type: ignore[arg-type]
            return replace(wait, id=await bookings.wait(wait), made_at=TUESDAY_NOON.astimezone(UTC))

        lea, karim = await waits(shared.here.lea, 2), await waits(shared.here.karim, 1)
        assert await waits(shared.here.lea, 2) == lea, "of one person for the same time once"
        assert await bookings.find_wait(lea.id) == lea
        assert await bookings.find_wait(99) is None
        assert await bookings.waiting(shared.room, hours(SATURDAY)) == [lea, karim]
        assert await bookings.waiting(shared.room, hours(SATURDAY + timedelta(hours=1))) == [lea]
        assert await bookings.waiting(shared.room, hours(SATURDAY + timedelta(hours=2))) == []
        await bookings.hold(lea, units, lea.wish.times.ends + timedelta(minutes=30), SATURDAY - DAY)
        held = replace(lea, state="held", held_until=(SATURDAY - DAY).astimezone(UTC))
        assert await bookings.waiting(shared.room, hours(SATURDAY)) == [held, karim]
        assert [one.kind for one in await bookings.taken(shared.room, SATURDAY, SATURDAY + DAY)] == [
            "hold",
            "buffer",
        ]
        assert await bookings.waits_of(shared.here.lea, shared.here.group, TUESDAY_NOON) == [held]
        assert await bookings.waits_of(shared.here.lea, shared.here.group, SATURDAY) == []
        await bookings.end_wait(lea.id, "gone")
        assert await bookings.taken(shared.room, SATURDAY, SATURDAY + DAY) == []
        assert await bookings.waiting(shared.room, hours(SATURDAY)) == [karim]
        has = await _book(tx, shared, hours(SATURDAY))
        asks = await waits(shared.here.ines, 1, asks=has.id)
        assert await bookings.asking(has.id) == [asks]
        assert asks not in await bookings.waiting(shared.room, hours(SATURDAY)), (
            "who asks its holder is in no line"
        )
