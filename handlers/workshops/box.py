"""The stores of one transaction, and what every act on a workshop begins with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import Button
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Group, Here, Person
from handlers.when.model import Recurrence
from handlers.when.saying import say
from handlers.when.several import Several, several

from . import rules
from .model import Brought, Coming, Slot, Thing, Workshop
from .places import Places, Venues
from .store import Workshops

Act = Command | Press | Said
"""What somebody does about a workshop."""
ALARMS = ("deadline", "again", "lapse", "eve", "over")


class Followers(Protocol):
    """bot.followers.Followers: whatever other features have at stake in a workshop."""

    async def scheduled(self, workshop: Workshop) -> None:
        """It began, its date is fixed, moved, cancelled, or none was found: this is how it stands now."""

    async def over(self, workshop: Workshop) -> None:
        """It took place."""

    def buttons(self, workshop: int, over_at: datetime, now: datetime) -> Sequence[Button]:
        """What its card offers to everybody once it is over."""


@dataclass(frozen=True)
class Drawn:
    """A workshop with everything that its card says. `place`: the space that is booked for it, or nothing.
    `others`: of a series, its other dates that are not over. `afterwards`: what is offered once it is over."""

    workshop: Workshop
    group: Group
    people: Sequence[Coming]
    things: Sequence[Thing]
    brought: Sequence[Brought]
    names: Mapping[int, str]
    place: str = ""
    others: Sequence[Workshop] = ()
    afterwards: Sequence[Button] = ()


class Box:
    """Given to every part of the feature."""

    def __init__(
        self,
        workshops: Workshops,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        venues: Venues,
        followers: Followers,
    ) -> None:
        self.workshops = workshops
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.places = Places(venues)
        self.followers = followers

    async def here(self, event: Act, group: int | None = None) -> Here:
        """Who acts; guests look on."""
        here = await self.members.here(event, group)
        members_rules.must_take_part(here)
        return here

    async def seen(self, event: Act, id: int) -> tuple[Here, Workshop]:
        """Who acts, and a workshop of their group. Locked. Raises Refused."""
        workshop = await self.workshops.find(id, lock=True)
        if workshop is None:
            raise unknown()
        return await self.here(event, workshop.group), workshop

    async def run(self, event: Act, id: int) -> tuple[Here, Workshop]:
        """The same, for whoever began it and those who run the group. Raises Refused."""
        here, workshop = await self.seen(event, id)
        members_rules.must_run(here, workshop.author or 0)
        return here, workshop

    async def living(self, event: Press | Said, id: int) -> tuple[Here, Workshop]:
        """Who acts, and a workshop of theirs that is not over. Raises Refused."""
        here, workshop = await self.run(event, id)
        if workshop.state != "asking":
            must_be_ahead(workshop, event.at)
        return here, workshop

    async def drafted(self, said: Said, draft: Draft) -> tuple[Here, Workshop]:
        """The same, of what was typed in answer to a question."""
        return await self.living(said, int(draft.notes["workshop"]))

    async def finished(self, here: Here, workshop: Workshop) -> None:
        """The dialogue is over, and what stands says something else now."""
        await self.drafts.drop(here.person.id, here.group.id)
        await self.changed(workshop)

    def runs(self, here: Here, workshop: Workshop) -> bool:
        return members_rules.may_run(here, workshop.author or 0)

    async def asking(self, event: Act, id: int) -> tuple[Here, Workshop]:
        """Who acts, and a workshop whose dates can still be answered. Raises Refused."""
        here, workshop = await self.seen(event, id)
        must_ask(workshop)
        if rules.has_ended(workshop, event.at):
            raise Refused(t("The answers have ended. Whoever organises it chooses the date now."))
        return here, workshop

    async def fixed(self, event: Act, id: int) -> tuple[Here, Workshop, Slot]:
        """Who acts, and a workshop that is ahead. Raises Refused."""
        here, workshop = await self.seen(event, id)
        return here, workshop, must_be_ahead(workshop, event.at)

    async def for_whom(self, here: Here, person: int) -> Person:
        """Whose answer is given: one's own where `person` is 0. Raises Refused."""
        if person in (0, here.person.id):
            return here.person
        spoken = {one.id: one for one in await self.members.speaks_for(here)}
        if person not in spoken:
            raise Refused(t("You cannot answer for this person."))
        return spoken[person]

    async def drawn(self, workshop: Workshop, now: datetime) -> Drawn:
        people = await self.workshops.people(workshop.id)
        brought = await self.workshops.brought(workshop.id)
        ids = {one.person for one in people} | {one.person for one in brought}
        if workshop.author is not None:
            ids.add(workshop.author)
        return Drawn(
            workshop,
            await self.members.store.group(workshop.group),
            people,
            await self.workshops.things(workshop.id),
            brought,
            await self.members.store.names(sorted(ids)),
            await self.places.name(workshop, now),
            [one for one in await self.dates(workshop, now) if one.id != workshop.id],
            () if workshop.slot is None else self.followers.buttons(workshop.id, workshop.slot.over_at, now),
        )

    async def dates(self, workshop: Workshop, now: datetime) -> Sequence[Workshop]:
        """All dates of its series that are not over; itself alone where it does not come back."""
        if workshop.series is None:
            return [workshop]
        return await self.workshops.dates_of(workshop.series, now)

    async def cancel(self, workshop: Workshop, group: Group, now: datetime, *, but: Collection[int] = ()) -> None:
        """It does not take place. Whoever comes, comes perhaps or waits is told, but for some."""
        cancelled = replace(workshop, state="cancelled", changed_at=now)
        await self.places.release(workshop, now)
        await self.workshops.keep(cancelled)
        await self.set_alarms(cancelled, group, now)
        await self.changed(cancelled)
        await self.tell(cancelled, "cancelled", but=but)

    async def tell(self, workshop: Workshop, aspect: str, *, but: Collection[int] = ()) -> None:
        """Tells everybody who comes, comes perhaps or waits for a place, each alone."""
        for one in await self.workshops.people(workshop.id):
            if one.comes != "no" and one.person not in but:
                told = Topic("workshops", workshop.id, f"{aspect}:{one.person}")
                await self.posts.tell(told, workshop.group, one.person)

    async def read(self, here: Here, words: str, now: datetime) -> Several:
        """What these words offer, on the group's clock, in the language of whoever acts."""
        language = await self.members.store.language_of(here.person.id) or here.group.language
        zone = ZoneInfo(here.group.zone)
        return several(words, now, zone, language.split("@")[0], school=here.group.school)

    async def said_rhythm(self, here: Here, rhythm: Recurrence, now: datetime) -> str:
        """In words of whoever acts: « un jeudi sur deux à 18 h 30 »."""
        language = await self.members.store.language_of(here.person.id) or here.group.language
        return say(rhythm, language.split("@")[0], now=here.group.local(now))

    async def organisers(self, workshop: Workshop) -> Sequence[int]:
        """Whoever began it, while they are in the group; else those who run the group."""
        author = workshop.author
        if author is not None and await self.members.store.member(workshop.group, author) is not None:
            return [author]
        return await self.members.running(workshop.group)

    async def changed(self, workshop: Workshop) -> None:
        """Whatever stands of it says something else now."""
        await self.posts.refresh(workshop.card)
        await self.posts.refresh_aspects(workshop.card)

    async def set_alarms(self, workshop: Workshop, group: Group, now: datetime) -> None:
        """What is due for it as it is now, and nothing else; who follows it is told."""
        due: dict[str, datetime | None] = {}
        if workshop.state == "asking" and workshop.until is not None:
            due["deadline"] = workshop.until if workshop.until > now else None
            due["lapse"] = max((rules.past_at(one.slot) for one in workshop.dates), key=datetime.timestamp)
        if workshop.state == "fixed" and workshop.slot is not None:
            due["eve"] = rules.remind_at(group, workshop.slot, now)
            due["over"] = workshop.slot.over_at
        for name in ALARMS:
            at = due.get(name)
            if at is None:
                await self.alarms.cancel(workshop.card, name)
            else:
                await self.alarms.set(workshop.card, name, at)
        await self.followers.scheduled(workshop)

    async def serve(self, workshop: Workshop) -> None:
        """Whoever waits has the places that are free now, in order, and is told."""
        for one in rules.next_in(workshop.capacity, await self.workshops.people(workshop.id)):
            await self.workshops.come(workshop.id, replace(one, comes="yes"))
            told = Topic("workshops", workshop.id, f"place:{one.person}")
            await self.posts.tell(told, workshop.group, one.person)

    async def offers_words(self, event: Act, here: Here, step: str, **notes: str | int) -> bool:
        """An answer may also be typed; what somebody is being asked elsewhere is not given up for it."""
        open_ = await self.drafts.find(here.person.id, here.group.id, event.at)
        if open_ is not None and open_.feature != "workshops":
            return False
        await self.keep_draft(event, here, step, **notes)
        return True

    async def answered(self, event: Act, here: Here) -> None:
        """What was asked by this feature is answered by a tap."""
        open_ = await self.drafts.find(here.person.id, here.group.id, event.at)
        if open_ is not None and open_.feature == "workshops":
            await self.drafts.drop(here.person.id, here.group.id)

    async def keep_draft(self, event: Act, here: Here, step: str, **notes: str | int) -> None:
        kept = {name: str(note) for name, note in notes.items()}
        draft = Draft(here.group.id, event.chat, "workshops", step, kept)
        await self.drafts.keep(here.person.id, draft, event.at)


def must_ask(workshop: Workshop) -> None:
    """Raises Refused where no date is looked for any more."""
    if workshop.state == "cancelled":
        raise Refused(t("This was cancelled."))
    if workshop.state == "over" and workshop.slot is None:
        raise Refused(t("All its dates are past. Begin another one: /atelier"))
    if workshop.state != "asking":
        raise Refused(t("The date is fixed already. Its card is further down."))


def must_be_ahead(workshop: Workshop, now: datetime) -> Slot:
    """When it is. Raises Refused where it is over, was cancelled, or has no date yet."""
    if workshop.state == "cancelled":
        raise Refused(t("This was cancelled."))
    if workshop.slot is None:
        raise Refused(t("It has no date yet."))
    if workshop.state == "over" or workshop.slot.over_at.timestamp() <= now.timestamp():
        raise Refused(t("This is over."))
    return workshop.slot
