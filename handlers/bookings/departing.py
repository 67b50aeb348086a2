"""Whoever leaves the group, or is forgotten: what they had goes to those they lived with, or is free again."""

from datetime import datetime

from handlers.conversation.events import Alarm, Left

from .box import Box
from .desk import BookingsDesk
from .enacting import AHEAD
from .queue import BEGINNING


class Departing:
    """bookings.md R19."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk

    async def left(self, event: Left) -> None:
        group = await self.box.members.store.group_of(event.chat)
        person = await self.box.members.store.account_of(event.chat.platform, event.sender.account)
        if group is None or person is None:
            return
        if await self.box.members.store.member(group.id, person.id) is None:  # no other door
            await self.gone(group.id, person.id, event.at)

    async def sweep(self, now: datetime) -> None:
        """Those who were taken out of the group without having left its rooms."""
        for group, person in await self.box.bookings.strays(now):
            await self.gone(group, person, now)

    async def gone(self, group: int, person: int, now: datetime) -> None:
        """Somebody of a household stays: theirs; else it is free, and those who wait are served."""
        others = await self.box.bookings.others_at_home(group, person)
        if others:
            await self.box.bookings.hand_over(group, person, others[0])
            return
        for booking in await self.box.bookings.coming_of([person], group, now):
            locked = await self.box.bookings.space(booking.space, now, lock=True)
            assert locked is not None, "its space is never deleted"
            await self.desk.free(locked, booking, now)
        for wait in await self.box.bookings.waits_of(person, group, now):
            space = await self.box.bookings.space(wait.wish.space, now, lock=True)
            if space is not None and wait.person == person:
                await self.desk.queue.end(space, wait, "gone")
                await self.desk.queue.serve(space, wait.wish.times, now)

    async def forgotten(self, person: int) -> None:
        """Before the name goes. What was to come is freed as soon as time, which knows the minute, looks."""
        groups = {
            space.group
            for booking, _ in await self.box.bookings.held_by(person)
            if booking.person == person
            and (space := await self.box.bookings.space(booking.space, BEGINNING)) is not None
        }
        for group in sorted(groups):
            others = await self.box.bookings.others_at_home(group, person)
            if others:
                await self.box.bookings.hand_over(group, person, others[0])
        for number in await self.box.bookings.forget(person):
            space = await self.box.bookings.space(number, BEGINNING)
            if space is not None:
                await self.box.alarms.set(space.topic, "freed", BEGINNING)

    async def freed(self, alarm: Alarm) -> None:
        """What stands in nobody's name any more and is still to come is free, and those who wait are served. What
        has begun stays taken until its end: whoever was forgotten may still be there, and nobody walks in on
        them. What is over stays as it was, without the name."""
        space = await self.box.bookings.space(alarm.topic.id, alarm.at, lock=True)
        if space is None:
            return
        for booking in await self.box.bookings.between([space.id], alarm.at, alarm.at + AHEAD):
            if booking.person is None and booking.times.starts.timestamp() > alarm.at.timestamp():
                await self.desk.free(space, booking, alarm.at, serves=False)
        await self.desk.queue.serve_all(space, alarm.at)
