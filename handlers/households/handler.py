"""The roll of a group, household by household, and all that is said about it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press
from handlers.conversation.feature import Held, Waiting
from handlers.conversation.text import Listing, Text, t, tn
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here, Member, Person

from . import adding_views, correcting_views, greeting_views, rules, views
from .adding import Adding
from .correcting import Correcting
from .greeting import Greeting
from .roll import everything


class HouseholdsHandler(Greeting, Correcting, Adding):
    """The list itself, whom nobody has reached yet, and what the house asks of every feature."""

    # The list

    async def start(self, command: Command) -> Answer:
        return await self._list(await self.members.here(command), 0)

    async def list_(self, press: Press) -> Answer:
        return await self._list(await self._here(press), press.number(1))

    async def _list(self, here: Here, page: int) -> Answer:
        group = here.group.id
        members, speaks_for = await self._members(here), await self.members.speaks_for(here)
        open_questions = [] if page else await self._to_tell(here, members)
        shown = views.Roll(
            group=here.group,
            households=await self.members.store.households(group),
            members=members,
            claims=await self._claims(group),
            relays=await self.members.store.relays(group),
            to_tell=open_questions,
        )
        mine = {person.id for person in speaks_for}
        speaks = any(person.id in mine for person, _ in open_questions)
        return Answer(view=views.roll(shown, here, page, speaks))

    async def _to_tell(self, here: Here, members: Sequence[Member]) -> list[tuple[Person, Mapping[str, int]]]:
        """Of everybody without an account for whom questions wait, how many are in each state."""
        found: list[tuple[Person, Mapping[str, int]]] = []
        for member in members:
            if member.decides and not member.reached:
                waiting = await self._waiting(here, member.person.id)
                states = Counter([await self._state(one, member.person.id) for one in waiting])
                if states:
                    found.append((member.person, states))
        return found

    async def _waiting(self, here: Here, person: int) -> list[Waiting]:
        return [one for one in await self.questions.waiting(person) if one.group == here.group.id]

    async def _state(self, one: Waiting, person: int) -> str:
        return (await self.members.store.reaches(str(one.topic))).get(person, "")

    # Whom nobody has reached yet

    async def reach(self, press: Press) -> Answer:
        """« Prévenir »: those without an account for whom this person may answer."""
        here = await self._here(press)
        people = await self._without_account(here)
        if not people:
            raise Refused(t("There is nobody whom you could tell."))
        if len(people) == 1:
            return await self._tell_of(here, people[0])
        return Answer(view=views.whom_to_tell(here.group.id, people, press.number(1)))

    async def _without_account(self, here: Here) -> list[Person]:
        mine = {person.id for person in await self.members.speaks_for(here)}
        members = await self._members(here)
        return [m.person for m in members if m.person.id in mine and m.decides and not m.reached]

    async def tell(self, press: Press) -> Answer:
        here = await self._here(press)
        return await self._tell_of(here, await self._whom(here, press.number(1)))

    async def _whom(self, here: Here, number: int) -> Person:
        """Raises Refused for anybody for whom the person who acts may not answer."""
        for person in await self._without_account(here):
            if person.id == number:
                return person
        raise Refused(t("Only whoever answers for this neighbour can note that."))

    async def _tell_of(self, here: Here, person: Person) -> Answer:
        waiting = await self._waiting(here, person.id)
        questions = [(await self._state(one, person.id), one.words) for one in waiting]
        for one in await self._waiting(here, here.person.id):
            told = person.id in await self.members.store.reaches(str(one.topic))
            if told and one.topic not in [other.topic for other in waiting]:
                questions.append(("answered", one.words))
        return Answer(view=views.to_tell(here.group.id, person, questions))

    async def reached(self, press: Press) -> Answer:
        """« Prévenu », or « pas joignable »: of every question that waits for this neighbour."""
        here = await self._here(press)
        person = await self._whom(here, press.number(1))
        state = press.word(2)
        if state not in ("told", "unreachable"):
            raise unknown()
        for one in await self._waiting(here, person.id):
            await self.members.store.note_reach(
                str(one.topic),
                person.id,
                "told" if state == "told" else "unreachable",
                here.person.id,
                press.at,
            )
        return await self._tell_of(here, person)

    # What is told to one person

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        """Nothing, once it no longer holds, or somebody of whom it tells is gone."""
        aspect, *numbers = topic.aspect.split(":")
        ids = [int(number) for number in numbers]
        if aspect == "claim":
            return await self._show_claim(topic.id, *ids)
        members = [await self.members.store.member(topic.id, id) for id in (ids[:1] if aspect == "lot" else ids)]
        there = [member for member in members if member is not None]
        if len(there) < len(members):
            return ()
        if aspect == "relay":
            return await self._show_relay(topic.id, *there)
        return await self._show_news(topic.id, aspect, there, ids)

    async def _show_claim(self, group: int, number: int) -> Sequence[View]:
        claim = next((one for one in await self._claims(group) if one.id == number), None)
        if claim is None:
            return ()
        if rules.has_lots(await self.members.store.group(group)):
            return (greeting_views.confirm_lot(group, claim),)
        other = None if claim.person is None else await self.members.store.member(group, claim.person)
        return () if other is None else (greeting_views.same_home(group, claim, other),)

    async def _show_relay(self, group: int, person: Member, relay: Member, asker: Member) -> Sequence[View]:
        asked = [
            one
            for one in await self.members.store.relays(group)
            if (one.person.id, one.relay.id, one.agreed) == (person.person.id, relay.person.id, False)
        ]
        if not asked:
            return ()
        return (adding_views.asked(group, asker.person.name, person.person, asker.person.id),)

    async def _show_news(
        self, group: int, aspect: str, there: Sequence[Member], ids: Sequence[int]
    ) -> Sequence[View]:
        """What came of something that this person, or somebody about them, had said."""
        first, second = there[0], there[-1]
        home = rules.home_of(first.person.id, await self.members.store.households(group))
        together = first.household == second.household
        names = [] if home is None else [member.person.name for member in home.people]
        match aspect:
            case "together" if together:
                return (correcting_views.says_yes(second, names),)
            case "apart" if not together:
                return (correcting_views.says_no(group, second.person.name),)
            case "left" if not together:
                return (correcting_views.has_own_home(group, first.person.name),)
            case "taken" if there[1].household == second.household:
                return (correcting_views.lives_with(group, there[1].person.name, second.person.name),)
            case "moved" if home is not None:
                return (correcting_views.now_lives(group, home, second.person.name),)
            case "report":
                return (correcting_views.report(group, second.person.name, first.person),)
            case "declined":
                return (adding_views.declined(group, second.person.name, first.person),)
            case "lot" if home is not None and home.id == ids[1]:
                return (correcting_views.lot_is(home.label),)
            case "nolot":
                return (correcting_views.lot_is_not(group),)
        return ()

    # What the house asks of every feature

    async def held_about(self, person: int) -> Sequence[Held]:
        lines: list[Text] = []
        for group in await self.members.store.groups_of(person):
            lines += await self._held_in(group, person)
        noted = await self.members.store.reached(person)
        if noted:
            lines.append(
                tn(
                    "Of {n} question it was noted that you were told, or not.",
                    "Of {n} questions it was noted that you were told, or not.",
                    noted,
                )
            )
        return views.held(lines)

    async def _held_in(self, group: int, person: int) -> list[Text]:
        home = rules.home_of(person, await self.members.store.households(group))
        lines = []
        if home is not None and home.label:
            lines.append(t("Your lot: {lot}.", lot=home.label))
        if home is not None and len(home.people) > 1:
            names = tuple(member.person.name for member in home.people)
            lines.append(t("Your household: {names}.", names=Listing(names)))
        for claim in await self.members.store.claims(group):
            if claim.claimant.id == person:
                lines.append(t("You have said: {name}.", name=claim.name))
            elif claim.person == person:
                lines.append(t("{claimant} says that you are of one household.", claimant=claim.claimant.name))
        for relay in await self.members.store.relays(group):
            if relay.person.id == person:
                lines.append(t("{relay} answers for {name}.", relay=relay.relay.name, name=relay.person.name))
            elif relay.relay.id == person:
                lines.append(t("You answer for {name}.", name=relay.person.name))
        return lines

    async def forget(self, person: int) -> None:
        """The rest goes with the membership; what was told to others of this person is taken back."""
        for group in await self.members.store.groups_of(person):
            await self.posts.refresh_aspects(everything(group))

    async def united(self, kept: int, gone: int) -> None:
        await self.members.store.unite_households(kept, gone)
        for group in await self.members.store.groups_of(kept):
            await self.posts.refresh_aspects(everything(group))
