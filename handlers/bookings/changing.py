"""A space is changed by those who run the group: its name, how many there are, who books it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.typed import clean, must_fit
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import changing_views, clauses_read, rules
from .box import Act, Box
from .desk import BookingsDesk
from .enacting import AHEAD
from .free import after_cleaning
from .model import Booking, Space
from .spaces import ManySpaces

INFO_LENGTH = 500
"""Characters of the practical information."""


class Changing:
    """Every act says first who may: those who run the group."""

    def __init__(self, box: Box, desk: BookingsDesk, spaces: ManySpaces) -> None:
        self.box = box
        self.desk = desk
        self.spaces = spaces

    async def _space(self, event: Act, id: int, *, lock: bool = False) -> tuple[Here, Space]:
        here, space = await self.box.space(event, id, lock=lock)
        if not here.runs:
            raise Refused(t("Only those who run the group can do that."))
        return here, space

    async def menu(self, press: Press) -> Answer:
        """« Changer l'espace »: `bookings:change:<space>:<page>`."""
        _, space = await self._space(press, press.number(0))
        return Answer(view=changing_views.menu(space, press.number(1)))

    # Its name, how many, the practical information

    async def ask(self, press: Press) -> Answer:
        """What is to be typed: `bookings:reword:<space>:<name, units or info>`."""
        here, space = await self._space(press, press.number(0))
        what = next((one for one in ("rename", "units", "info") if one == press.word(1)), None)
        if what is None:
            raise unknown()
        await self.box.keep_draft(press, here, what, space=space.id)
        return Answer(view=changing_views.ask(what, space))

    def asks_name(self, draft: Draft) -> View:
        return changing_views.ask("rename", None)

    def asks_units(self, draft: Draft) -> View:
        return changing_views.ask("units", None)

    def asks_info(self, draft: Draft) -> View:
        return changing_views.ask("info", None)

    async def name_typed(self, said: Said, draft: Draft) -> Answer:
        here, space = await self._space(said, int(draft.notes["space"]))
        name = await self.spaces.fitting_name(said, here, said.words, space.id)
        await self.box.bookings.rename(space.id, name)
        return await self._done(here, replace(space, name=name))

    async def _done(self, here: Here, space: Space) -> Answer:
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(view=changing_views.changed(space))

    async def units_typed(self, said: Said, draft: Draft) -> Answer:
        """« 12 », « 12 chaises »."""
        here, space = await self._space(said, int(draft.notes["space"]), lock=True)
        units = clauses_read.number(said.words)
        if not 0 < units <= rules.MOST_UNITS:
            raise Refused(t("Between 1 and {most}.", most=rules.MOST_UNITS))
        await self.box.bookings.set_units(space.id, units, said.at)
        _, space = await self._space(said, space.id)
        stay = await self._reseat(space, said.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(view=changing_views.counted(space, stay))

    async def _reseat(self, space: Space, now: datetime) -> list[Booking]:
        """Whoever has a unit that is gone gets another one, where one is free; gives those for whom none is."""
        left = []
        for booking in await self.box.bookings.between([space.id], now, now + AHEAD):
            if set(await self.box.bookings.units_of(booking.id)) <= set(space.units):
                continue
            units = await self.box.free_units(space, booking.wish, but=booking)
            if units is None:
                left.append(booking)
            else:
                cleaned = after_cleaning(space, booking.times.ends)
                await self.box.bookings.move(replace(booking, changed_at=now), units, cleaned)
        return left

    async def info_typed(self, said: Said, draft: Draft) -> Answer:
        """Keys and wifi. Nobody sees these words now: they are not repeated, so that no answer keeps them."""
        here, space = await self._space(said, int(draft.notes["space"]))
        info = clean(said.words)
        must_fit(info, INFO_LENGTH)
        space = replace(space, info="" if clauses_read.is_removed(info) else info)
        await self.box.bookings.set_info(space.id, space.info)
        for booking in await self._coming(space, said.at):  # also who has it today, and was told nothing
            await self.desk.set_alarms(space, booking, said.at, ("info",))
        return await self._done(here, space)

    # Who looks after it

    async def contact(self, press: Press) -> Answer:
        """`bookings:contact:<space>:<page>`."""
        here, space = await self._space(press, press.number(0))
        return Answer(view=changing_views.who(space, await self._people(here), press.number(1)))

    async def _people(self, here: Here) -> list[tuple[int, str]]:
        members = await self.box.members.store.members(here.group.id)
        return [(one.person.id, one.person.name) for one in members if one.decides]

    async def name_contact(self, press: Press) -> Answer:
        """`bookings:namecontact:<space>:<person, 0 for nobody>`."""
        here, space = await self._space(press, press.number(0))
        person = press.number(1) or None
        if person is not None and person not in dict(await self._people(here)):
            raise unknown()
        if person is None and space.rules.approval == "contact":
            raise Refused(
                t("Whoever looks after it confirms each booking. Name somebody else, or change this rule.")
            )
        await self.box.bookings.set_contact(space.id, person)
        return await self._done(here, replace(space, contact=person))

    # Its list

    async def people(self, press: Press) -> Answer:
        """The people who may book: `bookings:people:<space>:<page>`."""
        here, space = await self._space(press, press.number(0))
        return await self._list(here, space, press.number(1))

    async def _list(self, here: Here, space: Space, page: int) -> Answer:
        listed = set(await self.box.bookings.listed(space.id))
        return Answer(view=changing_views.people(space, await self._people(here), listed, page))

    async def list_person(self, press: Press) -> Answer:
        """`bookings:listperson:<space>:<person>:<1: on it>:<page>`."""
        here, space = await self._space(press, press.number(0))
        if press.number(1) not in dict(await self._people(here)):
            raise unknown()
        await self.box.bookings.list_person(space.id, press.number(1), listed=bool(press.number(2)))
        return await self._list(here, space, press.number(3))

    # Shared no more

    async def retire(self, press: Press) -> Answer:
        """What would be freed, before it is."""
        here, space = await self._space(press, press.number(0))
        coming = await self._coming(space, press.at)
        names = await self.box.names(here.group, {one.person for one in coming})
        return Answer(view=changing_views.sure_to_retire(space, [(one, names[one.person]) for one in coming]))

    async def _coming(self, space: Space, now: datetime) -> list[Booking]:
        every = await self.box.bookings.between([space.id], now, now + AHEAD)
        return [one for one in every if one.times.ends.timestamp() > now.timestamp()]

    async def retired(self, press: Press) -> Answer:
        """It is shared no more: its bookings end, and each holder is told alone."""
        here, space = await self._space(press, press.number(0), lock=True)
        await self.box.bookings.retire(space.id, press.at)
        gone = replace(space, retired=True)  # so nothing of it is offered to those who wait
        for wait in await self.box.bookings.all_waiting(space.id, press.at):
            await self.desk.queue.end(gone, wait, "gone")
        for booking in await self._coming(space, press.at):
            await self.desk.free(gone, booking, press.at, "displaced")
            for person in {booking.person, booking.entered_by} - {None, here.person.id}:
                assert person is not None, "taken out above"
                await self.box.posts.tell(replace(booking.topic, aspect="retired"), here.group.id, person)
        return Answer(view=changing_views.retired(space, round(press.at.timestamp())))

    async def again(self, press: Press) -> Answer:
        """« Rouvrir »; within ten minutes with the bookings that it had: `bookings:reopen:<space>:<seconds>`."""
        space = await self.box.bookings.space(press.number(0), press.at, lock=True)
        if space is None:
            raise unknown()
        here = await self.box.here(press, space.group)
        if not here.runs:
            raise Refused(t("Only those who run the group can do that."))
        if not space.retired:
            raise Refused(t("{space:cap} is shared already.", space=space.name))
        if len(await self.box.bookings.spaces(here.group.id, press.at)) >= rules.MOST_SPACES:
            raise Refused(t("There are {most} spaces already, which is the most.", most=rules.MOST_SPACES))
        await self.spaces.fitting_name(press, here, space.name, space.id)
        await self.box.bookings.retire(space.id, None)
        space = replace(space, retired=False)
        back = await self._give_back(space, press.number(1), press.at)
        return Answer(view=changing_views.reopened(space, back))

    async def _give_back(self, space: Space, at: int, now: datetime) -> int:
        """The bookings that ended when it was retired, for ten minutes; gives how many are back."""
        if not 0 <= now.timestamp() - at <= rules.UNDO.total_seconds():
            return 0
        back = 0
        for booking in await self.box.bookings.between([space.id], now, now + AHEAD, gone=True):
            if booking.state != "displaced" or round(booking.changed_at.timestamp()) != at:
                continue
            units = await self.box.free_units(space, booking.wish)
            if units is None:
                continue
            state = await self.desk.state_of(space, booking.wish, now)
            again = replace(booking, state=state, counts=booking.counted, changed_at=now)
            await self.box.bookings.move(again, units, after_cleaning(space, booking.times.ends))
            await self.desk.set_alarms(space, again, now)
            for person in {booking.person, booking.entered_by} - {None}:
                assert person is not None, "taken out above"
                await self.box.posts.untell(replace(booking.topic, aspect="retired"), person)
            await self.box.posts.refresh_about("bookings", booking.id)
            back += 1
        return back

    async def show_retired(self, topic: Topic, now: datetime) -> Sequence[View]:
        """What its holder is told; nothing once it is shared again."""
        found = await self.box.found(topic.id, now)
        if found is None or not found[0].retired or found[1].state != "displaced":
            return ()
        space, booking = found
        return (changing_views.told_retired(space, booking),)
