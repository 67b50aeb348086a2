"""What other features ask about workshops that are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.topic import Topic

from .box import Box
from .model import Workshop
from .sentences import total


@dataclass(frozen=True)
class Gathering:
    """People came together, or will. `over_at`: on the group's clock, when that is over; None where it has no
    date, or was cancelled. `author` began it. `card`: what stands of it in the group."""

    id: int
    group: int
    author: int | None
    title: str
    over_at: datetime | None
    card: Topic


@dataclass(frozen=True)
class Happened:
    """A workshop that was, or goes on; who came, as far as they had said so; who organises it. `starts` and
    `over_at` on the group's clock."""

    id: int
    group: int
    title: str
    starts: datetime
    over_at: datetime
    adults: int
    children: int
    organisers: Sequence[int]


class Past:
    """Looks only: what is over is changed by nobody."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def find(self, id: int, *, lock: bool = False) -> Gathering | None:
        """`lock`: nobody else changes it until the transaction ends."""
        found = await self.box.workshops.find(id, lock=lock)
        if found is None:
            return None
        takes_place = found.slot is not None and found.state in ("fixed", "over")
        over_at = found.slot.over_at if found.slot is not None and takes_place else None
        return Gathering(found.id, found.group, found.author, found.title, over_at, found.card)

    async def came(self, id: int, person: int) -> bool:
        """Whether this person had said that they come."""
        return any(one.person == person and one.comes == "yes" for one in await self.box.workshops.people(id))

    async def organisers(self, id: int) -> Sequence[int]:
        """Whoever began it, while they are in the group; else those who run the group."""
        found = await self.box.workshops.find(id)
        return () if found is None else await self.box.organisers(found)

    async def happened(self, workshop: int) -> Happened | None:
        """None where it has no date, or was cancelled."""
        found = await self.box.workshops.find(workshop)
        if found is None or found.slot is None or found.state not in ("fixed", "over"):
            return None
        return await self._happened(found)

    async def lately(self, group: int, since: datetime, until: datetime) -> Sequence[Happened]:
        """Those that began between these moments, the newest first."""
        found = await self.box.workshops.ahead(group, since, until)
        begun = [one for one in reversed(found) if one.slot is not None and one.slot.starts >= since]
        return [await self._happened(one) for one in begun]

    async def _happened(self, one: Workshop) -> Happened:
        assert one.slot is not None, "it is fixed"
        adults, children = total(await self.box.workshops.people(one.id))
        starts, over_at = one.slot.starts, one.slot.over_at
        who = await self.box.organisers(one)
        return Happened(one.id, one.group, one.title, starts, over_at, adults, children, who)
