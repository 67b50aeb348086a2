"""Workshops: the parts of the handler, and what the house asks of every feature."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.events import Left
from handlers.conversation.feature import Entry, Held, Missed, Waiting
from handlers.conversation.near import is_late
from handlers.conversation.parts import Parts
from handlers.conversation.text import t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import Button, View, data

from . import attending_views, card_views, dates_views, rules, views
from .attending import Attending
from .box import Box
from .bringing import Bringing
from .dating import Dating
from .fixing import Fixing
from .model import Workshop
from .opening import Opening
from .repeating import Repeating
from .running import Running
from .scheduling import Scheduling


class WorkshopsHandler(Parts):
    """Holds the parts of one transaction; each decides about one thing."""

    def __init__(self, box: Box) -> None:
        self.box = box
        repeating = Repeating(box)
        opening = Opening(box, repeating)
        organising = (opening, Scheduling(box, opening, repeating), repeating, Running(box, repeating))
        super().__init__(*organising, Dating(box), Fixing(box), Attending(box, repeating), Bringing(box))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        workshop = await self.box.workshops.find(topic.id)
        if workshop is None:
            return ()
        group = await self.box.members.store.group(workshop.group)
        match topic.aspect.split(":"):
            case [""] if workshop.slot is not None:
                return (card_views.card(await self.box.drawn(workshop, now), group.local(now)),)
            case ["" | "dates"]:
                return (dates_views.card(workshop, group, ended=rules.has_ended(workshop, now)),)
            case ["choice"] if rules.is_to_choose(workshop, now):
                return (await self._choice(workshop, now),)
            case ["choice"]:
                return (dates_views.decided(workshop, ended=rules.has_ended(workshop, now)),)
            case ["place", person] if await self._comes(workshop, int(person)):
                return (attending_views.place(workshop),)
            case ["full", person] if workshop.state == "fixed":
                return await self._full(workshop, int(person))
            case ["eve", _] if rules.is_ahead(workshop, now):
                return (attending_views.eve(workshop),)
            case ["cancelled", _] if workshop.state == "cancelled":
                return (attending_views.cancelled(workshop),)
            case ["moved", _] if workshop.state == "fixed" and workshop.moved_from is not None:
                return (attending_views.moved(workshop),)
            case ["revived", _] if workshop.lives:
                return (attending_views.revived(workshop),)
        return ()

    async def _choice(self, workshop: Workshop, now: datetime) -> View:
        answered = await self.box.workshops.how_many_answered(workshop.id)
        best = rules.ranked(rules.not_past(workshop.dates, now))[0]
        place = "" if workshop.space is None else await self.box.places.venues.name(workshop.space, now)
        free = await self.box.places.had(best.booking, now) is not None
        return dates_views.choice(workshop, best, answered, place, free=free)

    async def _full(self, workshop: Workshop, person: int) -> Sequence[View]:
        waiting = [one.person for one in await self.box.workshops.people(workshop.id) if one.comes == "waits"]
        return (attending_views.full(workshop, waiting.index(person) + 1),) if person in waiting else ()

    async def _comes(self, workshop: Workshop, person: int) -> bool:
        people = await self.box.workshops.people(workshop.id)
        return workshop.state == "fixed" and any(one.person == person and one.comes == "yes" for one in people)

    async def waiting(self, person: int, now: datetime) -> Sequence[Waiting]:
        """Dates to which this person has answered nothing."""
        return [
            Waiting(one.group, one.card, verbatim(one.title), data("workshops", "mine", one.id))
            for one in await self.box.workshops.unanswered(person, now)
        ]

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """What is fixed, and until when dates are asked."""
        found = []
        for one in await self.box.workshops.ahead(group, begins, ends):
            assert one.slot is not None, "it is fixed"
            if await self.box.places.had(one.booking, begins) is not None:  # said by the booking already
                continue
            title = verbatim(one.title)
            found.append(Entry(one.slot.starts, title, one.card, one.slot.ends, timed=one.slot.timed, short=title))
        for one in await self.box.workshops.asking(group, begins, ends):
            assert one.until is not None, "dates are asked until some moment"
            words = t("Answers about the date: {title}", title=one.title)
            question = verbatim(one.title)
            found.append(Entry(one.until, words, one.card, sort="question", question=question))
        return found

    async def missed(self, group: int, since: datetime, until: datetime) -> Sequence[Missed]:
        """Answers that ended, and workshops of which nobody was reminded, while Palabre was stopped. What is still
        ahead is not among them: its card comes back by itself."""
        here = await self.box.members.store.group(group)
        found = []
        for one in await self.box.workshops.late(group, since, until):
            if one.state == "asking" and one.until is not None and is_late(one.until, until):
                words = t("dates of « {title} »", title=one.title)
                found.append(Missed("closed", words, one.until, buttons=(_see(one),)))
            elif one.slot is not None and one.reminded_at is None and one.slot.starts <= until:
                eve = rules.remind_at(here, one.slot, one.changed_at or one.made_at)
                if eve is not None and eve >= since:
                    found.append(Missed("past", one.title, one.slot.starts))
        return found

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.box.workshops.about(person))

    async def forget(self, person: int) -> None:
        await self._touched(await self.box.workshops.forget(person))

    async def united(self, kept: int, gone: int) -> None:
        await self._touched(await self.box.workshops.unite(kept, gone))

    async def _touched(self, ids: Sequence[int]) -> None:
        """They count otherwise now; a place that is free is the next one's."""
        for id in ids:
            workshop = await self.box.workshops.find(id, lock=True)
            if workshop is not None:
                if workshop.state == "fixed":
                    await self.box.serve(workshop)
                await self.box.changed(workshop)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.box.workshops.annex(kept, gone)

    async def left(self, event: Left) -> None:
        """Whoever is of the group no more comes to nothing of it."""
        person = await self.box.members.store.account_of(event.chat.platform, event.sender.account)
        group = await self.box.members.store.group_of(event.chat)
        if person is None or group is None or await self.box.members.store.member(group.id, person.id) is not None:
            return
        await self._touched(await self.box.workshops.leaves(group.id, person.id, event.at))

    async def purge(self, now: datetime) -> int:
        return await self.box.workshops.purge(now - rules.KEPT)


def _see(workshop: Workshop) -> Button:
    return Button(t("See it"), data("workshops", "see", workshop.id))
