"""What series are kept in: the rhythm itself; its dates are bookings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from .model import Booking, Series


class ManySeries(Protocol):
    """Series of bookings."""

    async def add_series(self, series: Series) -> int:
        """Keeps it (its id is ignored); gives its id."""

    async def find_series(self, id: int) -> Series | None: ...

    async def of_series(self, id: int) -> Sequence[Booking]:
        """Every booking of it, also those that live no more, in the order of their dates."""

    async def series_since(self, space: int, person: int, since: datetime) -> Sequence[Series]:
        """Those that this person has, or wrote down, in the space since then, newest first."""
