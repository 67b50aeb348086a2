"""Whoever has something at stake in a workshop is told what becomes of it."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.views import Button
from handlers.course.desk import CourseDesk
from handlers.evaluation.desk import EvaluationDesk
from handlers.members.desk import MembersDesk
from handlers.minutes.desk import MinutesDesk
from handlers.workshops.model import Workshop
from storage.course import StoredCourses
from storage.minutes import StoredMinutes

from .ground import Ground


class Followers:
    """handlers.workshops.box.Followers: the course of support, the evaluation and the minutes."""

    def __init__(self, ground: Ground) -> None:
        self._course = CourseDesk(StoredCourses(ground.tx), MembersDesk(ground.members), ground.posts)
        self._evaluation = EvaluationDesk(ground.alarms)
        self._minutes = minutes_desk(ground)

    async def scheduled(self, workshop: Workshop) -> None:
        slot = workshop.slot
        starts, timed = (None, True) if slot is None else (slot.starts, slot.timed)
        await self._course.scheduled(workshop.id, starts, timed=timed, lives=workshop.lives)

    async def over(self, workshop: Workshop) -> None:
        assert workshop.slot is not None, "it took place at some time"
        await self._course.over(workshop.id)
        await self._evaluation.over(workshop.id, workshop.slot.over_at)
        await self._minutes.is_over(workshop.id, workshop.slot.over_at)

    def buttons(self, workshop: int, over_at: datetime, now: datetime) -> Sequence[Button]:
        return self._evaluation.buttons(workshop, over_at, now)


def minutes_desk(ground: Ground) -> MinutesDesk:
    return MinutesDesk(StoredMinutes(ground.tx), ground.members, ground.alarms)
