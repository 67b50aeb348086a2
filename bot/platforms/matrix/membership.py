"""Who is where: rooms that Palabre is brought into and shown out of, or that go on elsewhere; people in them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.platforms.platform import Ears
from handlers.conversation.events import Chat, Dismissed, Invited, Joined, Left, Moved, Sender, Standing

from .connection import Connection
from .errands import Errands
from .failures import NotReady, Refusal, Unreachable
from .incoming import PLATFORM, Where, digested
from .names import shown_name
from .rooms import Invitation, Rooms, private_chat
from .store import Memory
from .telling import Telling

log = structlog.get_logger()


class Membership:
    """Raises one of the exceptions for « nothing can be kept now » as Ears do."""

    def __init__(
        self,
        connection: Connection,
        ears: Ears,
        memory: Memory,
        rooms: Rooms,
        errands: Errands,
        telling: Telling,
        now: Callable[[], datetime],
        stir: Callable[[Chat], None],
    ) -> None:
        self._connection = connection
        self._ears = ears
        self._memory = memory
        self._rooms = rooms
        self._errands = errands
        self._telling = telling
        self._now = now
        self._stir = stir
        self._moved: dict[str, str] = {}
        self._awaited: dict[str, str] = {}
        """Rooms in which a group's conversation goes on, and that Palabre could not enter yet: the former room."""

    async def begin(self) -> None:
        self._moved = await self._memory.moved(PLATFORM)
        for room, (account, state) in (await self._memory.private_rooms()).items():
            if state == "asked":
                self._wants_private(room, account)

    def where(self, id: str) -> Where:
        """The room as an event of it is read: under its newest id, what people do in the former one they do in
        the room."""
        where = self._rooms.where(id)
        return where if where.person else replace(where, follows=self._newest(id))

    def _newest(self, id: str) -> str:
        seen = {id}
        while (to := self._moved.get(id)) is not None and to not in seen:
            seen.add(to)
            id = to
        return id

    # Palabre itself

    async def invited(self, invitation: Invitation, batch: str) -> None:
        """A private room is entered, and so is the one in which a group goes on. Into a group's room Palabre comes
        where the host allows it: to say hello, once that stands in storage."""
        room = invitation.room
        if (before := self._awaited.get(room)) is not None:
            self._enter(room, (), lambda: self._entered(before, room))
            return
        chat = Chat(PLATFORM, room)
        again = await self._memory.has_group(chat)
        if invitation.direct and not again:
            # Kept: the server tells of an invitation once, and Palabre may end before it has come.
            await self._note_private(room, invitation.by, "asked")
            self._wants_private(room, invitation.by)
            return
        self._rooms.invitations[room] = invitation
        name = shown_name(invitation.name, invitation.by)
        sender = Sender(invitation.by, name, Standing("unknown", self._now()), invitation.by)
        id = f"{PLATFORM}:{digested(invitation.by)}:invited:{room}:{batch}"
        await self._ears.handle(Invited(id, self._now(), chat, sender, invitation.title, False, in_the_open=True))
        if again:
            self._comes_back(chat)  # it has said hello before, and perhaps has nothing to say now
        self._stir(chat)

    def _enter(self, room: str, via: Sequence[str], entered: Callable[[], Awaitable[None]]) -> None:
        """Soon; `entered` is called once it is done. A room that does not let Palabre in may still invite it."""

        async def enter() -> None:
            await self._connection.join(room, via)
            await entered()

        self._errands.want(f"enter {room}", enter)

    async def missing(self) -> None:
        """Enters the groups' rooms in which Palabre should be and is not: it ended before it had come in."""
        for chat in await self._memory.rooms():
            if self._rooms.outside(chat.id) and chat.id not in self._moved:
                self._comes_back(chat)

    def _comes_back(self, chat: Chat) -> None:
        async def entered() -> None:
            self._stir(chat)

        self._enter(chat.id, (), entered)

    def _wants_private(self, room: str, account: str) -> None:
        self._enter(room, (), lambda: self._came_privately(room, account))

    async def recognise(self, id: str) -> None:
        """A room that Palabre made, and whose it is could not be noted: the server's answer was lost, or Palabre
        ended. None but private ones are made."""
        room = self._rooms.room(id)
        others = {*room.members, *room.invited} - {self._rooms.me}
        if room.creators != {self._rooms.me} or self._rooms.is_private(id) or len(others) != 1:
            return
        (account,) = others
        await self._note_private(id, account, "invited")
        if account in room.members:
            await self.private_changed(id, account)

    async def _note_private(self, room: str, account: str, state: str) -> None:
        self._rooms.note_private(room, account, state)
        await self._memory.keep_private(room, account, state)

    async def _forget_private(self, room: str) -> None:
        await self._memory.drop_private(room)
        self._rooms.forget_private(room)

    async def _came_privately(self, room: str, account: str) -> None:
        """The two can speak there: what waits for this person is told."""
        await self._note_private(room, account, "joined")
        await self._memory.open_private(private_chat(account), account)
        self._stir(private_chat(account))

    async def dismissed(self, id: str, batch: str) -> None:
        """Palabre was shown out of a room, or its invitation was taken back."""
        private = self._rooms.is_private(id)
        chat = Chat(PLATFORM, id)
        if private:
            # Whoever shows it out there is not asked again until they act.
            account = self._rooms.owner(id)
            await self._note_private(id, account, "left")
        elif id not in self._moved:
            await self._ears.handle(Dismissed(f"{PLATFORM}:dismissed:{id}:{batch}", self._now(), chat))
        self._rooms.left(id)

    # People

    async def differences(self, id: str, key: str) -> Sequence[Joined | Left]:
        """Who is in the room and not known to be, and the other way round. Of a room without a group: nothing."""
        chat = Chat(PLATFORM, id)
        if self._rooms.is_private(id) or id in self._moved or not await self._memory.has_group(chat):
            return ()
        room, known = self._rooms.room(id), set(await self._memory.accounts_in(chat))
        here = {account for account in room.members if account != self._rooms.me}
        changes: list[Joined | Left] = []
        for account in sorted(here ^ known):
            rank = room.rank(account)
            sender = Sender(account, room.name_of(account), Standing(rank, self._now()), account)
            kind = Left if rank == "left" else Joined
            changes.append(kind(f"{key}:{digested(account)}", self._now(), chat, sender))
        return changes

    async def private_entered(self, id: str) -> None:
        """Palabre came into a private room, where the person may be already."""
        account = self._rooms.person_of(id)
        if account and account in self._rooms.room(id).members:
            await self.private_changed(id, account)
        elif self._rooms.is_private(id) and not account:
            # Asked in as if to speak alone, where others are: that is no private room, and no group's either.
            await self._forget_private(id)
            self._errands.want(f"leave {id}", lambda: self._connection.leave(id))

    async def private_changed(self, id: str, account: str) -> None:
        """Somebody came to their private room, or left it; or a third person came, who must hear nothing there."""
        whose, room = self._rooms.person_of(id), self._rooms.room(id)
        chat = private_chat(account)
        if account == whose and account in room.members:
            await self._came_privately(id, account)
            self._telling.arrived(account)
        elif account not in room.members and account not in room.invited and account == self._rooms.owner(id):
            await self._note_private(id, account, "left")
            if (event := await self._memory.owed(account)) is not None:
                await self._memory.settle(account, event)  # who goes, or does not come, is not asked again
            if self._rooms.private_room(account) is None:
                key = f"{PLATFORM}:{digested(account)}:left:{id}:{self._now().timestamp()}"
                await self._ears.handle(Dismissed(key, self._now(), chat))

    # A room goes on elsewhere

    async def goes_on(self, id: str) -> None:
        """The room has ended; the conversation goes on in another one. Only who has the power can say so, and
        nobody can say it of a room in which another group talks, or of somebody's private one."""
        to, by = self._rooms.room(id).successor, self._rooms.room(id).ended_by
        if to and self._rooms.is_private(id):
            # A private room needs no successor: another one is opened when there is something to tell.
            await self._forget_private(id)
            return
        if not to or id in self._moved or not await self._memory.has_group(Chat(PLATFORM, id)):
            return
        if self._rooms.is_private(to) or await self._memory.has_group(Chat(PLATFORM, to)):
            log.warning("matrix.not_followed", room=id, to=to)
            return
        self._awaited[to] = id
        server = by.partition(":")[2]
        self._enter(to, (server,) if server else (), lambda: self._entered(id, to))

    async def _entered(self, before: str, to: str) -> None:
        self._awaited.pop(to, None)
        if before in self._moved:
            return
        if await self._connection.predecessor(to) != before:
            # Anybody can point at any room: that it goes on for this one, the room itself must say.
            log.warning("matrix.not_followed", room=before, to=to)
            await self._connection.leave(to)
            return
        self._rooms.enter(to)
        moved = Moved(f"{PLATFORM}:moved:{before}:{to}", self._now(), Chat(PLATFORM, before), Chat(PLATFORM, to))
        await self._ears.handle(moved)
        self._moved[before] = to
        self._stir(moved.to)
        try:
            await self._connection.leave(before)
        except (Refusal, Unreachable, NotReady) as error:
            log.info("matrix.former_room_stays", room=before, reason=str(error))
