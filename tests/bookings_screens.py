"""Every screen that shared spaces can show, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import get_args

from handlers.bookings import (
    choosing_views,
    equity,
    equity_views,
    planning_views,
    prevailing_views,
    reserving_views,
    spaces_views,
    taken_views,
    week_views,
)
from handlers.bookings.charter import (
    CAR,
    COMMON_ROOM,
    GUEST_ROOM,
    LAUNDRY,
    NEW,
    WORKSHOP,
    Approval,
    Counted,
    Limit,
    Per,
)
from handlers.bookings.equity import Share
from handlers.bookings.limits import Left, beginning
from handlers.bookings.model import Booking, Slot, Space, State, Times, Wait, Wish
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Person
from tests.bookings_around_screens import MODULES as AROUND
from tests.bookings_around_screens import around_screens
from tests.poll_screens import GROUP, HUGE, NOW, WORDS

MODULES = (
    choosing_views,
    equity_views,
    planning_views,
    reserving_views,
    spaces_views,
    taken_views,
    week_views,
    *AROUND,
)
ODETTE = Person(HUGE, "Marie-Madeleine d'Aubigné")
NIGHTS = Times(NOW.replace(hour=16, minute=0), NOW.replace(hour=11, minute=0) + timedelta(days=30))
HOURS = Times(NOW + timedelta(days=2), NOW + timedelta(days=2, hours=4))
DAYS = Times(NOW, NOW + timedelta(days=5))
LIMITS = (
    *(Limit(counted, 15, "quarter") for counted in get_args(Counted)),
    Limit("bookings", 1, "month", weekend=True),
)


def spaces() -> Iterator[Space]:
    """Spaces of every kind, under every rule."""
    all_rules = (NEW, COMMON_ROOM, GUEST_ROOM, LAUNDRY, WORKSHOP, CAR)
    units = tuple(range(HUGE, HUGE + 12))
    for word, slot, rules in product((*WORDS, "Chambre d'amis"), get_args(Slot), all_rules):
        yield Space(HUGE, 1, word, slot, units, HUGE, "Boîte à clés : 4821", rules)
    full = replace(
        COMMON_ROOM,
        quiet=time(22),
        shortest=30,
        capacity=60,
        limits=LIMITS,
        late=48,
        cancel=24,
        checklist=("a",) * 9,
    )
    for approval, per in product(get_args(Approval), get_args(Per)):
        rules = replace(full, approval=approval, objecting=3, price=500, per=per, free_gift=False, presence=15)
        yield Space(HUGE, 1, "Salle commune", "hours", units, HUGE, "", rules)


def some_spaces() -> Iterator[Space]:
    """One of each name, and of each slot."""
    for word, slot in product((*WORDS, "Chambre d'amis"), get_args(Slot)):
        yield Space(HUGE, 1, word, slot, (HUGE,), HUGE, "Boîte à clés : 4821", GUEST_ROOM)


def wishes(space: Space) -> Iterator[Wish]:
    """Of one and of many, private and of the group."""
    for times in (NIGHTS, HOURS, DAYS):
        yield Wish(space.id, times, 1)
        yield Wish(space.id, times, 200, "La fête des voisins " * 3, 60)


def bookings(space: Space) -> Iterator[Booking]:
    """In every state."""
    for wish, state in product(wishes(space), get_args(State)):
        yield Booking(HUGE, wish, HUGE, NOW, NOW, state, HUGE, series=HUGE, was=NOW, left_as="fine")


def bookings_screens() -> Iterator[View]:
    """What one person alone sees."""
    yield from choosing_screens()
    yield from reserving_screens()
    yield from taken_screens()
    yield from spaces_screens()
    yield from planning_screens()
    yield from around_screens(some_spaces, bookings, [NIGHTS, HOURS])
    yield from equity_screens()


def choosing_screens() -> Iterator[View]:
    yield from (choosing_views.no_space(may_add=may) for may in (True, False))
    yield choosing_views.ask_which()
    every = list(some_spaces())
    for few, page, unknown in product((1, 4, 5, 12), (0, 1, 9), (True, False)):
        yield choosing_views.which(every[:few], page, unknown=unknown)
    day = NOW.date()
    for space, amount in product(every, (1, 200)):
        for days in range(4):
            yield choosing_views.which_day(space, [day] * days, NOW, amount, HUGE)
        for page in (0, 1, 9):
            yield choosing_views.how_many_nights(space, NOW, amount, HUGE, page)
            for slots in (0, 1, 4, 5, 12):
                yield choosing_views.which_hours(space, NOW, [HOURS] * slots, amount, HUGE, page)
        yield choosing_views.how_long(space, [HOURS] * 4, amount, HUGE)


def reserving_screens() -> Iterator[View]:
    for space in spaces():
        had = [(limit, 15) for limit in space.rules.limits]
        for wish, outside, holder in product(wishes(space), (True, False), (None, ODETTE)):
            displaced = [prevailing_views.line(space, next(bookings(space)), ("Karim",))] if outside else []
            yield reserving_views.read_back(space, wish, holder, had, outside=outside, displaced=displaced)
    for space in some_spaces():
        for booking, now, name in product(bookings(space), (NOW, NOW + timedelta(days=90)), (None, "Odette")):
            yield reserving_views.booked(space, booking, now, name, name, told=bool(name))
        yield reserving_views.slip(space, next(bookings(space)), "Odette", "Léa", GROUP)
        for booking in bookings(space):
            for counts, held in product((True, False), (True, False)):
                yield reserving_views.freed(space, booking, counts=counts, held=held)
        yield reserving_views.calendar_file(space, next(bookings(space)))
    yield reserving_views.ask_title()
    yield reserving_views.ask_when()


def taken_screens() -> Iterator[View]:
    for space in some_spaces():
        for booking, near, mine in product(bookings(space), (0, 1, 2), (True, False)):
            for names, other in product(((), ("Karim", "Sarah"), (t("a neighbour"),)), (None, space)):
                has = (booking, names)
                yield taken_views.taken(space, booking.wish, HUGE, [NIGHTS, HOURS][:near], other, has, mine=mine)
            yield taken_views.taken(space, booking.wish, HUGE, [NIGHTS] * near, None, None, mine=False)
            yield taken_views.not_allowed(space, booking.wish, HUGE, t("Decided"), [NIGHTS, HOURS][:near])


def spaces_screens() -> Iterator[View]:
    every = list(some_spaces())
    for few, page, may_add in product((0, 1, 3, 4, 12), (0, 1, 9), (True, False)):
        yield spaces_views.every(every[:few], page, may_add=may_add)
    for space in spaces():
        for contact, runs in product((None, "Nadia"), (True, False)):
            yield spaces_views.sheet(space, contact, runs=runs)
        yield spaces_views.added(space)
        yield spaces_views.ask_slot(space.name)
    yield spaces_views.ask_name()


def planning_screens() -> Iterator[View]:
    begins = datetime.combine(date(2027, 3, 1), time(), NOW.tzinfo)
    every = list(some_spaces())
    for space in every:
        of = list(bookings(space))
        for few, yours in product((0, 1, 12), (frozenset[int](), frozenset((HUGE,)))):
            names = {HUGE: ("Karim", "Sarah")} if few else {}
            held = {space.id: [HOURS] * few}
            seen = week_views.Seen(begins, NOW.date(), [space], of[:few], names, yours, held)
            yield from (week_views.week(replace(seen, only=only, pages=3)) for only in (0, space.id))
        waits = [Wait(HUGE, one.wish, HUGE, NOW) for one in of]
        for few, page in product((0, 1, 4, 5, 12), (0, 1, 9)):
            yield planning_views.mine(of[:few], waits[:few], {space.id: space}, page)
    yield week_views.week(week_views.Seen(begins, NOW.date(), every[:8], [], {}, frozenset(), {}))
    yield week_views.week(week_views.Seen(begins, NOW.date(), [], [], {}, frozenset(), {}))


def equity_screens() -> Iterator[View]:
    quarter = date(2027, 1, 1)
    yield equity_views.nothing()
    for space in spaces():
        left = tuple(Left(limit, beginning(quarter, limit.period), 9) for limit in space.rules.limits)
        some = [Share(home, 9, 99, left) for home in (equity.NOBODY, *range(1, 40))]
        names = dict.fromkeys(range(1, 40), ("Karim", "Marie-Madeleine d'Aubigné"))
        for few, events, many in product((0, 1, 12, 40), (0, 1, 2), (1, 9)):
            yield equity_views.fairness(space, some[:few], events, names, quarter, NOW, many - 1, many)
        yield equity_views.table([(space, some)], names, quarter, lambda text: text.sentence)
