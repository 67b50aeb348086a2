"""Everybody may say that the roll is wrong; those who run the group put it right."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import t
from handlers.conversation.views import Button
from handlers.members.desk import unknown
from handlers.members.model import Here, Household, Member

from . import correcting_views as views
from . import rules
from .lots import Lots
from .roll import everything, topic
from .views import undo


class Correcting(Lots):
    """« Ce n'est pas juste », and « Corriger »."""

    async def wrong(self, press: Press) -> Answer:
        here = await self._here(press)
        return Answer(view=views.wrong(here.group))

    async def missing(self, press: Press) -> Answer:
        here = await self._here(press)
        return Answer(view=views.missing(here.group.id))

    async def extra(self, press: Press) -> Answer:
        here = await self._here(press)
        others = [member for member in await self._members(here) if member.person.id != here.person.id]
        if not others:
            raise Refused(t("There is nobody else in the group."))
        return Answer(view=views.too_many(here.group.id, others, press.number(1)))

    async def report(self, press: Press) -> Answer:
        """« M. Roux n'est plus dans le groupe »: those who run the group are told; they remove at once."""
        here = await self._here(press)
        about = await self._member(here.group.id, press.number(1))
        if here.runs:
            return await self._remove(here, about)
        if about.person.id == here.person.id:
            rules.must_be_removable(here, about)
        running = rules.running(await self._members(here))
        if not running:
            raise rules.nobody_runs()
        for runner in running:
            told = topic(here.group.id, "report", about.person.id, here.person.id)
            await self._tell(here.group.id, runner.person.id, told)
        return Answer(toast=t("Noted. Those who run the group will look at it."))

    async def keep_in(self, press: Press) -> Answer:
        """« Laisser »."""
        here = await self._here(press)
        await self._must_run(here)
        about = await self._member(here.group.id, press.number(1))
        return Answer(toast=t("Nothing changes: {name} stays.", name=about.person.name))

    # Those who run the group

    async def correct(self, press: Press) -> Answer:
        here = await self._here(press)
        await self._must_run(here)
        if rules.has_lots(here.group):
            waiting = [claim for claim in await self._claims(here.group.id) if claim.person is None]
            return Answer(view=views.correct(here.group.id, len(waiting)))
        return Answer(view=views.people(here.group.id, await self._members(here), 0))

    async def people(self, press: Press) -> Answer:
        here = await self._here(press)
        await self._must_run(here)
        return Answer(view=views.people(here.group.id, await self._members(here), press.number(1)))

    async def person(self, press: Press) -> Answer:
        here, member = await self._corrected(press)
        home = rules.home_of(member.person.id, await self.members.store.households(here.group.id))
        return Answer(view=views.person(here.group, member, home))

    async def _corrected(self, press: Press) -> tuple[Here, Member]:
        """Who corrects, and whose place in the roll."""
        here = await self._here(press)
        await self._must_run(here)
        return here, await self._member(here.group.id, press.number(1))

    async def move(self, press: Press) -> Answer:
        here, member = await self._corrected(press)
        group, page = here.group, press.number(2)
        if rules.has_lots(group):
            view = views.move_to_lot(group.id, member, await self._lots(group.id), page)
            return Answer(view=view)
        rules.must_have_households(group)
        others = rules.possible_housemates(member, await self._members(here))
        return Answer(view=views.move(group.id, member, others, page))

    async def put(self, press: Press) -> Answer:
        """Somebody lives with that other person from now on, or with nobody."""
        here, member = await self._corrected(press)
        if not rules.has_lots(here.group):
            rules.must_have_households(here.group)
        before = await self._home_of(here, member)
        if press.number(2):
            other = await self._member(here.group.id, press.number(2))
            rules.must_live_apart(member, other)
            await self.members.store.live_with(here.group.id, member.person.id, other.person.id)
        elif before.label or len(before.people) > 1:
            await self.members.store.live_alone(here.group.id, member.person.id)
        return await self._moved(here, member, before)

    async def place(self, press: Press) -> Answer:
        """The same with a lot."""
        here, member = await self._corrected(press)
        lot, before = await self._lot(here, press.number(2)), await self._home_of(here, member)
        await self.members.store.live_in(here.group.id, member.person.id, lot.id)
        for claim in await self._claims(here.group.id):
            if claim.claimant.id == member.person.id:
                await self._drop(here.group.id, claim)
        return await self._moved(here, member, before)

    async def _home_of(self, here: Here, member: Member) -> Household:
        if not member.decides:
            raise Refused(t("This person is not among those who decide here."))
        return await self._home(here.group.id, member.person.id)

    async def _moved(self, here: Here, member: Member, before: Household) -> Answer:
        group, person = here.group.id, member.person.id
        home = await self._home(group, person)
        if member.reached and person != here.person.id and home.id != before.id:
            await self._tell(group, person, topic(group, "moved", person, here.person.id))
        return Answer(view=views.moved(group, home, _back(group, person, before)))

    async def holder(self, press: Press) -> Answer:
        here, home = await self._household(press)
        return Answer(view=views.holder(here.group.id, home, press.number(2)))

    async def hold(self, press: Press) -> Answer:
        """Who answers for a household, where one person does; 0 is nobody in particular."""
        _, home = await self._household(press)
        person = press.number(2)
        name = next((member.person.name for member in home.people if member.person.id == person), None)
        if person and name is None:
            raise unknown()
        await self.members.store.hold(home.id, person or None)
        if name is None:
            return Answer(toast=t("Noted: nobody in particular answers for this household."))
        return Answer(toast=t("Noted: {name} answers for this household.", name=name))

    async def _household(self, press: Press) -> tuple[Here, Household]:
        here = await self._here(press)
        await self._must_run(here)
        households = await self.members.store.households(here.group.id)
        home = next((one for one in households if one.id == press.number(1)), None)
        if home is None:
            raise unknown()
        return here, home

    # Out of the group, and back

    async def remove(self, press: Press) -> Answer:
        here, member = await self._corrected(press)
        return await self._remove(here, member)

    async def _remove(self, here: Here, member: Member) -> Answer:
        rules.must_be_removable(here, member)
        group, person = here.group.id, member.person
        await self.members.store.remove_member(group, person.id)
        await self.posts.refresh_aspects(everything(group))
        return Answer(view=views.removed(group, person))

    async def restore(self, press: Press) -> Answer:
        """« Remettre », for ten minutes: with the same role, household and relays."""
        here = await self._here(press)
        await self._must_run(here)
        group, person = here.group.id, press.number(1)
        left = await self.members.store.left_at(group, person)
        name = (await self.members.store.names([person])).get(person)
        if left is None or name is None:
            raise Refused(t("Nothing to put back here."))
        if press.at > left + rules.UNDO:
            raise Refused(t("The ten minutes are over. Write /foyers and add this neighbour again."))
        await self.members.store.add_member(group, person, "resident")
        await self.posts.refresh_aspects(everything(group))
        return Answer(toast=t("{name} is back in the group.", name=name))


def _back(group: int, person: int, before: Household) -> Button:
    """What undoes a move: back to where the person lived."""
    if before.label:
        return undo("place", group, person, before.id)
    mates = [member.person.id for member in before.people if member.person.id != person]
    return undo("put", group, person, mates[0] if mates else 0)
