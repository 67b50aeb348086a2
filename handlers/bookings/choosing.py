"""The same by taps alone: which space, which day, how many nights or which hours."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from handlers.conversation.answer import Answer
from handlers.conversation.events import Press
from handlers.conversation.folding import folded
from handlers.members.desk import unknown
from handlers.members.model import Here
from handlers.when.calendar.almanac import at

from . import asked, choosing_views, rules
from .box import Act, Box, zone_of
from .buttons import at_day, times_of
from .free import free_units
from .model import Space, Taken, Times, Wish, zone_on
from .offering import Offering

SHORT_SLOT = 3 * 60
"""Minutes; a space that is had for no longer is offered slot after slot."""
FRIDAY, SATURDAY = 4, 5
PARTS = ((9, 12), (14, 18), (19, 22))
"""Hours of a morning, an afternoon, an evening, of a space that is had for long."""
LENGTHS = (60, 120, 180, 240)
MOST_NIGHTS = 60


class Choosing:
    """Every step of a booking that words have left open. A button holds all that was chosen before it."""

    def __init__(self, box: Box, offering: Offering) -> None:
        self.box = box
        self.offering = offering

    async def begin(self, press: Press) -> Answer:
        """« Réserver », from the menu."""
        here = await self.box.here(press)
        spaces = await self.box.bookings.spaces(here.group.id, press.at)
        return await self.which(press, here, spaces, "", press.number(0))

    async def which(self, event: Act, here: Here, spaces: Sequence[Space], rest: str, page: int = 0) -> Answer:
        """Which space; `rest`: what was typed beside its name, which is read once it is known."""
        if not spaces:
            return Answer(view=choosing_views.no_space(may_add=here.runs))
        if len(spaces) == 1 and not rest:
            return await self.nothing_known(event, here, spaces[0], 1, 0)
        await self.box.keep_draft(event, here, "which", rest=rest[:300])
        return Answer(view=choosing_views.which(spaces, page, unknown=bool(folded(rest))))

    # Days

    async def nothing_known(self, event: Act, here: Here, space: Space, amount: int, person: int) -> Answer:
        """« Quel jour ? »: the next days on which something is free, or one to be written."""
        local = here.group.local(event.at)
        wanted = self._days(space, local)
        taken = await self.box.bookings.taken(space.id, local, local + timedelta(days=60))
        days = [day for day in wanted if _has_room(space, taken, day, amount, local)]
        await self.box.keep_draft(event, here, "when", space=space.id, amount=amount, person=person)
        return Answer(view=choosing_views.which_day(space, days[: choosing_views.DAYS], local, amount, person))

    def _days(self, space: Space, local: datetime) -> Iterator[date]:
        """Fridays for nights, Saturdays for long hours, else one day after the other."""
        begins = local.date()
        weekday = None
        if space.slot == "nights":
            weekday = FRIDAY
        elif not space.rules.longest or space.rules.longest > SHORT_SLOT:
            weekday = SATURDAY
        for ahead in range(60):
            day = begins + timedelta(days=ahead)
            if weekday is None or day.weekday() == weekday:
                yield day

    async def day(self, press: Press) -> Answer:
        """A day was tapped: `bookings:day:<space>:<day>:<amount>:<person>`."""
        here, space = await self.box.space(press, press.number(0))
        return await self.day_known(
            press, here, space, at_day(press.number(1)), max(1, press.number(2)), press.number(3)
        )

    async def day_known(self, event: Act, here: Here, space: Space, day: date, amount: int, person: int) -> Answer:
        await self.box.keep_draft(
            event, here, "when", space=space.id, amount=amount, person=person, day=day.toordinal()
        )
        local = here.group.local(event.at)
        moment = at(day, 12, 0, zone_of(here.group))
        if space.slot == "nights":
            return Answer(view=choosing_views.how_many_nights(space, moment, amount, person, 0))
        slots = await self._slots(space, day, amount, local)
        return Answer(view=choosing_views.which_hours(space, moment, slots, amount, person, 0))

    async def dates(self, press: Press) -> Answer:
        """« Changer les dates »: `bookings:dates:<space>:<amount>:<person>`."""
        here, space = await self.box.space(press, press.number(0))
        return await self.nothing_known(press, here, space, max(1, press.number(1)), press.number(2))

    # Nights

    async def nights(self, press: Press) -> Answer:
        """`bookings:nights:<space>:<day>:<nights>:<amount>:<person>`."""
        here, space = await self.box.space(press, press.number(0))
        nights = press.number(2)
        if not 0 < nights <= MOST_NIGHTS:
            raise unknown()
        times = asked.stay(space, at_day(press.number(1)), nights, zone_of(here.group))
        wish = Wish(space.id, times, max(1, press.number(3)))
        return await self.offering.read_back(press, here, space, wish, press.number(4))

    async def more_nights(self, press: Press) -> Answer:
        """« Plus »: `bookings:more:<space>:<day>:<page>:<amount>:<person>`."""
        here, space = await self.box.space(press, press.number(0))
        day = at(at_day(press.number(1)), 12, 0, zone_of(here.group))
        amount, person = max(1, press.number(3)), press.number(4)
        return Answer(view=choosing_views.how_many_nights(space, day, amount, person, press.number(2)))

    # Hours

    async def start_known(
        self, event: Act, here: Here, space: Space, at: datetime, amount: int, person: int
    ) -> Answer:
        """« Samedi 14 h »: for how long? The lengths that are free and allowed."""
        await self.box.keep_draft(event, here, "when", space=space.id, amount=amount, person=person)
        taken = await self.box.bookings.taken(space.id, at, at + timedelta(days=2))
        lengths = [space.rules.longest] if 0 < space.rules.longest <= LENGTHS[0] else LENGTHS
        fitting = [
            times
            for minutes in lengths
            if self._may(space, times := Times(at, at + timedelta(minutes=minutes)), here.group.local(event.at))
            and len(free_units(space, taken, times)) >= amount
        ]
        if not fitting:
            # The reason is said by what reads it back.
            times = Times(at, at + timedelta(minutes=space.rules.longest or LENGTHS[0]))
            return await self.offering.read_back(event, here, space, Wish(space.id, times, amount), person)
        return Answer(view=choosing_views.how_long(space, fitting, amount, person))

    async def slots(self, press: Press) -> Answer:
        """The other hours of a day: `bookings:slots:<space>:<day>:<page>:<amount>:<person>`."""
        here, space = await self.box.space(press, press.number(0))
        day, amount = at_day(press.number(1)), max(1, press.number(3))
        slots = await self._slots(space, day, amount, here.group.local(press.at))
        moment = at(day, 12, 0, zone_of(here.group))
        return Answer(
            view=choosing_views.which_hours(space, moment, slots, amount, press.number(4), press.number(2))
        )

    async def slot(self, press: Press) -> Answer:
        """`bookings:slot:<space>:<times>:<amount>:<person>`."""
        here, space = await self.box.space(press, press.number(0))
        times = times_of(press.word(1), here.group)
        wish = Wish(space.id, times, max(1, press.number(2)))
        return await self.offering.read_back(press, here, space, wish, press.number(3))

    async def _slots(self, space: Space, day: date, amount: int, local: datetime) -> list[Times]:
        """The free times of a day that are offered: slot after slot, or its parts and the whole of it."""
        zone = zone_on(local)
        opens, closes = asked.opening(space, day, zone), asked.closing(space, day, zone)
        longest = space.rules.longest
        taken = await self.box.bookings.taken(space.id, opens, closes + timedelta(days=1))
        if 0 < longest <= SHORT_SLOT:
            offered = list(_one_after_the_other(opens, closes, timedelta(minutes=longest)))
        else:
            offered = _parts(day, opens, closes)
        return [
            times
            for times in offered
            if self._may(space, times, local) and len(free_units(space, taken, times)) >= amount
        ]

    @staticmethod
    def _may(space: Space, times: Times, local: datetime) -> bool:
        """Whether the hours themselves are allowed; the household's limits are told when it is read back."""
        return rules.judge(space, Wish(space.id, times), rules.Situation(), local).why_not is None


def _has_room(space: Space, taken: Sequence[Taken], day: date, amount: int, local: datetime) -> bool:
    zone = zone_on(local)
    if space.slot == "nights":
        times = asked.stay(space, day, 1, zone)
        return times.starts > local and len(free_units(space, taken, times)) >= amount
    opens, closes = asked.opening(space, day, zone), asked.closing(space, day, zone)
    if closes - timedelta(hours=1) <= local:
        return False
    hour = timedelta(hours=1)
    starts = max(opens, local.replace(minute=0, second=0, microsecond=0) + hour)
    while starts + hour <= closes:
        if len(free_units(space, taken, Times(starts, starts + hour))) >= amount:
            return True
        starts += hour
    return False


def _one_after_the_other(opens: datetime, closes: datetime, lasting: timedelta) -> Iterator[Times]:
    starts = opens
    while starts + lasting <= closes:
        yield Times(starts, starts + lasting)
        starts += lasting


def _parts(day: date, opens: datetime, closes: datetime) -> list[Times]:
    """The morning, the afternoon, the evening, and all of it, as far as the space is open."""
    zone = zone_on(opens)
    parts = [
        Times(
            max(opens, at(day, first, 0, zone)),
            min(closes, at(day, last, 0, zone)),
        )
        for first, last in PARTS
    ]
    return [*(part for part in parts if part.starts < part.ends), Times(opens, closes)]
