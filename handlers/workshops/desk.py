"""The desk that answers what other features ask of workshops."""

from collections.abc import Sequence
from datetime import datetime

from .store import Workshops


class WorkshopsDesk:
    """Over the store of workshops."""

    def __init__(self, workshops: Workshops) -> None:
        self._workshops = workshops

    async def titles(self, group: int, begins: datetime, ends: datetime) -> Sequence[str]:
        """Of the workshops of a group that are fixed between these moments, or go on there."""
        return [one.title for one in await self._workshops.ahead(group, begins, ends)]
