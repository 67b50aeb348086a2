"""The desk where other features put something on the next meeting's list."""

from datetime import datetime

from handlers.conversation.stores import Posts
from handlers.members.model import Group
from handlers.members.store import Members

from . import rules
from .model import Meeting, Point
from .store import Agenda


class AgendaDesk:
    """The rules of the list over its store."""

    def __init__(self, agenda: Agenda, members: Members, posts: Posts) -> None:
        self.agenda = agenda
        self.members = members
        self.posts = posts

    async def add_topic(
        self, group: int, words: str, *, source: str, by: int | None, now: datetime
    ) -> datetime | None:
        """Puts something on the next meeting's list (twice the same `source`, such as "proposals:5", is once);
        gives when that meeting is, where it is known. What was spoken of, or removed, is put there again. A full
        list takes it all the same: nobody is there to be told no."""
        await self.agenda.lock(group)
        meeting = await self.upcoming(await self.members.group(group), now)
        known = await self.agenda.from_source(group, source)
        if known is None:
            await self.agenda.add(Point(0, group, rules.cut(words), now, source=source, brought_by=by))
        else:
            await self.agenda.finish(known.id, None)
            await self.agenda.remove(known.id, None)
            await self.agenda.postpone(known.id, later=False)
        await self.touched(meeting)
        return await self.next_meeting(group, now)

    async def next_meeting(self, group: int, now: datetime) -> datetime | None:
        """When the group meets next, on its own clock; the first instant of the day where only that is known: so
        the day alone is to be said. None where no date is known. A meeting is the next one until its day ends."""
        here, meeting = await self.members.group(group), await self.agenda.next(group)
        return None if meeting is None or rules.is_over(here, meeting, now) else here.local(meeting.at)

    async def upcoming(self, group: Group, now: datetime) -> Meeting | None:
        """The next meeting, to change something about it. Where the day of the last one is over and nobody has
        noted it yet, its list is carried over first."""
        meeting = await self.agenda.next(group.id)
        if meeting is None or not rules.is_over(group, meeting, now):
            return meeting
        await self.agenda.hold(meeting, rules.begins(group, meeting))
        await self.touched(meeting)
        return None

    async def touched(self, meeting: Meeting | None) -> None:
        """What stands of the list in the group is stale."""
        if meeting is not None:
            await self.posts.refresh(meeting.list)
