"""In a condominium people say which lot is theirs, and those who run the group confirm it or paste the list."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Claim, Here, Household

from . import greeting_views, lots_views, pasted, rules
from .roll import OverTheRoll, topic
from .views import undo


class Lots(OverTheRoll):
    """A lot that somebody says is theirs is a claim with its label alone, until it is confirmed."""

    async def _ask_lot(self, here: Here) -> Answer:
        name, group = here.person.name, here.group.id
        home = await self._home(group, here.person.id)
        waiting = [claim for claim in await self._claims(group) if claim.claimant.id == here.person.id]
        if waiting or home.label:
            label = waiting[0].name if waiting else home.label
            return Answer(view=greeting_views.your_lot(group, name, label, waits=bool(waiting)))
        return Answer(view=greeting_views.which_lot(group, await self._lots(group), 0, hello=name))

    async def _lots(self, group: int) -> list[Household]:
        return [home for home in await self.members.store.households(group) if home.label]

    async def lots(self, press: Press) -> Answer:
        here = await self._here(press)
        rules.must_have_lots(here.group)
        await self._me(here)
        return Answer(
            view=greeting_views.which_lot(here.group.id, await self._lots(here.group.id), press.number(1))
        )

    async def lot(self, press: Press) -> Answer:
        here = await self._here(press)
        return await self._claim_lot(here, (await self._lot(here, press.number(1))).label)

    async def _lot(self, here: Here, number: int) -> Household:
        rules.must_have_lots(here.group)
        lot = next((one for one in await self._lots(here.group.id) if one.id == number), None)
        if lot is None:
            raise Refused(t("This lot is no longer here."))
        return lot

    async def number(self, press: Press) -> Answer:
        here = await self._here(press)
        rules.must_have_lots(here.group)
        await self._me(here)
        await self._ask(here, press.chat, "lot", press)
        return Answer(view=greeting_views.ask_lot())

    def asks_lot(self, draft: Draft) -> View:
        return greeting_views.ask_lot()

    async def lot_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.members.here(said, draft.group)
        answer = await self._claim_lot(here, await self._written(here.group.id, rules.lot_label(said.words)))
        await self._answered(here)
        return answer

    async def _written(self, group: int, label: str) -> str:
        """The label as it is known already, where this is the same lot written otherwise."""
        lots = await self._lots(group)
        return next((lot.label for lot in lots if rules.folded(lot.label) == rules.folded(label)), label)

    async def _claim_lot(self, here: Here, label: str) -> Answer:
        """One lot at a time: the last that they said. Who runs the group needs nobody's confirmation."""
        rules.must_have_lots(here.group)
        me, group = await self._me(here), here.group.id
        home = await self._home(group, here.person.id)
        if rules.folded(home.label) == rules.folded(label):
            raise Refused(t("This is your lot already."))
        for claim in await self._claims(group):
            if claim.claimant.id == me.person.id:
                await self._drop(group, claim)
        if here.runs:
            await self._move_in(group, here.person.id, label)
            view = greeting_views.your_lot(group, here.person.name, label, waits=False)
            return Answer(view=view)
        await self.members.store.claim(group, me.person.id, None, label)
        claim = next(one for one in await self.members.store.claims(group) if one.claimant.id == me.person.id)
        running = rules.running(await self._members(here))
        for runner in running:
            await self._tell(group, runner.person.id, topic(group, "claim", claim.id))
        said = greeting_views.lot_claimed(here.person.name, label, runs=bool(running))
        private = not await self._reachable(here)
        back = undo("unclaim", group, claim.id)
        return Answer(view=greeting_views.noted(group, *said, private=private, back=back))

    async def _move_in(self, group: int, person: int, label: str) -> Household:
        household = await self.members.store.add_lot(group, label, None)
        await self.members.store.live_in(group, person, household)
        return await self._home(group, person)

    async def confirm(self, press: Press) -> Answer:
        """« À confirmer »: the first lot that waits."""
        here = await self._here(press)
        await self._must_run(here)
        view = await self._next_to_confirm(here)
        return Answer(view=view) if view else Answer(toast=t("There is nothing left to confirm."))

    async def _next_to_confirm(self, here: Here) -> View | None:
        rules.must_have_lots(here.group)
        claims = [claim for claim in await self._claims(here.group.id) if claim.person is None]
        return greeting_views.confirm_lot(here.group.id, claims[0]) if claims else None

    async def _confirm_lot(self, here: Here, claim: Claim) -> Answer:
        await self._must_run(here)
        group, person = here.group.id, claim.claimant.id
        lot = await self._move_in(group, person, claim.name)
        await self._drop(group, claim)
        await self._tell(group, person, topic(group, "lot", person, lot.id))
        doubles = [member for member in lot.people if not member.reached and member.person.id != person]
        more = await self._next_to_confirm(here) is not None
        return Answer(view=greeting_views.lot_confirmed(group, claim, doubles, more))

    async def _deny_lot(self, here: Here, claim: Claim) -> Answer:
        await self._must_run(here)
        await self._drop(here.group.id, claim)
        await self._tell(here.group.id, claim.claimant.id, topic(here.group.id, "nolot", claim.claimant.id))
        return Answer(
            toast=t("Noted. I tell {name}.", name=claim.claimant.name), view=await self._next_to_confirm(here)
        )

    # The list

    async def paste(self, press: Press) -> Answer:
        here = await self._here(press)
        await self._must_run(here)
        rules.must_have_lots(here.group)
        await self._ask(here, press.chat, "lots", press)
        return Answer(view=lots_views.ask_list())

    def asks_lots(self, draft: Draft) -> View:
        if draft.notes.get("list"):
            return lots_views.summary(draft.group, pasted.read(draft.notes["list"]))
        return lots_views.ask_list()

    async def lots_typed(self, said: Said, draft: Draft) -> Answer:
        """A pasted list is understood, and nothing of it kept before the yes."""
        here = await self.members.here(said, draft.group)
        await self._must_run(here)
        read = pasted.read(said.words)
        await self._ask(here, draft.chat, "lots", said, **({"list": said.words} if read.lots else {}))
        return Answer(view=lots_views.summary(here.group.id, read))

    async def keep(self, press: Press) -> Answer:
        """« C'est juste »: the lots get their parts, and the people who are named live in them."""
        here = await self._here(press)
        await self._must_run(here)
        rules.must_have_lots(here.group)
        draft = await self.drafts.find(here.person.id, here.group.id, press.at)
        if draft is None or draft.feature != "households" or not draft.notes.get("list"):
            raise Refused(t("I no longer have this list. Paste it again."))
        read = pasted.read(draft.notes["list"])
        named: dict[tuple[str, ...], tuple[str, list[int]]] = {}
        for line in read.lots:
            label = await self._written(here.group.id, line.label)
            lot = await self.members.store.add_lot(here.group.id, label, line.parts)
            if line.name:
                words = tuple(sorted(rules.folded(line.name).split()))
                named.setdefault(words, (line.name, []))[1].append(lot)
        for name, lots in named.values():
            await self._give(here, name, lots)
        await self._answered(here)
        return Answer(view=lots_views.kept(here.group.id, read))

    async def _give(self, here: Here, name: str, lots: list[int]) -> None:
        """Who has several lots lives in one of them, and answers for the others. Somebody new has no account."""
        members, group = await self._members(here), here.group.id
        known = [member for member in members if rules.same_words(member.person.name, name)]
        if known and not known[0].decides:
            return
        person = known[0].person if known else await self.members.store.add_person(name)
        if not known:
            await self.members.store.add_member(group, person.id, "resident")
        home = known[0].household if known and known[0].household in lots else lots[0]
        await self.members.store.live_in(group, person.id, home)
        for lot in lots:
            if lot != home:
                await self.members.store.hold(lot, person.id)
