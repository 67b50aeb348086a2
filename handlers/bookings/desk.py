"""The desk at which spaces are given, moved and freed; other features book here too."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Refused
from handlers.conversation.text import t
from handlers.members.model import Group

from . import free, rules
from .box import Box
from .model import Booking, Space, State, Times, Wait, Wish
from .queue import Queue, as_it_begins, meet, topic_of
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
        at = as_it_begins(space, wish.times, now) if wait else now
        verdict = await self.box.judged(space, wish, person, at)
        rules.must_be_allowed(verdict)
        units = await self.box.free_units(space, wish, wait=wait)
        if units is None:
            return None
        if wait:
            await self.box.bookings.end_wait(wait, "served")
            await self.box.alarms.cancel(topic_of(wait), "held")
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
        state = await self.state_of(space, wish, now)
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
        await self._waits_no_more(space, booking, now)
        return booking

    async def state_of(self, space: Space, wish: Wish, now: datetime) -> State:
        """Of what is given now."""
        return "confirmed" if await self.box.approval(space, wish, now) == "none" else "asked"

    async def _waits_no_more(self, space: Space, booking: Booking, now: datetime) -> None:
        """Who has what they waited for, or asked for, waits for it no longer; a unit that was held for them
        beside it is the next one's."""
        person = booking.person or 0
        for wait in await self.box.bookings.waits_of(person, space.group, booking.made_at):
            if wait.person == person and wait.wish == replace(booking.wish, title="", attending=0):
                await self.queue.end(space, wait, "served")
                if wait.state == "held":
                    await self.queue.serve(space, wait.times, now)

    async def move(self, space: Space, booking: Booking, times: Times, now: datetime) -> Booking | None:
        """Gives it other times, where these are free and the rules allow them; None where they are not free. What
        it leaves so late that it could not have been freed in time goes on counting."""
        wish = replace(booking.wish, times=times)
        person = booking.person or 0
        verdict = await self.box.judged(space, wish, person, now, but=booking, leaves=True)
        rules.must_be_allowed(verdict)
        units = await self.box.free_units(space, wish, but=booking)
        if units is None:
            return None
        state = await self.state_of(space, wish, now)
        late = rules.leaves_too_late(space, booking, times, now)
        given_up = rules.spent(space, booking, now) if late else booking.given_up
        moved = replace(booking, wish=wish, counts=verdict.counts, state=state, changed_at=now, given_up=given_up)
        await self.box.bookings.move(moved, units, free.after_cleaning(space, times.ends))
        await self.set_alarms(space, moved, now)
        await self.box.receipts.burn(booking.topic)
        await self._is_elsewhere(space, booking, now)
        return moved

    async def _is_elsewhere(self, space: Space, booking: Booking, now: datetime) -> None:
        """What it had is free: nobody is asked about it any more, and those who wait are served."""
        await self.box.posts.refresh_about("bookings", booking.id)
        await self.queue.ask_no_more(space, booking)
        await self.queue.serve(space, booking.times, now)

    async def confirm(self, space: Space, booking: Booking, now: datetime) -> Booking:
        """What was asked for is theirs."""
        confirmed = replace(booking, state="confirmed", changed_at=now)
        await self.box.bookings.keep(confirmed)
        await self.set_alarms(space, confirmed, now)
        await self.box.posts.refresh_about("bookings", booking.id)
        return confirmed

    async def displace(
        self, space: Space, bookings: Sequence[Booking], wish: Wish, person: int, by: int, now: datetime
    ) -> Booking | None:
        """An event of the group has its place, and those who had it have it no more; then those who wait are
        served with what it leaves. None where something else is in the way: then nothing is to be kept."""
        for booking in bookings:
            await self.free(space, booking, now, "displaced", serves=False)
        event = await self.grant(space, wish, person, by, now)
        if event is not None:
            for booking in bookings:
                await self.queue.serve(space, booking.times, now)
        return event

    async def free(
        self,
        space: Space,
        booking: Booking,
        now: datetime,
        state: State = "cancelled",
        *,
        undo: bool = False,
        serves: bool = True,
    ) -> bool:
        """Nobody has it any more, and those who wait are served: at once, or where whoever frees it can take it
        back (`undo`) after these ten minutes. Says whether it goes on counting for its household: freed too late,
        or once it had begun. Without `serves`, whoever frees it serves them later."""
        counts = booking.counts and state == "cancelled" and rules.is_too_late_to_free(space, booking, now)
        held = undo and await self.holds_back(space, booking, now)
        await self.box.bookings.release(booking, state, now, counts=counts, held=held)
        for name in ALARMS:
            await self.box.alarms.cancel(booking.topic, name)
        await self.box.receipts.burn(booking.topic)
        await self.box.posts.refresh_about("bookings", booking.id)
        await self.queue.ask_no_more(space, booking)
        if held:
            await self.box.alarms.set(booking.topic, "settle", now + rules.UNDO)
        elif serves:
            await self.queue.serve(space, booking.times, now)
        return counts

    async def holds_back(self, space: Space, booking: Booking, now: datetime) -> bool:
        """Whether what is freed now is offered to somebody only once it cannot be taken back any more: where
        nobody waits it is free at once, and what begins so soon cannot wait."""
        if booking.times.starts.timestamp() <= (now + rules.UNDO).timestamp():
            return False
        return bool(await self.queue.waited_for(space, booking) or await self.box.bookings.asking(booking.id))

    async def take_back(self, space: Space, booking: Booking, now: datetime) -> Booking | None:
        """Gives again what was freed a moment ago; None where somebody else has it, or is offered it."""
        units = await self.box.free_units(space, booking.wish, but=booking)
        if units is None:
            return None
        state = await self.state_of(space, booking.wish, now)
        back = replace(booking, state=state, counts=booking.counted, changed_at=now)
        await self.box.bookings.move(back, units, free.after_cleaning(space, booking.times.ends))
        await self.box.alarms.cancel(booking.topic, "settle")
        await self.set_alarms(space, back, now)
        await self.box.posts.refresh_about("bookings", booking.id)
        return back

    async def settle(self, space: Space, booking: Booking, now: datetime) -> None:
        """It was not taken back: whoever waits is served."""
        if not booking.lives:
            await self.box.bookings.let_go(booking.id)
            await self.queue.serve(space, booking.times, now)

    async def exchange(
        self, space: Space, booking: Booking, times: Times | None, wait: Wait, now: datetime
    ) -> tuple[Booking | None, Booking]:
        """Its holder has other times instead, or none, and whoever asked has theirs: both, or nothing at all.
        Gives both bookings. The space is locked by now. Raises Refused where the rules do not allow either, or
        where somebody else has one of the times."""
        asked_for = await self.box.judged(space, wait.wish, wait.person, now)
        if asked_for.why_not is not None:  # why is for whoever asked alone
            raise Refused(t("The rules no longer allow what was asked of you. Nothing has changed."))
        theirs = await self._free_but_for(space, wait.wish, booking)
        moved = None
        if times is None:
            await self.box.bookings.release(booking, "cancelled", now, counts=False)
            for name in ALARMS:
                await self.box.alarms.cancel(booking.topic, name)
        else:
            wish = replace(booking.wish, times=times)
            verdict = await self.box.judged(space, wish, booking.person or 0, now, but=booking)
            rules.must_be_allowed(verdict)
            mine = await self._free_but_for(space, wish, booking)
            if meet(space, times, wait.times):  # whoever asked gets what the holder could not have, first
                kept = sorted(theirs, key=lambda unit: unit in mine)[: wait.wish.amount]
                mine = [unit for unit in mine if unit not in kept]
            if len(mine) < wish.amount:
                raise _taken_meanwhile()
            moved = replace(booking, wish=wish, counts=verdict.counts, changed_at=now)
            cleaned = free.after_cleaning(space, times.ends)
            await self.box.bookings.move(moved, mine[: wish.amount], cleaned)
            await self.set_alarms(space, moved, now)
        by = wait.entered_by or wait.person
        given = await self.grant(space, wait.wish, wait.person, by, now, wait=wait.id)
        if given is None:
            raise _taken_meanwhile()
        await self._is_elsewhere(space, booking, now)
        return moved, given

    async def _free_but_for(self, space: Space, wish: Wish, booking: Booking) -> list[int]:
        """Every unit that is free for a wish once that booking is out of the way. Raises Refused."""
        units = free.free_units(space, await self.box.taken(space, wish.times, but=booking), wish.times)
        if len(units) < wish.amount:
            raise _taken_meanwhile()
        return units

    async def set_alarms(
        self, space: Space, booking: Booking, now: datetime, names: Sequence[str] = ALARMS
    ) -> None:
        group = await self.box.members.store.group(space.group)
        due = moments(await self._as_it_will_be(space, booking, now), booking, group, now)
        for name in names:
            if name in due:
                await self.box.alarms.set(booking.topic, name, due[name])
            else:
                await self.box.alarms.cancel(booking.topic, name)

    async def _as_it_will_be(self, space: Space, booking: Booking, now: datetime) -> Space:
        """With the rules for what surrounds a stay that will hold when it begins; the others are not asked again
        once it is booked."""
        starts = booking.times.starts.timestamp()
        every = await self.box.bookings.ruled(space.id, now)
        then = next((one.rules for one in reversed(every) if one.since.timestamp() <= starts), space.rules)
        around = replace(space.rules, presence=then.presence, checklist=then.checklist, meter=then.meter)
        return replace(space, rules=around)

    async def nearest(
        self, group: Group, space: Space, wish: Wish, person: int, now: datetime, *, but: Booking | None = None
    ) -> Sequence[Times]:
        """The free times nearest to a wish that is taken, which the rules would allow."""
        situation = await self.box.situation(space, wish, person, now, but=but, leaves=True)
        local = group.local(now)

        def fits(times: Times) -> bool:
            return rules.judge(space, replace(wish, times=times), situation, local).why_not is None

        return free.nearest(space, await self.box.taken(space, wish.times, but=but), wish.times, wish.amount, fits)


def _taken_meanwhile() -> Refused:
    return Refused(t("Somebody else has it meanwhile. Nothing has changed."))
