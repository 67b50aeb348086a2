"""Events of the group first: what gives way is told so, and whoever must be asked is asked."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import Text, t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import prevailing_views, rules
from .box import Act, Box
from .buttons import times_of
from .desk import BookingsDesk
from .model import Booking, Plea, Space, Wish
from .precedence import Way, answered_by, way


class Prevailing:
    """Silence keeps: without the word of its holder, what is near stays theirs."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk

    async def way(
        self, here: Here, space: Space, wish: Wish, now: datetime, agreed: Iterable[int] = ()
    ) -> Way | None:
        """What an event of the group would displace, and who has to be asked; None where it cannot be had."""
        if not wish.collective or not space.rules.announced:
            return None
        taken = await self.box.taken(space, wish.times)
        bookings: dict[int, Booking] = {}
        for number in {one.booking for one in taken if one.booking is not None}:
            booking = await self.box.bookings.find(number)
            if booking is not None:
                bookings[number] = booking
        return way(space, wish, taken, bookings, here.group.local(now), agreed)

    async def whose(self, here: Here, space: Space, bookings: Sequence[Booking]) -> Sequence[Text]:
        """Bookings in one line each, with names where the group shows them."""
        names = await self.box.shown(here, {one.person for one in bookings})
        return [prevailing_views.line(space, one, names[one.person]) for one in bookings]

    async def displaced(self, space: Space, bookings: Sequence[Booking]) -> None:
        """Each household that had it is told, alone."""
        for booking in bookings:
            await self.box.tell(space.group, booking, "displaced")

    async def must_ask(self, event: Act, here: Here, space: Space, wish: Wish, found: Way) -> Answer:
        """« Demander leur accord »."""
        lines = await self.whose(here, space, found.asked)
        return Answer(view=prevailing_views.must_ask(space, wish, lines))

    # Asking those who have it

    async def plead(self, press: Press) -> Answer:
        """`bookings:plead:<space>:<times>:<amount>`; its title is that of the dialogue."""
        here, space = await self.box.space(press, press.number(0), lock=True)
        draft = await self.box.draft(press, here, "when")
        title = draft.notes.get("title", "") if draft is not None else ""
        if not title:
            raise Refused(t("This was booked already, or given up. Write /reserver for another one."))
        wish = Wish(space.id, times_of(press.word(1), here.group), max(1, press.number(2)), title)
        holder = await self.box.holder(here, 0)
        rules.must_be_allowed(await self.box.judged(space, wish, holder.id, press.at))
        found = await self.way(here, space, wish, press.at)
        if found is None or not found.asked:
            raise Refused(t("Things have changed meanwhile. Write /reserver again."))
        asked = {booking.id: False for booking in found.asked}
        number = await self.box.bookings.plead(Plea(0, wish, holder.id, press.at, asked))
        plea = await self.box.bookings.find_plea(number)
        assert plea is not None, "it was kept just now"
        until = answered_by(plea, here.group.night)
        await self.box.alarms.set(Topic("bookings", number, "kept"), "unanswered", until)
        for booking in found.asked:
            for person in {one for one in (booking.person, booking.entered_by) if one is not None}:
                await self.box.posts.tell(_topic(number, booking.id), here.group.id, person)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(view=prevailing_views.pleaded(until))

    async def _asked(self, press: Press) -> tuple[Here, Space, Booking, Plea]:
        """The booking that its household is asked for, and for what. Raises Refused."""
        here, space, booking = await self.box.booking(press, press.number(1))
        plea = await self.box.bookings.find_plea(press.number(0))
        if plea is None or booking.id not in plea.bookings:
            raise unknown()
        theirs = booking.person in await self.box.household(here.group, here.person.id)
        if not theirs and here.person.id != booking.entered_by:
            raise Refused(t("Only the household that has it can say that."))
        if plea.state != "asked" or not booking.lives or booking.times.starts.timestamp() <= press.at.timestamp():
            raise Refused(t("This was decided already."))
        return here, space, booking, plea

    async def leave(self, press: Press) -> Answer:
        """« D'accord, je la laisse »: once all have said so, the event has its place:
        `bookings:cede:<plea>:<booking>`."""
        here, space, booking, plea = await self._asked(press)
        await self.box.bookings.answer_plea(plea.id, booking.id)
        left = {number for number, agreed in plea.bookings.items() if agreed} | {booking.id}
        verdict = await self.box.judged(space, plea.wish, plea.person, press.at)
        found = await self.way(here, space, plea.wish, press.at, left)
        if found is None or verdict.why_not is not None:
            raise Refused(t("Thank you, but the event can no longer be had then. You keep it."))
        await self.box.posts.refresh(_topic(plea.id, booking.id))
        if found.asked:
            return Answer(toast=t("Thank you. Others still have to answer: until then, you keep it."))
        event = await self.desk.displace(space, found.displaced, plea.wish, plea.person, plea.person, press.at)
        if event is None:
            raise Refused(t("Thank you, but the event can no longer be had then. You keep it."))
        await self.box.bookings.end_plea(plea.id, "granted")
        await self.displaced(space, [one for one in found.displaced if one.id != booking.id])
        await self.box.tell(space.group, event, "granted")
        return Answer(view=await self._alternatives(space, booking, press.at, thanks=True))

    async def keep(self, press: Press) -> Answer:
        """« Je la garde »."""
        here, _, _, plea = await self._asked(press)
        await self._is_kept(here.group.id, plea)
        return Answer(toast=t("It stays yours. Whoever asked is told."))

    async def unanswered(self, alarm: Alarm) -> None:
        """Silence keeps: whoever asked is told, while another day can still be found."""
        plea = await self.box.bookings.find_plea(alarm.topic.id)
        space = None if plea is None else await self.box.bookings.space(plea.wish.space, alarm.at, lock=True)
        plea = await self.box.bookings.find_plea(alarm.topic.id)
        if plea is not None and space is not None and plea.state == "asked":
            await self._is_kept(space.group, plea)

    async def _is_kept(self, group: int, plea: Plea) -> None:
        """Those who were asked are asked no more, and whoever asked is told, alone."""
        await self.box.bookings.end_plea(plea.id, "kept")
        for number in plea.bookings:
            await self.box.posts.refresh(_topic(plea.id, number))
        await self.box.posts.tell(Topic("bookings", plea.id, "kept"), group, plea.person, rings=False)

    # What is shown

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        if topic.aspect.startswith("plea:") or topic.aspect == "kept":
            return await self._plea(topic, now)
        found = await self.box.found(topic.id, now)
        if found is None or found[1].times.starts.timestamp() <= now.timestamp():
            return ()
        space, booking = found
        if topic.aspect == "displaced" and booking.state == "displaced":
            return [await self._alternatives(space, booking, now)]
        if topic.aspect == "granted" and booking.lives:
            return [prevailing_views.granted(space, booking)]
        return ()

    async def _plea(self, topic: Topic, now: datetime) -> Sequence[View]:
        plea = await self.box.bookings.find_plea(topic.id)
        space = None if plea is None else await self.box.bookings.space(plea.wish.space, now)
        if plea is None or space is None or plea.wish.times.starts.timestamp() <= now.timestamp():
            return ()
        if topic.aspect == "kept":
            if plea.state != "kept" or space.retired:
                return ()
            free = await self.box.free_units(space, plea.wish) is not None  # its holder gave it up meanwhile
            return [prevailing_views.kept(space, plea, free=free)]
        booking = await self.box.bookings.find(int(topic.aspect.split(":")[1]))
        if booking is None:
            return ()
        if plea.state != "asked" or not booking.lives or plea.bookings.get(booking.id, True):
            return [prevailing_views.answered(space, booking, plea)]
        who = (await self.box.members.store.names([plea.person])).get(plea.person, "")
        night = (await self.box.members.store.group(space.group)).night
        return [prevailing_views.ask(space, booking, plea, who, answered_by(plea, night))]

    async def _alternatives(self, space: Space, booking: Booking, now: datetime, *, thanks: bool = False) -> View:
        """What was displaced, by what, and the nearest times that are free."""
        group = await self.box.members.store.group(space.group)
        person = booking.person or 0
        near = await self.desk.nearest(group, space, booking.wish, person, now)
        over = await self.box.bookings.between([space.id], booking.times.starts, booking.times.ends)
        event = next((one for one in over if one.wish.collective), None)
        view = prevailing_views.displaced
        for_whom = 0 if booking.entered_by is None else person
        return view(space, booking, event, near, for_whom, thanks=thanks)


def _topic(plea: int, booking: int) -> Topic:
    return Topic("bookings", plea, f"plea:{booking}")
