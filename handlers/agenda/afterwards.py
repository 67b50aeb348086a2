"""After the meeting: what was not spoken of goes on the next list, and those who run the group say what was."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import t
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import afterwards_views as views
from .dating import Dating
from .model import Meeting, Point


class Afterwards(Dating):
    """The next morning, and the next evening."""

    async def over_due(self, alarm: Alarm) -> None:
        """The list is carried over, if nobody has come to it first."""
        meeting = await self.agenda.meeting(alarm.topic.id)
        if meeting is not None and meeting.state == "next":
            await self.agenda.lock(meeting.group)
            await self.desk.upcoming(await self.members.store.group(meeting.group), alarm.at)

    async def ask_due(self, alarm: Alarm) -> None:
        """Those who run the group are asked once, each alone, where something is left to say."""
        await self.over_due(alarm)
        meeting = await self.agenda.meeting(alarm.topic.id)
        if meeting is None or meeting.state != "held" or meeting.settled:
            return
        if all(point.done_at is not None for point in await self.agenda.points_of(meeting.id)):
            return
        for member in await self.members.store.members(meeting.group):
            runs = member.role in ("facilitator", "accompaniment")
            if runs and member.reached and not member.is_away(alarm.at):
                await self.posts.tell(meeting.question, meeting.group, member.person.id)

    async def held(self, press: Press) -> Answer:
        """The question once more, or its next page."""
        here, meeting = await self._held(press, press.number(0))
        return await self._question(press, here, meeting, press.number(1))

    async def turn(self, press: Press) -> Answer:
        """A topic was spoken of (1); or it was not, after all (0)."""
        return await self._turn(press, spoken=press.number(1) == 1)

    async def unturn(self, press: Press) -> Answer:
        return await self._turn(press, spoken=press.number(1) != 1)

    async def _turn(self, press: Press, *, spoken: bool) -> Answer:
        point = await self.agenda.point(press.number(0))
        if point is None or point.meeting is None:
            raise unknown()
        here, meeting = await self._held(press, point.meeting)
        point = await self._of(meeting, point.id)
        await self.agenda.finish(point.id, press.at if spoken else None)
        await self.posts.refresh(meeting.question)
        await self.desk.touched(await self.agenda.next(here.group.id))
        return await self._question(press, here, meeting, press.number(2))

    async def settle(self, press: Press) -> Answer:
        """« C'est bon »."""
        _, meeting = await self._held(press, press.number(0))
        await self.agenda.settle(meeting.id)
        for member in await self.members.store.members(meeting.group):
            await self.posts.untell(meeting.question, member.person.id)
        points = await self.agenda.points_of(meeting.id)
        return Answer(view=views.settled(sum(point.waits for point in points)))

    async def _question(self, press: Press, here: Here, meeting: Meeting, page: int) -> Answer:
        points = await self.agenda.points_of(meeting.id)
        names = await self._names(points)
        return Answer(view=views.held(here.group, meeting, points, names, press.at, page))

    async def _held(self, press: Press, number: int) -> tuple[Here, Meeting]:
        found = await self.agenda.meeting(number)
        if found is None:
            raise unknown()
        here, _ = await self._here(press, found.group)
        if not here.runs:
            raise Refused(t("Only those who run the group say what was spoken of."))
        meeting = await self.agenda.meeting(found.id)
        if meeting is None or meeting.state != "held":
            raise unknown()
        return here, meeting

    async def _of(self, meeting: Meeting, number: int) -> Point:
        """As it is now, once nobody else changes it."""
        for point in await self.agenda.points_of(meeting.id):
            if point.id == number:
                return point
        raise unknown()
