"""Who acts, and the roll of their group: what every part of this feature looks up first."""

from collections.abc import Sequence

from handlers.conversation.events import Chat, FromPerson, Press
from handlers.conversation.stores import Draft, Drafts, Posts
from handlers.conversation.topic import Topic
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Claim, Here, Household, Member

from . import rules
from .store import Questions, Ready


class OverTheRoll:
    """The stores that every part of households stands on. The first number of a button is always the group."""

    def __init__(
        self, members: MembersDesk, posts: Posts, drafts: Drafts, questions: Questions, readiness: Ready
    ) -> None:
        self.members = members
        self.posts = posts
        self.drafts = drafts
        self.questions = questions
        self.readiness = readiness

    async def _here(self, press: Press) -> Here:
        return await self.members.here(press, press.number(0) or None)

    async def _me(self, here: Here) -> Member:
        """Who acts, as a member who decides. Raises Refused for anybody else."""
        rules.must_decide(here)
        return await self._member(here.group.id, here.person.id)

    async def _member(self, group: int, person: int) -> Member:
        """Raises Refused for somebody who is not in the group."""
        member = await self.members.store.member(group, person)
        if member is None:
            raise unknown()
        return member

    async def _members(self, here: Here) -> Sequence[Member]:
        return await self.members.store.members(here.group.id)

    async def _must_run(self, here: Here) -> None:
        rules.must_run(here, await self._members(here))

    async def _home(self, group: int, person: int) -> Household:
        """The household in which somebody lives. Raises Refused where they have none."""
        home = rules.home_of(person, await self.members.store.households(group))
        if home is None:
            raise unknown()
        return home

    async def _claims(self, group: int) -> list[Claim]:
        """Those that can still be answered."""
        return rules.living(await self.members.store.claims(group), await self.members.store.members(group))

    async def _drop(self, group: int, claim: Claim) -> None:
        await self.members.store.drop_claim(claim.id)
        await self.posts.refresh(topic(group, "claim", claim.id))

    async def _tell(self, group: int, person: int, aspect: Topic, *, rings: bool = False) -> None:
        await self.posts.tell(aspect, group, person, rings=rings)

    async def _ask(self, here: Here, chat: Chat, step: str, event: FromPerson, **notes: str) -> None:
        """The next words of this person answer that question."""
        draft = Draft(here.group.id, chat, "households", step, notes)
        await self.drafts.keep(here.person.id, draft, event.at)

    async def _answered(self, here: Here) -> None:
        await self.drafts.drop(here.person.id, here.group.id)

    async def _reachable(self, here: Here) -> bool:
        return await self.members.store.reachable(here.group.id, here.person.id)


def topic(group: int, aspect: str, *ids: int) -> Topic:
    """What is told to one person: « households:3:claim:12 », with the ids that it is about."""
    return Topic("households", group, ":".join((aspect, *map(str, ids))))


def everything(group: int) -> Topic:
    """What all that is told about the households of a group is an aspect of."""
    return Topic("households", group)
