"""The group's copy of the model is changed: no other group's changes with it."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.desk import unknown

from . import editing_views, rules, views
from .box import Box
from .model import KINDS


class Editing:
    """Missions and their half-days. What has taken place, or has its date, is not taken out."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def model(self, press: Press) -> Answer:
        """« Modifier le modèle »: `course:model:<group>`."""
        _, course = await self.box.run(press, press.number(0))
        return Answer(view=editing_views.model(course))

    async def mission(self, press: Press) -> Answer:
        """`course:edit:<mission>`."""
        _, _, mission = await self.box.run_mission(press, press.number(0))
        return Answer(view=editing_views.mission(mission))

    # Its name

    async def call(self, press: Press) -> Answer:
        here, _, mission = await self.box.run_mission(press, press.number(0))
        await self.box.keep_draft(press, here, "call", mission=mission.id)
        return Answer(view=editing_views.ask_name(mission))

    def asks_call(self, draft: Draft) -> View:
        return editing_views.ask_name(None)

    async def call_typed(self, said: Said, draft: Draft) -> Answer:
        here, _, mission = await self.box.run_mission(said, int(draft.notes["mission"]))
        title = rules.title_typed(said.words, mission)
        await self.box.courses.call_mission(mission.id, title)
        await self.box.drafts.drop(here.person.id, here.group.id)
        named = t("{code} {title}", code=mission.code, title=title)
        course = await self.box.course(here.group)
        return Answer(toast=t("Noted: {title}.", title=named), view=views.course(course, runs=True))

    # Missions

    async def new_mission(self, press: Press) -> Answer:
        here, course = await self.box.run(press, press.number(0))
        _must_have_room(len(course.missions), rules.MOST_MISSIONS)
        await self.box.keep_draft(press, here, "newmission")
        return Answer(view=editing_views.ask_new_mission())

    def asks_new_mission(self, draft: Draft) -> View:
        return editing_views.ask_new_mission()

    async def new_mission_typed(self, said: Said, draft: Draft) -> Answer:
        """It has no half-day yet: whoever pays is asked at once."""
        here, course = await self.box.run(said, draft.group)
        _must_have_room(len(course.missions), rules.MOST_MISSIONS)
        code, title = rules.mission_typed(said.words, course.missions)
        id = await self.box.courses.add_mission(course.group, code, title)
        await self.box.drafts.drop(here.person.id, here.group.id)
        course = await self.box.course(here.group)
        mission = course.mission(id)
        assert mission is not None, "added just now"
        return Answer(view=editing_views.who_pays(course, mission))

    async def take_out(self, press: Press) -> Answer:
        """`course:takeout:<mission>`."""
        _, course, mission = await self.box.run_mission(press, press.number(0))
        if any(one.progress != "open" or one.is_asked for one in mission.half_days):
            raise Refused(t("Something of this mission is done, planned or asked: it stays."))
        await self.box.courses.remove_mission(mission.id, press.at)
        return Answer(view=editing_views.taken_out(course, mission))

    async def put_back(self, press: Press) -> Answer:
        """`course:putback:<mission>`."""
        group = await self.box.courses.group_of_mission(press.number(0))
        if not group:
            raise unknown()
        here, _ = await self.box.run(press, group)
        await self.box.courses.put_mission_back(press.number(0))
        course = await self.box.course(here.group)
        mission = course.mission(press.number(0))
        assert mission is not None, "it is back"
        return Answer(view=views.mission(course, mission, press.at, runs=True))

    # Half-days

    async def half_days(self, press: Press) -> Answer:
        """`course:halves:<mission>:<page>`."""
        _, course, mission = await self.box.run_mission(press, press.number(0))
        return Answer(view=editing_views.half_days(course, mission, press.number(1)))

    async def half_day(self, press: Press) -> Answer:
        """`course:half:<half-day>`."""
        _, course, _, half = await self.box.run_half_day(press, press.number(0))
        return Answer(view=editing_views.half_day(course, half))

    async def drop(self, press: Press) -> Answer:
        """`course:drop:<half-day>`."""
        here, _, mission, half = await self.box.run_half_day(press, press.number(0))
        if half.progress != "open" or half.is_asked:
            raise Refused(t("It is done, planned or asked: it stays."))
        await self.box.courses.remove_half_day(half.id)
        return await self._halves(here.group.id, mission.id, press)

    async def _halves(self, group: int, mission: int, press: Press) -> Answer:
        course = await self.box.courses.find(group)
        assert course is not None, "it is locked"
        now = course.mission(mission)
        assert now is not None, "it is locked"
        return Answer(view=editing_views.half_days(course, now, len(now.half_days) // editing_views.PAGED))

    async def new_half(self, press: Press) -> Answer:
        """`course:newhalf:<mission>`."""
        _, course, mission = await self.box.run_mission(press, press.number(0))
        _must_have_room(len(mission.half_days), rules.MOST_HALF_DAYS)
        return Answer(view=editing_views.who_pays(course, mission))

    async def paid_by(self, press: Press) -> Answer:
        """`course:paidby:<mission>:<funder>`."""
        _, course, mission = await self.box.run_mission(press, press.number(0))
        funder = course.funder(press.number(1))
        if funder is None:
            raise Refused(t("Nobody pays under this name any more."), editing_views.who_pays(course, mission))
        return Answer(view=editing_views.which_kind(mission, funder))

    async def add_half(self, press: Press) -> Answer:
        """`course:addhalf:<mission>:<funder>:<kind>`."""
        here, course, mission = await self.box.run_mission(press, press.number(0))
        _must_have_room(len(mission.half_days), rules.MOST_HALF_DAYS)
        funder, kind = course.funder(press.number(1)), next((one for one in KINDS if one == press.word(2)), None)
        if funder is None or kind is None:
            raise Refused(t("Nobody pays under this name any more."), editing_views.who_pays(course, mission))
        await self.box.courses.add_half_day(mission.id, kind, funder.id)
        return await self._halves(here.group.id, mission.id, press)


def _must_have_room(many: int, most: int) -> None:
    """Raises Refused."""
    if many >= most:
        raise Refused(t("That is too many: {most} at most.", most=most))
