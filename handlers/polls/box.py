"""The ballot box: what every act on a poll begins and ends with."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Alarms, Drafts, Posts, Receipts
from handlers.conversation.text import Text, t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members import hours
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.electorate import Unit
from handlers.members.model import Here

from . import rules, views
from .model import YES, Ballot, Poll
from .store import Polls


def sealed(poll: Poll) -> Topic | None:
    """What seals the answers that tell of a ballot: they go with the ballots of a vote, and of a trial."""
    return None if poll.kind == "poll" else Topic("polls", poll.id)


def ballot_of(poll: int, person: int) -> Topic:
    """The question of a vote, as it is sent to somebody alone."""
    return Topic("polls", poll, f"ballot:{person}")


class Box:
    """The stores of one transaction, and the steps that all acts share."""

    def __init__(
        self,
        polls: Polls,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        receipts: Receipts,
    ) -> None:
        self.polls = polls
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.receipts = receipts

    async def _poll(self, number: int, *, lock: bool = False) -> Poll:
        poll = await self.polls.find(number, lock=lock)
        if poll is None:
            raise unknown()
        return poll

    async def _here_and_poll(self, event: Press | Said, number: int, *, lock: bool = False) -> tuple[Here, Poll]:
        poll = await self._poll(number, lock=lock)
        return await self.members.here(event, poll.group), poll

    async def _open_poll(self, event: Press | Said, number: int) -> tuple[Here, Poll]:
        """To change something about an open poll, which nobody else changes meanwhile."""
        here, poll = await self._here_and_poll(event, number, lock=True)
        rules.must_be_open(poll, here.group, event.at)
        return here, poll

    async def _run_poll(self, event: Press | Said, number: int) -> tuple[Here, Poll]:
        """The same, for those who run it: its author, and those who run the group."""
        here, poll = await self._here_and_poll(event, number, lock=True)
        members_rules.must_run(here, poll.author)
        rules.must_be_open(poll, here.group, event.at)
        return here, poll

    async def _set_alarms(self, poll: Poll, here: Here, now: datetime) -> None:
        topic = Topic("polls", poll.id)
        await self.alarms.set(topic, "close", poll.closing_at)
        remind = hours.reminder(here.group, now, poll.ends_at)
        if remind is not None and poll.reminded_at is None and poll.kind != "trial":
            await self.alarms.set(topic, "remind", remind)

    async def _count(self, poll: Poll, now: datetime) -> datetime:
        """After each ballot: the card is stale, and the closing may come nearer or move away. Gives the
        closing. A poll that was extended by hand lasts as long as was said; so does one to which neighbours
        may still add, and a trial."""
        lasts = poll.extended or poll.kind == "trial" or poll.style == "signup"
        closing_at = poll.ends_at
        if not lasts and await self.polls.all_heard(poll.id):
            closing_at = min(poll.ends_at, poll.closing_at, now + hours.CHANGE_OF_MIND)
        if closing_at != poll.closing_at:
            await self.polls.move(poll.id, closing_at)
            await self.alarms.set(Topic("polls", poll.id), "close", closing_at)
        await self.posts.refresh(Topic("polls", poll.id))
        return closing_at

    async def refresh_asked(self, poll: Poll) -> None:
        """What is asked has changed, or until when: the card is stale, and so are the ballots that were sent."""
        await self.posts.refresh(Topic("polls", poll.id))
        for unit in await self.polls.units(poll.id) if poll.hidden else ():
            for person in unit.people:
                await self.posts.refresh(ballot_of(poll.id, person))

    async def drawn_card(self, poll: Poll, now: datetime) -> View:
        """The card of an open poll, as everybody sees it."""
        group = await self.members.store.group(poll.group)
        names = await self.members.store.names([poll.author])
        takers = await self.takers(poll)
        return views.card(poll, group, names.get(poll.author) or t("a neighbour"), now, takers)

    async def takers(self, poll: Poll) -> dict[int, list[str]]:
        """Who takes what, by choice, where people sign up."""
        takers: dict[int, list[str]] = {}
        if poll.style == "signup":
            for ballot in await self.polls.ballots(poll.id):
                for option, mark in ballot.marks.items():
                    if mark == YES and not ballot.advice:
                        takers.setdefault(option, []).append(ballot.name or "?")
        return takers

    async def ballots_of(self, poll: Poll, unit: Unit) -> list[Ballot]:
        """Those of the people who share a voice; opinions that are told apart are none."""
        return [ballot for ballot in await self.polls.ballots_of(poll.id, unit.number) if not ballot.advice]

    async def tell_household(self, poll: Poll, given: Sequence[Ballot], person: int) -> None:
        """Whoever had given one of these ballots for the household learns that this person has changed its
        answer; not what it was."""
        for ballot in given:
            if ballot.person != person and poll.agreement != "majority":
                aspect = f"changed:{ballot.person}:{person}"
                await self.posts.tell(Topic("polls", poll.id, aspect), poll.group, ballot.person, rings=False)

    async def name_of(self, person: int) -> str | Text:
        return (await self.members.store.names([person])).get(person) or t("a neighbour")

    def _may_see_ballots(self, poll: Poll) -> None:
        """Raises Refused for a vote: who chose what is nobody's to see."""
        if poll.hidden:
            raise Refused(t("In a vote nobody sees who chose what."))
