"""How people take an answer back where everybody sees their tap: they take its mark away from under the card."""

from handlers.conversation.answer import NOTHING, Answer
from handlers.conversation.events import Press
from handlers.members.model import Here

from . import rules, sentences
from .answering import Answering
from .model import NO, YES, Ballot, Poll


class TakingBack(Answering):
    """A mark that is taken away undoes what counts of it now. Of two marks where one is asked the other one may
    count: then nothing changes. Nothing is refused once the poll is over: marks are tidied up long after."""

    async def unvote(self, press: Press) -> Answer:
        """This choice is no longer in the answer; with the last one the answer goes."""
        found = await self._answer_of(press)
        if found is None:
            return NOTHING
        here, poll, ballot = found
        choice = press.number(1)
        if ballot.option is not None and ballot.option == choice:
            return await self._taken_back(press, here, poll, ballot)
        if ballot.marks.get(choice) != YES:
            return NOTHING
        if poll.style == "availability":
            left = {**ballot.marks, choice: NO}
        else:
            left = {id: mark for id, mark in ballot.marks.items() if id != choice and mark == YES}
        if not left:
            return await self._taken_back(press, here, poll, ballot)
        await self.polls.mark(poll.id, here.person.id, left, press.at, advice=ballot.advice)
        said = sentences.answer_of(poll, Ballot(here.person.id, "", None, left))
        return await self._noted(press, here, poll, said)

    async def unblank(self, press: Press) -> Answer:
        """« Je ne me prononce pas » no longer."""
        found = await self._answer_of(press)
        if found is None or found[2].option is not None or found[2].marks:
            return NOTHING
        return await self._taken_back(press, *found)

    async def unall(self, press: Press) -> Answer:
        """« Toutes me vont » or « Aucune ne me va » no longer."""
        found = await self._answer_of(press)
        mark = YES if press.number(1) == YES else NO
        if found is None or set(found[2].marks.values()) != {mark}:
            return NOTHING
        return await self._taken_back(press, *found)

    async def _answer_of(self, press: Press) -> tuple[Here, Poll, Ballot] | None:
        """The answer that counts now of whoever acts, in a poll that is open still; None where there is none.
        Raises Refused for strangers, and for a vote, of which nothing may be seen."""
        poll = await self.polls.find(press.number(0), lock=True)
        if poll is None or not rules.is_open(poll, press.at):
            return None
        here = await self.members.here(press, poll.group)
        rules.must_be_unseen(poll, press)
        ballot = await self.polls.ballot(poll.id, here.person.id)
        return None if ballot is None else (here, poll, ballot)
