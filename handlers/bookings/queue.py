"""Those who wait: whoever came first gets what is free, for a while that never runs out at night."""

from datetime import datetime, time, timedelta

from handlers.conversation.quiet import next_allowed
from handlers.conversation.topic import Topic
from handlers.members.desk import appears_at
from handlers.members.model import Group

from .box import Box
from .free import after_cleaning
from .model import Space, Times, Wait

HELD, HELD_SHORTLY = timedelta(hours=12), timedelta(hours=2)
"""How long it is theirs to take; and where it begins soon."""
SOON = timedelta(hours=48)
MORNING = time(10)
"""When a hold ends that would end at night."""


def topic_of(wait: int, aspect: str = "wait") -> Topic:
    return Topic("bookings", wait, aspect)


class Queue:
    """The waiting lists of all spaces."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def serve(self, space: Space, times: Times, now: datetime) -> None:
        """Something was freed: it is held for the first of those who wait whose whole wish is free now, then for
        the next whose wish does not meet that one."""
        group = await self.box.members.store.group(space.group)
        for wait in await self.box.bookings.waiting(space.id, times):
            begun = wait.wish.times.starts.timestamp() <= now.timestamp()
            if wait.state != "waits" or begun:
                continue
            units = await self.box.free_units(space, wait.wish)
            verdict = await self.box.judged(space, wait.wish, wait.person, now)
            if units is None or verdict.why_not is not None:
                continue
            until = held_until(group, wait.wish.times.starts, now)
            cleaned = after_cleaning(space, wait.wish.times.ends)
            await self.box.bookings.hold(wait, units, cleaned, until)
            await self.box.alarms.set(topic_of(wait.id), "held", until)
            await self.box.posts.tell(topic_of(wait.id), group.id, wait.person)

    async def waited_for(self, space: Space, times: Times) -> list[Wait]:
        """Those who wait for a time that meets this one."""
        return [one for one in await self.box.bookings.waiting(space.id, times) if one.state == "waits"]


def held_until(group: Group, starts: datetime, now: datetime) -> datetime:
    """Until when something is held: twelve hours from when they can read it, two where it begins soon; what would
    end at night ends in the morning, and nothing is held beyond its beginning."""
    read = appears_at(group, now) or group.local(now)
    lasts = HELD_SHORTLY if starts.timestamp() - read.timestamp() < SOON.total_seconds() else HELD
    until = group.local(read + lasts)
    awake = next_allowed(until, group.night)
    if awake != until:
        until = datetime.combine(awake.date(), MORNING, group.tzinfo)
    return min(until, group.local(starts), key=datetime.timestamp)
