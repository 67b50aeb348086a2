"""Who brings what."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.typed import brief
from handlers.conversation.views import View, paragraph

from . import attending_views, things
from .box import Box
from .model import Brought


class Bringing:
    """What is needed is offered by taps; anything else is typed."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def ask(self, press: Press) -> Answer:
        """« J'apporte quelque chose »: `workshops:bring:<workshop>:<page>`."""
        here, workshop, _ = await self.box.fixed(press, press.number(0))
        drawn = await self.box.drawn(workshop, press.at)
        await self.box.keep_draft(press, here, "bring", workshop=workshop.id)
        return Answer(view=attending_views.what(drawn, here.person.id, press.number(1)))

    async def thing(self, press: Press) -> Answer:
        """One of what is needed: `workshops:thing:<workshop>:<thing>`."""
        here, workshop, _ = await self.box.fixed(press, press.number(0))
        needed = await self.box.workshops.things(workshop.id)
        thing = next((one for one in needed if one.id == press.number(1)), None)
        if thing is None:
            raise Refused(t("This is not needed any more."))
        if thing.id not in things.missing(needed, await self.box.workshops.brought(workshop.id)):
            raise Refused(t("Somebody brings it already. Thank you."))
        brings = Brought(0, here.person.id, things.offered(thing), thing=thing.id)
        await self.box.workshops.bring(workshop.id, brings)
        await self.box.answered(press, here)
        await self.box.changed(workshop)
        return Answer(toast=t("Noted: you bring {thing}.", thing=things.offered(thing)), receipt=True)

    async def nothing(self, press: Press) -> Answer:
        """« Je n'apporte plus rien »."""
        here, workshop, _ = await self.box.fixed(press, press.number(0))
        await self.box.workshops.bring_no_more(workshop.id, here.person.id)
        await self.box.changed(workshop)
        return Answer(toast=t("Noted: you bring nothing."), receipt=True)

    def asks_bring(self, draft: Draft) -> View:
        return View((paragraph(t("What do you bring? Write it.")),), asks=t("What do you bring?"))

    async def bring_typed(self, said: Said, draft: Draft) -> Answer:
        """« un gâteau »: one of what is needed, where it is that."""
        here, workshop, _ = await self.box.fixed(said, int(draft.notes["workshop"]))
        needed = await self.box.workshops.things(workshop.id)
        theirs = things.needs(brief(said.words, things.LONGEST * 2))
        if not theirs:
            raise Refused(t("What do you bring? Write it."))
        await self.box.drafts.drop(here.person.id, here.group.id)
        for one in theirs:
            thing = things.like(one, needed)
            words = one.words if thing is None else things.offered(thing)
            brings = Brought(
                0, here.person.id, words, (one.amount or 1) if thing else 1, None if thing is None else thing.id
            )
            await self.box.workshops.bring(workshop.id, brings)
        await self.box.changed(workshop)
        return Answer(toast=t("Noted: you bring {thing}.", thing=attending_views.listed(theirs)), receipt=True)
