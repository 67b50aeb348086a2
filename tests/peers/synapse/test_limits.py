"""How much an account may do on a server whose host changed nothing: the budget that Palabre lives on."""

import time
from collections.abc import Awaitable, Callable

from . import Neighbour, Refusal, Town


async def until_refused(act: Callable[[int], Awaitable[object]], most: int = 30) -> tuple[int, Refusal]:
    """How many times it was let through without a pause, and the first refusal."""
    for number in range(most):
        try:
            await act(number)
        except Refusal as refused:
            if refused.code == "M_LIMIT_EXCEEDED":
                return number, refused
            raise
    raise AssertionError(f"let through {most} times")


class Meter:
    """Tells what a purse holds that gets one more every `seconds`, also on a machine that is busy."""

    def __init__(self, holds: int, seconds: float) -> None:
        self._holds, self._seconds, self._begun = holds, seconds, time.monotonic()

    def agrees(self, spent: int) -> bool:
        return self._holds <= spent <= self._holds + (time.monotonic() - self._begun) / self._seconds


async def inside(matrix: Town) -> tuple[Neighbour, str, list[str], Meter]:
    """A person under the limits, the room in which they are, the ids of messages there, and what their purse holds:
    one of ten is spent on entering."""
    lea, karim = await matrix.neighbour("Léa"), await matrix.neighbour("Karim", limited=True)
    room = await lea.opens_room("Les Tilleuls", invites=(karim,))
    messages = [await lea.says(room, f"Message {number}") for number in range(12)]
    purse = Meter(9, seconds=5)
    await karim.joins(room)
    return karim, room, messages, purse


async def test_ten_at_once_and_one_more_every_five_seconds(matrix: Town) -> None:
    karim, room, _, purse = await inside(matrix)
    sent, refused = await until_refused(lambda number: karim.says(room, f"{number}"))
    assert purse.agrees(sent)
    assert refused.status == 429
    assert 0 < refused.body["retry_after_ms"] <= 5000
    assert int(refused.headers["retry-after"]) * 1000 >= refused.body["retry_after_ms"]


async def test_everything_that_a_room_remembers_is_paid_from_one_purse(matrix: Town) -> None:
    guests = [await matrix.neighbour("Inès") for _ in range(4)]
    karim, room, messages, purse = await inside(matrix)
    card = await karim.says(room, "Carte")

    async def act(number: int) -> None:
        match number % 4:
            case 0:
                await karim.reacts(room, messages[number], "1️⃣")
            case 1:
                await karim.edits(room, card, f"Carte, {number}")
            case 2:
                await karim.invites(room, guests[number // 4])
            case 3:
                await karim.takes_back(room, card)

    acts, _ = await until_refused(act, most=16)
    assert purse.agrees(1 + acts)


async def test_what_costs_nothing(matrix: Town) -> None:
    karim, room, messages, _ = await inside(matrix)
    await until_refused(lambda number: karim.says(room, f"{number}"))
    for number in range(20):
        here = f"/rooms/{room}"
        await karim.asks("PUT", f"{here}/typing/{karim.id}", {"typing": True, "timeout": 1000})
        await karim.asks("POST", f"{here}/receipt/m.read/{messages[number % 12]}", {})
        await karim.asks("PUT", f"/sendToDevice/m.dummy/{room[1:5]}{number}", {"messages": {karim.id: {"*": {}}}})
        await karim.asks("POST", "/keys/query", {"device_keys": {karim.id: []}})
        await karim.asks("PUT", f"/user/{karim.id}/account_data/m.direct", {})
        await karim.asks("GET", f"{here}/joined_members")
        await karim.asks("GET", "/sync")


async def test_ten_new_rooms_at_once_and_one_more_every_minute(matrix: Town) -> None:
    karim = await matrix.neighbour("Karim", limited=True)
    purse = Meter(10, seconds=60)
    made, refused = await until_refused(lambda number: karim.asks("POST", "/createRoom", {}))
    assert purse.agrees(made)
    assert 10_000 < refused.body["retry_after_ms"] <= 63_000


async def test_ten_rooms_entered_at_once_and_one_more_every_ten_seconds(matrix: Town) -> None:
    lea, karim = await matrix.neighbour("Léa"), await matrix.neighbour("Karim", limited=True)
    rooms = [await lea.opens_room("Les Tilleuls", invites=(karim,)) for _ in range(16)]
    purse = Meter(10, seconds=10)
    entered, refused = await until_refused(lambda number: karim.joins(rooms[number]))
    assert purse.agrees(entered)
    assert 0 < refused.body["retry_after_ms"] <= 10_000


async def test_who_is_exempted_is_let_through(matrix: Town) -> None:
    lea = await matrix.neighbour("Léa")
    room = await lea.opens_room("Les Tilleuls")
    for number in range(30):
        await lea.says(room, f"{number}")
