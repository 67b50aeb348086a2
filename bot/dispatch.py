"""One event, one transaction, one handler, one answer."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from typing import Any, assert_never

import structlog

from handlers.conversation.answer import BROKEN, NOTHING, Answer, Refused
from handlers.conversation.events import (
    Alarm,
    Chat,
    Command,
    Dismissed,
    Event,
    Invited,
    Joined,
    Left,
    Moved,
    Press,
    Said,
)
from handlers.conversation.feature import Feature
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk
from handlers.members.model import Hosting
from storage.database import Conflict, Database, DeferredFailure, StorageUnavailable, Transaction
from storage.heard import StoredHeard

from .assembly import BY_NAME, COMMANDS, FEATURES
from .ground import Ground
from .limits import GENTLY, Limits

log = structlog.get_logger()


class Dispatch:
    """Gives every event to the handler that answers to it. `after` is called after each commit."""

    def __init__(
        self,
        database: Database,
        after: Callable[[], None],
        hosting: Hosting | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._database = database
        self._after = after
        self._hosting = hosting or Hosting()
        self._limits = limits or Limits()

    async def handle(self, event: Event) -> Answer:
        """The answer for the person who acted. Once this returns the event is kept: only then may the
        platform be told that it was handled. The same event again gets the same answer.

        A handler that breaks undoes what it did, and the person is told; the event counts as handled, so
        that no platform stays for ever before it. An alarm that breaks raises, and stays set.
        Raises StorageUnavailable, or Conflict after five tries, where nothing could be kept: the event must
        be handed in again. One act too many (bot.limits) is not kept.
        """
        if self._limits.over(event):
            return await self._known_or_too_many(event)
        try:
            (answer,) = await self._in_one_transaction([event])
        except DeferredFailure:
            if isinstance(event, Alarm):
                raise
            log.exception("dispatch.broken", kind=type(event).__name__)
            answer = await self._database.write(lambda tx: _keep(event, BROKEN, tx))
        self._after()
        return answer

    async def handle_all(self, events: Sequence[Event]) -> Sequence[Answer]:
        """The answers to several events, in their order, with one commit for all: for the storms in which
        many tap at once. Each is refused, or breaks, for itself alone. Raises as `handle` does; then none may
        be told, and all must be handed in again: those that were kept get their stored answers."""
        let_in = [event for event in events if not self._limits.over(event)]
        answers: Sequence[Answer] | None = None
        if len(let_in) > 1:
            try:
                answers = await self._in_one_transaction(let_in)
            except (Conflict, DeferredFailure) as error:
                log.info("dispatch.one_by_one", reason=type(error).__name__)
            else:
                self._after()
        if answers is None:
            answers = [await self.handle(event) for event in let_in]
        if len(let_in) == len(events):
            return answers
        told = {event.id: answer for event, answer in zip(let_in, answers, strict=True)}
        return [told.get(event.id) or await self._known_or_too_many(event) for event in events]

    async def _known_or_too_many(self, event: Event) -> Answer:
        """What was handled before gets its answer, whoever floods: one look, and no transaction that writes."""
        return await self.answer_to(event.id) or GENTLY

    async def _in_one_transaction(self, events: Sequence[Event]) -> Sequence[Answer]:
        tries = 0

        async def once(tx: Transaction) -> list[Answer]:
            nonlocal tries
            tries += 1
            answers: list[Answer] = []
            for event in events:
                if answers:
                    await tx.savepoint()
                # After a conflict: perhaps it was this very event, heard before, that stood in the way.
                known = await StoredHeard(tx).answer_to(event.id) if tries > 1 else None
                answers.append(known or await self._new_answer(event, tx))
            return answers

        return await self._database.write(once)

    async def _new_answer(self, event: Event, tx: Transaction) -> Answer:
        return await _keep(event, await _answered(event, Ground(tx, event.at, self._hosting)), tx)

    async def answer_to(self, event: str) -> Answer | None:
        """The answer that an event got, for a platform that shows it in a second step."""
        async with self._database.reading() as tx:
            return await StoredHeard(tx).answer_to(event)

    async def pending(self, chat: Chat, account: str, now: datetime) -> View | None:
        """The question that this person has not answered yet, however often the program was stopped."""
        async with self._database.reading() as tx:
            ground = Ground(tx, now)
            here = await ground.members.here(chat, account)
            draft = None if here is None else await ground.drafts.find(here.person.id, here.group.id, now)
            if draft is None or draft.feature not in BY_NAME:
                return None
            placed = BY_NAME[draft.feature]
            return placed.feature.asks[draft.step](placed.make(ground), draft)


async def _keep(event: Event, answer: Answer, tx: Transaction) -> Answer:
    await StoredHeard(tx).keep(event.id, "" if answer.farewell else _speaker(event), answer, event.at)
    return answer


def _speaker(event: Event) -> str:
    return "" if isinstance(event, (Alarm, Dismissed, Moved)) else f"{event.chat.platform}:{event.sender.account}"


async def _answered(event: Event, ground: Ground) -> Answer:
    try:
        return await _with_what_waited(event, await _route(event, ground), ground)
    except Refused as refusal:
        await ground.tx.undo()
        if isinstance(event, Alarm):
            log.error("dispatch.alarm_refused", topic=str(event.topic), alarm=event.name)
            await ground.alarms.take(event.row)
        return refusal.answer
    except (StorageUnavailable, Conflict, DeferredFailure):
        raise
    except Exception:
        if isinstance(event, Alarm):
            raise  # it stays in its table, and the clock tries it again
        log.exception("dispatch.broken", kind=type(event).__name__)
        await ground.tx.undo()
        return BROKEN


async def _with_what_waited(event: Event, answer: Answer, ground: Ground) -> Answer:
    """Who has no private conversation is told at their next act what waited for them: with the first answer
    that has no screen of its own. What tells of a hidden vote is kept no longer than that vote keeps it."""
    if not isinstance(event, (Command, Press, Said)) or answer.view is not None or answer.refused:
        return answer
    for topic, person in await ground.posts.words_for(event.chat, event.sender.account):
        about = Topic(topic.feature, topic.id)
        if answer.sealed not in (None, about):
            continue  # one answer is sealed with one vote
        await ground.posts.untell(topic, person)
        placed = BY_NAME.get(topic.feature)
        if placed is not None and placed.feature.show is not None:
            for view in await placed.feature.show(placed.make(ground), topic, event.at):
                if not view.only_replaces:
                    return replace(answer, view=view, sealed=about)
    return answer


async def _route(event: Event, ground: Ground) -> Answer:
    if isinstance(event, (Command, Press, Said)) and event.chat.private:
        await ground.members.open_private(event.chat, event.sender.account)
    match event:
        case Command():
            return await _command(event, ground)
        case Press():
            return await _press(event, ground)
        case Said():
            return await _said(event, ground)
        case Alarm():
            return await _alarm(event, ground)
        case Joined():
            await _tell(event, ground, lambda feature: feature.joined)
        case Left():
            await _tell(event, ground, lambda feature: feature.left)
        case Invited():
            return await _tell(event, ground, lambda feature: feature.invited)
        case Dismissed():
            await _tell(event, ground, lambda feature: feature.dismissed)
        case Moved():
            await _tell(event, ground, lambda feature: feature.moved)
            await ground.posts.move(event.chat, event.to)
        case _:
            assert_never(event)
    return NOTHING


async def _tell(
    event: Event,
    ground: Ground,
    hook: Callable[[Feature[Any]], Callable[[Any, Any], Awaitable[Answer | None]] | None],
) -> Answer:
    """Tells every feature that wants to know; members first, who know the room and the people in it. Gives
    what one of them answered."""
    answer = NOTHING
    for placed in reversed(FEATURES):
        if (told := hook(placed.feature)) is not None:
            answer = await told(placed.make(ground), event) or answer
    return answer


async def _command(event: Command, ground: Ground) -> Answer:
    found = COMMANDS.get(event.name.casefold())
    if found is None:
        name = event.name.casefold()[:30]
        if close := get_close_matches(name, COMMANDS, n=1):
            raise Refused(t("I do not know /{name}. Did you mean /{close}?", name=name, close=close[0]))
        raise Refused(t("I do not know /{name}. Write /menu to see what I can do.", name=name))
    placed, line = found
    return await line.run(placed.make(ground), event)


async def _press(event: Press, ground: Ground) -> Answer:
    placed = BY_NAME.get(event.feature)
    if event.mark == "taken":
        undo = placed.feature.takes_back.get(event.action) if placed else None
        return NOTHING if placed is None or undo is None else await undo(placed.make(ground), event)
    act = placed.feature.presses.get(event.action) if placed else None
    if placed is None or act is None:
        raise Refused(t("This button no longer works. Write /menu to see what I can do."))
    return await act(placed.make(ground), event)


async def _said(event: Said, ground: Ground) -> Answer:
    if event.topic is not None:
        placed = BY_NAME.get(event.topic.feature)
        if placed is None or placed.feature.replied is None:
            return NOTHING
        return await placed.feature.replied(placed.make(ground), event) or NOTHING
    draft = await _draft(event, ground)
    if draft is None and event.chat.private:
        await MembersDesk(ground.members).memberships(event)  # a stranger is told what to do first
    if draft is None or draft.feature not in BY_NAME:
        raise Refused(t("I was not asking you anything. Write /menu to see what I can do."))
    placed = BY_NAME[draft.feature]
    return await placed.feature.said[draft.step](placed.make(ground), event, draft)


async def _draft(event: Said, ground: Ground) -> Draft | None:
    """The question that these words answer: in a room, about its group; in private, the newest."""
    if event.chat.private:
        person = await ground.members.account_of(event.chat.platform, event.sender.account)
        return None if person is None else await ground.drafts.find(person.id, None, event.at)
    here = await ground.members.here(event.chat, event.sender.account)
    return None if here is None else await ground.drafts.find(here.person.id, here.group.id, event.at)


async def _alarm(event: Alarm, ground: Ground) -> Answer:
    placed = BY_NAME.get(event.topic.feature)
    rings = placed.feature.alarms.get(event.name) if placed else None
    # Taken first: what was moved or cancelled meanwhile does not ring.
    if await ground.alarms.take(event.row) and placed is not None and rings is not None:
        await rings(placed.make(ground), event)
    return NOTHING
