"""What is for one person is told to them alone, also where somebody else comes in while it waits for its turn."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from bot.pacing import Urgency
from bot.platforms.matrix.incoming import Back
from bot.platforms.matrix.privately import PrivateRooms
from bot.platforms.matrix.rooms import Rooms, private_chat
from bot.platforms.matrix.telling import Telling
from handlers.conversation.events import Chat
from handlers.conversation.text import t
from tests.bot.matrix.test_rooms import KARIM, LEA, ME, member

ALONE = "!alone"


class Server:
    """What is sent; the server lets it pass after a while, in which a guest may come in."""

    era = "era"

    def __init__(self, rooms: Rooms, guest: str) -> None:
        self.sent: list[str] = []
        self.pacing = self
        self._rooms, self._guest = rooms, guest

    async def turn(self, chat: Chat, urgency: Urgency) -> None:
        if self._guest:
            self._rooms.room(ALONE).learn(member(self._guest, "join"))

    @asynccontextmanager
    async def showing(self, *known: Any) -> AsyncIterator[Callable[[str], Awaitable[None]]]:
        async def shown(native: str) -> None: ...

        yield shown

    async def send(self, room: str, kind: str, content: Mapping[str, Any], transaction: str) -> str:
        self.sent.append(room)
        return "$said"

    async def language(self, chat: Chat, account: str) -> str:
        return "fr"


async def _told(guest: str) -> list[str]:
    rooms = Rooms()
    rooms.begin(ME, {ALONE: (LEA, "joined")})
    for account in (ME, LEA):
        rooms.room(ALONE).learn(member(account, "join"))
    server: Any = Server(rooms, guest)
    telling = Telling(
        server, rooms, PrivateRooms(server, rooms, server, server, server), server, server, server, ()
    )
    telling.decline(Back(private_chat(LEA), ALONE, LEA, "Léa", "$asked"), t("Your answer is taken back."))
    await telling.finish()
    return list(server.sent)


async def test_nothing_is_told_before_a_guest_who_came_in_meanwhile() -> None:
    assert await _told("") == [ALONE]
    assert await _told(KARIM) == []
