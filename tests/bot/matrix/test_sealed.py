"""A message that the server cannot give now is asked for again, and keeps nothing else waiting."""

import asyncio
from datetime import datetime
from typing import Any

import pytest

from bot.platforms.matrix.failures import Refusal
from bot.platforms.matrix.incoming import Event
from bot.platforms.matrix.listening import Listening
from bot.platforms.matrix.rooms import Rooms
from bot.platforms.matrix.stream import News
from bot.platforms.platform import CannotGoOn
from tests.bot.matrix.test_rooms import ME
from tests.conftest import TUESDAY_NOON


class Quiet:
    """A server on which nothing happens; it does not give the one message that is sealed."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self.asked = 0

    async def sync(self, since: str, *, wait: bool, whole: bool) -> News:
        await asyncio.sleep(0)
        return News("s1")

    async def event(self, room: str, id: str) -> Event:
        self.asked += 1
        raise self.refusal

    async def tend(self) -> None: ...


class House:
    """Keeps one sealed message."""

    def __init__(self) -> None:
        self.unsealed: list[str] = []

    async def token(self) -> str:
        return "s0"

    async def sealed(self) -> list[tuple[str, str, datetime]]:
        return [("!tilleuls", "$sealed", TUESDAY_NOON)]

    async def unseal(self, event: str) -> None:
        self.unsealed.append(event)

    async def missing(self) -> None: ...

    async def go_on(self) -> None: ...


def _listening(server: Any, house: Any) -> Listening:
    rooms = Rooms()
    rooms.begin(ME, {})
    return Listening(server, house, house, house, rooms, house, lambda: TUESDAY_NOON, "", "fr", ())


async def test_a_message_that_the_server_fails_on_is_asked_for_again_and_palabre_catches_up() -> None:
    server, house = Quiet(Refusal("M_UNKNOWN", 500)), House()
    listening = _listening(server, house)
    running = asyncio.create_task(listening.run())
    try:
        async with asyncio.timeout(2):
            await listening.caught_up.wait()
    finally:
        running.cancel()
    assert server.asked > 1
    assert house.unsealed == []


async def test_a_session_that_ends_takes_no_sealed_message_along() -> None:
    house = House()
    with pytest.raises(CannotGoOn):
        async with asyncio.timeout(2):
            await _listening(Quiet(Refusal("M_UNKNOWN_TOKEN", 401)), house).run()
    assert house.unsealed == []
