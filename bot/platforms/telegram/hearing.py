"""Hands what updates say to the house, each with what had to be asked first; and the answers to the people."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import Update

from bot.platforms.platform import Ears
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat, Command, Invited, Joined, Left, Moved, Press, Said, Sender
from handlers.conversation.text import t

from .incoming import CLOSE, PLATFORM, Asked, Back, Declined, Heard, Me, understand
from .ladder import Ladder
from .platform import TelegramPlatform
from .standing import Standings
from .store import Memory

log = structlog.get_logger()

ANSWERS_AT_ONCE = 32
ANSWERS_EACH = 4
"""Answers under way to one person; further taps get a bubble and no screen."""
DECLINED_EVERY = timedelta(seconds=30)
"""Somebody who cannot be answered is told so once, and not each time: two robots would go on for ever."""
LAST_ANSWERS = 2.0
"""Seconds that are left at the end for answers under way."""


class Hearing:
    """`hear` returns once everything that an update says is kept. Raises one of `unavailable` where nothing
    can be kept now: the update must be handed in again."""

    def __init__(
        self,
        ears: Ears,
        memory: Memory,
        standings: Standings,
        ladder: Ladder,
        platform: TelegramPlatform,
        now: Callable[[], datetime],
        stir: Callable[[Chat], None],
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._ears = ears
        self._memory = memory
        self._standings = standings
        self._ladder = ladder
        self._platform = platform
        self._now = now
        self._stir = stir
        self._unavailable = unavailable
        self._me = Me(0, "", frozenset())
        self._moved: dict[str, str] = {}
        self._answering: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(ANSWERS_AT_ONCE)
        self._declined: dict[tuple[str, int], datetime] = {}
        self._hurried: set[str] = set()
        self._impatient: Counter[int] = Counter()
        """How many answers are under way, by account; 0 for those that are nobody's."""

    async def begin(self, me: Me) -> None:
        self._me = me
        self._moved = await self._memory.moved(PLATFORM)

    def follow(self, chat: str, to: str) -> None:
        """A room has another id from now on."""
        self._moved[chat] = to

    async def learn(self, updates: Sequence[Update]) -> None:
        """Asks side by side for the standing of all who act in a group in these updates."""
        pairs = []
        for update in updates:
            query, message = update.callback_query, update.message
            room = query.message.chat if query and query.message else message.chat if message else None
            user = query.from_user if query else message.from_user if message else None
            addressed = query is not None or any(
                isinstance(item, Heard) for item in understand(update, self._me, self._now(), self._now())
            )
            if room is not None and user is not None and room.id < 0 and addressed:
                pairs.append((self._moved.get(str(room.id), str(room.id)), str(user.id)))
        await self._standings.learn(pairs)

    async def hear(self, update: Update, tapped_at: datetime) -> None:
        for item in understand(update, self._me, self._now(), tapped_at):
            match item:
                case Declined():
                    self._decline(item)
                case Asked():
                    await self._tell_again(item)
                case Heard(event=Press(data=data), back=Back() as back) if data == CLOSE:
                    self._soon(self._ladder.close(back))
                case Heard():
                    await self._hand_in(self._where_it_is_now(item))

    def _where_it_is_now(self, heard: Heard) -> Heard:
        """What arrives under the former id of a room belongs to the room."""
        event, back = heard.event, heard.back
        to = self._moved.get(event.chat.id)
        if to is None or isinstance(event, Moved):
            return heard
        chat = replace(event.chat, id=to)
        return replace(heard, event=replace(event, chat=chat), back=back and replace(back, chat=chat))

    async def _hand_in(self, heard: Heard) -> None:
        complete = await self._completed(heard)
        if complete is None:
            return
        event, back = complete.event, complete.back
        try:
            answer = await self._ears.handle(event)
        except self._unavailable:
            await self._say_that_it_waits(back)
            raise
        if isinstance(event, Moved):
            self.follow(event.chat.id, event.to.id)
        elif isinstance(event, Invited):
            self._stir(event.chat)
            if answer.toast is not None and back is not None:
                self._soon(self._ladder.say_aloud(back, answer.toast))
        elif back is not None and self._impatient[back.account] < ANSWERS_EACH:
            self._soon(self._tell(back, answer), back.account)
        elif back is not None and back.query:
            self._soon(self._ladder.brief(back, answer))

    async def _tell(self, back: Back, answer: Answer) -> None:
        await self._ladder.tell(back, answer)
        seen_by_all = back.query and back.message and not back.ephemeral and not back.chat.private
        if seen_by_all and await self._memory.strayed(back.chat, back.message, back.data):
            await self._platform.disarm(back.chat, back.message)

    async def _completed(self, heard: Heard) -> Heard | None:
        """With the standing of who acts, and the topic of what they reply to; None where it is neighbours
        talking after all."""
        event = heard.event
        if isinstance(event, (Joined, Left)):
            rank = "member" if isinstance(event, Joined) else "left"
            self._standings.note(event.chat.id, event.sender.account, rank)  # type: ignore[arg-type]
        if not isinstance(event, (Command, Press, Said)):
            return heard
        if isinstance(event, Said) and heard.replied:
            topic = await self._memory.topic_of(event.chat, heard.replied)
            if topic is None:
                return None
            event = replace(event, topic=topic)
        if event.chat.private:
            await self._show_out(event)
        else:
            standing = await self._standings.of(event.chat.id, event.sender.account)
            event = replace(event, sender=replace(event.sender, standing=standing))
        return replace(heard, event=event)

    async def _show_out(self, event: Command | Press | Said) -> None:
        """Somebody writes in private: groups whose room they have left are no longer theirs."""
        account = event.sender.account
        for room in await self._memory.rooms_of(PLATFORM, account):
            standing = await self._standings.of(room.id, account)
            if standing.rank == "left":
                sender = Sender(account, event.sender.name, standing)
                await self._ears.handle(Left(f"{event.id}:left:{room.id}", self._now(), room, sender))

    async def _tell_again(self, asked: Asked) -> None:
        """The stored answer to an earlier act of the same person, whom the event's id names."""
        back = asked.back
        answer = await self._ears.answer_to(f"{PLATFORM}:{back.account}:{asked.update}")
        self._soon(self._ladder.followed(back, asked.update))
        self._soon(self._tell(back, answer or Answer(toast=t("This is no longer here. Write /menu."))))

    async def _say_that_it_waits(self, back: Back | None) -> None:
        """Once for each tap: it is not lost, but nobody should wait in front of it."""
        if back is None or not back.query or back.query in self._hurried:
            return
        self._hurried.add(back.query)
        self._soon(
            self._ladder.hurry(back, t("I cannot keep anything just now. I count your tap as soon as I can."))
        )

    def _decline(self, item: Declined) -> None:
        key, now = (item.back.chat.id, item.back.account), self._now()
        last = self._declined.get(key)
        if last is None or now - last >= DECLINED_EVERY:
            self._declined[key] = now
            self._soon(self._ladder.say_aloud(item.back, item.text))

    def _soon(self, telling: Coroutine[Any, Any, None], account: int = 0) -> None:
        """Beside what comes next: nobody waits for somebody else's answer, and who taps without pause fills
        no more than their own few places."""

        async def told() -> None:
            try:
                async with self._places:
                    await telling
            except self._unavailable as error:
                log.warning("telegram.answer_not_told", reason=type(error).__name__)
            except Exception:
                log.exception("telegram.answer_broken")
            finally:
                self._impatient[account] -= 1
                if self._impatient[account] <= 0:
                    del self._impatient[account]

        self._impatient[account] += 1
        task = asyncio.create_task(told())
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def finish(self) -> None:
        """Lets the answers under way go out, for a moment."""
        if self._answering:
            _, late = await asyncio.wait(self._answering, timeout=LAST_ANSWERS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
