"""A neighbour says hello, says with whom they live, and the other says yes or no."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Joined, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Text, t
from handlers.conversation.topic import Topic
from handlers.conversation.views import Button, View
from handlers.members.desk import unknown
from handlers.members.model import Claim, Group, Here, Member, Person

from . import greeting_views as views
from . import rules
from .lots import Lots
from .roll import topic
from .views import undo


class Greeting(Lots):
    """« Dire bonjour », and what is said in answer. What somebody claims changes nothing before the yes."""

    async def hello(self, press: Press) -> Answer:
        here = await self._here(press)
        group, person = here.group, here.person
        await self.members.store.greet(group.id, person.id)
        await self.posts.refresh(Topic("help", group.id, "welcome"))
        await self._recognise(group, person)
        if not here.decides or not (rules.has_households(group) or rules.has_lots(group)):
            return Answer(toast=t("Hello {name}! Now I know you.", name=person.name))
        if rules.has_lots(group):
            return await self._ask_lot(here)
        me = await self._member(group.id, person.id)
        for claim in await self._claims(group.id):
            if claim.person == person.id:
                await self.posts.untell(topic(group.id, "claim", claim.id), person.id)
                return Answer(view=views.same_home(group.id, claim, me))
        view = await self._view_of_home(here, hello=person.name)
        return Answer(view=view or views.anybody_else(group.id, person.name))

    async def joined(self, event: Joined) -> None:
        """Somebody whom a housemate has named is asked as soon as they are there."""
        person = await self.members.store.account_of(event.chat.platform, event.sender.account)
        group = await self.members.store.group_of(event.chat)
        if person is not None and group is not None:
            await self._recognise(group, person)

    async def _recognise(self, group: Group, person: Person) -> None:
        """Claims with nothing but this person's name are about them from now on."""
        if not rules.has_households(group):
            return
        members = await self.members.store.members(group.id)
        me = next((member for member in members if member.person.id == person.id and member.decides), None)
        for claim in await self._claims(group.id):
            claimant = next(one for one in members if one.person.id == claim.claimant.id)
            ours = me is not None and claim.person is None and claimant.household != me.household
            if ours and rules.same_name(claim.name, person.name):
                await self._drop(group.id, claim)
                await self._keep_claim(group.id, claimant.person.id, person.id, person.name)

    async def _keep_claim(self, group: int, claimant: int, person: int | None, name: str) -> Claim:
        """Keeps it, and tells whoever can answer it, where somebody can."""
        await self.members.store.claim(group, claimant, person, name)
        claim = next(
            one
            for one in await self.members.store.claims(group)
            if one.claimant.id == claimant and one.person == person and (person is not None or one.name == name)
        )
        if person is not None:
            other = await self._member(group, person)
            running = rules.running(await self.members.store.members(group))
            for asked in [person] if other.reached else [member.person.id for member in running]:
                await self._tell(group, asked, topic(group, "claim", claim.id))
        return claim

    # With whom I live

    async def who(self, press: Press) -> Answer:
        here = await self._here(press)
        rules.must_have_households(here.group)
        me = await self._me(here)
        people = rules.possible_housemates(me, await self._members(here))
        if not people:
            return await self.write(press)
        return Answer(view=views.who(here.group.id, people, press.number(1)))

    async def write(self, press: Press) -> Answer:
        here = await self._here(press)
        rules.must_have_households(here.group)
        await self._me(here)
        await self._ask(here, press.chat, "housemate", press)
        return Answer(view=views.ask_name())

    def asks_housemate(self, draft: Draft) -> View:
        return views.ask_name()

    async def housemate_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.members.here(said, draft.group)
        rules.must_have_households(here.group)
        me, name = await self._me(here), rules.clean_name(said.words)
        members = await self._members(here)
        meant = [m for m in members if m.decides and rules.folded(m.person.name) == rules.folded(name)]
        meant = meant or [m for m in members if m.decides and rules.same_name(name, m.person.name)]
        elsewhere = [m for m in meant if m.household != me.household]
        if meant and not elsewhere:
            rules.must_be_able_to_live_together(me, meant[0])
        if not meant and any(rules.same_name(name, member.person.name) for member in members):
            raise Refused(t("This person is not among those who decide here."))
        await self._answered(here)
        if len(elsewhere) > 1:
            return Answer(view=views.which_of(here.group.id, elsewhere))
        if elsewhere:
            return await self._claim(here, me, elsewhere[0])
        await self._must_claim_little(here)
        claim = await self._keep_claim(here.group.id, me.person.id, None, name)
        return await self._noted(
            here, *views.named(me.person.name, name), back=undo("unclaim", here.group.id, claim.id)
        )

    async def with_(self, press: Press) -> Answer:
        """« Karim et Sarah, un seul foyer », as Karim says."""
        here = await self._here(press)
        rules.must_have_households(here.group)
        me = await self._me(here)
        other = await self.members.store.member(here.group.id, press.number(1))
        return await self._claim(here, me, rules.must_be_able_to_live_together(me, other))

    async def _claim(self, here: Here, me: Member, other: Member) -> Answer:
        group = here.group.id
        claims = await self._claims(group)
        returned = next((c for c in claims if (c.claimant.id, c.person) == (other.person.id, me.person.id)), None)
        if returned is not None:
            return await self._unite(here, returned, me)
        running = rules.running(await self._members(here))
        if not other.reached and (here.runs or not running):
            await self._live_together(group, me.person.id, other.person.id)
            return await self._noted_home(here)
        await self._must_claim_little(here)
        claim = await self._keep_claim(group, me.person.id, other.person.id, other.person.name)
        back = undo("unclaim", group, claim.id)
        return await self._noted(here, *views.claimed(me.person.name, other), back=back)

    async def _must_claim_little(self, here: Here) -> None:
        claims = await self._claims(here.group.id)
        if sum(claim.claimant.id == here.person.id for claim in claims) >= rules.MOST_CLAIMS:
            raise Refused(t("Several people have yet to say yes to you. Wait for them first."))

    async def unclaim(self, press: Press) -> Answer:
        """The claimant takes it back."""
        here = await self._here(press)
        claim = await self._claim_of(here, press.number(1))
        if claim.claimant.id != here.person.id:
            raise unknown()
        await self._drop(here.group.id, claim)
        return Answer(toast=t("Undone."))

    async def alone(self, press: Press) -> Answer:
        """« Non, personne d'autre »: nothing changes, unless they had said something else before."""
        here = await self._here(press)
        rules.must_have_households(here.group)
        await self._me(here)
        await self._drop_claims_of(here)
        if not rules.alone(here.person.id, await self.members.store.households(here.group.id)):
            return Answer(view=await self._view_of_home(here))
        return await self._noted(here, t("Noted: your household is you alone."), back=None)

    async def private(self, press: Press) -> Answer:
        """« Ouvrir le privé »: the tap opens it, where a platform can."""
        await self._here(press)
        if press.chat.private:
            return Answer(view=views.private_chat())
        return Answer(toast=t("Open a private chat with me: I wait for you there."), opens_private=True)

    async def later(self, press: Press) -> Answer:
        await self._here(press)
        return Answer(toast=t("As you like."))

    # The other says yes or no

    async def yes(self, press: Press) -> Answer:
        here = await self._here(press)
        claim = await self._claim_of(here, press.number(1))
        if rules.has_lots(here.group):
            return await self._confirm_lot(here, claim)
        return await self._unite(here, claim, await self._judged(here, claim))

    async def no(self, press: Press) -> Answer:
        here = await self._here(press)
        claim = await self._claim_of(here, press.number(1))
        if rules.has_lots(here.group):
            return await self._deny_lot(here, claim)
        other = await self._judged(here, claim)
        await self._drop(here.group.id, claim)
        told = topic(here.group.id, "apart", claim.claimant.id, other.person.id)
        await self._tell(here.group.id, claim.claimant.id, told)
        return Answer(toast=t("Noted: two households. I tell {name}.", name=claim.claimant.name))

    async def _claim_of(self, here: Here, number: int) -> Claim:
        """Raises Refused for a claim of another group, or one that has been answered."""
        claim = next((one for one in await self._claims(here.group.id) if one.id == number), None)
        if claim is None:
            raise unknown()
        return claim

    async def _judged(self, here: Here, claim: Claim) -> Member:
        """Whom the claim is about, where the person who acts may answer it. Raises Refused."""
        if claim.person is None:
            raise unknown()
        other = await self._member(here.group.id, claim.person)
        if other.person.id != here.person.id and (other.reached or not here.runs):
            raise Refused(t("This question is for {name}.", name=other.person.name))
        return other

    async def _unite(self, here: Here, claim: Claim, other: Member) -> Answer:
        """They live together from now on; what else was claimed about the other is settled with that."""
        group, claimant = here.group.id, claim.claimant.id
        await self._live_together(group, claimant, other.person.id)
        for one in await self._claims(group):
            settled = one.person == other.person.id or (one.claimant.id, one.person) == (other.person.id, claimant)
            if one.id == claim.id or settled:
                await self._drop(group, one)
            if settled and one.claimant.id not in (claimant, other.person.id):
                told = topic(group, "taken", one.claimant.id, other.person.id, claimant)
                await self._tell(group, one.claimant.id, told)
        await self._tell(group, claimant, topic(group, "together", claimant, other.person.id))
        if here.person.id != other.person.id:
            names = (claim.claimant.name, other.person.name)
            return Answer(view=views.noted(group, views.together(names), private=False, back=None))
        return await self._noted_home(here, first=claimant)

    async def _live_together(self, group: int, claimant: int, other: int) -> None:
        """Who lives alone moves; where neither does, the other moves in with the claimant."""
        households = await self.members.store.households(group)
        if rules.alone(other, households) or not rules.alone(claimant, households):
            await self.members.store.live_with(group, other, claimant)
        else:
            await self.members.store.live_with(group, claimant, other)

    async def _noted_home(self, here: Here, first: int = 0) -> Answer:
        home = await self._home(here.group.id, here.person.id)
        names = _names(tuple(sorted(home.people, key=lambda member: member.person.id != first)))
        return await self._noted(here, views.together(names), back=undo("leave", here.group.id))

    async def _noted(self, here: Here, *said: Text, back: Button | None) -> Answer:
        private = not await self._reachable(here)
        return Answer(view=views.noted(here.group.id, *said, private=private, back=back))

    # My household

    async def mine(self, press: Press) -> Answer:
        """« Mon foyer », or « mon lot »."""
        here = await self._here(press)
        await self._me(here)
        if rules.has_lots(here.group):
            return await self._ask_lot(here)
        rules.must_have_households(here.group)
        home = await self._home(here.group.id, here.person.id)
        return Answer(view=await self._view_of_home(here) or views.home(here.group.id, _names(home.people), []))

    async def leave(self, press: Press) -> Answer:
        """« Seulement moi »: a household of one's own; those who stay are told."""
        here = await self._here(press)
        rules.must_have_households(here.group)
        await self._me(here)
        await self._drop_claims_of(here)
        home = await self._home(here.group.id, here.person.id)
        stay = [member for member in home.people if member.person.id != here.person.id]
        said = t("Noted: your household is you alone.")
        if not stay:
            return Answer(toast=said)
        await self.members.store.live_alone(here.group.id, here.person.id)
        for member in stay:
            told = topic(here.group.id, "left", here.person.id, member.person.id)
            await self._tell(here.group.id, member.person.id, told)
        back = undo("with", here.group.id, stay[0].person.id)
        return Answer(view=views.noted(here.group.id, said, private=False, back=back))

    async def _drop_claims_of(self, here: Here) -> None:
        for claim in await self._claims(here.group.id):
            if claim.claimant.id == here.person.id:
                await self._drop(here.group.id, claim)

    async def _view_of_home(self, here: Here, hello: str = "") -> View | None:
        """None for somebody who lives alone and waits for nobody."""
        home = await self._home(here.group.id, here.person.id)
        claims = [claim for claim in await self._claims(here.group.id) if claim.claimant.id == here.person.id]
        if len(home.people) == 1 and not claims:
            return None
        known = await self.members.store.names([claim.person for claim in claims if claim.person is not None])
        awaited = [known.get(claim.person or 0, claim.name) for claim in claims]
        return views.home(here.group.id, _names(home.people), awaited, hello)


def _names(members: tuple[Member, ...]) -> list[str]:
    return [member.person.name for member in members]
