"""The form « en réunion »: everybody is in one room; whoever leads calls the rounds, Palabre keeps time and the
list of who has spoken."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import Moment, t
from handlers.members.model import Here

from . import leading_views, rules, told
from .box import card_of
from .model import ROUNDS, Proposal, Relayed, State
from .relaying import Relaying

MORE_TIME = timedelta(minutes=5)
LEFT_OPEN = timedelta(hours=20)
"""After which a meeting that nobody ended is over."""


class Leading(Relaying):
    """For the person who proposes and for those who run the group."""

    async def _lead(self, press: Press, *rounds: State) -> tuple[Here, Proposal]:
        here, proposal = await self._run(press, press.number(0), *(rounds or ROUNDS))
        if proposal.form != "meeting":
            raise Refused(t("This is not decided at a meeting: its rounds end by themselves."))
        return here, proposal

    async def next_step(self, press: Press) -> Answer:
        """« Étape suivante »."""
        _, proposal = await self._lead(press)
        match proposal.state:
            case "questions":
                await self._begin(proposal, "opinions", 0, press.at)
                return Answer(toast=t("Now the opinions, each in turn."))
            case "opinions":
                await self._begin(proposal, "amendment", 0, press.at)
                return await self._what_becomes_of_it(proposal)
            case "amendment":
                return await self._what_becomes_of_it(proposal)
            case "objections":
                return await self._count_hands(proposal, press)
            case _:
                raise Refused(t("An objection stands. Its author lifts it, or the text changes."))

    async def _what_becomes_of_it(self, proposal: Proposal) -> Answer:
        said = [one for one in await self.proposals.opinions(proposal.id) if one.words]
        names = await self.members.store.names([proposal.author])
        return Answer(view=told.turn(proposal, names.get(proposal.author, ""), said, author=True))

    async def _count_hands(self, proposal: Proposal, press: Press) -> Answer:
        """The end of the question, as the voices stand now."""
        of = await self.deliberation(proposal)
        match rules.outcome(of, press.at):
            case "adopted":
                counted = rules.count(of)
                if counted.answered < rules.most_of(counted):  # in a room, silence is not asked for
                    return Answer(view=leading_views.absent(proposal, counted))
                await self._adopt(of, press.at)
                return Answer(toast=t("It is decided."))
            case "treatment":
                await self._treat(proposal, press.at)
                return Answer(view=leading_views.objection_stands(proposal))
            case "paused":
                raise Refused(t("Somebody would like to talk about it first. Then tap « We have talked »."))
            case _:
                return Answer(view=leading_views.absent(proposal, rules.count(of)))

    async def leave_to_absent(self, press: Press) -> Answer:
        """« Laisser trois jours »: those who are not there answer as in any other decision."""
        _, proposal = await self._lead(press, "objections")
        await self.alarms.cancel(card_of(proposal.id), "time")
        await self._extend(replace(proposal, form="quick"), press.at)
        return Answer(toast=t("Those who are not here have three days to answer."))

    async def more_time(self, press: Press) -> Answer:
        """« +5 min »."""
        here, proposal = await self._lead(press)
        proposal = await self._run_until(proposal, max(proposal.ends_at, press.at) + MORE_TIME)
        end = Moment(here.group.local(proposal.ends_at), "hour")
        return Answer(toast=t("Until {end}.", end=end))

    async def turns(self, press: Press) -> Answer:
        """« Qui a parlé »: those who have not, to be ticked as they do."""
        _, proposal = await self._lead(press, "opinions")
        return await self._turns(proposal, press.number(1))

    async def _turns(self, proposal: Proposal, page: int) -> Answer:
        spoken = {one.person for one in await self.proposals.opinions(proposal.id)}
        voices = [person for unit in await self.proposals.units(proposal.id) for person in unit.people]
        missing = [person for person in voices if person not in spoken and person != proposal.author]
        return Answer(view=leading_views.turns(proposal, await self._persons(missing), page))

    async def spoke(self, press: Press) -> Answer:
        """Somebody has spoken aloud: their turn is over. What they wrote themselves stays."""
        here, proposal = await self._lead(press, "opinions")
        person = press.number(1)
        if await self._voice_of(proposal, person) is None:
            raise Refused(t("This person has no voice here."))
        if await self._opinion_of(proposal, person) is None:
            await self.proposals.say(proposal.id, person, "", press.at, relayed=Relayed(here.person.id))
            await self._count(proposal, press.at)
        return await self._turns(proposal, 0)

    async def time_due(self, alarm: Alarm) -> None:
        """The time of a round is over: whoever leads is told, and goes on when they wish."""
        proposal = await self.proposals.find(alarm.topic.id, lock=True)
        if proposal is None or proposal.form != "meeting" or not proposal.under_way:
            return
        if alarm.at < proposal.ends_at:
            await self.alarms.set(alarm.topic, "time", proposal.ends_at)
            return
        if alarm.at - proposal.round_at < LEFT_OPEN:
            await self._tell_those_who_run(proposal, "time")
            await self.alarms.set(alarm.topic, "time", proposal.round_at + LEFT_OPEN)
            return
        await self._goes_on_at_home(proposal, alarm.at)

    async def _goes_on_at_home(self, proposal: Proposal, now: datetime) -> None:
        """Nobody has called the next round: the meeting is over, and the proposal goes on as any other."""
        if proposal.state == "objections":
            await self._extend(replace(proposal, form="quick"), now)
            return
        state: State = "opinions" if proposal.state == "questions" else proposal.state
        days = {"opinions": rules.DAYS[("week", "opinions")], "amendment": rules.AMEND_DAYS}
        await self._begin(replace(proposal, form="week"), state, days.get(state, rules.TREAT_DAYS), now)
        if state == "amendment":
            await self._tell_those_who_run(proposal, "turn")
        await self.posts.bring_back(card_of(proposal.id), rings=True)
