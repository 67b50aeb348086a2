"""Who has what in a week, and what somebody has."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press
from handlers.conversation.text import t
from handlers.members.model import Here
from handlers.when.calendar.almanac import at, monday_of
from handlers.when.model import Day, Instant, Recurrence, Refusal, Span, Why
from handlers.when.sentences import why_not

from . import naming, planning_views, week_views
from .box import Act, Box, zone_of
from .buttons import at_day
from .model import Space, Times
from .sharing import FAIRNESS, Sharing


class Seeing:
    """Read by everybody of the group; the names only where the group shows them."""

    def __init__(self, box: Box, sharing: Sharing) -> None:
        self.box = box
        self.sharing = sharing

    async def planning(self, command: Command) -> Answer:
        """« /planning », « /planning chambre d'amis semaine prochaine », « /planning equite »."""
        if naming.is_only(command.words, FAIRNESS):
            return await self.sharing.begin(command)
        here = await self.box.members.here(command)
        found = naming.named(command.words, await self.box.bookings.spaces(here.group.id, command.at))
        only = found.spaces[0].id if len(found.spaces) == 1 else 0
        day = await self._day(command, here, found.rest if found.spaces else command.words)
        return await self._week(command, here, monday_of(day), only)

    async def _day(self, command: Command, here: Here, words: str) -> date:
        """A day of the week that is meant: today's without a word. Raises Refused for words that mean none."""
        if not words.strip():
            return here.group.local(command.at).date()
        match (await self.box.understood(here, words, command.at)).meaning:
            case Day(day=day):
                return day
            case Instant(at=point) | Span(first=point) | Recurrence(start=point):
                return point.date() if isinstance(point, datetime) else point
            case Refusal(why=why) as refusal if why not in (Why.NOTHING, Why.NOT_A_TIME):
                raise Refused(why_not(refusal))
            case _:
                raise Refused(t("Which week, or which space? For example: /planning next week."))

    async def week(self, press: Press) -> Answer:
        """`bookings:week:<space or 0>:<a day>:<page>`."""
        here = await self.box.members.here(press)
        day = at_day(press.number(1)) if press.number(1) else here.group.local(press.at).date()
        return await self._week(press, here, monday_of(day), press.number(0), press.number(2))

    async def _week(self, event: Act, here: Here, monday: date, only: int = 0, page: int = 0) -> Answer:
        every = await self.box.bookings.spaces(here.group.id, event.at)
        alone = [space for space in every if space.id == only]
        pages = -(-len(every) // week_views.PAGE)
        page = page if page < pages else 0
        spaces = alone or every[page * week_views.PAGE : (page + 1) * week_views.PAGE]
        begins, ends = (_midnight(here, monday + timedelta(days=days)) for days in (0, week_views.DAYS))
        bookings = await self.box.bookings.between([space.id for space in spaces], begins, ends)
        mine = await self.box.household(here.group, here.person.id)
        names = await self.box.shown(here, {one.person for one in bookings})
        seen = week_views.Seen(
            begins=begins,
            today=here.group.local(event.at).date(),
            spaces=spaces,
            bookings=bookings,
            names={one.id: names[one.person] for one in bookings if names[one.person]},
            yours=frozenset(one.id for one in bookings if one.person in mine),
            held={space.id: await self._held(space, begins, ends) for space in spaces},
            only=only if alone else 0,
            page=page,
            pages=pages,
            may_book=here.role != "guest",
        )
        return Answer(view=week_views.week(seen))

    async def _held(self, space: Space, begins: datetime, ends: datetime) -> Sequence[Times]:
        """What is kept for somebody who waits, each once, whatever the units."""
        taken = await self.box.bookings.taken(space.id, begins, ends)
        held = {(one.wait, one.starts, one.ends) for one in taken if one.kind == "hold"}
        zone = begins.tzinfo
        return [Times(starts.astimezone(zone), until.astimezone(zone)) for _, starts, until in held]

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
    return at(day, 0, 0, zone_of(here.group))
