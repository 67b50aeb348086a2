"""The stores of one transaction, and what every act on a reminder begins with."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import t
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Here
from handlers.when.model import Understanding
from handlers.when.saying import say
from handlers.when.understanding import understand

from . import rules, views
from .model import Reminder, Ring
from .store import Reminders

Act = Command | Press | Said
"""What somebody does about a reminder."""


class Gathering(Protocol):
    """handlers.downtime.desk.DowntimeDesk."""

    async def gathers(self, due_at: datetime) -> bool:
        """Whether what was due then is told with everything else that was missed."""

    async def changed(self, due_at: datetime, group: int, person: int | None) -> None:
        """What was told of that moment to the group, or to one person, is no longer so."""


class Box:
    """Given to every part of the feature."""

    def __init__(
        self,
        reminders: Reminders,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        gathering: Gathering,
    ) -> None:
        self.reminders = reminders
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.gathering = gathering

    async def here(self, event: Act, group: int | None = None) -> Here:
        """Who acts; guests look on."""
        here = await self.members.here(event, group)
        members_rules.must_take_part(here)
        return here

    async def seen(self, event: Act, id: int, *, lock: bool = False) -> tuple[Here, Reminder]:
        """Who acts, and a reminder of theirs or of their group. Raises Refused."""
        reminder = await self.reminders.find(id, lock=lock)
        if reminder is None:
            raise unknown()
        here = await self.here(event, reminder.group)
        if reminder.audience == "one" and reminder.person != here.person.id:
            raise unknown()
        return here, reminder

    async def theirs(self, event: Act, id: int) -> tuple[Here, Reminder]:
        """Who acts, and a reminder that they may change: their own, and those of the group that they have set or
        that are nobody's, or any of the group for those who run it. Locked. Raises Refused."""
        here, reminder = await self.seen(event, id, lock=True)
        if not may_change(here, reminder):
            raise Refused(t("Whoever set it can change it, and those who run the group."))
        return here, reminder

    async def rung(self, event: Act, id: int) -> tuple[Here, Reminder, Ring]:
        """Who acts, and one time of a reminder that concerns them. Locked. Raises Refused."""
        ring = await self.reminders.find_ring(id, lock=True)
        if ring is None:
            raise unknown()
        here, reminder = await self.seen(event, ring.reminder)
        return here, reminder, ring

    async def language(self, here: Here) -> str:
        return await self.members.store.language_of(here.person.id) or here.group.language

    async def understood(self, here: Here, words: str, now: datetime) -> Understanding:
        """What moment these words mean, on the group's clock, in the language of whoever acts."""
        language = (await self.language(here)).split("@")[0]
        local, zone = here.group.local(now), ZoneInfo(here.group.zone)
        return understand(words, local, zone, language, school=here.group.school)

    async def said(self, here: Here, reminder: Reminder, now: datetime) -> views.Said:
        """What its screen says beside the record itself."""
        language = (await self.language(here)).split("@")[0]
        rhythm = "" if reminder.rhythm is None else say(reminder.rhythm, language, now=here.group.local(now))
        people = [one for one in (reminder.person, reminder.said_by) if one is not None]
        return views.Said(
            rhythm,
            await self.members.store.names(people),
            reachable=await self.members.store.reachable(here.group.id, here.person.id),
            mine=reminder.person == here.person.id,
            may_change=may_change(here, reminder),
        )

    async def close(self, reminder: Reminder, now: datetime) -> None:
        """What was said the times before is answered no longer, and does not come back."""
        for ring in await self.reminders.rings_since(reminder.id, now - rules.RECENT):
            if ring.state == "open":
                await self.reminders.keep_ring(replace(ring, state="dropped", again_at=None))
                for name in ("again", "nudge"):
                    await self.alarms.cancel(ring.topic, name)
                await self.posts.refresh_about("reminders", ring.id)

    async def keep_draft(self, event: Act, here: Here, step: str, **notes: str | int) -> None:
        kept = {name: str(note) for name, note in notes.items()}
        draft = Draft(here.group.id, event.chat, "reminders", step, kept)
        await self.drafts.keep(here.person.id, draft, event.at)


def may_change(here: Here, reminder: Reminder) -> bool:
    return reminder.person == here.person.id or (reminder.audience == "group" and here.runs)
