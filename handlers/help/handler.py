"""Help, the menu, the first words in a room."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Invited, Press
from handlers.conversation.feature import Held
from handlers.conversation.stores import Alarms, Drafts, Posts, Receipts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk
from handlers.members.model import Hosting

from . import views
from .privacy import PrivacyHandler
from .store import House


class HelpHandler(PrivacyHandler):
    """Builds its screens from what the features declare."""

    def __init__(
        self,
        house: House,
        members: MembersDesk,
        posts: Posts,
        drafts: Drafts,
        alarms: Alarms,
        receipts: Receipts,
        hosting: Hosting,
    ) -> None:
        super().__init__(house, members, alarms, receipts, hosting)
        self.posts = posts
        self.drafts = drafts

    async def help(self, event: Command | Press) -> Answer:
        await self.members.here(event)
        return Answer(view=views.help_screen(self.house.commands()))

    async def menu(self, event: Command | Press) -> Answer:
        here = await self.members.here(event)
        several = event.chat.private and len(await self.members.memberships(event)) > 1
        return Answer(view=views.menu(here.group.name, self.house.menu(), several))

    async def welcome(self, event: Command) -> Answer:
        here = await self.members.here(event)
        if event.chat.private:
            return Answer(view=views.private_welcome(here.person.name, here.group.name))
        return Answer(view=await self._welcome(here.group.id))

    async def hello(self, press: Press) -> Answer:
        """A neighbour says hello, so that the group knows who is there."""
        here = await self.members.here(press)
        await self.members.store.greet(here.group.id, here.person.id)
        await self.posts.refresh(Topic("help", here.group.id, "welcome"))
        return Answer(toast=t("Hello {name}! Now I know you.", name=here.person.name))

    async def invited(self, event: Invited) -> None:
        """Palabre introduces itself when it comes in, and says so where it is given powers later."""
        group = await self.members.store.group_of(event.chat)
        if group is None:
            return
        welcome, powers = Topic("help", group.id, "welcome"), Topic("help", group.id, "administrator")
        if event.already_in:
            await self.posts.refresh(welcome)
        else:
            await self.posts.bring_back(welcome, rings=False, chat=event.chat)
            await self.posts.put(welcome, [event.chat], at_night=True)
        if event.already_in and event.administrator:
            await self.posts.bring_back(powers, rings=False, chat=event.chat)
            await self.posts.put(powers, [event.chat])
        else:
            await self.posts.refresh(powers)

    async def _welcome(self, group: int) -> View:
        store = self.members.store
        return views.welcome(await store.administers(group), await store.greeted(group))

    async def cancel(self, command: Command) -> Answer:
        """Drops the dialogue that was under way."""
        here = await self.members.here(command)
        dropped = await self.drafts.drop(here.person.id, here.group.id)
        return Answer(toast=t("Cancelled.") if dropped else t("There was nothing to cancel."))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        if topic.aspect == "administrator":
            return (views.administrator(await self.members.store.administers(topic.id)),)
        return (await self._welcome(topic.id),)

    async def held_about(self, person: int) -> Sequence[Held]:
        return ()

    async def forget(self, person: int) -> None:
        """Help keeps nothing about anybody."""
