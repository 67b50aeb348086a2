"""A group polls: opens a question, answers it, reads the result."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Chat, Command, Press, Said
from handlers.conversation.feature import Entry, Held
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import Moment, t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, appears_at, unknown
from handlers.members.model import Here

from . import rules, sentences, views
from .model import Poll, Stock, Wording
from .store import Polls
from .wording import clean, from_neighbour, understand_choices, understand_poll


class PollsHandler:
    """Decides everything about polls; what it decides stands in the stores it was given."""

    def __init__(self, polls: Polls, members: MembersDesk, posts: Posts, alarms: Alarms, drafts: Drafts) -> None:
        self.polls = polls
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts

    # Opening

    async def start(self, command: Command) -> Answer:
        """« /sondage … », alone, or in reply to a neighbour's message."""
        here = await self.members.here(command)
        if command.words.strip():
            return await self._open_or_ask(command, here, understand_poll(command.words))
        if command.reply_to is not None and clean(command.reply_to.words):
            wording = from_neighbour(command.reply_to.words)
            if not wording.choices and "?" not in command.reply_to.words:
                raise Refused(t("I see no question in this message. Write /sondage, then yours."))
            return await self._open_or_ask(command, here, wording, command.reply_to.name)
        return await self._ask_question(command, here)

    async def ask(self, press: Press) -> Answer:
        """The menu's « Lancer un sondage »: the same as `/sondage` alone."""
        return await self._ask_question(press, await self.members.here(press))

    async def _ask_question(self, event: Command | Press, here: Here) -> Answer:
        draft = Draft(here.group.id, event.chat, "polls", "question", {})
        await self.drafts.keep(here.person.id, draft, event.at)
        return Answer(view=views.ask_question())

    async def question_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.members.here(said, draft.group)
        return await self._open_or_ask(said, here, understand_poll(said.words), began_in=draft.chat)

    async def choices_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.members.here(said, draft.group)
        wording = understand_choices(draft.notes["question"], said.words)
        return await self._open_or_ask(said, here, wording, draft.notes.get("credited", ""), draft.chat)

    def asks_question(self, draft: Draft) -> View:
        return views.ask_question()

    def asks_choices(self, draft: Draft) -> View:
        return views.ask_choices(draft.notes["question"])

    async def _open_or_ask(
        self,
        event: Command | Said,
        here: Here,
        wording: Wording,
        credited: str = "",
        began_in: Chat | None = None,
    ) -> Answer:
        rules.must_fit(wording.question, wording.choices)
        chat = began_in or event.chat
        if not wording.choices and not wording.stock:
            notes = {"question": wording.question, "credited": credited}
            draft = Draft(here.group.id, chat, "polls", "choices", notes)
            await self.drafts.keep(here.person.id, draft, event.at)
            return Answer(view=views.ask_choices(wording.question))
        await self.drafts.drop(here.person.id, here.group.id)
        ends_at = rules.deadline(here.group, event.at)
        poll = Poll(
            id=0,
            group=here.group.id,
            author=here.person.id,
            credited=credited,
            question=wording.question,
            state="open",
            opened_at=event.at,
            ends_at=ends_at,
            closing_at=ends_at,
            closed_at=None,
            reminded_at=None,
            options=(),
        )
        roll = await self.members.store.roll(here.group.id)
        choices: list[tuple[str, Stock]] = [(words, "") for words in wording.choices]
        choices += [("", stock) for stock in wording.stock]
        number = await self.polls.add(poll, choices, [person.id for person in roll])
        topic = Topic("polls", number)
        await self.posts.put(topic, await self.members.rooms(here.group.id, chat))
        await self._set_alarms(await self._poll(number), here, event.at)
        appears = appears_at(here.group, event.at)
        return Answer(view=views.opened(await self._poll(number), here.group, appears), receipt=appears is None)

    async def _set_alarms(self, poll: Poll, here: Here, now: datetime) -> None:
        topic = Topic("polls", poll.id)
        await self.alarms.set(topic, "close", poll.closing_at)
        remind = rules.reminder(here.group, now, poll.ends_at)
        if remind is not None and poll.reminded_at is None:
            await self.alarms.set(topic, "remind", remind)

    # Answering

    async def vote(self, press: Press) -> Answer:
        """A tapped choice. The bubble is the receipt."""
        return await self._vote(press, press.number(0), press.number(1))

    async def replied(self, said: Said) -> Answer | None:
        """A reply to the card counts only if it is exactly a choice, or its number on the card."""
        if said.topic is None or said.topic.aspect:
            return None
        poll = await self._poll(said.topic.id)
        option = rules.typed_choice(poll, clean(said.words))
        return None if option is None else await self._vote(said, poll.id, option.id)

    async def blank(self, press: Press) -> Answer:
        """« Je ne me prononce pas »: an answer that chooses nothing."""
        return await self._vote(press, press.number(0), None)

    async def _vote(self, event: Press | Said, number: int, choice: int | None) -> Answer:
        poll = await self._poll(number, lock=True)
        here = await self.members.here(event, poll.group)
        rules.must_be_open(poll, here.group, event.at)
        members_rules.must_decide(here)
        said = t("no preference") if choice is None else sentences.inside(rules.must_have(poll, choice))
        await self.polls.cast(poll.id, here.person.id, choice, event.at)
        closing_at = await self._count(poll, event.at)
        until = rules.until(here.group, closing_at, event.at)
        noted = t("Noted: {choice}. You can change until {until}.", choice=said, until=until)
        return Answer(toast=noted, receipt=True)

    async def retract(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press, lock=True)
        rules.must_be_open(poll, here.group, press.at)
        if not await self.polls.retract(poll.id, here.person.id):
            raise Refused(t("You have not answered."))
        await self._count(poll, press.at)
        return Answer(toast=t("Your answer is taken back."), view=views.mine(poll, None, open=True))

    async def _count(self, poll: Poll, now: datetime) -> datetime:
        """After each ballot: the card is stale, and the closing may come nearer or move away. Gives the
        closing. A poll that was extended by hand lasts as long as was said."""
        missing = None if poll.extended else await self.polls.missing(poll.id)
        closing_at = poll.ends_at
        if missing == 0:
            closing_at = min(poll.ends_at, poll.closing_at, now + rules.CHANGE_OF_MIND)
        if closing_at != poll.closing_at:
            await self.polls.move(poll.id, closing_at)
            await self.alarms.set(Topic("polls", poll.id), "close", closing_at)
        await self.posts.refresh(Topic("polls", poll.id))
        return closing_at

    # Looking

    async def more(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press)
        return Answer(view=views.more(poll, members_rules.may_run(here, poll.author)))

    async def mine(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press)
        ballot = await self.polls.ballot(poll.id, here.person.id)
        may_change = poll.state == "open" and press.at < poll.closing_at and here.role != "accompaniment"
        return Answer(view=views.mine(poll, ballot, may_change))

    async def who(self, press: Press) -> Answer:
        _, poll = await self._here_and_poll(press)
        return Answer(view=views.who_answered(poll, await self.polls.ballots(poll.id)))

    async def what(self, press: Press) -> Answer:
        _, poll = await self._here_and_poll(press)
        return Answer(view=views.what_is_this(poll))

    # Running

    async def close(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press, lock=True)
        members_rules.must_run(here, poll.author)
        rules.must_be_open(poll, here.group, press.at)
        await self._close(poll, press.at)
        return Answer(toast=views.closed(appears_at(here.group, press.at)))

    async def extend(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press, lock=True)
        members_rules.must_run(here, poll.author)
        rules.must_be_open(poll, here.group, press.at)
        ends_at = rules.extended(here.group, poll.ends_at)
        await self.polls.extend(poll.id, ends_at)
        await self._set_alarms(await self._poll(poll.id), here, press.at)
        await self.posts.refresh(Topic("polls", poll.id))
        return Answer(toast=t("The poll now lasts until {end}.", end=Moment(here.group.local(ends_at))))

    async def withdraw(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press, lock=True)
        members_rules.must_run(here, poll.author)
        rules.must_be_open(poll, here.group, press.at)
        await self.polls.withdraw(poll.id, press.at)
        # The reminder stays set: it looks whether the poll is open, and the poll may be put back.
        await self.alarms.cancel(Topic("polls", poll.id), "close")
        await self.posts.refresh(Topic("polls", poll.id))
        return Answer(view=views.withdrawn(poll))

    async def restore(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press, lock=True)
        members_rules.must_run(here, poll.author)
        if poll.state != "withdrawn":
            raise Refused(t("This poll is already in the group."))
        if poll.closed_at is None or press.at > poll.closed_at + rules.UNDO or press.at >= poll.closing_at:
            raise Refused(t("The ten minutes are over. Open the poll again with /sondage."))
        await self.polls.restore(poll.id)
        await self.alarms.set(Topic("polls", poll.id), "close", poll.closing_at)
        await self._count(poll, press.at)
        return Answer(toast=t("The poll is back, with its answers."))

    # Time

    async def close_due(self, alarm: Alarm) -> None:
        poll = await self.polls.find(alarm.topic.id, lock=True)
        if poll is None or poll.state != "open":
            return
        if alarm.at < poll.closing_at:  # moved since this alarm was set
            await self.alarms.set(alarm.topic, "close", poll.closing_at)
            return
        await self._close(poll, alarm.at)

    async def remind_due(self, alarm: Alarm) -> None:
        poll = await self.polls.find(alarm.topic.id, lock=True)
        if poll is None or poll.state != "open" or alarm.at >= poll.closing_at or poll.everybody_answered:
            return
        await self.polls.remind(poll.id, alarm.at)
        await self.posts.bring_back(Topic("polls", poll.id), rings=True)

    async def _close(self, poll: Poll, now: datetime) -> None:
        await self.polls.close(poll.id, now)
        await self.alarms.cancel(Topic("polls", poll.id), "close")
        await self.alarms.cancel(Topic("polls", poll.id), "remind")
        await self.posts.refresh(Topic("polls", poll.id))
        await self.posts.put_beside(Topic("polls", poll.id, "result"), Topic("polls", poll.id), rings=True)

    # What the house asks of every feature

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        poll = await self._poll(topic.id)
        group = await self.members.store.group(poll.group)
        if topic.aspect == "result":
            late = poll.closed_at is not None and poll.closed_at - poll.closing_at > rules.LATE
            return (views.result(poll, group, late),)
        if poll.state == "withdrawn":
            return (views.withdrawn_card(),)
        if poll.state == "closed":
            return (views.closed_card(poll),)
        names = await self.members.store.names([poll.author])
        return (views.card(poll, group, names.get(poll.author) or t("a neighbour"), now),)

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.polls.opened_by(person), await self.polls.answers_of(person))

    async def forget(self, person: int) -> None:
        for poll in await self.polls.forget(person):
            await self.posts.refresh(Topic("polls", poll))

    async def purge(self, now: datetime) -> int:
        return await self.polls.purge(now - rules.KEPT)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.polls.annex(kept, gone)

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        return [
            Entry(poll.ends_at, t("End of the poll: {question}", question=poll.question), Topic("polls", poll.id))
            for poll in await self.polls.open_of(group, begins, ends)
        ]

    async def _here_and_poll(self, press: Press, *, lock: bool = False) -> tuple[Here, Poll]:
        poll = await self._poll(press.number(0), lock=lock)
        return await self.members.here(press, poll.group), poll

    async def _poll(self, number: int, *, lock: bool = False) -> Poll:
        poll = await self.polls.find(number, lock=lock)
        if poll is None:
            raise unknown()
        return poll
