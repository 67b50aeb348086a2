"""What every feature may remember: posts, alarms, drafts. Storage keeps the promises made here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .events import Chat
from .topic import Topic

EVERYONE = "everyone"
"""The audience of a card that stands in the room for all; that of what one person sees is « person:17 »."""


@dataclass(frozen=True)
class Draft:
    """A half-finished dialogue of one person about one group; lives 24 hours.

    `chat` is where it began: what comes of it is shown there, wherever the answers are typed.
    """

    group: int
    chat: Chat
    feature: str
    step: str
    notes: Mapping[str, str]


class Posts(Protocol):
    """Which topic stands in which chat. Delivery makes the chats show it; handlers never send."""

    async def put(
        self,
        topic: Topic,
        chats: Sequence[Chat],
        *,
        rings: bool = False,
        audience: str = EVERYONE,
        at_night: bool = False,
        reply_to: str = "",
    ) -> None:
        """The topic stands in these chats from now on, as a new message. Twice is once.

        `at_night`: the night does not hold it back (a live workshop, what a person asked for themselves).
        `reply_to`: the message, as `events.Quoted.message` names it, under which it stands where that one is.
        """

    async def tell(
        self, topic: Topic, group: int, person: int, *, rings: bool = True, at_night: bool = False
    ) -> None:
        """Something for one person alone: in their private conversation, or on their own page; else, where a
        room of the group is in the open, in a private conversation that opens with it. Where they have none of
        these, it waits for their next act in this group. Again: at the bottom, once more. `at_night`: as `put`.
        """

    async def untell(self, topic: Topic, person: int) -> None:
        """Takes that back, as far as it has not been said."""

    async def put_beside(self, topic: Topic, beside: Topic, *, rings: bool = False) -> None:
        """The topic stands, as a new message, wherever that other one stands."""

    async def refresh(self, topic: Topic) -> None:
        """What stands is stale: draw it again. Rings nobody."""

    async def carry_over(self, topic: Topic, to: Topic) -> None:
        """What stands as the one topic stands as the other from now on."""

    async def refresh_aspects(self, topic: Topic) -> None:
        """The same of every aspect of this topic."""

    async def refresh_about(self, feature: str, record: int) -> None:
        """The same for every topic of the feature that names this record, as its own or within its aspect."""

    async def bring_back(self, topic: Topic, *, rings: bool, chat: Chat | None = None) -> None:
        """The card comes back at the bottom, everywhere or in one chat; the older copy says that it
        continues below."""


class Receipts(Protocol):
    """The answers that people were given, kept so that an event that comes twice gets the same one."""

    async def burn(self, topic: Topic) -> None:
        """Empties those that are sealed with this topic: nobody can read any more what was answered."""


class Alarms(Protocol):
    """What must happen later. One alarm of each name per topic; setting it again moves it."""

    async def set(self, topic: Topic, name: str, at: datetime) -> None: ...

    async def cancel(self, topic: Topic, name: str) -> bool:
        """Says whether it was set."""


class Drafts(Protocol):
    """At most one open dialogue per person and group: a new one replaces the old."""

    async def keep(self, person: int, draft: Draft, now: datetime) -> None: ...

    async def find(self, person: int, group: int | None, now: datetime) -> Draft | None:
        """The dialogue about this group; with None, the one that was last spoken of."""

    async def drop(self, person: int, group: int) -> bool:
        """Says whether there was one."""
