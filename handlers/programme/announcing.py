"""The part in which time speaks: five minutes and one minute before a step, when it begins, and at the end."""

from dataclasses import replace

from handlers.conversation.events import Alarm

from . import schedule
from .box import Box
from .model import minute_of


class Announcing:
    """The leader alone is rung; the card of the group is drawn again. What comes too late to be of use is not
    said: after a stop the card shows how it is now."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def soon(self, alarm: Alarm) -> None:
        """Five minutes, or one, before the next step; how many they are, where it rings late."""
        run = await self.box.programmes.find_run(alarm.topic.id, lock=True)
        if run is None or run.state != "running":
            return
        ends = schedule.boundary(run.slots, minute_of(alarm.at))
        left = 0 if ends is None else -(-(ends * 60 - int(alarm.at.timestamp())) // 60)
        meant = schedule.boundary(run.slots, minute_of(alarm.due_at))
        if ends is None or ends != meant or (alarm.name == "five" and left <= 1):
            return
        await self.box.programmes.keep_run(replace(run, notice=left))
        await self.box.posts.refresh(run.card)
        if run.leader is not None:
            await self.box.posts.tell(run.lead, run.group, run.leader, at_night=True)

    async def step(self, alarm: Alarm) -> None:
        """A step has ended, the next one begins; or all is over."""
        run = await self.box.programmes.find_run(alarm.topic.id, lock=True)
        if run is not None and run.state == "running":
            await self.box.goes_on(replace(run, notice=0), alarm.at)

    async def forgotten(self, alarm: Alarm) -> None:
        """A pause that nobody ended is the end."""
        run = await self.box.programmes.find_run(alarm.topic.id, lock=True)
        if run is not None and run.state == "paused" and run.paused_at is not None:
            slots = schedule.ended(run.slots, run.paused_at)
            over = replace(run, slots=slots, state="over", paused_at=None, over_at=alarm.at, before=())
            await self.box.goes_on(over, alarm.at)
