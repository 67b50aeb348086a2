"""A booking that needs somebody's word: whoever looks after the space says yes, or nobody objects for days."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press, Said
from handlers.conversation.folding import folded
from handlers.conversation.stores import Draft
from handlers.conversation.text import Moment, t
from handlers.conversation.topic import Topic
from handlers.conversation.typed import clean
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
    """Nothing is said in the group: those who decide are told, and everybody sees it in the planning."""

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

    # What is shown

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        booking = await self.box.bookings.find(topic.id)
        space = None if booking is None else await self.box.bookings.space(booking.space, now)
        if booking is None or space is None:
            return ()
        over = booking.times.ends.timestamp() <= now.timestamp()
        objections = await self.box.bookings.objections(booking.id)
        match topic.aspect:
            case "approve":
                group = await self.box.members.store.group(space.group)
                names = await self.box.names(group, booking.person)
                if booking.state != "asked":
                    return [approving_views.decided(space, booking, names)]
                said = await self.box.members.store.names([one.person for one in objections])
                against = [(said.get(one.person, ""), one.words) for one in objections]
                decides = _is_decided(space, booking, objections)
                return [
                    approving_views.approve(
                        space, booking, names, against, _until(space, booking), decides=decides
                    )
                ]
            case "agreed" if booking.state == "confirmed" and not over:
                return [approving_views.agreed(space, booking)]
            case "doubted" if booking.state == "asked" and objections:
                return [approving_views.doubted(space, booking, objections[-1].words)]
            case "refused" if booking.state == "refused":
                reason = next((one.words for one in objections if one.refuses), "")
                return [approving_views.refused(space, booking, reason)]
        return ()

    # Yes and no

    async def _decides(self, event: Act, number: int) -> tuple[Here, Space, Booking]:
        """Of those who look after the space or run the group. Raises Refused."""
        booking = await self.box.bookings.find(number, lock=True)
        space = None if booking is None else await self.box.bookings.space(booking.space, event.at)
        if booking is None or space is None:
            raise unknown()
        here = await self.box.members.here(event, space.group)
        if not here.runs and here.person.id != space.contact:
            raise Refused(t("Whoever looks after the space decides that."))
        if booking.state != "asked":
            raise Refused(t("This was decided already."))
        if not _is_decided(space, booking, await self.box.bookings.objections(booking.id)):
            raise Refused(t("Everybody has until {moment} to object.", moment=Moment(_until(space, booking))))
        return here, space, booking

    async def agree(self, press: Press) -> Answer:
        """« Confirmer »."""
        _, space, booking = await self._decides(press, press.number(0))
        await self._confirm(space, booking, press.at)
        return Answer(toast=t("It is confirmed. Whoever asked for it is told."))

    async def _confirm(self, space: Space, booking: Booking, now: datetime) -> None:
        await self.desk.confirm(space, booking, now)
        await self.box.tell(space.group, booking, "agreed")

    async def decline(self, press: Press) -> Answer:
        """« Refuser »: with a reason, or without."""
        here, _, booking = await self._decides(press, press.number(0))
        await self.box.keep_draft(press, here, "decline", booking=booking.id)
        return Answer(view=approving_views.ask_reason(booking))

    def asks_decline(self, draft: Draft) -> View:
        return approving_views.ask_decline()

    async def without_reason(self, press: Press) -> Answer:
        here, space, booking = await self._decides(press, press.number(0))
        return await self._refuse(press, here, space, booking, "")

    async def decline_typed(self, said: Said, draft: Draft) -> Answer:
        here, space, booking = await self._decides(said, int(draft.notes["booking"]))
        return await self._refuse(said, here, space, booking, _reason(said.words))

    async def _refuse(self, event: Act, here: Here, space: Space, booking: Booking, words: str) -> Answer:
        if words:
            objection = Objection(here.person.id, words, refuses=True)
            await self.box.bookings.object_to(booking.id, objection, event.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        await self._end(space, booking, event.at)
        return Answer(toast=t("It is refused. Whoever asked for it is told, alone."))

    async def _end(self, space: Space, booking: Booking, now: datetime) -> None:
        await self.desk.free(space, booking, now, "refused")
        await self.box.tell(space.group, booking, "refused")

    # Objections

    async def waiting(self, press: Press) -> Answer:
        """« En attente », from the planning: what is asked for, and can still be objected to."""
        here = await self.box.here(press)
        customs = await self.box.bookings.customs(here.group.id)
        shown = []
        for booking in await self.box.bookings.asked_for(here.group.id, press.at):
            space = await self.box.bookings.space(booking.space, press.at)
            if space is not None:
                names = await self.box.names(here.group, booking.person) if customs.names else ()
                shown.append((space, booking, names))
        return Answer(view=approving_views.waiting(shown, press.number(0)))

    async def one(self, press: Press) -> Answer:
        """One of them: `bookings:pending:<booking>`."""
        here, space, booking = await self._open_to_all(press, press.number(0))
        customs = await self.box.bookings.customs(here.group.id)
        names = await self.box.names(here.group, booking.person) if customs.names else ()
        may = space.rules.approval == "silence" and booking.person not in await self.box.household(
            here.group, here.person.id
        )
        until = _until(space, booking)
        return Answer(view=approving_views.pending(space, booking, names, until, may_object=may))

    async def _open_to_all(self, event: Act, number: int) -> tuple[Here, Space, Booking]:
        booking = await self.box.bookings.find(number, lock=True)
        space = None if booking is None else await self.box.bookings.space(booking.space, event.at)
        if booking is None or space is None:
            raise unknown()
        here = await self.box.here(event, space.group)
        if booking.state != "asked":
            raise Refused(t("This was decided already."))
        return here, space, booking

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
        objection = Objection(here.person.id, _reason(said.words), refuses=alone)
        await self.box.bookings.object_to(booking.id, objection, said.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        if alone:
            await self._end(space, booking, said.at)
            return Answer(view=approving_views.objected_alone())
        await self.box.tell(space.group, booking, "doubted")
        await self.ask(space, booking)
        return Answer(view=approving_views.objected())

    async def silence_due(self, alarm: Alarm) -> None:
        """Nobody objected for so many days: it is confirmed. Otherwise those who run the group decide."""
        found = await self.box.of_alarm(alarm)
        if found is None or found[1].state != "asked":
            return
        if not await self.box.bookings.objections(found[1].id):
            await self._confirm(*found, alarm.at)
        elif not await self.box.looking_after(found[0]):
            await self._end(*found, alarm.at)

    async def sweep(self, now: datetime) -> None:
        """What was asked of somebody who is no longer there: it is refused where a neighbour objects, confirmed
        where nobody could say yes any more."""
        for group in await self.box.bookings.asked_groups(now):
            for known in await self.box.bookings.asked_for(group, now):
                booking = await self.box.bookings.find(known.id, lock=True)
                space = await self.box.bookings.space(known.space, now)
                if booking is None or space is None or booking.state != "asked":
                    continue
                if await self.box.looking_after(space):
                    continue
                if await self.box.bookings.objections(booking.id):
                    await self._end(space, booking, now)
                elif _is_decided(space, booking, ()):
                    await self._confirm(space, booking, now)


def _until(space: Space, booking: Booking) -> datetime:
    zone = booking.times.starts.tzinfo
    return (booking.made_at + timedelta(days=space.rules.objecting)).astimezone(zone)


def _is_decided(space: Space, booking: Booking, objections: Sequence[Objection]) -> bool:
    """Whether somebody decides it: always where whoever looks after it does; after an objection; or where it
    would begin before everybody has had their days."""
    silent = space.rules.approval == "silence"
    return not silent or bool(objections) or _until(space, booking).timestamp() > booking.times.starts.timestamp()


def _reason(words: str) -> str:
    """A short reason. Raises Refused."""
    said = " ".join(clean(words).split())
    if not folded(said):
        raise Refused(t("I see no words there. Write them in a sentence."))
    if len(said) > WORDS:
        raise Refused(t("That is too long: {most} characters at most.", most=WORDS))
    return said
