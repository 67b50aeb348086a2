"""The next meeting and its list: what the house asks of every feature."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.feature import Entry, Held
from handlers.conversation.stores import Alarms, Drafts, Posts
from handlers.conversation.text import t, tn
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk

from . import afterwards_views, rules, views
from .afterwards import Afterwards
from .model import Meeting, Point
from .showing import Showing
from .store import Agenda, House
from .sundays import Sundays


class AgendaHandler(Afterwards):
    """Decides everything about the next meeting's list, from its parts; what is ahead has its own."""

    def __init__(
        self, agenda: Agenda, members: MembersDesk, posts: Posts, alarms: Alarms, drafts: Drafts, house: House
    ) -> None:
        super().__init__(agenda, members, posts, alarms, drafts)
        self.showing = Showing(members, house)
        self.sundays = Sundays(agenda, members, posts, alarms, house)

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        """The summary of a week; the list in the group; or, for those who run it, what was spoken of."""
        if topic.aspect.startswith("sunday:"):
            return await self.sundays.show(topic, now)
        meeting = await self.agenda.meeting(topic.id)
        if meeting is None:
            return ()
        group = await self.members.store.group(meeting.group)
        points = await self._on_the_list_of(meeting)
        names = await self._names(points)
        if topic.aspect == "held":
            return (afterwards_views.held(group, meeting, points, names, now, 0),)
        return (views.to_all(group, meeting, points, names),)

    async def _on_the_list_of(self, meeting: Meeting) -> Sequence[Point]:
        if meeting.state == "held":
            return await self.agenda.points_of(meeting.id)
        return [point for point in await self.agenda.points(meeting.group) if not point.later]

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        meeting = await self.agenda.between(group, begins, ends)
        if meeting is None:
            return ()
        topics = len(await self._on_the_list_of(meeting))
        words = tn("Meeting, {n} topic", "Meeting, {n} topics", topics) if topics else t("Meeting")
        return (Entry(meeting.at, words, meeting.list, timed=meeting.timed, short=t("Meeting")),)

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.about(await self.agenda.about(person))

    async def forget(self, person: int) -> None:
        for meeting in await self.agenda.forget(person):
            await self.posts.refresh_aspects(Topic("agenda", meeting))
        await self.sundays.forgotten(person)

    async def united(self, kept: int, gone: int) -> None:
        await self.agenda.unite(kept, gone)

    async def annexed(self, kept: int, gone: int) -> None:
        """The list of two groups that have become one is one; of two dates that of the first holds."""
        theirs = await self.agenda.next(gone)
        await self.agenda.annex(kept, gone)
        await self.desk.touched(theirs)
        await self.desk.touched(await self.agenda.next(kept))
        await self.sundays.annexed(kept, gone)

    async def purge(self, now: datetime) -> int:
        await self.sundays.watch_all(now)
        return await self.agenda.purge(now - rules.KEPT, now - rules.UNDO)
