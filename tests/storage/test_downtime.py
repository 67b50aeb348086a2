"""When Palabre was stopped, whom it can tell, and what is over; on both databases."""

from datetime import timedelta

from handlers.conversation.events import Chat
from handlers.downtime.model import Downtime
from handlers.members.model import Group
from storage.alarms import StoredAlarms
from storage.database import Database, Transaction
from storage.downtime import StoredDowntimes
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import settle

MINUTE = timedelta(minutes=1)


async def _alive(tx: Transaction, *minutes: int) -> list[Downtime | None]:
    return [await StoredDowntimes(tx).alive(TUESDAY_NOON + at * MINUTE) for at in minutes]


async def test_ten_minutes_without_a_sign_of_life_are_a_downtime(database: Database) -> None:
    async with database.writing() as tx:
        assert await _alive(tx, 0, 1, 2, 11) == [None] * 4, "the first time it lives, and while it goes on"
        (stop,) = await _alive(tx, 21)
        assert stop == Downtime(stop.id if stop else 0, TUESDAY_NOON + 11 * MINUTE, TUESDAY_NOON + 21 * MINUTE)
        assert await _alive(tx, 21, 22) == [None, None]
        alarms = await StoredAlarms(tx).due(TUESDAY_NOON + 21 * MINUTE, 9)
        assert [(alarm.topic, alarm.name, alarm.due_at) for alarm in alarms] == [
            (stop.of_host, "back", stop.back_at)
        ]
        assert await _alive(tx, 5, 6) == [None, None], "a clock that was turned back"


async def test_which_stop_covers_a_moment(database: Database) -> None:
    async with database.writing() as tx:
        downtimes = StoredDowntimes(tx)
        _, one, _, two = await _alive(tx, 0, 60, 61, 120)
        assert one is not None
        assert two is not None
        for minutes, found in ((0, one), (59, one), (60, None), (61, two), (119, two), (120, None)):
            assert await downtimes.covering(TUESDAY_NOON + minutes * MINUTE) == found, minutes
        assert await downtimes.find(one.id) == one
        assert await downtimes.find(99) is None
        await _alive(tx, 30)
        (again,) = await _alive(tx, 200)
        assert await downtimes.covering(TUESDAY_NOON + 90 * MINUTE) == again, "of several the last"
        assert await downtimes.purge(TUESDAY_NOON + 60 * MINUTE) == 0
        assert await downtimes.purge(TUESDAY_NOON + 61 * MINUTE) == 1
        assert await downtimes.find(one.id) is None


async def test_the_groups_in_whose_rooms_it_is(database: Database) -> None:
    async with database.writing() as tx:
        here, downtimes, members = await settle(tx), StoredDowntimes(tx), StoredMembers(tx, TUESDAY_NOON)
        assert await downtimes.groups() == [here.group]
        other = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
        assert await downtimes.groups() == [here.group], "it is in no room of the other"
        for number in ("1", "2"):
            await members.add_chat(other, Chat("elsewhere", number), lists_members=True)
        assert await downtimes.groups() == [here.group, other]
        await tx.run("UPDATE chats SET gone_at = 1 WHERE group_id = :id", id=other)
        assert await downtimes.groups() == [here.group]


async def test_where_the_host_can_be_told(database: Database) -> None:
    async with database.writing() as tx:
        here, downtimes = await settle(tx), StoredDowntimes(tx)
        await StoredMembers(tx, TUESDAY_NOON).add_account(here.lea, "elsewhere", "léa")
        assert await downtimes.host("", "léa") is None, "she has no private conversation"
        await tx.run("UPDATE accounts SET private_chat = '7' WHERE account = 'léa' AND platform = 'elsewhere'")
        there = Chat("elsewhere", "7", private=True)
        assert await downtimes.host("", "léa") == await downtimes.host("elsewhere", "léa") == there
        assert await downtimes.host("salon", "léa") is None
        assert await downtimes.host("", "") is None
