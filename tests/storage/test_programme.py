"""Timed programmes and their days as they go; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.members.model import Group
from handlers.programme import schedule
from handlers.programme.lines import read
from handlers.programme.model import About, Programme, Run, minute_of
from handlers.programme.templates import templates
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.programme import StoredProgrammes
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import Settled, settle

PLAN = read(templates()["Module 7.3"])
MINUTE = minute_of(TUESDAY_NOON)
HOUR = timedelta(hours=1)


async def _kept(programmes: StoredProgrammes, here: Settled) -> Programme:
    kept = Programme(0, here.group, here.lea, PLAN, TUESDAY_NOON)
    return replace(kept, id=await programmes.add(kept))


async def _begun(programmes: StoredProgrammes, here: Settled, programme: Programme) -> Run:
    slots = schedule.begun(PLAN.days[0], MINUTE, MINUTE)
    run = Run(
        0, here.group, programme.id, "Module 7.3", 1, 2, here.lea, here.nadia, "running", slots, TUESDAY_NOON
    )
    return replace(run, id=await programmes.begin(run))


async def _other_group(tx: Transaction) -> int:
    return await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))


async def test_a_programme_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, programmes = await settle(tx), StoredProgrammes(tx)
        kept = await _kept(programmes, here)
        assert await programmes.find(kept.id, lock=True) == kept
        assert await programmes.find(kept.id + 1, lock=True) is None
        changed = replace(kept, plan=read("Réunion\nAccueil 15\nDîner 60"))
        await programmes.keep(changed)
        assert await programmes.find(kept.id) == changed
        later = Programme(0, here.group, here.ines, PLAN, TUESDAY_NOON + HOUR)
        later = replace(later, id=await programmes.add(later))
        assert await programmes.of_group(here.group) == [later, changed]
        assert await programmes.of_group(await _other_group(tx)) == []


async def test_a_day_comes_back_as_it_goes(database: Database) -> None:
    async with database.writing() as tx:
        here, programmes = await settle(tx), StoredProgrammes(tx)
        run = await _begun(programmes, here, await _kept(programmes, here))
        assert await programmes.find_run(run.id, lock=True) == run
        assert await programmes.live(here.group) == [run]
        later = schedule.extended(run.slots, 2, 10)
        assert later is not None
        changed = replace(run, slots=later, before=run.slots, notice=5, state="paused", paused_at=MINUTE + 3)
        await programmes.keep_run(changed)
        assert await programmes.find_run(run.id) == changed
        over = replace(changed, state="over", paused_at=None, over_at=TUESDAY_NOON + HOUR, before=(), leader=None)
        await programmes.keep_run(over)
        assert await programmes.find_run(run.id) == over
        assert await programmes.live(here.group) == []
        assert await programmes.begun_since(here.group, TUESDAY_NOON - HOUR) == 1
        assert await programmes.begun_since(here.group, TUESDAY_NOON) == 0


async def test_a_day_goes_on_without_its_programme(database: Database) -> None:
    async with database.writing() as tx:
        here, programmes = await settle(tx), StoredProgrammes(tx)
        kept = await _kept(programmes, here)
        run = await _begun(programmes, here, kept)
        await programmes.remove(kept.id)
        assert await programmes.find(kept.id) is None
        assert await programmes.find_run(run.id) == replace(run, programme=None)


async def test_whoever_is_forgotten_wrote_and_leads_nothing(database: Database) -> None:
    async with database.writing() as tx:
        here, programmes = await settle(tx), StoredProgrammes(tx)
        kept = await _kept(programmes, here)
        run = await _begun(programmes, here, kept)
        assert await programmes.about(here.lea) == About(["Module 7.3"], ["Module 7.3"])
        assert await programmes.about(here.nadia) == About([], ["Module 7.3"])
        assert await programmes.forget(here.nadia) == [run.id]
        assert await programmes.forget(here.lea) == []
        assert await programmes.find(kept.id) == replace(kept, author=None)
        assert await programmes.find_run(run.id) == replace(run, author=None, leader=None)
        for person in (here.lea, here.nadia):
            assert await programmes.about(person) == About([], [])


async def test_two_people_are_one_and_two_groups(database: Database) -> None:
    async with database.writing() as tx:
        here, programmes = await settle(tx), StoredProgrammes(tx)
        kept = await _kept(programmes, here)
        run = await _begun(programmes, here, kept)
        await programmes.unite(here.ines, here.lea)
        await programmes.unite(here.ines, here.nadia)
        assert await programmes.find_run(run.id) == replace(run, author=here.ines, leader=here.ines)
        other = await _other_group(tx)
        await programmes.annex(other, here.group)
        assert [one.id for one in await programmes.of_group(other)] == [kept.id]
        assert [one.id for one in await programmes.live(other)] == [run.id]


async def test_what_is_long_over_goes(database: Database) -> None:
    async with database.writing() as tx:
        here, programmes = await settle(tx), StoredProgrammes(tx)
        kept = await _kept(programmes, here)
        run = await _begun(programmes, here, kept)
        goes_on = await _begun(programmes, here, kept)
        await programmes.keep_run(replace(run, state="over", over_at=TUESDAY_NOON, leader=None))
        assert await programmes.purge(TUESDAY_NOON) == 0
        assert await programmes.purge(TUESDAY_NOON + HOUR) == 1
        assert await programmes.find_run(run.id) is None
        assert await programmes.find_run(goes_on.id) == goes_on
        assert await programmes.find(kept.id) == kept
