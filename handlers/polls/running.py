"""How a poll is run: ended, extended, taken back, its missing voices reminded, its ties settled."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import Moment, t, tn
from handlers.conversation.topic import Topic
from handlers.members import hours
from handlers.members import rules as members_rules
from handlers.members.desk import appears_at
from handlers.members.model import Here

from . import rules, screens, sentences
from .model import Choice, Poll
from .opening import Opening
from .tally import draw, lots, tally


class Meeting(Protocol):
    """The list of what the group speaks of when it meets."""

    async def add_topic(
        self, group: int, words: str, *, source: str, by: int | None, now: datetime
    ) -> datetime | None:
        """Puts something on the next meeting's list, once for each `source`; gives when that meeting is, where it
        is known: of that moment, the day alone is to be said."""


class Running(Opening):
    """For the author of a poll and for those who run the group; and for time, which closes what is due."""

    meetings: Meeting

    async def close(self, press: Press) -> Answer:
        here, poll = await self._run_poll(press, press.number(0))
        await self._close(poll, press.at)
        if poll.kind == "trial":
            return Answer(toast=t("The trial is over, and nothing is kept."))
        return Answer(toast=screens.closed(appears_at(here.group, press.at)))

    async def extend(self, press: Press) -> Answer:
        here, poll = await self._run_poll(press, press.number(0))
        ends_at = hours.extended(here.group, poll.ends_at)
        await self.polls.extend(poll.id, ends_at)
        await self._set_alarms(await self._poll(poll.id), here, press.at)
        await self.refresh_asked(poll)
        return Answer(toast=t("The poll now lasts until {end}.", end=Moment(here.group.local(ends_at))))

    async def withdraw(self, press: Press) -> Answer:
        _, poll = await self._run_poll(press, press.number(0))
        await self.polls.withdraw(poll.id, press.at)
        # The reminder stays set: it looks whether the poll is open, and the poll may be put back.
        await self.alarms.cancel(Topic("polls", poll.id), "close")
        await self.posts.refresh(Topic("polls", poll.id))
        return Answer(view=screens.withdrawn(poll))

    async def restore(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press, press.number(0), lock=True)
        members_rules.must_run(here, poll.author)
        if poll.state != "withdrawn":
            raise Refused(t("This poll is already in the group."))
        if poll.closed_at is None or press.at > poll.closed_at + rules.UNDO or press.at >= poll.closing_at:
            raise Refused(t("The ten minutes are over. Open the poll again with /sondage."))
        await self.polls.restore(poll.id)
        await self.alarms.set(Topic("polls", poll.id), "close", poll.closing_at)
        await self._count(poll, press.at)
        await self.refresh_asked(poll)  # a ballot that was on its way meanwhile was not sent
        return Answer(toast=t("The poll is back, with its answers."))

    # Reminders to those alone whose voice is missing

    async def nudge(self, press: Press) -> Answer:
        here, poll = await self._open_poll(press, press.number(0))
        if not here.runs:
            raise Refused(t("Only those who run the group send reminders."))
        reached = await self._nudge(poll, press.at)
        if not reached:
            raise Refused(t("Everybody missing was reminded within two days, or is away."))
        return Answer(toast=tn("{n} person is reminded.", "{n} people are reminded.", reached))

    async def _nudge(self, poll: Poll, now: datetime) -> int:
        """At most once in 48 hours for each person, and none for whoever is away; gives how many."""
        reached = 0
        members = {member.person.id: member for member in await self.members.store.members(poll.group)}
        for unit in await self.polls.silent(poll.id):
            for person, _ in unit.people:
                member = members.get(person)
                if member is None or not member.reached or member.is_away(now):
                    continue
                if await self.members.store.nudge(poll.group, person, now - hours.NUDGED_EVERY):
                    await self.posts.tell(Topic("polls", poll.id, f"nudge:{person}"), poll.group, person)
                    reached += 1
        return reached

    # Time

    async def close_due(self, alarm: Alarm) -> None:
        poll = await self.polls.find(alarm.topic.id, lock=True)
        if poll is None or poll.state != "open":
            return
        if alarm.at < poll.closing_at:  # moved since this alarm was set
            await self.alarms.set(alarm.topic, "close", poll.closing_at)
        elif poll.hidden and not poll.reaches_quorum and not poll.prolonged:
            await self._prolong(poll, alarm.at)
        else:
            await self._close(poll, alarm.at)

    async def _prolong(self, poll: Poll, now: datetime) -> None:
        """Not enough have answered: three days more, once; the card comes back and says so."""
        group = await self.members.store.group(poll.group)
        ends_at = hours.deadline(group, now, rules.MORE_DAYS)
        await self.polls.prolong(poll.id, ends_at)
        await self.alarms.set(Topic("polls", poll.id), "close", ends_at)
        await self.refresh_asked(poll)
        await self.posts.bring_back(Topic("polls", poll.id), rings=True)

    async def remind_due(self, alarm: Alarm) -> None:
        """A poll comes back once, for all; in a vote those alone are told whose voice is missing."""
        poll = await self.polls.find(alarm.topic.id, lock=True)
        if poll is None or poll.state != "open" or alarm.at >= poll.closing_at or poll.everybody_answered:
            return
        await self.polls.remind(poll.id, alarm.at)
        if poll.hidden:
            await self._nudge(poll, alarm.at)
        else:
            await self.posts.bring_back(Topic("polls", poll.id), rings=True)

    async def _close(self, poll: Poll, now: datetime) -> None:
        topic = Topic("polls", poll.id)
        if poll.hidden:
            # From here on nobody can tell who chose what: not even the receipts that were given.
            ballots = await self.polls.ballots(poll.id)
            await self.polls.seal(poll.id, tally(await self.polls.units(poll.id), ballots, poll.agreement))
            for ballot in ballots:
                if ballot.entered_by_person is not None:
                    await self.posts.refresh(Topic("polls", poll.id, f"for:{ballot.person}"))
        await self.polls.close(poll.id, now)
        if poll.kind == "trial":
            await self.polls.wipe(poll.id)
        if poll.kind != "poll":
            await self.receipts.burn(topic)
        await self.alarms.cancel(topic, "close")
        await self.alarms.cancel(topic, "remind")
        await self.posts.refresh(topic)
        if poll.kind != "trial":
            await self.posts.put_beside(Topic("polls", poll.id, "result"), topic, rings=True)

    # After a tie

    async def again(self, press: Press) -> Answer:
        """« Revoter »: the same question, between those that are ahead."""
        here, poll = await self._settle(press)
        options = sentences.second_round(poll)
        await self.polls.settle_tie(poll.id, "again")
        days = rules.VOTE_DAYS if poll.hidden else rules.POLL_DAYS
        ends_at = hours.deadline(here.group, press.at, days)
        following = replace(
            poll,
            author=here.person.id,
            opened_at=press.at,
            ends_at=ends_at,
            closing_at=ends_at,
            after=poll.id,
            secret="",
        )
        following = replace(following, prolonged=False, extended=False, tie="", reminded_at=None)
        choices = tuple(Choice(option.words, option.stock) for option in options)
        await self._open(press, here, following, choices, press.chat)
        await self.posts.refresh(Topic("polls", poll.id, "result"))
        return Answer(toast=t("You vote again: the new card is in the group."))

    async def draw(self, press: Press) -> Answer:
        """« Tirer au sort »: the secret that was sealed at the opening decides, and everybody can check it."""
        _, poll = await self._settle(press)
        leaders = poll.leaders()
        if len(leaders) < 2:
            raise Refused(t("There is no tie."))
        place = draw(poll.secret, poll.id, lots(poll))
        await self.polls.settle_tie(poll.id, "drawn", leaders[place].id)
        result = Topic("polls", poll.id, "result")
        await self.posts.refresh(result)
        await self.posts.put_beside(Topic("polls", poll.id, "draw"), result)
        return Answer(toast=t("Lots are drawn. The result is in the group."))

    async def meeting(self, press: Press) -> Answer:
        """« En parler en réunion »."""
        here, poll = await self._settle(press)
        if len(poll.leaders()) < 2:
            raise Refused(t("There is no tie."))
        await self.polls.settle_tie(poll.id, "meeting")
        await self.posts.refresh(Topic("polls", poll.id, "result"))
        at = await self.meetings.add_topic(
            poll.group, poll.question, source=f"polls:{poll.id}", by=here.person.id, now=press.at
        )
        if at is None:
            return Answer(toast=t("Noted: it is on the agenda of the next meeting."))
        return Answer(toast=t("Noted: it is on the agenda of {day}.", day=Moment(at, "day")))

    async def _settle(self, press: Press) -> tuple[Here, Poll]:
        """A poll that ended without anything ahead; those who run it choose how it goes on, once."""
        here, poll = await self._here_and_poll(press, press.number(0), lock=True)
        members_rules.must_run(here, poll.author)
        if poll.state != "closed":
            raise Refused(t("This poll is not over."))
        if poll.tie:
            raise Refused(t("This is settled already."))
        if not sentences.unsettled(poll):
            raise Refused(t("There is no tie."))
        return here, poll
