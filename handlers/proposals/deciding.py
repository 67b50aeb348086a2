"""How people answer « Pouvez-vous vivre avec ? »: nobody sees what they say before the end."""

from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.members import hours
from handlers.members.model import Here

from . import sentences, sheets
from .listening import Listening, said_words
from .model import Kind, Objection, Proposal
from .speaking import Speaker, Speaking


class Deciding(Listening, Speaking):
    """Every answer but an objection, which is asked two questions more."""

    async def consent(self, press: Press) -> Answer:
        """« Pas d'objection », « Toujours pas d'objection »."""
        return await self._tapped(press, "consent")

    async def follow(self, press: Press) -> Answer:
        """« Je suivrai le groupe »."""
        return await self._tapped(press, "follow")

    async def talk(self, press: Press) -> Answer:
        """« Besoin d'en parler »: those who run the group are told, and the end waits for them."""
        return await self._tapped(press, "talk")

    async def _tapped(self, press: Press, kind: Kind) -> Answer:
        here, proposal = await self._asked_now(press, press.number(0), press.number(1))
        speaker = await self._speaker(here, proposal, press.number(2))
        return await self._give(press, here, proposal, speaker, kind)

    async def other(self, press: Press) -> Answer:
        """« Autre réponse »."""
        here, proposal = await self._asked_now(press, press.number(0), press.number(1))
        speaker = await self._speaker(here, proposal, press.number(2))
        return Answer(view=sheets.other_answers(proposal, speaker.person if speaker.relayed else None))

    async def reserve(self, press: Press) -> Answer:
        """« Oui, avec une réserve »: in which words?"""
        here, proposal = await self._asked_now(press, press.number(0), press.number(1))
        speaker = await self._speaker(here, proposal, press.number(2))
        notes = {"person": str(speaker.number), "name": speaker.person.name if speaker.relayed else ""}
        return await self._asked_for(press, here, proposal, "reservation", version=str(proposal.version), **notes)

    async def reservation_typed(self, said: Said, draft: Draft) -> Answer:
        notes = draft.notes
        here, proposal = await self._asked_now(said, int(notes["proposal"]), int(notes["version"]))
        speaker = await self._speaker(here, proposal, int(notes["person"]))
        answer = await self._give(said, here, proposal, speaker, "reservation", said_words(said.words))
        await self.drafts.drop(here.person.id, here.group.id)
        return answer

    async def sign(self, press: Press) -> Answer:
        """« Avec mon nom », « Sans mon nom », below a reservation."""
        here, proposal = await self._asked_now(press, press.number(0), press.number(1))
        speaker = await self._speaker(here, proposal, press.number(2))
        given = await self.proposals.positions(proposal)
        mine = next((one for one in given if one.person == speaker.person.id), None)
        if mine is None or mine.kind != "reservation":
            raise Refused(t("There is no reservation of yours here."))
        return await self._give(
            press, here, proposal, speaker, "reservation", mine.words, named=bool(press.number(3))
        )

    async def _give(
        self,
        event: Press | Said,
        here: Here,
        proposal: Proposal,
        speaker: Speaker,
        kind: Kind,
        words: str = "",
        *,
        named: bool = False,
    ) -> Answer:
        await self._must_not_have_answered(proposal, speaker)
        for objection in await self._standing_of(proposal, speaker.person.id):
            if speaker.relayed is not None and kind != "talk":
                await self._must_end_for(here, proposal, objection)
            await self._end_by_author(proposal, objection, kind)
        await self.proposals.answer(
            proposal, speaker.person.id, kind, event.at, words=words, named=named, relayed=speaker.relayed
        )
        if kind == "talk":
            await self._tell_those_who_run(proposal, "talk", speaker.person.id, author=False)
        await self._tell_for(proposal, speaker)
        proposal = await self._count(proposal, event.at)
        return self._received(here, proposal, speaker, kind, words, event.at, named=named)

    def _received(
        self,
        here: Here,
        proposal: Proposal,
        speaker: Speaker,
        kind: Kind,
        words: str,
        now: datetime,
        *,
        named: bool,
    ) -> Answer:
        until = hours.until(here.group, proposal.closing_at, now)
        if kind == "talk":
            return Answer(toast=t("Noted. Somebody will talk with you. The decision waits."), receipt=True)
        if kind == "reservation":
            return Answer(view=sheets.reserved(proposal, speaker.number, words, named=named), receipt=True)
        said = sentences.KINDS[kind]
        if speaker.relayed is not None:
            noted = t("Noted for {name}: {answer}.", name=speaker.person.name, answer=said)
        elif proposal.form == "meeting":
            noted = t("Noted: {answer}.", answer=said)
        elif proposal.voice == "household":
            noted = t(
                "Noted for your household: {choice}. Nobody sees it before {until}.", choice=said, until=until
            )
        else:
            noted = t("Noted: {choice}. Nobody sees it before {until}.", choice=said, until=until)
        return Answer(toast=noted, receipt=True)

    async def _standing_of(self, proposal: Proposal, person: int) -> list[Objection]:
        every = await self.proposals.objections(proposal.id)
        return [one for one in every if one.stands and one.person == person]

    async def _end_by_author(self, proposal: Proposal, objection: Objection, kind: Kind) -> None:
        """Its author says something else now: within the round in which it came it is withdrawn, after another
        version it is lifted. Who only wants to talk has not ended it."""
        if kind == "talk":
            return
        if kind == "reservation":
            await self.proposals.settle(objection.id, "reservation")
        else:
            lifted = objection.version < proposal.version or proposal.state == "treatment"
            await self.proposals.settle(objection.id, "lifted" if lifted else "withdrawn")

    async def retract(self, press: Press) -> Answer:
        """« Reprendre ma réponse »: as if nothing had been said to this version."""
        here, proposal = await self._in_round(press, press.number(0), "objections")
        speaker = await self._speaker(here, proposal, press.number(1))
        await self._must_not_have_answered(proposal, speaker)
        if not await self.proposals.retract(proposal, speaker.person.id):
            raise Refused(t("You have not answered."))
        for objection in await self._standing_of(proposal, speaker.person.id):
            if objection.version == proposal.version and not objection.shown:
                if speaker.relayed is not None:
                    await self._must_end_for(here, proposal, objection)
                await self.proposals.settle(objection.id, "withdrawn")
        await self._count(proposal, press.at)
        return Answer(toast=t("Your answer is taken back."))

    async def talked(self, press: Press) -> Answer:
        """« On s'est parlé »: those who run the group have talked with whoever wished it."""
        here, proposal = await self._in_round(press, press.number(0), "objections")
        if not here.runs and here.person.id != proposal.author:
            raise Refused(t("Only its author or the facilitators can do that."))
        waits = [one for one in await self.proposals.positions(proposal) if one.kind == "talk" and not one.talked]
        if not waits:
            raise Refused(t("Nobody is waiting to talk about it."))
        await self.proposals.talked(proposal, press.number(1))
        if proposal.form == "meeting":
            await self._count(proposal, press.at)
            return Answer(toast=t("Thank you. They can answer now."))
        proposal = await self._go_on_after_talk(proposal, here, press.at)
        end = hours.until(here.group, proposal.closing_at, press.at)
        return Answer(toast=t("Thank you. The question stays open until {end}.", end=end))

    async def _go_on_after_talk(self, proposal: Proposal, here: Here, now: datetime) -> Proposal:
        """There is at least a day to answer after the talk."""
        ends_at = max(proposal.ends_at, hours.deadline(here.group, now, 1))
        if ends_at != proposal.ends_at:
            proposal = await self._run_until(proposal, ends_at)
            await self._remind_of(proposal, here.group, now)
        await self._refresh_asked(proposal)
        return await self._count(proposal, now)
