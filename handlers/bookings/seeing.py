"""Who has what in a week, and what somebody has."""

from datetime import date, datetime, time, timedelta

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Press
from handlers.members.model import Here
from handlers.when.calendar.almanac import monday_of, on_the_wall

from . import planning_views
from .box import Act, Box, zone_of
from .buttons import at_day
from .model import Space


class Seeing:
    """Read by everybody of the group; the names only where the group shows them."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def planning(self, command: Command) -> Answer:
        """« /planning »: this week."""
        here = await self.box.members.here(command)
        return await self._week(command, here, monday_of(here.group.local(command.at).date()))

    async def week(self, press: Press) -> Answer:
        """`bookings:week:<space or 0>:<monday>`."""
        here = await self.box.members.here(press)
        day = at_day(press.number(1)) if press.number(1) else here.group.local(press.at).date()
        return await self._week(press, here, monday_of(day), press.number(0))

    async def _week(self, event: Act, here: Here, monday: date, only: int = 0) -> Answer:
        every = await self.box.bookings.spaces(here.group.id, event.at)
        spaces = [space for space in every if only in (0, space.id)]
        begins, ends = (_midnight(here, monday + timedelta(days=days)) for days in (0, 7))
        bookings = await self.box.bookings.between([space.id for space in spaces], begins, ends)
        customs = await self.box.bookings.customs(here.group.id)
        names = {}
        if customs.names:
            names = {one.id: await self.box.names(here.group, one.person) for one in bookings}
        return Answer(view=planning_views.week(spaces, bookings, names, begins, only))

    async def beside(self, press: Press) -> Answer:
        """« ⋯ Plus » of one's own bookings."""
        here = await self.box.members.here(press)
        return Answer(view=planning_views.beside(await self._spaces(here, press)))

    async def _spaces(self, here: Here, event: Act) -> dict[int, Space]:
        spaces = await self.box.bookings.spaces(here.group.id, event.at, retired=True)
        return {space.id: space for space in spaces}

    async def mine(self, press: Press) -> Answer:
        """« Mes réservations »: those of one's household that are not over, and what one waits for."""
        here = await self.box.members.here(press)
        people = await self.box.household(here.group, here.person.id)
        bookings = await self.box.bookings.coming_of(people, here.group.id, press.at)
        waits = await self.box.bookings.waits_of(here.person.id, here.group.id, press.at)
        spaces = await self._spaces(here, press)
        return Answer(view=planning_views.mine(bookings, waits, spaces, press.number(0)))


def _midnight(here: Here, day: date) -> datetime:
    return on_the_wall(datetime.combine(day, time()), zone_of(here.group))
