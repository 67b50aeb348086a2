"""« /rappels »: one's own reminders and those of the group."""

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Press
from handlers.members.model import Here

from . import views
from .box import Act, Box
from .setting import Setting


class Listing:
    """Everybody sees those of the group; of the others, their own alone."""

    def __init__(self, box: Box, setting: Setting) -> None:
        self.box = box
        self.setting = setting

    async def list(self, command: Command) -> Answer:
        return await self._page(command, await self.box.here(command), 0)

    async def page(self, press: Press) -> Answer:
        """`reminders:list:<page>`."""
        return await self._page(press, await self.box.here(press), press.number(0))

    async def _page(self, event: Act, here: Here, page: int) -> Answer:
        found = await self.box.reminders.of(here.group.id, here.person.id)
        return Answer(view=views.listed(found, here.group.local(event.at), page))

    async def open(self, press: Press) -> Answer:
        """`reminders:open:<id>`."""
        here, reminder = await self.box.seen(press, press.number(0))
        return await self.setting.shown(here, reminder, press.at)

    async def new(self, press: Press) -> Answer:
        """« Un nouveau rappel »."""
        here = await self.box.here(press)
        await self.box.keep_draft(press, here, "what")
        return Answer(view=views.ask_what(None))
