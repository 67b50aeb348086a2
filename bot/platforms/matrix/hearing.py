"""Hands what a sync says to the house, in order: who came and went, what was said, tapped and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

import structlog

from bot.platforms.platform import Ears
from handlers.conversation.answer import BROKEN, NOTHING, Answer
from handlers.conversation.events import Chat, Command, Joined, Left, Press, Sender, Standing
from handlers.conversation.text import t

from .completing import Act, Completing
from .failures import NotReady, Refusal, Unreachable
from .incoming import (
    PLATFORM,
    Back,
    Declined,
    Event,
    Item,
    Me,
    Reacted,
    TookAway,
    Wrote,
    digested,
    membership_before,
    understand,
)
from .membership import Membership
from .rooms import Rooms
from .store import Memory
from .telling import Telling

log = structlog.get_logger()

TOGETHER = 25
"""Events that are kept with one commit: who came first waits no longer than that takes."""


@dataclass(frozen=True)
class Change:
    """Somebody came into a group's room, or went."""

    event: Joined | Left


_Kept: TypeAlias = Act | Change


class Hearing:
    """Raises one of `unavailable` where nothing can be kept now: the same must be handed in again, and what was
    kept of it is known by its ids."""

    def __init__(
        self,
        ears: Ears,
        memory: Memory,
        rooms: Rooms,
        completing: Completing,
        membership: Membership,
        telling: Telling,
        now: Callable[[], datetime],
        stir: Callable[[Chat], None],
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._ears = ears
        self._memory = memory
        self._rooms = rooms
        self._completing = completing
        self._membership = membership
        self._telling = telling
        self._now = now
        self._stir = stir
        self._unavailable = unavailable
        self._me = Me("", frozenset())

    def begin(self, me: Me) -> None:
        """Who Palabre is. Nothing is heard before."""
        self._me = me

    async def hear(self, room: str, events: Sequence[Event], *, learn: bool) -> None:
        """The events of one room, in their order. `learn`: what they say of the room is newer than what is
        known; of older ones only acts are heard: who is there is compared by itself."""
        acts: list[_Kept] = []
        for event in events:
            try:
                acts = await self._one(room, event, acts, learn=learn)
            except (Refusal, Unreachable, NotReady):
                raise
            except self._unavailable:
                raise
            except Exception:
                # Whatever somebody sends, it is that one event which is passed over.
                log.exception("matrix.event_broken", kind=str(event.get("type"))[:40])
            if len(acts) >= TOGETHER:
                await self._keep(acts)
                acts = []
        await self._keep(acts)

    async def _one(self, room: str, event: Event, acts: list[_Kept], *, learn: bool) -> list[_Kept]:
        """What is to be kept after this event: it may be that all before had to be, first."""
        if "state_key" in event:
            return [*acts, *await self._state(room, event)] if learn else acts
        if event.get("type") == "m.room.encrypted":
            await self._seal(room, event)
            return acts
        item = self._understood(room, event)
        if isinstance(item, TookAway):
            await self._keep(acts)
            await self._took_away(item)
            return []
        return acts if item is None else [*acts, *await self._completed(item)]

    def _understood(self, room: str, event: Event) -> Item | None:
        """In a private room into which somebody else came, only what its owner commands is heard, and answered in
        another one."""
        where = self._membership.where(room)
        if where.person or not self._rooms.is_private(room):
            return understand(event, where, self._me, self._now())
        owner = self._rooms.owner(room)
        item = understand(event, replace(where, person=owner), self._me, self._now())
        heard = isinstance(item, Wrote) and isinstance(item.event, Command) and item.back.account == owner
        return item if heard else None

    async def reconcile(self, room: str, batch: str) -> None:
        """Makes the list of members true to the room: people came and went while nobody listened."""
        acts = [
            Change(event) for event in await self._membership.differences(room, f"{PLATFORM}:here:{room}:{batch}")
        ]
        for begins in range(0, len(acts), TOGETHER):
            await self._keep(acts[begins : begins + TOGETHER])

    async def _state(self, id: str, event: Event) -> list[_Kept]:
        room, account = self._rooms.room(id), str(event.get("state_key"))
        room.learn(event)
        if event.get("type") == "m.room.tombstone":
            await self._membership.goes_on(id)
        if event.get("type") != "m.room.member" or account == self._me.id:
            return []
        if self._rooms.is_private(id):
            await self._membership.private_changed(id, account)
            return []
        chat = self._membership.where(id).chat
        if not await self._memory.has_group(chat):
            return []
        here = account in room.members
        if here == (membership_before(event) == "join"):
            return []  # another name or picture, or an invitation that is not answered
        name = room.name_of(account)
        sender = Sender(account, name, Standing("member" if here else "left", self._now()), account)
        kind = Joined if here else Left
        return [Change(kind(f"{PLATFORM}:{digested(account)}:{event.get('event_id')}", self._now(), chat, sender))]

    async def _seal(self, room: str, event: Event) -> None:
        """Its key has not come yet: it is looked at again when keys do."""
        id = event.get("event_id")
        if isinstance(id, str) and event.get("sender") != self._me.id:
            await self._memory.seal(room, id)

    def unreadable(self, room: str, event: Event) -> None:
        """The key of a private message has not come: whoever wrote it is asked to write again."""
        account, id = str(event.get("sender")), str(event.get("event_id"))
        text = t("I could not read your last message: its key never came. Please write it again.")
        name = self._rooms.room(room).name_of(account)
        self._telling.decline(Back(self._rooms.where(room).chat, room, account, name, id), text)

    async def _completed(self, item: Wrote | Reacted | Declined) -> list[_Kept]:
        done: Act | Declined | None
        match item:
            case Wrote():
                done = await self._completing.wrote(item)
            case Reacted():
                done = await self._completing.reacted(item)
            case Declined():
                done = item
        if isinstance(done, Declined):
            self._telling.decline(done.back, done.text)
            return []
        return [] if done is None else [done]

    async def _keep(self, acts: Sequence[_Kept]) -> None:
        """With one commit; then each gets its answer."""
        if not acts:
            return
        taps = [(act.tap, act.event.at) for act in acts if isinstance(act, Act) and act.tap is not None]
        if taps:
            await self._memory.react(taps)
        for act, answer in zip(acts, await self._answers(acts), strict=True):
            self._stir(act.event.chat)
            if isinstance(act, Act):
                await self._telling.answer(act.back, act.event, answer)

    async def _answers(self, acts: Sequence[_Kept]) -> Sequence[Answer]:
        """One after the other where one of them broke the house beyond what it could undo."""
        try:
            return await self._ears.handle_all([act.event for act in acts])
        except self._unavailable:
            raise
        except Exception:
            return [await self._answer(act.event) for act in acts]

    async def _answer(self, event: Any) -> Answer:
        try:
            return await self._ears.handle(event)
        except self._unavailable:
            raise
        except Exception:
            log.exception("matrix.event_broken", kind=type(event).__name__)
            return BROKEN

    async def _took_away(self, item: TookAway) -> None:
        """A reaction was taken back, by whoever put it or by somebody who may: what it pressed is undone. Another
        one of theirs that still stands under the same card counts instead: what is seen is what counts."""
        tap = await self._memory.reaction(item.gone)
        if tap is not None and tap.room != item.back.room:
            return  # who has power in one room has none in another
        if tap is None:
            await self._memory.taken_away(item.back.chat, item.gone)  # perhaps a card of Palabre's
            return
        room = self._rooms.room(item.back.chat.id)
        name = room.name_of(tap.account)
        sender = Sender(tap.account, name, Standing(room.rank(tap.account), item.at), tap.account)
        back = replace(item.back, account=tap.account, name=name)
        id = f"{PLATFORM}:{digested(tap.account)}:{item.back.event}"
        press = Press(id, item.at, back.chat, sender, tap.data, "taken")
        answer = await self._answer(press)
        standing = [one for one in await self._memory.standing(tap.message, tap.account) if one != tap]
        if answer != NOTHING and not answer.refused and standing:
            press = Press(f"{id}:again", item.at, back.chat, sender, standing[-1].data, "set")
            answer = await self._answer(press)
        if item.back.account != tap.account:
            answer = replace(answer, receipt=False)  # somebody else did it: they do not know yet
        if not answer.refused:  # of whoever has left the group, somebody tidies up: nobody is told
            await self._telling.answer(back, press, answer)
        # Last: handed in again after a failure, it must still be known what was taken back.
        await self._memory.unreact(item.gone)
