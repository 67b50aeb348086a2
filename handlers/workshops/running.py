"""How a workshop is run: what is needed, how many places there are, its title, or none at all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t, tn
from handlers.conversation.typed import brief, capital
from handlers.conversation.views import View
from handlers.members.model import Here

from . import attending_views, card_views, dates_views, rules, running_views, things
from .box import Box, must_be_ahead
from .model import Workshop
from .repeating import Repeating


class Running:
    """For whoever began it, and for those who run the group."""

    def __init__(self, box: Box, repeating: Repeating) -> None:
        self.box = box
        self.repeating = repeating

    async def more(self, press: Press) -> Answer:
        """« ⋯ Plus »: what it opens depends on who taps."""
        here, workshop = await self.box.seen(press, press.number(0))
        spoken = await self.box.members.speaks_for(here)
        drawn = await self.box.drawn(workshop, press.at)
        return Answer(view=running_views.more(drawn, runs=self.box.runs(here, workshop), spoken=spoken))

    async def see(self, press: Press) -> Answer:
        """Its card, on one's own screen."""
        here, workshop = await self.box.seen(press, press.number(0))
        if workshop.slot is not None:
            return Answer(
                view=card_views.card(await self.box.drawn(workshop, press.at), here.group.local(press.at))
            )
        ended = rules.has_ended(workshop, press.at)
        return Answer(view=dates_views.card(workshop, here.group, ended=ended))

    async def whom(self, press: Press) -> Answer:
        """« Répondre pour quelqu'un »."""
        here, workshop = await self.box.seen(press, press.number(0))
        spoken = await self.box.members.speaks_for(here)
        if not spoken:
            raise Refused(t("You answer for nobody."))
        return Answer(view=running_views.whom(workshop, spoken))

    async def who_dates(self, press: Press) -> Answer:
        """« Qui a répondu »."""
        _, workshop = await self.box.seen(press, press.number(0))
        answered = []
        for date in workshop.dates:
            who = await self.box.workshops.who(date.id)
            names = await self.box.members.store.names(list(who))
            yes = [names.get(person, "?") for person, suits in who.items() if suits == "yes"]
            maybes = [names.get(person, "?") for person, suits in who.items() if suits == "maybe"]
            answered.append((date, yes, maybes))
        return Answer(view=dates_views.who(workshop, answered))

    async def change(self, press: Press) -> Answer:
        _, workshop = await self.box.living(press, press.number(0))
        return Answer(view=running_views.change(workshop))

    async def _asks(self, press: Press, step: str) -> Answer:
        here, workshop = await self.box.living(press, press.number(0))
        await self.box.keep_draft(press, here, step, workshop=workshop.id)
        return Answer(view=running_views.question(step))

    async def _all(self, workshop: Workshop, now: datetime) -> Sequence[Workshop]:
        """What changes changes for all dates of a series that are ahead. Locked."""
        others = [one.id for one in await self.box.dates(workshop, now) if rules.is_other(one, workshop, now)]
        found = [await self.box.workshops.find(id, lock=True) for id in others]
        return [workshop, *(one for one in found if one is not None)]

    # What is needed

    async def needs(self, press: Press) -> Answer:
        return await self._asks(press, "needs")

    def asks_needs(self, draft: Draft) -> View:
        return running_views.question("needs")

    async def needs_typed(self, said: Said, draft: Draft) -> Answer:
        here, workshop = await self.box.drafted(said, draft)
        needed = things.needs(brief(said.words, 300))
        if not needed or any(len(one.words) > things.LONGEST for one in needed):
            raise Refused(t("I see no things there. For example: two wheelbarrows, gloves and a meal."))
        if len(needed) > rules.MOST_THINGS:
            raise Refused(t("That is too much: {most} things at most.", most=rules.MOST_THINGS))
        for one in await self._all(workshop, said.at):
            await self.box.workshops.need(one.id, needed)
        await self.box.finished(here, workshop)
        return Answer(toast=t("Noted: we need {things}.", things=attending_views.listed(needed)))

    # Places

    async def places(self, press: Press) -> Answer:
        return await self._asks(press, "places")

    def asks_places(self, draft: Draft) -> View:
        return running_views.question("places")

    async def places_typed(self, said: Said, draft: Draft) -> Answer:
        here, workshop = await self.box.drafted(said, draft)
        word = brief(said.words, 40).split()[0]
        if not (word.isascii() and word.isdigit() and int(word) <= rules.MOST_PLACES):
            raise Refused(t("Write a number, or 0 for no limit."))
        limited = replace(workshop, capacity=int(word) or None)
        for one in await self._all(workshop, said.at):
            each = replace(one, capacity=limited.capacity)
            await self.box.workshops.keep(each)
            await self.box.serve(each)
            await self.box.changed(each)
        await self.box.finished(here, limited)
        if limited.capacity is None:
            return Answer(toast=t("Noted: no limit."))
        return Answer(toast=tn("Noted: {n} place.", "Noted: {n} places.", limited.capacity))

    # Its title

    async def rename(self, press: Press) -> Answer:
        return await self._asks(press, "rename")

    def asks_rename(self, draft: Draft) -> View:
        return running_views.question("rename")

    async def rename_typed(self, said: Said, draft: Draft) -> Answer:
        here, workshop = await self.box.drafted(said, draft)
        renamed = replace(workshop, title=capital(brief(said.words, rules.TITLE_LENGTH)))
        for one in await self._all(workshop, said.at):
            await self.box.workshops.keep(replace(one, title=renamed.title))
            if one.booking is not None:
                await self.box.places.venues.call(one.booking, renamed.title, said.at)
            await self.box.changed(one)
        await self.box.finished(here, renamed)
        return Answer(toast=t("Noted: {title}.", title=renamed.title))

    # Cancelling

    async def cancel(self, press: Press) -> Answer:
        _, workshop = await self.box.living(press, press.number(0))
        coming = sum(one.comes != "no" for one in await self.box.workshops.people(workshop.id))
        return Answer(view=running_views.sure_to_cancel(workshop, coming))

    async def cancel_surely(self, press: Press) -> Answer:
        """Of a series, this date alone."""
        here, workshop = await self.box.living(press, press.number(0))
        await self.box.cancel(workshop, here.group, press.at, but=[here.person.id])
        if workshop.series is not None:
            await self.repeating.advance(workshop.series, press.at)
        return Answer(view=running_views.cancelled(workshop))

    async def revive(self, press: Press) -> Answer:
        """« Finalement, on le garde »: as it was; whoever was told that it is cancelled is told so."""
        here, workshop = await self.box.run(press, press.number(0))
        if workshop.state != "cancelled":
            return Answer(toast=t("It takes place: nothing has changed."))
        revived = replace(workshop, state="asking" if workshop.slot is None else "fixed", changed_at=press.at)
        if revived.slot is None and not rules.not_past(workshop.dates, press.at):
            raise Refused(t("Its dates are past. Begin another one: /atelier"))
        if revived.slot is not None:
            must_be_ahead(revived, press.at)
            by = here.person.id
            booking = await self.box.places.hold(workshop.space, revived.slot, workshop.title, by, press.at)
            revived = replace(revived, booking=booking)
        else:
            await self._hold_again(here, workshop, press.at)
        await self.box.workshops.keep(revived)
        await self.box.set_alarms(revived, here.group, press.at)
        await self.box.changed(revived)
        rooms = await self.box.members.rooms(here.group.id, press.chat)
        await self.box.posts.put(revived.card, rooms)  # twice is once: a date dropped by its series had none
        await self.box.tell(revived, "revived", but=[here.person.id])
        if revived.series is not None:
            await self.repeating.advance(revived.series, press.at)
        return Answer(toast=t("It takes place after all. Those who come are told."))

    async def _hold_again(self, here: Here, workshop: Workshop, now: datetime) -> None:
        """For each of the dates that are asked, where the space is still free."""
        title = rules.asked(workshop.title, here.group.language)
        for date in rules.not_past(workshop.dates, now):
            held = await self.box.places.hold(workshop.space, date.slot, title, here.person.id, now)
            await self.box.workshops.hold_date(date.id, held)
