"""What ballots and rolls are kept in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from handlers.members.electorate import Silent, Unit

from .model import Ballot, Relayed


class Ballots(Protocol):
    """Who may answer a poll, and what they answered."""

    async def cast(
        self,
        poll: int,
        person: int,
        option: int | None,
        now: datetime,
        *,
        advice: bool = False,
        relayed: Relayed | None = None,
    ) -> None:
        """The person's ballot; a later one replaces the earlier."""

    async def mark(
        self,
        poll: int,
        person: int,
        marks: Mapping[int, int],
        now: datetime,
        *,
        advice: bool = False,
        relayed: Relayed | None = None,
    ) -> None:
        """The same, where an answer gives a mark to each of several choices; empty for a blank one."""

    async def retract(self, poll: int, person: int) -> bool:
        """Takes the person's ballot out; says whether there was one."""

    async def all_heard(self, poll: int) -> bool:
        """Whether every voice of the roll, with somebody still in the group, has answered; never without a
        roll."""

    async def silent(self, poll: int) -> Sequence[Silent]:
        """The voices of the roll that have not answered, with the people who are still in the group."""

    async def ballots(self, poll: int) -> Sequence[Ballot]:
        """By choice, then in the order in which they were given."""

    async def ballots_of(self, poll: int, unit: int) -> Sequence[Ballot]:
        """Those of the people who share this voice."""

    async def ballot(self, poll: int, person: int) -> Ballot | None: ...

    async def units(self, poll: int) -> Sequence[Unit]:
        """The voices of the roll, with the people in them."""

    async def unit_of(self, poll: int, person: int) -> Unit | None:
        """The voice in which this person has a part; None for whoever is not in the roll."""
