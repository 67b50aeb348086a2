"""Help, the menu, the first words in a room."""

from collections import Counter
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
        waiting = await self.house.waiting(here.person.id)
        page = event.number(0) if isinstance(event, Press) else 0
        return Answer(view=views.menu(here.group.name, self.house.menu(), len(waiting), several, page))

    async def launch(self, press: Press) -> Answer:
        """« Lancer quelque chose »."""
        await self.members.here(press)
        return Answer(view=views.launch(self.house.launches(), press.number(0)))

    async def waiting(self, press: Press) -> Answer:
        """« À répondre »: the open questions of every group that the person is in."""
        here = await self.members.here(press)
        waiting = await self.house.waiting(here.person.id)
        can_answer = [one for one in waiting if press.chat.private or one.group == here.group.id]
        others = Counter(one.group for one in waiting if one not in can_answer)
        named = [((await self.members.store.group(group)).name, number) for group, number in others.items()]
        return Answer(view=views.to_answer(can_answer, named, press.number(0)))

    async def welcome(self, event: Command) -> Answer:
        here = await self.members.here(event)
        if event.chat.private:
            return Answer(view=views.private_welcome(here.person.name, here.group.name))
        return Answer(view=await self._welcome(here.group.id))

    async def invited(self, event: Invited) -> None:
        """Palabre introduces itself when it comes in, and says so where powers that it is given later let it
        hear more than before."""
        group = await self.members.store.group_of(event.chat)
        if group is None:
            return
        welcome, powers = Topic("help", group.id, "welcome"), Topic("help", group.id, "administrator")
        if event.already_in:
            await self.posts.refresh(welcome)
        else:
            await self.posts.bring_back(welcome, rings=False, chat=event.chat)
            await self.posts.put(welcome, [event.chat], at_night=True)
        if event.already_in and event.administrator and not event.in_the_open:
            await self.posts.bring_back(powers, rings=False, chat=event.chat)
            await self.posts.put(powers, [event.chat])
        else:
            await self.posts.refresh(powers)

    async def annexed(self, kept: int, gone: int) -> None:
        """The rooms of two groups that have become one speak of that one."""
        for aspect in ("welcome", "administrator"):
            await self.posts.carry_over(Topic("help", gone, aspect), Topic("help", kept, aspect))

    async def _welcome(self, group: int) -> View:
        store = self.members.store
        heard, greeted = await store.hears_all(group), await store.greeted(group)
        return views.welcome(await store.administers(group), greeted, heard)

    async def cancel(self, command: Command) -> Answer:
        """Drops the dialogue that was under way."""
        here = await self.members.here(command)
        dropped = await self.drafts.drop(here.person.id, here.group.id)
        return Answer(toast=t("Cancelled.") if dropped else t("There was nothing to cancel."))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        if topic.aspect == "administrator":
            store = self.members.store
            return (views.administrator(await store.administers(topic.id), await store.hears_all(topic.id)),)
        return (await self._welcome(topic.id),)

    async def held_about(self, person: int) -> Sequence[Held]:
        return ()

    async def forget(self, person: int) -> None:
        """Help keeps nothing about anybody."""
