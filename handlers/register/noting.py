"""What was decided aloud is noted, taken back, doubted, and put right."""

from dataclasses import replace
from datetime import timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Chat, Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import appears_at
from handlers.members.model import Here

from . import rules, screens
from .desk import topic_of
from .shelf import Shelf, number, title


class Noting(Shelf):
    """« /decision … », and « Ce n'est pas exact » below it."""

    async def note(self, command: Command) -> Answer:
        """« /decision … »; alone, in reply to a neighbour's message, those words; else it asks."""
        here = await self.members.here(command)
        members_rules.must_take_part(here)
        quoted = command.reply_to.words if command.reply_to is not None else ""
        words = rules.tidy(command.words) or rules.tidy(quoted)
        if words:
            return await self._note(command, here, words, command.chat)
        await self._ask(command, here, "decision")
        return Answer(view=screens.ask_decision())

    async def begin(self, press: Press) -> Answer:
        """« Une décision prise »: the same as the command alone."""
        here = await self.members.here(press)
        members_rules.must_take_part(here)
        await self._ask(press, here, "decision")
        return Answer(view=screens.ask_decision())

    def asks_decision(self, draft: Draft) -> View:
        return screens.ask_decision()

    async def decision_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.members.here(said, draft.group)
        members_rules.must_take_part(here)
        return await self._note(said, here, rules.tidy(said.words), draft.chat)

    async def _note(self, event: Command | Said, here: Here, words: str, chat: Chat) -> Answer:
        rules.must_say_something(words)
        group = here.group.id
        by_one, _ = await self.register.noted_since(group, here.person.id, event.at - timedelta(hours=1))
        _, by_all = await self.register.noted_since(group, here.person.id, event.at - timedelta(days=1))
        rules.must_not_flood(by_one, by_all)
        await self.drafts.drop(here.person.id, group)
        kept, _ = await self.desk.record(
            group, words, method="meeting", decided_at=event.at, author=here.person.id, source=""
        )
        topic = topic_of(kept)
        await self.posts.put(topic, await self.members.rooms(group, chat))
        await self.alarms.set(topic, "settled", event.at + rules.DOUBTED)
        appears = appears_at(here.group, event.at)
        return Answer(view=screens.kept(await self._decision(kept), appears), receipt=appears is None)

    async def undo(self, press: Press) -> Answer:
        """« Annuler », for ten minutes: the words are gone, and the number is not given again."""
        here, decision = await self._here_and_decision(press, press.number(0), lock=True)
        if here.person.id != decision.author or not decision.noted:
            raise Refused(t("Only whoever noted it can take it back."))
        if not rules.may_undo(decision, press.at):
            raise Refused(t("The ten minutes are over. Correct it, or propose a change."))
        await self.register.withdraw(decision.id)
        await self.desk.cancel_review(decision.id)
        await self.alarms.cancel(topic_of(decision.id), "settled")
        await self.desk.refresh(decision.id)
        return Answer(toast=t("{number} is taken back.", number=decision.number))

    async def settled_due(self, alarm: Alarm) -> None:
        """The seven days are over: the card loses its button."""
        await self.posts.refresh(alarm.topic)

    # « Ce n'est pas exact »

    async def doubt(self, press: Press) -> Answer:
        return await self._doubt(press, press.number(0))

    async def _doubt(self, event: Press | Said, decided: int) -> Answer:
        here, decision = await self._here_and_decision(event, decided)
        members_rules.must_take_part(here)
        rules.must_be_doubtable(decision, event.at)
        return Answer(view=self.asks_doubt(await self._ask(event, here, "doubt", decision)))

    async def replied_to_card(self, said: Said, decided: int) -> Answer | None:
        """« Ce n'est pas exact », typed in reply to the card."""
        return await self._doubt(said, decided) if rules.exact(said.words) in rules.NOT_ACCURATE else None

    async def replied_to_doubt(self, said: Said, decided: int) -> Answer | None:
        """« C'est exact », in reply to what those were told who can put it right."""
        return await self._exact(said, decided) if rules.exact(said.words) in rules.ACCURATE else None

    def asks_doubt(self, draft: Draft) -> View:
        return screens.ask_doubt(title(draft))

    async def doubt_typed(self, said: Said, draft: Draft) -> Answer:
        here, decision = await self._here_and_decision(said, number(draft), lock=True)
        members_rules.must_take_part(here)
        rules.must_be_doubtable(decision, said.at)
        words = rules.tidy(said.words)
        rules.must_say_something(words)
        await self.drafts.drop(here.person.id, here.group.id)
        doubt = await self.register.add_doubt(decision.id, here.person.id, words, said.at)
        await self._tell_concerned(decision, f"doubt:{doubt}", besides=here.person.id)
        await self.posts.refresh(topic_of(decision.id))
        return Answer(toast=t("Thank you. Those who can check it will read you."), receipt=True)

    async def show_doubt(self, doubt: int) -> tuple[View, ...]:
        """What those are told who can put it right; nothing once its words are gone."""
        found = await self.register.doubt(doubt)
        if found is None:
            return ()
        decision = await self._decision(found.decision)
        if found.settled:
            return (screens.doubt_settled(decision),)
        return (screens.doubted(decision, await self._name_of(found.person), found.words),)

    async def exact(self, press: Press) -> Answer:
        """« C'est exact »: the text stays."""
        return await self._exact(press, press.number(0))

    async def _exact(self, event: Press | Said, decided: int) -> Answer:
        here, decision = await self._here_and_decision(event, decided, lock=True)
        members_rules.must_run(here, decision.author or 0)
        if not await self.register.is_doubted(decision.id):
            raise Refused(t("Nobody doubts it any more."))
        await self._settle(decision.id, event)
        return Answer(toast=t("Noted: the text stays as it is."))

    async def correct(self, press: Press) -> Answer:
        here, decision = await self._here_and_decision(press, press.number(0))
        doubted = await self.register.is_doubted(decision.id)
        rules.must_correct(here, decision, press.at, doubted=doubted)
        return Answer(view=self.asks_correction(await self._ask(press, here, "correct", decision)))

    def asks_correction(self, draft: Draft) -> View:
        return screens.ask_correction(title(draft))

    async def correction_typed(self, said: Said, draft: Draft) -> Answer:
        """A new version; both texts are kept."""
        here, decision = await self._here_and_decision(said, number(draft), lock=True)
        rules.must_correct(here, decision, said.at, doubted=await self.register.is_doubted(decision.id))
        words = rules.tidy(said.words)
        rules.must_say_something(words)
        if words == decision.words:
            raise Refused(t("That is the text already. « It is accurate » says so."))
        await self.drafts.drop(here.person.id, here.group.id)
        await self.register.add_version(decision.id, words, said.at)
        await self.register.keep(replace(decision, words=words))
        await self._settle(decision.id, said)
        return Answer(toast=t("It is corrected. Both texts are kept."), receipt=True)

    async def _settle(self, decision: int, event: Press | Said) -> None:
        await self.register.settle_doubts(decision, event.at)
        await self.desk.refresh(decision)
