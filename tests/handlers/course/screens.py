"""Every screen of the course, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from handlers.conversation.views import View
from handlers.course import editing_views, phases_views, planning_views, rules, views
from handlers.course.model import KINDS, PHASES, Change, Course, Funder, HalfDay, Mission, Rhythm
from handlers.course.sentences import rhythm
from handlers.reminders.desk import Meeting
from handlers.when.model import Recurrence
from handlers.when.pace import PACES
from tests.neighbours import paris
from tests.poll_screens import GROUP, HUGE, NOW

MODULES = (views, planning_views, phases_views, editing_views)
WEDNESDAY = paris("2027-03-31", "14:30")
LONG = "m" * rules.TITLE_LENGTH
FUNDERS = tuple(
    Funder(HUGE + at, name) for at, name in enumerate(("BMO", "Groupe", "f" * rules.NAME_LENGTH, "Ville"))
)
SLOTS = [(WEDNESDAY + timedelta(days=at), WEDNESDAY + timedelta(days=at, hours=3)) for at in range(3)]
RHYTHMS: tuple[Rhythm, ...] = (*PACES, "pause")
EVERY_SECOND = Recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", WEDNESDAY)
MEETINGS = [
    Meeting(f"r{HUGE + at}", title, EVERY_SECOND, WEDNESDAY)
    for at, title in enumerate(("Réunion", "a" * 200, "Plénière", "Jardin", "Autre"))
]


def half_days(mission: int) -> Iterator[HalfDay]:
    """Of every kind, paid for by everybody, in every state."""
    for kind in KINDS:
        for at, funder in enumerate(FUNDERS):
            half = HalfDay(HUGE + 10 * mission + at, mission, kind, funder.id)
            yield half
            yield replace(half, workshop=HUGE)
            for starts in (WEDNESDAY, NOW - timedelta(days=3)):
                yield replace(half, progress="planned", workshop=HUGE, starts=starts)
                yield replace(half, progress="done", starts=starts, timed=False)
            yield replace(half, progress="done")


def some_missions() -> Iterator[Mission]:
    halves = list(half_days(HUGE))
    done = [one for one in halves if one.progress == "done"]
    yield Mission(HUGE, GROUP.id, "A1", "Culture commune", halves[:2])
    yield Mission(HUGE + 1, GROUP.id, "Z99", LONG, halves)
    yield Mission(HUGE + 2, GROUP.id, "B1", "Vision", done[:12])
    yield Mission(HUGE + 3, GROUP.id, "B2", "Sans demi-journée")
    yield Mission(HUGE + 4, GROUP.id, "B3", "Prévue", [one for one in halves if one.progress == "planned"][:1])


def some_courses() -> Iterator[Course]:
    missions = tuple(some_missions())
    for phase in PHASES:
        for many in (0, 1, 4, 5):
            yield Course(GROUP.id, phase, MEETINGS[1].id, HUGE, FUNDERS[: many or 1], missions[:many])


def some_changes() -> Iterator[Change]:
    said: tuple[Rhythm | Literal[""], ...] = (*RHYTHMS, "")
    for before, phase in pairwise(PHASES):
        for at in said:
            for next_at in (WEDNESDAY, None):
                change = Change(HUGE, GROUP.id, before, phase, NOW, at, next_at)
                yield change
                yield replace(change, undone=True)


def course_screens() -> Iterator[View]:
    yield from seen_screens()
    yield from mission_screens()
    yield from phase_screens()
    yield from typed_screens()


def seen_screens() -> Iterator[View]:
    for one in some_courses():
        yield views.balance(one)
        yield views.more(one)
        yield editing_views.model(one)
        yield editing_views.funders(one)
        for runs in (False, True):
            yield views.course(one, runs=runs)
        for page in range(3):
            yield views.missions(one, page)


def mission_screens() -> Iterator[View]:
    course = Course(GROUP.id, "works", "", 0, FUNDERS, tuple(some_missions()))
    for mission in course.missions:
        for runs in (False, True):
            yield views.mission(course, mission, NOW, runs=runs)
        yield editing_views.mission(mission)
        yield editing_views.taken_out(course, mission)
        yield editing_views.who_pays(course, mission)
        for funder in FUNDERS:
            yield editing_views.which_kind(mission, funder)
        for page in range(4):
            yield editing_views.half_days(course, mission, page)
        for action in ("askhalf", "done"):
            yield views.choose(course, mission, mission.half_days, action)
        for half in mission.half_days:
            yield views.done(course, mission, half)
            yield editing_views.half_day(course, half)
            yield planning_views.answered(course, mission, half)
            if half.starts is not None:
                yield planning_views.took_place(course, mission, half)
    for picked in ((), (SLOTS[0][0],), [starts for starts, _ in SLOTS]):
        yield planning_views.ask_dates(course.missions[1].name, HUGE, SLOTS, picked)


def phase_screens() -> Iterator[View]:
    for one in list(some_courses())[::4]:
        yield phases_views.phases(one)
        for to in (*PHASES, None):
            for many in (0, 1, 5):
                yield phases_views.meetings(one, MEETINGS[:many], to)
        for to in PHASES:
            yield phases_views.preview(one, to, None, None)
            for at in RHYTHMS:
                yield phases_views.rhythms(one, to, rhythm(at))
                yield phases_views.preview(one, to, at, None)
                yield phases_views.preview(one, to, at, WEDNESDAY)
    course = next(some_courses())
    for change in some_changes():
        yield phases_views.changed(change)
        yield phases_views.undone(course, change)
        for appears in (None, WEDNESDAY):
            yield phases_views.sent(course, change, appears)


def typed_screens() -> Iterator[View]:
    yield editing_views.ask_new_mission()
    yield editing_views.ask_new_funder()
    for mission in (None, *some_missions()):
        yield editing_views.ask_name(mission)
    for funder in (None, *FUNDERS):
        yield editing_views.ask_funder(funder)
    for funder in FUNDERS:
        yield editing_views.funder(next(some_courses()), funder)
