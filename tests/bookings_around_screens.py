"""The screens around a booking: a stay, somebody's word, events of the group, what one gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product

from handlers.bookings import approving_views, contributing_views, prevailing_views, staying_views
from handlers.bookings.model import Booking, Plea, Space, Times
from handlers.conversation.text import Text, t
from handlers.conversation.views import File, View
from tests.poll_screens import HUGE, NOW

MODULES = (approving_views, contributing_views, prevailing_views, staying_views)
LONG = "Le bruit, un samedi. " * 9
NAMES: tuple[Sequence[str | Text], ...] = ((), ("Karim", "Sarah"), (t("a neighbour"),))


def around_screens(
    spaces: Callable[[], Iterator[Space]], bookings: Callable[[Space], Iterator[Booking]], near: Sequence[Times]
) -> Iterator[View]:
    for space in spaces():
        for booking in bookings(space):
            yield from _stay(space, booking)
            yield from _word(space, booking)
            yield from _events(space, booking, near)
        of = list(bookings(space))
        for few, page in product((0, 1, 4, 5, 12), (0, 1, 9)):
            yield approving_views.waiting([(space, [one], NAMES[1]) for one in of[:few]], page)
        for few, runs in product((0, 1, 12), (True, False)):
            lines = [(one, space, 123_456) for one in of[:few]]
            yield contributing_views.statement(lines, NOW, NOW + timedelta(days=89), runs=runs)
        yield staying_views.reported(anybody=True)
    yield staying_views.reported(anybody=False)
    yield staying_views.ask_trouble()
    yield from (staying_views.ask_out(last) for last in (None, 10_240))
    yield staying_views.ask_in(10_240)
    yield approving_views.ask_decline()
    yield approving_views.ask_objection()
    yield approving_views.objected()
    yield approving_views.objected_alone()
    file = File("participations.csv", "text/csv", "a,b", t("Contributions, as a table"))
    yield contributing_views.table(file, NOW, NOW)


def _stay(space: Space, booking: Booking) -> Iterator[View]:
    yield staying_views.info(space, booking, "Karim")
    yield staying_views.begin(space, booking)
    yield staying_views.missed(space, booking)
    yield staying_views.surprising(booking, 10_240, 10_300)
    for meter, left, cost in product((True, False), ("", "fine", LONG), (None, 2040)):
        metered = replace(space, rules=replace(space.rules, meter=meter, checklist=("Draps au lavage",) * 9))
        for read in (None, 10_300):
            had = replace(booking, meter_out=read and 10_240, meter_in=read, cost=cost, left_as=left)
            yield staying_views.after(metered, had)
            yield staying_views.measured(had)
        yield staying_views.trouble(space, replace(booking, left_as=left), "Karim")


def _word(space: Space, booking: Booking) -> Iterator[View]:
    for together in ([booking], [booking] * 2, [booking] * 53):
        for names, against, yes in product(NAMES, ((), (("Inès", LONG),) * 3), (True, False)):
            yield approving_views.approve(space, together, names or NAMES[1], against, NOW, decides=yes)
            for approval in ("silence", "contact"):
                asked = replace(space, rules=replace(space.rules, approval=approval))
                yield approving_views.pending(asked, together, names, NOW, may_object=yes)
        yield approving_views.decided(space, together, NAMES[1])
        yield approving_views.agreed(space, together)
        yield from (approving_views.refused(space, together, reason) for reason in ("", LONG))
        yield approving_views.doubted(space, together, LONG)
    yield approving_views.ask_reason(booking)


def _events(space: Space, booking: Booking, near: Sequence[Times]) -> Iterator[View]:
    lines = [prevailing_views.line(space, booking, names) for names in NAMES]
    yield prevailing_views.must_ask(space, booking.wish, lines)
    yield prevailing_views.pleaded(NOW)
    plea = Plea(HUGE, booking.wish, HUGE, NOW, {HUGE: False})
    yield prevailing_views.ask(space, booking, plea, "Inès", NOW)
    yield prevailing_views.answered(space, booking, plea)
    yield prevailing_views.answered(space, booking, replace(plea, state="kept"))
    for free in (True, False):
        yield prevailing_views.kept(space, plea, free=free)
    yield prevailing_views.granted(space, booking)
    for few, event, thanks in product(range(3), (None, booking), (True, False)):
        yield prevailing_views.displaced(space, booking, event, near[:few], HUGE, thanks=thanks)
