"""Workshops, their dates, who comes and who brings what; on both databases."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.members.model import Group
from handlers.when.model import Point, Recurrence, Without
from handlers.workshops.model import Brought, Coming, Date, Series, Slot, Workshop
from handlers.workshops.things import needs
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.workshops import StoredWorkshops
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import Settled, settle

MORNING = Slot(paris("2027-03-13", "09:00"), paris("2027-03-13", "12:00"))
SUNDAY = Slot(paris("2027-03-14", "09:00"), paris("2027-03-14", "12:00"))
UNTIL = paris("2027-03-05", "20:00")
DAY = timedelta(days=1)


async def _asks(workshops: StoredWorkshops, here: Settled) -> Workshop:
    asked = Workshop(
        0,
        here.group,
        here.lea,
        "Chantier jardin",
        "asking",
        TUESDAY_NOON,
        (Date(0, MORNING), Date(0, SUNDAY)),
        UNTIL,
    )
    id = await workshops.add(asked)
    for date in asked.dates:
        await workshops.add_date(id, date.slot)
    found = await workshops.find(id, lock=True)
    assert found is not None
    return found


async def _fixed(workshops: StoredWorkshops, here: Settled) -> Workshop:
    asked = await _asks(workshops, here)
    fixed = replace(asked, state="fixed", slot=MORNING, changed_at=TUESDAY_NOON, capacity=5, reminded_at=UNTIL)
    await workshops.keep(fixed)
    return fixed


async def _other_group(tx: Transaction) -> int:
    return await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))


async def test_a_workshop_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        asked = await _asks(workshops, here)
        assert [date.slot for date in asked.dates] == [MORNING, SUNDAY]
        assert (asked.title, asked.state, asked.until, asked.slot) == ("Chantier jardin", "asking", UNTIL, None)
        fixed = replace(asked, state="fixed", slot=SUNDAY, changed_at=TUESDAY_NOON, moved_from=MORNING.starts)
        await workshops.keep(fixed)
        assert await workshops.find(asked.id) == fixed
        assert await workshops.find(asked.id + 1) is None
        assert await workshops.of_date(asked.dates[1].id) == asked.id
        assert await workshops.of_date(0) == 0


async def test_the_last_answer_counts(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        asked = await _asks(workshops, here)
        first, second = asked.dates
        assert [one.id for one in await workshops.unanswered(here.ines, TUESDAY_NOON)] == [asked.id]
        assert await workshops.unanswered(here.ines, UNTIL) == []
        await workshops.answer(first.id, here.lea, "yes", TUESDAY_NOON)
        await workshops.answer(first.id, here.ines, "maybe", TUESDAY_NOON)
        await workshops.answer(second.id, here.ines, "yes", TUESDAY_NOON)
        await workshops.answer(second.id, here.ines, "no", TUESDAY_NOON)
        assert await workshops.answers(asked.id, here.ines) == {first.id: "maybe", second.id: "no"}
        found = await workshops.find(asked.id)
        assert found is not None
        assert [(one.yes, one.maybes, one.nos) for one in found.dates] == [(1, 1, 0), (0, 0, 1)]
        assert await workshops.how_many_answered(asked.id) == 2
        assert await workshops.unanswered(here.ines, TUESDAY_NOON) == []
        await workshops.take_back(asked.id, here.ines)
        assert await workshops.answers(asked.id, here.ines) == {}
        await workshops.remove_date(first.id)
        assert await workshops.how_many_answered(asked.id) == 0


async def test_people_and_things_and_how_somebody_is_forgotten(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        fixed = await _fixed(workshops, here)
        await workshops.come(fixed.id, Coming(here.lea, "yes", 2, 1, TUESDAY_NOON))
        await workshops.come(fixed.id, Coming(here.ines, "waits", 1, 0, TUESDAY_NOON + DAY))
        await workshops.come(fixed.id, Coming(here.ines, "yes", 1, 0, TUESDAY_NOON + DAY))
        assert [(one.person, one.comes, one.places) for one in await workshops.people(fixed.id)] == [
            (here.lea, "yes", 3),
            (here.ines, "yes", 1),
        ]
        await workshops.need(fixed.id, needs("deux brouettes et des gants"))
        wheelbarrow, gloves = await workshops.things(fixed.id)
        await workshops.bring(fixed.id, Brought(0, here.ines, "1 brouette", thing=wheelbarrow.id))
        await workshops.need(fixed.id, needs("trois brouettes"))
        (more,) = await workshops.things(fixed.id)
        assert [(one.words, one.thing) for one in await workshops.brought(fixed.id)] == [("1 brouette", more.id)]
        assert gloves.words == "des gants"
        about = await workshops.about(here.lea)
        assert (about.began, about.comes) == (("Chantier jardin",), (("Chantier jardin", "yes", 2, 1),))
        assert (await workshops.about(here.ines)).brings == ("1 brouette",)
        assert await workshops.forget(here.lea) == [fixed.id]
        assert await workshops.forget(here.ines) == [fixed.id]
        assert await workshops.people(fixed.id) == []
        assert await workshops.brought(fixed.id) == []
        kept = await workshops.find(fixed.id)
        assert kept is not None
        assert kept.author is None


async def test_what_is_ahead_and_what_was_late(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        asked = await _asks(workshops, here)
        fixed = await _fixed(workshops, here)
        assert [one.id for one in await workshops.ahead(here.group, MORNING.starts, SUNDAY.starts)] == [fixed.id]
        assert await workshops.ahead(here.group, SUNDAY.starts, SUNDAY.starts + DAY) == []
        assert [one.id for one in await workshops.asking(here.group, UNTIL, UNTIL + DAY)] == [asked.id]
        assert await workshops.asking(here.group, UNTIL + DAY, UNTIL + 2 * DAY) == []
        assert [one.id for one in await workshops.late(here.group, UNTIL, UNTIL + DAY)] == [asked.id]
        assert await workshops.how_many(here.group, TUESDAY_NOON - DAY) == 2
        assert await workshops.how_many(here.group, TUESDAY_NOON) == 0


async def test_two_people_are_one_and_two_groups(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        fixed = await _fixed(workshops, here)
        for person in (here.lea, here.ines):
            await workshops.come(fixed.id, Coming(person, "yes", 1, 0, TUESDAY_NOON))
            await workshops.answer(fixed.dates[0].id, person, "yes", TUESDAY_NOON)
        assert await workshops.unite(here.lea, here.ines) == [fixed.id]
        assert [one.person for one in await workshops.people(fixed.id)] == [here.lea]
        assert await workshops.who(fixed.dates[0].id) == {here.lea: "yes"}
        other = await _other_group(tx)
        await workshops.annex(other, here.group)
        assert [one.id for one in await workshops.ahead(other, MORNING.starts, SUNDAY.starts)] == [fixed.id]


async def test_it_goes_a_year_after_it_was_over(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        fixed = await _fixed(workshops, here)
        await workshops.come(fixed.id, Coming(here.lea, "yes", 1, 0, TUESDAY_NOON))
        await workshops.answer(fixed.dates[0].id, here.lea, "yes", TUESDAY_NOON)
        assert await workshops.purge(UNTIL + 400 * DAY) == 0
        await workshops.keep(replace(fixed, state="over", changed_at=MORNING.over_at))
        assert await workshops.purge(MORNING.over_at) == 0
        assert await workshops.purge(MORNING.over_at + DAY) == 1
        assert await workshops.find(fixed.id) is None


async def _series(workshops: StoredWorkshops, here: Settled, start: Point = MORNING.starts) -> Series:
    rhythm = Recurrence("FREQ=WEEKLY;INTERVAL=2", start, MORNING.ends, Without(holidays=True, school="B"))
    series = Series(0, here.group, rhythm, ZoneInfo("Europe/Paris"), TUESDAY_NOON)
    return replace(series, id=await workshops.add_series(series))


async def test_a_series_comes_back_as_it_was_kept_with_its_dates(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        series = await _series(workshops, here)
        of_days = await _series(workshops, here, MORNING.starts.date())
        assert await workshops.series(series.id) == series
        assert await workshops.series(of_days.id) == of_days
        assert await workshops.series(99) is None
        assert await workshops.lasting(here.group) == [series, of_days]
        fixed = Workshop(0, here.group, here.lea, "Café", "fixed", TUESDAY_NOON, slot=MORNING, series=series.id)
        first = await workshops.add(replace(fixed, occurs=MORNING.starts))
        moved = await workshops.add(replace(fixed, occurs=MORNING.starts + 14 * DAY, slot=SUNDAY))
        assert [one.id for one in await workshops.dates_of(series.id, TUESDAY_NOON)] == [first, moved]
        later = [one.id for one in await workshops.dates_of(series.id, SUNDAY.over_at + DAY)]
        assert later == [moved], "the rhythm has it later than it is"
        ended = replace(series, state="ended", holder=moved)
        await workshops.keep_series(ended)
        assert await workshops.series(series.id) == ended
        assert await workshops.lasting(here.group) == [of_days]
        assert await workshops.how_many(here.group, TUESDAY_NOON - DAY) == 2, "a series is one, its dates are none"


async def test_a_series_has_each_of_its_dates_once(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        series = await _series(workshops, here)
        fixed = Workshop(0, here.group, here.lea, "Café", "fixed", TUESDAY_NOON, slot=MORNING, series=series.id)
        await workshops.add(replace(fixed, occurs=MORNING.starts))
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with database.writing() as tx:
            await StoredWorkshops(tx).add(replace(fixed, occurs=MORNING.starts))


async def test_a_series_goes_with_its_last_date(database: Database) -> None:
    async with database.writing() as tx:
        here, workshops = await settle(tx), StoredWorkshops(tx)
        series = await _series(workshops, here)
        await workshops.keep_series(replace(series, state="ended"))
        over = Workshop(0, here.group, None, "Café", "over", TUESDAY_NOON, slot=MORNING, series=series.id)
        await workshops.add(replace(over, changed_at=MORNING.over_at))
        assert await workshops.purge(MORNING.over_at) == 0
        assert await workshops.series(series.id) is not None
        assert await workshops.purge(MORNING.over_at + DAY) == 2
        assert await workshops.series(series.id) is None
