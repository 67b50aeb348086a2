"""How a workshop is run: what is needed, how many places there are, another date, or none at all."""

from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t, tn
from handlers.conversation.topic import Topic
from handlers.conversation.typed import brief, capital
from handlers.conversation.views import View
from handlers.members.model import Here
from handlers.when.sentences import why_not

from . import attending_views, card_views, dates_views, rules, running_views, things
from .box import Box, must_ask, must_be_ahead
from .model import Slot, Workshop
from .opening import Opening
from .sentences import when


class Running:
    """For whoever began it, and for those who run the group."""

    def __init__(self, box: Box, opening: Opening) -> None:
        self.box = box
        self.opening = opening

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
        ended = workshop.until is not None and workshop.until.timestamp() <= press.at.timestamp()
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
        _, workshop = await self._living(press, press.number(0))
        return Answer(view=running_views.change(workshop))

    async def _living(self, event: Press | Said, id: int) -> tuple[Here, Workshop]:
        """Who acts, and a workshop of theirs that is not over. Raises Refused."""
        here, workshop = await self.box.run(event, id)
        if workshop.state != "asking":
            must_be_ahead(workshop, event.at)
        return here, workshop

    async def _drafted(self, said: Said, draft: Draft) -> tuple[Here, Workshop]:
        return await self._living(said, int(draft.notes["workshop"]))

    async def _asks(self, press: Press, step: str) -> Answer:
        here, workshop = await self._living(press, press.number(0))
        await self.box.keep_draft(press, here, step, workshop=workshop.id)
        return Answer(view=self._question(step))

    def _question(self, step: str) -> View:
        match step:
            case "needs":
                return running_views.ask(
                    t("What do we need?"),
                    t("For example: two wheelbarrows, gloves and a meal."),
                    t("What do we need?"),
                )
            case "places":
                return running_views.ask(
                    t("How many people at most?"), t("Write a number, or 0 for no limit."), t("How many people?")
                )
            case "rename":
                return running_views.ask(
                    t("What is it called now?"), t("A few words are enough."), t("Another title")
                )
            case "adddate":
                return running_views.ask(
                    t("Which date do you add?"),
                    t("For example: Sunday 14 at 2 pm. What was answered stays."),
                    t("Which date?"),
                )
        return running_views.ask(
            t("When will it be instead?"),
            t("For example: Sunday 14 at 2 pm. Those who come are told."),
            t("Which date?"),
        )

    async def _finished(self, here: Here, workshop: Workshop) -> None:
        await self.box.drafts.drop(here.person.id, here.group.id)
        await self.box.changed(workshop)

    # What is needed

    async def needs(self, press: Press) -> Answer:
        return await self._asks(press, "needs")

    def asks_needs(self, draft: Draft) -> View:
        return self._question("needs")

    async def needs_typed(self, said: Said, draft: Draft) -> Answer:
        here, workshop = await self._drafted(said, draft)
        needed = things.needs(brief(said.words, 300))
        if not needed or any(len(one.words) > things.LONGEST for one in needed):
            raise Refused(t("I see no things there. For example: two wheelbarrows, gloves and a meal."))
        if len(needed) > rules.MOST_THINGS:
            raise Refused(t("That is too much: {most} things at most.", most=rules.MOST_THINGS))
        await self.box.workshops.need(workshop.id, needed)
        await self._finished(here, workshop)
        return Answer(toast=t("Noted: we need {things}.", things=attending_views.listed(needed)))

    # Places

    async def places(self, press: Press) -> Answer:
        return await self._asks(press, "places")

    def asks_places(self, draft: Draft) -> View:
        return self._question("places")

    async def places_typed(self, said: Said, draft: Draft) -> Answer:
        here, workshop = await self._drafted(said, draft)
        word = brief(said.words, 40).split()[0]
        if not (word.isascii() and word.isdigit() and int(word) <= rules.MOST_PLACES):
            raise Refused(t("Write a number, or 0 for no limit."))
        limited = replace(workshop, capacity=int(word) or None)
        await self.box.workshops.keep(limited)
        await self.box.serve(limited)
        await self._finished(here, limited)
        if limited.capacity is None:
            return Answer(toast=t("Noted: no limit."))
        return Answer(toast=tn("Noted: {n} place.", "Noted: {n} places.", limited.capacity))

    # Its title

    async def rename(self, press: Press) -> Answer:
        return await self._asks(press, "rename")

    def asks_rename(self, draft: Draft) -> View:
        return self._question("rename")

    async def rename_typed(self, said: Said, draft: Draft) -> Answer:
        here, workshop = await self._drafted(said, draft)
        renamed = replace(workshop, title=capital(brief(said.words, rules.TITLE_LENGTH)))
        await self.box.workshops.keep(renamed)
        await self._finished(here, renamed)
        return Answer(toast=t("Noted: {title}.", title=renamed.title))

    # Dates

    async def add_date(self, press: Press) -> Answer:
        return await self._asks(press, "adddate")

    def asks_add_date(self, draft: Draft) -> View:
        return self._question("adddate")

    async def add_date_typed(self, said: Said, draft: Draft) -> Answer:
        here, workshop = await self._drafted(said, draft)
        must_ask(workshop)
        slot = await self._slot(here, said)
        known = {one.slot.starts.timestamp() for one in workshop.dates}
        if slot.starts.timestamp() in known:
            raise Refused(t("This date is among them already."))
        if len(workshop.dates) >= rules.MOST_DATES:
            raise Refused(t("That is too many: {most} dates at most.", most=rules.MOST_DATES))
        booking = await self.box.hold(workshop.space, slot, workshop.title, here.person.id, said.at)
        await self.box.workshops.add_date(workshop.id, slot, booking)
        more = await self.box.workshops.find(workshop.id)
        assert more is not None, "it is locked"
        await self.box.set_alarms(more, here.group, said.at)
        await self._finished(here, more)
        return Answer(toast=t("Added: {when}.", when=when(slot)))

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

    async def move(self, press: Press) -> Answer:
        return await self._asks(press, "move")

    def asks_move(self, draft: Draft) -> View:
        return self._question("move")

    async def move_typed(self, said: Said, draft: Draft) -> Answer:
        """The card comes back with the new date: whoever comes sees it."""
        here, workshop = await self._drafted(said, draft)
        before = must_be_ahead(workshop, said.at)
        slot = await self._slot(here, said)
        booking = await self.box.hold(workshop.space, slot, workshop.title, here.person.id, said.at)
        await self.box.release(workshop, said.at, but=booking)
        moved = replace(workshop, slot=slot, moved_from=before.starts, reminded_at=None, booking=booking)
        await self.box.workshops.keep(moved)
        await self.box.set_alarms(moved, here.group, said.at)
        await self._finished(here, moved)
        await self.box.posts.bring_back(moved.card, rings=True)
        return Answer(toast=t("It is now {when}. The group is told.", when=when(slot)))

    # Cancelling

    async def cancel(self, press: Press) -> Answer:
        _, workshop = await self._living(press, press.number(0))
        coming = sum(one.comes in ("yes", "waits") for one in await self.box.workshops.people(workshop.id))
        return Answer(view=running_views.sure_to_cancel(workshop, coming))

    async def cancel_surely(self, press: Press) -> Answer:
        """Everybody who comes is told, and so is whoever waits for a place, or comes perhaps."""
        here, workshop = await self._living(press, press.number(0))
        await self._cancel(here, workshop, press.at)
        return Answer(toast=t("Cancelled. Those who come are told."))

    async def _cancel(self, here: Here, workshop: Workshop, now: datetime) -> None:
        cancelled = replace(workshop, state="cancelled", changed_at=now)
        await self.box.release(workshop, now)
        await self.box.workshops.keep(cancelled)
        await self.box.set_alarms(cancelled, here.group, now)
        await self.box.changed(cancelled)
        for one in await self.box.workshops.people(workshop.id):
            if one.comes != "no" and one.person != here.person.id:
                told = Topic("workshops", workshop.id, f"cancelled:{one.person}")
                await self.box.posts.tell(told, workshop.group, one.person)
