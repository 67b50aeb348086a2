"""Who waits for a space is told alone when it is theirs to take, for a while; then it is the next one's."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from handlers.conversation import feature
from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View, data
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import rules, sentences, waiting_views
from .box import Box
from .buttons import times_of
from .desk import BookingsDesk
from .holding import Holding
from .model import Booking, Space, Wait, Wish
from .offering import Offering
from .queue import BEGINNING, SOON, keep_of, topic_of, waits_after, waits_until

MOST_WAITS = 20
"""Times for which one person waits."""
Approve: TypeAlias = Callable[[Space, Booking], Awaitable[None]]
"""Asks those whose word a booking needs."""


class Waiting:
    """Nothing of it is seen by anybody else, but that the holder of a space is asked whether they keep it."""

    def __init__(self, box: Box, desk: BookingsDesk, approve: Approve) -> None:
        self.box = box
        self.desk = desk
        self.approve = approve
        self.holding = Holding(box, desk)
        self.offering = Offering(box, desk)

    # On the list

    async def wait(self, press: Press) -> Answer:
        """« Me prévenir si libre »: `bookings:wait:<space>:<times>:<amount>:<person>`."""
        here, space = await self.box.space(press, press.number(0), lock=True)
        wish = Wish(space.id, times_of(press.word(1), here.group), max(1, press.number(2)))
        holder = await self.box.holder(here, press.number(3))
        rules.must_be_allowed(await self.box.judged(space, wish, holder.id, press.at))
        known = await self.box.bookings.waits_of(here.person.id, here.group.id, press.at)
        mine = [one for one in known if one.wish == wish and one.person == holder.id and one.asks is None]
        if not mine and await self.box.free_units(space, wish) is not None:
            return await self.offering.read_back(press, here, space, wish, press.number(3))
        if not mine and len(known) >= MOST_WAITS:
            raise Refused(t("You wait for twenty times already. Stop waiting for one of them first."))
        by = None if holder.id == here.person.id else here.person.id
        wait = mine[0] if mine else await self.desk.queue.join(Wait(0, wish, holder.id, press.at, entered_by=by))
        for booking in await self.box.bookings.between([space.id], wish.times.starts, wish.times.ends):
            await self.box.posts.refresh(keep_of(booking.id))
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(view=await self._view(space, wait, press.at))

    async def waited(self, press: Press) -> Answer:
        """One thing that somebody waits for: their place, or what is held for them."""
        _, space, wait = await self._mine(press)
        return Answer(view=await self._view(space, wait, press.at))

    async def list(self, press: Press) -> Answer:
        """« Ce que j'attends »."""
        here = await self.box.members.here(press)
        waits = await self.box.bookings.waits_of(here.person.id, here.group.id, press.at)
        spaces = {one.id: one for one in await self.box.bookings.spaces(here.group.id, press.at, retired=True)}
        return Answer(view=waiting_views.waits(waits, spaces, press.number(0)))

    async def leave(self, press: Press) -> Answer:
        """« Ne plus attendre », « Je n'en ai plus besoin », « Retirer ma demande »: the next is served at once."""
        _, space, wait = await self._mine(press)
        if wait.state == "served":
            raise Refused(t("It is yours already. To free it: /moi."))
        if wait.lasts:
            await self.desk.queue.end(space, wait, "left")
            if wait.state == "held":
                await self.desk.queue.serve(space, wait.times, press.at)
        return Answer(view=waiting_views.left(space, wait))

    # Theirs to take

    async def take(self, press: Press) -> Answer:
        """« Réserver »: what was held is theirs, in one transaction."""
        here, space, wait = await self._mine(press)
        if wait.state == "served":
            booking = await self._served(wait)
            if booking is not None:
                return await self.holding.booked(here, space, booking, press.at)
        if wait.state != "held" or space.retired:
            raise Refused(t("It is no longer kept for you. /reserver shows what is free."))
        was = None if wait.series is None else wait.times.starts
        booking = await self.desk.grant(
            space, wait.wish, wait.person, here.person.id, press.at, series=wait.series, was=was, wait=wait.id
        )
        if booking is None:  # fewer units than there were
            raise Refused(t("It is no longer kept for you. /reserver shows what is free."))
        if booking.state == "asked":
            await self.approve(space, booking)
        await self.desk.queue.redraw(space, wait)
        return await self.holding.booked(here, space, booking, press.at)

    async def held(self, alarm: Alarm) -> None:
        """What was held was not taken, or what was waited for would begin now: the next is served."""
        found = await self._locked(alarm.topic.id, alarm.at)
        if found is None:
            return
        space, wait = found
        ends = await self._ends(space, wait)
        if not wait.lasts:
            return
        if ends.timestamp() > alarm.at.timestamp():  # it asked somebody, and waits like the others by now
            await self.box.alarms.set(topic_of(wait.id), "held", ends)
            return
        before = [] if wait.state == "held" else await self.box.bookings.waiting(space.id, wait.times)
        later = waits_after(before, alarm.at) if space.rules.presence else None
        if later is not None:  # somebody who came first may not take what has begun
            await self.box.alarms.set(topic_of(wait.id), "held", later)
            return
        await self.desk.queue.end(space, wait, "gone")
        if wait.state == "held":
            await self.desk.queue.serve(space, wait.times, alarm.at)

    async def _ends(self, space: Space, wait: Wait) -> datetime:
        """Until when they wait, ask, or can take what is held."""
        asked = None if wait.asks is None else await self.box.bookings.find(wait.asks)
        moments = [wait.held_until or waits_until(space, wait), *([] if asked is None else [asked.times.starts])]
        return min(moments, key=datetime.timestamp)

    async def settle(self, alarm: Alarm) -> None:
        """What was freed ten minutes ago was not taken back: whoever waits is served."""
        found = await self.box.found(alarm.topic.id, alarm.at, lock=True)
        if found is not None:
            await self.desk.settle(*found, alarm.at)

    async def forgotten(self, person: int) -> None:
        """Before the name goes: what others were told of them is drawn again."""
        for wait, _ in await self.box.bookings.open_waits(person, BEGINNING):
            for aspect in ("wait", "ask"):
                await self.box.posts.refresh(topic_of(wait.id, aspect))
        for wait, _ in await self.box.bookings.asked_of(person, BEGINNING):
            await self.box.posts.refresh(topic_of(wait.id, "ask"))

    # « Vous la gardez ? »

    async def ask_to_keep(self, alarm: Alarm) -> None:
        """Two days before it begins, only where somebody waits; silence keeps."""
        found = await self.box.found(alarm.topic.id, alarm.at, lock=True)
        if found is None:
            return
        space, booking = found
        if booking.person is None or not await self._waiting(space, booking, alarm.at):
            return
        told = await self.box.told(space.group, booking.person, booking.entered_by)
        await self.box.posts.tell(keep_of(booking.id), space.group, told)

    async def keep(self, press: Press) -> Answer:
        """« Je la garde »."""
        _, space, booking = await self.box.booking(press, press.number(0))
        if not booking.lives or booking.times.starts.timestamp() <= press.at.timestamp():
            raise Refused(t("This booking is over already."))
        answered = Topic("bookings", booking.id, "stays")
        await self.box.posts.carry_over(keep_of(booking.id), answered)
        return Answer(view=waiting_views.kept(space, booking))

    async def _waiting(self, space: Space, booking: Booking, now: datetime) -> Sequence[Wait]:
        """Those who wait for a booking that could still be freed."""
        if not booking.lives or booking.times.starts.timestamp() <= now.timestamp():
            return ()
        return await self.desk.queue.waited_for(space, booking)

    # What is shown

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        wait = await self.box.bookings.find_wait(topic.id)
        space = None if wait is None else await self.box.bookings.space(wait.space, now)
        if wait is None or space is None or wait.state == "waits" or wait.asks is not None:
            return ()
        return [await self._view(space, wait, now)]

    async def show_keep(self, topic: Topic, now: datetime) -> Sequence[View]:
        found = await self.box.found(topic.id, now)
        waiting = () if found is None else await self._waiting(*found, now)
        if found is None or not waiting:
            return ()
        space, booking = found
        people = list(dict.fromkeys(one.person for one in waiting))
        customs = await self.box.bookings.customs(space.group)
        known = await self.box.members.store.names(people) if customs.names else {}
        return [waiting_views.keep(space, booking, [known[one] for one in people if one in known])]

    async def show_kept(self, topic: Topic, now: datetime) -> Sequence[View]:
        """Once it is answered, the question goes away."""
        return ()

    async def open_questions(self, person: int, now: datetime) -> Sequence[feature.Waiting]:
        """What is held for this person."""
        found = []
        for wait, group in await self.box.bookings.open_waits(person, now):
            space = await self.box.bookings.space(wait.space, now)
            if wait.state == "held" and space is not None:
                words = t("{space}, {when}", space=space.name, when=sentences.when(space, wait.times))
                found.append(feature.Waiting(group, topic_of(wait.id), words, data("bookings", "waited", wait.id)))
        return found

    async def _view(self, space: Space, wait: Wait, now: datetime) -> View:
        group = await self.box.members.store.group(space.group)
        if wait.state == "held" and wait.held_until is not None:
            return waiting_views.held(space, wait, group.local(wait.held_until), now)
        if wait.state == "gone" and wait.asks is None:
            return waiting_views.gone(space, wait)
        if wait.state == "served":
            return waiting_views.served(space, wait)
        if not wait.lasts:
            return waiting_views.left(space, wait)
        if wait.asks is not None:
            return waiting_views.asks(space, wait)
        ahead = await self.box.bookings.waiting(space.id, wait.times)
        place = [one.id for one in ahead].index(wait.id) + 1
        return waiting_views.on_the_list(space, wait, place, near=_is_near(wait, now))

    # Whose it is

    async def _mine(self, press: Press) -> tuple[Here, Space, Wait]:
        """A wait of whoever acts, or of somebody for whom they answer; its space locked. Raises Refused."""
        found = await self._locked(press.number(0), press.at)
        if found is None:
            raise unknown()
        space, wait = found
        here = await self.box.here(press, space.group)
        if here.person.id not in (wait.person, wait.entered_by):
            await self.box.holder(here, wait.person)
        return here, space, wait

    async def _locked(self, id: int, now: datetime) -> tuple[Space, Wait] | None:
        wait = await self.box.bookings.find_wait(id)
        space = None if wait is None else await self.box.bookings.space(wait.space, now, lock=True)
        wait = await self.box.bookings.find_wait(id)
        return None if wait is None or space is None else (space, wait)

    async def _served(self, wait: Wait) -> Booking | None:
        between = await self.box.bookings.between([wait.space], wait.times.starts, wait.times.ends)
        return next((one for one in between if one.person == wait.person and one.times == wait.times), None)


def _is_near(wait: Wait, now: datetime) -> bool:
    return wait.times.starts.timestamp() - now.timestamp() < SOON.total_seconds()
