"""Hands what updates say to the house, each with what had to be asked first."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

import structlog
from telegram import Update

from bot.platforms.platform import Ears
from handlers.conversation.answer import BROKEN, NOTHING, Answer
from handlers.conversation.events import Chat, Command, Invited, Joined, Left, Moved, Press, Said, Sender
from handlers.conversation.text import t

from .discarding import Discards, room_of_talk
from .incoming import CLOSE, PLATFORM, Asked, Back, Declined, Heard, Me, understand
from .standing import Standings
from .store import Memory
from .telling import Telling

log = structlog.get_logger()

TOGETHER = 25
"""Events that are kept with one commit: who came first waits no longer than that takes."""
_Item: TypeAlias = Heard | Asked | Declined


class Hearing:
    """Raises one of `unavailable` where nothing can be kept now: what was not yielded must be handed in again."""

    def __init__(
        self,
        ears: Ears,
        memory: Memory,
        standings: Standings,
        telling: Telling,
        now: Callable[[], datetime],
        stir: Callable[[Chat], None],
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._ears = ears
        self._memory = memory
        self._standings = standings
        self._telling = telling
        self._now = now
        self._stir = stir
        self._unavailable = unavailable
        self.discards = Discards(memory, now)
        self._me = Me(0, "", frozenset())
        self._moved: dict[str, str] = {}

    async def begin(self, me: Me) -> None:
        """Who Palabre is, and which rooms have had other ids. Nothing is heard before."""
        self._me = me
        self._moved = await self._memory.moved(PLATFORM)

    def follow(self, chat: str, to: str) -> None:
        """A room has another id from now on."""
        self._moved[chat] = to

    async def hear(self, updates: Sequence[Update], tapped_at: datetime) -> AsyncIterator[int]:
        """Keeps what updates say, in their order; gives the number of the last one that is kept, each time
        that one is. What is said to others is counted once it has passed."""
        said = [
            (update.update_id, list(understand(update, self._me, self._now(), tapped_at))) for update in updates
        ]
        talk = {update.update_id: room for update in updates if (room := room_of_talk(update)) is not None}
        passed: Counter[str] = Counter()
        for item in (item for _, items in said for item in items):
            if isinstance(item, Heard) and isinstance(item.event, Moved):
                await self._one(item)  # first: what else arrives with it may already speak of the new id
        await self._learn([item for _, items in said for item in items])
        acts: list[Heard] = []
        kept = 0
        for number, items in said:
            for item in items:
                if isinstance(item, Heard) and isinstance(item.event, Moved):
                    continue
                if isinstance(item, Heard) and _is_act(item):
                    acts += await self._completed(self._where_it_is_now(item))
                    continue
                if acts:
                    await self._keep(acts)
                    acts = []
                    if kept:
                        self.discards.add(passed)
                        passed.clear()
                        yield kept  # what was told must not be told again, should the next thing fail
                await self._one(item)
            if len(acts) >= TOGETHER:
                await self._keep(acts)
                acts = []
            kept = number
            if not items and number in talk:
                passed[self._moved.get(talk[number], talk[number])] += 1
            if not acts:
                self.discards.add(passed)
                passed.clear()
                yield number
        if acts:
            await self._keep(acts)
            self.discards.add(passed)
            yield kept

    def _where_it_is_now(self, heard: Heard) -> Heard:
        """What people do under the former id of a room, they do in the room."""
        event, back = heard.event, heard.back
        to = self._moved.get(event.chat.id)
        if to is None:
            return heard
        chat = replace(event.chat, id=to)
        return replace(heard, event=replace(event, chat=chat), back=back and replace(back, chat=chat))

    async def _learn(self, items: Sequence[_Item]) -> None:
        """Asks side by side for the standing of all who act in a group."""
        acts = [self._where_it_is_now(item).event for item in items if isinstance(item, Heard) and _is_act(item)]
        await self._standings.learn(
            (event.chat.id, event.sender.account)
            for event in acts
            if isinstance(event, (Command, Press, Said)) and not event.chat.private
        )

    async def _completed(self, heard: Heard) -> list[Heard]:
        """With the standing of who acts, and the topic of what they reply to; nothing where it is neighbours
        talking after all."""
        event = heard.event
        assert isinstance(event, (Command, Press, Said)), "an act"
        if isinstance(event, Said) and heard.replied:
            topic = await self._memory.topic_of(event.chat, heard.replied)
            if topic is None:
                return []
            event = replace(event, topic=topic)
        if event.chat.private:
            await self._show_out(event)
        else:
            standing = await self._standings.of(event.chat.id, event.sender.account)
            event = replace(event, sender=replace(event.sender, standing=standing))
        return [replace(heard, event=event)]

    async def _show_out(self, event: Command | Press | Said) -> None:
        """Somebody writes in private: groups whose room they have left are no longer theirs."""
        account = event.sender.account
        for room in await self._memory.rooms_of(PLATFORM, account):
            standing = await self._standings.of(room.id, account)
            if standing.rank == "left":
                sender = Sender(account, event.sender.name, standing)
                await self._ears.handle(Left(f"{event.id}:left:{room.id}", self._now(), room, sender))

    async def _keep(self, acts: Sequence[Heard]) -> None:
        """Acts of people, with one commit; then each gets its answer."""
        try:
            answers = await self._answers(acts)
        except self._unavailable:
            for heard in acts:
                self._telling.wait(heard.back)
            raise
        for heard, answer in zip(acts, answers, strict=True):
            self._stir(heard.event.chat)
            if heard.back is not None:
                self._telling.answer(heard.back, answer)

    async def _answers(self, acts: Sequence[Heard]) -> Sequence[Answer]:
        """One after the other where one of them broke the house beyond what it could undo: the others count,
        and none stays in the way."""
        try:
            return await self._ears.handle_all([heard.event for heard in acts])
        except self._unavailable:
            raise
        except Exception:
            return [await self._answer(heard) for heard in acts]

    async def _answer(self, heard: Heard) -> Answer:
        try:
            return await self._ears.handle(heard.event)
        except self._unavailable:
            raise
        except Exception:
            log.exception("telegram.event_broken", kind=type(heard.event).__name__)
            return BROKEN

    async def _one(self, item: _Item) -> None:
        """What is no act of a person towards a group."""
        match item:
            case Declined():
                self._telling.decline(item)
            case Asked(update=update, back=back):
                # The stored answer to an earlier act of the same person, whom the event's id names.
                answer = await self._ears.answer_to(f"{PLATFORM}:{back.account}:{update}")
                self._telling.followed(back, update)
                gone = Answer(toast=t("This is no longer here. Write /menu."))
                self._telling.answer(back, gone if answer in (None, NOTHING) else answer)
            case Heard(event=Press(), back=Back() as back):
                self._telling.close(back)
            case Heard():
                await self._room_changed(item)

    async def _room_changed(self, heard: Heard) -> None:
        event, back = heard.event, heard.back
        if event.chat.id in self._moved and not isinstance(event, Moved):
            return  # the end of a room that goes on under another id
        if isinstance(event, Invited) and not event.already_in and event.chat.id in self._moved.values():
            return  # the same room as before, in which Palabre was already
        if isinstance(event, Joined):
            self._standings.note(event.chat.id, event.sender.account, "member")
        elif isinstance(event, Left):
            self._standings.note(event.chat.id, event.sender.account, "left")
        answer = await self._ears.handle(event)
        if isinstance(event, Moved):
            self.follow(event.chat.id, event.to.id)
        elif isinstance(event, Invited):
            self._stir(event.chat)
            if answer.toast is not None and back is not None:
                self._telling.aloud(back, answer.toast)


def _is_act(heard: Heard) -> bool:
    """Somebody acts towards a group, and waits for an answer; « Fermer » concerns no group."""
    event = heard.event
    return isinstance(event, (Command, Said)) or (isinstance(event, Press) and event.data != CLOSE)
