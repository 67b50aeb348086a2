"""The rules of a space: seen, put together one by one or taken over whole, and set or proposed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Text, t
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here
from handlers.when.model import Day, Instant

from . import changes, clauses, clauses_read, ruling_views
from .box import Act, Box
from .charter import Offer, Rules
from .charter_sentences import charter_for
from .clauses import Clause
from .customs import may_change, proposes, sets
from .enacting import Enacting, since
from .model import Customs, Space

TEXT_LENGTH = 300
"""Characters of a proposal."""
FURTHEST = 366
"""Days ahead from which rules may begin to hold."""
DAYS = (0, 7)
OPEN = timedelta(days=60)
"""How long a proposal is under way at most: afterwards nobody looks for its rules."""


class Proposing(Protocol):
    """Where something is proposed to the group."""

    async def propose(self, event: Command | Press | Said, here: Here, text: str, *, effect: str = "") -> Answer:
        """The first screen: the text is there, the reason is asked. `effect`: what comes about once it is
        decided."""


class Ruling:
    """Everybody sees them. Where the group has not said otherwise, everybody may propose others."""

    def __init__(
        self, box: Box, enacting: Enacting, proposing: Proposing, say: Callable[[Text, str], str]
    ) -> None:
        self.box = box
        self.enacting = enacting
        self.proposing = proposing
        self.say = say

    async def show(self, press: Press) -> Answer:
        """« Les règles »: `bookings:rules:<space>`."""
        here, space = await self.box.space(press, press.number(0))
        return await self._shown(here, space, press.at)

    async def _shown(self, here: Here, space: Space, now: datetime) -> Answer:
        every = await self.box.bookings.ruled(space.id, now)
        names = await self.box.members.store.names([one.by for one in every if one.by is not None])
        customs = await self.box.bookings.customs(here.group.id)
        may = may_change(here, customs)
        offered = may and charter_for(space) is not None
        offer = await self.box.bookings.put_forward_of(space.id, now - OPEN)
        asked = offer is not None and not changes.holds(
            offer, every[-1].rules if every else space.rules, space.slot
        )
        proposed = offer.id if offer is not None and asked else 0
        view = ruling_views.rules(
            space, every, names, here.group, now, may=may, charter=offered, proposed=proposed
        )
        return Answer(view=view)

    async def proposed(self, press: Press) -> Answer:
        """What the group is asked about, in full: `bookings:proposed:<offer>`."""
        offer = await self.box.bookings.offer(press.number(0))
        if offer is None:
            raise unknown()
        _, space = await self.box.space(press, offer.space)
        return Answer(view=ruling_views.proposed(space, offer))

    async def _changing(self, event: Act, space: int) -> tuple[Here, Space, Customs]:
        """Whoever may propose or set rules, and the space. Raises Refused."""
        here, found = await self.box.space(event, space)
        customs = await self.box.bookings.customs(here.group.id)
        if not may_change(here, customs):
            raise Refused(t("In your group, those who run it set the rules. Speak of it with them."))
        return here, found, customs

    async def _offer(self, event: Act, id: int) -> tuple[Here, Space, Customs, Offer]:
        offer = await self.box.bookings.offer(id)
        if offer is None:
            raise unknown()
        return *(await self._changing(event, offer.space)), offer

    # A whole charter

    async def charter(self, press: Press) -> Answer:
        """What other groups have chosen, in full, before anything: `bookings:charter:<space>`."""
        _, space, _ = await self._changing(press, press.number(0))
        rules = charter_for(space)
        if rules is None:
            raise Refused(t("I know no rules of others for such a space. Choose them one by one."))
        return Answer(view=ruling_views.charter(space, rules))

    async def take(self, press: Press) -> Answer:
        """These, as they are."""
        here, space, customs = await self._changing(press, press.number(0))
        rules = charter_for(space)
        if rules is None:
            raise unknown()
        if rules == space.rules:
            raise Refused(t("These are the rules already."))
        return await self._put_together(press, here, space, customs, space.rules, rules)

    # One by one

    async def menu(self, press: Press) -> Answer:
        """« Changer une règle »: of which kind? `bookings:rulemenu:<space>:<offer>`."""
        _, space, _, rules = await self._so_far(press)
        return Answer(view=ruling_views.groups(space, rules, press.number(1)))

    async def group(self, press: Press) -> Answer:
        """The rules of one kind: `bookings:rulegroup:<space>:<offer>:<group>:<page>`."""
        _, space, _, rules = await self._so_far(press)
        if press.number(2) >= len(clauses.GROUPS):
            raise unknown()
        group = clauses.GROUPS[press.number(2)]
        return Answer(view=ruling_views.group(space, rules, press.number(1), group, press.number(3)))

    async def _so_far(self, press: Press) -> tuple[Here, Space, Customs, Rules]:
        """The rules on which this change is built: those that hold, or an offer in the making."""
        if press.number(1):
            here, space, customs, offer = await self._offer(press, press.number(1))
            return here, space, customs, offer.becomes
        here, space, customs = await self._changing(press, press.number(0))
        return here, space, customs, space.rules

    async def rule(self, press: Press) -> Answer:
        """One rule: `bookings:rule:<space>:<offer>:<key>`."""
        here, space, _, rules = await self._so_far(press)
        one = _clause(space, press.word(2))
        await self.box.keep_draft(press, here, "rule", space=space.id, offer=press.number(1), key=one.key)
        return Answer(view=ruling_views.rule(space, rules, press.number(1), one))

    def asks_rule(self, draft: Draft) -> View:
        return ruling_views.ask_rule(draft.notes["key"])

    async def set(self, press: Press) -> Answer:
        """One of the usual values, or none: `bookings:set:<space>:<offer>:<key>:<value>`."""
        here, space, customs, rules = await self._so_far(press)
        one, value = _clause(space, press.word(2)), press.word(3)
        if not value and one.fixed:
            raise unknown()
        if value and value not in clauses.choices(space, one):
            raise unknown()
        new = self._with(here, space, rules, one, value)
        return await self._put_together(press, here, space, customs, await self._base(press.number(1), space), new)

    async def rule_typed(self, said: Said, draft: Draft) -> Answer:
        """« 7 nuits », « de 8 h à 22 h », « 5 € la nuit », « sans limite »."""
        here, space, customs = await self._changing(said, int(draft.notes["space"]))
        offer = int(draft.notes["offer"])
        rules = space.rules if not offer else (await self._offer(said, offer))[3].becomes
        one = _clause(space, draft.notes["key"])
        none = clauses_read.is_removed if one.kind == "lines" else clauses_read.is_none
        if none(said.words) and not one.fixed:
            new = clauses.without(rules, one)
        elif one.kind == "lines":
            new = replace(rules, checklist=clauses_read.lines(said.words))
        else:
            language = await self.box.language(here)
            value = clauses_read.typed(one, said.words, here.group.local(said.at), language, space.slot)
            new = self._with(here, space, rules, one, value)
        return await self._put_together(said, here, space, customs, await self._base(offer, space), new)

    async def _base(self, offer: int, space: Space) -> Rules:
        found = await self.box.bookings.offer(offer) if offer else None
        return space.rules if found is None else found.before

    def _with(self, here: Here, space: Space, rules: Rules, one: Clause, value: str) -> Rules:
        if not value:
            return clauses.without(rules, one)
        if value == "contact" and space.contact is None:
            raise Refused(t("Nobody looks after {space} yet. Say first who does.", space=space.name))
        if one.kind == "lines":
            value = self.say(clauses.CHECKS[value], here.group.language)
        return clauses.having(rules, one, value)

    async def _put_together(
        self, event: Act, here: Here, space: Space, customs: Customs, before: Rules, becomes: Rules
    ) -> Answer:
        """What would change. Raises Refused for what makes no sense."""
        why = changes.contradiction(space.slot, becomes)
        if why is not None:
            raise Refused(why)
        if becomes == before:
            raise Refused(t("That is so already: nothing would change."))
        offer = Offer(0, space.id, before, becomes, here.person.id)
        number = await self.box.bookings.add_offer(offer, event.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(view=ruling_views.review(space, offer, number, sets=sets(here, customs)))

    async def review(self, press: Press) -> Answer:
        """Back to what would change: `bookings:review:<offer>`."""
        here, space, customs, offer = await self._offer(press, press.number(0))
        return Answer(view=ruling_views.review(space, offer, offer.id, sets=sets(here, customs)))

    # From when on

    async def when(self, press: Press) -> Answer:
        """From when on, and what stays: `bookings:rulewhen:<offer>:<set or propose>`."""
        here, space, customs, offer = await self._offer(press, press.number(0))
        by_proposal = proposes(here, customs, press.word(1))
        stay = await self.enacting.stay(space, offer, press.at)
        names = await self.box.shown(here, {one.person for one in stay})
        lines = [(one, names[one.person]) for one in stay]
        await self.box.keep_draft(press, here, "since", offer=offer.id, way=press.word(1))
        return Answer(view=ruling_views.since(space, offer, lines, proposes=by_proposal))

    def asks_since(self, draft: Draft) -> View:
        return ruling_views.ask_day(int(draft.notes["offer"]), draft.notes["way"])

    async def day(self, press: Press) -> Answer:
        """« Écrire un jour »."""
        here, _, customs, offer = await self._offer(press, press.number(0))
        proposes(here, customs, press.word(1))
        draft = await self.box.keep_draft(press, here, "since", offer=offer.id, way=press.word(1))
        return Answer(view=self.asks_since(draft))

    async def since_typed(self, said: Said, draft: Draft) -> Answer:
        here, space, customs, offer = await self._offer(said, int(draft.notes["offer"]))
        by_proposal = proposes(here, customs, draft.notes["way"])
        local = here.group.local(said.at)
        match (await self.box.understood(here, said.words, said.at)).meaning:
            case Day(day=day):
                pass
            case Instant(at=at):
                day = at.date()
            case _:
                raise Refused(t("I see no day there. For example: 1 April."))
        ahead = (day - local.date()).days
        if ahead < 0:
            raise Refused(t("This day is over. Rules hold from today on, or later."))
        if ahead > FURTHEST:
            raise Refused(t("That is too far: a year ahead at most."))
        when = f"on{day.toordinal()}" if ahead else "0"
        if by_proposal:
            return await self._propose(said, here, space, offer, when)
        return await self._enact(said, here, space, offer, when)

    async def enact(self, press: Press) -> Answer:
        """« Aujourd'hui », « Dans une semaine »: `bookings:enact:<offer>:<days>`."""
        here, space, customs, offer = await self._offer(press, press.number(0))
        proposes(here, customs, "set")
        if press.number(1) not in DAYS:
            raise unknown()
        return await self._enact(press, here, space, offer, str(press.number(1)))

    async def _enact(self, event: Act, here: Here, space: Space, offer: Offer, when: str) -> Answer:
        _, space = await self.box.space(event, space.id, lock=True)
        if when == "0" and changes.holds(offer, space.rules, space.slot):
            raise Refused(t("That is so already: nothing would change."))
        mine = Offer(offer.id, space.id, offer.before, offer.becomes, here.person.id)
        await self.enacting.enact(mine, space, since(here.group, when, event.at), "", event.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        _, space = await self.box.space(event, space.id)
        return await self._shown(here, space, event.at)

    async def propose(self, press: Press) -> Answer:
        """« Dès la décision », « Une semaine après »: `bookings:propose:<offer>:<days>`."""
        here, space, _, offer = await self._offer(press, press.number(0))
        if press.number(1) not in DAYS:
            raise unknown()
        return await self._propose(press, here, space, offer, str(press.number(1)))

    async def _propose(self, event: Press | Said, here: Here, space: Space, offer: Offer, when: str) -> Answer:
        text = changes.proposed(
            space,
            offer.before,
            offer.becomes,
            ruling_views.from_when(when, since(here.group, when, event.at)),
            lambda one: self.say(one, here.group.language),
            TEXT_LENGTH,
        )
        await self.box.bookings.put_forward(offer.id, event.at)
        return await self.proposing.propose(event, here, text, effect=f"bookings:rules:{offer.id}:{when}")


def _clause(space: Space, key: str) -> Clause:
    one = clauses.clause(space, key)
    if one is None:
        raise unknown()
    return one
