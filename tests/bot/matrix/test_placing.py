"""Signs are put under the cards of every room, whatever has become of one of them."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.pacing import Paces, Pacing
from bot.platforms.matrix.failures import NotReady
from bot.platforms.matrix.placing import Placing

OUT, IN = "!out", "!in"


class Server:
    """Palabre is in one of the rooms, and was shown out of the other."""

    def is_in(self, room: str) -> bool:
        return room == IN

    async def send(self, room: str, kind: str, content: Mapping[str, Any], transaction: str) -> str:
        if room != IN:
            raise NotReady("the room is not known yet")
        return "$sign"


class Waiting:
    """The signs that wait, in the order of their cards."""

    def __init__(self) -> None:
        self.signs = [(OUT, "$1", "1"), (IN, "$2", "1"), (IN, "$2", "2")]
        self.all_placed = asyncio.Event()

    async def to_place(self) -> list[tuple[str, str, str]]:
        return list(self.signs)

    async def placed(self, room: str, message: str, sign: str) -> None:
        self.signs.remove((room, message, sign))
        if not any(room == IN for room, _, _ in self.signs):
            self.all_placed.set()


async def test_a_room_that_has_shown_palabre_out_keeps_no_other_waiting() -> None:
    waiting, server = Waiting(), Server()
    placing = Placing(server, waiting, Pacing((), lambda chat: Paces()), ())  # type: ignore[arg-type]
    task = asyncio.create_task(placing.run())
    try:
        async with asyncio.timeout(2):
            await waiting.all_placed.wait()
    finally:
        task.cancel()
    assert waiting.signs == [(OUT, "$1", "1")]
