"""What becomes of a voice, and of an objection, when somebody leaves the group or comes back (K15)."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Joined, Left, Press
from handlers.conversation.text import t

from .box import about
from .running import Running


class Departing(Running):
    """An objection whose author is gone waits for somebody who takes it up, for 48 hours."""

    async def left(self, event: Left) -> None:
        """Who has left the group has no voice here any more."""
        await self._came_or_went(event)

    async def joined(self, event: Joined) -> None:
        """Who comes back has their voice again, and their objection."""
        await self._came_or_went(event)

    async def _came_or_went(self, event: Left | Joined) -> None:
        group = await self.members.store.group_of(event.chat)
        person = await self.members.store.account_of(event.chat.platform, event.sender.account)
        if group is None or person is None:
            return
        for number in await self.proposals.under_way(group.id, person.id):
            proposal = await self._proposal(number, lock=True)
            await self._offer_orphans(proposal, event.at)
            await self._count(proposal, event.at)

    async def recount_due(self, alarm: Alarm) -> None:
        """Somebody was forgotten, or two people turned out to be one."""
        proposal = await self.proposals.find(alarm.topic.id, lock=True)
        if proposal is not None and proposal.under_way:
            await self._offer_orphans(proposal, alarm.at)
            await self._count(proposal, alarm.at)

    async def orphan_due(self, alarm: Alarm) -> None:
        """Forty-eight hours have passed: nobody took up the objection of the neighbour who left."""
        proposal = await self.proposals.find(alarm.topic.id, lock=True)
        objection = await self.proposals.objection(int(alarm.topic.aspect.split(":")[1]))
        if proposal is None or objection is None or not (objection.stands and objection.offered):
            return
        if not objection.orphaned:  # its author is back
            await self.proposals.offer(objection.id, asked=False)
            return
        await self.proposals.settle(objection.id, "lapsed")
        await self.posts.refresh(alarm.topic)
        if proposal.under_way:
            await self._resume(proposal, alarm.at)

    async def take_up(self, press: Press) -> Answer:
        """« Je la reprends »: the objection of a neighbour who has left."""
        here, proposal = await self._in_round(press, press.number(0), "objections", "treatment")
        await self._must_have_voice(here, proposal)
        objection = await self._objection_in(proposal, press.number(1))
        if not (objection.stands and objection.orphaned):
            raise Refused(t("Nobody has to take up this objection."))
        await self.proposals.adopt(objection.id, here.person.id)
        if proposal.state == "objections":
            await self.proposals.answer(proposal, here.person.id, "objection", press.at, named=True)
        await self.posts.refresh(about(proposal.id, "orphan", objection.id))
        await self._count(proposal, press.at)
        return Answer(toast=t("This objection is yours now: it stands until you end it."))
