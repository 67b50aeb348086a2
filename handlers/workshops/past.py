"""What other features ask about workshops that are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.topic import Topic

from .box import Box


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
