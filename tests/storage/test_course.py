"""Courses of support, their missions and half-days, and changes of phase; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.course.model import Change, Course
from handlers.course.template import template
from handlers.members.model import Group
from storage.course import StoredCourses
from storage.database import Database, Transaction
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import settle

SATURDAY = paris("2027-03-13", "09:00")
DAY = timedelta(days=1)


async def _begun(courses: StoredCourses, group: int) -> Course:
    await courses.begin(group, template("fr"))
    found = await courses.find(group, lock=True)
    assert found is not None
    return found


async def _other_group(tx: Transaction) -> int:
    return await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))


async def test_a_group_begins_with_its_own_copy(database: Database) -> None:
    async with database.writing() as tx:
        here, courses = await settle(tx), StoredCourses(tx)
        assert await courses.find(here.group) is None
        course, other = await _begun(courses, here.group), await _begun(courses, await _other_group(tx))
        assert (course.phase, course.meeting, course.last) == ("constitution", "", 0)
        assert [one.name for one in course.funders] == ["BMO", "Groupe"]
        assert [one.code for one in course.missions] == ["A1", "A2", "A3", "B1", "B2", "B3", "C1"]
        assert [len(one.half_days) for one in course.missions] == [2, 1, 1, 2, 1, 2, 2]
        advice = course.missions[3].half_days[1]
        assert (advice.kind, advice.funder, advice.progress) == ("advice", course.funders[1].id, "open")
        await courses.call_mission(course.missions[0].id, "Se connaître")
        await courses.call_funder(course.funders[0].id, "Ville")
        changed = await courses.find(here.group)
        assert changed is not None
        assert (changed.missions[0].name, changed.funders[0].name) == ("A1 Se connaître", "Ville")
        assert await courses.find(other.group) == other, "nobody else's changes"


async def test_half_days_come_back_as_they_were_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, courses = await settle(tx), StoredCourses(tx)
        course = await _begun(courses, here.group)
        first, second = course.missions[0].half_days
        twice = paris("2027-10-31", "02:30").replace(fold=1)
        planned = replace(first, progress="planned", workshop=12, starts=SATURDAY)
        done = replace(second, progress="done", workshop=13, starts=twice, timed=False)
        for one in (planned, done):
            await courses.keep_half_day(one)
        found = await courses.find(here.group)
        assert found is not None
        assert tuple(found.missions[0].half_days) == (planned, done)
        assert found.half_day(second.id).starts.timestamp() == twice.timestamp()  # type: ignore[union-attr]
        assert await courses.of_workshop(12) == planned
        assert await courses.of_workshop(99) is None
        assert await courses.group_of(first.id) == here.group
        assert await courses.group_of(10**6) == 0
        called_off = replace(planned, progress="open", workshop=None, starts=None, called_off=12)
        await courses.keep_half_day(called_off)
        assert await courses.of_workshop(12) == called_off
        await courses.keep_half_day(replace(called_off, called_off=None))
        assert await courses.of_workshop(12) is None


async def test_missions_come_and_go(database: Database) -> None:
    async with database.writing() as tx:
        here, courses = await settle(tx), StoredCourses(tx)
        course = await _begun(courses, here.group)
        funder, first = course.funders[0], course.missions[0]
        added = await courses.add_mission(here.group, "C2", "Jardin")
        half = await courses.add_half_day(added, "advice", funder.id)
        await courses.remove_mission(first.id, TUESDAY_NOON)
        now = await courses.find(here.group)
        assert now is not None
        assert [one.code for one in now.missions] == ["A2", "A3", "B1", "B2", "B3", "C1", "C2"]
        assert await courses.group_of_mission(first.id) == here.group
        assert await courses.group_of_mission(10**6) == 0
        await courses.put_mission_back(first.id)
        await courses.remove_half_day(half)
        back = await courses.find(here.group)
        assert back is not None
        assert back.missions[0] == first
        assert back.missions[-1].half_days == ()
        await courses.remove_mission(first.id, TUESDAY_NOON)
        assert await courses.purge(TUESDAY_NOON) == 0, "it can still be put back"
        assert await courses.purge(TUESDAY_NOON + DAY) == 3
        assert await courses.group_of_mission(first.id) == 0


async def test_who_pays_comes_and_goes(database: Database) -> None:
    async with database.writing() as tx:
        here, courses = await settle(tx), StoredCourses(tx)
        course = await _begun(courses, here.group)
        town = await courses.add_funder(here.group, "La commune")
        assert await courses.group_of_funder(town) == here.group
        assert await courses.group_of_funder(10**6) == 0
        assert [await courses.pays(one) for one in (course.funders[1].id, town)] == [True, False]
        await courses.remove_funder(town)
        now = await courses.find(here.group)
        assert now is not None
        assert [one.name for one in now.funders] == ["BMO", "Groupe"]


async def test_changes_of_phase_are_undone_in_their_order(database: Database) -> None:
    async with database.writing() as tx:
        here, courses = await settle(tx), StoredCourses(tx)
        course = await _begun(courses, here.group)
        first = Change(0, here.group, "constitution", "project", TUESDAY_NOON)
        first = replace(first, id=await courses.add_change(first))
        second = Change(
            0, here.group, "project", "works", TUESDAY_NOON, "two_months", SATURDAY, "r7", '{"was": 1}'
        )
        second = replace(second, id=await courses.add_change(second))
        assert await courses.changes(here.group) == [first, second]
        assert await courses.find_change(second.id, lock=True) == second
        assert await courses.find_change(10**6) is None
        await courses.keep(replace(course, phase="works", meeting="r7", last=second.id))
        kept = await courses.find(here.group)
        assert kept is not None
        assert (kept.phase, kept.meeting, kept.last) == ("works", "r7", second.id)
        assert await courses.undo_change(second.id, None) == first.id
        assert await courses.find_change(second.id) == replace(second, undone=True, next_at=None)
        assert await courses.undo_change(first.id, SATURDAY) == 0


async def test_two_groups_that_are_one_have_one_course(database: Database) -> None:
    async with database.writing() as tx:
        here, courses = await settle(tx), StoredCourses(tx)
        other = await _other_group(tx)
        theirs = await _begun(courses, other)
        await courses.call_mission(theirs.missions[0].id, "Se connaître")
        await courses.add_change(Change(0, other, "constitution", "project", TUESDAY_NOON))
        await courses.annex(here.group, other)
        kept = await courses.find(here.group)
        assert kept is not None
        assert kept.missions[0].title == "Se connaître"
        assert await courses.find(other) is None
        third = await _other_group(tx)
        theirs = await _begun(courses, third)
        await courses.add_change(Change(0, third, "constitution", "project", TUESDAY_NOON))
        await courses.annex(here.group, third)
        assert await courses.find(here.group) == kept, "its own stands"
        assert await courses.group_of_mission(theirs.missions[0].id) == 0
        assert await courses.changes(third) == []
