"""The desk at which spaces are given, moved and freed; other features book here too."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.members.model import Group

from . import free, rules
from .box import Box
from .model import Booking, Space, State, Times, Wish
from .queue import Queue
from .reminding import ALARMS, moments


class BookingsDesk:
    """Whatever changes who has a space goes through here: the rules, the alarms, those who wait."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.queue = Queue(box)

    async def grant(
        self,
        space: Space,
        wish: Wish,
        person: int,
        by: int,
        now: datetime,
        *,
        series: int | None = None,
        was: datetime | None = None,
        wait: int = 0,
    ) -> Booking | None:
        """Gives a wish where it is free, None where it is not. `by`: whoever writes it down. `wait`: what is held
        for that wait is theirs. The space is locked by now. Raises Refused where the rules do not allow it."""
        verdict = await self.box.judged(space, wish, person, now)
        rules.must_be_allowed(verdict)
        units = await self.box.free_units(space, wish, wait=wait)
        if units is None:
            return None
        if wait:
            await self.box.bookings.end_wait(wait, "served")
        return await self.give(space, wish, units, person, by, now, counts=verdict.counts, series=series, was=was)

    async def give(
        self,
        space: Space,
        wish: Wish,
        units: Sequence[int],
        person: int,
        by: int,
        now: datetime,
        *,
        counts: bool,
        series: int | None = None,
        was: datetime | None = None,
    ) -> Booking:
        """Gives these units, which were found free and allowed since the space was locked."""
        state: State = "confirmed" if space.rules.approval == "none" or wish.collective else "asked"
        booking = await self.box.bookings.add(
            Booking(
                0,
                wish,
                person,
                now,
                now,
                state,
                None if by == person else by,
                counts,
                series,
                was,
            ),
            units,
            free.after_cleaning(space, wish.times.ends),
        )
        await self.set_alarms(space, booking, now)
        return booking

    async def move(self, space: Space, booking: Booking, times: Times, now: datetime) -> Booking | None:
        """Gives it other times, where these are free and the rules allow them; None where they are not free."""
        wish = replace(booking.wish, times=times)
        person = booking.person or 0
        verdict = await self.box.judged(space, wish, person, now, but=booking)
        rules.must_be_allowed(verdict)
        units = await self.box.free_units(space, wish, but=booking)
        if units is None:
            return None
        state: State = booking.state if space.rules.approval == "none" or wish.collective else "asked"
        moved = replace(booking, wish=wish, counts=verdict.counts, state=state, changed_at=now)
        await self.box.bookings.move(moved, units, free.after_cleaning(space, times.ends))
        await self.set_alarms(space, moved, now)
        await self.queue.serve(space, booking.times, now)
        return moved

    async def free(self, space: Space, booking: Booking, now: datetime, state: State = "cancelled") -> bool:
        """Nobody has it any more, and those who wait are served. Says whether it goes on counting for its
        household: freed too late, or once it had begun."""
        counts = booking.counts and state == "cancelled" and rules.is_too_late_to_free(space, booking, now)
        await self.box.bookings.release(booking, state, now, counts=counts)
        for name in ALARMS:
            await self.box.alarms.cancel(booking.topic, name)
        await self.box.posts.refresh_about("bookings", booking.id)
        await self.queue.serve(space, booking.times, now)
        return counts

    async def take_back(self, space: Space, booking: Booking, now: datetime) -> Booking | None:
        """Gives again what was freed a moment ago; None where somebody else has it, or is offered it."""
        units = await self.box.free_units(space, booking.wish)
        if units is None:
            return None
        counts = booking.counts or not booking.wish.collective
        back = replace(booking, state="confirmed", counts=counts, changed_at=now)
        await self.box.bookings.move(back, units, free.after_cleaning(space, booking.times.ends))
        await self.set_alarms(space, back, now)
        return back

    async def set_alarms(self, space: Space, booking: Booking, now: datetime) -> None:
        group = await self.box.members.store.group(space.group)
        due = moments(space, booking, group, now)
        for name in ALARMS:
            if name in due:
                await self.box.alarms.set(booking.topic, name, due[name])
            else:
                await self.box.alarms.cancel(booking.topic, name)

    async def nearest(
        self, group: Group, space: Space, wish: Wish, person: int, now: datetime, *, but: Booking | None = None
    ) -> Sequence[Times]:
        """The free times nearest to a wish that is taken, which the rules would allow."""

        situation = await self.box.situation(space, wish, person, now, but=but)
        local = group.local(now)

        def fits(times: Times) -> bool:
            return rules.judge(space, replace(wish, times=times), situation, local).why_not is None

        return free.nearest(space, await self.box.taken(space, wish.times, but=but), wish.times, wish.amount, fits)
