"""The stores of one transaction, and what every act on a space begins with."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts, Receipts
from handlers.conversation.text import Text, t
from handlers.conversation.topic import Topic
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Group, Here, Person
from handlers.when.model import Understanding
from handlers.when.understanding import understand

from . import free, rules
from .charter import Approval
from .model import Booking, Space, Taken, Times, Wish
from .store import Bookings

Act = Command | Press | Said
"""What somebody does to book."""
Names: TypeAlias = Sequence[str | Text]
"""First names of a household, or « un voisin »."""
_AROUND_LIMITS = timedelta(days=366)
"""How far around a wish what a household has had is looked at: no period is longer than a year."""


class Box:
    """Given to every part of the feature."""

    def __init__(
        self,
        bookings: Bookings,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        receipts: Receipts,
    ) -> None:
        self.bookings = bookings
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.receipts = receipts

    # Who, and which space

    async def here(self, event: Act, group: int | None = None) -> Here:
        """Who acts; guests look on."""
        here = await self.members.here(event, group)
        members_rules.must_take_part(here)
        return here

    async def space(self, event: Act, id: int, *, lock: bool = False) -> tuple[Here, Space]:
        """Who acts, and a space of their group that can be booked. `lock`: nobody else books or frees anything
        there until this is done. Raises Refused."""
        space = await self.bookings.space(id, event.at, lock=lock)
        if space is None:
            raise unknown()
        here = await self.here(event, space.group)
        if space.retired:
            raise Refused(t("This space is no longer shared. /espaces shows those that are."))
        return here, space

    async def booking(self, event: Act, id: int) -> tuple[Here, Space, Booking]:
        """Who acts, and a booking that this person may change: their household's, one that they wrote down, or any
        for those who run the group. Locked, as `space`. Raises Refused."""
        found = await self.found(id, event.at, lock=True)
        if found is None:
            raise unknown()
        space, booking = found
        here = await self.here(event, space.group)
        await self.must_be_theirs(here, booking.person, booking.entered_by)
        return here, space, booking

    async def must_be_theirs(self, here: Here, person: int | None, entered_by: int | None) -> None:
        """Raises Refused for everybody but its household, whoever wrote it down, and those who run the group."""
        theirs = here.person.id in (person, entered_by) or here.runs
        if not theirs and person not in await self.household(here.group, here.person.id):
            raise Refused(t("Only the household that has it can change it."))

    async def household(self, group: Group, person: int) -> Sequence[int]:
        """The people of somebody's household, with themselves first."""
        homes = await self.members.store.households(group.id)
        home = next((one for one in homes if any(each.person.id == person for each in one.people)), None)
        others = [] if home is None else [each.person.id for each in home.people if each.person.id != person]
        return [person, *others]

    async def holder(self, here: Here, person: int) -> Person:
        """Whoever is to have it: oneself (0), or somebody for whom one answers. Raises Refused."""
        if person in (0, here.person.id):
            members_rules.must_decide(here)
            return here.person
        spoken = {one.id: one for one in await self.members.speaks_for(here)}
        if person not in spoken:
            raise Refused(t("You do not answer for this person."))
        return spoken[person]

    async def told(self, group: int, person: int, by: int | None) -> int:
        """Whoever is told what concerns somebody: they themselves; where they have no account, whoever wrote it
        down for them, or somebody who answers for them."""
        member = await self.members.store.member(group, person)
        if member is None or member.reached:
            return person
        relays = await self.members.store.relays(group)
        answers = [one.relay.id for one in relays if one.agreed and one.person.id == person]
        return by or next(iter(answers), person)

    async def names(self, group: Group, people: Iterable[int | None]) -> Mapping[int | None, Names]:
        """Who has it, as the group says it: by person, the first names of their household."""
        wanted = set(people)
        homes = {one: [one] for one in wanted if one is not None}
        for home in await self.members.store.households(group.id) if homes else ():
            living = [each.person.id for each in home.people]
            homes |= {one: [one, *(each for each in living if each != one)] for one in living if one in homes}
        known = await self.members.store.names([one for people in homes.values() for one in people])
        said = {who: [known[one] for one in homes.get(who or 0, ()) if one in known] for who in wanted}
        return {who: said[who] or [t("a neighbour")] for who in wanted}

    async def shown(self, here: Here, people: Iterable[int | None]) -> Mapping[int | None, Names]:
        """The same; nobody's where the group keeps them to itself."""
        if (await self.bookings.customs(here.group.id)).names:
            return await self.names(here.group, people)
        return dict.fromkeys(people, ())

    async def tell(self, group: int, booking: Booking, aspect: str, *, rings: bool = True) -> None:
        """Tells whoever has it, alone; and whoever wrote it down for them, as they may have no account."""
        for person in {one for one in (booking.person, booking.entered_by) if one is not None}:
            await self.posts.tell(Topic("bookings", booking.id, aspect), group, person, rings=rings)

    async def found(self, id: int, now: datetime, *, lock: bool = False) -> tuple[Space, Booking] | None:
        """A booking with its space; None where it is gone. `lock`: as `space`."""
        booking = await self.bookings.find(id, lock=lock)
        space = None if booking is None else await self.bookings.space(booking.space, now)
        return None if booking is None or space is None else (space, booking)

    async def looking_after(self, space: Space) -> Sequence[int]:
        """Whoever looks after a space, where a message reaches them; else those who run the group."""
        contact = space.contact
        member = None if contact is None else await self.members.store.member(space.group, contact)
        if contact is not None and member is not None and member.reached:
            return [contact]
        return await self.members.running(space.group)

    async def approval(self, space: Space, wish: Wish, now: datetime) -> Approval:
        """Whose word a wish needs. Where the group wants somebody's who is not there (nobody looks after the
        space, nobody runs the group), nobody's: else it would wait until it is over. The neighbours can object all
        the same, where they have their days before it begins."""
        wanted = space.rules.approval
        if wish.collective or wanted == "none":
            return "none"
        ends = now.timestamp() + space.rules.objecting * 24 * 3600
        in_time = wanted == "silence" and ends <= wish.times.starts.timestamp()
        return wanted if in_time or await self.looking_after(space) else "none"

    async def language(self, here: Here) -> str:
        return await self.members.store.language_of(here.person.id) or here.group.language

    async def understood(self, here: Here, words: str, now: datetime) -> Understanding:
        """What moment these words mean, on the group's clock, in the language of whoever acts."""
        language = (await self.language(here)).split("@")[0]
        return understand(words, here.group.local(now), zone_of(here.group), language, school=here.group.school)

    # What the rules say, and what is free

    async def judged(
        self,
        space: Space,
        wish: Wish,
        person: int,
        now: datetime,
        *,
        but: Booking | None = None,
        leaves: bool = False,
    ) -> rules.Verdict:
        """Whether the rules let this person's household have it; `but`: in the place of that booking of theirs,
        which it `leaves` of its own accord."""
        group = await self.members.store.group(space.group)
        situation = await self.situation(space, wish, person, now, but=but, leaves=leaves)
        return rules.judge(space, wish, situation, group.local(now))

    async def situation(
        self,
        space: Space,
        wish: Wish,
        person: int,
        now: datetime,
        *,
        but: Booking | None = None,
        leaves: bool = False,
    ) -> rules.Situation:
        people = await self.household(await self.members.store.group(space.group), person)
        begins, ends = wish.times.starts - _AROUND_LIMITS, wish.times.ends + _AROUND_LIMITS
        had = [one.times for one in await self.bookings.counted(space.id, people, begins, ends)]
        coming = await self.bookings.coming(space.id, people, now)
        spent: Sequence[Times] = ()
        if but is not None and but.lives and but.person in people:
            for one in but.used:
                if one in had:  # moved by more than a year it stands in no period of the new time
                    had.remove(one)
            coming -= but.counts and but.times.starts.timestamp() > now.timestamp()
            spent = rules.spent(space, but, now) if leaves else but.given_up
        listed = not space.rules.listed or person in await self.bookings.listed(space.id)
        return rules.Situation(had, coming, listed, spent)

    async def taken(self, space: Space, times: Times, *, but: Booking | None = None, wait: int = 0) -> list[Taken]:
        """What is not free around these times; without that booking, and what is held for that wait."""
        cleaned = free.after_cleaning(space, times.ends)
        taken = await self.bookings.taken(space.id, times.starts - free.AROUND, cleaned + free.AROUND)
        spared = None if but is None else but.id
        return [
            one
            for one in taken
            if (one.booking is None or one.booking != spared) and (one.wait is None or one.wait != wait)
        ]

    async def free_units(
        self, space: Space, wish: Wish, *, but: Booking | None = None, wait: int = 0
    ) -> list[int] | None:
        """The units that a wish would get; None where there are not enough."""
        units = free.free_units(space, await self.taken(space, wish.times, but=but, wait=wait), wish.times)
        if but is not None:  # who moves stays where they are, as far as they can
            had = await self.bookings.units_of(but.id)
            units.sort(key=lambda unit: unit not in had)
        return units[: wish.amount] if len(units) >= wish.amount else None

    # Half-finished dialogues

    async def keep_draft(self, event: Act, here: Here, step: str, **notes: str | int) -> Draft:
        draft = Draft(
            here.group.id, event.chat, "bookings", step, {name: str(note) for name, note in notes.items()}
        )
        await self.drafts.keep(here.person.id, draft, event.at)
        return draft

    async def draft(self, event: Act, here: Here, *steps: str) -> Draft | None:
        """What this person is in the middle of, at one of these steps."""
        draft = await self.drafts.find(here.person.id, here.group.id, event.at)
        if draft is None or draft.feature != "bookings" or draft.step not in steps:
            return None
        return draft


def zone_of(group: Group) -> ZoneInfo:
    return ZoneInfo(group.zone)
