"""How a proposal goes from round to round: each begins here, with its end and its reminders."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from handlers.conversation.topic import Topic
from handlers.members import hours
from handlers.members.model import Group

from . import rules
from .box import Box, about, card_of
from .model import Proposal, State


def ballot_of(proposal: int, person: int) -> Topic:
    """The question, as it is sent to somebody alone who could only answer it in sight of all."""
    return about(proposal, "ballot", person)


class Course(Box):
    """The beginnings of rounds; what ends them stands in the parts that know why."""

    async def _begin(self, proposal: Proposal, state: State, days: int, now: datetime) -> Proposal:
        """A round begins, with an alarm for its end."""
        group = await self.members.store.group(proposal.group)
        ends_at = rules.round_ends(proposal, state, group, now, days)
        return await self._run_until(replace(proposal, state=state, round_at=now), ends_at)

    async def _run_until(self, proposal: Proposal, ends_at: datetime) -> Proposal:
        """Its round is promised to end then."""
        proposal = replace(proposal, ends_at=ends_at, closing_at=ends_at)
        await self.proposals.keep(proposal)
        # At a meeting time is only called: whoever leads it ends the round.
        await self.alarms.set(card_of(proposal.id), "time" if proposal.form == "meeting" else "end", ends_at)
        if proposal.asked:
            await self._refresh_asked(proposal)
        else:
            await self.posts.refresh(card_of(proposal.id))
        return proposal

    async def _put_to_question(self, proposal: Proposal, now: datetime, *, appears: bool = True) -> Proposal:
        """« Pouvez-vous vivre avec ? »: the card comes back below with this version, unless it `appears` for the
        first time."""
        days = rules.AGAIN_DAYS if proposal.asked else rules.ANSWER_DAYS
        proposal = replace(proposal, asked=proposal.asked + 1, extended=False)
        proposal = await self._begin(proposal, "objections", days, now)
        together = proposal.form == "meeting"
        if not together:
            await self._remind_of(proposal, await self.members.store.group(proposal.group), now)
        if appears:
            await self.posts.bring_back(card_of(proposal.id), rings=not together)
            await self.posts.refresh(about(proposal.id, "stands", proposal.loops))
        await self._send_ballots(proposal)
        return proposal

    async def _remind_of(self, proposal: Proposal, group: Group, now: datetime) -> None:
        """Those who are missing are told on the eve; on the last day, at noon, the card comes back if it must."""
        card = card_of(proposal.id)
        remind = hours.reminder(group, now, proposal.ends_at)
        last = datetime.combine(group.local(proposal.ends_at).date(), time(12), group.tzinfo)
        for name, at in (("remind", remind), ("last", last)):
            if at is not None and at > now + timedelta(hours=6):
                await self.alarms.set(card, name, at)
            else:
                await self.alarms.cancel(card, name)

    async def _send_ballots(self, proposal: Proposal) -> None:
        """To each who has a voice, and could answer the card only in sight of all."""
        voters = {person for unit in await self.proposals.units(proposal.id) for person in unit.people}
        for person in await self.members.store.in_the_open(proposal.group):
            if person in voters:
                await self.posts.tell(ballot_of(proposal.id, person), proposal.group, person)

    async def _refresh_asked(self, proposal: Proposal) -> None:
        """What is asked has changed, or until when: the card is stale, and so are the ballots and the reminders
        that were sent."""
        await self.posts.refresh(card_of(proposal.id))
        for aspect in ("nudge", "call"):
            await self.posts.refresh_aspects(about(proposal.id, aspect))
        for unit in await self.proposals.units(proposal.id):
            for person in unit.people:
                await self.posts.refresh(ballot_of(proposal.id, person))

    async def _end(self, proposal: Proposal, state: State, now: datetime) -> Proposal:
        """The proposal is over, whichever way."""
        proposal = replace(proposal, state=state, closed_at=now)
        await self.proposals.keep(proposal)
        for name in ("end", "time", "remind", "last"):
            await self.alarms.cancel(card_of(proposal.id), name)
        await self.posts.refresh(about(proposal.id, "stands", proposal.loops))
        await self._refresh_asked(proposal)
        return proposal
