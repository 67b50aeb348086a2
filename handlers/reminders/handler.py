"""Reminders: the parts of the handler, and what the house asks of every feature."""

from collections.abc import Sequence
from datetime import UTC, datetime

from handlers.conversation.events import Left
from handlers.conversation.feature import Entry, Held, Missed, Waiting
from handlers.conversation.near import is_late
from handlers.conversation.parts import Parts
from handlers.conversation.text import verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.when.occurrences import occurrences

from . import ring_views, rules, turns_views, views
from .answering import Answering
from .box import Box
from .listing import Listing
from .model import Reminder
from .ringing import Ringing
from .rotating import Rotating, names_of
from .setting import Setting
from .swapping import Swapping
from .turning import Turning


class RemindersHandler(Parts):
    """Holds the parts of one transaction; each decides about one thing."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.rotating = Rotating(box)
        setting = Setting(box, self.rotating)
        super().__init__(
            setting,
            Ringing(box, self.rotating),
            Answering(box, self.rotating),
            Listing(box, setting),
            Turning(box, setting, self.rotating),
            Swapping(box, self.rotating),
        )

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        if topic.aspect in ("swap", "swapped"):
            return await self.part(Swapping).show(topic)
        ring = await self.box.reminders.find_ring(topic.id)
        reminder = None if ring is None else await self.box.reminders.find(ring.reminder)
        if ring is None or reminder is None:
            return ()
        people = {reminder.person, reminder.said_by, ring.by, *ring.takers} - {None}
        names = await self.box.members.store.names([one for one in people if one is not None])
        match topic.aspect.split(":"):
            case ["ring"]:
                group = await self.box.members.store.group(reminder.group)
                home = (await self.rotating.homes(group.id)).get(ring.household or 0)
                return [ring_views.ring(group, reminder, ring, names, () if home is None else names_of(home))]
            case ["nudge", person] if ring.state == "open":
                does = await self.rotating.does(reminder, ring)
                return [ring_views.nudge(reminder, ring)] if int(person) in does else ()
            case ["who"]:
                return [ring_views.who(reminder, ring, names)]
        return ()

    async def waiting(self, person: int, now: datetime) -> Sequence[Waiting]:
        """What this person was reminded of, for themselves, and has not answered."""
        since = now - rules.HOUR * 24
        return [ring_views.waiting(*one) for one in await self.box.reminders.open_rings(person, since)]

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """What the group is reminded of in that time."""
        found = []
        for reminder in await self.box.reminders.of_group(group, ends):
            words, whose = verbatim(reminder.words), await self.rotating.names(reminder, begins)
            for at in _times(reminder, begins, ends):
                names = whose.get(at.timestamp())
                said = turns_views.whose(words, names) if names else words
                found.append(Entry(at, said, reminder.topic, sort="reminder", short=words))
        return found

    async def missed(self, group: int, since: datetime, until: datetime) -> Sequence[Missed]:
        """What rang late."""
        homes = await self.rotating.homes(group)
        found = []
        for ring, reminder in await self.box.reminders.rung_late(group, since, until):
            if is_late(ring.due_at, ring.rung_at):
                home = homes.get(ring.household or 0)
                found.append(ring_views.missed(reminder, ring, () if home is None else names_of(home)))
        return found

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.box.reminders.about(person))

    async def forget(self, person: int) -> None:
        for ring in await self.box.reminders.forget(person):
            await self.box.posts.refresh_about("reminders", ring)

    async def united(self, kept: int, gone: int) -> None:
        await self.box.reminders.unite(kept, gone)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.box.reminders.annex(kept, gone)

    async def left(self, event: Left) -> None:
        """Whoever is of the group no more is not reminded of it."""
        person = await self.box.members.store.account_of(event.chat.platform, event.sender.account)
        group = await self.box.members.store.group_of(event.chat)
        if person is None or group is None or await self.box.members.store.member(group.id, person.id) is not None:
            return
        for reminder in await self.box.reminders.leaves(group.id, person.id):
            await self.part(Setting).end(reminder, event.at)

    async def purge(self, now: datetime) -> int:
        return await self.box.reminders.purge(now - rules.KEPT)


def _times(reminder: Reminder, begins: datetime, ends: datetime) -> Sequence[datetime]:
    """From when it rings next."""
    assert reminder.next_at is not None, "only what is ahead was asked for"
    if reminder.rhythm is None:
        once = begins.timestamp() <= reminder.next_at.timestamp() < ends.timestamp()
        return [reminder.next_at] if once else []
    found = []
    since = max(begins.timestamp(), reminder.next_at.timestamp())
    for one in occurrences(reminder.rhythm, reminder.zone, after=datetime.fromtimestamp(since - 1, UTC)):
        at = one.start
        if not isinstance(at, datetime) or at.timestamp() >= ends.timestamp():
            break
        found.append(at)
    return found
