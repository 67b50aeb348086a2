"""What somebody wants is read back in full; where it cannot be had, what is nearest to it is offered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer
from handlers.conversation.views import View
from handlers.members.model import Here, Person

from . import reserving_views, rules, taken_views
from .box import Act, Box
from .buttons import word_of
from .desk import BookingsDesk
from .model import Booking, Space, Times, Wish
from .prevailing import Prevailing

MOST_BUTTONS = 5


class Offering:
    """Nothing is kept here but the dialogue: to take it is one tap more."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk
        self.prevailing = Prevailing(box, desk)

    async def read_back(self, event: Act, here: Here, space: Space, wish: Wish, person: int) -> Answer:
        """What would be booked, in full; or, where it is taken, what is free near it."""
        holder = await self.box.holder(here, person)
        verdict = await self.box.judged(space, wish, holder.id, event.at)
        if verdict.why_not is not None:
            return await self.refused(event, here, space, wish, holder, verdict)
        displaced = list[Booking]()
        if await self.box.free_units(space, wish) is None:
            found = await self.prevailing.way(here, space, wish, event.at)
            if found is not None and found.asked:
                await self.box.keep_draft(event, here, "when", **notes_of(wish, person))
                return await self.prevailing.must_ask(event, here, space, wish, found)
            if found is None:
                return await self.taken(event, here, space, wish, holder)
            displaced = list(found.displaced)
        situation = await self.box.situation(space, wish, holder.id, event.at)
        notes = notes_of(wish, person)
        notes["displaces"] = ",".join(str(one.id) for one in displaced)
        await self.box.keep_draft(event, here, "when", **notes)
        return Answer(
            view=reserving_views.read_back(
                space,
                wish,
                holder if person else None,
                rules.remaining(space, situation, wish.times) if verdict.counts else (),
                outside=not verdict.counts and not wish.collective and bool(space.rules.limits),
                displaced=await self.prevailing.whose(here, space, displaced),
                at_once=await self.box.approval(space, wish, event.at) == "none",
            )
        )

    async def refused(
        self, event: Act, here: Here, space: Space, wish: Wish, holder: Person, verdict: rules.Verdict
    ) -> Answer:
        """The rule that does not allow it, and the nearest times that it would."""
        assert verdict.why_not is not None
        near: Sequence[Times] = ()
        if rules.nonsense(wish.times, here.group.local(event.at)) is None:
            near = await self.desk.nearest(here.group, space, wish, holder.id, event.at)
        await self.box.keep_draft(event, here, "when", **notes_of(wish, holder.id, known=False))
        view = taken_views.not_allowed(space, wish, holder.id, verdict.why_not, near)
        return Answer(view=await self._or_for_the_group(event, here, space, wish, view))

    async def taken(self, event: Act, here: Here, space: Space, wish: Wish, holder: Person) -> Answer:
        """Somebody else has it: the nearest free times, the same time elsewhere, a place on the waiting list."""
        near = await self.desk.nearest(here.group, space, wish, holder.id, event.at)
        other = await self._elsewhere(here, space, wish, holder, event.at)
        has = await self._who_has(here, space, wish)
        await self.box.keep_draft(event, here, "when", **notes_of(wish, holder.id, known=False))
        mine = has is not None and has[0].person in await self.box.household(here.group, holder.id)
        view = taken_views.taken(space, wish, holder.id, near, other, has, mine=mine)
        return Answer(view=await self._or_for_the_group(event, here, space, wish, view))

    async def _or_for_the_group(self, event: Act, here: Here, space: Space, wish: Wish, view: View) -> View:
        """What one household cannot have, an event of the group perhaps can."""
        if wish.collective or not space.rules.announced:
            return view
        for_all = replace(wish, title="?")  # its name is asked for afterwards
        verdict = await self.box.judged(space, for_all, here.person.id, event.at)
        free = await self.box.free_units(space, wish) is not None
        possible = free or await self.prevailing.way(here, space, for_all, event.at) is not None
        if verdict.why_not is not None or not possible:
            return view
        await self.box.keep_draft(event, here, "when", **notes_of(wish, here.person.id))
        buttons = list(view.buttons)
        if len(buttons) == MOST_BUTTONS:
            del buttons[1]  # of the two nearest times, the later one
        return replace(view, buttons=(*buttons, reserving_views.for_the_group()))

    async def _elsewhere(
        self, here: Here, space: Space, wish: Wish, holder: Person, now: datetime
    ) -> Space | None:
        """Another space by the same slot that is free at the same hours and may be had."""
        for other in await self.box.bookings.spaces(here.group.id, now):
            same = replace(wish, space=other.id)
            if other.id == space.id or other.slot != space.slot:
                continue
            verdict = await self.box.judged(other, same, holder.id, now)
            if verdict.why_not is None and await self.box.free_units(other, same) is not None:
                return other
        return None

    async def _who_has(self, here: Here, space: Space, wish: Wish) -> taken_views.Has | None:
        """The booking that is in the way, with the names of its household; None of a hold, or of the cleaning."""
        taken = await self.box.bookings.taken(space.id, wish.times.starts, wish.times.ends)
        number = next((one.booking for one in taken if one.kind == "stay"), None)
        booking = None if number is None else await self.box.bookings.find(number)
        if booking is None:
            return None
        return booking, (await self.box.shown(here, [booking.person]))[booking.person]


def notes_of(wish: Wish, person: int, *, known: bool = True) -> dict[str, str | int]:
    """What a dialogue remembers of a wish; `known`: it was read back, and can be taken as it stands."""
    notes: dict[str, str | int] = {"space": wish.space, "amount": wish.amount, "person": person}
    if known:
        notes["times"] = word_of(wish.times)
    return notes | ({"title": wish.title} if wish.title else {})
