"""What the server left out of its answer is heard when those who said it are known."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

from bot.platforms.matrix.incoming import Event
from bot.platforms.matrix.listening import Listening
from bot.platforms.matrix.rooms import Rooms
from bot.platforms.matrix.stream import News, RoomNews
from tests.bot.matrix.test_rooms import LEA, ME, member
from tests.conftest import TUESDAY_NOON

ROOM = "!tilleuls"


class Server:
    """It tells of more than it gives: Léa came meanwhile, and what she did is asked for."""

    async def sync(self, since: str, *, wait: bool, whole: bool) -> News:
        if since != "s0":
            await asyncio.Event().wait()
        return News("s1", {ROOM: RoomNews(state=[member(LEA, "join", "Léa")], limited=True, before="p")})

    async def older(self, room: str, start: str, until: str) -> AsyncIterator[Event]:
        yield {"type": "m.reaction", "sender": LEA, "event_id": "$tap"}


class House:
    """Notes what it is told, in order; and keeps nothing."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.kept = asyncio.Event()

    async def token(self) -> str:
        return "s0"

    async def keep_token(self, token: str) -> None:
        self.kept.set()

    async def reconcile(self, room: str, batch: str) -> None:
        self.told.append("who is there")

    async def hear(self, room: str, events: Sequence[Event], *, learn: bool) -> None:
        self.told += [str(event["event_id"]) for event in events]

    async def recognise(self, room: str) -> None: ...

    async def goes_on(self, room: str) -> None: ...


async def test_who_came_in_a_gap_is_let_in_before_what_they_did_there_is_heard() -> None:
    house, rooms = House(), Rooms()
    rooms.begin(ME, {})
    server: Any = Server()
    told: Any = house
    listening = Listening(server, told, told, told, rooms, told, lambda: TUESDAY_NOON, "", "fr", ())
    running = asyncio.create_task(listening.run())
    try:
        async with asyncio.timeout(2):
            await house.kept.wait()
    finally:
        running.cancel()
    assert house.told[:2] == ["who is there", "$tap"]
