"""The group goes on to another phase, and meets at another rhythm from then on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import appears_at, unknown
from handlers.members.model import Here
from handlers.when.pace import PACES, pace_of
from handlers.when.saying import say

from . import phases_views, rules
from .box import Box, Meeting
from .model import Change, Course, Phase, Rhythm
from .sentences import rhythm

_NONE = "none"
"""Instead of a meeting, or of a rhythm: the group has none."""


class Phasing:
    """It is previewed, said to the group in one silent message, and can be undone."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def phases(self, press: Press) -> Answer:
        """« Une autre phase »: `course:phases:<group>`, as everything of the whole course."""
        _, course = await self.box.run(press, press.number(0))
        return Answer(view=phases_views.phases(course))

    async def to(self, press: Press) -> Answer:
        """« Passer à : Chantier »: `course:to:<group>:<phase>`."""
        here, course = await self.box.run(press, press.number(0))
        to = self._phase(press, course)
        meeting = await self._meeting(course)
        if meeting is not None:
            return await self._rhythms(press, here, course, to, meeting)
        found = await self.box.meetings.recurring(course.group)
        if found:
            return Answer(view=phases_views.meetings(course, found, to))
        return Answer(view=phases_views.preview(course, to, None, None))

    def _phase(self, press: Press, course: Course) -> Phase:
        """The one that is meant. Raises Refused."""
        to = rules.phase_named(press.word(1))
        if to is None:
            raise unknown()
        if to == course.phase:
            raise Refused(t("The group is in this phase already."))
        return to

    async def _meeting(self, course: Course) -> Meeting | None:
        return await self.box.meetings.meeting(course.group, course.meeting) if course.meeting else None

    async def _rhythms(self, press: Press, here: Here, course: Course, to: Phase, meeting: Meeting) -> Answer:
        return Answer(view=phases_views.rhythms(course, to, await self._says(press, here, meeting)))

    async def _says(self, press: Press, here: Here, meeting: Meeting) -> Text:
        if meeting.next_at is None:
            return rhythm("pause")
        pace = pace_of(meeting.rhythm)
        if pace is not None:
            return rhythm(pace)
        language = await self.box.language(here)
        return verbatim(say(meeting.rhythm, language, now=here.group.local(press.at)))

    async def meetings(self, press: Press) -> Answer:
        """« Notre rencontre »: which of what comes back it is."""
        _, course = await self.box.run(press, press.number(0))
        found = await self.box.meetings.recurring(course.group)
        return Answer(view=phases_views.meetings(course, found, None))

    async def choose(self, press: Press) -> Answer:
        """`course:with:<group>:<phase, or stay>:<meeting, or none>`."""
        here, course = await self.box.run(press, press.number(0))
        chosen = press.word(2)
        meeting = None if chosen == _NONE else await self.box.meetings.meeting(course.group, chosen)
        if chosen != _NONE and meeting is None:
            raise Refused(t("This meeting is no longer there. Choose another one."))
        course = replace(course, meeting="" if meeting is None else meeting.id)
        await self.box.courses.keep(course)
        if press.word(1) == "stay":
            found = await self.box.meetings.recurring(course.group)
            said = t("Noted: there is no meeting to move.")
            if meeting is not None:
                said = t("Noted: the meeting of the group is « {title} ».", title=meeting.title)
            return Answer(toast=said, view=phases_views.meetings(course, found, None))
        to = self._phase(press, course)
        if meeting is None:
            return Answer(view=phases_views.preview(course, to, None, None))
        return await self._rhythms(press, here, course, to, meeting)

    async def pace(self, press: Press) -> Answer:
        """« Tous les 2 mois »: `course:pace:<group>:<phase>:<rhythm>`: what the group will see."""
        _, course = await self.box.run(press, press.number(0))
        to, at = self._phase(press, course), _rhythm(press.word(2))
        if at is None or await self._meeting(course) is None:
            raise Refused(t("This meeting is no longer there. Choose another one."))
        next_at = await self.box.meetings.foresee(course.group, course.meeting, at, press.at)
        return Answer(view=phases_views.preview(course, to, at, next_at))

    async def send(self, press: Press) -> Answer:
        """`course:send:<group>:<phase>:<rhythm, or none>:<last change>`: meetings move, and the group is told."""
        here, course = await self.box.run(press, press.number(0))
        to, at = self._phase(press, course), _rhythm(press.word(2))
        if press.number(3) != course.last:
            raise Refused(t("The phase has changed meanwhile. Look again: /parcours"))
        change = Change(0, course.group, course.phase, to, press.at)
        if at is not None:
            if await self._meeting(course) is None:
                raise Refused(t("This meeting is no longer there. Choose another one."))
            next_at, was = await self.box.meetings.set_rhythm(course.group, course.meeting, at, press.at)
            change = replace(change, rhythm=at, next_at=next_at, meeting=course.meeting, was=was)
        change = replace(change, id=await self.box.courses.add_change(change))
        await self.box.courses.keep(replace(course, phase=to, last=change.id))
        rooms = await self.box.members.rooms(course.group, press.chat)
        await self.box.posts.put(change.topic, rooms)
        return Answer(view=phases_views.sent(course, change, appears_at(here.group, press.at)))

    async def back(self, press: Press) -> Answer:
        """« Annuler »: `course:back:<change>`: the phase and the meetings are as before."""
        change = await self.box.courses.find_change(press.number(0), lock=True)
        if change is None:
            raise unknown()
        _, course = await self.box.run(press, change.group)
        if change.undone:
            raise Refused(t("This was undone already."))
        if course.last != change.id:
            raise Refused(t("The phase has changed meanwhile. Look again: /parcours"))
        next_at = None
        if change.meeting:
            next_at = await self.box.meetings.put_back(course.group, change.meeting, change.was, press.at)
        last = await self.box.courses.undo_change(change.id, next_at)
        await self.box.courses.keep(replace(course, phase=change.before, last=last))
        await self.box.posts.refresh(change.topic)
        return Answer(view=phases_views.undone(course, replace(change, undone=True, next_at=next_at)))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        change = await self.box.courses.find_change(topic.id)
        return () if change is None else (phases_views.changed(change),)


def _rhythm(word: str) -> Rhythm | None:
    rhythms: tuple[Rhythm, ...] = (*PACES, "pause")
    return next((one for one in rhythms if one == word), None)
