"""How somebody says what they thought: three taps and one sentence, on one screen of theirs alone."""

from datetime import datetime

from handlers.conversation.answer import Answer
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.typed import brief
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import results_views, rules, views
from .box import Box, Gathering
from .model import BEST, QUESTIONS, WORST, Given


class Answering:
    """Each tap is kept at once, and no button tells what was tapped before: chats keep their buttons for ever, and
    we erase single answers when an evaluation closes. Whatever we keep of the screens is erased with them, by
    their seal. Anybody of the group may answer, for who came is not always who had said so; those who had are
    asked. Nobody answers for a neighbour: whoever could add four answers would read the fifth."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def give(self, press: Press) -> Answer:
        """« Donner mon avis »: the next question, or what was answered. Afterwards, what those who may read it
        read."""
        here, gathering, over_at = await self.box.seen(press, press.number(0))
        figures = await self.box.evaluations.figures(gathering.id)
        if figures is not None and self.box.reads(here, gathering):
            return Answer(view=results_views.results(gathering, figures))
        await self.box.open(press, gathering.id)
        given = await self._given(here, gathering)
        if given.whole:
            return self._own(here, gathering, given, over_at)
        return await self._asks(here, gathering, given, given.following or 0)

    def _own(self, here: Here, gathering: Gathering, given: Given, over_at: datetime) -> Answer:
        until, reads = rules.closes_at(over_at), self.box.reads(here, gathering)
        return self._answer(gathering, views.own(gathering, given, until, reads=reads))

    async def _given(self, here: Here, gathering: Gathering) -> Given:
        return await self.box.evaluations.given(gathering.id, here.person.id) or Given()

    async def _asks(self, here: Here, gathering: Gathering, given: Given, question: int) -> Answer:
        came = await self.box.gatherings.came(gathering.id, here.person.id)
        reads = self.box.reads(here, gathering)
        return self._answer(gathering, views.question(gathering, question, given, came=came, reads=reads))

    def _answer(self, gathering: Gathering, view: View) -> Answer:
        return Answer(view=view, sealed=rules.topic(gathering.id))

    async def ask(self, press: Press) -> Answer:
        """« Changer », or back: `evaluation:ask:<workshop>:<question>`."""
        here, gathering, _ = await self.box.open(press, press.number(0))
        if press.number(1) >= QUESTIONS:
            raise unknown()
        return await self._asks(here, gathering, await self._given(here, gathering), press.number(1))

    async def mark(self, press: Press) -> Answer:
        """`evaluation:mark:<workshop>:<question>:<answer>`."""
        here, gathering, _ = await self.box.open(press, press.number(0))
        question, mark = press.number(1), press.number(2)
        if question >= QUESTIONS or not BEST <= mark <= WORST:
            raise unknown()
        given = (await self._given(here, gathering)).with_mark(question, mark)
        await self.box.evaluations.give(gathering.id, here.person.id, given)
        if question + 1 < QUESTIONS:
            return await self._asks(here, gathering, given, question + 1)
        if given.following is not None:  # a button of an older screen
            return await self._asks(here, gathering, given, given.following)
        return await self._asks_words(press, here, gathering, given)

    async def _asks_words(self, press: Press, here: Here, gathering: Gathering, given: Given) -> Answer:
        notes = {"workshop": str(gathering.id)}
        draft = Draft(here.group.id, press.chat, "evaluation", "word", notes)
        await self.box.drafts.keep(here.person.id, draft, press.at)
        return self._answer(gathering, views.ask_words(gathering.id, given.words))

    # One sentence

    def asks_word(self, draft: Draft) -> View:
        return views.ask_words(int(draft.notes["workshop"]), "")

    async def word_typed(self, said: Said, draft: Draft) -> Answer:
        here, gathering, over_at = await self.box.open(said, int(draft.notes["workshop"]))
        words = brief(said.words, rules.WORDS)
        given = Given((await self._given(here, gathering)).marks, words)
        await self.box.evaluations.give(gathering.id, here.person.id, given)
        return await self._thanks(here, gathering, given, over_at)

    async def skip(self, press: Press) -> Answer:
        """« Passer »: what was written before stays."""
        here, gathering, over_at = await self.box.open(press, press.number(0))
        return await self._thanks(here, gathering, await self._given(here, gathering), over_at)

    async def unsay(self, press: Press) -> Answer:
        """« Effacer mon mot »."""
        here, gathering, over_at = await self.box.open(press, press.number(0))
        given = await self._given(here, gathering)
        if given.words:
            given = Given(given.marks)
            await self.box.evaluations.give(gathering.id, here.person.id, given)
        return await self._thanks(here, gathering, given, over_at)

    async def _thanks(self, here: Here, gathering: Gathering, given: Given, over_at: datetime) -> Answer:
        """What they answered; the question that is still open, where there is one."""
        await self.box.drafts.drop(here.person.id, here.group.id)
        if given.following is not None:
            return await self._asks(here, gathering, given, given.following)
        return self._own(here, gathering, given, over_at)

    async def withdraw(self, press: Press) -> Answer:
        """« Retirer mon avis »."""
        here, gathering, _ = await self.box.open(press, press.number(0))
        await self.box.evaluations.withdraw(gathering.id, here.person.id)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(toast=t("Your opinion is erased."))
