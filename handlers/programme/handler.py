"""Programmes: the parts of the handler, and what the house asks of every feature."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.events import Left
from handlers.conversation.feature import Held
from handlers.conversation.parts import Parts
from handlers.conversation.topic import Topic
from handlers.conversation.views import View

from . import live_views, rules, views
from .announcing import Announcing
from .box import Box
from .leading import Leading
from .model import minute_of
from .replying import Replying
from .writing import Writing


class ProgrammeHandler(Parts):
    """Holds the parts of one transaction; each decides about one thing."""

    def __init__(self, box: Box) -> None:
        self.box = box
        leading = Leading(box)
        super().__init__(Writing(box), leading, Replying(box, leading), Announcing(box))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        run = await self.box.programmes.find_run(topic.id)
        if run is None:
            return ()
        group = await self.box.members.store.group(run.group)
        if topic == run.card:
            return (live_views.card(group, run, minute_of(now)),)
        return (live_views.lead(group, run, minute_of(now)),) if topic == run.lead else ()

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.box.programmes.about(person))

    async def forget(self, person: int) -> None:
        for id in await self.box.programmes.forget(person):
            await self.box.posts.refresh_about("programme", id)

    async def left(self, event: Left) -> None:
        """Whoever is of the group no more leads nothing there."""
        store = self.box.members.store
        person = await store.account_of(event.chat.platform, event.sender.account)
        group = await store.group_of(event.chat)
        if person is None or group is None or await store.member(group.id, person.id) is not None:
            return
        for run in await self.box.programmes.live(group.id):
            if run.leader == person.id:
                await self.box.goes_on(replace(run, leader=None), event.at)

    async def united(self, kept: int, gone: int) -> None:
        await self.box.programmes.unite(kept, gone)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.box.programmes.annex(kept, gone)

    async def purge(self, now: datetime) -> int:
        return await self.box.programmes.purge(now - rules.KEPT)
