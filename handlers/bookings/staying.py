"""Around a stay: how one comes in, « J'y suis », and whether all is in order afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.typed import brief
from handlers.conversation.views import View
from handlers.members.model import Here

from . import staying_views
from .box import Act, Box
from .desk import BookingsDesk
from .model import Booking, Space
from .reserving_views import is_told

FINE = "fine"
WORDS = 300
"""Characters of what is to be reported."""
ASKED_FOR = timedelta(days=14)
"""How long after a stay something can be reported about it."""
EARLY = timedelta(minutes=15)
"""How long before it begins somebody can say that they are there."""


class Staying:
    """Whoever has it is told alone; what is to be reported goes to whoever looks after the space."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk

    # What time says

    async def info_due(self, alarm: Alarm) -> None:
        """The morning of the day: how one comes in."""
        found = await self.box.found(alarm.topic.id, alarm.at, lock=True)
        if found is not None and found[0].info and found[1].state == "confirmed":
            await self.box.tell(found[0].group, found[1], "info")

    async def begin_due(self, alarm: Alarm) -> None:
        """It begins: « J'y suis » is asked for, where the group has switched that on."""
        found = await self.box.found(alarm.topic.id, alarm.at, lock=True)
        if found is not None and found[1].state == "confirmed" and not found[1].seen:
            await self.box.tell(found[0].group, found[1], "begin")

    async def absent_due(self, alarm: Alarm) -> None:
        """Nobody said « J'y suis »: it is free, and those who wait are served (bookings.md R12)."""
        found = await self.box.found(alarm.topic.id, alarm.at, lock=True)
        if found is None or found[1].state != "confirmed" or found[1].seen:
            return
        space, booking = found
        await self.desk.free(space, booking, alarm.at, "missed")
        await self.box.tell(space.group, booking, "missed")

    async def over_due(self, alarm: Alarm) -> None:
        """What was told of how one comes in is read no longer; and what nobody decided about is past."""
        found = await self.box.found(alarm.topic.id, alarm.at, lock=True)
        if found is None:
            return
        if found[1].state == "asked":
            await self.desk.free(*found, alarm.at, "refused")
        await self.box.receipts.burn(found[1].topic)
        await self.box.posts.refresh_about("bookings", found[1].id)

    async def after_due(self, alarm: Alarm) -> None:
        """« Tout est en ordre ? », where the group wrote a list; the readings of a car."""
        found = await self.box.found(alarm.topic.id, alarm.at, lock=True)
        if found is not None and found[1].state == "confirmed" and not found[1].left_as:
            await self.box.tell(found[0].group, found[1], "after")

    # What is shown

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        found = await self.box.found(topic.id, now)
        if found is None:
            return ()
        space, booking = found
        group = await self.box.members.store.group(space.group)
        over = booking.times.ends.timestamp() <= now.timestamp()
        names = await self.box.members.store.names([] if booking.person is None else [booking.person])
        name = names.get(booking.person or 0, "")
        match topic.aspect:
            case "info" if is_told(booking, group, now) and space.info:
                return [staying_views.info(space, booking, name)]
            case "begin" if booking.state == "confirmed" and not booking.seen and not over:
                return [staying_views.begin(space, booking)]
            case "missed" if booking.state == "missed":
                return [staying_views.missed(space, booking)]
            case "after" if booking.state == "confirmed" and over:
                return [staying_views.after(space, booking)]
            case "trouble" if booking.left_as not in ("", FINE):
                return [staying_views.trouble(space, booking, name)]
        return ()

    # « J'y suis »

    async def here(self, press: Press) -> Answer:
        here, space, booking = await self.box.booking(press, press.number(0))
        await self._must_be_theirs(here, booking)
        if booking.state != "confirmed" or booking.times.ends.timestamp() <= press.at.timestamp():
            raise Refused(t("This booking is over already."))
        if booking.times.starts.timestamp() - press.at.timestamp() > EARLY.total_seconds():
            raise Refused(t("It has not begun yet."))
        seen = replace(booking, seen=True, changed_at=press.at)
        await self.box.bookings.keep(seen)
        await self.desk.set_alarms(space, seen, press.at)
        await self.box.posts.refresh(Topic("bookings", booking.id, "begin"))
        return Answer(toast=t("Thank you: it is yours."))

    async def _must_be_theirs(self, here: Here, booking: Booking) -> None:
        """Those who run the group change bookings, but they were not there. Raises Refused."""
        me = here.person.id
        if me != booking.entered_by and booking.person not in await self.box.household(here.group, me):
            raise Refused(t("Only the household that has it can say that."))

    # Afterwards

    async def _stayed(self, event: Act, number: int) -> tuple[Here, Space, Booking]:
        here, space, booking = await self.box.booking(event, number)
        await self._must_be_theirs(here, booking)
        past = event.at.timestamp() - booking.times.ends.timestamp()
        if booking.state != "confirmed" or past > ASKED_FOR.total_seconds():
            raise Refused(t("This booking is over already."))
        if past < 0 and booking.times.starts.timestamp() > event.at.timestamp():
            raise Refused(t("It has not begun yet."))
        return here, space, booking

    async def fine(self, press: Press) -> Answer:
        """« Tout va bien »."""
        _, _, booking = await self._stayed(press, press.number(0))
        if not booking.left_as:
            await self.box.bookings.keep(replace(booking, left_as=FINE, changed_at=press.at))
            await self.box.posts.refresh(Topic("bookings", booking.id, "after"))
        return Answer(toast=t("Thank you. It is noted."))

    async def ask_trouble(self, press: Press) -> Answer:
        """« Signaler un souci »."""
        here, _, booking = await self._stayed(press, press.number(0))
        await self.box.keep_draft(press, here, "trouble", booking=booking.id)
        return Answer(view=staying_views.ask_trouble())

    def asks_trouble(self, draft: Draft) -> View:
        return staying_views.ask_trouble()

    async def trouble_typed(self, said: Said, draft: Draft) -> Answer:
        here, space, booking = await self._stayed(said, int(draft.notes["booking"]))
        words = brief(said.words, WORDS)
        await self.box.bookings.keep(replace(booking, left_as=words, changed_at=said.at))
        await self.box.drafts.drop(here.person.id, here.group.id)
        told = await self.box.looking_after(space)
        for person in told:
            await self.box.posts.tell(Topic("bookings", booking.id, "trouble"), here.group.id, person, rings=False)
        await self.box.posts.refresh(Topic("bookings", booking.id, "after"))
        return Answer(view=staying_views.reported(anybody=bool(told)))
