"""How a question is corrected in sight of all, and how choices are added."""

from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Text, t, tn
from handlers.conversation.topic import Topic
from handlers.conversation.typed import clean
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import appears_at
from handlers.members.model import Here

from . import lasting, rules, screens, sheets
from .dated import another_date
from .model import Choice, Option, Poll
from .opening import Opening
from .wording import understand_poll


class Correcting(Opening):
    """A correction is told once people have answered; what they have chosen keeps its meaning (§2.3)."""

    async def correct(self, press: Press) -> Answer:
        _, poll = await self._correctable(press)
        return Answer(view=sheets.what_to_correct(poll, press.number(1)))

    async def _correctable(self, press: Press) -> tuple[Here, Poll]:
        here, poll = await self._run_poll(press, press.number(0))
        if poll.kind == "trial":
            raise Refused(t("This cannot be changed here."))
        return here, poll

    async def requestion(self, press: Press) -> Answer:
        here, poll = await self._correctable(press)
        draft = Draft(
            here.group.id, press.chat, "polls", "requestion", {"poll": str(poll.id), "question": poll.question}
        )
        await self.drafts.keep(here.person.id, draft, press.at)
        return Answer(view=sheets.ask_new_question(poll.question))

    def asks_new_question(self, draft: Draft) -> View:
        return sheets.ask_new_question(draft.notes["question"])

    async def new_question_typed(self, said: Said, draft: Draft) -> Answer:
        here, poll = await self._run_poll(said, int(draft.notes["poll"]))
        rest, until, why = self._until(here, said.at, said.words, understand_poll)
        question = clean(rest).strip()
        if why is not None:
            raise Refused(why)
        if until is not None:
            await self._ends_at(poll, here, until, said.at)
            if question in ("", poll.question):
                await self.drafts.drop(here.person.id, here.group.id)
                end = lasting.read_back(here.group, said.at, until)
                return Answer(toast=t("The poll now lasts until {end}.", end=end))
        rules.must_fit(question, ("a", "b"))
        if question == poll.question:
            raise Refused(t("This is the same question."))
        await self.polls.reword(poll.id, question)
        return await self._corrected(said, here, poll, poll.question, question)

    async def _ends_at(self, poll: Poll, here: Here, ends_at: datetime, now: datetime) -> None:
        """Another end, as long as it takes no time from those who still wanted to answer."""
        if poll.answered and ends_at < poll.ends_at:
            raise Refused(t("People have answered already: the end can only move later."))
        await self.polls.extend(poll.id, ends_at)
        await self.alarms.cancel(Topic("polls", poll.id), "remind")
        await self._set_alarms(await self._poll(poll.id), here, now)
        await self.refresh_asked(poll)

    async def rechoice(self, press: Press) -> Answer:
        here, poll = await self._correctable(press)
        option = rules.must_have(poll, press.number(1))
        if option.stock:
            raise Refused(t("This choice is worded by me. Add another one instead."))
        notes = {"poll": str(poll.id), "option": str(option.id), "choice": option.words}
        await self.drafts.keep(
            here.person.id, Draft(here.group.id, press.chat, "polls", "rechoice", notes), press.at
        )
        return Answer(view=sheets.ask_new_choice(option.words))

    def asks_new_choice(self, draft: Draft) -> View:
        return sheets.ask_new_choice(draft.notes.get("choice", ""))

    async def new_choice_typed(self, said: Said, draft: Draft) -> Answer:
        here, poll = await self._run_poll(said, int(draft.notes["poll"]))
        option = rules.must_have(poll, int(draft.notes["option"]))
        words = _dated(poll, _worded(said.words), here, said.at)
        rules.must_be_new(poll, words, besides=option)
        if poll.answered and not rules.same_meaning(option.words, words) and (poll.hidden or _chosen(option)):
            # What was typed is kept, so that one tap can add it instead.
            notes = {**draft.notes, "choice": words}
            await self.drafts.keep(here.person.id, replace(draft, step="add", notes=notes), said.at)
            why = _has_chosen(poll, option, words)
            # Answered, and not raised, which would undo the keeping.
            return Answer(toast=why, view=sheets.meaning_is_fixed(poll, option, words, why), refused=True)
        await self.polls.reword_option(option.id, words)
        return await self._corrected(said, here, poll, option.words, words)

    async def _corrected(self, event: Press | Said, here: Here, poll: Poll, was: str, now_is: str) -> Answer:
        """The card is drawn again; once somebody has answered, everybody is told below it."""
        await self.drafts.drop(here.person.id, here.group.id)
        await self.refresh_asked(poll)
        if not poll.answered:
            return Answer(toast=t("Corrected. Nobody had answered yet."))
        topic = Topic("polls", poll.id)
        number = await self.polls.correct(poll.id, here.person.id, was, now_is, event.at)
        await self.posts.put_beside(Topic("polls", poll.id, f"corrected:{number}"), topic)
        return Answer(toast=t("Corrected. I tell everybody."))

    # More choices

    async def add(self, press: Press) -> Answer:
        """« Ajouter un choix »: by those who run the poll; by everybody where neighbours may."""
        here, poll = await self._open_poll(press, press.number(0))
        self._must_add(here, poll)
        draft = Draft(here.group.id, press.chat, "polls", "add", {"poll": str(poll.id)})
        await self.drafts.keep(here.person.id, draft, press.at)
        return Answer(view=sheets.ask_new_choice(""))

    def _must_add(self, here: Here, poll: Poll) -> None:
        if poll.kind == "trial" or not (poll.grows or members_rules.may_run(here, poll.author)):
            raise Refused(t("Only its author or the facilitators can do that."))
        members_rules.must_take_part(here)
        if len(poll.options) >= rules.MOST_CHOICES:
            raise Refused(t("{n} choices at most.", n=rules.MOST_CHOICES))

    async def choice_to_add_typed(self, said: Said, draft: Draft) -> Answer:
        return await self._add(said, int(draft.notes["poll"]), _worded(said.words))

    async def add_typed(self, press: Press) -> Answer:
        """« Ajouter rouge », after a correction that would have changed what people chose."""
        here, poll = await self._open_poll(press, press.number(0))
        draft = await self.drafts.find(here.person.id, here.group.id, press.at)
        if draft is None or draft.notes.get("poll") != str(poll.id) or not draft.notes.get("choice"):
            raise Refused(t("This is no longer here."))
        return await self._add(press, poll.id, draft.notes["choice"])

    async def _add(self, event: Press | Said, number: int, words: str) -> Answer:
        here, poll = await self._open_poll(event, number)
        self._must_add(here, poll)
        choice = rules.with_places(words) if poll.style == "signup" else Choice(words)
        choice = replace(choice, words=_dated(poll, choice.words, here, event.at))
        rules.must_be_new(poll, choice.words)
        if not members_rules.may_run(here, poll.author):
            rules.must_add_few(await self.polls.added_by(poll.id, here.person.id))
        await self.polls.add_option(poll.id, choice, here.person.id)
        await self.drafts.drop(here.person.id, here.group.id)
        await self.refresh_asked(poll)
        return Answer(toast=t("Added: {choice}.", choice=choice.words), receipt=True)

    async def anew(self, press: Press) -> Answer:
        """« Recommencer »: the poll is taken back and opened once more, with the other choice."""
        here, poll = await self._correctable(press)
        option = rules.must_have(poll, press.number(1))
        draft = await self.drafts.find(here.person.id, here.group.id, press.at)
        words = draft.notes.get("choice", "") if draft is not None else ""
        if not words:
            raise Refused(t("This is no longer here."))
        await self.polls.withdraw(poll.id, press.at)
        await self.alarms.cancel(Topic("polls", poll.id), "close")
        await self.posts.refresh(Topic("polls", poll.id))
        choices = tuple(
            Choice(words) if one.id == option.id else Choice(one.words, one.stock, one.places)
            for one in poll.options
        )
        ends_at = lasting.again(here.group, poll, press.at)
        again = replace(poll, opened_at=press.at, ends_at=ends_at, closing_at=ends_at, secret="", reminded_at=None)
        opened = await self._open(
            press, here, replace(again, prolonged=False, extended=False), choices, press.chat
        )
        await self.drafts.drop(here.person.id, here.group.id)
        return Answer(view=screens.opened(opened, here.group, appears_at(here.group, press.at)), receipt=True)


def _worded(typed: str) -> str:
    """One choice, on one line."""
    return " ".join(clean(typed).split())


def _dated(poll: Poll, words: str, here: Here, now: datetime) -> str:
    """Beside dates a date is said as they are."""
    return another_date(words, [option.words for option in poll.options if not option.stock], here.group, now)


def _chosen(option: Option) -> int:
    return option.ballots + option.maybe + option.advice


def _has_chosen(poll: Poll, option: Option, words: str) -> Text:
    if poll.hidden:  # who chose what, and how many, is not known before the end
        return t("Some have answered already. Add « {new} », or start the vote again.", new=words)
    return tn(
        "{n} person has chosen {choice}. Add « {new} », or start the poll again.",
        "{n} people have chosen {choice}. Add « {new} », or start the poll again.",
        _chosen(option),
        choice=option.words,
        new=words,
    )
