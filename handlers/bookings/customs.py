"""What a group has chosen about all its spaces: names in the planning, and who sets rules."""

from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import t
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import changing_views, customs_views
from .box import Box
from .model import Customs


class ManyCustoms:
    """« Réglages », for those who run the group."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def _here(self, press: Press) -> tuple[Here, Customs]:
        here = await self.box.here(press)
        if not here.runs:
            raise Refused(t("Only those who run the group can do that."))
        return here, await self.box.bookings.customs(here.group.id)

    async def show(self, press: Press) -> Answer:
        _, customs = await self._here(press)
        return Answer(view=customs_views.customs(customs))

    async def set(self, press: Press) -> Answer:
        """`bookings:custom:<names, masked, proposal or facilitation>`: which way, not the other one, so that two
        taps are one."""
        here, customs = await self._here(press)
        match press.word(0):
            case "names" | "masked" as word:
                customs = replace(customs, names=word == "names")
            case "proposal":
                customs = replace(customs, rules_by="proposal")
            case "facilitation":
                customs = replace(customs, rules_by="facilitation")
            case _:
                raise unknown()
        await self.box.bookings.set_customs(here.group.id, customs)
        return Answer(view=customs_views.customs(customs))

    async def closed(self, press: Press) -> Answer:
        """The spaces that are shared no more: `bookings:closed:<page>`."""
        here, _ = await self._here(press)
        every = await self.box.bookings.spaces(here.group.id, press.at, retired=True)
        return Answer(view=changing_views.every_retired([one for one in every if one.retired], press.number(0)))


def may_change(here: Here, customs: Customs) -> bool:
    """Whether this person puts rules together: to set them, or to propose them."""
    return here.runs or customs.rules_by == "proposal"


def sets(here: Here, customs: Customs) -> bool:
    """Whether this person sets rules without asking the others."""
    return here.runs and customs.rules_by == "facilitation"


def proposes(here: Here, customs: Customs, way: str) -> bool:
    """« propose », or « set » for those who may. Raises Refused."""
    if way == "set" and not sets(here, customs):
        raise Refused(t("In your group, rules are decided together. Make it a proposal."))
    return way != "set"
