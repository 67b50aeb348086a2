"""Those who wait: whoever came first gets what is free, for a while that never runs out at night."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from handlers.conversation.quiet import next_allowed
from handlers.conversation.topic import Topic
from handlers.members.desk import appears_at
from handlers.members.model import Group

from .box import Box
from .free import after_cleaning
from .model import Booking, Space, Times, Wait, Waited

HELD, HELD_SHORTLY = timedelta(hours=12), timedelta(hours=2)
"""How long it is theirs to take; and where it begins soon, or once the night is over that it would end in."""
SOON = timedelta(hours=48)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""An alarm set for then rings at once."""


def topic_of(wait: int, aspect: str = "wait") -> Topic:
    return Topic("bookings", wait, aspect)


def keep_of(booking: int) -> Topic:
    """« Vous la gardez ? »"""
    return Topic("bookings", booking, "keep")


class Queue:
    """The waiting lists of all spaces."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def join(self, wait: Wait) -> Wait:
        """On the list, or asking a neighbour, until what they want would begin."""
        id = await self.box.bookings.wait(wait)
        kept = await self.box.bookings.find_wait(id)
        assert kept is not None, "it was kept just now"
        if kept.state == "waits":
            await self.box.alarms.set(topic_of(id), "held", kept.times.starts)
        return kept

    async def serve(self, space: Space, times: Times, now: datetime) -> None:
        """Something was freed: it is held for the first of those who wait whose whole wish is free now, then for
        the next whose wish does not meet that one. What lies beside it is looked at too: the cleaning between was
        freed with it."""
        await self._serve(space, await self.box.bookings.waiting(space.id, _around(space, times)), now)

    async def serve_all(self, space: Space, now: datetime) -> None:
        """The same, where it is not known what was freed."""
        await self._serve(space, await self.box.bookings.all_waiting(space.id, now), now)

    async def _serve(self, space: Space, waits: Sequence[Wait], now: datetime) -> None:
        if space.retired:
            return
        group = await self.box.members.store.group(space.group)
        for wait in waits:
            if wait.state != "waits":
                continue
            member = await self.box.members.store.member(group.id, wait.person)
            over = wait.times.ends if space.rules.presence else wait.times.starts
            if over.timestamp() <= now.timestamp() or member is None:
                await self.end(space, wait, "gone")
                continue
            begun = wait.times.starts.timestamp() <= now.timestamp()
            until = held_now(group, space, wait, now) if begun else held_until(group, wait.times.starts, now)
            if until is not None:
                await self._hold(space, wait, until, now)

    async def _hold(self, space: Space, wait: Wait, until: datetime, now: datetime) -> None:
        units = await self.box.free_units(space, wait.wish)
        verdict = await self.box.judged(space, wait.wish, wait.person, as_it_begins(space, wait.times, now))
        if units is None or verdict.why_not is not None:
            return
        await self.box.bookings.hold(wait, units, after_cleaning(space, wait.times.ends), until)
        await self.box.alarms.set(topic_of(wait.id), "held", until)
        told = await self.box.told(space.group, wait.person, wait.entered_by)
        await self.box.posts.tell(topic_of(wait.id), space.group, told)

    async def end(self, space: Space, wait: Wait, state: Waited) -> None:
        """They wait no more, and nobody is asked any more on their account."""
        await self.box.bookings.end_wait(wait.id, state)
        await self.box.alarms.cancel(topic_of(wait.id), "held")
        await self.redraw(space, wait)

    async def redraw(self, space: Space, wait: Wait) -> None:
        """What was told about this wait is no longer so."""
        for aspect in ("wait", "ask", "answer"):
            await self.box.posts.refresh(topic_of(wait.id, aspect))
        around = _around(space, wait.times)
        for booking in await self.box.bookings.between([space.id], around.starts, around.ends):
            await self.box.posts.refresh(keep_of(booking.id))

    async def ask_no_more(self, space: Space, booking: Booking) -> None:
        """Who asked its holder waits like the others: it was freed, or has other times."""
        for wait in await self.box.bookings.asking(booking.id):
            await self.box.bookings.ask_no_more(wait.id)
            await self.box.alarms.set(topic_of(wait.id), "held", wait.times.starts)
            await self.redraw(space, wait)

    async def waited_for(self, space: Space, booking: Booking) -> list[Wait]:
        """Those of other households who wait for a time that they cannot have because of this booking."""
        home: Sequence[int] = ()
        if booking.person is not None:
            group = await self.box.members.store.group(space.group)
            home = await self.box.household(group, booking.person)
        waiting = await self.box.bookings.waiting(space.id, _around(space, booking.times))
        return [one for one in waiting if one.state == "waits" and one.person not in home]


def meet(space: Space, one: Times, other: Times) -> bool:
    """Whether no unit can be had at both times, with the cleaning after each."""
    return not (
        after_cleaning(space, one.ends).timestamp() <= other.starts.timestamp()
        or after_cleaning(space, other.ends).timestamp() <= one.starts.timestamp()
    )


def _around(space: Space, times: Times) -> Times:
    cleaning = timedelta(minutes=space.rules.buffer)
    begins = (times.starts.astimezone(UTC) - cleaning).astimezone(times.zone)
    return Times(begins, after_cleaning(space, times.ends))


def held_until(group: Group, starts: datetime, now: datetime) -> datetime | None:
    """Until when something is held: twelve hours from when they can read it, two where it begins soon; what would
    end at night ends two hours after it. Nothing is held beyond its beginning, and what begins before they can
    read of it is not held at all: None."""
    read = appears_at(group, now) or group.local(now)
    if starts.timestamp() <= read.timestamp():
        return None
    lasts = HELD_SHORTLY if starts.timestamp() - read.timestamp() < SOON.total_seconds() else HELD
    until = _later(group, read, lasts)
    awake = next_allowed(until, group.night)
    if awake != until:
        until = _later(group, awake, HELD_SHORTLY)
    return min(until, group.local(starts), key=datetime.timestamp)


def waits_until(space: Space, wait: Wait) -> datetime:
    """Somebody waits until it begins; where whoever has it may not come, until that is known (bookings.md R12)."""
    presence = space.rules.presence if wait.asks is None else 0
    return _after(wait.times.starts, presence) if presence else wait.times.starts


def waits_after(waits: Sequence[Wait], now: datetime) -> datetime | None:
    """Until when it is known whether one of those who came first takes what has begun; None where nobody can."""
    held = [one.held_until for one in waits if one.held_until is not None and one.held_until > now]
    return _after(max(held), 0) if held else None


def _after(moment: datetime, minutes: int) -> datetime:
    """A minute later than what is due by then, which comes first."""
    return moment.astimezone(UTC) + timedelta(minutes=minutes + 1)


def held_now(group: Group, space: Space, wait: Wait, now: datetime) -> datetime | None:
    """Until when something is held that has begun, and to which nobody came: for as long as the group waits for
    somebody, within its own time. None where nobody would read of it now."""
    if appears_at(group, now) is not None:
        return None
    until = _later(group, group.local(now), timedelta(minutes=space.rules.presence))
    return min(until, wait.times.ends, key=datetime.timestamp)


def as_it_begins(space: Space, times: Times, now: datetime) -> datetime:
    """The moment at which the rules are asked: what has begun, and is offered because nobody came, is not refused
    as over until it ends."""
    offered = space.rules.presence and now.timestamp() < times.ends.timestamp()
    return min(now, times.starts, key=datetime.timestamp) if offered else now


def _later(group: Group, moment: datetime, by: timedelta) -> datetime:
    """So many real hours later, also in the night of a clock change."""
    return group.local(moment.astimezone(UTC) + by)
