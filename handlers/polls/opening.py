"""How polls and votes are opened: from one line, or question by question."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, Protocol

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Chat, Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import appears_at
from handlers.members.model import Here

from . import rules, screens
from .box import Box
from .dated import dated
from .electorate import electorate
from .model import Choice, Kind, Poll, Style, Unit, Wording
from .wording import clean, from_neighbour, understand_choices, understand_poll


@dataclass(frozen=True)
class Asked:
    """What is being opened: which kind, how it is answered, whose words it was, and the message with a photo
    or a file that it is about."""

    kind: Kind = "poll"
    style: Style = "one"
    credited: str = ""
    attached: str = ""

    def notes(self, question: str = "") -> dict[str, str]:
        """As a dialogue keeps it."""
        said = {"kind": self.kind, "style": self.style, "credited": self.credited, "attached": self.attached}
        return {**said, "question": question}


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
        if command.words.strip():
            return await self._open_or_ask(command, here, understand_poll(command.words), asked)
        if quoted is not None and clean(quoted.words):
            wording = from_neighbour(quoted.words) if asked.kind == "poll" else understand_poll(quoted.words)
            if wording.choices or "?" in quoted.words:
                return await self._open_or_ask(command, here, wording, replace(asked, credited=quoted.name))
            if not quoted.attached:
                raise Refused(t("I see no question in this message. Write /sondage, then yours."))
        return await self._ask_question(command, here, asked)

    async def ask(self, press: Press) -> Answer:
        """« Un sondage », « Un vote », « Qui apporte quoi ? »: the same as the command alone."""
        asked = {"vote": Asked("vote"), "signup": Asked(style="signup")}.get(press.word(0), Asked())
        return await self._ask_question(press, await self.members.here(press), asked)

    async def _ask_question(self, event: Command | Press, here: Here, asked: Asked) -> Answer:
        draft = Draft(here.group.id, event.chat, "polls", "question", asked.notes())
        await self.drafts.keep(here.person.id, draft, event.at)
        return Answer(view=screens.ask_question(asked.kind, asked.style))

    async def question_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.members.here(said, draft.group)
        return await self._open_or_ask(said, here, understand_poll(said.words), _asked(draft), draft.chat)

    async def choices_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.members.here(said, draft.group)
        wording = understand_choices(draft.notes["question"], said.words)
        return await self._open_or_ask(said, here, wording, _asked(draft), draft.chat)

    def asks_question(self, draft: Draft) -> View:
        asked = _asked(draft)
        return screens.ask_question(asked.kind, asked.style)

    def asks_choices(self, draft: Draft) -> View:
        return screens.ask_choices(draft.notes["question"])

    async def _open_or_ask(
        self, event: Command | Said, here: Here, wording: Wording, asked: Asked, began_in: Chat | None = None
    ) -> Answer:
        members_rules.must_take_part(here)
        rules.must_fit(wording.question, wording.choices)
        chat = began_in or event.chat
        signs_up = asked.style == "signup"
        choices = rules.choices_of_vote(wording) if asked.kind == "vote" else rules.choices_of(wording, signs_up)
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
        appears = appears_at(here.group, event.at)
        return Answer(view=screens.opened(poll, here.group, appears), receipt=appears is None)

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
        await self._set_alarms(opened, here, event.at)
        return opened

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
    return Asked(kind, style, notes.get("credited", ""), notes.get("attached", ""))


def _new(
    event: Command | Said | Press, here: Here, question: str, asked: Asked, choices: tuple[Choice, ...]
) -> Poll:
    """A poll that is not kept yet. Where choices have places, people sign up for them."""
    days = {"poll": rules.POLL_DAYS, "vote": rules.VOTE_DAYS, "trial": rules.TRIAL_DAYS}[asked.kind]
    ends_at = rules.deadline(here.group, event.at, days)
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
