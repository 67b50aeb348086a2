"""Whose answer is given: one's own, or that of a neighbour who cannot, in their words."""

from dataclasses import dataclass

from handlers.conversation.answer import Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.text import t
from handlers.members.model import Here, Person

from .box import about
from .course import Course
from .model import Objection, Position, Proposal, Relayed


@dataclass(frozen=True)
class Speaker:
    """The person whose answer it is; `relayed` where somebody else gives it."""

    person: Person
    relayed: Relayed | None = None

    @property
    def number(self) -> int:
        """As buttons and drafts carry it: 0 for oneself."""
        return self.person.id if self.relayed else 0


class Speaking(Course):
    """People.md §6.2: the person decides, the relay writes down what they said."""

    async def _may_speak_for(self, here: Here, proposal: Proposal) -> list[Person]:
        """Those for whom this person answers, and who have a voice here."""
        voices = {person for unit in await self.proposals.units(proposal.id) for person in unit.people}
        return [person for person in await self.members.speaks_for(here) if person.id in voices]

    async def _speaker(self, here: Here, proposal: Proposal, person: int) -> Speaker:
        """Raises Refused for whoever has no voice here, and for whom this person does not answer."""
        if person in (0, here.person.id):
            await self._must_have_voice(here, proposal)
            return Speaker(here.person)
        found = next((one for one in await self._may_speak_for(here, proposal) if one.id == person), None)
        if found is None:
            raise Refused(t("You do not answer for this person. /foyers shows who does."))
        return Speaker(found, Relayed(here.person.id))

    async def _must_not_have_answered(self, proposal: Proposal, speaker: Speaker) -> None:
        """Raises Refused where somebody is to answer for a person who has answered in person."""
        if speaker.relayed is None:
            return
        given: list[Position | Objection] = [*await self.proposals.positions(proposal)]
        given += [one for one in await self.proposals.objections(proposal.id) if one.stands]
        if any(one.person == speaker.person.id and not one.relayed for one in given):
            raise Refused(t("{name} has answered already, in person.", name=speaker.person.name))

    async def _must_end_for(self, here: Here, proposal: Proposal, objection: Objection) -> None:
        """Raises Refused where somebody is to end the objection of a neighbour: only whoever they agreed should
        answer for them may, or whoever wrote it down for somebody without an account, in their words; never
        because they run the group, and never the person whose proposal it stands against."""
        if not objection.relayed:
            raise Refused(t("{name} has answered already, in person.", name=objection.name))
        relays = await self.members.store.relays(proposal.group)
        agreed = any(
            one.agreed and (one.person.id, one.relay.id) == (objection.person, here.person.id) for one in relays
        )
        wrote = objection.entered_by_person == here.person.id != proposal.author
        if not (agreed or wrote):
            raise Refused(t("Only the person who made this objection can end it."))

    def _must_be_unseen(self, event: Press | Said) -> None:
        """Raises Refused where others would see what somebody answers."""
        if isinstance(event, Press) and event.mark:
            raise Refused(t("In the group everyone would see it. Answer in private: write to me."))

    async def _asked_now(self, event: Press | Said, number: int, version: int) -> tuple[Here, Proposal]:
        """To answer the question. Raises Refused where it is another one by now, or where it would be seen."""
        here, proposal = await self._in_round(event, number, "objections")
        self._must_be_unseen(event)
        if version and version != proposal.version:
            raise Refused(t("The proposal has changed since. The new question is in the group."))
        return here, proposal

    async def _tell_for(self, proposal: Proposal, speaker: Speaker) -> None:
        """Whoever was answered for learns it, where they can be told."""
        if speaker.relayed is None:
            return
        member = await self.members.store.member(proposal.group, speaker.person.id)
        if member is not None and member.reached:
            topic = about(proposal.id, "for", speaker.person.id)
            await self.posts.tell(topic, proposal.group, speaker.person.id, rings=False)
