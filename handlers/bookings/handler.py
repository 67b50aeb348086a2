"""Shared spaces: the parts of the handler, and what the house asks of every feature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.conversation.events import Left
from handlers.conversation.feature import Entry, Held
from handlers.conversation.feature import Waiting as Open
from handlers.conversation.parts import Parts
from handlers.conversation.text import Text
from handlers.conversation.topic import Topic
from handlers.conversation.views import View

from . import agenda_views, views
from .approving import Approving
from .arranging import Arranging
from .box import Box
from .changing import Changing
from .contributing import Contributing
from .customs import ManyCustoms
from .departing import Departing
from .desk import BookingsDesk
from .enacting import Enacting
from .feeding import Entries, Feeding, nothing
from .measuring import Measuring
from .moving import Moving
from .reserving import Reserving
from .ruling import Proposing, Ruling
from .seeing import Seeing
from .series import Following
from .sharing import Sharing
from .spaces import ManySpaces
from .staying import Staying
from .subscribing import Addressing, Subscribing, nowhere
from .waiting import Waiting

KEPT = timedelta(days=366)
"""How long it is known whose a booking was: the limits of a year count it."""


@dataclass(frozen=True)
class Outside:
    """What it is given of others: how a proposal begins, how a text is said in a language, where calendars are
    read, what else the group has ahead."""

    proposing: Proposing
    say: Callable[[Text, str], str]
    addressing: Addressing = nowhere
    entries: Entries = nothing


class BookingsHandler(Parts):
    """Holds the parts of one transaction; each decides about one thing."""

    def __init__(self, box: Box, outside: Outside) -> None:
        self.box = box
        self.desk = BookingsDesk(self.box)
        reserving = Reserving(self.box, self.desk)
        waiting = Waiting(self.box, self.desk, reserving.approving.ask)
        spaces = ManySpaces(self.box)
        changing = Changing(self.box, self.desk, spaces)
        arranging = Arranging(self.box, self.desk, waiting, reserving.approving.ask)
        staying = Staying(self.box, self.desk)
        sharing = Sharing(self.box, outside.say)
        self._shows = {
            "wait": waiting.show,
            "keep": waiting.show_keep,
            "stays": waiting.show_kept,
            "ask": arranging.show,
            "answer": arranging.show_answer,
            "retired": changing.show_retired,
            **dict.fromkeys(("info", "begin", "missed", "after", "trouble"), staying.show),
            **dict.fromkeys(("approve", "agreed", "doubted", "refused"), reserving.approving.show),
            **dict.fromkeys(("plea", "kept", "displaced", "granted"), reserving.offering.prevailing.show),
        }
        super().__init__(
            reserving,
            reserving.choosing,
            reserving.holding,
            waiting,
            arranging,
            Moving(self.box, self.desk, reserving.holding, reserving.approving),
            reserving.repeating,
            Following(self.box, self.desk, reserving.repeating, reserving.holding),
            spaces,
            changing,
            ManyCustoms(self.box),
            Ruling(self.box, Enacting(self.box), outside.proposing, outside.say),
            Seeing(self.box, sharing),
            sharing,
            Subscribing(self.box, outside.addressing),
            Feeding(self.box, outside.entries),
            staying,
            Measuring(staying),
            Contributing(self.box, outside.say),
            reserving.approving,
            reserving.offering.prevailing,
            Departing(self.box, self.desk),
        )

    # What the house asks

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        shows = self._shows.get(topic.aspect.split(":")[0])
        return () if shows is None else await shows(topic, now)

    async def waiting(self, person: int, now: datetime) -> Sequence[Open]:
        """What is held for this person, and what neighbours ask of them."""
        return [
            *await self.part(Waiting).open_questions(person, now),
            *await self.part(Arranging).open_questions(person, now),
        ]

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """Who has what, as far as the group shows that, and the events of the group."""
        of = await self.box.members.store.group(group)
        spaces = {space.id: space for space in await self.box.bookings.spaces(group, begins)}
        bookings = await self.box.bookings.between(list(spaces), begins, ends)
        shows = (await self.box.bookings.customs(group)).names
        names = await self.box.names(of, {one.person for one in bookings}) if shows else {}
        return [agenda_views.entry(spaces[one.space], one, names.get(one.person, ())) for one in bookings]

    async def held_about(self, person: int) -> Sequence[Held]:
        bookings = self.box.bookings
        address = await bookings.calendar_since(person)
        return views.held(await bookings.held_by(person), await bookings.objections_by(person), address)

    async def forget(self, person: int) -> None:
        await self.part(Waiting).forgotten(person)
        await self.part(Departing).forgotten(person)

    async def united(self, kept: int, gone: int) -> None:
        await self.box.bookings.unite(kept, gone)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.box.bookings.annex(kept, gone)

    async def left(self, event: Left) -> None:
        """Whoever is of the group no more has nothing booked there any more."""
        await self.part(Departing).left(event)

    async def purge(self, now: datetime) -> int:
        await self.part(Departing).sweep(now)
        await self.part(Approving).sweep(now)
        return await self.box.bookings.end_askings(now) + await self.box.bookings.purge(now - KEPT)
