"""How an objection is made, and how it ends: its author alone ends it."""

from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Text, t
from handlers.conversation.views import View
from handlers.members import hours
from handlers.members.model import Here, Person

from . import asking, rules, sheets
from .box import about, card_of
from .deciding import Deciding
from .listening import said_words
from .model import Kind, Objection, Proposal, Relayed
from .speaking import Speaker

STEPS = ("risk", "remedy", "objection")


class Objecting(Deciding):
    """Two short questions, « avec vos mots » (consent.md §2.4); nobody words anything otherwise."""

    async def object(self, press: Press) -> Answer:
        """« J'ai une objection »."""
        return await self._begin_objection(press, press.number(0), press.number(1), press.number(2))

    async def rephrase(self, press: Press) -> Answer:
        """« Corriger » one's own objection: the two questions once more."""
        here, proposal, objection = await self._own_objection(press)
        person = _author_of(objection, here).number
        return await self._begin_objection(press, proposal.id, proposal.version, person, former=objection.id)

    async def _begin_objection(
        self, event: Press | Said, number: int, version: int, person: int, risk: str = "", former: int = 0
    ) -> Answer:
        """`risk`: the answer to the first question, where it was given already; `former`: one's own objection,
        worded otherwise now. Who has one already is shown what they can do with it."""
        here, proposal = await self._asked_now(event, number, version)
        speaker = await self._speaker(here, proposal, person)
        await self._must_not_have_answered(proposal, speaker)
        notes = {"person": str(speaker.number), "name": speaker.person.name if speaker.relayed else ""}
        standing = await self._standing_of(proposal, speaker.person.id)
        if standing and not any(one.id == former for one in standing):
            return Answer(view=sheets.own_objection(proposal, standing[0], speaker.person if person else None))
        notes |= {"version": str(proposal.version), "risk": risk and said_words(risk), "remedy": ""}
        notes |= {"former": str(former)}
        return await self._asked_for(event, here, proposal, "remedy" if risk else "risk", **notes)

    async def risk_typed(self, said: Said, draft: Draft) -> Answer:
        return await self._next(said, draft, "remedy", risk=said_words(said.words))

    async def remedy_typed(self, said: Said, draft: Draft) -> Answer:
        return await self._next(said, draft, "objection", remedy=said_words(said.words))

    async def skip(self, press: Press) -> Answer:
        """« Je ne sais pas encore »: the second question may stay open."""
        _, draft = await self._objection_draft(press, press.number(0), "remedy")
        return await self._next(press, draft, "objection", remedy="")

    async def reword_objection(self, press: Press) -> Answer:
        """« Corriger »: the two questions once more."""
        _, draft = await self._objection_draft(press, press.number(0))
        return await self._next(press, draft, "risk")

    async def objection_typed(self, said: Said, draft: Draft) -> Answer:
        """Typed instead of tapped."""
        word = said.words.casefold().strip(" .!")
        if word in ("avec mon nom", "envoyer", "oui", "send", "with my name"):
            return await self._object(said, draft, named=True)
        if word in ("sans mon nom", "without my name"):
            return await self._object(said, draft, named=False)
        raise Refused(t("Write: with my name, or: without my name."))

    def asks_objection(self, draft: Draft) -> View:
        return asking.read_objection_back(draft.notes)

    async def _next(self, event: Press | Said, draft: Draft, step: str, **notes: str) -> Answer:
        here, _ = await self._asked_now(event, int(draft.notes["proposal"]), int(draft.notes["version"]))
        draft = Draft(draft.group, draft.chat, "proposals", step, {**draft.notes, **notes})
        await self.drafts.keep(here.person.id, draft, event.at)
        return Answer(view=self.asks_objection(draft) if step == "objection" else self.asks_words(draft))

    async def _objection_draft(self, press: Press, number: int, *steps: str) -> tuple[Here, Draft]:
        """What is being said against this proposal, at one of these steps: an old sheet is not about another."""
        here, draft = await self._draft_at(press, *(steps or STEPS))
        if draft is None or draft.notes["proposal"] != str(number):
            raise Refused(t("This is no longer here. Tap « I have an objection » once more."))
        return here, draft

    async def give_up(self, press: Press) -> Answer:
        """« Fermer »: nothing was said."""
        here, draft = await self._objection_draft(press, press.number(0))
        await self.drafts.drop(here.person.id, draft.group)
        return Answer(toast=t("Nothing was sent."))

    async def send_objection(self, press: Press) -> Answer:
        """« Envoyer avec mon nom », « Envoyer sans mon nom »."""
        _, draft = await self._objection_draft(press, press.number(0), "objection")
        return await self._object(press, draft, named=bool(press.number(1)))

    async def rather_reserve(self, press: Press) -> Answer:
        """« Plutôt une réserve »: the same words, that stop nothing."""
        _, draft = await self._objection_draft(press, press.number(0), "objection")
        here, proposal, speaker = await self._of_draft(press, draft)
        answer = await self._give(press, here, proposal, speaker, "reservation", draft.notes["risk"])
        await self.drafts.drop(here.person.id, here.group.id)
        return answer

    async def _of_draft(self, event: Press | Said, draft: Draft) -> tuple[Here, Proposal, Speaker]:
        here, proposal = await self._asked_now(event, int(draft.notes["proposal"]), int(draft.notes["version"]))
        if not draft.notes["risk"]:
            raise Refused(t("First say what could go wrong."))
        return here, proposal, await self._speaker(here, proposal, int(draft.notes["person"]))

    async def _object(self, event: Press | Said, draft: Draft, *, named: bool) -> Answer:
        here, proposal, speaker = await self._of_draft(event, draft)
        await self._must_not_have_answered(proposal, speaker)
        notes = draft.notes
        for former in await self._standing_of(proposal, speaker.person.id):
            if str(former.id) == notes["former"]:
                await self._end_by_author(proposal, former, "objection")  # the new words say it
        number = await self.proposals.object(
            proposal,
            speaker.person.id,
            notes["risk"],
            notes["remedy"],
            event.at,
            named=named,
            relayed=speaker.relayed,
        )
        await self.proposals.answer(
            proposal, speaker.person.id, "objection", event.at, named=named, relayed=speaker.relayed
        )
        await self.drafts.drop(here.person.id, here.group.id)
        await self._tell_for(proposal, speaker)
        proposal = await self._count(proposal, event.at)
        if proposal.form == "meeting":
            return Answer(toast=sheets.THANKS, receipt=True)
        helpers = await self._names_of_those_who_help(proposal, besides=here.person.id)
        until = hours.until(here.group, proposal.closing_at, event.at)
        if not helpers:
            return Answer(toast=sheets.THANKS)
        view = sheets.objection_noted(
            proposal, number, speaker.person if speaker.relayed else None, helpers, until
        )
        return Answer(view=view, receipt=True)

    async def _names_of_those_who_help(self, proposal: Proposal, besides: int) -> list[str]:
        people = await self._those_who_run(proposal)
        if await self._author_is_here(proposal):
            people = [proposal.author, *people]
        persons = await self._persons([person for person in dict.fromkeys(people) if person != besides])
        return [person.name for person in persons]

    async def alert(self, press: Press) -> Answer:
        """« Oui, tout de suite »: the person who proposes and those who run the group are told now."""
        _, proposal, objection = await self._own_objection(press)
        if not objection.alerted:
            await self.proposals.alert(objection.id)
            await self._tell_those_who_run(proposal, "alert", objection.id)
        return Answer(toast=t("They are told. They can look for a solution with you."))

    async def wait(self, press: Press) -> Answer:
        """« Non, attendre »."""
        await self._own_objection(press)
        return Answer(toast=t("Nobody reads it before this question ends."))

    # How it ends

    async def _own_objection(self, press: Press) -> tuple[Here, Proposal, Objection]:
        """One's own, or that of a person for whom one speaks. Raises Refused for everybody else, whatever their
        role: nobody but its author ends an objection."""
        here, proposal = await self._in_round(press, press.number(0), "objections", "treatment")
        self._must_be_unseen(press)
        objection = await self._objection_in(proposal, press.number(1))
        if objection.person != here.person.id:
            if objection.person not in [one.id for one in await self._may_speak_for(here, proposal)]:
                raise Refused(t("Only the person who made this objection can end it."))
            await self._must_end_for(here, proposal, objection)
        if not objection.stands:
            raise Refused(t("This objection stands no longer."))
        return here, proposal, objection

    async def _objection_in(self, proposal: Proposal, number: int) -> Objection:
        objection = await self.proposals.objection(number)
        if objection is None or objection.proposal != proposal.id:
            raise Refused(t("This is no longer here."))
        return objection

    async def lift(self, press: Press) -> Answer:
        """« Je lève mon objection »: it is an answer to the text that is asked about now."""
        return await self._close_own(press, "consent", t("Thank you. Your objection is lifted."))

    async def soften(self, press: Press) -> Answer:
        """« J'en fais une réserve »: the same words are kept with the decision, and stop nothing."""
        return await self._close_own(press, "reservation", t("Noted: your objection is a reservation now."))

    async def _close_own(self, press: Press, kind: Kind, toast: Text) -> Answer:
        here, proposal, objection = await self._own_objection(press)
        await self._end_by_author(proposal, objection, kind)
        words = objection.risk if kind == "reservation" else ""
        await self._answer_of_author(press, here, proposal, objection, kind, words)
        await self._resume(proposal, press.at)
        return Answer(toast=toast, receipt=True)

    async def maintain(self, press: Press) -> Answer:
        """« Je maintiens »: also against another version."""
        here, proposal, objection = await self._own_objection(press)
        await self.proposals.park(objection.id, asked=False)
        if proposal.state == "objections":
            await self._answer_of_author(press, here, proposal, objection, "objection")
            await self._count(proposal, press.at)
        return Answer(toast=t("Noted: your objection stands. Nothing is decided as long as it is there."))

    async def _answer_of_author(
        self, press: Press, here: Here, proposal: Proposal, objection: Objection, kind: Kind, words: str = ""
    ) -> None:
        """The answer that goes with it, where its author has a voice still; whoever was answered for is told."""
        author = _author_of(objection, here)
        if await self._voice_of(proposal, author.person.id) is not None:
            named = objection.named and kind == "objection"
            await self.proposals.answer(
                proposal, author.person.id, kind, press.at, words=words, named=named, relayed=author.relayed
            )
        await self._tell_for(proposal, author)

    async def later(self, press: Press) -> Answer:
        """« À reprendre plus tard »: its author agrees that it be spoken of another day, and stops nothing."""
        here, proposal, objection = await self._own_objection(press)
        await self.proposals.settle(objection.id, "later")
        await self._tell_for(proposal, _author_of(objection, here))
        source = f"proposals:{proposal.id}:objection:{objection.id}"
        words = f"{proposal.text.rstrip(' .')} : {objection.risk}"
        await self.agenda.add_topic(proposal.group, words, source=source, by=None, now=press.at)
        await self._resume(proposal, press.at)
        return Answer(toast=t("Noted: your point is on the list of the next meeting."), receipt=True)

    async def park(self, press: Press) -> Answer:
        """« Proposer plus tard »: those who run the group ask its author, who alone can agree."""
        _, proposal = await self._run(press, press.number(0), "objections", "treatment")
        objection = await self._objection_in(proposal, press.number(1))
        if not (objection.alerted or objection.shown):
            raise Refused(t("There is no objection to read here."))
        if not objection.stands or objection.orphaned or objection.person is None:
            raise Refused(t("This objection stands no longer."))
        await self.proposals.park(objection.id, asked=True)
        await self.posts.tell(about(proposal.id, "parking", objection.id), proposal.group, objection.person)
        return Answer(toast=t("I ask its author. Without their yes, it stands."))

    async def _resume(self, proposal: Proposal, now: datetime) -> None:
        """Once no objection stands any more, the search for a solution is over: what was answered counts, fifteen
        minutes from now; or, where voices are missing, on the next evening, and the card comes back."""
        of = await self.deliberation(replace(proposal, state="objections"))
        if proposal.state != "treatment" or any(one.stands for one in of.objections):
            await self._count(proposal, now)
            return
        group = await self.members.store.group(proposal.group)
        enough = rules.outcome(of, now) == "adopted"
        ends_at = now + hours.CHANGE_OF_MIND if enough else hours.deadline(group, now, 1)
        await self._run_until(replace(proposal, state="objections", round_at=now), ends_at)
        await self.posts.refresh(about(proposal.id, "stands", proposal.loops))
        if not enough:
            await self.posts.bring_back(card_of(proposal.id), rings=True)
            await self._send_ballots(proposal)


def _author_of(objection: Objection, here: Here) -> Speaker:
    """Whose objection it is: that of the person who acts here, or of a neighbour for whom they speak."""
    person = objection.person or 0
    relayed = None if person == here.person.id else Relayed(here.person.id)
    return Speaker(Person(person, objection.name), relayed)
