"""People without an account: they are added to the roll, and somebody answers for them with their agreement."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Text, t
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here, Member, Person

from . import adding_views as views
from . import rules
from .roll import OverTheRoll, topic


class Adding(OverTheRoll):
    """« Ajouter un voisin », and who answers for whom."""

    async def add(self, press: Press) -> Answer:
        here = await self._here(press)
        rules.must_be_let_add(here, await self._members(here))
        await self._ask(here, press.chat, "newcomer", press)
        return Answer(view=views.ask_newcomer())

    def asks_newcomer(self, draft: Draft) -> View:
        return views.ask_newcomer()

    async def newcomer_typed(self, said: Said, draft: Draft) -> Answer:
        """Whoever is named counts at once, in a household of their own."""
        here = await self.members.here(said, draft.group)
        members = await self._members(here)
        rules.must_be_let_add(here, members)
        name = rules.clean_name(said.words)
        rules.must_be_new(name, members)
        person = await self.members.store.add_person(name)
        await self.members.store.add_member(here.group.id, person.id, "resident")
        await self._answered(here)
        return await self._who_answers(here, person, 0, said)

    async def _who_answers(self, here: Here, person: Person, page: int, event: Press | Said) -> Answer:
        relays = await self.members.store.relays(here.group.id)
        members = await self._members(here)
        people = [m for m in members if rules.may_be_relay(m, person.id, relays, event.at)]
        if page and page * views.SHOWN >= len(people):
            raise Refused(t("I know nobody else who could. Come back with /foyers."))
        agreed = [relay.relay for relay in relays if relay.agreed and relay.person.id == person.id]
        if not people and not agreed:
            return await self._ready(here, t("{name} counts from now on.", name=person.name))
        return Answer(view=views.who_answers(here.group.id, person, people, page, agreed))

    async def _ready(self, here: Here, *said: Text) -> Answer:
        return Answer(view=self.readiness.ready(here.group, said))

    async def relays(self, press: Press) -> Answer:
        here, member = await self._spoken_for(press)
        return await self._who_answers(here, member.person, press.number(2), press)

    async def _spoken_for(self, press: Press) -> tuple[Here, Member]:
        """Who chooses a relay, and for whom."""
        here = await self._here(press)
        rules.must_be_let_add(here, await self._members(here))
        member = await self._member(here.group.id, press.number(1))
        if not member.decides:
            raise Refused(t("This person is not among those who decide here."))
        return here, member

    async def ask_relay(self, press: Press) -> Answer:
        """The relay is asked; who names themself has agreed by that."""
        here, member = await self._spoken_for(press)
        group, person = here.group.id, member.person
        relay = await self._member(group, press.number(2))
        if not rules.may_be_relay(relay, person.id, await self.members.store.relays(group), press.at):
            raise Refused(t("{name} cannot answer for more people. Choose somebody else.", name=relay.person.name))
        mine = relay.person.id == here.person.id
        await self.members.store.ask_relay(group, person.id, relay.person.id, press.at, agreed=mine)
        if mine:
            said = t("{name} counts from now on, and you give their answers.", name=person.name)
            return await self._ready(here, said)
        told = topic(group, "relay", person.id, relay.person.id, here.person.id)
        await self._tell(group, relay.person.id, told, rings=True)
        said = t("{name} counts from now on, and I ask {relay}.", name=person.name, relay=relay.person.name)
        return await self._ready(here, said)

    async def no_relay(self, press: Press) -> Answer:
        """« Je ne sais pas encore »."""
        here, member = await self._spoken_for(press)
        return await self._ready(here, t("{name} counts from now on.", name=member.person.name))

    async def drop_relay(self, press: Press) -> Answer:
        here, member = await self._spoken_for(press)
        relay = await self._member(here.group.id, press.number(2))
        await self._stop(here.group.id, member.person.id, relay.person.id)
        return Answer(
            toast=t("{relay} no longer answers for {name}.", relay=relay.person.name, name=member.person.name)
        )

    # Who is asked

    async def agree(self, press: Press) -> Answer:
        here, person = await self._asked_for(press)
        relays = await self.members.store.relays(here.group.id)
        rules.must_answer_for_few(here.person.id, person.id, relays)
        if not await self.members.store.agree_to_relay(here.group.id, person.id, here.person.id, press.at):
            raise unknown()
        await self.posts.refresh_aspects(topic(here.group.id, "relay", person.id, here.person.id))
        return Answer(view=views.agreed(here.group.id, person))

    async def decline(self, press: Press) -> Answer:
        here, person = await self._asked_for(press)
        await self._stop(here.group.id, person.id, here.person.id)
        asker = await self.members.store.member(here.group.id, press.number(2))
        if asker is not None and asker.person.id != here.person.id:
            told = topic(here.group.id, "declined", person.id, here.person.id)
            await self._tell(here.group.id, asker.person.id, told)
        return Answer(toast=t("Noted. Thank you for saying so."))

    async def _asked_for(self, press: Press) -> tuple[Here, Person]:
        """Who answers, and for whom they were asked. Raises Refused where they were not, or have answered."""
        here = await self._here(press)
        for relay in await self.members.store.relays(here.group.id):
            if (relay.relay.id, relay.person.id, relay.agreed) == (here.person.id, press.number(1), False):
                return here, relay.person
        raise unknown()

    async def stop(self, press: Press) -> Answer:
        """« Défaire »: who agreed answers no longer."""
        here = await self._here(press)
        person = await self._member(here.group.id, press.number(1))
        await self._stop(here.group.id, person.person.id, here.person.id)
        return Answer(toast=t("Noted: you no longer answer for {name}.", name=person.person.name))

    async def _stop(self, group: int, person: int, relay: int) -> None:
        await self.members.store.drop_relay(group, person, relay)
        await self.posts.refresh_aspects(topic(group, "relay", person, relay))
