"""Alarms ring once, in order, under an id that no other alarm ever had; on both databases."""

from datetime import timedelta

from handlers.conversation.topic import Topic
from storage.alarms import Due, StoredAlarms
from storage.database import Database
from tests.conftest import TUESDAY_NOON

DOOR, ROOF = Topic("polls", 17), Topic("polls", 18, "side")
LATE = TUESDAY_NOON + timedelta(days=9)


def _at(minutes: int) -> object:
    return TUESDAY_NOON + timedelta(minutes=minutes)


async def test_what_is_due_comes_oldest_first(database: Database) -> None:
    async with database.writing() as tx:
        alarms = StoredAlarms(tx)
        await alarms.set(DOOR, "close", TUESDAY_NOON + timedelta(minutes=2))
        await alarms.set(DOOR, "remind", TUESDAY_NOON + timedelta(minutes=1))
        await alarms.set(ROOF, "close", TUESDAY_NOON + timedelta(minutes=1))
        await alarms.set(ROOF, "remind", TUESDAY_NOON + timedelta(minutes=3))
        due = await alarms.due(TUESDAY_NOON + timedelta(minutes=2))
        assert [(one.topic, one.name, one.due_at) for one in due] == [
            (DOOR, "remind", _at(1)),
            (ROOF, "close", _at(1)),
            (DOOR, "close", _at(2)),
        ]
        assert await alarms.due(LATE, 2) == due[:2]
        assert await alarms.due(TUESDAY_NOON) == []


async def test_a_moved_alarm_is_a_new_one(database: Database) -> None:
    async with database.writing() as tx:
        alarms = StoredAlarms(tx)
        await alarms.set(DOOR, "close", TUESDAY_NOON)
        (old,) = await alarms.due(LATE)
        await alarms.set(DOOR, "close", TUESDAY_NOON + timedelta(minutes=5))
        (new,) = await alarms.due(LATE)
        assert new.id > old.id
        assert new == Due(new.id, DOOR, "close", TUESDAY_NOON + timedelta(minutes=5))
        assert not await alarms.take(old.id)
        assert await alarms.take(new.id)
        assert not await alarms.take(new.id)
        assert await alarms.due(LATE) == []


async def test_the_id_of_an_alarm_that_is_gone_is_never_given_again(database: Database) -> None:
    given = []
    for round in range(4):
        async with database.writing() as tx:
            alarms = StoredAlarms(tx)
            await alarms.set(DOOR, "close", TUESDAY_NOON)
            (alarm,) = await alarms.due(LATE)
            given.append(alarm.id)
            if round % 2:
                await alarms.cancel(DOOR, "close")
            else:
                await alarms.take(alarm.id)
            assert await alarms.due(LATE) == []
    assert given == sorted(set(given))


async def test_cancelling_touches_one_name_of_one_topic(database: Database) -> None:
    async with database.writing() as tx:
        alarms = StoredAlarms(tx)
        for topic in (DOOR, ROOF):
            for name in ("close", "remind"):
                await alarms.set(topic, name, TUESDAY_NOON)
        await alarms.cancel(DOOR, "close")
        await alarms.cancel(DOOR, "close")
        left = {(one.topic, one.name) for one in await alarms.due(LATE)}
        assert left == {(DOOR, "remind"), (ROOF, "close"), (ROOF, "remind")}


async def test_the_next_alarm_is_the_first_that_was_not_due_yet(database: Database) -> None:
    async with database.writing() as tx:
        alarms = StoredAlarms(tx)
        assert await alarms.next_at(TUESDAY_NOON) is None
        await alarms.set(DOOR, "close", TUESDAY_NOON + timedelta(minutes=2))
        await alarms.set(DOOR, "remind", TUESDAY_NOON + timedelta(minutes=1))
        assert await alarms.next_at(TUESDAY_NOON) == _at(1)
        assert await alarms.next_at(TUESDAY_NOON + timedelta(minutes=1)) == _at(2)
        assert await alarms.next_at(LATE) is None
