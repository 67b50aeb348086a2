"""The meetings of a group that come back, whichever feature keeps them."""

from collections.abc import Sequence
from datetime import datetime

from handlers.course.box import Meeting
from handlers.course.box import Meetings as OfOneFeature
from handlers.course.model import Rhythm
from handlers.reminders.desk import RemindersDesk
from handlers.workshops.meetings import SeriesDesk

from .boxes import reminders_box, workshops_box
from .ground import Ground


class Meetings:
    """handlers.course.box.Meetings: workshops that come back, then reminders of the group; each names its own by
    a letter."""

    def __init__(self, ground: Ground) -> None:
        self._series = SeriesDesk(workshops_box(ground))
        self._reminders = RemindersDesk(reminders_box(ground))

    def _of(self, id: str) -> OfOneFeature:
        return self._series if id.startswith("s") else self._reminders

    async def recurring(self, group: int) -> Sequence[Meeting]:
        return [*await self._series.recurring(group), *await self._reminders.recurring(group)]

    async def meeting(self, group: int, id: str) -> Meeting | None:
        return await self._of(id).meeting(group, id)

    async def foresee(self, group: int, id: str, rhythm: Rhythm, now: datetime) -> datetime | None:
        return await self._of(id).foresee(group, id, rhythm, now)

    async def set_rhythm(self, group: int, id: str, rhythm: Rhythm, now: datetime) -> tuple[datetime | None, str]:
        return await self._of(id).set_rhythm(group, id, rhythm, now)

    async def put_back(self, group: int, id: str, was: str, now: datetime) -> datetime | None:
        return await self._of(id).put_back(group, id, was, now)
