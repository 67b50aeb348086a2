"""« /planning equite »: how the spaces are shared out between the households, for those who run the group."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press
from handlers.conversation.text import Text, t
from handlers.members.model import Here
from handlers.when.calendar.almanac import at

from . import equity, equity_views
from .box import Act, Box, zone_of
from .buttons import at_day
from .limits import beginning, following
from .model import Booking, Space

FAIRNESS = ("equite", "fairness", "equity")
"""Behind « /planning ». """


class Sharing:
    """Counted from the bookings alone, anew each time. `say`: a text in a language, for the table."""

    def __init__(self, box: Box, say: Callable[[Text, str], str]) -> None:
        self.box = box
        self.say = say

    async def begin(self, command: Command) -> Answer:
        """« /planning equite »: the first space, in this quarter."""
        here = await self._here(command)
        return await self._quarter(command, here, here.group.local(command.at).date(), 0)

    async def quarter(self, press: Press) -> Answer:
        """`bookings:equity:<a day of the quarter>:<the place of the space>`."""
        here = await self._here(press)
        return await self._quarter(press, here, at_day(press.number(0)), press.number(1))

    async def table(self, press: Press) -> Answer:
        """`bookings:table:<a day of the quarter>`: all spaces as a file."""
        here = await self._here(press)
        begins, today = self._days(press, here, at_day(press.number(0)))
        spaces = await self.box.bookings.spaces(here.group.id, press.at)
        bookings = await self._bookings(here, spaces, begins)
        homes = await self._homes(here)
        every = [(space, equity.shares(space, bookings, _of(homes), begins, today)) for space in spaces]
        names = await self._names(here, bookings, homes)
        language = await self.box.language(here)

        def say(text: Text) -> str:
            return self.say(text, language)

        return Answer(view=equity_views.table(every, names, begins, say))

    async def _here(self, event: Act) -> Here:
        here = await self.box.members.here(event)
        if not here.runs:
            raise Refused(
                t("Only those who run the group see what each household has had. /planning shows the week to all.")
            )
        return here

    async def _quarter(self, event: Act, here: Here, day: date, place: int) -> Answer:
        spaces = await self.box.bookings.spaces(here.group.id, event.at)
        if not spaces:
            return Answer(view=equity_views.nothing())
        place = place if place < len(spaces) else 0
        space = spaces[place]
        begins, today = self._days(event, here, day)
        bookings = await self._bookings(here, [space], begins)
        homes = await self._homes(here)
        shares = equity.shares(space, bookings, _of(homes), begins, today)
        names = await self._names(here, bookings, homes)
        events = equity.of_the_group(space, bookings, begins)
        now = here.group.local(event.at)
        return Answer(view=equity_views.fairness(space, shares, events, names, begins, now, place, len(spaces)))

    @staticmethod
    def _days(event: Act, here: Here, day: date) -> tuple[date, date]:
        return beginning(day, "quarter"), here.group.local(event.at).date()

    async def _bookings(self, here: Here, spaces: Sequence[Space], begins: date) -> Sequence[Booking]:
        """Those of the year around a quarter, whatever became of them: some limits are those of a year."""
        first = beginning(begins, "year")
        year = (at(day, 0, 0, zone_of(here.group)) for day in (first, following(first, "year")))
        return await self.box.bookings.between([space.id for space in spaces], *year, gone=True)

    async def _homes(self, here: Here) -> Mapping[int, int]:
        """The household of each person."""
        homes = await self.box.members.store.households(here.group.id)
        return {each.person.id: home.id for home in homes for each in home.people}

    async def _names(
        self, here: Here, bookings: Sequence[Booking], homes: Mapping[int, int]
    ) -> dict[int, Sequence[str | Text]]:
        """By household."""
        people = {_of(homes)(one.person): one.person for one in bookings if one.person is not None}
        names = await self.box.names(here.group, people.values())
        return {household: names[person] for household, person in people.items()}


def _of(homes: Mapping[int, int]) -> Callable[[int], int]:
    """The household of a person; of somebody who has left it, a number that no household has."""
    return lambda person: homes.get(person, -person)
