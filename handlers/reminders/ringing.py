"""A reminder rings: it is said to one person, or to the group; once more where that was asked for."""

from dataclasses import replace
from datetime import datetime

from handlers.conversation.events import Alarm
from handlers.conversation.near import is_late
from handlers.conversation.topic import Topic
from handlers.members.desk import appears_at
from handlers.members.model import Group

from . import rules
from .box import Box
from .model import Reminder, Ring, State
from .rotating import Rotating


class Ringing:
    """What is past never rings; of several times that were missed, only the last one is said."""

    def __init__(self, box: Box, rotating: Rotating) -> None:
        self.box = box
        self.rotating = rotating

    async def due(self, alarm: Alarm) -> None:
        reminder = await self.box.reminders.find(alarm.topic.id, lock=True)
        if reminder is None or reminder.state != "active" or not _is_its(reminder, alarm):
            return
        group = await self.box.members.store.group(reminder.group)
        due_at = self._last_missed(reminder, alarm)
        await self._go_on(reminder, alarm)
        await self.box.close(reminder, alarm.at)
        late = is_late(due_at, alarm.at)
        read = appears_at(group, alarm.at) or alarm.at
        useful = not late or rules.is_useful(reminder, group, due_at, read)
        ring = Ring(0, reminder.id, due_at, alarm.at, "open" if useful else "missed")
        ring = replace(ring, id=await self.box.reminders.ring(ring))
        if useful:
            ring = await self.rotating.begin(reminder, ring, alarm.at)
        if useful and not (late and await self.box.gathering.gathers(due_at)):
            await self._say(reminder, ring, group)

    def _last_missed(self, reminder: Reminder, alarm: Alarm) -> datetime:
        """Of all the times that have passed since it was due, the last."""
        last = alarm.due_at
        while (after := rules.following(reminder, last)) is not None and after <= alarm.at:
            last = after
        return last

    async def _go_on(self, reminder: Reminder, alarm: Alarm) -> None:
        """Its next time; what comes once has ended."""
        ahead = rules.following(reminder, alarm.at)
        state: State = "active" if ahead is not None else "ended"
        await self.box.reminders.keep(replace(reminder, next_at=ahead, state=state), alarm.at)
        if ahead is not None:
            await self.box.alarms.set(reminder.topic, "ring", ahead)

    async def _say(self, reminder: Reminder, ring: Ring, group: Group) -> None:
        if reminder.audience == "group":
            chats = await self.box.members.store.chats(group.id)
            await self.box.posts.put(ring.topic, chats, rings=True)
            if ring.household is not None:
                await self.box.alarms.set(ring.topic, "nudge", ring.rung_at + rules.NUDGED)
        elif reminder.person is not None:
            # What a person asked for themselves is said at the hour for which they asked, also at night.
            await self.box.posts.tell(ring.topic, group.id, reminder.person, at_night=True)

    async def again(self, alarm: Alarm) -> None:
        """« Dans 1 h », « Demain »: it comes back at the bottom."""
        ring = await self.box.reminders.find_ring(alarm.topic.id, lock=True)
        reminder = None if ring is None else await self.box.reminders.find(ring.reminder)
        if ring is None or reminder is None or ring.state != "open" or ring.again_at is None:
            return
        await self.box.reminders.keep_ring(replace(ring, again_at=None))
        if reminder.audience == "group":
            await self.box.posts.bring_back(ring.topic, rings=True)
            chats = await self.box.members.store.chats(reminder.group)
            await self.box.posts.put(ring.topic, chats, rings=True)  # where it was told with all that was missed
        elif reminder.person is not None:
            await self.box.posts.tell(ring.topic, reminder.group, reminder.person, at_night=True)

    async def nudge(self, alarm: Alarm) -> None:
        """Two hours after it was said whose turn it is, or somebody said that they do it: once, alone, and never a
        third time."""
        ring = await self.box.reminders.find_ring(alarm.topic.id, lock=True)
        reminder = None if ring is None else await self.box.reminders.find(ring.reminder)
        if ring is None or reminder is None or ring.state != "open":
            return
        for person in await self.rotating.does(reminder, ring):
            asked = Topic("reminders", ring.id, f"nudge:{person}")
            await self.box.posts.tell(asked, reminder.group, person, rings=False)


def _is_its(reminder: Reminder, alarm: Alarm) -> bool:
    """By the second: of two zones, an hour that comes twice in autumn never equals any other (PEP 495)."""
    return reminder.next_at is not None and reminder.next_at.timestamp() == alarm.due_at.timestamp()
