"""An objection that comes after the decision: it stays in force, to be revised soon (consent.md §2.6, K14)."""

from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Here

from . import rules, screens
from .model import Decision
from .shelf import Shelf, number, title


class Objecting(Shelf):
    """« J'ai une objection », on a decision that holds."""

    async def object(self, press: Press) -> Answer:
        here, decision = await self._here_and_decision(press, press.number(0))
        rules.must_decide(here)
        rules.must_live(decision)
        return Answer(view=self.asks_objection(await self._ask(press, here, "object", decision)))

    def asks_objection(self, draft: Draft) -> View:
        return screens.ask_objection(title(draft))

    async def objection_typed(self, said: Said, draft: Draft) -> Answer:
        here, decision = await self._here_and_decision(said, number(draft))
        rules.must_decide(here)
        rules.must_live(decision)
        words = rules.tidy(said.words)
        rules.must_say_something(words)
        following = replace(draft, step="name", notes={**draft.notes, "words": words})
        await self.drafts.keep(here.person.id, following, said.at)
        return Answer(view=self.asks_name(following))

    def asks_name(self, draft: Draft) -> View:
        return screens.ask_name(number(draft), title(draft), draft.notes["words"])

    async def name_typed(self, said: Said, draft: Draft) -> Answer:
        """« avec mon nom » typed instead of tapped; other words are the objection, said better."""
        here, decision = await self._here_and_decision(said, number(draft), lock=True)
        words = rules.exact(said.words)
        if words in (*rules.WITH_NAME, *rules.WITHOUT_NAME):
            return await self._send(said, here, decision, draft, named=words in rules.WITH_NAME)
        return await self.objection_typed(said, draft)

    async def send(self, press: Press) -> Answer:
        here, decision = await self._here_and_decision(press, press.number(0), lock=True)
        draft = await self.drafts.find(here.person.id, here.group.id, press.at)
        waits = draft is not None and (draft.feature, draft.step) == ("register", "name")
        if draft is None or not waits or number(draft) != decision.id:
            raise Refused(t("I no longer have your words. Tap « I have an objection » once more."))
        return await self._send(press, here, decision, draft, named=press.number(1) == 1)

    async def _send(
        self, event: Press | Said, here: Here, decision: Decision, draft: Draft, *, named: bool
    ) -> Answer:
        rules.must_decide(here)
        rules.must_live(decision)
        await self.drafts.drop(here.person.id, here.group.id)
        words = draft.notes["words"]
        objection = await self.register.add_objection(decision.id, here.person.id, words, event.at, named=named)
        revised = replace(decision, state="to_revise")
        if await self.register.review_of(decision.id) is None:  # else everybody is being asked already
            sooner = rules.brought_forward(here.group, decision, event.at)
            revised = replace(revised, review_at=sooner, overdue=False)
            await self.desk.set_review(revised, here.group, event.at)
        await self.register.keep(revised)
        await self._tell_concerned(decision, f"objection:{objection}", besides=here.person.id)
        await self.desk.refresh(decision.id)
        return Answer(view=screens.sent(revised, here.group, revised.review_at), receipt=True)

    async def show_objection(self, objection: int) -> tuple[View, ...]:
        """What those concerned are told."""
        found = await self.register.objection(objection)
        if found is None:
            return ()
        decision = await self._decision(found.decision)
        group = await self.members.store.group(decision.group)
        return (screens.objected(decision, found.name, found.words, group),)
