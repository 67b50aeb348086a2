"""Every screen of reminders, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

from handlers.conversation.quiet import Night
from handlers.conversation.views import View
from handlers.help import views as help_views
from handlers.reminders import ring_views, rules, views
from handlers.reminders.model import About, Audience, Reminder, Ring, RingState, State
from tests.poll_screens import GROUP, HUGE, NOW, WORDS

MODULES = (views, ring_views)
NAMES = {1: "Inès", 2: "Marie-Antoinette de la Tour", 3: "🗳️" * 60}
BREAD = Reminder(HUGE, GROUP.id, 1, "sortir le pain", "one", NOW, NOW, next_at=NOW + timedelta(minutes=20))
RHYTHM = "le dernier vendredi du mois à 23 h 59, hors vacances scolaires de la zone B et jours fériés"
STATES: tuple[State, ...] = ("active", "paused", "ended")
AUDIENCES: tuple[Audience, ...] = ("one", "group")
RING_STATES: tuple[RingState, ...] = ("open", "done", "dropped", "missed")
SOMEBODY, STRANGER = (2, ""), (None, "M. Roux")


def some_reminders() -> Iterator[Reminder]:
    each = product((*WORDS, "a" * rules.WORDS), AUDIENCES, STATES)
    for at, (words, audience, state) in enumerate(each):
        (by, name), rule = ((None, ""), SOMEBODY, STRANGER)[at // 3 % 3], ("", "FREQ=DAILY")[at // 2 % 2]
        one = replace(BREAD, words=words, audience=audience, said_by=by, said_name=name, rule=rule, state=state)
        yield one if state == "active" else replace(one, next_at=None)


def reminders_screens() -> Iterator[View]:
    yield from set_screens()
    yield from listed_screens()
    yield from rung_screens()


def set_screens() -> Iterator[View]:
    for one in some_reminders():
        for mine, runs in product((True, False), (True, False)):
            night = Night(NOW.time(), NOW.time()) if mine else None
            said = views.Said(
                RHYTHM if one.rule else "", NAMES, reachable=runs, mine=mine, may_change=mine or runs
            )
            yield views.reminder(replace(GROUP, night=night), one, said, NOW, new=runs)
        yield views.removed(one)
        yield views.over(one)
        yield views.ask_change(one)
        yield from (views.ask_when(one.words, now) for now in (None, NOW, NOW.replace(hour=23)))
    yield views.ask_change(None)
    yield from (views.ask_what(when) for when in (None, "demain", "tous les 2 jours à 8h"))


def listed_screens() -> Iterator[View]:
    every = list(some_reminders())
    for many, page in product((0, 1, 3, 4, 7, 60), (0, 1, 2, 9, 10**6)):
        yield views.listed(every[:many], NOW, page)
        yield views.listed(every[-many:] if many else [], NOW, page)
    assert views.held(About()) == []
    assert len(views.held(About(("a",), ("b",), 1, ("c",)))) == 4


def rung_screens() -> Iterator[View]:
    times = (NOW, NOW - timedelta(hours=1))
    again = (None, NOW + timedelta(hours=1), NOW + timedelta(days=1))
    for one in some_reminders():
        for at, (state, takers) in enumerate(product(RING_STATES, ((), (1,), (1, 2, 3, 404)))):
            by = 2 if state == "done" else None
            rung = Ring(HUGE, one.id, times[at % 2], NOW, state, again[at % 3], takers, by)
            yield ring_views.ring(GROUP, one, rung, NAMES)
            yield ring_views.who(one, rung, NAMES)
            yield ring_views.nudge(one, rung)
        for takes, may_change in product((True, False), (True, False)):
            yield ring_views.more(one, rung, takes=takes, may_change=may_change)
        yield help_views.to_answer([ring_views.waiting(rung, one)] * 2, [], 0)
