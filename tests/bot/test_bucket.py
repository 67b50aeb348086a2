"""A server that counts by a bucket is spoken to by the same bucket: some at once, then one at a time."""

import asyncio

import pytest

from bot.pacing import Bucket, Pace, Paces, Pacing, Urgency
from tests.bot.leaping import lived
from tests.bot.test_pacing import CLOSE, EAST, WEST, Told, now

ANSWER, NEWS, REFRESH, COMFORT = Urgency
MATRIX = Bucket(9, 5.0, kept=3)


def told_by_bucket(*refreshes: Bucket) -> Told:
    return Told(Pacing((MATRIX,), lambda chat: Paces((), refreshes)))


def test_as_many_as_it_holds_go_at_once_and_then_one_at_a_time() -> None:
    async def story() -> None:
        told = told_by_bucket()
        await asyncio.gather(*(told.tell(EAST, ANSWER) for _ in range(12)))
        assert [round(at) for at in told.times()] == [0] * 9 + [5, 10, 15]

    lived(story)


def test_it_fills_again_while_nothing_is_said() -> None:
    async def story() -> None:
        told = told_by_bucket()
        await asyncio.gather(*(told.tell(EAST, NEWS) for _ in range(9)))
        await asyncio.gather(*(told.tell(WEST, NEWS, after=20.0) for _ in range(5)))
        late = told.times(WEST)
        assert [round(at) for at in late] == [20, 20, 20, 20, 25]
        await asyncio.sleep(1000)
        began = len(told.sent)
        await asyncio.gather(*(told.tell(EAST, NEWS) for _ in range(10)))
        again = [at - told.sent[began][0] for at, _, _ in told.sent[began:]]
        assert [round(at) for at in again] == [0] * 9 + [5], "it never holds more than it can"

    lived(story)


def test_what_is_kept_is_neither_for_refreshes_nor_for_comfort() -> None:
    async def story() -> None:
        told = told_by_bucket()
        late = told.tell(EAST, ANSWER, after=0.5)
        await asyncio.gather(
            *(told.tell(EAST, COMFORT) for _ in range(6)), *(told.tell(WEST, REFRESH) for _ in range(4)), late
        )
        assert sum(at < CLOSE for at in told.times()) == 6
        assert told.times(EAST, ANSWER)[0] < 0.5 + CLOSE, "three were kept for this"

    lived(story)


def test_who_waits_for_an_answer_goes_before_what_is_only_handier() -> None:
    async def story() -> None:
        told = told_by_bucket()
        await asyncio.gather(*(told.tell(EAST, NEWS) for _ in range(9)))
        await asyncio.gather(
            told.tell(EAST, COMFORT), told.tell(EAST, REFRESH), told.tell(WEST, ANSWER, after=1.0)
        )
        assert [urgency for _, _, urgency in told.sent[9:]] == [ANSWER, REFRESH, COMFORT]

    lived(story)


def test_a_server_that_asks_to_wait_is_left_alone_in_every_chat() -> None:
    async def story() -> None:
        told = told_by_bucket()
        told.pace.hold_all(30.0)
        await asyncio.gather(told.tell(EAST, ANSWER), told.tell(WEST, NEWS))
        assert [round(at) for at in told.times()] == [30, 30]

    lived(story)


@pytest.mark.parametrize("limit", [Pace(2, 60), Bucket(2, 30)])
def test_a_turn_that_came_to_nothing_is_there_for_somebody_else(limit: Pace | Bucket) -> None:
    async def story() -> None:
        line = Pacing((limit,), lambda chat: Paces((Pace(2, 60),)))
        began = now()
        for _ in range(5):
            await line.turn(EAST, NEWS)
            line.unused(EAST)
        await line.turn(EAST, NEWS)
        await line.turn(EAST, NEWS)
        assert now() - began < CLOSE
        assert await line.turn(WEST, NEWS)
        assert now() - began > 29

    lived(story)
