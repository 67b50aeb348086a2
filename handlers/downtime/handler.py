"""After a stop everything that was late has rung, and says it here, in one message for each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.events import Alarm
from handlers.conversation.feature import Entry, Held, Missed
from handlers.conversation.stores import Posts
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, appears_at
from handlers.members.model import Group, Hosting

from . import views
from .model import Downtime
from .store import Downtimes, House

HOST = "operator"
"""The audience of what the host alone sees, in their private conversation."""
KEPT = timedelta(days=61)


class DowntimeHandler:
    """Nothing rings for what is past; the night holds it back like everything else."""

    def __init__(
        self, downtimes: Downtimes, members: MembersDesk, posts: Posts, house: House, hosting: Hosting
    ) -> None:
        self.downtimes = downtimes
        self.members = members
        self.posts = posts
        self.house = house
        self.hosting = hosting

    async def back(self, alarm: Alarm) -> None:
        """Set for the minute of the return: whatever was due before it has rung by now."""
        of = await self.downtimes.find(alarm.topic.id)
        if of is None:
            return
        for number in await self.downtimes.groups():
            await self._tell(of, await self.members.store.group(number))
        where, account = members_rules.host_named(self.hosting.operator)
        host = await self.downtimes.host(where, account) if account else None
        if host is not None:
            await self.posts.put(of.of_host, [host], audience=HOST)

    async def _tell(self, of: Downtime, group: Group) -> None:
        every = await self.house.missed(group.id, of.stopped_at, of.back_at)
        shared = [one for one in every if one.person is None]
        useful = any(one.kind == "open" for one in shared)
        if shared and (useful or await self._ahead(of, group)):
            await self.posts.put(of.of_group(group.id), await self.members.store.chats(group.id), rings=True)
        for person in dict.fromkeys(one.person for one in every if one.person is not None):
            rings = any(one.kind == "open" and one.person == person for one in every)
            await self.posts.tell(of.of_person(group.id, person), group.id, person, rings=rings)

    async def _ahead(self, of: Downtime, group: Group) -> Sequence[Entry]:
        """What comes on the day on which it is read."""
        read = _read_at(of, group)
        return await self.house.entries(group.id, read, views.at_end_of_day(group, read))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        of = await self.downtimes.find(topic.id)
        if of is None:
            return ()
        match topic.aspect.split(":"):
            case ["group", number]:
                group, missed = await self._missed(of, int(number), None)
                ahead = await self._ahead(of, group)
                return [views.to_group(group, of, _read_at(of, group), missed, ahead)] if missed else ()
            case ["person", number, person]:
                group, missed = await self._missed(of, int(number), int(person))
                return [views.to_person(group, _read_at(of, group), missed)] if missed else ()
            case ["host"]:
                return [await self._to_host(of)]
        return ()

    async def _missed(self, of: Downtime, number: int, person: int | None) -> tuple[Group, list[Missed]]:
        group = await self.members.store.group(number)
        every = await self.house.missed(number, of.stopped_at, of.back_at)
        return group, [one for one in every if one.person == person]

    async def _to_host(self, of: Downtime) -> View:
        groups = await self.downtimes.groups()
        late = over = 0
        for number in groups:
            every = await self.house.missed(number, of.stopped_at, of.back_at)
            late += sum(one.kind != "closed" for one in every)
            over += sum(one.kind == "past" for one in every)
        zone_of = await self.members.store.group(groups[0]) if groups else None
        return views.to_host(of, zone_of, late, over)

    async def held_about(self, person: int) -> Sequence[Held]:
        """Nothing: what was missed is kept where it belongs."""
        return ()

    async def forget(self, person: int) -> None:
        """The same."""

    async def purge(self, now: datetime) -> int:
        return await self.downtimes.purge(now - KEPT)


def _read_at(of: Downtime, group: Group) -> datetime:
    """When what is said of it appears, on the group's clock."""
    return appears_at(group, of.back_at) or group.local(of.back_at)
