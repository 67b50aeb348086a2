"""What programmes are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import About, Programme, Run


class Programmes(Protocol):
    """Programmes, and their days as they go. Every method runs inside the caller's transaction."""

    async def add(self, programme: Programme) -> int:
        """Keeps a programme (its id is ignored) and gives its id."""

    async def find(self, id: int, *, lock: bool = False) -> Programme | None:
        """`lock`: nobody else changes it until the transaction ends."""

    async def keep(self, programme: Programme) -> None:
        """Its title and its steps are these from now on."""

    async def remove(self, id: int) -> None:
        """A day of it that goes on goes on."""

    async def of_group(self, group: int) -> Sequence[Programme]:
        """All of the group, the newest first."""

    # Days that go on

    async def begin(self, run: Run) -> int:
        """Keeps a day that begins (its id is ignored) and gives its id."""

    async def find_run(self, id: int, *, lock: bool = False) -> Run | None: ...

    async def keep_run(self, run: Run) -> None:
        """As it is from now on."""

    async def live(self, group: int) -> Sequence[Run]:
        """Those that are not over, the newest first."""

    async def begun_since(self, group: int, since: datetime) -> int:
        """How many were begun."""

    # People and groups

    async def about(self, person: int) -> About: ...

    async def forget(self, person: int) -> Sequence[int]:
        """What they wrote and led stays without their name; gives the days that go on without a leader now."""

    async def unite(self, kept: int, gone: int) -> None:
        """Two people are one."""

    async def annex(self, kept: int, gone: int) -> None:
        """The programmes of a group are another's from now on."""

    async def purge(self, before: datetime) -> int:
        """Deletes days that were over before; says how many rows."""
