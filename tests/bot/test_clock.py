"""The clock: every alarm rings, in order, once, whatever the wall clock does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot import clock as clock_module
from bot.assembly import FEATURES
from bot.clock import Clock
from bot.dispatch import Dispatch
from bot.ground import Ground, Placed
from handlers.conversation.answer import Answer
from handlers.conversation.events import Alarm
from handlers.conversation.feature import Feature
from handlers.conversation.topic import Topic
from storage.database import Database
from storage.heard import StoredHeard
from tests.bot.chimes import Chimes, hang
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import paris


class Tower:
    """A clock over a database, and the time that it reads."""

    def __init__(self, database: Database) -> None:
        self.now = TUESDAY_NOON
        self.clock = Clock(database, Dispatch(database, lambda: self.clock.wake()), lambda: self.now)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.clock.run())
        try:
            yield
            assert not task.done(), "the clock has stopped"
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def tower(database: Database) -> Tower:
    return Tower(database)


@pytest.fixture
def chimes(database: Database, monkeypatch: pytest.MonkeyPatch) -> Chimes:
    return hang(database, monkeypatch)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.01)


def after(minutes: float) -> datetime:
    return TUESDAY_NOON + timedelta(minutes=minutes)


async def test_what_is_due_rings_oldest_first_and_once(chimes: Chimes, tower: Tower) -> None:
    for number, minutes in ((1, -1), (2, -3), (3, -2), (4, 1)):
        await chimes.set(number, after(minutes))
    assert await tower.clock.ring() == 3
    assert await tower.clock.ring() == 0
    assert chimes.rung == [2, 3, 1]


async def test_an_alarm_that_is_moved_while_it_rings_rings_at_its_new_time(chimes: Chimes, tower: Tower) -> None:
    async def later(ground: Ground, alarm: Alarm) -> None:
        if not chimes.rung:
            await ground.alarms.set(alarm.topic, alarm.name, after(10))

    chimes.when[1] = later
    await chimes.set(1, after(0))
    await tower.clock.ring()
    await tower.clock.ring()
    assert chimes.rung == [1]
    tower.now = after(10)
    await tower.clock.ring()
    assert chimes.rung == [1, 1]


async def test_an_alarm_that_an_earlier_one_cancels_stays_silent(chimes: Chimes, tower: Tower) -> None:
    async def hush(ground: Ground, alarm: Alarm) -> None:
        await ground.alarms.cancel(Topic("chimes", 2), "chime")
        await ground.alarms.set(Topic("chimes", 3), "chime", after(5))

    chimes.when[1] = hush
    for number in (1, 2, 3):
        await chimes.set(number, after(0))
    await tower.clock.ring()
    assert chimes.rung == [1]


async def test_a_broken_alarm_stops_no_other_and_is_not_tried_without_end(chimes: Chimes, tower: Tower) -> None:
    async def breaks(ground: Ground, alarm: Alarm) -> None:
        raise LookupError("a mistake in a feature")

    chimes.when[1] = breaks
    await chimes.set(1, after(-60))
    async with tower.running():
        for number in range(2, 22):
            await chimes.set(number, after(0))
            tower.clock.wake()
            await until(lambda: number in chimes.rung)  # noqa: B023 - awaited before the next turn
        await asyncio.sleep(0.5)
    assert chimes.rung == list(range(2, 22))
    assert chimes.tried.count(1) == 1


async def test_a_broken_alarm_is_kept_and_rings_once_it_can(
    chimes: Chimes, tower: Tower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_module, "LONGEST_SLEEP", 0.1)

    async def breaks(ground: Ground, alarm: Alarm) -> None:
        if chimes.tried.count(1) < 3:
            raise LookupError("a mistake in a feature")

    chimes.when[1] = breaks
    await chimes.set(1, after(-60))
    async with tower.running():
        await until(lambda: bool(chimes.rung))
    assert (chimes.rung, chimes.tried) == ([1], [1, 1, 1])


async def test_more_broken_alarms_than_are_read_at_once_stop_no_other(
    chimes: Chimes, tower: Tower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_module, "AT_ONCE", 3)

    async def breaks(ground: Ground, alarm: Alarm) -> None:
        raise LookupError("a mistake in a feature")

    for number in range(1, 6):
        chimes.when[number] = breaks
        await chimes.set(number, after(-60))
    await chimes.set(6, after(0))
    await tower.clock.ring()
    assert chimes.rung == [6]


async def test_a_wall_clock_that_jumps_forward_or_back_loses_no_alarm(
    chimes: Chimes, tower: Tower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_module, "LONGEST_SLEEP", 0.05)
    await chimes.set(1, after(180))
    await chimes.set(2, after(600))
    async with tower.running():
        tower.now = after(-300)
        await asyncio.sleep(0.3)
        assert chimes.rung == []
        tower.now = after(180)
        await until(lambda: chimes.rung == [1])
        tower.now = after(0)
        await asyncio.sleep(0.3)
        assert chimes.rung == [1]
        tower.now = after(6000)
        await until(lambda: chimes.rung == [1, 2])


async def test_it_sleeps_until_the_next_alarm_without_being_woken(chimes: Chimes, database: Database) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    tower = Tower(database)
    walking = Clock(
        database,
        Dispatch(database, lambda: None),
        lambda: TUESDAY_NOON + timedelta(seconds=loop.time() - began),
    )
    tower.clock = walking
    await chimes.set(1, TUESDAY_NOON + timedelta(seconds=2))
    async with tower.running():
        await until(lambda: chimes.rung == [1])
    assert loop.time() - began >= 2


async def test_a_late_reminder_does_not_ring_after_the_deadline(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage On peint la porte en bleu ou en vert ?")
        await neighbours.sleeps_until(paris("2027-03-04", "20:01"))
        card, result = await neighbours["Léa"].sees()
        assert "Ce sondage est fini." in card.text
        assert "Personne n'a répondu." in result.text


async def test_what_is_past_its_time_goes_once_a_day(
    database: Database, tower: Tower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_module, "LONGEST_SLEEP", 0.05)

    async def hear(event: str) -> None:
        old = tower.now - timedelta(days=31)
        async with database.writing() as tx:
            await StoredHeard(tx).keep(event, "", Answer(), old)

    async def kept(event: str) -> bool:
        async with database.reading() as tx:
            return await StoredHeard(tx).answer_to(event) is not None

    await hear("first")
    async with tower.running(), asyncio.timeout(60):
        while await kept("first"):
            await asyncio.sleep(0.01)
        await hear("second")
        await asyncio.sleep(0.3)
        assert await kept("second")
        tower.now = after(24 * 60)
        while await kept("second"):
            await asyncio.sleep(0.01)


async def test_a_purge_that_fails_keeps_no_alarm_from_ringing(
    chimes: Chimes, tower: Tower, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(ground: Ground, now: datetime) -> int:
        raise LookupError("a mistake in a feature")

    async def nothing(ground: Ground, person: int) -> tuple[()]:
        return ()

    async def none(ground: Ground, person: int) -> None:
        pass

    feature: Feature[Ground] = Feature("broken", held_about=nothing, forget=none, purge=breaks)
    monkeypatch.setattr(clock_module, "FEATURES", (*FEATURES, Placed(feature, lambda ground: ground)))
    async with tower.running():
        await asyncio.sleep(0.1)
        await chimes.set(1, after(0))
        tower.clock.wake()
        await until(lambda: chimes.rung == [1])
