"""Six digits that somebody is given in one place and types in another: for their own accounts, and for rooms."""

from datetime import datetime, timedelta
from typing import Literal, Protocol

Purpose = Literal["account", "room"]
"""account: the same person writes from elsewhere. room: another group's rooms join this group."""

CODE_LASTS = timedelta(minutes=10)
CODE_DIGITS = 6
MOST_TRIES = 5
"""Codes that one person may type in `TRIES_COUNT_FOR`, right or wrong: nobody finds one by trying."""
TRIES_COUNT_FOR = timedelta(hours=1)


class Codes(Protocol):
    """Each code is for one purpose, is spent once, and lasts ten minutes."""

    async def give(self, purpose: Purpose, person: int, group: int, now: datetime) -> str:
        """A new code of six digits, which takes the place of the person's older one for this purpose."""

    async def look(self, purpose: Purpose, code: str, now: datetime) -> tuple[int, int] | None:
        """(person, group) of a code that lasts, or None. It is not spent."""

    async def take(self, purpose: Purpose, code: str, now: datetime) -> tuple[int, int] | None:
        """The same, and the code is spent: of two who take it at once, one gets it."""

    async def may_try(self, person: int, now: datetime) -> bool:
        """Counts one typed code; False, without counting, where five were typed in the last hour.

        A try counts only if the transaction stands: `Refused` undoes it. Answer a wrong code with
        `Answer(toast=…, refused=True)`, and never by raising.
        """

    async def forget(self, person: int) -> None:
        """The codes of this person, and what they tried, go."""

    async def purge(self, now: datetime) -> int:
        """Deletes what has run out; says how many rows."""
