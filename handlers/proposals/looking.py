"""What people look up about a proposal: their answer, the opinions, the objections, what all this is."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import t
from handlers.members import rules as members_rules
from handlers.members.model import Here

from . import leading_views, lists, rules, sheets
from .leading import Leading
from .model import Objection, Proposal


class Looking(Leading):
    """Nothing here changes what was said; those who run the group may send a reminder from here."""

    async def more(self, press: Press) -> Answer:
        """« ⋯ Plus »: it depends on who taps."""
        here, proposal = await self._here_and(press, press.number(0))
        runs = members_rules.may_run(here, proposal.author)
        if not runs or not proposal.under_way or press.number(1):
            speaks = bool(await self._may_speak_for(here, proposal))
            orphaned = any(one.offered for one in await self.proposals.objections(proposal.id))
            view = lists.others(proposal, speaks_for_others=speaks, runs=runs, orphaned=orphaned)
            return Answer(view=view)
        if proposal.form == "meeting":
            counted = rules.count(await self.deliberation(proposal))
            return Answer(view=leading_views.panel(proposal, talks=bool(counted.talks)))
        return Answer(view=lists.more(proposal))

    async def mine(self, press: Press) -> Answer:
        """« Ma réponse »: what I said in this round, and what I can still do."""
        here, proposal = await self._here_and(press, press.number(0))
        if proposal.state == "opinions":
            said = [one for one in await self.proposals.opinions(proposal.id) if one.person == here.person.id]
            return Answer(view=lists.my_opinion(proposal, said[0] if said else None))
        standing = await self._standing_of(proposal, here.person.id)
        if standing and proposal.under_way:
            return Answer(view=sheets.own_objection(proposal, standing[0], None))
        given = [one for one in await self.proposals.positions(proposal) if one.person == here.person.id]
        return Answer(view=lists.my_answer(proposal, given[0] if given else None))

    async def opinions(self, press: Press) -> Answer:
        """« Lire les avis », once they have appeared."""
        _, proposal = await self._here_and(press, press.number(0))
        if proposal.listens:
            raise Refused(t("The opinions appear all together, at the end."))
        said = [one for one in await self.proposals.opinions(proposal.id) if one.words]
        return Answer(view=lists.opinions(proposal, said, press.number(1)))

    async def questions(self, press: Press) -> Answer:
        """Every question, with its answer."""
        here, proposal = await self._here_and(press, press.number(0))
        asked = await self.proposals.questions(proposal.id)
        may_reply = members_rules.may_run(here, proposal.author) and proposal.under_way
        return Answer(view=lists.questions(proposal, asked, press.number(1), may_reply=may_reply))

    async def objections(self, press: Press) -> Answer:
        """« Lire l'objection »: once the question is over; before, only for those who were told."""
        here, proposal = await self._here_and(press, press.number(0))
        every = [
            one for one in await self.proposals.objections(proposal.id) if self._may_read(here, proposal, one)
        ]
        if not every:
            raise Refused(t("There is no objection to read here."))
        place = press.number(1) if press.number(1) < len(every) else 0
        has_voice = here.decides and await self._voice_of(proposal, here.person.id) is not None
        return Answer(view=lists.objection(proposal, every, place, here, may_know=here.runs, has_voice=has_voice))

    def _may_read(self, here: Here, proposal: Proposal, objection: Objection) -> bool:
        if objection.person == here.person.id:
            return True
        if objection.state == "withdrawn":
            return False
        if objection.shown or objection.offered:
            return True
        seen = objection.version < proposal.version or members_rules.may_run(here, proposal.author)
        return objection.alerted and seen

    async def solve(self, press: Press) -> Answer:
        """« Comment avancer ? »: what those who run the group, and who proposes, can do about an objection."""
        here, proposal = await self._run(press, press.number(0), "objections", "treatment")
        objection = await self._objection_in(proposal, press.number(1))
        if not self._may_read(here, proposal, objection):
            raise Refused(t("There is no objection to read here."))
        if not objection.stands:
            raise Refused(t("This objection stands no longer."))
        return Answer(view=lists.solve(proposal, objection, runs=here.runs))

    async def objecting(self, press: Press) -> Answer:
        """« C'est quoi, objecter ? »"""
        _, proposal = await self._here_and(press, press.number(0))
        return Answer(view=lists.what_is_objecting(proposal))

    async def sees(self, press: Press) -> Answer:
        """« Qui voit quoi ? »"""
        _, proposal = await self._here_and(press, press.number(0))
        return Answer(view=lists.who_sees_what(proposal))

    async def card(self, press: Press) -> Answer:
        """The card once more, for one person alone, wherever it has gone meanwhile."""
        _, proposal = await self._here_and(press, press.number(0))
        return Answer(view=await self.drawn_card(proposal))

    async def missing(self, press: Press) -> Answer:
        """Who has not answered, for those who run the group alone."""
        here, proposal = await self._in_round(press, press.number(0), "objections")
        if not here.runs:
            raise Refused(t("Only those who run the group see who has not answered."))
        persons = await self._persons(await self._silent(proposal))
        return Answer(view=lists.missing(proposal, [person.name for person in persons]))

    async def nudge(self, press: Press) -> Answer:
        """« Envoyer un rappel »."""
        here, proposal = await self._in_round(press, press.number(0), "objections")
        if not here.runs:
            raise Refused(t("Only those who run the group send reminders."))
        reached = await self._nudge(proposal, press.at)
        if not reached:
            raise Refused(t("Everybody missing was reminded within two days, or is away."))
        return Answer(toast=lists.reminded(reached))
