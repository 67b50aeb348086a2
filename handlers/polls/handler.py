"""A group polls and votes: the handler, from its parts, and what the house asks of every feature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.feature import Entry, Held, Missed, Waiting
from handlers.conversation.near import is_late
from handlers.conversation.stores import Alarms, Drafts, Posts, Receipts
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import Button, View, data
from handlers.members import hours
from handlers.members.desk import MembersDesk

from . import results, rules, screens, sheets, views, voices
from .correcting import Correcting
from .looking import Looking
from .model import Poll
from .opening import Setup
from .relaying import Relaying
from .remembering import Memory, Proposing, Remembering, ahead_in
from .running import Meeting, Running
from .store import Polls
from .taking_back import TakingBack
from .tuning import Tuning


@dataclass(frozen=True)
class Desks:
    """What other features do for polls. `saying`: a sentence of ours in a language, where it is to be kept."""

    setup: Setup
    meetings: Meeting
    memory: Memory
    proposing: Proposing
    saying: Callable[[Text, str], str]


class PollsHandler(TakingBack, Relaying, Looking, Running, Correcting, Tuning, Remembering):
    """Decides everything about polls; what it decides stands in the stores it was given."""

    def __init__(
        self,
        polls: Polls,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        receipts: Receipts,
        desks: Desks,
    ) -> None:
        super().__init__(polls, members, posts, alarms, drafts, receipts)
        self.setup, self.meetings = desks.setup, desks.meetings
        self.memory, self.proposing, self.saying = desks.memory, desks.proposing, desks.saying

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        poll = await self._poll(topic.id)
        aspect, *ids = topic.aspect.split(":")
        people = [int(id) for id in ids]
        match aspect:
            case "":
                return (await self._card(poll, now),)
            case "result":
                group = await self.members.store.group(poll.group)
                late = poll.closed_at is not None and poll.closed_at - poll.closing_at > hours.LATE
                kept = await self.memory.number_of(str(Topic("polls", poll.id)))
                becomes = results.Becomes(ahead_in(poll) is not None, kept)
                return (results.result(poll, group, late, await self.takers(poll), becomes),)
            case "draw":
                return (results.drawn(poll),)
            case "corrected":
                correction = await self.polls.correction(people[0])
                return () if correction is None else (views.corrected(poll, correction),)
            case _:
                return await self._told_alone(poll, aspect, people, now)

    async def _card(self, poll: Poll, now: datetime) -> View:
        if poll.state == "withdrawn":
            return results.withdrawn_card()
        return results.closed_card(poll) if poll.state == "closed" else await self.drawn_card(poll, now)

    async def _told_alone(self, poll: Poll, aspect: str, people: Sequence[int], now: datetime) -> Sequence[View]:
        """What one person alone is told about an open poll; nothing once it is over. What was answered for
        somebody in a vote does not stand there longer than the ballots; what was asked of them does."""
        if aspect == "ballot":
            return (await self._ballot_for_one(poll, now),)
        if poll.state != "open":
            return (sheets.no_longer_known(poll),) if aspect == "for" and poll.hidden else ()
        names = await self.members.store.names(people)
        match aspect:
            case "changed":
                return (voices.voice_changed(poll, names.get(people[1], "?")),)
            case "contested":
                return (sheets.contested(poll, names.get(people[0], "?")),)
            case "united":
                return (sheets.united(poll, twice=bool(people[1])),)
            case "for":
                ballot = await self.polls.ballot(poll.id, people[0])
                return (sheets.answered_for(poll, ballot),) if ballot is not None and ballot.entered_by else ()
            case "nudge":
                silent = {person for unit in await self.polls.silent(poll.id) for person, _ in unit.people}
                if people[0] not in silent:  # they, or somebody of theirs, have answered meanwhile
                    return ()
                group = await self.members.store.group(poll.group)
                card = await self.drawn_card(poll, now)
                return (voices.nudge(poll, group, names.get(people[0], ""), card.buttons),)
        return ()

    async def _ballot_for_one(self, poll: Poll, now: datetime) -> View:
        if poll.state != "open":
            return await self._card(poll, now)
        group, card = await self.members.store.group(poll.group), await self.drawn_card(poll, now)
        return voices.ballot(poll, group, card.buttons)

    async def waiting(self, person: int, now: datetime) -> Sequence[Waiting]:
        return [
            Waiting(group, Topic("polls", poll), verbatim(question), data("polls", "card", poll))
            for poll, group, question in await self.polls.unanswered_by(person, now)
        ]

    async def held_about(self, person: int) -> Sequence[Held]:
        return screens.held(await self.polls.opened_by(person), await self.polls.answers_of(person))

    async def forget(self, person: int) -> None:
        for poll in await self.polls.forget(person):
            await self.posts.refresh(Topic("polls", poll))

    async def united(self, kept: int, gone: int) -> None:
        """Two people are one: they are told in which polls they count once from now on."""
        for number, twice in (await self.polls.unite(kept, gone)).items():
            poll = await self._poll(number)
            await self.posts.refresh(Topic("polls", number))
            aspect = f"united:{kept}:{int(twice)}"
            await self.posts.tell(Topic("polls", number, aspect), poll.group, kept, rings=False)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.polls.annex(kept, gone)

    async def purge(self, now: datetime) -> int:
        return await self.polls.purge(now - rules.KEPT, now - rules.TRIAL_KEPT)

    async def missed(self, group: int, since: datetime, until: datetime) -> Sequence[Missed]:
        """Polls that ended while nobody could close them."""
        return [
            Missed(
                "closed",
                t("poll « {question} »", question=poll.question),
                poll.ends_at,
                buttons=(Button(t("See the poll"), data("polls", "outcome", poll.id)),),
            )
            for poll in await self.polls.closed_late(group, since, until)
            if is_late(poll.ends_at, poll.closed_at or until)
        ]

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        return [
            Entry(
                poll.ends_at,
                t("End of the poll: {question}", question=poll.question),
                Topic("polls", poll.id),
                sort="question",
                question=verbatim(poll.question),
            )
            for poll in await self.polls.open_of(group, begins, ends)
            if poll.kind != "trial"
        ]
