"""The stores of one transaction, and what every act on minutes begins with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.folding import folded
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import Text, t
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Group, Here

from . import rules
from .deadline import Clock
from .model import Action, Minutes
from .store import MinutesStore

Act = Command | Press | Said
"""What somebody does about minutes."""


class Happened(Protocol):
    """A workshop that was, as handlers.workshops.past gives it."""

    @property
    def id(self) -> int: ...

    @property
    def group(self) -> int: ...

    @property
    def title(self) -> str: ...

    @property
    def starts(self) -> datetime:
        """On the clock of the group."""

    @property
    def over_at(self) -> datetime: ...

    @property
    def adults(self) -> int: ...

    @property
    def children(self) -> int: ...

    @property
    def organisers(self) -> Sequence[int]: ...


class Workshops(Protocol):
    """handlers.workshops.past.Past."""

    async def happened(self, workshop: int) -> Happened | None:
        """None where it has no date, or was cancelled."""

    async def lately(self, group: int, since: datetime, until: datetime) -> Sequence[Happened]:
        """Those that began between these moments, the newest first."""


class Speech(Protocol):
    """Says a text where no platform does: on paper."""

    def say(self, text: Text, language: str) -> str: ...


@dataclass(frozen=True)
class Drawn:
    """Minutes with everything that is said of them: the names of those who are meant, and the first words of all
    names of the group, folded."""

    minutes: Minutes
    group: Group
    names: Mapping[int, str]
    known: Collection[str] = ()


class Box:
    """Given to every part of the feature."""

    def __init__(
        self,
        minutes: MinutesStore,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        workshops: Workshops,
        speech: Speech,
    ) -> None:
        self.minutes = minutes
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.workshops = workshops
        self.speech = speech

    async def here(self, event: Act, group: int | None = None) -> Here:
        """Who acts; guests look on."""
        here = await self.members.here(event, group)
        members_rules.must_take_part(here)
        return here

    async def seen(self, event: Act, id: int) -> tuple[Here, Minutes]:
        """Who acts, and published minutes of their group. Raises Refused."""
        minutes = await self.minutes.find(id, lock=True)
        if minutes is None or minutes.state != "published":
            raise unknown()
        return await self.members.here(event, minutes.group), minutes

    async def written(self, event: Act, id: int) -> tuple[Here, Minutes]:
        """Who acts, and minutes that they may change: whoever writes them, and those who may publish them. Locked.
        Raises Refused."""
        minutes = await self.minutes.find(id, lock=True)
        if minutes is None:
            raise unknown()
        here = await self.here(event, minutes.group)
        own = minutes.state != "published" and here.person.id == minutes.author
        if not own and not await self.may_publish(here, minutes):
            raise Refused(t("Whoever organised it can change it, and those who run the group."))
        return here, minutes

    async def acted(self, event: Act, action: int) -> tuple[Here, Minutes, Action]:
        """Who acts, minutes that they may change, and an action of these. Raises Refused."""
        here, minutes = await self.written(event, await self.minutes.of_action(action))
        found = minutes.action(action)
        if found is None:  # taken away while this waited for its turn
            raise unknown()
        return here, minutes, found

    async def organisers(self, minutes: Minutes) -> Sequence[int]:
        """Whoever organised the workshop, where it was one that is still known."""
        if minutes.workshop is None:
            return ()
        happened = await self.workshops.happened(minutes.workshop)
        return () if happened is None else happened.organisers

    async def may_publish(self, here: Here, minutes: Minutes) -> bool:
        running = await self.members.running(minutes.group)
        return rules.may_publish(here, await self.organisers(minutes), running)

    async def publishers(self, minutes: Minutes) -> Sequence[int]:
        """Whoever organised it, or else those who run the group."""
        return await self.organisers(minutes) or await self.members.running(minutes.group)

    async def drawn(self, minutes: Minutes) -> Drawn:
        people = {one.person for one in minutes.actions if one.person is not None}
        names = await self.members.store.names(sorted(people))
        known = {word for name in (await self.people(minutes.group)).values() for word in folded(name)[:1]}
        return Drawn(minutes, await self.members.store.group(minutes.group), names, frozenset(known))

    async def again(self, minutes: Minutes) -> Minutes:
        """As they are now."""
        found = await self.minutes.find(minutes.id)
        assert found is not None, "they are locked"
        return found

    async def people(self, group: int) -> Mapping[int, str]:
        """The names of those of the group."""
        return {one.person.id: one.person.name for one in await self.members.store.members(group)}

    async def clock(self, here: Here, now: datetime) -> Clock:
        language = await self.members.store.language_of(here.person.id) or here.group.language
        return Clock(now, ZoneInfo(here.group.zone), language.split("@")[0], here.group.school)

    async def changed(self, minutes: Minutes) -> None:
        """Whatever stands of it says something else now."""
        await self.posts.refresh(minutes.card)
        await self.posts.refresh(minutes.question)
        await self.posts.refresh(minutes.own)
        for one in minutes.actions:
            await self.posts.refresh_about("minutes", one.id)

    async def keep_draft(self, event: Act, here: Here, step: str, **notes: str | int) -> None:
        kept = {name: str(note) for name, note in notes.items()}
        draft = Draft(here.group.id, event.chat, "minutes", step, kept)
        await self.drafts.keep(here.person.id, draft, event.at)
