"""A booking gets other dates, the rest of its series staying as it is."""

from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Here
from handlers.when.calendar.almanac import on_the_wall

from . import asked, moving_views, rules
from .approving import Approving
from .box import Act, Box
from .buttons import times_of
from .desk import BookingsDesk
from .free import moved
from .holding import Holding
from .model import Booking, Space, Times


class Moving:
    """« Changer les dates » of what is booked: what one has is kept until the other dates are taken."""

    def __init__(self, box: Box, desk: BookingsDesk, holding: Holding, approving: Approving) -> None:
        self.box = box
        self.desk = desk
        self.holding = holding
        self.approving = approving

    async def begin(self, press: Press) -> Answer:
        """`bookings:move:<booking>`: the nearest free times, or others that are typed."""
        here, space, booking = await self._booking(press, press.number(0))
        return await self._ask(press, here, space, booking, booking.times, taken=False)

    async def typed(self, said: Said, draft: Draft) -> Answer:
        """« vendredi » keeps the hours, « 20 h » the length."""
        here, space, booking = await self._booking(said, int(draft.notes["booking"]))
        local, language = here.group.local(said.at), await self.box.language(here)
        found, _ = asked.times_asked(said.words, space, local, language, here.group.school)
        now = booking.times
        match found:
            case Times():
                times = found
            case asked.OnlyDay(day=day):
                times = moved(now, day - now.starts.date())
            case asked.OnlyStart(at=at):
                length = now.ends.replace(tzinfo=None) - now.starts.replace(tzinfo=None)
                times = Times(at, on_the_wall(at.replace(tzinfo=None) + length, now.zone))
            case _:
                raise Refused(t("I see no day and no time there. Write for example: Saturday, or 6 March."))
        return await self._read_back(said, here, space, booking, times)

    def asks(self, draft: Draft) -> View:
        return moving_views.ask()

    async def offered(self, press: Press) -> Answer:
        """One of the nearest: `bookings:moveto:<booking>:<times>`."""
        here, space, booking = await self._booking(press, press.number(0))
        return await self._read_back(press, here, space, booking, times_of(press.word(1), here.group))

    async def _read_back(self, event: Act, here: Here, space: Space, booking: Booking, times: Times) -> Answer:
        wish = replace(booking.wish, times=times)
        person, late = booking.person or 0, rules.leaves_too_late(space, booking, times, event.at)
        verdict = await self.box.judged(space, wish, person, event.at, but=booking, leaves=True)
        if verdict.why_not is not None and late:
            known = await self.box.judged(space, wish, person, event.at, but=booking)
            if known.why_not is None:  # it is what they would leave that makes it too much
                raise Refused(moving_views.counts_all_the_same(verdict.why_not))
        rules.must_be_allowed(verdict)
        if await self.box.free_units(space, wish, but=booking) is None:
            return await self._ask(event, here, space, booking, times, taken=True)
        await self.box.keep_draft(event, here, "move", booking=booking.id)
        return Answer(view=moving_views.read_back(space, booking, times, late=late))

    async def _ask(
        self, event: Act, here: Here, space: Space, booking: Booking, around: Times, *, taken: bool
    ) -> Answer:
        wish = replace(booking.wish, times=around)
        near = await self.desk.nearest(here.group, space, wish, booking.person or 0, event.at, but=booking)
        await self.box.keep_draft(event, here, "move", booking=booking.id)
        return Answer(view=moving_views.which(space, booking, near, taken=taken))

    async def move(self, press: Press) -> Answer:
        """« Changer »: `bookings:moved:<booking>:<times>`."""
        here, space, booking = await self._booking(press, press.number(0))
        times = times_of(press.word(1), here.group)
        if times == booking.times:  # a second tap
            return await self.holding.booked(here, space, booking, press.at)
        after = await self.desk.move(space, booking, times, press.at)
        if after is None:
            return await self._ask(press, here, space, booking, times, taken=True)
        await self.box.drafts.drop(here.person.id, here.group.id)
        if after.state == "asked":
            await self.approving.ask(space, after)
        return await self.holding.booked(here, space, after, press.at)

    async def _booking(self, event: Act, id: int) -> tuple[Here, Space, Booking]:
        here, space, booking = await self.box.booking(event, id)
        if not booking.lives or booking.times.starts.timestamp() <= event.at.timestamp():
            raise Refused(t("This booking has begun, or is over."))
        if space.retired:
            raise Refused(t("This space is no longer shared. /espaces shows those that are."))
        return here, space, booking
