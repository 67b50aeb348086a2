"""What is asked about everything that is kept of one person as a member."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import About


class Traces(Protocol):
    """One person's whole trace: told, joined with another's, gone."""

    async def about(self, person: int) -> About | None:
        """What is kept of somebody as a member; None for somebody who was forgotten."""

    async def accounts(self, person: int) -> Sequence[tuple[str, str]]:
        """(platform, account) of every door by which somebody comes."""

    async def unite(self, kept: int, gone: int) -> None:
        """Two people turned out to be one: accounts and memberships of the second are the first's. In a group of
        both, the first's household stays, and the role that runs more. The second keeps a number, without a
        name. To be asked last: afterwards nobody knows any more in which groups the second was."""

    async def forget(self, person: int) -> None:
        """The name, the accounts and the memberships go; the person's number stays, without a name."""

    async def long_gone(self, now: datetime) -> Sequence[int]:
        """People who left every group of theirs three months ago; those of the demonstration stay."""

    async def purge(self, now: datetime) -> int:
        """Deletes what is past its time (people.md §6.3): what was said of households and never confirmed,
        counts, and memberships that ended. Says how many rows."""
