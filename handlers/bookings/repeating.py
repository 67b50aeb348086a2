"""Series of bookings: « tous les mardis 18 h-19 h 30 jusqu'au 30 juin, hors vacances scolaires »."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Here, Person
from handlers.when.model import Duration, Recurrence
from handlers.when.saying import say

from . import fitting, repeating_views, reserving_views, rhythm
from .approving import Approving
from .box import Act, Box, zone_of
from .desk import BookingsDesk
from .fitting import Planned
from .model import Booking, Series, Space, Times, Wish
from .repeating_views import Missing, Proposed
from .rhythm import Repeated

RECENT = timedelta(days=1)
"""How long a second tap on « Réserver » shows what the first one has booked."""
MONTHS = (1, 3, 6, 12)
"""For how long a rhythm may be had by a tap."""


class Repeating:
    """Each date is a booking of its own; what binds them is the rhythm. Before « Réserver » nothing is kept but
    the dialogue."""

    def __init__(self, box: Box, desk: BookingsDesk, approving: Approving) -> None:
        self.box = box
        self.desk = desk
        self.approving = approving

    async def propose(
        self,
        event: Act,
        here: Here,
        space: Space,
        recurrence: Recurrence,
        amount: int,
        person: int,
        title: str = "",
    ) -> Answer:
        """The rhythm read back, date by date; or what it still lacks is asked."""
        start = here.group.local(event.at)
        like = Wish(space.id, Times(start, start + RECENT), amount, title)
        settled = rhythm.settled(space, recurrence, zone_of(here.group))
        return await self._go_on(event, here, space, Repeated(like, settled, person))

    async def _go_on(self, event: Act, here: Here, space: Space, wanted: Repeated) -> Answer:
        if rhythm.lacks_hours(wanted.recurrence):
            await self.box.keep_draft(event, here, "hours", **wanted.notes())
            return Answer(view=repeating_views.ask_hours(space, await self._words(here, space, wanted.recurrence)))
        if rhythm.lacks_end(wanted.recurrence):
            await self.box.keep_draft(event, here, "until", **wanted.notes())
            said = await self._words(here, space, wanted.recurrence)
            return Answer(view=repeating_views.ask_until(space, said, wanted.mark))
        return await self._read_back(event, here, space, wanted, 0)

    async def _words(self, here: Here, space: Space, recurrence: Recurrence) -> str:
        return await words_of(self.box, here, space, recurrence)

    # What it lacks

    async def hours_typed(self, said: Said, draft: Draft) -> Answer:
        """« 18 h-19 h 30 »."""
        here, space, wanted = await self._wanted(said, draft)
        read = await self.box.understood(here, said.words, said.at)
        timed = rhythm.with_hours(wanted.recurrence, read.meaning, zone_of(here.group))
        if timed is None:
            raise Refused(t("From when to when? Write for example: from 6 pm to 7.30 pm."))
        return await self._go_on(said, here, space, replace(wanted, recurrence=timed))

    async def until_typed(self, said: Said, draft: Draft) -> Answer:
        """« Jusqu'au 30 juin », « trois mois », « 12 fois »."""
        here, space, wanted = await self._wanted(said, draft)
        ended = await self._ended(said, here, wanted)
        if ended is None:
            raise Refused(t("Until when? Write for example: until 30 June, or 10 times."))
        return await self._go_on(said, here, space, replace(wanted, recurrence=ended))

    async def until(self, press: Press) -> Answer:
        """`bookings:until:<months>:<mark>`."""
        here, space, wanted = await self._marked(press, press.number(1), "until")
        months = press.number(0)
        if months not in MONTHS:
            raise stale()
        ended = rhythm.lasting_for(wanted.recurrence, Duration(months=months))
        return await self._go_on(press, here, space, replace(wanted, recurrence=ended))

    async def _ended(self, said: Said, here: Here, wanted: Repeated) -> Recurrence | None:
        local, language = here.group.local(said.at), await self.box.language(here)
        return rhythm.ended(wanted.recurrence, said.words, local, language, here.group.school)

    def asks_hours(self, draft: Draft) -> View:
        return repeating_views.ask_hours(None, "")

    def asks_until(self, draft: Draft) -> View:
        return repeating_views.ask_until(None, "", 0)

    def asks_rhythm(self, draft: Draft) -> View:
        return repeating_views.ask_rhythm()

    # Read back

    async def page(self, press: Press) -> Answer:
        """« La suite » of what cannot be had: `bookings:repeats:<page>:<mark>`."""
        here, space, wanted = await self._marked(press, press.number(1), "rhythm")
        return await self._read_back(press, here, space, wanted, press.number(0))

    async def change(self, press: Press) -> Answer:
        """« Changer »: another rhythm is typed, or another end."""
        await self._marked(press, press.number(0), "rhythm")
        return Answer(view=repeating_views.ask_rhythm())

    async def for_the_group(self, press: Press) -> Answer:
        """« C'est pour le groupe »: an event has a name, which everybody sees."""
        here, _, wanted = await self._marked(press, press.number(0), "rhythm")
        await self.box.keep_draft(press, here, "named", **wanted.notes())
        return Answer(view=reserving_views.ask_title())

    async def named(self, said: Said, draft: Draft, title: str) -> Answer:
        here, space, wanted = await self._wanted(said, draft)
        like = replace(wanted.like, title=title)
        return await self._read_back(said, here, space, replace(wanted, like=like, person=0), 0)

    async def changed(self, said: Said, draft: Draft) -> Answer | None:
        """Another end was typed below what was read back; None where the words say something else."""
        here, space, wanted = await self._wanted(said, draft)
        try:
            ended = await self._ended(said, here, wanted) if rhythm.says_an_end(said.words) else None
        except Refused:
            return None
        if ended is None:
            return None
        return await self._read_back(said, here, space, replace(wanted, recurrence=ended), 0)

    async def _read_back(self, event: Act, here: Here, space: Space, wanted: Repeated, page: int) -> Answer:
        holder = await self.box.holder(here, wanted.person)
        planned = await self.plan(here, space, wanted, holder, event.at)
        await self.box.keep_draft(event, here, "rhythm", **wanted.notes())
        proposed = Proposed(
            wanted,
            await self._words(here, space, wanted.recurrence),
            planned,
            await self.missing(here, space, planned, holder),
            rhythm.left_out(wanted.recurrence, zone_of(here.group)),
            holder if wanted.person else None,
            at_once=await self.box.approval(space, planned[0].wish, event.at) == "none",
        )
        return Answer(view=repeating_views.read_back(space, proposed, page))

    async def plan(
        self, here: Here, space: Space, wanted: Repeated, holder: Person, now: datetime
    ) -> Sequence[Planned]:
        """What becomes of each date, from a handful of questions to the database however many there are."""
        found = rhythm.dates(wanted.recurrence, zone_of(here.group))
        whole = Times(found[0].times.starts, found[-1].times.ends)
        situation = await self.box.situation(space, replace(wanted.like, times=whole), holder.id, now)
        taken = await self.box.taken(space, whole)
        return fitting.plan(space, wanted.like, found, taken, situation, here.group.local(now))

    async def missing(
        self, here: Here, space: Space, planned: Sequence[Planned], holder: Person
    ) -> Sequence[Missing]:
        """Each date that cannot be had, with its short reason."""
        lost = [one for one in planned if not one.possible]
        if not lost:
            return ()
        begins, ends = lost[0].date.times.starts, lost[-1].date.times.ends + timedelta(days=1)
        bookings = {one.id: one for one in await self.box.bookings.between([space.id], begins, ends)}
        home = await self.box.household(here.group, holder.id)
        known = await self.box.shown(here, {one.person for one in bookings.values()})
        found: list[Missing] = []
        for one in lost:
            blocker = one.in_the_way
            booking = None if blocker is None else bookings.get(blocker.booking or 0)
            names = () if booking is None or booking.wish.title else known[booking.person]
            mine = booking is not None and booking.person in home
            found.append(Missing(one.date.times.starts, repeating_views.reason(one, booking, names, mine=mine)))
        return found

    # Booking

    async def book(self, press: Press) -> Answer:
        """« Réserver »: `bookings:repeat:<space>:<mark>`. A second tap shows what the first one has booked."""
        here, space = await self.box.space(press, press.number(0), lock=True)
        draft = await self.box.draft(press, here, "rhythm")
        wanted = None if draft is None else Repeated.of(draft.notes, zone_of(here.group))
        if wanted is None or wanted.mark != press.number(1) or wanted.like.space != space.id:
            known = await self._booked_already(here, space, press.number(1), press.at)
            if known is None:
                raise stale()
            return known
        return await self._book(press, here, space, wanted)

    async def agreed(self, said: Said, draft: Draft) -> Answer:
        """« oui », typed."""
        here, space = await self.box.space(said, int(draft.notes["space"]), lock=True)
        return await self._book(said, here, space, Repeated.of(draft.notes, zone_of(here.group)))

    async def _book(self, event: Act, here: Here, space: Space, wanted: Repeated) -> Answer:
        holder = await self.box.holder(here, wanted.person)
        planned = await self.plan(here, space, wanted, holder, event.at)
        possible = [one for one in planned if one.possible]
        missing = await self.missing(here, space, planned, holder)
        if not possible:
            return await self._read_back(event, here, space, wanted, 0)
        by, of = here.person.id, wanted.recurrence
        entered_by = None if by == holder.id else by
        first = rhythm.first_times(of, zone_of(here.group))
        id = await self.box.bookings.add_series(
            Series(0, space.id, holder.id, of.rule, first, of.without, event.at, entered_by)
        )
        made = [await self._give(space, one, holder.id, by, id, event.at) for one in possible]
        await self.box.drafts.drop(here.person.id, here.group.id)
        if made[0].state == "asked":
            await self.approving.ask(space, made[0])
        return Answer(view=repeating_views.booked(space, id, made, missing, holder if wanted.person else None))

    async def _give(self, space: Space, one: Planned, person: int, by: int, series: int, now: datetime) -> Booking:
        was = one.date.times.starts
        return await self.desk.give(
            space, one.wish, one.units, person, by, now, counts=one.counts, series=series, was=was
        )

    async def _booked_already(self, here: Here, space: Space, mark: int, now: datetime) -> Answer | None:
        for series in await self.box.bookings.series_since(space.id, here.person.id, now - RECENT):
            made = await self.box.bookings.of_series(series.id)
            person = 0 if series.person == here.person.id else series.person or 0
            wanted = Repeated(made[0].wish, rhythm.recurrence_of(series), person) if made else None
            if wanted is not None and wanted.mark == mark:
                lives = [one for one in made if one.lives]
                holder = await self.box.holder(here, person)
                lost = await self._not_in(here, space, wanted, made, holder, now)
                shown = repeating_views.booked(space, series.id, lives, lost, holder if person else None)
                return Answer(view=shown) if lives else None
        return None

    async def _not_in(
        self, here: Here, space: Space, wanted: Repeated, made: Sequence[Booking], holder: Person, now: datetime
    ) -> Sequence[Missing]:
        """The dates of the rhythm that this series never had, and still cannot have."""
        had = {one.was.timestamp() for one in made if one.was is not None}
        planned = await self.plan(here, space, wanted, holder, now)
        return await self.missing(
            here, space, [one for one in planned if one.date.times.starts.timestamp() not in had], holder
        )

    # The dialogue

    async def _wanted(self, said: Said, draft: Draft) -> tuple[Here, Space, Repeated]:
        here, space = await self.box.space(said, int(draft.notes["space"]))
        return here, space, Repeated.of(draft.notes, zone_of(here.group))

    async def _marked(self, press: Press, mark: int, step: str) -> tuple[Here, Space, Repeated]:
        """What is being put together, where the button still shows it. Raises Refused."""
        here = await self.box.here(press)
        draft = await self.box.draft(press, here, step)
        if draft is None:
            raise stale()
        wanted = Repeated.of(draft.notes, zone_of(here.group))
        if wanted.mark != mark:
            raise stale()
        _, space = await self.box.space(press, wanted.like.space)
        return here, space, wanted


def stale() -> Refused:
    return Refused(t("This was booked already, or given up. Write /reserver for another one."))


async def words_of(box: Box, here: Here, space: Space, recurrence: Recurrence) -> str:
    """The rhythm in words of the language of whoever acts."""
    language = (await box.language(here)).split("@")[0]
    return say(rhythm.spoken(space, recurrence), language)
