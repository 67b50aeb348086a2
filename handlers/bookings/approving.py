"""A booking that needs somebody's word: whoever looks after the space says yes, or nobody objects for days."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Moment, t
from handlers.conversation.topic import Topic
from handlers.conversation.typed import brief
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import approving_views
from .box import Act, Box
from .desk import BookingsDesk
from .model import Booking, Objection, Space

WORDS = 200
"""Characters of a reason."""


class Approving:
    """Nothing is said in the group: those who decide are told, and everybody sees it in the planning. The dates of
    a series are asked for, and decided, together."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk

    async def ask(self, space: Space, booking: Booking) -> None:
        """Whoever looks after the space is asked; where everybody may object, those who run the group know it."""
        told = list(await self.box.looking_after(space))
        if space.rules.approval == "silence":
            told += [one for one in await self.box.members.running(space.group) if one not in told]
        for person in told:
            await self.box.posts.tell(Topic("bookings", booking.id, "approve"), space.group, person)

    async def _together(self, booking: Booking) -> Sequence[Booking]:
        """With it, the dates of its series that are asked for as it is, or were decided with it."""
        if booking.series is None:
            return [booking]
        return [
            one
            for one in await self.box.bookings.of_series(booking.series)
            if one.state == booking.state and (one.state == "asked" or one.changed_at == booking.changed_at)
        ]

    # What is shown

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        found = await self.box.found(topic.id, now)
        if found is None:
            return ()
        space, booking = found
        if topic.aspect == "approve":
            return [await self._question(space, booking)]
        together = await self._together(booking)
        objections = await self.box.bookings.objections(booking.id)
        match topic.aspect:
            case "agreed" if booking.state == "confirmed" and not _are_over(together, now):
                return [approving_views.agreed(space, together)]
            case "doubted" if booking.state == "asked" and objections:
                return [approving_views.doubted(space, together, objections[-1].words)]
            case "refused" if booking.state == "refused":
                reason = next((one.words for one in objections if one.refuses), "")
                return [approving_views.refused(space, together, reason)]
        return ()

    async def _question(self, space: Space, booking: Booking) -> View:
        """What is to be decided, or what was. Where this date was freed, its series is asked for all the same."""
        if not booking.lives and booking.series is not None:
            left = [one for one in await self.box.bookings.of_series(booking.series) if one.state == "asked"]
            booking = left[0] if left else booking
        together = await self._together(booking)
        group = await self.box.members.store.group(space.group)
        names = (await self.box.names(group, [booking.person]))[booking.person]
        if booking.state != "asked":
            return approving_views.decided(space, together, names)
        objections = await self.box.bookings.objections(booking.id)
        said = await self.box.members.store.names([one.person for one in objections])
        against = [(said.get(one.person, ""), one.words) for one in objections]
        decides = _is_decided(space, together, objections)
        return approving_views.approve(space, together, names, against, _until(space, booking), decides=decides)

    # Yes and no

    async def _decides(self, event: Act, number: int) -> tuple[Here, Space, Sequence[Booking]]:
        """Of those who look after the space or run the group. Raises Refused."""
        space, booking = await self._asked(event, number)
        here = await self.box.members.here(event, space.group)
        if not here.runs and here.person.id != space.contact:
            raise Refused(t("Whoever looks after the space decides that."))
        together = await self._together(booking)
        if not _is_decided(space, together, await self.box.bookings.objections(booking.id)):
            raise Refused(t("Everybody has until {moment} to object.", moment=Moment(_until(space, booking))))
        return here, space, together

    async def _asked(self, event: Act, number: int) -> tuple[Space, Booking]:
        """What is still asked for, locked. Raises Refused."""
        found = await self.box.found(number, event.at, lock=True)
        if found is None:
            raise unknown()
        if found[1].state != "asked":
            raise Refused(t("This was decided already."))
        return found

    async def agree(self, press: Press) -> Answer:
        """« Confirmer »."""
        _, space, together = await self._decides(press, press.number(0))
        await self._confirm(space, together, press.at)
        return Answer(toast=t("It is confirmed. Whoever asked for it is told."))

    async def _confirm(self, space: Space, together: Sequence[Booking], now: datetime) -> None:
        for booking in together:
            await self.desk.confirm(space, booking, now)
        await self.box.tell(space.group, together[0], "agreed")

    async def decline(self, press: Press) -> Answer:
        """« Refuser »: with a reason, or without."""
        here, _, together = await self._decides(press, press.number(0))
        await self.box.keep_draft(press, here, "decline", booking=together[0].id)
        return Answer(view=approving_views.ask_reason(together[0]))

    def asks_decline(self, draft: Draft) -> View:
        return approving_views.ask_decline()

    async def without_reason(self, press: Press) -> Answer:
        here, space, together = await self._decides(press, press.number(0))
        return await self._refuse(press, here, space, together, "")

    async def decline_typed(self, said: Said, draft: Draft) -> Answer:
        here, space, together = await self._decides(said, int(draft.notes["booking"]))
        return await self._refuse(said, here, space, together, brief(said.words, WORDS))

    async def _refuse(
        self, event: Act, here: Here, space: Space, together: Sequence[Booking], words: str
    ) -> Answer:
        if words:
            objection = Objection(here.person.id, words, refuses=True)
            await self.box.bookings.object_to(together[0].id, objection, event.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        await self._end(space, together, event.at)
        return Answer(toast=t("It is refused. Whoever asked for it is told, alone."))

    async def _end(self, space: Space, together: Sequence[Booking], now: datetime) -> None:
        for booking in together:
            await self.desk.free(space, booking, now, "refused")
        await self.box.tell(space.group, together[0], "refused")

    # Objections

    async def waiting(self, press: Press) -> Answer:
        """« En attente », from the planning: what is asked for, and can still be objected to."""
        here = await self.box.here(press)
        asked: dict[int, list[Booking]] = {}
        for booking in await self.box.bookings.asked_for(here.group.id, press.at):
            asked.setdefault(-booking.id if booking.series is None else booking.series, []).append(booking)
        spaces = {one.id: one for one in await self.box.bookings.spaces(here.group.id, press.at)}
        names = await self.box.shown(here, {together[0].person for together in asked.values()})
        shown = [
            (spaces[together[0].space], together, names[together[0].person])
            for together in asked.values()
            if together[0].space in spaces
        ]
        return Answer(view=approving_views.waiting(shown, press.number(0)))

    async def one(self, press: Press) -> Answer:
        """One of them: `bookings:pending:<booking>`."""
        here, space, booking = await self._open_to_all(press, press.number(0))
        names = (await self.box.shown(here, [booking.person]))[booking.person]
        may = space.rules.approval == "silence" and booking.person not in await self.box.household(
            here.group, here.person.id
        )
        until, together = _until(space, booking), await self._together(booking)
        return Answer(view=approving_views.pending(space, together, names, until, may_object=may))

    async def _open_to_all(self, event: Act, number: int) -> tuple[Here, Space, Booking]:
        space, booking = await self._asked(event, number)
        return await self.box.here(event, space.group), space, booking

    async def _may_object(self, event: Act, number: int) -> tuple[Here, Space, Booking]:
        here, space, booking = await self._open_to_all(event, number)
        if space.rules.approval != "silence":
            raise Refused(t("Whoever looks after the space decides that."))
        if not here.decides and not here.runs:
            raise Refused(t("Only those who live here can object."))
        if booking.person in await self.box.household(here.group, here.person.id):
            raise Refused(t("It is your own booking: free it if you no longer want it."))
        return here, space, booking

    async def object(self, press: Press) -> Answer:
        """« J'ai une objection »."""
        here, _, booking = await self._may_object(press, press.number(0))
        await self.box.keep_draft(press, here, "object", booking=booking.id)
        return Answer(view=approving_views.ask_objection())

    def asks_object(self, draft: Draft) -> View:
        return approving_views.ask_objection()

    async def object_typed(self, said: Said, draft: Draft) -> Answer:
        """A short reason: whoever asked reads it, and those who run the group, who decide now. Where nobody does,
        it is enough: whoever asked would wait until it is over."""
        here, space, booking = await self._may_object(said, int(draft.notes["booking"]))
        alone = not await self.box.looking_after(space)
        objection = Objection(here.person.id, brief(said.words, WORDS), refuses=alone)
        await self.box.bookings.object_to(booking.id, objection, said.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        if alone:
            await self._end(space, await self._together(booking), said.at)
            return Answer(view=approving_views.objected_alone())
        await self.box.tell(space.group, booking, "doubted")
        await self.ask(space, booking)
        return Answer(view=approving_views.objected())

    async def silence_due(self, alarm: Alarm) -> None:
        """Nobody objected for so many days: it is confirmed, with the dates of its series that were asked for as
        long ago. Otherwise those who run the group decide."""
        found = await self.box.found(alarm.topic.id, alarm.at, lock=True)
        if found is None or found[1].state != "asked":
            return
        space, booking = found
        together = [one for one in await self._together(booking) if one.made_at <= booking.made_at]
        if not await self.box.bookings.objections(booking.id):
            await self._confirm(space, together, alarm.at)
        elif not await self.box.looking_after(space):
            await self._end(space, together, alarm.at)

    async def sweep(self, now: datetime) -> None:
        """What was asked of somebody who is no longer there: it is refused where a neighbour objects, confirmed
        where nobody could say yes any more."""
        for group in await self.box.bookings.asked_groups(now):
            for known in await self.box.bookings.asked_for(group, now):
                found = await self.box.found(known.id, now, lock=True)
                if found is None or found[1].state != "asked" or await self.box.looking_after(found[0]):
                    continue
                space, booking = found
                together = await self._together(booking)
                if await self.box.bookings.objections(booking.id):
                    await self._end(space, together, now)
                elif _is_decided(space, together, ()):
                    await self._confirm(space, together, now)


def _until(space: Space, booking: Booking) -> datetime:
    zone = booking.times.starts.tzinfo
    return (booking.made_at + timedelta(days=space.rules.objecting)).astimezone(zone)


def _is_decided(space: Space, together: Sequence[Booking], objections: Sequence[Objection]) -> bool:
    """Whether somebody decides it: always where whoever looks after it does; after an objection; or where it
    would begin before everybody has had their days."""
    if space.rules.approval != "silence" or objections:
        return True
    return any(_until(space, one).timestamp() > one.times.starts.timestamp() for one in together)


def _are_over(together: Sequence[Booking], now: datetime) -> bool:
    return all(one.times.ends.timestamp() <= now.timestamp() for one in together)
