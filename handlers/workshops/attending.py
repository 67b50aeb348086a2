"""Who comes, with how many, and who waits for a place; everybody is reminded on the day before."""

from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t, tn
from handlers.conversation.views import View
from handlers.members.model import Here, Person

from . import attending_views, rules, things
from .box import Act, Box
from .model import Comes, Coming, Workshop
from .repeating import Repeating


class Attending:
    """An answer is changed by another one; whoever gives up a place gives it to the first who waits."""

    def __init__(self, box: Box, repeating: Repeating) -> None:
        self.box = box
        self.repeating = repeating

    async def come(self, press: Press) -> Answer:
        """« Je viens »: `workshops:come:<workshop>:<for whom>`."""
        here, workshop, _ = await self.box.fixed(press, press.number(0))
        whose = await self.box.for_whom(here, press.number(1))
        people = await self.box.workshops.people(workshop.id)
        mine = next((one for one in people if one.person == whose.id), None)
        if mine is None or mine.comes not in ("yes", "waits"):
            adults, children = (1, 0) if mine is None else (mine.adults, mine.children)
            new = Coming(whose.id, "yes", adults, children, press.at)
            free = rules.free_places(workshop.capacity, people)
            waits = any(one.comes == "waits" for one in people)
            if free is not None and (free < new.places or waits):
                new = replace(new, comes="waits")
            await self._note(workshop, new)
        return await self._party(press, here, workshop, whose)

    async def _party(self, event: Act, here: Here, workshop: Workshop, whose: Person) -> Answer:
        people = await self.box.workshops.people(workshop.id)
        mine = next(one for one in people if one.person == whose.id)
        place = 1 + sum(one.comes == "waits" and one.since < mine.since for one in people)
        other = None if whose.id == here.person.id else whose
        typed = await self.box.offers_words(event, here, "party", workshop=workshop.id, whose=whose.id)
        return Answer(view=attending_views.party(workshop, mine, place, other, typed=typed), receipt=True)

    async def _note(self, workshop: Workshop, coming: Coming) -> None:
        await self.box.workshops.come(workshop.id, coming)
        await self.box.serve(workshop)
        await self.box.changed(workshop)

    async def maybe(self, press: Press) -> Answer:
        """« Peut-être »: no place is kept."""
        return await self._instead(press, "maybe")

    async def no(self, press: Press) -> Answer:
        """« Pas cette fois »."""
        return await self._instead(press, "no")

    async def _instead(self, press: Press, comes: Comes) -> Answer:
        here, workshop, _ = await self.box.fixed(press, press.number(0))
        whose = await self.box.for_whom(here, press.number(1))
        people = await self.box.workshops.people(workshop.id)
        mine = next((one for one in people if one.person == whose.id), None)
        before = mine or Coming(whose.id, comes, 1, 0, press.at)
        await self._note(workshop, replace(before, comes=comes, since=press.at))
        brings = any(one.person == whose.id for one in await self.box.workshops.brought(workshop.id))
        said = t("Noted: perhaps.") if comes == "maybe" else t("Noted: not this time.")
        if comes == "no" and brings and whose.id == here.person.id:
            return Answer(view=attending_views.brings_still(workshop), receipt=True)
        return Answer(toast=said, receipt=True)

    async def take_back(self, press: Press) -> Answer:
        """The mark of an answer was taken back."""
        here, workshop, _ = await self.box.fixed(press, press.number(0))
        await self.box.workshops.come_no_more(workshop.id, here.person.id)
        await self.box.serve(workshop)
        await self.box.changed(workshop)
        return Answer(toast=t("Your answer is taken back."))

    # With how many

    async def many(self, press: Press) -> Answer:
        """« Combien serons-nous »: shown, and changed by taps."""
        here, workshop, _ = await self.box.fixed(press, press.number(0))
        whose = await self.box.for_whom(here, press.number(1))
        people = await self.box.workshops.people(workshop.id)
        if not any(one.person == whose.id and one.comes in ("yes", "waits") for one in people):
            return await self.come(press)
        return await self._party(press, here, workshop, whose)

    async def party(self, press: Press) -> Answer:
        """`workshops:with:<workshop>:<for whom>:<adults>:<children>`."""
        here, workshop, _ = await self.box.fixed(press, press.number(0))
        whose = await self.box.for_whom(here, press.number(1))
        return await self._with(press, here, workshop, whose, press.number(2), press.number(3))

    def asks_party(self, draft: Draft) -> View:
        return attending_views.ask_party()

    async def party_typed(self, said: Said, draft: Draft) -> Answer:
        """« 2 adultes et 3 enfants »."""
        here, workshop, _ = await self.box.fixed(said, int(draft.notes["workshop"]))
        whose = await self.box.for_whom(here, int(draft.notes["whose"]))
        many = things.party(said.words)
        if many is None:
            raise Refused(t("How many of you? For example: 2 adults and 3 children."))
        return await self._with(said, here, workshop, whose, *many)

    async def _with(
        self, event: Act, here: Here, workshop: Workshop, whose: Person, adults: int, children: int
    ) -> Answer:
        people = await self.box.workshops.people(workshop.id)
        mine = next((one for one in people if one.person == whose.id), None)
        if mine is None or mine.comes not in ("yes", "waits"):
            raise Refused(t("Say first that you come."))
        if adults + children < 1 or max(adults, children) > rules.MOST_PEOPLE:
            raise Refused(t("At least one person, and at most {most}.", most=rules.MOST_PEOPLE))
        free = rules.free_places(workshop.capacity, people)
        new = replace(mine, adults=adults, children=children)
        if mine.comes == "yes" and free is not None and new.places - mine.places > free:
            raise Refused(tn("There is only {n} place left.", "There are only {n} places left.", free))
        await self._note(workshop, new)
        return await self._party(event, here, workshop, whose)

    async def who(self, press: Press) -> Answer:
        """« Qui vient »."""
        _, workshop = await self.box.seen(press, press.number(0))
        return Answer(view=attending_views.who(await self.box.drawn(workshop, press.at)))

    # Time

    async def eve(self, alarm: Alarm) -> None:
        """The reminder is the card come back; also late, as long as it is ahead."""
        workshop = await self.box.workshops.find(alarm.topic.id, lock=True)
        if workshop is None or workshop.state != "fixed" or workshop.slot is None:
            return
        if workshop.slot.starts.timestamp() <= alarm.at.timestamp():
            return
        reminded = replace(workshop, reminded_at=alarm.at)
        await self.box.workshops.keep(reminded)
        await self.box.changed(reminded)
        series = None if workshop.series is None else await self.box.workshops.series(workshop.series)
        if series is not None and series.holder != workshop.id:  # the card still stands for the date before it
            await self.box.tell(reminded, "eve")
            return
        await self.box.posts.bring_back(reminded.card, rings=True)

    async def over(self, alarm: Alarm) -> None:
        workshop = await self.box.workshops.find(alarm.topic.id, lock=True)
        if workshop is None or workshop.state != "fixed" or workshop.slot is None:
            return
        if workshop.slot.over_at.timestamp() > alarm.at.timestamp():
            await self.box.alarms.set(workshop.card, "over", workshop.slot.over_at)
            return
        over = replace(workshop, state="over", changed_at=alarm.at)
        await self.box.workshops.keep(over)
        await self.box.changed(over)
        await self.box.followers.over(over)
        if over.series is not None:
            await self.repeating.advance(over.series, alarm.at)
