"""What somebody has: shown, put into their own calendar, freed, and taken back."""

from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import t
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import reserving_views, rules
from .box import Box
from .desk import BookingsDesk
from .model import Booking, Space


class Holding:
    """For the household that has it, whoever wrote it down, and those who run the group."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk

    async def booked(self, here: Here, space: Space, booking: Booking, now: datetime) -> Answer:
        """What was booked, with what can be done with it. How one comes in is for the household that has it, and
        for whoever wrote it down for them: not for those who run the group."""
        ids = [one for one in (booking.person, booking.entered_by) if one not in (None, here.person.id)]
        names = await self.box.members.store.names([one for one in ids if one is not None])
        holder, writer = (names.get(one or 0) for one in (booking.person, booking.entered_by))
        me = here.person.id
        theirs = booking.person is not None and booking.person in await self.box.household(here.group, me)
        told = (theirs or me == booking.entered_by) and reserving_views.is_told(booking, here.group, now)
        view = reserving_views.booked(space, booking, now, holder, writer, told=told)
        sealed = booking.topic if told and space.info and booking.lives else None
        return Answer(view=view, sealed=sealed)

    async def free(self, press: Press) -> Answer:
        """« Libérer la chambre »: at once; it can be taken back for ten minutes. A second tap shows the same."""
        _, space, booking = await self.box.booking(press, press.number(0))
        held = await self.desk.holds_back(space, booking, press.at)
        if await self._was_freed_just_now(space, booking, press.at):
            return Answer(view=reserving_views.freed(space, booking, counts=booking.counts, held=held))
        if not booking.lives or booking.times.ends.timestamp() <= press.at.timestamp():
            raise Refused(t("This booking is over already."))
        counts = await self.desk.free(space, booking, press.at, undo=True)
        return Answer(view=reserving_views.freed(space, booking, counts=counts, held=held))

    async def _was_freed_just_now(self, space: Space, booking: Booking, now: datetime) -> bool:
        """Whether it can be taken back still."""
        if booking.state != "cancelled" or now - booking.changed_at > rules.UNDO:
            return False
        return await self.box.free_units(space, booking.wish, but=booking) is not None

    async def take_back(self, press: Press) -> Answer:
        """« Annuler », within ten minutes, as long as nobody else has it or is offered it."""
        here, space, booking = await self.box.booking(press, press.number(0))
        if booking.lives:
            return await self.booked(here, space, booking, press.at)
        if booking.state != "cancelled" or press.at - booking.changed_at > rules.UNDO:
            raise Refused(t("Ten minutes have passed. Book it again."))
        back = await self.desk.take_back(space, booking, press.at)
        if back is None:
            raise Refused(t("Somebody else has it now, or is offered it. Book other dates."))
        return await self.booked(here, space, back, press.at)

    async def mine(self, press: Press) -> Answer:
        """« Ma réservation »."""
        here, space, booking = await self.box.booking(press, press.number(0))
        return await self.booked(here, space, booking, press.at)

    async def calendar_file(self, press: Press) -> Answer:
        """« Mettre dans mon agenda »: a file for one's own calendar."""
        _, space, booking = await self.box.booking(press, press.number(0))
        return Answer(view=reserving_views.calendar_file(space, booking))

    async def slip(self, press: Press) -> Answer:
        """« Imprimer »: a sheet in large letters for somebody without a telephone (bookings.md R18)."""
        here, space, booking = await self.box.booking(press, press.number(0))
        if not booking.lives or booking.person is None or booking.entered_by is None:
            raise unknown()
        names = await self.box.members.store.names([booking.person, booking.entered_by])
        holder, writer = names.get(booking.person, ""), names.get(booking.entered_by, "")
        return Answer(view=reserving_views.slip(space, booking, holder, writer, here.group))
