"""Calendars of what stands in both databases, read back by a program that we did not write."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from handlers.bookings.model import Customs, Times
from handlers.when.model import Without
from storage.database import Database
from tests.calendars import Desk, events, living, read
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import settle

YEAR = (paris("2027-01-01", "00:00"), paris("2028-12-31", "00:00"))
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
TUESDAYS = Times(paris("2027-03-09", "18:00"), paris("2027-03-09", "19:30"))


async def test_a_single_booking_keeps_its_uid_and_its_sequence_grows(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Chambre d'amis", "nights")
        made = await desk.books(room, paris("2027-03-12", "16:00"), paris("2027-03-15", "11:00"), desk.here.karim)
        (event,) = events(await desk.feed("group", desk.here.group))
        assert read(await desk.feed("group", desk.here.group), *YEAR) == [
            (made.times.starts, made.times.ends, "Chambre d'amis\xa0: Karim", "CONFIRMED")
        ]
        assert event["SEQUENCE"] == 0
        assert event["DTSTART"].params["TZID"] == "Europe/Paris"
        assert (str(event["LOCATION"]), str(event["TRANSP"])) == ("Chambre d'amis, Les Tilleuls", "TRANSPARENT")
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == TUESDAY_NOON
        await desk.moves(made, made.times.starts + DAY, made.times.ends + DAY, TUESDAY_NOON + HOUR)
        (moved,) = events(await desk.feed("group", desk.here.group))
        assert (moved["UID"], moved["SEQUENCE"], moved["DTSTART"].dt) == (event["UID"], 1, made.times.starts + DAY)
        assert moved["LAST-MODIFIED"].dt == TUESDAY_NOON + HOUR
        await desk.frees(made, TUESDAY_NOON + 2 * HOUR)
        (gone,) = events(await desk.feed("group", desk.here.group))
        assert (gone["UID"], gone["SEQUENCE"], str(gone["STATUS"])) == (event["UID"], 2, "CANCELLED")
        assert str(gone["SUMMARY"]) == "Annulé\xa0: Chambre d'amis"
        assert events(await desk.feed("group", desk.here.group, TUESDAY_NOON + 27 * DAY))
        assert not events(await desk.feed("group", desk.here.group, TUESDAY_NOON + 29 * DAY))


async def test_what_is_asked_for_is_tentative_and_what_is_long_over_is_not_shown(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Salle commune")
        starts = paris("2027-03-13", "14:00")
        await desk.books(room, starts, starts + HOUR, desk.here.lea, state="asked")
        ((*_, words, status),) = read(await desk.feed("space", room.id), *YEAR)
        assert (words, status) == ("Salle commune\xa0: Léa, à confirmer", "TENTATIVE")
        assert events(await desk.feed("space", room.id, starts + 92 * DAY))
        assert not events(await desk.feed("space", room.id, starts + 93 * DAY))


async def test_names_only_where_the_group_shows_them_and_one_s_own_without(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        here = desk.here
        await desk.members.live_with(here.group, here.lea, here.karim)
        room, other = await desk.space("Salle commune"), await desk.space("Atelier")
        await desk.bookings.set_info(room.id, "Code 4711")
        starts = paris("2027-03-13", "14:00")
        made = await desk.books(room, starts, starts + HOUR, here.lea, left_as="une vitre cassée")
        await desk.books(room, starts + DAY, starts + DAY + HOUR, here.ines)
        await desk.books(
            other,
            starts,
            starts + HOUR,
            here.ines,
            wish=replace(made.wish, space=other.id, title="Fête ; des, voisins"),
        )

        async def told(kind: str, record: int) -> list[str]:
            content = await desk.feed(kind, record)  # type: ignore[arg-type]
            assert "4711" not in content
            assert "vitre" not in content
            return [words for _, _, words, _ in read(content, *YEAR)]

        everybody = await told("group", here.group)
        assert everybody == [
            "Atelier\xa0: Fête ; des, voisins",
            "Salle commune\xa0: Léa et Karim",
            "Salle commune\xa0: Inès",
        ]
        assert await told("space", room.id) == everybody[1:]
        await desk.bookings.set_customs(here.group, Customs(names=False))
        assert await told("space", room.id) == ["Salle commune\xa0: occupé"] * 2
        assert await told("person", here.karim) == await told("person", here.lea) == ["Salle commune"]
        assert await told("person", here.ines) == ["Atelier\xa0: Fête ; des, voisins", "Salle commune"]
        assert await told("person", here.nadia) == []


async def test_any_words_come_back_as_they_were(database: Database) -> None:
    words = "Pâtes ; « lasagnes », 2\\3 🎉👩‍👩‍👧 \\n fin\nligne " + "très long 🌻" * 30
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Salle; « A, B » \\ 🎈")
        starts = paris("2027-03-13", "14:00")
        made = await desk.books(room, starts, starts + HOUR, desk.here.lea)
        await desk.bookings.keep(replace(made, wish=replace(made.wish, title=f"{words}\u2028\x07")))
        content = await desk.feed("space", room.id)
        ((_, _, told, _),) = read(content, *YEAR)
        assert told == f"Salle; « A, B » \\ 🎈\xa0: {words} "
        assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
        assert "\n" not in content.replace("\r\n", "")
        assert "X-WR-CALNAME:Salle\\; « A\\, B » \\\\ 🎈 · Les Tilleuls\r\n" in content
        assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in content
        assert "X-PUBLISHED-TTL:PT1H\r\n" in content


async def test_a_series_with_a_skipped_a_moved_and_a_cancelled_date(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Salle commune")
        rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270518"  # the clock changes on 28 March
        number, made = await desk.repeats(room, TUESDAYS, rule, desk.here.lea, skip=(0, 4))
        assert len(made) == 9
        content = await desk.feed("group", desk.here.group)
        assert "UNTIL=20270518T215959Z" in content
        assert len(events(content)) == 1
        assert living(content, *YEAR) == [_seconds(one.times) for one in made]
        (master,) = events(content)
        assert (str(master["UID"]), master["DTSTART"].dt) == (f"series-{number}@palabre", TUESDAYS.starts)

        moved = made[2].times.starts + DAY + HOUR
        await desk.moves(made[2], moved, moved + HOUR, TUESDAY_NOON)
        await desk.frees(made[5], TUESDAY_NOON + HOUR)
        content = await desk.feed("group", desk.here.group)
        first, *changed = events(content)
        assert first["SEQUENCE"] == master["SEQUENCE"] + 2
        assert {str(one["UID"]) for one in changed} == {f"series-{number}@palabre"}
        assert {one["RECURRENCE-ID"].dt for one in changed} == {made[2].was, made[5].was}
        assert living(content, *YEAR) == [
            (moved.timestamp(), moved.timestamp() + 3600) if place == 2 else _seconds(one.times)
            for place, one in enumerate(made)
            if place != 5
        ]
        gone = [one for one in read(content, *YEAR) if one[3] == "CANCELLED"]
        assert gone == [(made[5].times.starts, made[5].times.ends, "Annulé\xa0: Salle commune", "CANCELLED")]
        later = await desk.feed("group", desk.here.group, TUESDAY_NOON + 40 * DAY)
        assert living(later, *YEAR) == living(content, *YEAR)
        assert not [one for one in read(later, *YEAR) if one[3] == "CANCELLED"]
        assert events(later)[0]["SEQUENCE"] == first["SEQUENCE"]
        # A skipped date is added later, and the cancelled one is taken again.
        for was in (TUESDAYS.starts, made[5].times.starts):
            await desk.books(room, was, was + 1.5 * HOUR, desk.here.lea, series=number, was=was)
        content = await desk.feed("group", desk.here.group)
        assert len(living(content, *YEAR)) == 10
        assert not [one for one in read(content, *YEAR) if one[3] == "CANCELLED"]
        assert events(content)[0]["SEQUENCE"] > first["SEQUENCE"]


async def test_a_series_leaves_out_holidays_and_counts_them(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Salle commune")
        mondays = Times(paris("2027-03-22", "18:00"), paris("2027-03-22", "19:30"))
        without = Without(((paris("2027-04-05", "00:00").date(), paris("2027-04-05", "00:00").date()),), True, "C")
        rule = "FREQ=WEEKLY;BYDAY=MO;COUNT=12"
        _, made = await desk.repeats(room, mondays, rule, desk.here.lea, without=without)
        content = await desk.feed("person", desk.here.lea)
        assert "COUNT=12" in content
        assert len(made) < 10  # Easter Monday on 29 March, Whit Monday, the spring holidays
        assert living(content, *YEAR) == [_seconds(one.times) for one in made]


async def test_nights_keep_their_hours_across_a_clock_change(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Atelier")
        for rule, first in (
            ("FREQ=WEEKLY;BYDAY=SA;UNTIL=20270417", "2027-03-20"),  # in the middle
            ("FREQ=WEEKLY;BYDAY=SA;COUNT=3", "2027-10-30"),  # in the first one
        ):
            starts = paris(first, "22:00")
            nights = Times(starts, paris(f"{starts + DAY:%Y-%m-%d}", "06:00"))
            _, made = await desk.repeats(room, nights, rule, desk.here.lea)
            assert {one.times.minutes // 60 for one in made} in ({7, 8}, {8, 9})
            content = await desk.feed("space", room.id)
            assert set(map(_seconds, [one.times for one in made])) <= set(living(content, *YEAR))
        assert len(living(content, *YEAR)) == 8


async def test_hours_that_a_clock_skips_or_shows_twice(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Atelier")
        early = Times(paris("2027-03-21", "02:30"), paris("2027-03-21", "02:45"))
        _, made = await desk.repeats(room, early, "FREQ=WEEKLY;BYDAY=SU;COUNT=3", desk.here.lea)
        assert [one.times.starts.hour for one in made] == [2, 3, 2]
        second = paris("2027-10-31", "02:30").replace(fold=1)
        twice = await desk.books(room, second, second.replace(minute=40), desk.here.lea)
        content = await desk.feed("space", room.id)
        assert living(content, *YEAR) == [_seconds(one.times) for one in (*made, twice)]


async def test_a_date_that_another_household_got_is_theirs(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Salle commune")
        _, made = await desk.repeats(room, TUESDAYS, "FREQ=WEEKLY;COUNT=4", desk.here.lea)
        await tx.run("UPDATE bookings SET person = :ines WHERE id = :id", ines=desk.here.ines, id=made[1].id)
        leas, ines = await desk.feed("person", desk.here.lea), await desk.feed("person", desk.here.ines)
        assert living(leas, *YEAR) == [_seconds(one.times) for one in (made[0], *made[2:])]
        assert living(ines, *YEAR) == [_seconds(made[1].times)]
        everybody = read(await desk.feed("space", room.id), *YEAR)
        assert [words.split()[-1] for _, _, words, _ in everybody] == ["Léa", "Inès", "Léa", "Léa"]


async def test_an_address_ends_when_it_is_renewed_and_when_its_person_is_forgotten(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        links = desk.bookings
        old = await links.calendar_link("person", desk.here.lea, TUESDAY_NOON)
        assert await links.calendar_link("person", desk.here.lea, TUESDAY_NOON) == old
        new = await links.calendar_link("person", desk.here.lea, TUESDAY_NOON, renew=True)
        assert (await desk.at(old), await desk.at("")) == (None, None)
        assert await desk.at(new) is not None
        await links.forget(desk.here.lea)
        assert await desk.at(new) is None
        (row,) = await tx.rows("SELECT count(*) AS kept FROM calendar_links")
        assert row["kept"] == 0


async def test_who_left_the_group_sees_nothing_of_it(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room = await desk.space("Salle commune")
        starts = paris("2027-03-13", "14:00")
        await desk.books(room, starts, starts + HOUR, desk.here.lea)
        assert len(events(await desk.feed("person", desk.here.lea))) == 1
        await desk.members.remove_member(desk.here.group, desk.here.lea)
        assert events(await desk.feed("person", desk.here.lea)) == []


async def test_a_calendar_changes_exactly_when_something_shown_changes(database: Database) -> None:
    async with database.writing() as tx:
        desk = Desk(tx, await settle(tx), TUESDAY_NOON)
        room, other = await desk.space("Salle commune"), await desk.space("Atelier")
        starts = paris("2027-03-13", "14:00")
        made = await desk.books(room, starts, starts + HOUR, desk.here.lea)

        async def changes(act: Callable[[], Awaitable[object]]) -> bool:
            before = await desk.feed("space", room.id)
            await act()
            return await desk.feed("space", room.id) != before

        nothing = desk.feed
        assert not await changes(lambda: nothing("space", room.id, TUESDAY_NOON + DAY))
        assert not await changes(lambda: desk.books(other, starts, starts + HOUR, desk.here.lea))
        assert not await changes(lambda: desk.bookings.set_info(room.id, "Code 4711"))
        assert await changes(lambda: desk.moves(made, starts + DAY, starts + DAY + HOUR, TUESDAY_NOON))
        assert await changes(lambda: desk.bookings.rename(room.id, "Grande salle"))
        assert await changes(lambda: desk.bookings.set_customs(desk.here.group, Customs(names=False)))
        assert await changes(lambda: desk.frees(made, TUESDAY_NOON))


def _seconds(times: Times) -> tuple[float, float]:
    return times.starts.timestamp(), times.ends.timestamp()
