"""The stores of one transaction, and what every act on an evaluation begins with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.conversation.answer import Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Alarms, Drafts, Posts, Receipts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Here

from . import rules
from .store import Evaluations

Act = Press | Said
"""What somebody does about an evaluation."""


class Gathering(Protocol):
    """handlers.workshops.past.Gathering: people came together, or will. `over_at`: on the group's clock, when
    that is over; None where it has no date, or was cancelled. `author` began it. `card`: what stands of it in the
    group."""

    @property
    def id(self) -> int: ...
    @property
    def group(self) -> int: ...
    @property
    def author(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def over_at(self) -> datetime | None: ...
    @property
    def card(self) -> Topic: ...


class Gatherings(Protocol):
    """handlers.workshops.past.Past."""

    async def find(self, id: int, *, lock: bool = False) -> Gathering | None:
        """`lock`: nobody else changes it until the transaction ends."""

    async def came(self, id: int, person: int) -> bool:
        """Whether this person had said that they come."""

    async def organisers(self, id: int) -> Sequence[int]:
        """Whoever began it, while they are in the group; else those who run the group."""


class Box:
    """Given to every part of the feature."""

    def __init__(
        self,
        evaluations: Evaluations,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        receipts: Receipts,
        gatherings: Gatherings,
    ) -> None:
        self.evaluations = evaluations
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.receipts = receipts
        self.gatherings = gatherings

    async def seen(self, event: Act, id: int) -> tuple[Here, Gathering, datetime]:
        """Who acts, a gathering of their group, and when it was over, or will be. Locked: what is closed stays
        closed. Guests look on. Raises Refused."""
        gathering = await self.gatherings.find(id, lock=True)
        if gathering is None:
            raise unknown()
        here = await self.members.here(event, gathering.group)
        members_rules.must_take_part(here)
        if gathering.over_at is None:
            raise Refused(t("There is no opinion to give about this."))
        return here, gathering, gathering.over_at

    async def open(self, event: Act, id: int) -> tuple[Here, Gathering, datetime]:
        """The same, while opinions can be given. Raises Refused."""
        here, gathering, over_at = await self.seen(event, id)
        rules.must_be_open(over_at, event.at)
        if await self.evaluations.figures(id) is not None:  # a tap that comes late
            raise Refused(t("Opinions are not taken any more."))
        return here, gathering, over_at

    def reads(self, here: Here, gathering: Gathering) -> bool:
        """Whoever began it, and those who run the group."""
        return members_rules.may_run(here, gathering.author or 0)
