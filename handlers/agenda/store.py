"""What meetings and the points of their lists are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.conversation.feature import Entry

from .model import About, Meeting, Point


class House(Protocol):
    """All features at once."""

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """What the group has ahead between these moments, in order."""


class Agenda(Protocol):
    """Meetings and points. Every method runs inside the caller's transaction."""

    async def without_sunday(self) -> Sequence[int]:
        """The groups that have a room, and whose next Sunday evening nobody waits for."""

    async def lock(self, group: int) -> None:
        """Keeps others from changing this group's list until the transaction ends."""

    async def next(self, group: int) -> Meeting | None:
        """The meeting that is ahead, or whose end nobody has noted yet."""

    async def meeting(self, id: int) -> Meeting | None: ...

    async def between(self, group: int, begins: datetime, ends: datetime) -> Meeting | None:
        """The next meeting, where it begins between the two instants."""

    async def plan(self, meeting: Meeting) -> int:
        """Keeps the group's next meeting (its id is ignored), where it has none; gives its id."""

    async def move(self, id: int, at: datetime, by: int, *, timed: bool) -> None:
        """The meeting is then, as that person says."""

    async def remove_meeting(self, id: int) -> None:
        """Its date is taken away."""

    async def restore_meeting(self, id: int) -> None:
        """It is the next one again."""

    async def hold(self, meeting: Meeting, since: datetime) -> None:
        """Its day is over: what waited for it, and what was spoken of `since`, stood on its list; what was for
        the time after stands on the next one."""

    async def settle(self, id: int) -> None:
        """It was said what was spoken of."""

    async def point(self, id: int) -> Point | None: ...

    async def points(self, group: int) -> Sequence[Point]:
        """Those that wait, in the order in which they came: for the next meeting and for the time after."""

    async def points_of(self, meeting: int) -> Sequence[Point]:
        """Those that stood on the list of a meeting that was held, spoken of or not."""

    async def from_source(self, group: int, source: str) -> Point | None: ...

    async def add(self, point: Point) -> int:
        """Keeps a point (its id is ignored) and gives its id."""

    async def postpone(self, id: int, *, later: bool) -> None: ...

    async def finish(self, id: int, done_at: datetime | None) -> None:
        """It was spoken of then; None: it waits again."""

    async def remove(self, id: int, removed_at: datetime | None) -> None:
        """It is taken from the list; None: it is put back."""

    async def brought_since(self, group: int, person: int, since: datetime) -> int:
        """How many points this person has brought since, whatever became of them."""

    async def about(self, person: int) -> About: ...

    async def forget(self, person: int) -> Sequence[int]:
        """What quotes this person goes; what they brought stays without their name. Gives the meetings whose
        lists now say something else."""

    async def unite(self, kept: int, gone: int) -> None:
        """Two people are one."""

    async def annex(self, kept: int, gone: int) -> None:
        """The points of a group are another's from now on; so is its next meeting, where the other has none."""

    async def purge(self, done_before: datetime, removed_before: datetime) -> int:
        """Deletes points that were spoken of, or removed, before these instants, and meetings that were over
        before the first; says how many rows."""
