"""What minutes are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import About, Action, Minutes, Task


class MinutesStore(Protocol):
    """Minutes and their actions. Every method runs inside the caller's transaction."""

    async def add(self, minutes: Minutes) -> int:
        """Keeps minutes without their actions (the id is ignored) and gives their id."""

    async def find(self, id: int, *, lock: bool = False) -> Minutes | None:
        """With their actions, in the order in which these were understood. `lock`: nobody else changes them until
        the transaction ends."""

    async def keep(self, minutes: Minutes) -> None:
        """As they are from now on, but for their actions."""

    async def remove(self, id: int) -> None:
        """With their actions."""

    async def of_workshop(self, workshop: int) -> Minutes | None: ...

    async def published(self, group: int) -> Sequence[Minutes]:
        """The newest first."""

    async def unpublished(self, group: int, author: int) -> Sequence[Minutes]:
        """Those that this person began, the newest first."""

    async def of_action(self, action: int) -> int:
        """The minutes of an action; 0 where there is no such one."""

    async def add_action(self, minutes: int, task: Task) -> int:
        """Asked of whom it names; open where it names nobody."""

    async def keep_action(self, action: Action) -> None: ...

    async def remove_action(self, action: int) -> None: ...

    async def due(self, group: int, begins: datetime, ends: datetime) -> Sequence[tuple[Action, Minutes]]:
        """Of published minutes, what is not done and is late from some moment between these on."""

    async def tasks(self, group: int, person: int) -> Sequence[tuple[Action, Minutes]]:
        """Of published minutes, what this person is asked to do, or does, and has not done; the next first."""

    async def unanswered(self, people: Sequence[int]) -> Sequence[tuple[Action, Minutes]]:
        """Of published minutes, what these people were asked to do and have not answered, in all groups."""

    # People and groups

    async def about(self, person: int) -> About: ...

    async def forget(self, person: int) -> Sequence[int]:
        """Their name goes, what was written stays. Gives the minutes that now say something else."""

    async def leaves(self, group: int, person: int) -> Sequence[int]:
        """Somebody who is no longer of the group does nothing of it any more; gives the actions that they had."""

    async def unite(self, kept: int, gone: int) -> Sequence[int]:
        """Two people are one; gives the minutes that name them."""

    async def annex(self, kept: int, gone: int) -> None:
        """The minutes of a group are another's from now on."""

    async def unnamed(self, before: datetime) -> Sequence[int]:
        """Of what was written down before this moment nobody is the doer any more; what is not done is open. Gives
        the actions that had one."""

    async def purge(self, unwritten: datetime) -> int:
        """Deletes what was begun before this moment and never published; says how many rows."""
