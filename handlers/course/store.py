"""What courses of support are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import Change, Course, HalfDay, Kind
from .template import Template


class Courses(Protocol):
    """Courses, one for each group. Every method runs inside the caller's transaction."""

    async def find(self, group: int, *, lock: bool = False) -> Course | None:
        """Without the missions that were taken out. `lock`: nobody else changes it until the transaction ends."""

    async def begin(self, group: int, template: Template) -> None:
        """The group has a copy of this template, in the first phase."""

    async def keep(self, course: Course) -> None:
        """Its phase, its meeting and its last change, as they are from now on."""

    # Half-days

    async def group_of(self, half_day: int) -> int:
        """0 where there is no such half-day."""

    async def of_workshop(self, workshop: int) -> HalfDay | None:
        """The half-day that this workshop is for, or was for before it was called off. Nobody else changes the
        course until the transaction ends."""

    async def add_half_day(self, mission: int, kind: Kind, funder: int) -> int: ...

    async def keep_half_day(self, half_day: HalfDay) -> None: ...

    async def remove_half_day(self, id: int) -> None: ...

    # Missions and funders

    async def group_of_mission(self, mission: int) -> int:
        """Also of one that was taken out; 0 where there is no such mission."""

    async def add_mission(self, group: int, code: str, title: str) -> int:
        """After the others."""

    async def call_mission(self, id: int, title: str) -> None: ...

    async def remove_mission(self, id: int, now: datetime) -> None:
        """It can be put back for a while."""

    async def put_mission_back(self, id: int) -> None: ...

    async def group_of_funder(self, funder: int) -> int:
        """0 where there is no such funder."""

    async def add_funder(self, group: int, name: str) -> int:
        """After the others."""

    async def call_funder(self, id: int, name: str) -> None: ...

    async def pays(self, funder: int) -> bool:
        """Whether any half-day is theirs; also of a mission that was taken out."""

    async def remove_funder(self, id: int) -> None: ...

    # Phases

    async def add_change(self, change: Change) -> int:
        """Keeps a change of phase (its id is ignored) and gives its id."""

    async def find_change(self, id: int, *, lock: bool = False) -> Change | None: ...

    async def undo_change(self, id: int, next_at: datetime | None) -> int:
        """It holds no longer; gives the newest change of the group that stands, or 0."""

    async def changes(self, group: int) -> Sequence[Change]:
        """The oldest first."""

    # Groups

    async def annex(self, kept: int, gone: int) -> None:
        """The course of the second group is the first's, where that has none; else it goes."""

    async def purge(self, before: datetime) -> int:
        """Deletes missions that were taken out before; says how many rows."""
