"""The list itself: topics are brought, shown, taken away, kept for another time, spoken of."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, FromPerson, Press, Quoted, Said
from handlers.conversation.signs import shows
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Here

from . import rules, views
from .desk import AgendaDesk
from .model import Meeting, Point
from .store import Agenda


class Topics:
    """Everybody brings topics; who brought one, and those who run the group, say what becomes of it."""

    def __init__(self, agenda: Agenda, members: MembersDesk, posts: Posts, alarms: Alarms, drafts: Drafts) -> None:
        self.agenda = agenda
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.desk = AgendaDesk(agenda, members.store, posts)

    async def _here(self, event: FromPerson, group: int | None = None) -> tuple[Here, Meeting | None]:
        """Who acts, and the group's next meeting, which nobody else changes meanwhile."""
        here = await self.members.here(event, group)
        await self.agenda.lock(here.group.id)
        return here, await self.desk.upcoming(here.group, event.at)

    # Bringing

    async def odj(self, command: Command) -> Answer:
        """« /odj Parler du compost », in reply to somebody's message, or alone."""
        here, meeting = await self._here(command)
        if command.words.strip():
            return await self._bring(command, here, meeting, rules.worded(command.words))
        if command.reply_to is not None:
            return await self._bring_message(command, here, meeting, command.reply_to)
        return await self._list(here, meeting, 0)

    async def ask(self, press: Press) -> Answer:
        """« Ajouter un point »."""
        here = await self.members.here(press)
        members_rules.must_take_part(here)
        await self.drafts.keep(here.person.id, Draft(here.group.id, press.chat, "agenda", "topic", {}), press.at)
        return Answer(view=views.ask_topic())

    def asks_topic(self, draft: Draft) -> View:
        return views.ask_topic()

    async def topic_typed(self, said: Said, draft: Draft) -> Answer:
        here, meeting = await self._here(said, draft.group)
        answer = await self._bring(said, here, meeting, rules.worded(said.words))
        await self.drafts.drop(here.person.id, here.group.id)
        return answer

    async def _bring_message(
        self, command: Command, here: Here, meeting: Meeting | None, quoted: Quoted
    ) -> Answer:
        words = rules.cut(quoted.words)
        if not shows(words) and not quoted.attached:
            raise Refused(t("I see no words in this message. Write /odj, then yours."))
        author = await self.members.store.account_of(command.chat.platform, quoted.account)
        point = Point(
            0,
            here.group.id,
            words if shows(words) else "",
            command.at,
            message=quoted.message,
            said_by=None if author is None else author.id,
            said_name=quoted.name if author is None else "",
        )
        return await self._add(command, here, meeting, point)

    async def _bring(self, event: Command | Said, here: Here, meeting: Meeting | None, words: str) -> Answer:
        return await self._add(event, here, meeting, Point(0, here.group.id, words, event.at))

    async def _add(self, event: Command | Said, here: Here, meeting: Meeting | None, point: Point) -> Answer:
        members_rules.must_take_part(here)
        group = here.group
        points = await self.agenda.points(group.id)
        if (same := next((one for one in points if one.is_same(point)), None)) is not None:
            return Answer(view=views.already(same, await self._names([same])))
        if len(points) >= rules.MOST:
            raise Refused(t("The list is full: {most} topics. Remove one first.", most=rules.MOST))
        since = event.at - rules.A_DAY
        if await self.agenda.brought_since(group.id, here.person.id, since) >= rules.MOST_A_DAY:
            raise Refused(t("You brought {most} topics today. The next ones tomorrow.", most=rules.MOST_A_DAY))
        number = await self.agenda.add(replace(point, brought_by=here.person.id))
        await self.desk.touched(meeting)
        now_on_it = sum(not one.later for one in points) + 1
        return Answer(view=views.added(group, meeting, now_on_it, number))

    # Looking

    async def list(self, press: Press) -> Answer:
        """« Voir l'ordre du jour », from its page; `agenda:list:0:7` is that of group 7, where somebody may be in
        several."""
        here, meeting = await self._here(press, press.number(1) or None)
        return await self._list(here, meeting, press.number(0))

    async def _list(self, here: Here, meeting: Meeting | None, page: int) -> Answer:
        points = await self.agenda.points(here.group.id)
        names = await self._names(points, meeting)
        return Answer(view=views.agenda(here.group, meeting, points, names, page))

    async def _names(self, points: Sequence[Point], meeting: Meeting | None = None) -> dict[int, str]:
        people = {person for point in points for person in (point.brought_by, point.said_by)}
        people.add(None if meeting is None else meeting.set_by)
        return await self.members.store.names(sorted(person for person in people if person is not None))

    async def which(self, press: Press) -> Answer:
        """« Retirer un point »: which one."""
        here, _ = await self._here(press)
        points = await self.agenda.points(here.group.id)
        return Answer(view=views.which(points, await self._names(points), press.number(0)))

    async def open(self, press: Press) -> Answer:
        """One topic, and what can become of it."""
        _, _, point = await self._point(press)
        return Answer(view=views.point(point, await self._names([point])))

    # What becomes of it

    async def _point(self, press: Press, *, gone: bool = False) -> tuple[Here, Meeting | None, Point]:
        """A topic that waits (`gone`: or that waited), for those who say what becomes of it."""
        found = await self.agenda.point(press.number(0))
        if found is None:
            raise unknown()
        here, meeting = await self._here(press, found.group)
        point = await self.agenda.point(found.id)
        if point is None or not (gone or point.waits):
            raise unknown()
        if not members_rules.may_run(here, point.brought_by or 0):
            names = await self._names([point])
            by = None if point.brought_by is None else names.get(point.brought_by)
            if by is None or point.source:
                raise Refused(t("Ask those who run the group."))
            raise Refused(t("{name} brought it: ask them, or those who run the group.", name=by))
        return here, meeting, point

    async def remove(self, press: Press) -> Answer:
        _, meeting, point = await self._point(press)
        await self.agenda.remove(point.id, press.at)
        await self.desk.touched(meeting)
        return Answer(view=views.removed(point, await self._names([point])))

    async def later(self, press: Press) -> Answer:
        """« Pour la fois suivante »."""
        _, meeting, point = await self._point(press)
        await self.agenda.postpone(point.id, later=True)
        await self.desk.touched(meeting)
        return Answer(view=views.postponed(point, await self._names([point])))

    async def done(self, press: Press) -> Answer:
        """« On en a parlé »."""
        _, meeting, point = await self._point(press)
        await self.agenda.finish(point.id, press.at)
        await self.desk.touched(meeting)
        return Answer(view=views.spoken_of(point, await self._names([point])))

    async def back(self, press: Press) -> Answer:
        """Undoes any of these: the topic is for the next meeting."""
        here, meeting, point = await self._point(press, gone=True)
        await self.agenda.remove(point.id, None)
        await self.agenda.finish(point.id, None)
        await self.agenda.postpone(point.id, later=False)
        await self.desk.touched(meeting)
        shown = await self._list(here, meeting, 0)
        return replace(shown, toast=t("It is on the next meeting's list."))
