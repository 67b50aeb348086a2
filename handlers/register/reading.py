"""What people look up: the last decisions, those with a word, one of them whole, all of them as files."""

from collections.abc import Sequence

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Text
from handlers.conversation.views import DATA_BYTES, Button, View
from handlers.members.model import Here

from . import lists, paper, rules, screens
from .leaves import leaves_of
from .model import Decision
from .search import asked, search, search_records
from .shelf import Shelf
from .store import Record

TYPED_SHOWN = 60
"""Characters of what was looked for that are said back."""


class Reading(Shelf):
    """Nothing here changes anything."""

    async def look_up(self, command: Command) -> Answer:
        """« /decisions », « /decisions buanderie », « /decisions 6 »."""
        here = await self.members.here(command)
        words = rules.tidy(command.words)
        if words:
            return Answer(view=await self._found(here, words, words, 0))
        return Answer(view=lists.latest(await self.register.of_group(here.group.id), 0))

    async def latest(self, press: Press) -> Answer:
        here = await self.members.here(press)
        return Answer(view=lists.latest(await self.register.of_group(here.group.id), press.number(0)))

    async def find(self, press: Press) -> Answer:
        """« Retrouver une décision »: asks for a word."""
        here = await self.members.here(press)
        await self._ask(press, here, "find")
        return Answer(view=lists.ask_word())

    def asks_word(self, draft: Draft) -> View:
        return lists.ask_word()

    async def word_typed(self, said: Said, draft: Draft) -> Answer:
        """Where nothing is found the question stays open."""
        here = await self.members.here(said, draft.group)
        words = rules.tidy(said.words)
        found = await self._search(here, words)
        if found:
            await self.drafts.drop(here.person.id, here.group.id)
        return Answer(view=lists.found(found, words[:TYPED_SHOWN], _key(words), 0, asks=not found))

    async def found(self, press: Press) -> Answer:
        """« D'autres résultats »: the words come back with the button."""
        here = await self.members.here(press)
        words = press.word(1).replace("-", " ")
        return Answer(view=await self._found(here, words, words, press.number(0)))

    async def _found(self, here: Here, words: str, shown: str, page: int) -> View:
        return lists.found(await self._search(here, words), shown[:TYPED_SHOWN], _key(words), page)

    async def _search(self, here: Here, words: str) -> Sequence[Decision | Record]:
        """Decisions, then what else the group has written down."""
        group = here.group.id
        older = await self.register.older_words(group)
        decisions = search(words, await self.register.of_group(group), older)
        return [*decisions, *search_records(words, await self.records.records(group))]

    async def others(self, press: Press) -> Answer:
        await self.members.here(press)
        return Answer(view=lists.list_more())

    async def take(self, press: Press) -> Answer:
        """« Tout emporter »: files, for whoever asks alone."""
        here = await self.members.here(press)
        leaves = await leaves_of(self.register, self.members, here.group.id)
        language = await self.members.store.language_of(here.person.id) or here.group.language
        files = paper.all_files(leaves, here.group, self._voice(language))
        return Answer(view=lists.taken_along(len(leaves), files))

    def _voice(self, language: str) -> paper.Say:
        def say(text: Text) -> str:
            return self.speech.say(text, language)

        return say

    # One decision

    async def read(self, press: Press) -> Answer:
        here, decision = await self._here_and_decision(press, press.number(0))
        leaf = await self._leaf(decision)
        return Answer(view=screens.decision(leaf, here.group, await self._extra(press, here, decision)))

    async def more(self, press: Press) -> Answer:
        here, decision = await self._here_and_decision(press, press.number(0))
        return Answer(view=screens.more(await self._leaf(decision), await self._extra(press, here, decision)))

    async def _extra(self, press: Press, here: Here, decision: Decision) -> list[Button]:
        """What this person may do with it beside what everybody may."""
        review = await self.register.review_of(decision.id)
        corrects = rules.may_correct(here, decision) and await self.register.is_doubted(decision.id)
        overdue = decision.lives and decision.overdue and review is None
        still_open = review is not None and press.at < review.ends_at
        return screens.own_acts(
            decision,
            review if still_open and here.decides else None,
            corrects=corrects,
            asks=overdue and rules.may_ask_again(here, decision),
        )

    async def versions(self, press: Press) -> Answer:
        here, decision = await self._here_and_decision(press, press.number(0))
        return Answer(view=screens.versions(await self._leaf(decision), here.group))

    async def print(self, press: Press) -> Answer:
        """« Imprimer pour le hall », in the language of the group: that is who reads it there."""
        here, decision = await self._here_and_decision(press, press.number(0))
        leaf = await self._leaf(decision)
        page = paper.page(leaf, here.group, self._voice(here.group.language))
        return Answer(view=screens.printed(leaf, here.group, page))


def _key(words: str) -> str:
    """The words as a button carries them; '' where they are too long for it."""
    key = "-".join(asked(words))
    return key if len(f"register:found:9999:{key}".encode()) <= DATA_BYTES else ""
