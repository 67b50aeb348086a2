"""Help, the menu, one's own data."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Press
from handlers.conversation.feature import Held
from handlers.conversation.stores import Drafts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk

from . import views
from .store import House


class HelpHandler:
    """Builds its screens from what the features declare."""

    def __init__(self, house: House, members: MembersDesk, drafts: Drafts) -> None:
        self.house = house
        self.members = members
        self.drafts = drafts

    async def help(self, event: Command | Press) -> Answer:
        await self.members.here(event)
        return Answer(view=views.help_screen(self.house.commands()))

    async def menu(self, event: Command | Press) -> Answer:
        here = await self.members.here(event)
        return Answer(view=views.menu(here.group.name, self.house.menu()))

    async def welcome(self, event: Command) -> Answer:
        await self.members.here(event)
        return Answer(view=views.welcome())

    async def privacy(self, event: Command | Press) -> Answer:
        await self.members.here(event)
        return Answer(view=views.privacy())

    async def my_data(self, event: Command | Press) -> Answer:
        here = await self.members.here(event)
        return Answer(view=views.my_data(await self.house.held_about(here.person.id)))

    async def forget_me(self, event: Command | Press) -> Answer:
        """Asks twice; the second yes erases."""
        here = await self.members.here(event)
        step = event.word(0) if isinstance(event, Press) else ""
        if step == "surely":
            await self.house.forget(here.person.id)
            return Answer(toast=t("Everything about you is erased. Goodbye!"))
        return Answer(view=views.confirm_forget(second=step == "sure"))

    async def cancel(self, command: Command) -> Answer:
        """Drops the dialogue that was under way."""
        here = await self.members.here(command)
        dropped = await self.drafts.drop(here.person.id, command.chat)
        return Answer(toast=t("Cancelled.") if dropped else t("There was nothing to cancel."))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        return (views.welcome(),)

    async def held_about(self, person: int) -> Sequence[Held]:
        return ()

    async def forget(self, person: int) -> None:
        """Help keeps nothing about anybody."""
