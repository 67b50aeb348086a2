"""Every screen of programmes, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.conversation.views import View
from handlers.programme import lines, live_views, schedule, views
from handlers.programme.model import Day, Kind, Plan, Programme, Run, Slot, Step, minute_of
from handlers.programme.templates import templates
from tests.neighbours import paris
from tests.poll_screens import GROUP, HUGE, NOW

MODULES = (views, live_views)
BEGAN = paris("2027-03-31", "09:15")
MINUTE = minute_of(BEGAN)
LONG = "a" * 80
MODULE = lines.read(templates()["Module 7.3"])


def some_plans() -> Iterator[Plan]:
    yield MODULE
    yield Plan("", (Day((Step(LONG, 15),)),))
    yield Plan(LONG, (Day((Step("Accueil", 719), Step("Dîner", 90, "meal")), 0),))
    for days in (3, 5):
        yield Plan(LONG, (MODULE.days[0],) * days)


def some_runs() -> Iterator[Run]:
    """Each step of a day, before and after lunch; of another meal; with long names; paused and over."""
    kinds: tuple[Kind, ...] = ("lunch", "meal")
    for kind in kinds:
        day = Day(
            (Step(LONG, 20), Step("Accueil", 15), Step("Tour", 30), Step("Repas", 90, kind), Step("Fin", 30)), 555
        )
        slots = schedule.begun(day, MINUTE, MINUTE)
        run = Run(HUGE, GROUP.id, HUGE, "Module 7.3", 1, 2, HUGE, HUGE, "running", slots, BEGAN)
        for notice in (0, 1, 5):
            yield replace(run, notice=notice, before=slots if notice else ())
        yield replace(run, slots=schedule.pushed(slots, 0, 10), title="", days=1)
        shorter = schedule.extended(slots, 0, 10)
        assert shorter is not None, "the round is shortened"
        yield replace(run, slots=shorter, before=slots)
        yield replace(run, state="paused", paused_at=MINUTE + 3)
        yield replace(run, state="over", title=LONG)


def programme_screens() -> Iterator[View]:
    yield from written_screens()
    yield from live_screens()


def written_screens() -> Iterator[View]:
    run = next(some_runs())
    yield views.ask_lines(list(templates()))
    yield views.ask_lines(["Module 7.3", LONG] * 3)
    for plan in some_plans():
        kept = Programme(HUGE, GROUP.id, HUGE, plan, NOW)
        yield views.read_back(plan)
        yield views.ask_change(lines.write(plan))
        yield views.sure_to_remove(kept)
        yield views.which_day(kept)
        for runs in (True, False):
            for live in ((), (run,), (run, replace(run, day=2)), (replace(run, days=1),)):
                yield views.programme(kept, live, runs=runs, new=runs)
        for many in (0, 1, 3, 4, 9):
            for page in (0, 1, 2, 9):
                yield views.listed([kept] * many, [run] * (many % 2), page)


def live_screens() -> Iterator[View]:
    for run in some_runs():
        for minute in range(MINUTE, run.ends + 2, 4):
            yield live_views.card(GROUP, run, minute)
            yield live_views.lead(GROUP, run, minute)
            for leads in (True, False):
                yield live_views.more(GROUP, run, minute, leads=leads, leader="Nadia" if leads else "")
        yield live_views.ended(GROUP, run)
        meal: Slot | None = schedule.next_meal(run.slots, 0)
        assert meal is not None, "there is one in each"
        yield live_views.offer_to_move(GROUP, run, 0, meal, 60)
        said = [live_views.stays_there(GROUP, meal, run.slots[1:3]), live_views.gets(run.slots[0])]
        yield live_views.kept(GROUP, run, 0, said)
