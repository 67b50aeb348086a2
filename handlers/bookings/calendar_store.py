"""What the secret addresses of calendars are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from .model import Booking, Series

Kind = Literal["group", "space", "person"]


class CalendarLinks(Protocol):
    """One address of each calendar: that of a group, of a space, of a person in it."""

    async def calendar_link(self, kind: Kind, record: int, now: datetime, *, renew: bool = False) -> str:
        """The secret of the address; `renew`: another one, and the old one is no calendar any more."""

    async def calendar_since(self, person: int) -> datetime | None:
        """Since when somebody has the address that is theirs, on the clock of their group; None where they have
        none."""

    async def calendar_of(self, secret: str) -> tuple[Kind, int] | None:
        """What an address shows; None for one that was renewed or never given."""

    async def calendar_bookings(
        self, of: Literal["space", "person"], ids: Sequence[int], since: datetime
    ) -> Sequence[Booking]:
        """Every booking of these spaces, or people, that ends after then, whatever became of it; and every other
        date of a series of which one does. In order."""

    async def calendar_series(
        self, of: Literal["space", "person"], ids: Sequence[int], since: datetime
    ) -> Sequence[Series]:
        """Those series, in order."""
