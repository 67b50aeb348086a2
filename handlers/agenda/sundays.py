"""Sunday evening: one message in which the whole coming week stands."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.conversation.events import Alarm, Invited
from handlers.conversation.feature import Entry
from handlers.conversation.stores import Alarms, Posts
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk
from handlers.members.model import Group

from . import ahead, sunday_views
from .store import Agenda, House

FURTHEST = timedelta(days=31)
"""How far ahead a question may end that is open now."""


class Sundays:
    """Silent, once a week, and only where there is something to say. The alarm goes on also where the group has
    switched it off: so nothing has to be remembered where it is switched on again."""

    def __init__(self, agenda: Agenda, members: MembersDesk, posts: Posts, alarms: Alarms, house: House) -> None:
        self.agenda = agenda
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.house = house

    async def due(self, alarm: Alarm) -> None:
        """Sets the next one. What comes late is said until Monday at noon, and not at all after that; of a clock
        that was set to another zone meanwhile, when it is Sunday evening there."""
        chats = await self.members.store.chats(alarm.topic.id)
        if not chats:
            return  # nobody is there any more
        group = await self.members.store.group(alarm.topic.id)
        await self.watch(group, alarm.at)
        monday = ahead.week_to_tell(group, alarm.at)
        if monday is None:
            return
        await self.posts.refresh(said(group.id, monday - timedelta(days=ahead.DAYS)))
        if group.sunday and any(await self._of(group, monday)):
            await self.posts.put(said(group.id, monday), chats)

    async def watch(self, group: Group, now: datetime) -> None:
        await self.alarms.set(Topic("agenda", group.id, "sunday"), "sunday", ahead.next_sunday(group, now))

    async def invited(self, event: Invited) -> None:
        """A group that begins has its first Sunday."""
        group = await self.members.store.group_of(event.chat)
        if group is not None and not event.already_in:
            await self.watch(group, event.at)

    async def watch_all(self, now: datetime) -> None:
        """Every group that has none yet gets its Sunday."""
        for number in await self.agenda.without_sunday():
            await self.watch(await self.members.store.group(number), now)

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        """News until Monday at noon; then what stands already is still drawn, until the next one is there."""
        group, monday = await self.members.store.group(topic.id), date.fromordinal(int(topic.aspect[7:]))
        if ahead.is_over(group, monday, now):
            return (sunday_views.over(group, monday),)
        questions, entries = await self._of(group, monday)
        is_news = ahead.week_to_tell(group, now) == monday
        if not questions and not entries and is_news:
            return ()
        return (sunday_views.summary(group, monday, questions, entries, is_news=is_news),)

    async def _of(self, group: Group, monday: date) -> tuple[Sequence[Entry], Sequence[Entry]]:
        """The questions that are open from the evening before the week on, and what else is in it."""
        evening, begins = ahead.told_at(group, monday), ahead.midnight(group, monday)
        ends = ahead.midnight(group, monday + timedelta(days=ahead.DAYS))
        every = await self.house.entries(group.id, evening, begins + FURTHEST)
        in_it = await self.house.entries(group.id, begins, ends)
        return (
            [one for one in every if one.question is not None],
            [one for one in in_it if one.question is None],
        )

    async def forgotten(self, person: int) -> None:
        """Whoever has a space that week is named there."""
        for group in await self.members.store.groups_of(person):
            await self.posts.refresh_aspects(Topic("agenda", group))

    async def annexed(self, kept: int, gone: int) -> None:
        """What stands of the second group names nobody any more: what it had is the first's."""
        await self.alarms.cancel(Topic("agenda", gone, "sunday"), "sunday")
        await self.posts.refresh_aspects(Topic("agenda", gone))


def said(group: int, monday: date) -> Topic:
    """The summary of that week."""
    return Topic("agenda", group, f"sunday:{monday.toordinal()}")
