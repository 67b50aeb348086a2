"""« /agenda »: what the group has ahead, this week or this month."""

from datetime import date

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Press
from handlers.members.desk import MembersDesk
from handlers.members.model import Here

from . import ahead, showing_views
from .showing_views import Seen
from .store import House

FURTHEST = date(2100, 1, 1).toordinal()


class Showing:
    """Read by everybody of the group, each alone."""

    def __init__(self, members: MembersDesk, house: House) -> None:
        self.members = members
        self.house = house

    async def agenda(self, command: Command) -> Answer:
        """« /agenda »: this week."""
        here = await self.members.here(command)
        return await self._week(command, here, here.group.local(command.at).date())

    async def week(self, press: Press) -> Answer:
        """`agenda:week:<a day, or 0 for today>`."""
        here = await self.members.here(press)
        return await self._week(press, here, _day(press, here))

    async def month(self, press: Press) -> Answer:
        """`agenda:month:<a day, or 0 for today>`."""
        here = await self.members.here(press)
        first, end = ahead.month_of(_day(press, here))
        return Answer(view=showing_views.month(await self._seen(press, here, first, end)))

    async def _week(self, event: Command | Press, here: Here, day: date) -> Answer:
        return Answer(view=showing_views.week(await self._seen(event, here, *ahead.week_of(day))))

    async def _seen(self, event: Command | Press, here: Here, first: date, end: date) -> Seen:
        begins, ends = ahead.midnight(here.group, first), ahead.midnight(here.group, end)
        entries = await self.house.entries(here.group.id, begins, ends)
        return Seen(here.group, here.group.local(event.at), first, end, entries)


def _day(press: Press, here: Here) -> date:
    """The day of a button; today without one, and for one that no button says. What is over is shown no more."""
    today, number = here.group.local(press.at).date(), press.number(0)
    return date.fromordinal(number) if today.toordinal() < number < FURTHEST else today
