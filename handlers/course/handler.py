"""The course of support: the parts of the handler, and what the house asks of every feature."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.feature import Held
from handlers.conversation.parts import Parts
from handlers.conversation.topic import Topic
from handlers.conversation.views import View

from . import rules
from .box import Box
from .editing import Editing
from .funding import Funding
from .phasing import Phasing
from .planning import Planning
from .seeing import Seeing


class CourseHandler(Parts):
    """Holds the parts of one transaction; each decides about one thing."""

    def __init__(self, box: Box) -> None:
        self.box = box
        super().__init__(Seeing(box), Planning(box), Phasing(box), Editing(box), Funding(box))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        match topic.aspect.split(":"):
            case ["phase"]:
                return await self.part(Phasing).show(topic, now)
            case ["took", _]:
                return await self.part(Planning).show(topic, now)
        return ()

    async def held_about(self, person: int) -> Sequence[Held]:
        """A course is of the group alone: it names nobody."""
        return ()

    async def forget(self, person: int) -> None:
        """Nothing is kept of anybody."""

    async def annexed(self, kept: int, gone: int) -> None:
        await self.box.courses.annex(kept, gone)

    async def purge(self, now: datetime) -> int:
        return await self.box.courses.purge(now - rules.KEPT)
