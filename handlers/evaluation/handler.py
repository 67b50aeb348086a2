"""Evaluations: the parts of the handler, and what the house asks of every feature."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.feature import Held, Waiting
from handlers.conversation.parts import Parts
from handlers.conversation.topic import Topic
from handlers.conversation.views import View

from . import rules, views
from .answering import Answering
from .box import Box
from .reading import Reading


class EvaluationHandler(Parts):
    """Holds the parts of one transaction; each decides about one thing. Whoever leaves the group came all the
    same: what they answered counts, and goes when they ask for that."""

    def __init__(self, box: Box) -> None:
        self.box = box
        super().__init__(Answering(box), Reading(box))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        return await self.part(Reading).show(topic) if topic.aspect.startswith("ready:") else ()

    async def waiting(self, person: int, now: datetime) -> Sequence[Waiting]:
        """Those who had said that they come are asked, while it is open; nothing is ever sent to them for it."""
        found = []
        since = now - rules.OPEN - timedelta(hours=1)  # a clock may have been put back meanwhile
        for id in await self.box.evaluations.unanswered(person, since, now):
            one = await self.box.gatherings.find(id)
            if one is not None and one.over_at is not None and not rules.has_ended(one.over_at, now):
                found.append(views.waiting(one))
        return found

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.box.evaluations.about(person))

    async def forget(self, person: int) -> None:
        await self.box.evaluations.forget(person)

    async def united(self, kept: int, gone: int) -> None:
        await self.box.evaluations.unite(kept, gone)

    async def purge(self, now: datetime) -> int:
        return await self.box.evaluations.purge(now - rules.KEPT)
