"""What polls are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import Ballot, Option, Poll, Stock


class Polls(Protocol):
    """Polls, their choices, ballots and rolls. Every method runs inside the caller's transaction."""

    async def add(self, poll: Poll, choices: Sequence[tuple[str, Stock]], roll: Sequence[int]) -> int:
        """Opens a poll (its id and options are ignored) with the roll as it is now; gives its id."""

    async def find(self, poll: int, *, lock: bool = False) -> Poll | None:
        """`lock` keeps others from changing it until the transaction ends."""

    async def cast(self, poll: int, person: int, option: int | None, now: datetime) -> None:
        """The person's ballot; a later one replaces the earlier."""

    async def retract(self, poll: int, person: int) -> bool:
        """Takes the person's ballot out; says whether there was one."""

    async def missing(self, poll: int) -> int | None:
        """How many of the roll who are still in the group have not answered; None without a roll."""

    async def ballots(self, poll: int) -> Sequence[Ballot]:
        """By choice, then in the order in which they were given."""

    async def ballot(self, poll: int, person: int) -> Ballot | None: ...

    async def move(self, poll: int, closing_at: datetime) -> None:
        """The poll really closes then; its promised deadline stays."""

    async def extend(self, poll: int, ends_at: datetime) -> None:
        """A later deadline, promised by hand: from now on the poll closes then and not before."""

    async def remind(self, poll: int, now: datetime) -> None: ...

    async def close(self, poll: int, now: datetime) -> None: ...

    async def withdraw(self, poll: int, now: datetime) -> None: ...

    async def restore(self, poll: int) -> None: ...

    async def open_of(self, group: int, begins: datetime, ends: datetime) -> Sequence[Poll]:
        """The group's open polls whose deadline lies between the two instants."""

    async def annex(self, kept: int, gone: int) -> None:
        """The polls of the second group are the first's from now on."""

    async def opened_by(self, person: int) -> Sequence[str]:
        """The questions that the person asked."""

    async def answers_of(self, person: int) -> Sequence[tuple[str, Option | None]]:
        """(question, choice) for every ballot of the person; None for a blank one."""

    async def forget(self, person: int) -> Sequence[int]:
        """Ballots of polls that are over are detached from the person and stay counted; those of open
        polls are taken out; the person's name goes from the questions that quoted it. Gives the polls
        whose cards now say something else."""

    async def purge(self, before: datetime) -> int:
        """Turns the ballots of polls closed before this instant into counts, and deletes withdrawn polls."""
