"""What the course is told by other features: what became of the date that was looked for."""

from dataclasses import replace
from datetime import datetime

from handlers.conversation.stores import Posts
from handlers.conversation.topic import Topic
from handlers.members.desk import MembersDesk

from .model import HalfDay
from .store import Courses


class CourseDesk:
    """A half-day follows its workshop; whether it has taken place is said by those who run the group alone."""

    def __init__(self, courses: Courses, members: MembersDesk, posts: Posts) -> None:
        self.courses = courses
        self.members = members
        self.posts = posts

    async def scheduled(self, workshop: int, starts: datetime | None, *, timed: bool, lives: bool) -> None:
        """The workshop is then; where `starts` is None, there is no date. `lives`: it was not cancelled, and a
        date is fixed or still looked for."""
        half = await self.courses.of_workshop(workshop)
        if half is None or half.progress == "done" or half.workshop not in (None, workshop):
            return
        if not lives and half.workshop is None:
            return
        half = replace(half, workshop=workshop, called_off=None)
        if not lives:
            half = replace(half, progress="open", workshop=None, starts=None, called_off=workshop)
        elif starts is None:
            half = replace(half, progress="open", starts=None)
        else:
            half = replace(half, progress="planned", starts=starts, timed=timed)
        await self.courses.keep_half_day(half)
        await self.posts.refresh_aspects(Topic("course", half.id))

    async def over(self, workshop: int) -> None:
        """Those who run the group are asked alone, once, whether it took place."""
        half = await self.courses.of_workshop(workshop)
        if half is None or half.progress != "planned" or half.workshop != workshop:
            return
        group = await self.courses.group_of(half.id)
        for person in await self.members.running(group):
            await self.posts.tell(took_place(half, person), group, person)


def took_place(half: HalfDay, person: int) -> Topic:
    return Topic("course", half.id, f"took:{person}")
