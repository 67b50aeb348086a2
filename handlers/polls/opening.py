"""How polls and votes are opened: from one line, or question by question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Literal, Protocol, get_args

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Chat, Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Text, t
from handlers.conversation.topic import Topic
from handlers.conversation.typed import clean
from handlers.conversation.views import View
from handlers.members import hours
from handlers.members import rules as members_rules
from handlers.members.desk import appears_at
from handlers.members.electorate import Unit, electorate
from handlers.members.model import Here

from . import lasting, rules, screens
from .box import Box, ballot_of
from .dated import dated
from .deadlines import find_deadline
from .model import Choice, Kind, Poll, Stock, Style, Wording
from .until import end_typed
from .wording import from_neighbour, understand_choices, understand_poll


@dataclass(frozen=True)
class Asked:
    """What is being opened: which kind, how it is answered, whose words it was, the message with a photo or a
    file that it is about, and until when, where that was said."""

    kind: Kind = "poll"
    style: Style = "one"
    credited: str = ""
    attached: str = ""
    until: datetime | None = None

    def notes(self, question: str = "") -> dict[str, str]:
        """As a dialogue keeps it."""
        said = {"kind": self.kind, "style": self.style, "credited": self.credited, "attached": self.attached}
        until = "" if self.until is None else self.until.isoformat()
        return {**said, "until": until, "question": question}


class Setup(Protocol):
    """What a group is asked once, when it is new."""

    async def begin(self, here: Here) -> View | None:
        """The first question, for whoever may answer it; None where nothing is to be asked."""


class Opening(Box):
    """« /sondage », « /vote », « Essayer un sondage », and what can be chosen right after."""

    setup: Setup

    async def start(self, command: Command) -> Answer:
        """« /sondage … », alone, or in reply to a neighbour's message."""
        return await self._start(command, Asked())

    async def start_vote(self, command: Command) -> Answer:
        """« /vote … »: the same, and binding."""
        return await self._start(command, Asked("vote"))

    async def _start(self, command: Command, asked: Asked) -> Answer:
        here = await self.members.here(command)
        quoted = command.reply_to
        if quoted is not None and quoted.attached:
            asked = replace(asked, attached=quoted.message)
        rest, until, why = self._until(here, command.at, command.words, understand_poll)
        asked = replace(asked, until=until)
        if rest.strip():
            return await self._open_or_ask(command, here, understand_poll(rest), asked, why=why)
        if why is not None:  # nothing else was typed
            raise Refused(why)
        if quoted is not None and clean(quoted.words):
            worded = from_neighbour if asked.kind == "poll" else understand_poll
            words, theirs, why = self._until(here, command.at, quoted.words, worded)
            wording = worded(words)
            if wording.choices or "?" in words:
                asked = replace(asked, credited=quoted.name, until=until or theirs)
                return await self._open_or_ask(command, here, wording, asked, why=None if until else why)
            if not quoted.attached:
                raise Refused(t("I see no question in this message. Write /sondage, then yours."))
        return await self._ask_question(command, here, asked)

    def _until(
        self, here: Here, now: datetime, typed: str, worded: Callable[[str], Wording]
    ) -> tuple[str, datetime | None, Text | None]:
        """What was typed, without the words that say until when; that minute, or why it cannot be."""
        found = find_deadline(typed, here.group, now, worded)
        if found.end is None:
            return found.rest, None, None
        ends = lasting.ends(here.group, now, found.end)
        return (found.rest, ends, None) if isinstance(ends, datetime) else (found.rest, None, ends)

    async def ask(self, press: Press) -> Answer:
        """« Un sondage », « Un vote », « Qui apporte quoi ? »: the same as the command alone."""
        asked = {"vote": Asked("vote"), "signup": Asked(style="signup")}.get(press.word(0), Asked())
        return await self._ask_question(press, await self.members.here(press), asked)

    async def _ask_question(
        self, event: Command | Press | Said, here: Here, asked: Asked, began_in: Chat | None = None
    ) -> Answer:
        draft = Draft(here.group.id, began_in or event.chat, "polls", "question", asked.notes())
        await self.drafts.keep(here.person.id, draft, event.at)
        return Answer(view=screens.ask_question(asked.kind, asked.style))

    async def question_typed(self, said: Said, draft: Draft) -> Answer:
        return await self._typed(said, draft, understand_poll)

    async def choices_typed(self, said: Said, draft: Draft) -> Answer:
        return await self._typed(said, draft, partial(understand_choices, draft.notes["question"]))

    async def _typed(self, said: Said, draft: Draft, worded: Callable[[str], Wording]) -> Answer:
        here, asked = await self.members.here(said, draft.group), _asked(draft)
        rest, until, why = self._until(here, said.at, said.words, worded)
        asked = replace(asked, until=until or asked.until)
        if rest.strip() or draft.step == "choices":
            return await self._open_or_ask(said, here, worded(rest), asked, draft.chat, why)
        if why is not None:
            raise Refused(why)
        return await self._ask_question(said, here, asked, draft.chat)

    async def until_typed(self, said: Said, draft: Draft) -> Answer:
        """Until when, after an end that could not be."""
        here = await self.members.here(said, draft.group)
        ends = lasting.ends(here.group, said.at, end_typed(said.words, here.group, said.at))
        if not isinstance(ends, datetime):
            raise Refused(t("{why} For example: until Friday noon.", why=ends))
        asked = replace(_asked(draft), until=ends)
        return await self._open_or_ask(said, here, _worded(draft), asked, draft.chat)

    def asks_question(self, draft: Draft) -> View:
        asked = _asked(draft)
        return screens.ask_question(asked.kind, asked.style)

    def asks_choices(self, draft: Draft) -> View:
        return screens.ask_choices(draft.notes["question"])

    def asks_until(self, draft: Draft) -> View:
        return screens.ask_until(draft.notes["question"])

    async def _open_or_ask(
        self,
        event: Command | Said,
        here: Here,
        wording: Wording,
        asked: Asked,
        began_in: Chat | None = None,
        why: Text | None = None,
    ) -> Answer:
        """`why`: the end that was said cannot be. An end said long ago may be over by now."""
        members_rules.must_take_part(here)
        rules.must_fit(wording.question, wording.choices)
        chat = began_in or event.chat
        signs_up = asked.style == "signup"
        choices = rules.choices_of_vote(wording) if asked.kind == "vote" else rules.choices_of(wording, signs_up)
        if why is None and asked.until is not None:
            why = lasting.unfit(here.group, event.at, asked.until)
        if why is not None:
            return await self._ask_until(event, here, wording, asked, chat, why)
        if not choices:
            draft = Draft(here.group.id, chat, "polls", "choices", asked.notes(wording.question))
            await self.drafts.keep(here.person.id, draft, event.at)
            return Answer(view=screens.ask_choices(wording.question))
        by_one = await self.polls.opened_since(here.group.id, here.person.id, event.at - timedelta(hours=1))
        by_all = await self.polls.opened_since(here.group.id, here.person.id, event.at - timedelta(days=1))
        rules.must_not_flood(by_one[0], by_all[1])
        await self.drafts.drop(here.person.id, here.group.id)
        choices = dated(choices, wording.question, here.group, event.at)
        poll = await self._open(event, here, _new(event, here, wording.question, asked, choices), choices, chat)
        return self._opened(poll, here, event.at, chosen=asked.until is not None)

    def _opened(self, poll: Poll, here: Here, now: datetime, *, chosen: bool) -> Answer:
        """`chosen`: its author said until when."""
        appears = appears_at(here.group, now)
        end = lasting.read_back(here.group, now, poll.ends_at) if chosen else None
        return Answer(view=screens.opened(poll, here.group, appears, end), receipt=appears is None)

    async def _ask_until(
        self, event: Command | Said, here: Here, wording: Wording, asked: Asked, chat: Chat, why: Text
    ) -> Answer:
        """The poll waits for another end; nothing of it has to be typed again."""
        notes = {**replace(asked, until=None).notes(wording.question), "stock": ",".join(wording.stock)}
        notes["choices"] = "\n".join(wording.choices)
        draft = Draft(here.group.id, chat, "polls", "until", notes)
        await self.drafts.keep(here.person.id, draft, event.at)
        # Answered, and not raised, which would undo the keeping.
        return Answer(toast=why, view=screens.ask_until(wording.question, why), refused=True)

    async def _open(
        self, event: Command | Said | Press, here: Here, poll: Poll, choices: tuple[Choice, ...], chat: Chat
    ) -> Poll:
        """The poll stands in every room of the group, with the roll as it is now."""
        if poll.hidden:
            voters = electorate(here.group, await self.members.store.households(here.group.id))
            roll: tuple[Unit, ...] = voters.units
            poll = replace(
                poll,
                voice=voters.voice,
                voices=len(roll),
                agreement=here.group.agreement,
                weighs=voters.weighs,
                quorum=voters.quorum,
            )
        else:
            people = await self.members.store.roll(here.group.id)
            roll = tuple(Unit(person.id, (person.id,)) for person in people)
        number = await self.polls.add(poll, choices, roll)
        opened = await self._poll(number)
        await self.posts.put(
            Topic("polls", number),
            await self.members.rooms(here.group.id, chat),
            rings=poll.hidden,
            reply_to=poll.attached,
        )
        if poll.hidden:
            await self._send_ballots(opened, roll)
        await self._set_alarms(opened, here, event.at)
        return opened

    async def _send_ballots(self, poll: Poll, roll: Sequence[Unit]) -> None:
        """To each who has a voice, and could answer the card only in sight of all."""
        voters = {
            person
            for unit in roll
            for person in unit.people
            if poll.agreement != "holder" or unit.holder in (None, person)
        }
        for person in await self.members.store.in_the_open(poll.group):
            if person in voters:
                await self.posts.tell(ballot_of(poll.id, person), poll.group, person)

    async def try_one(self, press: Press) -> Answer:
        """« Essayer un sondage »: a poll of which nothing is kept; whoever is setting the group up is asked
        the first question about it."""
        here = await self.members.here(press)
        members_rules.must_take_part(here)
        if await self.polls.open_trial(here.group.id) is None:
            choices = (Choice("", "salty"), Choice("", "sweet"), Choice("", "tastes"))
            poll = replace(_new(press, here, "?", Asked("trial"), choices), kind="trial")
            await self._open(press, here, poll, choices, press.chat)
        view = await self.setup.begin(here)
        return Answer(toast=None if view else t("The trial is in the group. Tap what you like."), view=view)


def _asked(draft: Draft) -> Asked:
    notes = draft.notes
    kind: Literal["vote", "poll"] = "vote" if notes.get("kind") == "vote" else "poll"
    style: Style = "signup" if notes.get("style") == "signup" else "one"
    until = datetime.fromisoformat(notes["until"]) if notes.get("until") else None
    return Asked(kind, style, notes.get("credited", ""), notes.get("attached", ""), until)


def _worded(draft: Draft) -> Wording:
    """The question and the choices that were understood already."""
    notes, kept = draft.notes, draft.notes["stock"].split(",")
    stock: tuple[Stock, ...] = tuple(one for one in get_args(Stock) if one and one in kept)
    return Wording(notes["question"], tuple(notes["choices"].split("\n")) if notes["choices"] else (), stock)


def _new(
    event: Command | Said | Press, here: Here, question: str, asked: Asked, choices: tuple[Choice, ...]
) -> Poll:
    """A poll that is not kept yet. Where choices have places, people sign up for them."""
    days = {"poll": rules.POLL_DAYS, "vote": rules.VOTE_DAYS, "trial": rules.TRIAL_DAYS}[asked.kind]
    ends_at = asked.until or hours.deadline(here.group, event.at, days)
    placed = asked.kind == "poll" and any(choice.places for choice in choices)
    style: Style = "signup" if placed else asked.style
    return Poll(
        id=0,
        group=here.group.id,
        author=here.person.id,
        credited=asked.credited,
        question=question,
        state="open",
        opened_at=event.at,
        ends_at=ends_at,
        closing_at=ends_at,
        closed_at=None,
        reminded_at=None,
        options=(),
        kind=asked.kind,
        style=style,
        most=1 if style == "one" else rules.MOST_CHOICES,
        attached=asked.attached,
    )
