"""How somebody answers for a neighbour who cannot: with their words (people.md §6.2)."""

from typing import Literal

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.members import hours
from handlers.members.model import Here, Person

from . import sheets
from .box import card_of
from .departing import Departing
from .listening import said_words
from .model import Proposal, Relayed
from .speaking import Speaker


class Relaying(Departing):
    """The choice of the person; then the same screens as for oneself, with their number."""

    async def for_whom(self, press: Press) -> Answer:
        here, proposal = await self._here_and(press, press.number(0))
        people = [
            (person, await self._state(proposal, person)) for person in await self._may_speak_for(here, proposal)
        ]
        if not people:
            raise Refused(t("Nobody has asked you to answer for them. /foyers shows who answers for whom."))
        return Answer(view=sheets.whom_for(proposal, people, press.number(1)))

    async def _state(self, proposal: Proposal, person: Person) -> str:
        given = (
            [one.person for one in await self.proposals.opinions(proposal.id)]
            if proposal.state == "opinions"
            else [one.person for one in await self.proposals.positions(proposal)]
        )
        if person.id in given:
            return "answered"
        return (await self.members.store.reaches(str(card_of(proposal.id)))).get(person.id, "")

    async def speak(self, press: Press) -> Answer:
        """The person is chosen: what do they say?"""
        here, proposal, person = await self._spoken_for(press)
        if proposal.state == "opinions":
            return Answer(view=sheets.opinion_for(proposal, person))
        await self._must_not_have_answered(proposal, Speaker(person, Relayed(here.person.id)))
        standing = await self._standing_of(proposal, person.id)
        if standing:
            return Answer(view=sheets.own_objection(proposal, standing[0], person))
        if proposal.state == "treatment":
            raise Refused(t("Now a solution is being looked for: the question comes again later."))
        return Answer(view=sheets.answer_for(proposal, person))

    async def _spoken_for(self, press: Press) -> tuple[Here, Proposal, Person]:
        here, proposal = await self._in_round(press, press.number(0), "opinions", "objections", "treatment")
        speaker = await self._speaker(here, proposal, press.number(1))
        return here, proposal, speaker.person

    async def opinion_of(self, press: Press) -> Answer:
        """The opinion of the person, in their words."""
        here, proposal, person = await self._spoken_for(press)
        await self._must_not_have_spoken(proposal, person)
        notes = {"person": str(person.id), "name": person.name}
        return await self._asked_for(press, here, proposal, "theirs", **notes)

    async def theirs_typed(self, said: Said, draft: Draft) -> Answer:
        here, proposal = await self._in_round(said, int(draft.notes["proposal"]), "opinions")
        speaker = await self._speaker(here, proposal, int(draft.notes["person"]))
        await self._must_not_have_spoken(proposal, speaker.person)
        words = said_words(said.words)
        await self.proposals.say(proposal.id, speaker.person.id, words, said.at, relayed=Relayed(here.person.id))
        await self.drafts.drop(here.person.id, here.group.id)
        await self._tell_for(proposal, speaker)
        proposal = await self._count(proposal, said.at)
        until = hours.until(here.group, proposal.closing_at, said.at)
        view = sheets.opinion_noted_for(proposal, speaker.person, words, until, named=True)
        return Answer(view=view, receipt=True)

    async def their_name(self, press: Press) -> Answer:
        """« Sans son nom », « Avec son nom »: the same words of the person, shown otherwise."""
        here, proposal, person = await self._spoken_for(press)
        await self._must_not_have_spoken(proposal, person)
        words, named = await self._opinion_of(proposal, person.id), bool(press.number(2))
        if proposal.state != "opinions" or not words:
            raise Refused(t("{name} has not said anything yet.", name=person.name))
        await self.proposals.say(
            proposal.id, person.id, words, press.at, named=named, relayed=Relayed(here.person.id)
        )
        until = hours.until(here.group, proposal.closing_at, press.at)
        return Answer(view=sheets.opinion_noted_for(proposal, person, words, until, named=named))

    async def _must_not_have_spoken(self, proposal: Proposal, person: Person) -> None:
        """Raises Refused where the person has said what they think, in person."""
        said = await self.proposals.opinions(proposal.id)
        if any(one.person == person.id and not one.entered_by for one in said):
            raise Refused(t("{name} has answered already, in person.", name=person.name))

    async def told(self, press: Press) -> Answer:
        """« Prévenu »: the person knows of the question (K19)."""
        return await self._reach(press, "told")

    async def unreached(self, press: Press) -> Answer:
        """« Pas joignable »."""
        return await self._reach(press, "unreachable")

    async def _reach(self, press: Press, state: Literal["told", "unreachable"]) -> Answer:
        here, proposal, person = await self._spoken_for(press)
        topic = str(card_of(proposal.id))
        await self.members.store.note_reach(topic, person.id, state, here.person.id, press.at)
        await self._count(proposal, press.at)
        if state == "told":
            return Answer(toast=t("Noted: {name} knows of it.", name=person.name))
        return Answer(toast=t("Noted: {name} cannot be reached for now.", name=person.name))
