"""What other features ask of workshops: to look for a date with the group."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat
from handlers.conversation.text import t
from handlers.conversation.typed import brief, capital
from handlers.conversation.views import View
from handlers.members.model import Here

from . import rules
from .box import Act, Box
from .model import Slot
from .opening import Opening
from .repeating import Repeating


class WorkshopsDesk:
    """The dates are read, checked and asked exactly as « /atelier » does."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.opening = Opening(box, Repeating(box))

    def offered(self, here: Here, now: datetime) -> Sequence[tuple[datetime, datetime]]:
        """Half-days of the coming weeks, from when to when."""
        return [(one.starts, one.over_at) for one in self.opening.offered(here, now)]

    async def ask(
        self, event: Act, here: Here, title: str, said: str | Sequence[tuple[datetime, datetime]], chat: Chat
    ) -> tuple[int, View]:
        """Asks the group which of these dates suit, typed or touched; one alone is fixed at once. Gives the
        workshop, and what whoever asked is shown. Raises Refused where there is no date to read."""
        plan = await self.opening.plan(here, said if isinstance(said, str) else "", event.at)
        if not isinstance(said, str):
            plan = replace(plan, slots=[Slot(starts, ends) for starts, ends in said])
            self.opening.must_be_dates(here, plan.slots, event.at)
        unread = " ".join([*plan.unread, *([plan.title] if plan.space is None else [])]).strip()
        if unread:
            raise Refused(t("I did not understand: {words}.", words=t("« {words} »", words=unread)))
        if not plan.slots or plan.rhythm is not None:
            raise Refused(
                t("I see no date there. For example: Saturday the 13th in the morning, or Sunday 14 at 2 pm.")
            )
        named = replace(plan, title=capital(brief(title, rules.TITLE_LENGTH)))
        workshop, shown = await self.opening.opened(event, here, named, chat)
        return workshop.id, shown

    async def fixed(self, workshop: int) -> tuple[datetime, bool] | None:
        """When it is, and whether at an hour; None as long as there is no date, or no workshop any more."""
        found = await self.box.workshops.find(workshop)
        return None if found is None or found.slot is None else (found.slot.starts, found.slot.timed)

    async def titles(self, group: int, begins: datetime, ends: datetime) -> Sequence[str]:
        """Of the workshops of a group that are fixed between these moments, or go on there."""
        return [one.title for one in await self.box.workshops.ahead(group, begins, ends)]
