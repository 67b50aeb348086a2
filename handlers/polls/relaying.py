"""How somebody answers for a neighbour who cannot: with their words, a name and a number."""

from typing import get_args

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.electorate import Unit
from handlers.members.model import Here, Person

from . import rules, sentences, sheets
from .box import Box, sealed
from .model import NO, YES, Option, Poll, Relayed, Stock


class Relaying(Box):
    """« Répondre pour quelqu'un » (people.md §6.2): the person decides, the relay writes down what they said."""

    async def for_whom(self, press: Press) -> Answer:
        here, poll = await self._open_poll(press, press.number(0))
        people = [(person, await self._state(poll, person)) for person in await self._may_speak_for(here, poll)]
        if not people:
            raise Refused(t("Nobody has asked you to answer for them. /foyers shows who answers for whom."))
        return Answer(view=sheets.whom_for(poll, people, press.number(1)), sealed=sealed(poll))

    async def _may_speak_for(self, here: Here, poll: Poll) -> list[Person]:
        """Those for whom this person answers, and who have a part in this poll: in a vote, those of its roll; else
        those who decide."""
        people = await self.members.speaks_for(here)
        if not poll.hidden:
            members = await self.members.store.members(poll.group)
            deciding = {member.person.id for member in members if member.decides}
            return [person for person in people if person.id in deciding]
        return [one for one in people if await self._unit_of(poll, one.id) is not None]

    async def _state(self, poll: Poll, person: Person) -> str:
        if await self.polls.ballot(poll.id, person.id) is not None:
            return "answered"
        return (await self.members.store.reaches(str(Topic("polls", poll.id)))).get(person.id, "")

    async def speak(self, press: Press) -> Answer:
        """The person is chosen: what do they answer?"""
        here, poll, person = await self._spoken_for(press)
        return await self._in_their_words(here, poll, person, press.number(2))

    async def _in_their_words(self, here: Here, poll: Poll, person: Person, page: int = 0) -> Answer:
        ballot = await self.polls.ballot(poll.id, person.id)
        return Answer(view=sheets.in_their_words(poll, person, ballot, page), sealed=sealed(poll))

    async def _spoken_for(self, press: Press) -> tuple[Here, Poll, Person]:
        """Raises Refused where this person may not answer for that one."""
        here, poll = await self._open_poll(press, press.number(0))
        return here, poll, await self._must_speak_for(here, poll, press.number(1))

    async def _must_speak_for(self, here: Here, poll: Poll, person: int) -> Person:
        found = next((one for one in await self._may_speak_for(here, poll) if one.id == person), None)
        if found is None:
            raise Refused(t("You do not answer for this person. /foyers shows who does."))
        unit = await self._unit_of(poll, person)
        if unit is not None and poll.agreement == "holder" and unit.holder not in (None, person):
            raise Refused(t("In this household, {name} answers.", name=await self.name_of(unit.holder or 0)))
        return found

    async def _unit_of(self, poll: Poll, person: int) -> Unit | None:
        return await self.polls.unit_of(poll.id, person) if poll.hidden else None

    async def say(self, press: Press) -> Answer:
        """The choice of the person; then their words, if they said some."""
        here, poll, person = await self._spoken_for(press)
        option = rules.must_have(poll, press.number(2))
        ballot = await self.polls.ballot(poll.id, person.id)
        if ballot is not None and not ballot.relayed:
            raise Refused(t("{name} has answered already, in person.", name=person.name))
        notes = {"poll": str(poll.id), "person": str(person.id), "option": str(option.id)}
        notes |= {"name": person.name, "choice": option.words, "stock": option.stock}
        await self.drafts.keep(here.person.id, Draft(here.group.id, press.chat, "polls", "words", notes), press.at)
        return Answer(view=sheets.ask_words(person, sentences.inside(option)), sealed=sealed(poll))

    async def words_typed(self, said: Said, draft: Draft) -> Answer:
        return await self._enter(said, draft, said.words.strip()[: rules.QUESTION_LENGTH])

    async def no_words(self, press: Press) -> Answer:
        """« Rien à ajouter »."""
        here = await self.members.here(press)
        draft = await self.drafts.find(here.person.id, here.group.id, press.at)
        if draft is None or (draft.feature, draft.step) != ("polls", "words"):
            raise Refused(t("This is no longer here."))
        return await self._enter(press, draft, "")

    def asks_words(self, draft: Draft) -> View:
        stock: Stock = next((one for one in get_args(Stock) if one == draft.notes.get("stock")), "")
        option = Option(0, draft.notes.get("choice", ""), stock)
        return sheets.ask_words(Person(0, draft.notes.get("name", "")), sentences.inside(option))

    async def _enter(self, event: Press | Said, draft: Draft, words: str) -> Answer:
        """The answer counts, with who gave it; the person is told where they can be."""
        number, person_id, option_id = (int(draft.notes[name]) for name in ("poll", "person", "option"))
        poll = await self._poll(number, lock=True)
        here = await self.members.here(event, poll.group)
        rules.must_be_open(poll, here.group, event.at)
        person = await self._must_speak_for(here, poll, person_id)
        option = rules.must_have(poll, option_id)
        before = await self.polls.ballot(poll.id, person.id)
        if before is not None and not before.relayed:
            raise Refused(t("{name} has answered already, in person.", name=person.name))
        relayed = Relayed(here.person.id, words)
        if poll.style == "one":
            await self.polls.cast(poll.id, person.id, option.id, event.at, relayed=relayed)
        else:
            marks = _marks(poll, option, dict(before.marks) if before is not None else {})
            await self.polls.mark(poll.id, person.id, marks, event.at, relayed=relayed)
        await self.drafts.drop(here.person.id, here.group.id)
        unit = await self._unit_of(poll, person.id)
        if unit is not None:
            await self.tell_household(poll, await self.ballots_of(poll, unit), person.id)
        await self._count(poll, event.at)
        ballot = await self.polls.ballot(poll.id, person.id)
        assert ballot is not None, "it was given above"
        member = await self.members.store.member(poll.group, person.id)
        if member is not None and member.reached:
            await self.posts.tell(Topic("polls", poll.id, f"for:{person.id}"), poll.group, person.id, rings=False)
        return Answer(view=sheets.said_for(poll, person, ballot), receipt=True, sealed=sealed(poll))

    async def unsay(self, press: Press) -> Answer:
        """An answer given for somebody is taken back, by whoever speaks for them."""
        _, poll, person = await self._spoken_for(press)
        ballot = await self.polls.ballot(poll.id, person.id)
        if ballot is None:
            raise Refused(t("{name} has not answered.", name=person.name))
        if not ballot.relayed:
            raise Refused(t("{name} has answered in person: nobody else takes that back.", name=person.name))
        await self.polls.retract(poll.id, person.id)
        await self._count(poll, press.at)
        return Answer(toast=t("The answer of {name} is taken back.", name=person.name))

    async def told(self, press: Press) -> Answer:
        """« Prévenu »: the person knows of the question, and will answer."""
        here, poll, person = await self._spoken_for(press)
        topic = str(Topic("polls", poll.id))
        await self.members.store.note_reach(topic, person.id, "told", here.person.id, press.at)
        return Answer(toast=t("Noted: {name} knows of it.", name=person.name))

    async def unreached(self, press: Press) -> Answer:
        """« Pas joignable »."""
        here, poll, person = await self._spoken_for(press)
        topic = str(Topic("polls", poll.id))
        await self.members.store.note_reach(topic, person.id, "unreachable", here.person.id, press.at)
        return Answer(toast=t("Noted: {name} cannot be reached for now.", name=person.name))


def _marks(poll: Poll, option: Option, before: dict[int, int]) -> dict[int, int]:
    """Where several choices can be made, one after the other; what is not said of a date is a no."""
    if poll.style == "availability":
        return {**{one.id: before.get(one.id, NO) for one in poll.options}, option.id: YES}
    return rules.toggled(poll, option, before)
