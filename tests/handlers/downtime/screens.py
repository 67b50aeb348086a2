"""Every screen of what was missed, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from handlers.conversation.feature import Entry, Missed
from handlers.conversation.text import t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import Button, View, data
from handlers.downtime import views
from handlers.downtime.model import Downtime
from handlers.reminders import ring_views
from handlers.reminders.model import Audience, Reminder, Ring, RingState
from tests.poll_screens import GROUP, HUGE, NOW, WORDS

MODULES = (views,)
RECENT = NOW - timedelta(minutes=40)
STOP = Downtime(HUGE, NOW - timedelta(hours=16), NOW)
LONG_STOP = Downtime(HUGE, NOW - timedelta(days=400), NOW)
STATES: tuple[RingState, ...] = ("open", "done", "dropped", "missed")
AUDIENCES: tuple[Audience, ...] = ("one", "group")


def missed(audience: Audience) -> Iterator[Missed]:
    """Everything that may have been missed, of the longest words and of few."""
    for state, words in product(STATES, WORDS):
        of = Reminder(HUGE, GROUP.id, 1, words, audience, NOW, NOW, next_at=NOW + timedelta(days=7))
        rung = Ring(HUGE, of.id, RECENT, NOW, state)
        yield ring_views.missed(of, rung, ("Karim", "Sarah") if audience == "group" else ())
    if audience == "group":
        see = Button(t("See the poll"), data("polls", "outcome", HUGE))
        closed = Missed(
            "closed", t("poll « {question} »", question="Repas ?"), NOW - timedelta(days=3), buttons=(see,)
        )
        yield from [closed] * 9


def downtime_screens() -> Iterator[View]:
    entry = Entry(NOW, verbatim("Réunion, 4 points"), Topic("agenda", 1, "list"))
    for stop, ahead in product((STOP, LONG_STOP), ((), (entry,), (entry,) * 30)):
        for some in _several(list(missed("group"))):
            yield views.to_group(GROUP, stop, GROUP.local(NOW), some, ahead)
    for some in _several(list(missed("one"))):
        yield views.to_person(GROUP, GROUP.local(NOW), some)
    for stop, group, late, over in product((STOP, LONG_STOP), (None, GROUP), (0, 1, HUGE), (0, 1)):
        yield views.to_host(stop, group, late, min(over, late))


def _several(every: list[Missed]) -> Iterator[list[Missed]]:
    """Each alone, two of them, and all."""
    yield from ([one] for one in every)
    yield every[:2]
    yield every
    yield every * 3
