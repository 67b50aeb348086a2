"""What opinions are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import About, Figures, Given


class Evaluations(Protocol):
    """Answers until an evaluation closes, and figures from then on. No moment of an answer is kept: nobody can
    tell who answered first. Every method runs inside the caller's transaction."""

    async def given(self, workshop: int, person: int) -> Given | None: ...

    async def give(self, workshop: int, person: int, given: Given) -> None:
        """This is their answer from now on."""

    async def withdraw(self, workshop: int, person: int) -> None:
        """They have answered nothing."""

    async def answers(self, workshop: int) -> Sequence[Given]:
        """All of them, in no order."""

    async def close(self, workshop: int, figures: Figures, now: datetime) -> None:
        """Keeps the figures, and erases every single answer."""

    async def figures(self, workshop: int) -> Figures | None:
        """None until it is closed."""

    async def unanswered(self, person: int, since: datetime, now: datetime) -> Sequence[int]:
        """Workshops of this person's groups that were over between these moments, to which they had said that they
        come, and of which they have not answered every question; the oldest first."""

    # People

    async def about(self, person: int) -> Sequence[About]: ...

    async def forget(self, person: int) -> None:
        """Their answers go. Of what is closed, nobody knows any more what was theirs."""

    async def unite(self, kept: int, gone: int) -> None:
        """Two people are one, who has one answer: that of the first, where it is whole."""

    async def purge(self, before: datetime) -> int:
        """Deletes what was closed before, and whatever is of no workshop any more; says how many rows."""
