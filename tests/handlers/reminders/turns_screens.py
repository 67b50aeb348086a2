"""Every screen of turns, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product

from handlers.conversation.views import View
from handlers.members.model import Kind
from handlers.reminders import ring_views, rules, turns_views
from handlers.reminders.model import Reminder, Ring, State, Swap, Turn
from tests.poll_screens import GROUP, HUGE, NOW, WORDS

MODULES = (turns_views,)
HOMES: Sequence[Sequence[str]] = (
    ("Karim", "Sarah"),
    ("Marie-Antoinette de la Tour",),
    ("🗳️" * 60,),
    ("Odette",),
) * 4
RHYTHM = "le dernier vendredi du mois à 23 h 59, hors vacances scolaires de la zone B et jours fériés"
RULES = ("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=MONTHLY")
STATES: tuple[State, ...] = ("active", "paused", "ended")
KINDS: tuple[Kind, ...] = ("", "housing", "place", "condominium", "other")
MINE, THEIRS = Turn(NOW, HUGE), Turn(NOW + timedelta(days=400), HUGE - 1)


def some_turns() -> Iterator[Reminder]:
    for at, words in enumerate((*WORDS, "a" * rules.WORDS)):
        rule, state = RULES[at % len(RULES)], STATES[at % len(STATES)]
        yield Reminder(HUGE, GROUP.id, 1, words, "group", NOW, NOW, rule, state=state)


def turns_screens() -> Iterator[View]:
    for of in some_turns():
        for order, passing in product((2, 5, 6, 16), (0, 1, 3)):
            yield turns_views.read_back(GROUP, of, RHYTHM, HOMES[:order], HOMES[:passing])
        coming = [(NOW + timedelta(days=at * 31), HOMES[at]) for at in range(4)]
        for mine, may_change in product((True, False), (True, False)):
            yield turns_views.turns(of, RHYTHM, coming, mine=mine, may_change=may_change)
        yield from swaps(of)
        rung = Ring(HUGE, of.id, NOW, NOW, household=1)
        yield from (ring_views.ring(GROUP, of, rung, {}, whose) for whose in HOMES[:4])
    for kind, rule in product(KINDS, RULES[:2]):
        yield turns_views.read_back(replace(GROUP, kind=kind), replace(of, rule=rule), RHYTHM, HOMES[:2], ())
    yield turns_views.ask_order()


def swaps(of: Reminder) -> Iterator[View]:
    others = [(replace(THEIRS, household=at), HOMES[at]) for at in range(9)]
    yield from (turns_views.choose_swap(GROUP, of, MINE, others[:many]) for many in (0, 1, 9))
    swap = Swap(HUGE, of.id, 1, MINE, THEIRS)
    for names in HOMES[:4]:
        yield turns_views.asked(names)
        yield turns_views.ask_swap(GROUP, of, swap, names[0])
        for state in ("agreed", "declined"):
            yield turns_views.answered(GROUP, of, replace(swap, state=state), names)
    yield turns_views.agreed(GROUP, of, swap)
