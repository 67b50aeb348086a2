"""The answers end, whoever organises it chooses, and one tap fixes the date."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import Moment, t
from handlers.conversation.topic import Topic
from handlers.members.desk import appears_at
from handlers.members.model import Group

from . import dates_views, rules
from .box import Box, must_ask
from .model import Comes, Coming, Date, Suits, Workshop
from .sentences import one_after_the_other, when


class Fixing:
    """The best date is proposed, never imposed: another one can be picked (ballots.md §4.7)."""

    def __init__(self, box: Box) -> None:
        self.box = box

    # Time

    async def deadline(self, alarm: Alarm) -> None:
        """Whoever organises it is told alone which date is best; once more a day later."""
        workshop = await self._asked(alarm)
        if workshop is None or not rules.has_ended(workshop, alarm.at):
            return
        await self.box.changed(workshop)
        await self._tell(workshop)
        group = await self.box.members.store.group(workshop.group)
        await self.box.alarms.set(workshop.card, "again", rules.told_again(group, alarm.at))

    async def again(self, alarm: Alarm) -> None:
        """Nothing was chosen yet: said once more, and then no more."""
        workshop = await self._asked(alarm)
        if workshop is not None:
            await self._tell(workshop)

    async def _tell(self, workshop: Workshop) -> None:
        """Whoever organises it, alone."""
        for person in await self.box.organisers(workshop):
            await self.box.posts.tell(workshop.choice, workshop.group, person)

    async def lapse(self, alarm: Alarm) -> None:
        """The last of the dates has come, and none was fixed."""
        workshop = await self._asked(alarm)
        if workshop is None or rules.not_past(workshop.dates, alarm.at):
            return  # dates were added meanwhile: its alarm is set anew then
        over = replace(workshop, state="over", changed_at=alarm.at)
        await self.box.places.release(workshop, alarm.at)
        await self.box.workshops.keep(over)
        await self.box.set_alarms(over, await self.box.members.store.group(over.group), alarm.at)
        await self.box.changed(over)

    async def _asked(self, alarm: Alarm) -> Workshop | None:
        workshop = await self.box.workshops.find(alarm.topic.id, lock=True)
        return workshop if workshop is not None and workshop.state == "asking" else None

    # Choosing

    async def choose(self, press: Press) -> Answer:
        """« Choisir une autre date »: `workshops:choose:<workshop>:<page>`; also before the answers end."""
        _, workshop = await self.box.run(press, press.number(0))
        must_ask(workshop)
        return Answer(view=dates_views.choose(workshop, _ahead(workshop, press.at), press.number(1)))

    async def fix(self, press: Press) -> Answer:
        """`workshops:fix:<workshop>:<date>`: whoever said yes to it is signed up, and the group is told."""
        here, workshop = await self.box.run(press, press.number(0))
        must_ask(workshop)
        date = workshop.date(press.number(1))
        if date is None:
            raise Refused(t("This date was taken away. The others are still there."))
        if rules.is_past(date.slot, press.at):
            raise Refused(t("{day:cap} is past.", day=Moment(date.slot.starts)))
        booking = await self.box.places.had(date.booking, press.at)
        if booking is None:  # it may have become free meanwhile
            booking = await self.box.places.hold(
                workshop.space, date.slot, workshop.title, here.person.id, press.at
            )
        else:
            await self.box.places.venues.call(booking, workshop.title, press.at)
        await self.box.places.release(workshop, press.at, but=booking)
        fixed = replace(workshop, state="fixed", slot=date.slot, changed_at=press.at, booking=booking)
        await self._fix(fixed, date, here.group, press)
        said = [t("It is fixed: {when}.", when=when(date.slot))]
        if place := await self.box.places.lost(workshop, booking, date.slot, press.at):
            said.append(t("{space:cap} is not free then.", space=place))
        appears = appears_at(here.group, press.at)
        if appears is not None:
            said.append(t("The group sees it {moment}.", moment=Moment(appears)))
        return Answer(toast=one_after_the_other(said))

    async def _fix(self, fixed: Workshop, date: Date, group: Group, press: Press) -> None:
        await self.box.workshops.keep(fixed)
        answers: Mapping[int, Suits] = await self.box.workshops.who(date.id)
        for place, person in enumerate(one for one, suits in answers.items() if suits == "yes"):
            full = fixed.capacity is not None and place >= fixed.capacity
            comes: Comes = "waits" if full else "yes"
            await self.box.workshops.come(fixed.id, Coming(person, comes, 1, 0, press.at))
            if full:
                told = Topic("workshops", fixed.id, f"full:{person}")
                await self.box.posts.tell(told, fixed.group, person)
        await self.box.set_alarms(fixed, group, press.at)
        rooms = await self.box.members.rooms(fixed.group, press.chat)
        await self.box.posts.carry_over(fixed.card, fixed.asked)
        await self.box.posts.put(fixed.card, rooms, rings=True)
        await self.box.changed(fixed)

    async def ask_more(self, press: Press) -> Answer:
        """« Redemander »: the card comes back, with some days more."""
        here, workshop = await self.box.run(press, press.number(0))
        must_ask(workshop)
        ahead = [one.slot for one in _ahead(workshop, press.at)]
        until = rules.deadline(here.group, ahead, press.at)
        asked = replace(workshop, until=until)
        await self.box.workshops.keep(asked)
        await self.box.set_alarms(asked, here.group, press.at)
        await self.box.changed(asked)
        await self.box.posts.bring_back(asked.card, rings=True)
        return Answer(toast=t("I ask again, until {until}.", until=Moment(until)))


def _ahead(workshop: Workshop, now: datetime) -> Sequence[Date]:
    """The dates that can still be fixed. Raises Refused where there are none."""
    ahead = rules.not_past(workshop.dates, now)
    if not ahead:
        raise Refused(t("All its dates are past. Begin another one: /atelier"))
    return ahead
