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
    moving_views,
    planning_views,
    prevailing_views,
    repeating_views,
    reserving_views,
    series_views,
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
from handlers.bookings.fitting import Planned
from handlers.bookings.limits import Left, beginning
from handlers.bookings.model import Booking, Slot, Space, State, Taken, Times, Wait, Wish
from handlers.bookings.repeating_views import Missing, Proposed
from handlers.bookings.rhythm import Date, Repeated
from handlers.bookings.series_views import Entry
from handlers.conversation.text import Text, t
from handlers.conversation.views import View
from handlers.members.model import Person
from handlers.when.model import Recurrence
from tests.bookings_around_screens import MODULES as AROUND
from tests.bookings_around_screens import around_screens
from tests.bookings_rules_screens import MODULES as RULES
from tests.bookings_rules_screens import rules_screens
from tests.poll_screens import GROUP, HUGE, NOW, WORDS

MODULES = (
    choosing_views,
    equity_views,
    planning_views,
    reserving_views,
    spaces_views,
    taken_views,
    week_views,
    moving_views,
    repeating_views,
    series_views,
    *AROUND,
    *RULES,
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
    yield from rules_screens(some_spaces, bookings, [NIGHTS, HOURS])
    yield from equity_screens()
    yield from moving_screens()
    yield from repeating_screens()
    yield from series_screens()


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
        yield reserving_views.file_of("BEGIN:VCALENDAR", series_views.whole(HUGE))
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
        yield planning_views.beside({space.id: space})
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


def moving_screens() -> Iterator[View]:
    yield moving_views.ask()
    for space in some_spaces():
        for booking, near, taken in product(bookings(space), (0, 2), (True, False)):
            yield moving_views.which(space, booking, [NIGHTS, HOURS][:near], taken=taken)
            yield moving_views.read_back(space, booking, DAYS, late=True)


def repeating_screens() -> Iterator[View]:
    rhythm, words = Recurrence("FREQ=WEEKLY", NOW, NOW + timedelta(hours=2)), "tous les mardis " * 5
    yield repeating_views.ask_rhythm()
    yield repeating_views.ask_hours(None, "")
    yield repeating_views.ask_until(None, "", 0)
    for space in (*some_spaces(), *list(spaces())[-3:]):
        yield repeating_views.ask_hours(space, words)
        yield repeating_views.ask_until(space, words, 2**32 - 1)
        for wish, dates, free in product(wishes(space), (1, 20, 120), (0, 1, 120)):
            planned = list(_planned(wish, dates, free))
            missing = [Missing(one.date.times.starts, _why(one, wish)) for one in planned if not one.possible]
            for out, holder, page in product((0, 1, 7), (None, ODETTE), (0, 1, 9)):
                wanted = Repeated(wish, rhythm, HUGE)
                proposed = Proposed(wanted, words, planned, missing, [NOW] * out, holder)
                yield repeating_views.read_back(space, proposed, page)
        for booking in bookings(space):
            for made, missed in product((1, 120), (0, 1, 20)):
                lost = [Missing(NOW, t("occupied.")), Missing(NOW, t("cleaning."))] * missed
                yield repeating_views.booked(space, HUGE, [booking] * made, lost, ODETTE)


def _planned(wish: Wish, dates: int, free: int) -> Iterator[Planned]:
    """Dates that cannot be had for every reason there is."""
    left = Left(Limit("nights", 15, "quarter"), NOW.date(), 15)
    blockers = [Taken(HUGE, NOW, NOW, kind, HUGE) for kind in ("stay", "buffer", "hold")]
    for at in range(dates):
        date_of = Date(wish.times, uncertain=at > 9)
        if at < free:
            yield Planned(date_of, wish, units=(HUGE,))
        elif at % 4 == 0:
            yield Planned(date_of, wish, over=True)
        elif at % 4 == 1:
            yield Planned(date_of, wish, why_not=t("Decided"), limit=left if at % 8 == 1 else None)
        else:
            yield Planned(date_of, wish, in_the_way=blockers[at % 3])


def _why(one: Planned, wish: Wish) -> Text:
    held = Booking(HUGE, wish, HUGE, NOW, NOW)
    names = ("Karim", "Sarah") if one.date.uncertain else ()
    return repeating_views.reason(one, None if one.over else held, names, mine=False)


def series_screens() -> Iterator[View]:
    yield series_views.ask_date()
    for space in some_spaces():
        entries = [Entry(NOW + timedelta(days=9), NIGHTS, None)]
        entries += [Entry(booking.times.starts, HOURS, booking) for booking in bookings(space)]
        for few, begins, after in product((1, 4, 30), (0, 1, 2, 99), (0, 400)):
            now = NOW + timedelta(days=after)
            yield series_views.series(space, HUGE, "tous les mardis", entries[:few], begins, now)
        for one in entries[:9]:
            yield series_views.free(space, HUGE, one)
            yield series_views.taken(space, HUGE, one)
            yield series_views.not_allowed(space, HUGE, one, t("Decided"))
            yield series_views.awaited(space, HUGE, one)
        made = list(bookings(space))
        for counted, lost in product((0, 1, 9), (0, 1, 3)):
            yield series_views.freed(space, HUGE, made, counted, NOW)
            yield series_views.taken_back(space, HUGE, counted, made[:lost])
