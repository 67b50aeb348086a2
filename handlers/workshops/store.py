"""What workshops are kept in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from .model import About, Brought, Coming, Series, Slot, Suits, Thing, Workshop


class Workshops(Protocol):
    """Workshops, their dates, who comes. Every method runs inside the caller's transaction."""

    async def add(self, workshop: Workshop) -> int:
        """Keeps a workshop without its dates (its id is ignored) and gives its id."""

    async def find(self, id: int, *, lock: bool = False) -> Workshop | None:
        """With its dates and how many answered what, in the order of the calendar. `lock`: nobody else changes it
        until the transaction ends."""

    async def keep(self, workshop: Workshop) -> None:
        """As it is from now on, but for its dates."""

    async def ahead(self, group: int, begins: datetime, ends: datetime) -> Sequence[Workshop]:
        """Those that are fixed and between these moments, or go on there."""

    async def asking(self, group: int, begins: datetime, ends: datetime) -> Sequence[Workshop]:
        """Those of which the dates are asked until some moment between these."""

    async def late(self, group: int, since: datetime, until: datetime) -> Sequence[Workshop]:
        """Those that live, and of which something fell due between these moments: the end of the answers, or the
        workshop itself."""

    async def how_many(self, group: int, since: datetime) -> int:
        """Those that were begun since; a series is one."""

    # Series

    async def add_series(self, series: Series) -> int:
        """Keeps it without its dates (its id is ignored) and gives its id."""

    async def series(self, id: int) -> Series | None:
        """Locked: nobody else changes it until the transaction ends."""

    async def keep_series(self, series: Series) -> None:
        """As it is from now on."""

    async def dates_of(self, series: int, since: datetime) -> Sequence[Workshop]:
        """Its dates that are over, or that the rhythm has begin, later than that; cancelled ones too. By time."""

    async def lasting(self, group: int) -> Sequence[Series]:
        """The series of a group that have not ended."""

    # Dates

    async def add_date(self, workshop: int, slot: Slot, booking: int | None = None) -> int:
        """`booking`: what is held for it."""

    async def hold_date(self, date: int, booking: int | None) -> None:
        """What is held for it from now on."""

    async def remove_date(self, date: int) -> None:
        """With what was answered to it."""

    async def of_date(self, date: int) -> int:
        """The workshop of a date; 0 where there is no such date."""

    async def answers(self, workshop: int, person: int) -> Mapping[int, Suits]:
        """What this person answered, by the dates."""

    async def answer(self, date: int, person: int, suits: Suits, at: datetime) -> None:
        """The last answer counts."""

    async def take_back(self, workshop: int, person: int) -> None:
        """Their answers to the dates are gone."""

    async def who(self, date: int) -> Mapping[int, Suits]:
        """What everybody answered to a date, in the order in which they did."""

    async def how_many_answered(self, workshop: int) -> int:
        """People who answered any of its dates."""

    async def unanswered(self, person: int, now: datetime) -> Sequence[Workshop]:
        """Those of this person's groups whose dates are asked, and to which they have answered nothing."""

    # People

    async def people(self, workshop: int) -> Sequence[Coming]:
        """Everybody who answered, in the order of their places."""

    async def come(self, workshop: int, coming: Coming) -> None:
        """This is their answer from now on."""

    async def come_no_more(self, workshop: int, person: int) -> None:
        """They have answered nothing."""

    # Things

    async def things(self, workshop: int) -> Sequence[Thing]: ...

    async def need(self, workshop: int, things: Sequence[Thing]) -> None:
        """This is needed from now on, instead of what was; who brings something of it brings it still."""

    async def brought(self, workshop: int) -> Sequence[Brought]:
        """In the order in which they were said."""

    async def bring(self, workshop: int, brought: Brought) -> None: ...

    async def bring_no_more(self, workshop: int, person: int) -> None:
        """This person brings nothing."""

    # People and groups

    async def about(self, person: int) -> About: ...

    async def forget(self, person: int) -> Sequence[int]:
        """Their answers go, their workshops stay without their name. Gives the workshops that now say something
        else."""

    async def leaves(self, group: int, person: int, now: datetime) -> Sequence[int]:
        """Somebody who is no longer of the group comes to nothing that is still ahead; gives these workshops."""

    async def unite(self, kept: int, gone: int) -> Sequence[int]:
        """Two people are one; gives the workshops that now count otherwise."""

    async def annex(self, kept: int, gone: int) -> None:
        """The workshops of a group are another's from now on."""

    async def purge(self, before: datetime) -> int:
        """Deletes workshops that were over, or cancelled, before; says how many rows."""
