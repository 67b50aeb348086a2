"""The stores of one transaction, what is asked of other features, and what every act on a course begins with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat, Command, Press, Said
from handlers.conversation.stores import Draft, Drafts, Posts
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Group, Here
from handlers.when.model import Recurrence

from .model import Course, Funder, HalfDay, Mission, Rhythm
from .store import Courses
from .template import template

Act = Command | Press | Said
"""What somebody does about a course."""
Slot = tuple[datetime, datetime]
"""From when to when, on the group's clock."""


class Meeting(Protocol):
    """Something that comes back for the whole group. `id`: short, of letters and digits. `rhythm`: how it comes
    back. `next_at`: when next, on the group's clock; None while it is paused."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def rhythm(self) -> Recurrence: ...
    @property
    def next_at(self) -> datetime | None: ...


class Meetings(Protocol):
    """The meetings of a group that come back, whatever feature keeps them. None where one is gone."""

    async def recurring(self, group: int) -> Sequence[Meeting]:
        """What comes next comes first, what is paused last."""

    async def meeting(self, group: int, id: str) -> Meeting | None: ...

    async def foresee(self, group: int, id: str, rhythm: Rhythm, now: datetime) -> datetime | None:
        """When it would be next; nothing changes. None where it would not be."""

    async def set_rhythm(self, group: int, id: str, rhythm: Rhythm, now: datetime) -> tuple[datetime | None, str]:
        """At this rhythm from now on, counted from the last one (handlers.when.pace): nothing is said at an old
        date any more. Gives its next date and how it was, for `put_back`."""

    async def put_back(self, group: int, id: str, was: str, now: datetime) -> datetime | None:
        """As it was before, unless somebody has changed it since; gives its next date."""


class Dates(Protocol):
    """handlers.workshops.desk.WorkshopsDesk: where the group is asked for a date."""

    def offered(self, here: Here, now: datetime) -> Sequence[Slot]:
        """Half-days of the coming weeks, to be touched; others are typed."""

    async def ask(
        self, event: Act, here: Here, title: str, said: str | Sequence[Slot], chat: Chat
    ) -> tuple[int, View]:
        """Asks the group which of these dates suit, typed or touched; one alone is fixed at once. Gives the
        workshop, and what whoever asked is shown. Raises Refused where there is no date to read."""

    async def fixed(self, workshop: int) -> tuple[datetime, bool] | None:
        """When it is, and whether at an hour; None as long as there is no date, or no workshop any more."""


class Box:
    """Given to every part of the feature."""

    def __init__(
        self,
        courses: Courses,
        members: MembersDesk,
        posts: Posts,
        drafts: Drafts,
        meetings: Meetings,
        dates: Dates,
    ) -> None:
        self.courses = courses
        self.members = members
        self.posts = posts
        self.drafts = drafts
        self.meetings = meetings
        self.dates = dates

    async def read(self, event: Act, group: int | None = None) -> tuple[Here, Course]:
        """Who looks, and the course of their group; where it has none, it begins with a copy of the template.
        Locked. Raises Refused."""
        here = await self.members.here(event, group)
        return here, await self.course(here.group)

    async def course(self, group: Group) -> Course:
        found = await self.courses.find(group.id, lock=True)
        if found is None:
            await self.courses.begin(group.id, template(group.language))
            found = await self.courses.find(group.id)
        assert found is not None, "it has just begun"
        return found

    async def run(self, event: Act, group: int | None = None) -> tuple[Here, Course]:
        """The same, for those who run the group. Raises Refused."""
        here, course = await self.read(event, group)
        must_run(here)
        return here, course

    async def mission(self, event: Act, id: int) -> tuple[Here, Course, Mission]:
        """Who looks, and a mission of their group. Raises Refused."""
        group = await self.courses.group_of_mission(id)
        if not group:
            raise unknown()
        here, course = await self.read(event, group)
        mission = course.mission(id)
        if mission is None:
            raise Refused(t("This mission was taken out."))
        return here, course, mission

    async def run_mission(self, event: Act, id: int) -> tuple[Here, Course, Mission]:
        here, course, mission = await self.mission(event, id)
        must_run(here)
        return here, course, mission

    async def run_half_day(self, event: Act, id: int) -> tuple[Here, Course, Mission, HalfDay]:
        """Who acts, for those who run the group, and a half-day of its course. Raises Refused."""
        group = await self.courses.group_of(id)
        if not group:
            raise unknown()
        here, course = await self.run(event, group)
        half = course.half_day(id)
        mission = None if half is None else course.mission(half.mission)
        if half is None or mission is None:
            raise Refused(t("This mission was taken out."))
        return here, course, mission, half

    async def run_funder(self, event: Act, id: int) -> tuple[Here, Course, Funder]:
        group = await self.courses.group_of_funder(id)
        if not group:
            raise unknown()
        here, course = await self.run(event, group)
        funder = course.funder(id)
        assert funder is not None, "it is of this group"
        return here, course, funder

    async def language(self, here: Here) -> str:
        return (await self.members.store.language_of(here.person.id) or here.group.language).split("@")[0]

    async def keep_draft(self, event: Act, here: Here, step: str, **notes: str | int) -> None:
        kept = {name: str(note) for name, note in notes.items()}
        draft = Draft(here.group.id, event.chat, "course", step, kept)
        await self.drafts.keep(here.person.id, draft, event.at)


def must_run(here: Here) -> None:
    """Raises Refused."""
    if not here.runs:
        raise Refused(t("Those who run the group change the course. Everybody can read it: /parcours"))
