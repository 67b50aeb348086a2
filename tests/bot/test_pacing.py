"""No chat is spoken to faster than its pace, whoever waits, and who is waited for goes first."""

import asyncio
import random
from collections.abc import Sequence

import pytest

from bot.pacing import Pace, Paces, Pacing, Urgency
from handlers.conversation.events import Chat
from tests.bot.leaping import lived

ANSWER, NEWS, REFRESH, _ = Urgency
EAST, WEST = Chat("wire", "east"), Chat("wire", "west")
CLOSE = 0.001
"""Seconds that no test cares about."""


def pacing(*everything: Pace, refreshes: Sequence[Pace] = (), overall: Sequence[Pace] = ()) -> Pacing:
    """The same pace for every chat."""
    return Pacing(overall, lambda chat: Paces(everything, refreshes))


def now() -> float:
    return asyncio.get_running_loop().time()


class Told:
    """What went out: (seconds from the beginning, chat, urgency)."""

    def __init__(self, pace: Pacing) -> None:
        self.pace = pace
        self.began = now()
        self.sent: list[tuple[float, Chat, Urgency]] = []

    async def tell(self, chat: Chat, urgency: Urgency, after: float = 0.0) -> bool:
        """Waits `after` seconds, then for its turn."""
        await asyncio.sleep(after)
        waited = await self.pace.turn(chat, urgency)
        self.sent.append((now() - self.began, chat, urgency))
        return waited

    def times(self, chat: Chat | None = None, *urgencies: Urgency) -> list[float]:
        kept = urgencies or tuple(Urgency)
        return [at for at, to, urgency in self.sent if chat in (None, to) and urgency in kept]

    @property
    def order(self) -> list[Urgency]:
        return [urgency for _, _, urgency in self.sent]


def busiest(times: Sequence[float], seconds: float) -> int:
    """The most that went out in any window of this length, its end not counted."""
    return max((sum(start <= at < start + seconds - 1e-9 for at in times) for start in times), default=0)


def test_the_first_go_out_at_once_and_the_next_waits_for_the_window() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(3, 10.0)))
        waited = [await told.tell(EAST, NEWS) for _ in range(7)]
        assert waited == [False, False, False, True, False, False, True]
        assert told.times() == pytest.approx([0, 0, 0, 10, 10, 10, 20], abs=CLOSE)

    lived(story)


def test_a_window_slides_and_is_not_emptied_at_once() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(2, 10.0)))
        for after in (0.0, 6.0, 0.0, 0.0, 0.0):
            await told.tell(EAST, NEWS, after)
        assert told.times() == pytest.approx([0, 6, 10, 16, 20], abs=CLOSE)

    lived(story)


@pytest.mark.parametrize("seed", range(6))
def test_no_window_ever_holds_more_than_its_pace(seed: int) -> None:
    minute, second, refresh, kept_refresh = Pace(20, 60.5, kept=6), Pace(3, 3.1), Pace(1, 3.05), Pace(4, 20.0)
    whole = Pace(5, 1.0, kept=2)

    async def story() -> None:
        chance = random.Random(seed)
        told = Told(pacing(minute, second, refreshes=(refresh, kept_refresh), overall=(whole,)))
        chats = [Chat("wire", name) for name in ("east", "west", "north", "south")]
        await asyncio.gather(
            *(
                told.tell(chance.choice(chats), chance.choice((ANSWER, NEWS, REFRESH)), chance.uniform(0, 200))
                for _ in range(400)
            )
        )
        assert len(told.sent) == 400
        assert busiest(told.times(), whole.seconds) <= whole.most
        for chat in chats:
            for pace in (minute, second):
                assert busiest(told.times(chat), pace.seconds) <= pace.most
            for pace in (refresh, kept_refresh):
                assert busiest(told.times(chat, REFRESH), pace.seconds) <= pace.most
        assert busiest(told.times(EAST), minute.seconds) == minute.most

    lived(story)


def test_all_who_wait_at_once_go_out_as_fast_as_the_pace_allows_and_no_faster() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(4, 2.0)))
        await asyncio.gather(*(told.tell(EAST, NEWS) for _ in range(40)))
        expected = [2.0 * (number // 4) for number in range(40)]
        assert told.times() == pytest.approx(expected, abs=CLOSE)

    lived(story)


def test_refreshes_leave_room_for_what_is_kept() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(5, 60.0, kept=2)))
        refreshes = [asyncio.create_task(told.tell(EAST, REFRESH)) for _ in range(4)]
        await asyncio.sleep(1)
        assert told.order == [REFRESH] * 3
        assert [await told.tell(EAST, NEWS), await told.tell(EAST, ANSWER)] == [False, False]
        await asyncio.gather(*refreshes)
        assert told.times()[-1] == pytest.approx(60, abs=CLOSE)

    lived(story)


def test_what_is_new_may_take_all_and_then_a_refresh_waits_longer() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(3, 10.0, kept=2)))
        for after in (0.0, 1.0, 1.0):
            await told.tell(EAST, NEWS, after)
        await told.tell(EAST, REFRESH)
        assert told.times() == pytest.approx([0, 1, 2, 12], abs=CLOSE)

    lived(story)


def test_the_narrower_pace_is_for_refreshes_alone() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(50, 60.0), refreshes=(Pace(1, 3.0),)))
        await asyncio.gather(
            *(told.tell(EAST, REFRESH) for _ in range(3)), *(told.tell(EAST, NEWS) for _ in range(5))
        )
        assert told.times(EAST, REFRESH) == pytest.approx([0, 3, 6], abs=CLOSE)
        assert told.times(EAST, NEWS) == pytest.approx([0] * 5, abs=CLOSE)

    lived(story)


@pytest.mark.parametrize("order", [(REFRESH, NEWS, ANSWER), (NEWS, REFRESH, ANSWER), (ANSWER, NEWS, REFRESH)])
@pytest.mark.parametrize("apart", [0.0, 0.1])
def test_who_is_waited_for_goes_first_where_the_platform_is_full(order: Sequence[Urgency], apart: float) -> None:
    """Each in a chat of its own, in whatever order they came."""

    async def story() -> None:
        told = Told(pacing(overall=(Pace(1, 1.0),)))
        await told.tell(Chat("wire", "first"), NEWS)
        waiting = [(number, urgency) for number, urgency in enumerate(order)]
        await asyncio.gather(
            *(told.tell(Chat("wire", str(number)), urgency, apart * (number + 1)) for number, urgency in waiting)
        )
        assert told.order[1:] == [ANSWER, NEWS, REFRESH]
        assert told.times() == pytest.approx([0, 1, 2, 3], abs=0.2)

    lived(story)


def test_an_answer_does_not_wait_behind_a_crowd() -> None:
    async def story() -> None:
        told = Told(pacing(overall=(Pace(2, 1.0),)))
        crowd = [asyncio.create_task(told.tell(Chat("wire", str(number)), NEWS)) for number in range(40)]
        await asyncio.sleep(3.5)
        await told.tell(EAST, ANSWER)
        assert told.times(EAST) == pytest.approx([4.0], abs=0.2)
        await asyncio.gather(*crowd)
        assert len(told.sent) == 41
        assert told.times()[-1] < 22

    lived(story)


def test_an_answer_that_its_own_chat_holds_up_holds_up_nobody() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(9, 1.0), overall=(Pace(1, 1.0),)))
        told.pace.hold(EAST, 50.0)
        answer = asyncio.create_task(told.tell(EAST, ANSWER))
        for _ in range(5):
            await told.tell(WEST, REFRESH)
        assert told.times(WEST)[-1] < 5.0
        await answer
        assert told.times(EAST) == pytest.approx([50.0], abs=0.2)

    lived(story)


def test_a_held_chat_is_left_alone_and_no_other() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(3, 1.0)))
        told.pace.hold(EAST, 30.0)
        told.pace.hold(EAST, 5.0)  # what was asked for first still stands
        assert not told.pace.soon(EAST, ANSWER, 29.0)
        assert told.pace.soon(EAST, ANSWER, 30.0)
        assert told.pace.soon(WEST, ANSWER, 0.0)
        assert [await told.tell(WEST, REFRESH), await told.tell(EAST, ANSWER)] == [False, True]
        assert told.times() == pytest.approx([0, 30], abs=CLOSE)
        assert not await told.tell(EAST, ANSWER)

    lived(story)


def test_the_parts_of_a_room_share_its_pace() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(1, 10.0)))
        told.pace.hold(Chat("wire", "east", thread="7"), 5.0)
        for thread in ("", "7", "8"):
            await told.tell(Chat("wire", "east", thread=thread, private=thread == "8"), NEWS)
        assert told.times() == pytest.approx([5, 15, 25], abs=CLOSE)

    lived(story)


def test_a_turn_that_is_given_up_leaves_nothing_behind() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(2, 10.0), overall=(Pace(4, 10.0),)))
        for _ in range(2):
            await told.tell(EAST, NEWS)
        given_up = [asyncio.create_task(told.tell(EAST, urgency)) for urgency in Urgency]
        await asyncio.sleep(1)
        for task in given_up:
            task.cancel()
        assert all(
            isinstance(one, asyncio.CancelledError)
            for one in await asyncio.gather(*given_up, return_exceptions=True)
        )
        assert not await told.tell(WEST, REFRESH)
        assert not await told.tell(WEST, REFRESH)
        await asyncio.gather(told.tell(EAST, REFRESH), told.tell(EAST, REFRESH))
        assert told.times(EAST) == pytest.approx([0, 0, 10, 10], abs=CLOSE)

    lived(story)


def test_the_next_refresh_is_counted_from_the_arrival_of_the_last() -> None:
    async def story() -> None:
        told = Told(pacing(refreshes=(Pace(1, 3.0),)))
        await told.tell(EAST, REFRESH)
        await asyncio.sleep(0.5)  # it is drawn, and carried there
        told.pace.arrived(EAST)
        await told.tell(EAST, REFRESH)
        assert told.times() == pytest.approx([0, 3.5], abs=CLOSE)

    lived(story)


def test_who_only_asks_takes_no_turn() -> None:
    async def story() -> None:
        told = Told(pacing(Pace(1, 10.0)))
        assert all(told.pace.soon(EAST, ANSWER, 0) for _ in range(5))
        await told.tell(EAST, ANSWER)
        assert not told.pace.soon(EAST, ANSWER, 9.9)
        assert told.pace.soon(EAST, ANSWER, 10.0)

    lived(story)


async def test_real_time_is_kept() -> None:
    told = Told(pacing(Pace(2, 0.1)))
    await asyncio.gather(*(told.tell(EAST, NEWS) for _ in range(6)))
    assert busiest(told.times(), 0.1) <= 2
    assert 0.2 <= told.times()[-1] < 1.0
