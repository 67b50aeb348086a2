"""The part in which time speaks: five minutes and one minute before a step, when it begins, and at the end."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.conversation.events import Alarm

from . import rules, schedule
from .box import Box
from .model import Run, minute_of, moment_of

FIVE, ONE = (timedelta(minutes=before) for before in rules.WARNED)


class Announcing:
    """The leader alone is rung; the card of the group is drawn again. What comes too late to be of use is not
    said: after a stop the card shows how it is now."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def five(self, alarm: Alarm) -> None:
        """Five minutes before the next step; fewer, where it rings late."""
        run = await self._running(alarm)
        if run is not None and alarm.at < alarm.due_at + FIVE - ONE:
            await self._tell(run, alarm.at)

    async def one(self, alarm: Alarm) -> None:
        """One minute before the next step."""
        run = await self._running(alarm)
        if run is not None and alarm.at < alarm.due_at + ONE:
            await self._tell(run, alarm.at)

    async def step(self, alarm: Alarm) -> None:
        """A step has ended, the next one begins; or all is over. After a stop the end of that one may be near."""
        run = await self._running(alarm)
        if run is None:
            return
        run = await self.box.goes_on(replace(run, notice=0), alarm.at)
        ends = schedule.boundary(run.slots, minute_of(alarm.at))
        if ends is not None and alarm.due_at < moment_of(ends) - FIVE <= alarm.at:
            await self._tell(run, alarm.at)

    async def _running(self, alarm: Alarm) -> Run | None:
        run = await self.box.programmes.find_run(alarm.topic.id, lock=True)
        return run if run is not None and run.state == "running" else None

    async def _tell(self, run: Run, now: datetime) -> None:
        """How many minutes are left, any that has begun being one."""
        ends = schedule.boundary(run.slots, minute_of(now))
        if ends is None:
            return
        left = -(-(ends * 60 - int(now.timestamp())) // 60)
        await self.box.programmes.keep_run(replace(run, notice=left))
        await self.box.posts.refresh(run.card)
        if run.leader is not None:
            await self.box.posts.tell(run.lead, run.group, run.leader, at_night=True)

    async def forgotten(self, alarm: Alarm) -> None:
        """A pause that nobody ended is the end."""
        run = await self.box.programmes.find_run(alarm.topic.id, lock=True)
        if run is not None and run.state == "paused" and run.paused_at is not None:
            slots = schedule.ended(run.slots, run.paused_at)
            over = replace(run, slots=slots, state="over", paused_at=None, over_at=alarm.at, before=())
            await self.box.goes_on(over, alarm.at)
