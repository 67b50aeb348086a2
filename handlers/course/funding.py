"""Who pays for the half-days: their names, somebody more, somebody less."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Here

from . import editing_views, rules
from .box import Box


class Funding:
    """Whoever pays for a half-day stays."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def funders(self, press: Press) -> Answer:
        _, course = await self.box.run(press, press.number(0))
        return Answer(view=editing_views.funders(course))

    async def funder(self, press: Press) -> Answer:
        """`course:funder:<funder>`."""
        _, course, funder = await self.box.run_funder(press, press.number(0))
        return Answer(view=editing_views.funder(course, funder))

    async def call(self, press: Press) -> Answer:
        here, _, funder = await self.box.run_funder(press, press.number(0))
        await self.box.keep_draft(press, here, "callfunder", funder=funder.id)
        return Answer(view=editing_views.ask_funder(funder))

    def asks_call(self, draft: Draft) -> View:
        return editing_views.ask_funder(None)

    async def call_typed(self, said: Said, draft: Draft) -> Answer:
        here, course, funder = await self.box.run_funder(said, int(draft.notes["funder"]))
        name = rules.funder_typed(said.words, course.funders, funder.id)
        await self.box.courses.call_funder(funder.id, name)
        return await self._noted(here, name)

    async def new(self, press: Press) -> Answer:
        here, course = await self.box.run(press, press.number(0))
        _must_have_room(len(course.funders))
        await self.box.keep_draft(press, here, "newfunder")
        return Answer(view=editing_views.ask_new_funder())

    def asks_new(self, draft: Draft) -> View:
        return editing_views.ask_new_funder()

    async def new_typed(self, said: Said, draft: Draft) -> Answer:
        here, course = await self.box.run(said, draft.group)
        _must_have_room(len(course.funders))
        name = rules.funder_typed(said.words, course.funders)
        await self.box.courses.add_funder(course.group, name)
        return await self._noted(here, name)

    async def _noted(self, here: Here, name: str) -> Answer:
        await self.box.drafts.drop(here.person.id, here.group.id)
        course = await self.box.course(here.group)
        return Answer(toast=t("Noted: {title}.", title=name), view=editing_views.funders(course))

    async def drop(self, press: Press) -> Answer:
        """`course:dropfunder:<funder>`."""
        here, course, funder = await self.box.run_funder(press, press.number(0))
        if await self.box.courses.pays(funder.id):
            raise Refused(t("{funder} pays for half-days: take those out first.", funder=funder.name))
        if len(course.funders) == 1:
            raise Refused(t("Somebody has to pay: one name stays."))
        await self.box.courses.remove_funder(funder.id)
        return Answer(view=editing_views.funders(await self.box.course(here.group)))


def _must_have_room(many: int) -> None:
    """Raises Refused."""
    if many >= rules.MOST_FUNDERS:
        raise Refused(t("That is too many: {most} at most.", most=rules.MOST_FUNDERS))
