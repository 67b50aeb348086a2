"""Every screen of the next meeting and of its list, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from handlers.agenda import afterwards_views, ahead, rules, showing_views, sunday_views, views
from handlers.agenda.model import Meeting, Point
from handlers.agenda.showing_views import Seen
from handlers.conversation.feature import Entry
from handlers.conversation.text import verbatim
from handlers.conversation.topic import Topic
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


def ahead_screens() -> Iterator[View]:
    """What is ahead: nothing, a little, a lot, in the longest words, up to a day in a far year."""
    monday = ahead.week_of(NOW.date())[0] + timedelta(days=7)
    for many in (0, 1, 5, 40):
        some = entries(monday, many)
        for now in (NOW, NOW + timedelta(days=9)):
            yield showing_views.week(Seen(GROUP, now, monday, monday + timedelta(days=7), some))
            yield showing_views.month(Seen(GROUP, now, *ahead.month_of(monday), some))
        questions = [one for one in some if one.question is not None]
        others = [one for one in some if one.question is None]
        for asked, is_news in product(([], questions), (True, False)):
            yield sunday_views.summary(GROUP, monday, asked, others, is_news=is_news)
    yield sunday_views.over(GROUP, monday)


def entries(monday: date, many: int) -> list[Entry]:
    """So many, of every sort, some of which last."""
    found = []
    for at in range(many):
        sort, begins = ahead.SORTS[at % 4], ahead.midnight(GROUP, monday) + timedelta(days=at % 7, hours=at % 20)
        ends = begins + timedelta(hours=1 + 20 * (at % 3)) if at % 5 == 3 else None
        question = verbatim(LONG) if sort == "question" else None
        topic = Topic("bookings" if sort == "booking" else "polls", HUGE - at)
        found.append(Entry(begins, verbatim(LONG[:200]), topic, ends, at % 3 != 0, sort, question))
    return found


def agenda_screens() -> Iterator[View]:
    yield from ahead_screens()
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
