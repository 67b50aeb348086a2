"""The stores of one transaction, and what every act on a programme begins and ends with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from handlers.conversation.answer import Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import t
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Here

from . import rules, schedule
from .model import Programme, Run, minute_of, moment_of
from .store import Programmes

Act = Command | Press | Said
"""What somebody does about a programme."""
ALARMS = ("five", "one", "step", "forgotten")


class Workshops(Protocol):
    """handlers.workshops.desk.WorkshopsDesk."""

    async def titles(self, group: int, begins: datetime, ends: datetime) -> Sequence[str]:
        """Of the workshops of a group that are fixed between these moments."""


class Box:
    """Given to every part of the feature."""

    def __init__(
        self,
        programmes: Programmes,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        workshops: Workshops,
    ) -> None:
        self.programmes = programmes
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.workshops = workshops

    async def here(self, event: Act, group: int | None = None) -> Here:
        """Who acts; guests look on."""
        here = await self.members.here(event, group)
        members_rules.must_take_part(here)
        return here

    async def seen(self, event: Act, id: int) -> tuple[Here, Programme]:
        """Who acts, and a programme of their group. Locked. Raises Refused."""
        programme = await self.programmes.find(id, lock=True)
        if programme is None:
            raise unknown()
        return await self.members.here(event, programme.group), programme

    async def run(self, event: Act, id: int) -> tuple[Here, Programme]:
        """The same, for whoever wrote it and those who run the group. Raises Refused."""
        here, programme = await self.seen(event, id)
        members_rules.must_run(here, programme.author or 0)
        return here, programme

    async def followed(self, event: Act, id: int) -> tuple[Here, Run]:
        """Who acts, and a day of their group as it goes. Locked. Raises Refused."""
        run = await self.programmes.find_run(id, lock=True)
        if run is None:
            raise unknown()
        return await self.members.here(event, run.group), run

    async def led(self, event: Act, id: int) -> tuple[Here, Run]:
        """The same, for those who may lead it. Raises Refused."""
        here, run = await self.followed(event, id)
        if not may_lead(here, run):
            raise Refused(t("Whoever wrote the programme leads it, or those who run the group."))
        return here, run

    async def goes_on(self, run: Run, now: datetime) -> Run:
        """Keeps a day as it is from now on: what is due for it is set, and whatever stands of it is drawn again.
        A day whose last step has ended is over."""
        if run.state == "running" and schedule.boundary(run.slots, minute_of(now)) is None:
            run = replace(run, state="over", over_at=now, notice=0)
        await self.programmes.keep_run(run)
        due = _due(run, now)
        for name in ALARMS:
            at = due.get(name)
            if at is None:
                await self.alarms.cancel(run.card, name)
            else:
                await self.alarms.set(run.card, name, at)
        await self.posts.refresh(run.card)
        await self.posts.refresh_aspects(run.card)
        return run

    async def keep_draft(self, event: Act, here: Here, step: str, **notes: str | int) -> None:
        kept = {name: str(note) for name, note in notes.items()}
        draft = Draft(here.group.id, event.chat, "programme", step, kept)
        await self.drafts.keep(here.person.id, draft, event.at)


def may_lead(here: Here, run: Run) -> bool:
    return here.runs or here.person.id in (run.author, run.leader)


def _due(run: Run, now: datetime) -> dict[str, datetime]:
    """What is to ring for a day as it is: before the next step, when that begins; of a pause, its very end."""
    if run.state == "paused" and run.paused_at is not None:
        return {"forgotten": moment_of(run.paused_at) + rules.FORGOTTEN}
    ends = schedule.boundary(run.slots, minute_of(now)) if run.state == "running" else None
    if ends is None:
        return {}
    step = moment_of(ends)
    five, one = (step - timedelta(minutes=before) for before in rules.WARNED)
    due = {"five": five, "one": one, "step": step}
    return {name: at for name, at in due.items() if at > now}
