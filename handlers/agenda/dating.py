"""When the group meets next: anybody says it, changes it, takes it away; and the list goes out before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import unknown
from handlers.members.model import Group, Here

from . import rules, views
from .model import Meeting
from .topics import Topics

_ALARMS = ("list", "over", "ask")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 10**11
"""Seconds since 1970 that no date of ours reaches."""


class Dating(Topics):
    """A date is undone rather than confirmed: nobody is bound by it before the list goes out."""

    async def date(self, press: Press) -> Answer:
        """« Fixer la date », « Changer la date »."""
        here, meeting = await self._here(press)
        members_rules.must_take_part(here)
        await self.drafts.keep(here.person.id, Draft(here.group.id, press.chat, "agenda", "date", {}), press.at)
        return Answer(view=views.ask_date(here.group, meeting))

    def asks_date(self, draft: Draft) -> View:
        return views.ask_date(None, None)

    async def date_typed(self, said: Said, draft: Draft) -> Answer:
        here, meeting = await self._here(said, draft.group)
        members_rules.must_take_part(here)
        language = await self.members.store.language_of(here.person.id) or here.group.language
        at, timed = rules.when(said.words, here.group, language, said.at)
        await self.drafts.drop(here.person.id, here.group.id)
        return await self._fix(said, here, meeting, at, timed)

    async def refix(self, press: Press) -> Answer:
        """Puts back the date of before."""
        here, meeting = await self._meeting(press)
        if meeting.state != "next" or not 0 < press.number(1) < _LATEST:
            raise unknown()
        at, timed = _EPOCH + timedelta(seconds=press.number(1)), press.number(2) == 1
        rules.must_be_ahead(here.group, at, timed, press.at)
        return await self._fix(press, here, meeting, here.group.local(at), timed)

    async def _fix(
        self, event: Said | Press, here: Here, before: Meeting | None, at: datetime, timed: bool
    ) -> Answer:
        group, person = here.group, here.person.id
        meeting = Meeting(0, group.id, at, timed, person)
        if before is None:
            meeting = replace(meeting, id=await self.agenda.plan(meeting))
        else:
            meeting = replace(meeting, id=before.id)
            await self.agenda.move(before.id, at, person, timed=timed)
        await self._ahead(group, meeting, event.at)
        waiting = sum(not point.later for point in await self.agenda.points(group.id))
        return Answer(view=views.fixed(group, meeting, waiting, before))

    async def _ahead(self, group: Group, meeting: Meeting, now: datetime) -> None:
        """Sets what is to happen around it. Where the list went out already, everybody learns the new date when
        it comes back: two days before, or at once where that is too late."""
        topic = Topic("agenda", meeting.id)
        goes_out = rules.list_at(group, meeting, now)
        if goes_out is None:
            await self.alarms.cancel(topic, "list")
            await self.posts.bring_back(meeting.list, rings=True)
        else:
            await self.alarms.set(topic, "list", goes_out)
            await self.desk.touched(meeting)
        await self.alarms.set(topic, "over", rules.over_at(group, meeting))
        await self.alarms.set(topic, "ask", rules.asked_at(group, meeting))

    async def unfix(self, press: Press) -> Answer:
        """« Enlever la date »: the topics wait for the next one."""
        here, meeting = await self._meeting(press)
        if meeting.state != "next":
            raise unknown()
        await self.agenda.remove_meeting(meeting.id)
        await self.drafts.drop(here.person.id, here.group.id)
        for name in _ALARMS:
            await self.alarms.cancel(Topic("agenda", meeting.id), name)
        await self.desk.touched(meeting)
        return Answer(view=views.unfixed(here.group, meeting))

    async def restore(self, press: Press) -> Answer:
        """Undoes that, where no other date was given meanwhile."""
        here, meeting = await self._meeting(press)
        if await self.agenda.next(here.group.id) is not None:
            raise Refused(t("Another date was given meanwhile. Write /odj to see it."))
        if meeting.state != "removed":
            raise unknown()
        rules.must_be_ahead(here.group, meeting.at, meeting.timed, press.at)
        await self.agenda.restore_meeting(meeting.id)
        return await self._fix(press, here, meeting, here.group.local(meeting.at), meeting.timed)

    async def _meeting(self, press: Press) -> tuple[Here, Meeting]:
        """The meeting of a button, for everybody who takes part."""
        found = await self.agenda.meeting(press.number(0))
        if found is None:
            raise unknown()
        here, _ = await self._here(press, found.group)
        members_rules.must_take_part(here)
        meeting = await self.agenda.meeting(found.id)
        if meeting is None:
            raise unknown()
        return here, meeting

    async def list_due(self, alarm: Alarm) -> None:
        """The list goes out, where there is anything on it; late, as long as the meeting is ahead."""
        meeting = await self.agenda.meeting(alarm.topic.id)
        if meeting is None or meeting.state != "next":
            return
        group = await self.members.store.group(meeting.group)
        points = [point for point in await self.agenda.points(group.id) if not point.later]
        if points and not rules.is_over(group, meeting, alarm.at):
            await self.posts.bring_back(meeting.list, rings=True)
            await self.posts.put(meeting.list, await self.members.store.chats(group.id), rings=True)
