"""What becomes of a proposal once it was heard: kept, changed, or withdrawn, by the person who proposes."""

from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.typed import clean
from handlers.conversation.views import View
from handlers.members.model import Here

from . import asking, rules, sheets
from .box import about, card_of
from .listening import said_words
from .model import ROUNDS, Proposal, Review, State
from .objecting import Objecting
from .opening import TEXT_LENGTH
from .trials import review_at
from .typed import must_fit

AMENDABLE: tuple[State, ...] = ("amendment", "objections", "treatment")
SHORT_TRIAL = Review(months=2, trial=True)
"""« Essai limité (2 mois) » (consent.md §2.5)."""


class Amending(Objecting):
    """Also for those who run the group, on behalf of the person who proposes (consent.md §2.2)."""

    async def keep_it(self, press: Press) -> Answer:
        """« Je la garde »: the question is asked about the text as it is."""
        _, proposal = await self._run(press, press.number(0), "amendment")
        await self._put_to_question(proposal, press.at)
        return Answer(toast=t("The question is in the group."))

    async def modify(self, press: Press) -> Answer:
        """« Je la modifie »."""
        here, proposal = await self._run(press, press.number(0), *AMENDABLE)
        return await self._asked_for(press, here, proposal, "version", version=str(proposal.version))

    async def version_typed(self, said: Said, draft: Draft) -> Answer:
        here, proposal = await self._run(said, int(draft.notes["proposal"]), *AMENDABLE)
        text = said_words(said.words)
        must_fit(text, TEXT_LENGTH)
        if text == proposal.text:
            raise Refused(t("That is the text as it stands. Write it as it becomes."))
        draft = replace(draft, step="publish", notes={**draft.notes, "text": proposal.text, "becomes": text})
        await self.drafts.keep(here.person.id, draft, said.at)
        return Answer(view=self.asks_publish(draft))

    def asks_publish(self, draft: Draft) -> View:
        return asking.read_version_back(draft.notes)

    async def publish_typed(self, said: Said, draft: Draft) -> Answer:
        if clean(said.words).casefold().strip(" .!") in ("envoyer", "oui", "send", "yes"):
            return await self._publish(said, draft)
        raise Refused(t("Tap « Send to the group », or write: send."))

    async def publish(self, press: Press) -> Answer:
        """« Envoyer au groupe »: everybody is asked about the new text."""
        _, draft = await self._draft_at(press, "publish")
        if draft is None:
            raise Refused(t("This was sent already, or given up."))
        return await self._publish(press, draft)

    async def _publish(self, event: Press | Said, draft: Draft) -> Answer:
        here, proposal = await self._run(event, int(draft.notes["proposal"]), *AMENDABLE)
        if int(draft.notes["version"]) != proposal.version:
            raise Refused(t("Somebody has changed the proposal meanwhile. Look at its card first."))
        await self.drafts.drop(here.person.id, here.group.id)
        await self._ask_about(event, proposal, draft.notes["becomes"])
        if proposal.effect:
            return Answer(
                toast=t("The new text is in the group. It no longer takes effect by itself."), receipt=True
            )
        if not proposal.asked:
            return Answer(toast=t("The question is in the group."), receipt=True)
        return Answer(toast=t("The new text is in the group: I ask everybody again."), receipt=True)

    async def _ask_about(self, event: Press | Said, proposal: Proposal, text: str) -> None:
        met = proposal.state == "objections" and any(
            one.stands for one in await self.proposals.objections(proposal.id)
        )
        version = await self.proposals.publish(proposal.id, text, event.at)
        # What would come about by itself is what the first words said, not what these say.
        effect = proposal.effect if text == proposal.text else ""
        proposal = replace(
            proposal, text=text, version=version, loops=proposal.loops + int(met), commission="", effect=effect
        )
        await self._put_to_question(proposal, event.at)

    async def give_up_version(self, press: Press) -> Answer:
        """« Fermer »: the text stays as it is."""
        here = await self.members.here(press)
        await self.drafts.drop(here.person.id, here.group.id)
        return Answer(toast=t("Nothing was sent."))

    # Withdrawn

    async def withdraw(self, press: Press) -> Answer:
        """« Je la retire »: asked once more, for others are bound."""
        _, proposal = await self._run(press, press.number(0), *ROUNDS)
        return Answer(view=sheets.sure_to_withdraw(proposal))

    async def withdrawn(self, press: Press) -> Answer:
        _, proposal = await self._run(press, press.number(0), *ROUNDS)
        if proposal.listens:  # opinions that never appeared are nobody's to read
            await self.proposals.hush(proposal.id)
        proposal = await self._end(proposal, "withdrawn", press.at)
        await self.posts.put_beside(about(proposal.id, "withdrawn"), card_of(proposal.id))
        return Answer(toast=t("The proposal is withdrawn. The group reads it on the card."), receipt=True)

    # Another way, where objections do not end (consent.md §2.5)

    async def ways(self, press: Press) -> Answer:
        """What else can be done."""
        here, proposal = await self._run(press, press.number(0), "treatment")
        return Answer(view=sheets.other_ways(proposal, runs=here.runs))

    async def meet(self, press: Press) -> Answer:
        """« En parler en réunion »: asked once more, for nothing is decided here any more."""
        _, proposal = await self._may_meet(press)
        return Answer(view=sheets.sure_to_meet(proposal))

    async def _may_meet(self, press: Press) -> tuple[Here, Proposal]:
        here, proposal = await self._run(press, press.number(0), "objections", "treatment")
        if not here.runs:
            raise Refused(t("Only those who run the group take it to a meeting."))
        if not any(one.stands for one in await self.proposals.objections(proposal.id)):
            raise Refused(t("No objection stands: let the question end."))
        return here, proposal

    async def to_meeting(self, press: Press) -> Answer:
        """Nothing is decided here, and every objection goes there."""
        _, proposal = await self._may_meet(press)
        await self.proposals.reveal(proposal.id)
        for objection in await self.proposals.objections(proposal.id):
            if objection.stands:
                await self.proposals.settle(objection.id, "meeting")
        await self._undecided(proposal, press.at)
        return Answer(toast=t("Noted: you will speak of it at the meeting."))

    async def _undecided(self, proposal: Proposal, now: datetime) -> None:
        await self.proposals.reveal(proposal.id)
        await self.agenda.add_topic(
            proposal.group, proposal.text, source=str(card_of(proposal.id)), by=proposal.author, now=now
        )
        await self._end(proposal, "undecided", now)
        await self.posts.put_beside(about(proposal.id, "undecided"), card_of(proposal.id), rings=True)

    async def commission(self, press: Press) -> Answer:
        """« Trois voisins cherchent »: who?"""
        here, proposal = await self._run(press, press.number(0), "treatment")
        return await self._asked_for(press, here, proposal, "commission")

    async def commission_typed(self, said: Said, draft: Draft) -> Answer:
        here, proposal = await self._run(said, int(draft.notes["proposal"]), "treatment")
        names = said_words(said.words)[:120]
        await self._begin(replace(proposal, commission=names), "treatment", rules.COMMISSION_DAYS, said.at)
        await self.drafts.drop(here.person.id, here.group.id)
        return Answer(toast=t("Noted. The card says who looks for a solution."), receipt=True)

    async def short_trial(self, press: Press) -> Answer:
        """« Essai de deux mois »: the same text, asked about once more, for a shorter time."""
        here, proposal = await self._run(press, press.number(0), "treatment")
        ends, sooner = (review_at(one, here.group, press.at) for one in (proposal.review, SHORT_TRIAL))
        if proposal.review.trial and ends <= sooner:
            raise Refused(t("It is a trial that is as short already."))
        proposal = replace(proposal, review=SHORT_TRIAL)
        await self._ask_about(press, proposal, proposal.text)
        return Answer(toast=t("I ask everybody again, for a trial of two months."), receipt=True)
