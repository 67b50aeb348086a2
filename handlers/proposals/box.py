"""What every act on a proposal begins and ends with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from handlers.conversation.answer import Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import Text, t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.electorate import Unit
from handlers.members.model import Here, Person

from . import rules, sentences, views
from .model import Deliberation, Proposal, State
from .store import Proposals


class Register(Protocol):
    """Where decisions are remembered."""

    async def record(
        self,
        group: int,
        text: str,
        *,
        why: str = "",
        method: str,
        decided_at: datetime,
        author: int | None,
        source: str,
        versions: Sequence[tuple[str, datetime]] = (),
        reservations: Sequence[tuple[str, str]] = (),
        voices: int = 0,
        answered: int = 0,
        relayed: int = 0,
        reached: int = 0,
        review_at: datetime | None = None,
        trial: bool = False,
        replaces: int | None = None,
    ) -> tuple[int, str]:
        """Keeps it; gives its id and its number (« D-2027-006 »). `versions`: each text and since when;
        `reservations`: each in its words, with a name or none."""

    async def text_of(self, decision: int, group: int) -> str | None:
        """The text of a decision of this group that holds."""

    async def outcome_of(self, decision: int) -> tuple[int, int, int, int, Sequence[tuple[str, str]]] | None:
        """(voices, answered, relayed, reached, reservations) as they were recorded."""


class Meeting(Protocol):
    """The list of what the next meeting speaks of."""

    async def add_topic(
        self, group: int, words: str, *, source: str, by: int | None, now: datetime
    ) -> datetime | None:
        """Puts a topic on it, once for each source; gives when that meeting is, where it is known."""

    async def next_meeting(self, group: int, now: datetime) -> datetime | None: ...


class Effects(Protocol):
    """What comes about by itself once it is decided."""

    async def take(self, effect: str, number: str, now: datetime) -> bool:
        """It takes effect, with the decision's number; False where it cannot any more."""


def card_of(proposal: int) -> Topic:
    return Topic("proposals", proposal)


def about(proposal: int, aspect: str, *ids: int) -> Topic:
    """Something about a proposal that is a message of its own."""
    return Topic("proposals", proposal, ":".join((aspect, *map(str, ids))))


class Box:
    """The stores of one transaction, and the steps that all acts share."""

    def __init__(
        self,
        proposals: Proposals,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        register: Register,
        agenda: Meeting,
        effects: Effects,
    ) -> None:
        self.proposals = proposals
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.register = register
        self.agenda = agenda
        self.effects = effects

    async def _proposal(self, number: int, *, lock: bool = False) -> Proposal:
        proposal = await self.proposals.find(number, lock=lock)
        if proposal is None:
            raise unknown()
        return proposal

    async def _here_and(self, event: Press | Said, number: int, *, lock: bool = False) -> tuple[Here, Proposal]:
        proposal = await self._proposal(number, lock=lock)
        return await self.members.here(event, proposal.group), proposal

    async def _in_round(self, event: Press | Said, number: int, *rounds: State) -> tuple[Here, Proposal]:
        """To say something in one of these rounds, which nobody else changes meanwhile. Raises Refused in
        another, also for a stale button."""
        here, proposal = await self._here_and(event, number, lock=True)
        if proposal.state not in rounds:
            raise Refused(sentences.not_now(proposal, here.group, event.at))
        return here, proposal

    async def _run(self, event: Press | Said, number: int, *rounds: State) -> tuple[Here, Proposal]:
        """The same, for the person who proposes and for those who run the group."""
        here, proposal = await self._in_round(event, number, *rounds)
        members_rules.must_run(here, proposal.author)
        return here, proposal

    async def _draft_at(self, press: Press, *steps: str) -> tuple[Here, Draft | None]:
        """What this person is writing here about a proposal, if it is at one of these steps: a stale button may
        find it sent, given up, or at another one."""
        here = await self.members.here(press)
        draft = await self.drafts.find(here.person.id, here.group.id, press.at)
        if draft is None or draft.feature != "proposals" or draft.step not in steps:
            return here, None
        return here, draft

    async def deliberation(self, proposal: Proposal) -> Deliberation:
        """Everything that was said of it, and who knows of it."""
        units = await self.proposals.units(proposal.id)
        reached: dict[int, bool] = {}
        if proposal.silence == "consent":
            members = {member.person.id: member for member in await self.members.store.members(proposal.group)}
            noted = await self.members.store.reaches(str(card_of(proposal.id)))
            for person in (person for unit in units for person in unit.people):
                member = members.get(person)
                reached[person] = noted.get(person) == "told" or (member is not None and member.reached)
        return Deliberation(
            proposal,
            units,
            await self.proposals.positions(proposal),
            await self.proposals.objections(proposal.id),
            await self.proposals.opinions(proposal.id),
            await self.proposals.questions(proposal.id),
            reached,
        )

    async def shown(self, proposal: Proposal) -> views.Shown:
        """What its card, and the messages beside it, are drawn from."""
        names = await self.members.store.names([proposal.author])
        versions = await self.proposals.versions(proposal.id)
        before = [version.text for version in versions if version.number < proposal.version]
        of = await self.deliberation(proposal)
        met = [one for one in of.objections if one.version < proposal.version and one.state != "withdrawn"]
        met = [one for one in met if one.alerted or one.shown]
        return views.Shown(
            proposal,
            await self.members.store.group(proposal.group),
            names.get(proposal.author) or t("a neighbour"),
            rules.count(of),
            of.questions,
            before[-1] if before else "",
            [one for one in met if one.version == max(other.version for other in met)],
            heard=bool(of.opinions),
            following=await self._following(of) if proposal.form == "meeting" else "",
            replaced=await self._replaced(proposal),
            fates=frozenset(one.state for one in of.objections),
        )

    async def _replaced(self, proposal: Proposal) -> str:
        """The decision that it would take the place of, while that one holds."""
        if proposal.replaces is None:
            return ""
        return await self.register.text_of(proposal.replaces, proposal.group) or ""

    async def _following(self, of: Deliberation) -> str:
        """Who speaks next: the first of the roll who has not."""
        spoken = {of.proposal.author, *(opinion.person for opinion in of.opinions)}
        waiting = [person for unit in of.units for person in unit.people if person not in spoken]
        return (await self.members.store.names(waiting[:1])).get(waiting[0], "") if waiting else ""

    async def drawn_card(self, proposal: Proposal) -> View:
        """Its card, as everybody sees it."""
        return views.card(await self.shown(proposal))

    async def _voice_of(self, proposal: Proposal, person: int) -> Unit | None:
        units = await self.proposals.units(proposal.id)
        return next((unit for unit in units if person in unit.people), None)

    async def _must_have_voice(self, here: Here, proposal: Proposal) -> None:
        """Raises Refused for those who live with the group and not with the decision, and for those who came
        after it began."""
        if here.role == "accompaniment":
            raise Refused(
                t("You accompany the group: this choice is theirs. « ⋯ More » shows what you can do for it.")
            )
        members_rules.must_decide(here)
        if here.role == "professional":
            raise Refused(t("You advise the group: this choice is theirs. Your opinion counts before it."))
        if await self._voice_of(proposal, here.person.id) is None:
            since = sentences.since(here.group, proposal)
            raise Refused(
                t("The list of this decision was closed {since}. You count in the next one.", since=since)
            )

    async def _count(self, proposal: Proposal, now: datetime) -> Proposal:
        """After each word: the card is stale, and the end of the round may come nearer or move away."""
        closing_at = rules.closing(await self.deliberation(proposal), now)
        if closing_at != proposal.closing_at:
            proposal = await self._moved(proposal, closing_at)
        await self.posts.refresh(card_of(proposal.id))
        return proposal

    async def _moved(self, proposal: Proposal, closing_at: datetime) -> Proposal:
        proposal = replace(proposal, closing_at=closing_at)
        await self.proposals.keep(proposal)
        await self.alarms.set(card_of(proposal.id), "end", closing_at)
        return proposal

    async def _those_who_run(self, proposal: Proposal) -> list[int]:
        """Those who facilitate or accompany the group."""
        return await self.members.running(proposal.group)

    async def _tell_those_who_run(self, proposal: Proposal, aspect: str, *ids: int, author: bool = True) -> None:
        """The same to each of them alone; and to the person who proposes, who is told too where nobody runs."""
        people = await self._those_who_run(proposal)
        author = (author or not people) and await self._author_is_here(proposal)
        for person in dict.fromkeys([*([proposal.author] if author else []), *people]):
            await self.posts.tell(about(proposal.id, aspect, *ids, person), proposal.group, person)

    async def _author_is_here(self, proposal: Proposal) -> bool:
        return await self.members.store.member(proposal.group, proposal.author) is not None

    async def _tell_author(self, proposal: Proposal, aspect: str, *ids: int) -> None:
        """To the person who proposes; or, where they have left, to those who run the group."""
        topic = about(proposal.id, aspect, *ids)
        here = await self._author_is_here(proposal)
        for person in [proposal.author] if here else await self._those_who_run(proposal):
            await self.posts.tell(topic, proposal.group, person)

    async def name_of(self, person: int) -> str | Text:
        return (await self.members.store.names([person])).get(person) or t("a neighbour")

    async def _persons(self, people: Sequence[int]) -> list[Person]:
        names = await self.members.store.names(people)
        return [Person(person, names[person]) for person in people if person in names]


KEPT = timedelta(days=61)
"""Who said what is kept until two months after the end (people.md §6.3)."""
