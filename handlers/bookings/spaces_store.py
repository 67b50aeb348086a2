"""What the spaces of a group are kept in, and their rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .charter import Offer, Ruled, Rules
from .model import Customs, Slot, Space


class Spaces(Protocol):
    """The spaces. Their rules are those that hold at `now`."""

    async def spaces(self, group: int, now: datetime, *, retired: bool = False) -> Sequence[Space]:
        """Those of the group that can be booked, in the order in which they came; `retired`: all."""

    async def space(self, id: int, now: datetime, *, lock: bool = False) -> Space | None:
        """`lock`: nobody else books or frees anything there meanwhile."""

    async def add_space(self, group: int, name: str, slot: Slot, units: int, now: datetime) -> int:
        """A space without rules, with so many units; gives its id."""

    async def rename(self, id: int, name: str) -> None: ...

    async def retire(self, id: int, at: datetime | None) -> None:
        """Nobody books it any more; None: again."""

    async def set_units(self, id: int, units: int, now: datetime) -> None:
        """From now on there are so many: new ones are added; of too many the highest numbers go. Whoever has
        one of these keeps it, and nobody gets it any more."""

    async def set_contact(self, id: int, person: int | None) -> None: ...

    async def set_info(self, id: int, info: str) -> None:
        """What the holder is told on the day: never shown to anybody else."""

    async def set_rules(self, id: int, rules: Rules, since: datetime, by: int | None, source: str) -> None:
        """These hold from then on; what was to begin later is dropped. `source`: the decision's number."""

    async def next_rules(self, id: int, now: datetime) -> tuple[datetime, Rules] | None:
        """Those that begin later, and when."""

    async def ruled(self, id: int, now: datetime) -> Sequence[Ruled]:
        """The rules that hold, where any were set, and then those that begin later, in order."""

    async def add_offer(self, offer: Offer, now: datetime) -> int:
        """Keeps rules that somebody has put together (their id is ignored); gives it."""

    async def offer(self, id: int) -> Offer | None: ...

    async def put_forward(self, offer: int, now: datetime) -> None:
        """The group is asked about it."""

    async def put_forward_of(self, space: int, after: datetime) -> Offer | None:
        """The last one about which the group was asked since then."""

    async def listed(self, id: int) -> Sequence[int]:
        """The people of its list."""

    async def list_person(self, id: int, person: int, *, listed: bool) -> None: ...

    async def customs(self, group: int) -> Customs: ...

    async def set_customs(self, group: int, customs: Customs) -> None: ...
