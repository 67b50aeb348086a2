"""The dates of a workshop are changed: one more, one less, another deadline; or what is fixed is moved."""

from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import View
from handlers.members.model import Here
from handlers.when.sentences import why_not

from . import rules, running_views
from .box import Box, must_ask, must_be_ahead
from .model import Slot, Workshop
from .opening import Opening
from .repeating import Repeating
from .sentences import one_after_the_other, when


class Scheduling:
    """For whoever began it, and for those who run the group."""

    def __init__(self, box: Box, opening: Opening, repeating: Repeating) -> None:
        self.box = box
        self.opening = opening
        self.repeating = repeating

    async def _asks(self, press: Press, step: str) -> Answer:
        here, workshop = await self.box.living(press, press.number(0))
        await self.box.keep_draft(press, here, step, workshop=workshop.id)
        return Answer(view=running_views.question(step))

    async def _slot(self, here: Here, said: Said) -> Slot:
        """The one date that was typed. Raises Refused."""
        read = await self.box.read(here, said.words, said.at)
        if read.refusal is not None:
            raise Refused(why_not(read.refusal))
        if len(read.dates) != 1:
            raise Refused(t("I need one date. For example: Sunday 14 at 2 pm."))
        one = read.dates[0]
        slot = Slot(one.starts, one.ends, one.timed)
        self.opening.must_be_dates(here, [slot], said.at)
        return slot

    async def _again(self, workshop: Workshop) -> Workshop:
        """With its dates as they are now."""
        found = await self.box.workshops.find(workshop.id)
        assert found is not None, "it is locked"
        return found

    # The dates that are asked

    async def dates(self, press: Press) -> Answer:
        """« Les dates »."""
        return Answer(view=running_views.dates(await self._asked(press)))

    async def _asked(self, press: Press) -> Workshop:
        _, workshop = await self.box.living(press, press.number(0))
        must_ask(workshop)
        return workshop

    async def add_date(self, press: Press) -> Answer:
        return await self._asks(press, "adddate")

    def asks_add_date(self, draft: Draft) -> View:
        return running_views.question("adddate")

    async def add_date_typed(self, said: Said, draft: Draft) -> Answer:
        here, workshop = await self.box.drafted(said, draft)
        must_ask(workshop)
        slot = await self._slot(here, said)
        known = {one.slot.starts.timestamp() for one in workshop.dates}
        if slot.starts.timestamp() in known:
            raise Refused(t("This date is among them already."))
        if len(workshop.dates) >= rules.MOST_DATES:
            raise Refused(t("That is too many: {most} dates at most.", most=rules.MOST_DATES))
        title = rules.asked(workshop.title, here.group.language)
        booking = await self.box.places.hold(workshop.space, slot, title, here.person.id, said.at)
        await self.box.workshops.add_date(workshop.id, slot, booking)
        more = await self._again(workshop)
        if more.until is not None and more.until >= slot.starts:  # answers end before the first date
            ahead = [one.slot for one in rules.not_past(more.dates, said.at)]
            more = replace(more, until=rules.deadline(here.group, ahead, said.at))
            await self.box.workshops.keep(more)
        await self.box.set_alarms(more, here.group, said.at)
        await self.box.finished(here, more)
        return Answer(toast=await self._said(t("Added: {when}.", when=when(slot)), workshop, booking, slot, said))

    async def _said(self, noted: Text, workshop: Workshop, booking: int | None, slot: Slot, said: Said) -> Text:
        """What is noted, and whether the space that is wished cannot be had then."""
        place = await self.box.places.lost(workshop, booking, slot, said.at)
        lost = t("{space:cap} is not free then.", space=place)
        return one_after_the_other([noted, lost] if place else [noted])

    async def remove(self, press: Press) -> Answer:
        """« Retirer une date »: `workshops:remove:<workshop>:<page>`."""
        return Answer(view=running_views.remove(await self._asked(press), press.number(1)))

    async def removed(self, press: Press) -> Answer:
        """`workshops:removed:<workshop>:<date>`: what is held for it is free again."""
        here, workshop = await self.box.living(press, press.number(0))
        must_ask(workshop)
        date = workshop.date(press.number(1))
        if date is None:
            raise Refused(t("This date was taken away. The others are still there."))
        if len(workshop.dates) == 1:
            raise Refused(t("It is the only one left: fix it, or cancel."))
        if date.booking is not None:
            await self.box.places.venues.release([date.booking], press.at)
        await self.box.workshops.remove_date(date.id)
        fewer = await self._again(workshop)
        await self.box.set_alarms(fewer, here.group, press.at)
        await self.box.changed(fewer)
        return Answer(toast=t("Taken away: {when}.", when=when(date.slot)))

    async def until(self, press: Press) -> Answer:
        """« Une autre limite »."""
        return await self._asks(press, "until")

    def asks_until(self, draft: Draft) -> View:
        return running_views.question("until")

    async def until_typed(self, said: Said, draft: Draft) -> Answer:
        """« Vendredi à 20 h », « jusqu'à vendredi »; a day ends with its evening."""
        here, workshop = await self.box.drafted(said, draft)
        must_ask(workshop)
        read = await self.box.read(here, said.words, said.at)
        if read.refusal is not None:
            raise Refused(why_not(read.refusal))
        until = read.until
        if until is None and len(read.dates) == 1:
            one = read.dates[0]
            until = one.starts if one.timed else one.starts.replace(hour=rules.EVENING)
        if until is None:
            raise Refused(t("Until when? For example: Friday at 8 pm."))
        ahead = rules.not_past(workshop.dates, said.at)
        if not ahead or not said.at < until < min(one.slot.starts for one in ahead):
            raise Refused(t("Answers must end before the first date, and not before now."))
        asked = replace(workshop, until=until)
        await self.box.workshops.keep(asked)
        await self.box.set_alarms(asked, here.group, said.at)
        await self.box.finished(here, asked)
        return Answer(toast=t("Noted: answers until {until}.", until=Moment(until)))

    # What is fixed

    async def move(self, press: Press) -> Answer:
        return await self._asks(press, "move")

    def asks_move(self, draft: Draft) -> View:
        return running_views.question("move")

    async def move_typed(self, said: Said, draft: Draft) -> Answer:
        """The card comes back with the new date; where another date of the series comes before it, each who comes
        is told alone."""
        here, workshop = await self.box.drafted(said, draft)
        before = must_be_ahead(workshop, said.at)
        slot = rules.as_long_as(before, await self._slot(here, said))
        booking = await self.box.places.move(workshop, slot, here.person.id, said.at)
        moved = replace(workshop, slot=slot, moved_from=before.starts, reminded_at=None, booking=booking)
        await self.box.workshops.keep(moved)
        await self.box.set_alarms(moved, here.group, said.at)
        await self.box.finished(here, moved)
        following = moved if moved.series is None else await self.repeating.advance(moved.series, said.at)
        if following is not None and following.id == moved.id:
            await self.box.posts.bring_back(moved.card, rings=True)
            told = t("It is now {when}. The group is told.", when=when(slot))
        else:
            await self.box.tell(moved, "moved", but=[here.person.id])
            told = t("It is now {when}. Those who come are told.", when=when(slot))
        return Answer(toast=await self._said(told, workshop, booking, slot, said))
