"""Which workshops there were, for other features that ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.members.desk import MembersDesk

from .model import Workshop
from .sentences import total
from .store import Workshops


@dataclass(frozen=True)
class Happened:
    """A workshop that was, or goes on; who came, as far as they had said so; who organises it."""

    id: int
    group: int
    title: str
    starts: datetime
    over_at: datetime
    adults: int
    children: int
    organisers: Sequence[int]


class Happenings:
    """What other features may ask of workshops."""

    def __init__(self, workshops: Workshops, members: MembersDesk) -> None:
        self.workshops = workshops
        self.members = members

    async def happened(self, workshop: int) -> Happened | None:
        """None where it has no date, or was cancelled."""
        found = await self.workshops.find(workshop)
        if found is None or found.slot is None or found.state not in ("fixed", "over"):
            return None
        return await self._happened(found)

    async def lately(self, group: int, since: datetime, until: datetime) -> Sequence[Happened]:
        """Those that began between these moments, the newest first."""
        found = await self.workshops.ahead(group, since, until)
        begun = [one for one in reversed(found) if one.slot is not None and one.slot.starts >= since]
        return [await self._happened(one) for one in begun]

    async def _happened(self, one: Workshop) -> Happened:
        assert one.slot is not None, "it is fixed"
        adults, children = total(await self.workshops.people(one.id))
        organisers = await organisers_of(one, self.members)
        return Happened(
            one.id, one.group, one.title, one.slot.starts, one.slot.over_at, adults, children, organisers
        )


async def organisers_of(workshop: Workshop, members: MembersDesk) -> Sequence[int]:
    """Whoever began it, while they are in the group; else those who run the group."""
    author = workshop.author
    if author is not None and await members.store.member(workshop.group, author) is not None:
        return [author]
    return await members.running(workshop.group)
