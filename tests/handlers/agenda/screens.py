"""Every screen of the next meeting and of its list, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from handlers.agenda import afterwards_views, rules, views
from handlers.agenda.model import Meeting, Point
from handlers.conversation.views import View
from tests.poll_screens import GROUP, HUGE, NOW

LONG = "Les gouttières de la façade nord débordent à chaque orage, " * 4
NAMES = {1: "Inès", 2: "Marie-Antoinette de la Tour"}
MEETING = Meeting(HUGE, GROUP.id, NOW + timedelta(days=9), True, 2)
OWN = Point(HUGE, GROUP.id, "Le compost", NOW, brought_by=1)
QUOTED = replace(OWN, words=rules.cut(LONG), said_by=2)
PHOTO = replace(OWN, words="", said_name="M. Roux", message="salon:les-tilleuls/12")
FROM_POLL = replace(OWN, words="On repeint la porte ?", source="polls:5", brought_by=None)
KINDS = (OWN, QUOTED, PHOTO, FROM_POLL)


def points(many: int) -> list[Point]:
    """So many, of every kind, each third of them spoken of already."""
    return [
        replace(KINDS[at % len(KINDS)], id=HUGE - at, done_at=None if at % 3 else NOW, meeting=MEETING.id)
        for at in range(many)
    ]


def agenda_screens() -> Iterator[View]:
    for many in (0, 1, 4, 10, 11, rules.MOST):
        for later in (False, True):
            some = [replace(one, later=later and at % 2 == 0) for at, one in enumerate(points(many))]
            for page in (0, 1, 2, 9):
                yield from (views.agenda(GROUP, when, some, NAMES, page) for when in (None, MEETING))
                yield views.which(some, NAMES, page)
                yield afterwards_views.held(GROUP, MEETING, some, NAMES, NOW, page)
        for state in ("next", "held", "removed"):
            yield views.to_all(GROUP, replace(MEETING, state=state), points(many), NAMES)
        yield views.fixed(GROUP, MEETING, many, None)
        yield afterwards_views.settled(many)
        yield from (views.added(GROUP, when, many + 1, HUGE) for when in (None, MEETING))
    yield afterwards_views.held(GROUP, replace(MEETING, settled=True), points(3), NAMES, NOW, 0)
    yield views.fixed(GROUP, MEETING, 3, replace(MEETING, at=NOW, timed=False))
    yield views.unfixed(GROUP, MEETING)
    yield views.ask_topic()
    yield from (views.ask_date(group, when) for group, when in ((None, None), (GROUP, None), (GROUP, MEETING)))
    for one in KINDS:
        for later in (False, True):
            yield views.already(replace(one, later=later), NAMES)
            yield views.point(replace(one, later=later), NAMES)
        yield views.removed(one, NAMES)
        yield views.postponed(one, NAMES)
        yield views.spoken_of(one, NAMES)
