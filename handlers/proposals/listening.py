"""How the group says what it thinks: questions, answered on the card; opinions, shown all together at the end."""

from handlers.conversation.answer import NOTHING, Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.typed import clean
from handlers.conversation.views import View
from handlers.members import hours
from handlers.members import rules as members_rules
from handlers.members.model import Here

from . import asking, sheets
from .course import Course
from .model import Proposal
from .typed import must_fit

LONGEST_WORDS = 500
"""Characters of a question, an opinion, an objection: what a person says in one breath."""
MOST_QUESTIONS = 10
"""Questions of one person about one proposal."""


def said_words(typed: str) -> str:
    """What was typed, fit to be kept. Raises Refused where there is nothing to see, or too much."""
    words = clean(typed)
    must_fit(words, LONGEST_WORDS)
    return words


class Listening(Course):
    """Nothing here decides anything, and nobody has to ask or to answer."""

    # Questions

    async def question(self, press: Press) -> Answer:
        """« Poser une question »."""
        here, proposal = await self._may_ask(press, press.number(0))
        return await self._asked_for(press, here, proposal, "question")

    async def _may_ask(self, event: Press | Said, number: int) -> tuple[Here, Proposal]:
        here, proposal = await self._in_round(event, number, "questions", "opinions")
        members_rules.must_take_part(here)
        if not proposal.takes_questions:
            raise Refused(t("The questions are over. Say it as an opinion."))
        return here, proposal

    async def _asked_for(
        self, event: Press | Said, here: Here, proposal: Proposal, step: str, **notes: str
    ) -> Answer:
        """The private question to which words are typed."""
        notes = {"proposal": str(proposal.id), "text": proposal.text, "author": str(proposal.author), **notes}
        draft = Draft(here.group.id, event.chat, "proposals", step, notes)
        await self.drafts.keep(here.person.id, draft, event.at)
        return Answer(view=self.asks_words(draft))

    def asks_words(self, draft: Draft) -> View:
        """The question of this step, also after a restart."""
        return {
            "question": asking.ask_question,
            "opinion": asking.ask_opinion,
            "theirs": asking.ask_opinion_of,
            "reply": asking.ask_reply,
            "reservation": asking.ask_reservation,
            "risk": asking.ask_risk,
            "remedy": asking.ask_remedy,
            "version": asking.ask_version,
            "commission": asking.ask_commission,
        }[draft.step](draft.notes)

    async def question_typed(self, said: Said, draft: Draft) -> Answer:
        here, proposal = await self._may_ask(said, int(draft.notes["proposal"]))
        answer = await self._ask(said, here, proposal, said.words)
        await self.drafts.drop(here.person.id, here.group.id)
        return answer

    async def _ask(self, said: Said, here: Here, proposal: Proposal, typed: str) -> Answer:
        words = said_words(typed)
        asked = await self.proposals.questions(proposal.id)
        if sum(one.person == here.person.id for one in asked) >= MOST_QUESTIONS:
            raise Refused(t("You have asked {n} questions. Speak with the person who proposes.", n=MOST_QUESTIONS))
        number = await self.proposals.ask(proposal.id, here.person.id, words, said.at)
        await self._hand_to_author(said, proposal, number)
        await self._count(proposal, said.at)
        author = await self.name_of(proposal.author)
        return Answer(
            toast=t("Your question goes to {name}. The answer will stand on the card.", name=author), receipt=True
        )

    async def _hand_to_author(self, said: Said, proposal: Proposal, question: int) -> None:
        """The person who proposes is told; what they type next is the answer, unless they are saying something
        else just now, or have not seen the question yet."""
        await self._tell_author(proposal, "asked", question)
        told_now = await self.members.store.reachable(proposal.group, proposal.author)
        if told_now and await self.drafts.find(proposal.author, None, said.at) is None:
            asked = await self.proposals.question(question)
            assert asked is not None, "it was asked above"
            notes = {"proposal": str(proposal.id), "question": str(question), "words": asked.words, "text": ""}
            notes |= {"name": asked.name}
            draft = Draft(proposal.group, said.chat, "proposals", "reply", notes)
            await self.drafts.keep(proposal.author, draft, said.at)

    async def reply(self, press: Press) -> Answer:
        """« Répondre » to a question, or « Corriger » the answer."""
        here, proposal = await self._run(
            press, press.number(0), "questions", "opinions", "amendment", "objections"
        )
        asked = await self.proposals.question(press.number(1))
        if asked is None or asked.proposal != proposal.id:
            raise Refused(t("This is no longer here."))
        notes = {"question": str(asked.id), "words": asked.words, "name": asked.name}
        return await self._asked_for(press, here, proposal, "reply", **notes)

    async def reply_typed(self, said: Said, draft: Draft) -> Answer:
        here, answer = await self._reply(said, int(draft.notes["proposal"]), int(draft.notes["question"]))
        await self.drafts.drop(here.person.id, here.group.id)
        return answer

    async def _reply(self, said: Said, number: int, question: int) -> tuple[Here, Answer]:
        here, proposal = await self._run(said, number, "questions", "opinions", "amendment", "objections")
        asked = await self.proposals.question(question)
        if asked is None or asked.proposal != proposal.id:
            raise Refused(t("This is no longer here."))
        await self.proposals.reply(question, said_words(said.words))
        await self._count(proposal, said.at)
        return here, Answer(toast=t("Your answer stands on the card."), receipt=True)

    # Opinions

    async def opinion(self, press: Press) -> Answer:
        """« Donner mon avis »."""
        here, proposal = await self._may_speak(press, press.number(0))
        return await self._asked_for(press, here, proposal, "opinion", name=str(await self._author(proposal)))

    async def _author(self, proposal: Proposal) -> str:
        return (await self.members.store.names([proposal.author])).get(proposal.author, "")

    async def _may_speak(self, event: Press | Said, number: int) -> tuple[Here, Proposal]:
        """Everybody but guests: opinions of those who accompany or advise are heard, and are no voice."""
        here, proposal = await self._in_round(event, number, "opinions")
        members_rules.must_take_part(here)
        if here.person.id == proposal.author:
            raise Refused(t("It is your proposal: now the others speak, and you read them at the end."))
        return here, proposal

    async def opinion_typed(self, said: Said, draft: Draft) -> Answer:
        here, proposal = await self._may_speak(said, int(draft.notes["proposal"]))
        answer = await self._opine(said, here, proposal, said.words)
        await self.drafts.drop(here.person.id, here.group.id)
        return answer

    async def _opine(self, said: Said, here: Here, proposal: Proposal, typed: str) -> Answer:
        words = said_words(typed)
        former = [one for one in await self.proposals.opinions(proposal.id) if one.person == here.person.id]
        named = not (former and former[0].words) or bool(former[0].name)
        await self.proposals.say(proposal.id, here.person.id, words, said.at, named=named)
        proposal = await self._count(proposal, said.at)
        until = hours.until(here.group, proposal.closing_at, said.at)
        return Answer(view=sheets.opinion_noted(proposal, words, until, named=named), receipt=True)

    async def nothing(self, press: Press) -> Answer:
        """« Rien à ajouter »."""
        here, proposal = await self._may_speak(press, press.number(0))
        return await self._nothing(press, here, proposal)

    async def _nothing(self, event: Press | Said, here: Here, proposal: Proposal) -> Answer:
        await self.proposals.say(proposal.id, here.person.id, "", event.at)
        proposal = await self._count(proposal, event.at)
        until = hours.until(here.group, proposal.closing_at, event.at)
        return Answer(toast=t("Noted: nothing to add. You can change until {until}.", until=until), receipt=True)

    async def un_nothing(self, press: Press) -> Answer:
        """The mark of « Rien à ajouter » is gone: what counts of it still goes with it. Words that came after it
        stay, and nothing is refused once the round is over: marks are tidied up long after."""
        proposal = await self.proposals.find(press.number(0), lock=True)
        if proposal is None or proposal.state != "opinions":
            return NOTHING
        here = await self.members.here(press, proposal.group)
        if await self._opinion_of(proposal, here.person.id) != "":
            return NOTHING
        return await self._unsaid(press, here, proposal)

    async def unopine(self, press: Press) -> Answer:
        """What was said is taken back."""
        here, proposal = await self._may_speak(press, press.number(0))
        return await self._unsaid(press, here, proposal)

    async def _unsaid(self, press: Press, here: Here, proposal: Proposal) -> Answer:
        if not await self.proposals.unsay(proposal.id, here.person.id):
            raise Refused(t("You have not said anything yet."))
        await self._count(proposal, press.at)
        return Answer(toast=t("What you said is taken back."), receipt=True)

    async def nameless(self, press: Press) -> Answer:
        """« Sans mon nom », « Avec mon nom »: the same words, shown otherwise."""
        here, proposal = await self._may_speak(press, press.number(0))
        mine = await self._opinion_of(proposal, here.person.id)
        if mine is None:
            raise Refused(t("You have not said anything yet."))
        named = bool(press.number(1))
        await self.proposals.say(proposal.id, here.person.id, mine, press.at, named=named)
        until = hours.until(here.group, proposal.closing_at, press.at)
        return Answer(view=sheets.opinion_noted(proposal, mine, until, named=named))

    async def _opinion_of(self, proposal: Proposal, person: int) -> str | None:
        said = await self.proposals.opinions(proposal.id)
        return next((one.words for one in said if one.person == person), None)
