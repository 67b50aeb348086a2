"""What other features ask of reminders: the meetings of a group that come back, at another rhythm."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from handlers.when.model import Recurrence
from handlers.when.pace import Pace, paced

from . import rules
from .box import Box
from .model import Reminder
from .rotating import Rotating
from .setting import Setting

_MARK = "r"
"""Before the number of a reminder, so that what other features keep has another."""


@dataclass(frozen=True)
class Meeting:
    """`id`: as `RemindersDesk` names it. `next_at`: None while it is paused."""

    id: str
    title: str
    rhythm: Recurrence
    next_at: datetime | None


class RemindersDesk:
    """A meeting is a reminder for the whole group that comes back, without turns."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.setting = Setting(box, Rotating(box))

    async def recurring(self, group: int) -> Sequence[Meeting]:
        """What comes next comes first, what is paused last."""
        nobody = 0
        found = []
        for one in await self.box.reminders.of(group, nobody):
            meeting = _meeting(one)
            if meeting is not None and not await self.box.reminders.order(one.id):
                found.append(meeting)
        return found

    async def meeting(self, group: int, id: str) -> Meeting | None:
        found = await self._found(group, id)
        return None if found is None else _meeting(found)

    async def foresee(
        self, group: int, id: str, rhythm: Pace | Literal["pause"], now: datetime
    ) -> datetime | None:
        """When it would be next; nothing changes. None where it would not be."""
        found = await self._found(group, id)
        return None if found is None else _at_rhythm(found, rhythm, now).next_at

    async def set_rhythm(
        self, group: int, id: str, rhythm: Pace | Literal["pause"], now: datetime
    ) -> tuple[datetime | None, str]:
        """At this rhythm from now on: nothing is said at an old date, nor once more of an old one. Gives its next
        date, and how it was before."""
        found = await self._found(group, id, lock=True)
        if found is None:
            return None, ""
        new = _at_rhythm(found, rhythm, now)
        await self._keep(new, now)
        return new.next_at, json.dumps({"was": _kept(found), "became": _kept(new)})

    async def put_back(self, group: int, id: str, was: str, now: datetime) -> datetime | None:
        """As it was before, unless somebody has changed it since; gives its next date."""
        found = await self._found(group, id, lock=True)
        if found is None or not was:
            return None
        kept = json.loads(was)
        if _kept(found) != kept["became"]:
            return found.next_at
        starts = datetime.fromisoformat(kept["was"]["starts"]).astimezone(found.zone)
        back = replace(found, rule=kept["was"]["rule"], starts=starts, state=kept["was"]["state"])
        ahead = rules.following(back, now) if back.state == "active" else None
        back = replace(back, next_at=ahead)
        await self._keep(back, now)
        return back.next_at

    async def _found(self, group: int, id: str, *, lock: bool = False) -> Reminder | None:
        number = id.removeprefix(_MARK)
        if number == id or not number.isdecimal():
            return None
        found = await self.box.reminders.find(int(number), lock=lock)
        return found if found is not None and found.group == group and _meeting(found) is not None else None

    async def _keep(self, reminder: Reminder, now: datetime) -> None:
        await self.box.reminders.keep(reminder, now)
        await self.setting.set_alarm(reminder)
        for ring in await self.box.reminders.rings_since(reminder.id, now - rules.RECENT):
            if ring.again_at is not None:
                await self.box.reminders.keep_ring(replace(ring, again_at=None))
                await self.box.alarms.cancel(ring.topic, "again")
            await self.box.posts.refresh_about("reminders", ring.id)  # it may say when the next one is


def _meeting(reminder: Reminder) -> Meeting | None:
    if reminder.rhythm is None or reminder.audience != "group" or not reminder.lives:
        return None
    return Meeting(f"{_MARK}{reminder.id}", reminder.words, reminder.rhythm, reminder.next_at)


def _at_rhythm(reminder: Reminder, rhythm: Pace | Literal["pause"], now: datetime) -> Reminder:
    """Without a next date where its end has come."""
    if rhythm == "pause":
        return replace(reminder, state="paused", next_at=None)
    assert reminder.rhythm is not None, "it comes back"
    new = paced(reminder.rhythm, rhythm, reminder.zone, now)
    if new is None or not isinstance(new.start, datetime):
        return replace(reminder, state="paused", next_at=None)
    return replace(reminder, rule=new.rule, starts=new.start, state="active", next_at=new.start)


def _kept(reminder: Reminder) -> dict[str, str]:
    return {"rule": reminder.rule, "starts": reminder.starts.isoformat(), "state": reminder.state}
