"""Shared spaces: the parts of the handler, and what the house asks of every feature."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from handlers.conversation.events import Left
from handlers.conversation.feature import Entry, Held
from handlers.conversation.stores import Alarms, Drafts, Posts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk

from . import views
from .box import Box
from .choosing import Choosing
from .desk import BookingsDesk
from .holding import Holding
from .moving import Moving
from .repeating import Repeating
from .reserving import Reserving
from .seeing import Seeing
from .series import Following
from .spaces import ManySpaces
from .store import Bookings

KEPT = timedelta(days=366)
"""How long it is known whose a booking was: the limits of a year count it."""
P = TypeVar("P")
R = TypeVar("R")
A = ParamSpec("A")


class BookingsHandler:
    """Holds the parts of one transaction; each decides about one thing."""

    def __init__(
        self, bookings: Bookings, members: MembersDesk, posts: Posts, alarms: Alarms, drafts: Drafts
    ) -> None:
        self.box = Box(bookings, members, posts, alarms, drafts)
        self.desk = BookingsDesk(self.box)
        reserving = Reserving(self.box, self.desk)
        self._parts: dict[type[object], object] = {
            Reserving: reserving,
            Choosing: reserving.choosing,
            Holding: reserving.holding,
            Moving: Moving(self.box, self.desk, reserving.holding),
            Repeating: reserving.repeating,
            Following: Following(self.box, self.desk, reserving.repeating, reserving.holding),
            ManySpaces: ManySpaces(self.box),
            Seeing: Seeing(self.box),
        }

    def part(self, kind: type[P]) -> P:
        part = self._parts[kind]
        assert isinstance(part, kind), "filed under its own kind"
        return part

    # What the house asks

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        return ()

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """Events of the group: what is private stands in the planning alone."""
        of = await self.box.members.store.group(group)
        spaces = {space.id: space for space in await self.box.bookings.spaces(group, begins)}
        return [
            Entry(
                of.local(one.times.starts),
                t("{title}, {space}", title=one.wish.title, space=spaces[one.space].name),
                one.topic,
            )
            for one in await self.box.bookings.between(list(spaces), begins, ends)
            if one.wish.collective and begins <= one.times.starts
        ]

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.box.bookings.held_by(person))

    async def forget(self, person: int) -> None:
        await self.box.bookings.forget(person)

    async def united(self, kept: int, gone: int) -> None:
        await self.box.bookings.unite(kept, gone)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.box.bookings.annex(kept, gone)

    async def left(self, event: Left) -> None:
        """Whoever is of the group no more has nothing booked there any more."""

    async def purge(self, now: datetime) -> int:
        return await self.box.bookings.purge(now - KEPT)


def of(part: type[P], act: Callable[Concatenate[P, A], R]) -> Callable[Concatenate[BookingsHandler, A], R]:
    """An act of a part, as one of the handler's."""

    def acts(handler: BookingsHandler, /, *args: A.args, **kwargs: A.kwargs) -> R:
        return act(handler.part(part), *args, **kwargs)

    return acts
