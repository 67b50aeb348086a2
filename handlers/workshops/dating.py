"""Which dates suit somebody: each tap turns one; the card counts at once."""

import re
from collections.abc import Mapping

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.folding import folded
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View, paragraph
from handlers.members.model import Here, Person

from . import dates_views, rules
from .box import Act, Box
from .model import Suits, Workshop

_NUMBERED = re.compile(
    r"(?P<number>\d)\s*[:.)=]?\s*(?P<said>oui|yes|ok|non|no|s['’]?\s*il\s+le\s+faut|si\s+besoin|peut[- ]?[êe]tre"
    r"|if\s+need\s+be|maybe)\b",
    re.IGNORECASE,
)
_YES, _NO = {"oui", "yes", "ok"}, {"non", "no"}


class Dating:
    """Everybody answers for themselves, or for somebody who asked for it."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def mine(self, press: Press) -> Answer:
        """« Donner mes dates »: `workshops:mine:<workshop>:<for whom>:<page>`."""
        here, workshop = await self.box.asking(press, press.number(0))
        whose = await self.box.for_whom(here, press.number(1))
        return await self._ballot(press, here, workshop, whose, press.number(2))

    async def _ballot(self, event: Act, here: Here, workshop: Workshop, whose: Person, page: int) -> Answer:
        answers = await self.box.workshops.answers(workshop.id, whose.id)
        other = None if whose.id == here.person.id else whose
        typed = await self.box.offers_words(event, here, "numbers", workshop=workshop.id, whose=whose.id)
        by = 0 if other is None else other.id
        return Answer(view=dates_views.ballot(workshop, answers, other, page, by, typed=typed))

    async def turn(self, press: Press) -> Answer:
        """A date is touched: `workshops:turn:<date>:<for whom>:<page>`."""
        workshop_id = await self.box.workshops.of_date(press.number(0))
        here, workshop = await self.box.asking(press, workshop_id)
        whose = await self.box.for_whom(here, press.number(1))
        answers = await self.box.workshops.answers(workshop.id, whose.id)
        date = workshop.date(press.number(0))
        if date is None:
            raise Refused(t("This date was taken away. The others are still there."))
        before = answers.get(date.id)
        after: Suits = "yes" if before is None else rules.TURNS[before]
        await self.box.workshops.answer(date.id, whose.id, after, press.at)
        await self.box.changed(workshop)
        return await self._ballot(press, here, workshop, whose, press.number(2))

    async def all(self, press: Press) -> Answer:
        """« Toutes me vont »."""
        return await self._same(press, "yes")

    async def none(self, press: Press) -> Answer:
        """« Aucune ne me va »."""
        return await self._same(press, "no")

    async def _same(self, press: Press, suits: Suits) -> Answer:
        here, workshop = await self.box.asking(press, press.number(0))
        return await self._note(press, here, workshop, here.person, {one.id: suits for one in workshop.dates})

    async def _note(
        self, event: Act, here: Here, workshop: Workshop, whose: Person, answers: Mapping[int, Suits]
    ) -> Answer:
        for date, suits in answers.items():
            await self.box.workshops.answer(date, whose.id, suits, event.at)
        await self.box.changed(workshop)
        other = None if whose.id == here.person.id else whose
        stand = await self.box.workshops.answers(workshop.id, whose.id)
        return Answer(toast=dates_views.noted(workshop, stand, other), receipt=True)

    async def done(self, press: Press) -> Answer:
        """« C'est bon »: what stands; dates without an answer are « no »."""
        here, workshop = await self.box.asking(press, press.number(0))
        whose = await self.box.for_whom(here, press.number(1))
        stand = await self.box.workshops.answers(workshop.id, whose.id)
        await self.box.answered(press, here)
        left: dict[int, Suits] = {one.id: "no" for one in workshop.dates if one.id not in stand} if stand else {}
        return await self._note(press, here, workshop, whose, left)

    async def take_back(self, press: Press) -> Answer:
        """The mark of an answer was taken back."""
        here, workshop = await self.box.asking(press, press.number(0))
        await self.box.workshops.take_back(workshop.id, here.person.id)
        await self.box.changed(workshop)
        return Answer(toast=t("Your answers are taken back."))

    # Typed

    def asks_numbers(self, draft: Draft) -> View:
        head = t("Write the number of a date and your answer. For example: 1 yes, 2 if need be, 3 no.")
        return View((paragraph(head),), asks=t("1 yes, 2 if need be, 3 no"))

    async def numbers_typed(self, said: Said, draft: Draft) -> Answer:
        """« 1 oui, 2 s'il le faut, 3 non »."""
        here, workshop = await self.box.asking(said, int(draft.notes["workshop"]))
        whose = await self.box.for_whom(here, int(draft.notes["whose"]))
        answers = self._read(workshop, said.words)
        if not answers:
            raise Refused(t("Write the number of a date and your answer. For example: 1 yes, 2 if need be, 3 no."))
        return await self._note(said, here, workshop, whose, answers)

    async def replied(self, said: Said) -> Answer | None:
        """A reply to the card that says nothing but answers; else neighbours are talking."""
        if said.topic is None or said.topic.aspect:
            return None
        workshop = await self.box.workshops.find(said.topic.id)
        if workshop is None or workshop.state != "asking" or _NUMBERED.sub("", said.words).strip(" ,;.\n"):
            return None
        answers = self._read(workshop, said.words)
        if not answers:
            return None
        here, workshop = await self.box.asking(said, workshop.id)
        return await self._note(said, here, workshop, here.person, answers)

    def _read(self, workshop: Workshop, words: str) -> Mapping[int, Suits]:
        found: dict[int, Suits] = {}
        for one in _NUMBERED.finditer(words):
            place, spoken = int(one["number"]), folded(one["said"])
            if 1 <= place <= len(workshop.dates):
                first = spoken[0] if spoken else ""
                suits: Suits = "yes" if first in _YES else "no" if first in _NO else "maybe"
                found[workshop.dates[place - 1].id] = suits
        return found
