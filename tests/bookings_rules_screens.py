"""The screens on which a space, its rules, those who wait for it and its calendar are seen."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from handlers.bookings import (
    arranging_views,
    changing_views,
    customs_views,
    ruling_views,
    subscribing_views,
    waiting_views,
)
from handlers.bookings.charter import COMMON_ROOM, GUEST_ROOM, NEW, Offer, Ruled
from handlers.bookings.clauses import CLAUSES, GROUPS, of_space
from handlers.bookings.model import Booking, Customs, Space, Times, Wait
from handlers.conversation.feature import Waiting
from handlers.conversation.text import Text, t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.help import views as help_views
from handlers.members.model import WebAddress
from tests.poll_screens import GROUP, HUGE, NOW, WORDS

MODULES = (waiting_views, arranging_views, ruling_views, changing_views, customs_views, subscribing_views)
PEOPLE = [(HUGE - at, WORDS[at % len(WORDS)]) for at in range(9)]
Spaces = Callable[[], Iterator[Space]]
Bookings = Callable[[Space], Iterator[Booking]]


def rules_screens(spaces: Spaces, bookings: Bookings, near: Sequence[Times]) -> Iterator[View]:
    """Every one of them, of these spaces and bookings."""
    for space in spaces():
        of = list(bookings(space))
        yield from waiting_screens(space, of)
        yield from arranging_screens(space, of, near)
        yield from ruling_screens(space, of)
        yield from changing_screens(space, of)
        yield from subscribing_screens(space)
    yield arranging_views.ask_swap()
    yield from (ruling_views.ask_rule(clause.key) for clause in CLAUSES)
    yield from (ruling_views.ask_day(HUGE, way) for way in ("set", "propose"))
    yield from (customs_views.customs(Customs(names)) for names in (True, False))
    yield customs_views.customs(Customs(rules_by="facilitation"))
    yield subscribing_views.no_address()
    asked = [Waiting(1, Topic("bookings", HUGE, "ask"), t("Decided"), f"bookings:demand:{HUGE}")]
    yield help_views.to_answer(asked, [], 0)  # where a demand that was not answered is found again


def _waits(of: Sequence[Booking]) -> Iterator[Wait]:
    for one, series in product(of[:6], (None, HUGE)):
        yield Wait(HUGE, one.wish, HUGE, NOW, "held", HUGE, series, NOW, HUGE)
        yield Wait(HUGE, one.wish, HUGE, NOW, "waits", None, series)


def waiting_screens(space: Space, of: Sequence[Booking]) -> Iterator[View]:
    every = list(_waits(of))
    for wait in every:
        yield from (waiting_views.on_the_list(space, wait, 12, near=near) for near in (True, False))
        yield waiting_views.held(space, wait, NOW, NOW)
        yield waiting_views.gone(space, wait)
        yield waiting_views.served(space, wait)
        yield waiting_views.left(space, wait)
        yield waiting_views.asks(space, wait)
    for few, page in product((0, 1, 4, 5, 12), (0, 1, 9)):
        yield waiting_views.waits(every[:few], {space.id: space}, page)
    for one in of:
        yield from (waiting_views.keep(space, one, names) for names in (["Léa"], ["Léa", "Inès"]))
        yield waiting_views.kept(space, one)


def arranging_screens(space: Space, of: Sequence[Booking], near: Sequence[Times]) -> Iterator[View]:
    for wait, name in product(_waits(of), ("Léa", WORDS[-1])):
        yield from (arranging_views.asked(space, wait, holder) for holder in (name, None))
        yield arranging_views.demand(space, of[0], wait, name)
        yield from (arranging_views.propose(space, of[0], wait, name, near[:few]) for few in (0, 1, 2))
        yield arranging_views.read_back(space, wait, name, near[0])
        yield arranging_views.declined(space, of[0], name)
        yield from (arranging_views.exchanged(space, moved, wait, name) for moved in (of[0], None))
        yield arranging_views.arranged(space, wait)
        yield from (arranging_views.kept(space, wait, holder) for holder in (name, None))


def ruling_screens(space: Space, of: Sequence[Booking]) -> Iterator[View]:
    every = [Ruled(NOW, GUEST_ROOM, HUGE, "D-2027-006"), Ruled(NOW.replace(year=2028), COMMON_ROOM, None)]
    for ruled, may, charter, proposed in product((every, []), (True, False), (True, False), (0, HUGE)):
        yield ruling_views.rules(
            space, ruled, {HUGE: "Nadia"}, GROUP, NOW, may=may, charter=charter, proposed=proposed
        )
    names: Sequence[str | Text] = ("Karim", "Sarah")
    for rules in (NEW, COMMON_ROOM, GUEST_ROOM):
        yield ruling_views.charter(space, rules)
        yield ruling_views.groups(space, rules, HUGE)
        for group in GROUPS:
            yield from (ruling_views.group(space, rules, HUGE, group, page) for page in (0, 1, 2, 9))
            yield from (ruling_views.rule(space, rules, HUGE, one) for one in of_space(space, group))
        offer = Offer(HUGE, HUGE, NEW, rules, HUGE)
        yield from (ruling_views.review(space, offer, HUGE, sets=sets) for sets in (True, False))
        yield ruling_views.proposed(space, offer)
        for few, proposes in product((0, 1, 12), (True, False)):
            stay = [(one, names) for one in of[:few]]
            yield ruling_views.since(space, offer, stay, proposes=proposes)


def changing_screens(space: Space, of: Sequence[Booking]) -> Iterator[View]:
    yield from (changing_views.menu(space, page) for page in (0, 1, 9))
    for what, known in product(("rename", "units", "info"), (space, None)):
        yield changing_views.ask(what, known)
    yield changing_views.changed(space)
    names: Sequence[str | Text] = (t("a neighbour"),)
    for few, page in product((0, 1, 4, 9), (0, 1, 9)):
        yield changing_views.who(space, PEOPLE[:few], page)
        yield changing_views.people(space, PEOPLE[:few], {HUGE}, page)
        yield changing_views.every_retired([space] * few, page)
    for few in (0, 1, 12):
        yield changing_views.counted(space, of[:few])
        yield changing_views.sure_to_retire(space, [(one, names) for one in of[:few]])
        yield changing_views.reopened(space, few)
    yield changing_views.retired(space, 1_772_000_000)
    yield changing_views.told_retired(space, of[0])


def subscribing_screens(space: Space) -> Iterator[View]:
    for everywhere, renews, renewed in product((True, False), ("", "a1b2c3d4"), (True, False)):
        where = WebAddress(f"https://palabre.example.org/calendrier/{'a' * 32}.ics", everywhere)
        yield subscribing_views.address("person", None, where, renews, renewed=renewed)
        yield subscribing_views.address("group", None, where, renews, renewed=renewed)
        yield subscribing_views.address("space", space, where, renews, renewed=renewed)
