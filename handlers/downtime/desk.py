"""The desk at which other features ask whether something is late because Palabre was stopped."""

from datetime import datetime

from handlers.conversation.stores import Posts

from .model import Downtime
from .store import Downtimes


class DowntimeDesk:
    """What it gathers says everything late in one message; so nobody says it a second time."""

    def __init__(self, downtimes: Downtimes, posts: Posts) -> None:
        self._downtimes = downtimes
        self._posts = posts

    async def gathers(self, due_at: datetime) -> bool:
        """Whether what was due then is told with everything else that was missed."""
        return await self._downtimes.covering(due_at) is not None

    async def changed(self, due_at: datetime, group: int, person: int | None) -> None:
        """What was told of that moment to the group, or to one person, is no longer so."""
        found: Downtime | None = await self._downtimes.covering(due_at)
        if found is not None:
            await self._posts.refresh(found.of_group(group) if person is None else found.of_person(group, person))
