"""Every screen of workshops, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.conversation.views import View
from handlers.members.model import Person
from handlers.workshops import attending_views, card_views, dates_views, running_views, series_views, views
from handlers.workshops.box import Drawn
from handlers.workshops.model import Brought, Comes, Coming, Date, Slot, State, Suits, Workshop
from handlers.workshops.things import needs
from tests.neighbours import paris
from tests.poll_screens import GROUP, HUGE, NOW

MODULES = (views, dates_views, card_views, attending_views, running_views, series_views)
WEDNESDAY = Slot(paris("2027-03-31", "14:30"), paris("2027-03-31", "18:45"))
THINGS = [
    replace(one, id=HUGE + at) for at, one in enumerate(needs("deux brouettes à une roue, des gants, un repas"))
]
ODETTE = Person(HUGE, "Odette")
NAMES = {HUGE: "Marie-Antoinette de la Tour", 2: "Léa"}
TITLES = ("Chantier jardin", "a" * 80)
COMES: tuple[Comes, ...] = ("yes", "maybe", "no", "waits")
STATES: tuple[State, ...] = ("asking", "fixed", "cancelled", "over")


def some_dates(many: int) -> Sequence[Date]:
    """Every day of a week, the first of a month, and twice the same day."""
    found = []
    for at in range(many):
        by = timedelta(days=at)
        assert WEDNESDAY.ends is not None
        found.append(Date(HUGE + at, Slot(WEDNESDAY.starts + by, WEDNESDAY.ends + by), 99, 99, 99))
    return (*found[:-1], Date(HUGE + many, Slot(WEDNESDAY.starts - timedelta(hours=4)), 1))


def some_workshops() -> Iterator[Workshop]:
    for title, many in zip(TITLES, (2, 8), strict=True):
        asked = asked_about(title, many)
        yield asked
        for state in STATES[1:]:
            yield replace(asked, state=state, slot=WEDNESDAY, capacity=many, changed_at=NOW)
        fixed = replace(asked, state="fixed", slot=WEDNESDAY, capacity=many, changed_at=NOW)
        yield replace(fixed, reminded_at=NOW, moved_from=NOW)
        yield replace(fixed, moved_from=NOW, capacity=None)


def asked_about(title: str, many: int) -> Workshop:
    until = NOW + timedelta(days=4)
    return Workshop(HUGE, GROUP.id, HUGE, title, "asking", NOW, some_dates(many), until)


def drawn(workshop: Workshop, people: Sequence[Coming], brought: Sequence[Brought]) -> Drawn:
    return Drawn(workshop, GROUP, people, THINGS, brought, NAMES, "Salle commune")


def some_drawn(workshop: Workshop) -> Iterator[Drawn]:
    people = [Coming(at + 2, comes, 2, 3, NOW) for at, comes in enumerate(COMES)]
    yield drawn(workshop, [], [])
    yield drawn(workshop, [Coming(2, "yes", 1, 0, NOW)], [])
    yield drawn(workshop, people, [Brought(at, at, "un gâteau") for at in range(2, 9)])
    yield drawn(workshop, people, [Brought(1, HUGE, "des gants", thing=THINGS[1].id)])


def workshops_screens() -> Iterator[View]:
    yield from begun_screens()
    yield from asked_screens()
    yield from fixed_screens()


def begun_screens() -> Iterator[View]:
    slots = [one.slot for one in some_dates(8)]
    yield views.ask_what()
    yield views.ask_title(())
    yield views.ask_title(slots)
    for picked in ((), (slots[0].starts.date(),), tuple(one.starts.date() for one in slots)):
        yield views.ask_dates(TITLES[1], slots[:3], picked)
    yield views.read_back(TITLES[0], slots, THINGS, ("avec les enfants",), GROUP)
    for one in some_workshops():
        if one.state in ("asking", "fixed"):
            yield views.opened(one, NOW, "Salle commune", slots[:2])
            yield views.opened(one, None, "", ())


def asked_screens() -> Iterator[View]:
    answers: Sequence[Mapping[int, Suits]] = (
        {},
        *({one.id: suits for one in some_dates(8)} for suits in dates_views._SIGN if suits is not None),
    )
    for one in some_workshops():
        for ended in (False, True):
            yield dates_views.card(one, GROUP, ended=ended)
        yield from (dates_views.decided(one, ended=ended) for ended in (True, False))
        yield running_views.dates(one)
        yield from (running_views.remove(one, page) for page in range(3))
        for answered, place in ((0, ""), (9, "Salle commune"), (1, "")):
            yield from (
                dates_views.choice(one, one.dates[0], answered, place, free=free) for free in (True, False)
            )
        for page in range(3):
            yield dates_views.choose(one, one.dates, page)
        yield dates_views.who(one, [(one.dates[0], ["Léa"], ["Inès"]), (one.dates[1], [], [])])
        yield dates_views.who(one, [])
    for many in (2, 4, 5, 8):
        one = asked_about(TITLES[0], many)
        for said in answers:
            for page in range(3):
                yield dates_views.ballot(one, said, None, page)
                yield dates_views.ballot(one, said, ODETTE, page, ODETTE.id, typed=False)


def fixed_screens() -> Iterator[View]:
    for one in some_workshops():
        for each in some_drawn(one):
            yield card_views.card(each, _day(one))
            yield card_views.card(each, NOW)
            yield attending_views.who(each)
            yield attending_views.what(each, HUGE, 0)
            for runs in (False, True):
                yield running_views.more(each, runs=runs, spoken=[ODETTE])
        for comes in COMES[::3]:
            for adults, children in ((1, 0), (2, 0), (0, 1), (2, 2)):
                yield attending_views.party(one, Coming(1, comes, adults, children, NOW), 3, ODETTE, typed=False)
                yield attending_views.party(one, Coming(1, comes, adults, children, NOW), 3, None, typed=True)
        if one.slot is not None:
            yield attending_views.place(one)
            yield attending_views.eve(one)
            yield attending_views.full(one, 3)
        yield attending_views.cancelled(one)
        yield attending_views.revived(one)
        yield running_views.cancelled(one)
        if one.moved_from is not None:
            yield attending_views.moved(one)
        yield attending_views.brings_still(one)
        yield running_views.whom(one, [ODETTE] * 9)
        yield running_views.change(one)
        yield running_views.sure_to_cancel(one, 3)
    yield from asked_of_the_organiser()
    yield from series_screens()


def asked_of_the_organiser() -> Iterator[View]:
    """What is typed."""
    for step in ("needs", "places", "rename", "adddate", "until", "move"):
        yield running_views.question(step)
    yield attending_views.ask_party()


def series_screens() -> Iterator[View]:
    """What comes back: the next dates, moved, cancelled, stopped."""
    first = replace(asked_about(TITLES[0], 2), state="fixed", slot=WEDNESDAY, series=HUGE, occurs=WEDNESDAY.starts)
    later = timedelta(days=14)
    assert WEDNESDAY.ends is not None
    others = [
        replace(first, id=HUGE + at, slot=Slot(WEDNESDAY.starts + at * later, WEDNESDAY.ends + at * later))
        for at in range(-1, 4)
    ]
    others[0] = replace(others[0], state="cancelled")
    people = [Coming(2, "yes", 2, 3, NOW)]
    for state in ("fixed", "cancelled"):
        for dates in ((), others):
            here = replace(first, state=state)
            each = replace(drawn(here, people, []), others=dates)
            yield card_views.card(each, NOW)
            for runs in (False, True):
                yield running_views.more(each, runs=runs, spoken=[ODETTE])
                yield series_views.dates(here, [(one, (2, 3)) for one in dates], runs=runs)
    for rhythm in ("", "un jeudi sur deux à 18 h 30, à partir du 11 mars 2027"):
        yield series_views.ask_rhythm(rhythm)
    yield views.opened(first, None, "", (), "un jeudi sur deux à 18 h 30")
    yield series_views.changed(first, "un jeudi sur deux à 18 h 30")
    yield series_views.sure_to_stop(first, 12)
    yield running_views.sure_to_cancel(first, 3)


def _day(one: Workshop) -> datetime:
    return (one.slot or WEDNESDAY).starts - timedelta(days=1)
