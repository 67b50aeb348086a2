"""A group decides by consent: the handler, from its parts, and what the house asks of every feature."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.conversation.feature import Entry, Held, Waiting
from handlers.conversation.text import t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import View, data
from handlers.members.desk import appears_at

from . import held, leading_views, notices, rules, told, views
from .box import KEPT, card_of
from .model import Proposal
from .opening import Opening
from .replying import Replying

STALE = timedelta(minutes=30)
"""After which nobody needs to hear any more that the time of a round is over."""


class ProposalsHandler(Replying, Opening):
    """Decides everything about proposals; what it decides stands in the stores it was given."""

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        proposal = await self._proposal(topic.id)
        aspect, *words = topic.aspect.split(":")
        ids = [int(word) for word in words]
        match aspect:
            case "" | "ballot":
                return (await self.drawn_card(proposal),)
            case "opinions":
                said = [one for one in await self.proposals.opinions(proposal.id) if one.words]
                return (notices.opinions(await self.shown(proposal), said),) if said else ()
            case "stands":
                helpers = await self._persons(await self._those_who_run(proposal))
                names = [person.name for person in helpers if person.id != proposal.author]
                return (notices.stands(await self.shown(proposal), names),)
            case "decided":
                return (await self._decided(await self.shown(proposal)),)
            case "undecided":
                meeting = await self.agenda.next_meeting(proposal.group, now)
                return (notices.undecided(await self.shown(proposal), meeting),)
            case "orphan":
                objection = await self.proposals.objection(ids[0])
                asked = objection is not None and objection.stands and objection.orphaned and proposal.under_way
                return (told.orphan(proposal, asked=asked),)
            case "withdrawn":
                of = await self.shown(proposal)
                appears = appears_at(of.group, proposal.opened_at)
                unseen = appears is not None and proposal.closed_at is not None and proposal.closed_at < appears
                return () if unseen else (told.withdrawn(of),)
        return await self._told_alone(proposal, aspect, ids, now)

    async def _decided(self, of: views.Shown) -> View:
        """As it was recorded, whoever has left since, or was forgotten."""
        recorded = await self.register.outcome_of(of.proposal.decision or 0)
        if recorded is None:
            return notices.decided(of, [])
        every, answered, relayed, reached, reserved = recorded
        counted = replace(of.counted, voices=every, answered=answered, relayed=relayed, reached=reached)
        return notices.decided(replace(of, counted=counted), reserved)

    async def _told_alone(
        self, proposal: Proposal, aspect: str, ids: Sequence[int], now: datetime
    ) -> Sequence[View]:
        """What one person alone is told; nothing once it is no longer so."""
        names = await self.members.store.names(ids)
        standing = [one for one in await self.proposals.objections(proposal.id) if one.stands]
        match aspect:
            case "asked":
                question = await self.proposals.question(ids[0])
                return (told.asked(question),) if question is not None and not question.answer else ()
            case "turn" if proposal.state == "amendment":
                said = [one for one in await self.proposals.opinions(proposal.id) if one.words]
                author = ids[0] == proposal.author
                return (told.turn(proposal, names.get(ids[0], ""), said, author=author),)
            case "talk" if proposal.state == "objections":
                given = await self.proposals.positions(proposal)
                waits = any(one.person == ids[0] and one.kind == "talk" and not one.talked for one in given)
                return (told.talk(proposal, ids[0], names.get(ids[0], "?")),) if waits else ()
            case "alert" | "parking":
                objection = next((one for one in standing if one.id == ids[0]), None)
                if objection is None or not proposal.under_way:
                    return ()
                if aspect == "parking":
                    return (told.parking(proposal, objection),) if objection.parked else ()
                return (told.alert(proposal, objection, may_know=await self._runs(proposal, ids[1])),)
            case "solve" if proposal.state == "treatment":
                may_know = await self._runs(proposal, ids[0])
                another = rules.offers_another_way(proposal, now)
                return (told.solve(proposal, standing, may_know=may_know, another_way=another),)
            case "for" if proposal.state in ("opinions", "objections"):
                return await self._answered_for(proposal, ids[0])
            case "time" if now < proposal.ends_at + STALE and proposal.form == "meeting":
                return (leading_views.time_is_over(proposal),) if proposal.under_way else ()
            case "nudge" | "call" if proposal.state == "objections":
                if ids[-1] != proposal.version or ids[0] not in await self._silent(proposal):
                    return ()  # another text is asked about, or somebody of theirs has answered meanwhile
                if aspect == "call":
                    whom, relay = names.get(ids[0], ""), names.get(ids[1], "")
                    return (told.call(await self.shown(proposal), ids[0], whom, relay),)
                return (told.nudge(await self.shown(proposal), names.get(ids[0], "")),)
        return ()

    async def _runs(self, proposal: Proposal, person: int) -> bool:
        return person in await self._those_who_run(proposal)

    async def _answered_for(self, proposal: Proposal, person: int) -> Sequence[View]:
        if proposal.state == "opinions":
            said = next((one for one in await self.proposals.opinions(proposal.id) if one.person == person), None)
            return (told.answered_for(proposal, said, said.entered_by),) if said and said.entered_by else ()
        given = next((one for one in await self.proposals.positions(proposal) if one.person == person), None)
        return (told.answered_for(proposal, given, given.entered_by),) if given and given.relayed else ()

    # Of people

    async def waiting(self, person: int, now: datetime) -> Sequence[Waiting]:
        return [
            Waiting(group, card_of(number), verbatim(text), data("proposals", "card", number))
            for number, group, text in await self.proposals.unanswered_by(person, now)
        ]

    async def held_about(self, person: int) -> Sequence[Held]:
        return held.held(await self.proposals.proposed_by(person), await self.proposals.said_by(person))

    async def forget(self, person: int) -> None:
        for number in await self.proposals.forget(person):
            await self.posts.refresh_aspects(card_of(number))
            await self._look_again(number)

    async def united(self, kept: int, gone: int) -> None:
        for number in await self.proposals.unite(kept, gone):
            await self._look_again(number)

    async def _look_again(self, number: int) -> None:
        """Who has a voice is not as it was, at a moment that nobody named: time, which knows it, looks at once."""
        proposal = await self._proposal(number)
        await self.posts.refresh(card_of(number))
        if proposal.under_way:
            await self.alarms.set(card_of(number), "recount", proposal.round_at)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.proposals.annex(kept, gone)

    async def purge(self, now: datetime) -> int:
        return await self.proposals.purge(now - KEPT)

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        return [
            Entry(
                at,
                t("Proposal: {text}", text=text),
                card_of(number),
                sort="question",
                question=verbatim(text),
            )
            for number, at, text in await self.proposals.ending(group, begins, ends)
        ]
