"""Time: what happens at the end of each round, and who is reminded before."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import Moment, t
from handlers.members import hours

from . import rules
from .amending import Amending
from .box import about, card_of
from .model import Deliberation, Position, Proposal
from .trials import review_at


class Running(Amending):
    """For the alarms that ring, and for those who run the group."""

    async def end_due(self, alarm: Alarm) -> None:
        proposal = await self.proposals.find(alarm.topic.id, lock=True)
        if proposal is None or not proposal.under_way or proposal.form == "meeting":
            return
        if alarm.at < proposal.closing_at:  # moved since this alarm was set
            await self.alarms.set(alarm.topic, "end", proposal.closing_at)
            return
        await self._offer_orphans(proposal, alarm.at)
        closing_at = rules.closing(await self.deliberation(proposal), alarm.at)
        if closing_at > alarm.at and not rules.is_paused(proposal):  # who had left is back: all have not spoken
            await self._moved(proposal, closing_at)
            return
        match proposal.state:
            case "questions":
                await self._end_of_questions(proposal, alarm.at)
            case "opinions":
                await self._end_of_opinions(proposal, alarm.at)
            case "amendment":
                await self._end_of_patience(proposal, alarm.at)
            case "objections":
                await self._end_of_question(proposal, alarm.at)
            case _:
                await self._end_of_treatment(proposal, alarm.at)

    async def _end_of_questions(self, proposal: Proposal, now: datetime) -> None:
        """A question without an answer keeps the round open, one day more each time (consent.md §2.6, P1)."""
        open_ones = [one for one in await self.proposals.questions(proposal.id) if not one.answer]
        if not open_ones:
            await self._begin(proposal, "opinions", rules.DAYS[("full", "opinions")], now)
            await self.posts.bring_back(card_of(proposal.id), rings=True)
            return
        await self._begin(proposal, "questions", 1, now)
        late = now - proposal.opened_at > rules.WEEKEND  # the second evening without an answer
        helpers = await self._those_who_run(proposal) if late else []
        for asked in open_ones:
            await self._tell_author(proposal, "asked", asked.id)
            for person in helpers:
                await self.posts.tell(about(proposal.id, "asked", asked.id), proposal.group, person)

    async def _end_of_opinions(self, proposal: Proposal, now: datetime) -> None:
        """The opinions appear, all together; the person who proposes says what becomes of it."""
        proposal = await self._begin(proposal, "amendment", rules.AMEND_DAYS, now)
        if any(one.words for one in await self.proposals.opinions(proposal.id)):
            await self.posts.put_beside(about(proposal.id, "opinions"), card_of(proposal.id), rings=True)
        if await self._author_is_here(proposal):
            await self.posts.tell(about(proposal.id, "turn", proposal.author), proposal.group, proposal.author)
        else:
            await self._tell_those_who_run(proposal, "turn")

    async def _end_of_patience(self, proposal: Proposal, now: datetime) -> None:
        """Not chosen on the promised evening: reminded once, and then the text stays as it is."""
        if proposal.closing_at > proposal.ends_at:
            await self._put_to_question(proposal, now)
            return
        group = await self.members.store.group(proposal.group)
        patience = await self._evening_after(proposal, rules.PATIENCE)
        await self._moved(proposal, max(patience, hours.deadline(group, now, 1)))  # also after a downtime
        await self._tell_those_who_run(proposal, "turn")

    async def _end_of_question(self, proposal: Proposal, now: datetime) -> None:
        of = await self.deliberation(proposal)
        match rules.outcome(of, now):
            case "adopted":
                await self._adopt(of, now)
            case "treatment":
                await self._look_for_solution(proposal, now)
            case "paused":
                await self._moved(proposal, await self._evening_after(proposal, rules.TALK_WAITS))
                await self._refresh_asked(proposal)
            case "extended":
                await self._extend(proposal, now)
            case "undecided":
                await self._undecided(proposal, now)

    async def _evening_after(self, proposal: Proposal, days: timedelta) -> datetime:
        """That many days after the promised end, on the clock of the wall."""
        group = await self.members.store.group(proposal.group)
        return hours.evening(group, group.local(proposal.ends_at).date() + days)

    async def _adopt(self, of: Deliberation, now: datetime) -> None:
        proposal, counted = of.proposal, rules.count(of)
        group = await self.members.store.group(proposal.group)
        versions = await self.proposals.versions(proposal.id)
        decision, number = await self.register.record(
            proposal.group,
            proposal.text,
            why=proposal.why,
            method="consent",
            decided_at=now,
            author=proposal.author,
            source=str(card_of(proposal.id)),
            versions=[(version.text, version.made_at) for version in versions],
            reservations=_reservations(of),
            voices=counted.voices,
            answered=counted.answered,
            relayed=counted.relayed,
            reached=counted.reached if proposal.silence == "consent" else 0,
            review_at=review_at(proposal.review, group, now),
            trial=proposal.review.trial,
            replaces=proposal.replaces,
        )
        await self.proposals.reveal(proposal.id)
        took = bool(proposal.effect) and await self.effects.take(proposal.effect, number, now)
        effect = proposal.effect if took else ""
        await self._end(replace(proposal, decision=decision, number=number, effect=effect), "adopted", now)
        await self.posts.put_beside(about(proposal.id, "decided"), card_of(proposal.id), rings=True)

    async def _look_for_solution(self, proposal: Proposal, now: datetime) -> None:
        proposal = await self._treat(proposal, now)
        await self.posts.put_beside(about(proposal.id, "stands", proposal.loops), card_of(proposal.id), rings=True)
        await self._tell_those_who_run(proposal, "solve")

    async def _treat(self, proposal: Proposal, now: datetime) -> Proposal:
        """A question has ended with an objection, which everybody may read from now on."""
        await self.proposals.reveal(proposal.id)
        return await self._begin(replace(proposal, loops=proposal.loops + 1), "treatment", rules.TREAT_DAYS, now)

    async def _extend(self, proposal: Proposal, now: datetime) -> None:
        """Not enough have answered: three days more, once; the card comes back and says so."""
        group = await self.members.store.group(proposal.group)
        ends_at = hours.deadline(group, now, rules.MORE_DAYS)
        proposal = await self._run_until(replace(proposal, extended=True), ends_at)
        await self._remind_of(proposal, group, now)
        await self._refresh_asked(proposal)
        await self.posts.bring_back(card_of(proposal.id), rings=True)

    async def _end_of_treatment(self, proposal: Proposal, now: datetime) -> None:
        """No solution yet: those who look for one are asked again, with the other ways."""
        if not any(one.stands for one in await self.proposals.objections(proposal.id)):
            await self._resume(proposal, now)
            return
        await self._begin(proposal, "treatment", rules.TREAT_DAYS, now)
        await self._tell_those_who_run(proposal, "solve")

    async def _offer_orphans(self, proposal: Proposal, now: datetime) -> None:
        """An objection whose author is gone, however they went: the group is asked who takes it up."""
        for objection in await self.proposals.objections(proposal.id):
            if objection.stands and objection.offered and not objection.orphaned:  # its author is back
                await self.proposals.offer(objection.id, asked=False)
                await self.alarms.cancel(about(proposal.id, "orphan", objection.id), "orphan")
                await self.posts.refresh(about(proposal.id, "orphan", objection.id))
            if objection.stands and objection.orphaned and not objection.offered:
                await self.proposals.offer(objection.id, asked=True)
                topic = about(proposal.id, "orphan", objection.id)
                await self.alarms.set(topic, "orphan", now + rules.ORPHAN_WAITS)
                await self.posts.put_beside(topic, card_of(proposal.id))

    # Reminders

    async def remind_due(self, alarm: Alarm) -> None:
        """On the eve, those alone whose voice is missing."""
        proposal = await self.proposals.find(alarm.topic.id, lock=True)
        if proposal is not None and proposal.state == "objections" and alarm.at < proposal.closing_at:
            await self._nudge(proposal, alarm.at)

    async def last_due(self, alarm: Alarm) -> None:
        """On the last day the card comes back, if it must: where too few have answered."""
        proposal = await self.proposals.find(alarm.topic.id, lock=True)
        if proposal is None or proposal.state != "objections" or alarm.at >= proposal.closing_at:
            return
        if rules.outcome(await self.deliberation(proposal), alarm.at) == "extended":
            await self.posts.bring_back(card_of(proposal.id), rings=True)

    async def _nudge(self, proposal: Proposal, now: datetime) -> int:
        """At most once in 48 hours for each person; for whoever is away, or has no account, those who answer for
        them. Gives how many are told."""
        reached = 0
        members = {member.person.id: member for member in await self.members.store.members(proposal.group)}
        relays = [relay for relay in await self.members.store.relays(proposal.group) if relay.agreed]
        for person in await self._silent(proposal):
            member = members.get(person)
            if member is None:
                continue
            told_of = {person: about(proposal.id, "nudge", person, proposal.version)}
            if not member.reached or member.is_away(now):
                by = [relay.relay.id for relay in relays if relay.person.id == person]
                told_of = {
                    relay: about(proposal.id, "call", person, relay, proposal.version)
                    for relay in by
                    if relay in members
                }
            if told_of and await self.members.store.nudge(proposal.group, person, now - hours.NUDGED_EVERY):
                for receiver, topic in told_of.items():
                    await self.posts.tell(topic, proposal.group, receiver)
                reached += len(told_of)
        return reached

    async def _silent(self, proposal: Proposal) -> list[int]:
        """The people of those voices that have not answered."""
        of = await self.deliberation(proposal)
        return [
            person
            for unit in rules.living(of.units)
            if _is_silent(rules.voice_of(unit, of.positions, of.objections))
            for person in unit.people
        ]

    # By hand

    async def extend(self, press: Press) -> Answer:
        """« Prolonger »: a day more."""
        here, proposal = await self._run(
            press, press.number(0), "questions", "opinions", "objections", "treatment"
        )
        _must_have_evenings(proposal)
        latest = here.group.local(max(proposal.ends_at, press.at))
        proposal = await self._run_until(proposal, hours.evening(here.group, latest.date() + timedelta(days=1)))
        if proposal.state == "objections":
            await self._remind_of(proposal, here.group, press.at)
        await self._refresh_asked(proposal)
        return Answer(toast=t("It now lasts until {end}.", end=Moment(here.group.local(proposal.ends_at))))

    async def finish(self, press: Press) -> Answer:
        """« Terminer » the listening, before its evening."""
        _, proposal = await self._run(press, press.number(0), "questions", "opinions")
        _must_have_evenings(proposal)
        if proposal.state == "questions":
            if any(not one.answer for one in await self.proposals.questions(proposal.id)):
                raise Refused(t("A question has no answer yet. Answer it first."))
            await self._end_of_questions(proposal, press.at)
        else:
            await self._end_of_opinions(proposal, press.at)
        return Answer(toast=t("The next round has begun."))


def _reservations(of: Deliberation) -> list[tuple[str, str]]:
    """What the decision keeps beside it: reservations, and an objection that nobody took up (K15)."""
    kept = [(one.words, one.name) for one in of.positions if one.kind == "reservation"]
    return kept + [(one.risk, one.name if one.named else "") for one in of.objections if one.state == "lapsed"]


def _is_silent(voice: Position | None) -> bool:
    """Nobody of it has answered, or whoever wanted to speak first has been spoken with."""
    return voice is None or (voice.kind == "talk" and voice.talked)


def _must_have_evenings(proposal: Proposal) -> None:
    """Raises Refused at a meeting, whose rounds are called by hand."""
    if proposal.form == "meeting":
        raise Refused(t("At a meeting the rounds are called by hand: « Next step », « +5 min »."))
