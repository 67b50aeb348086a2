"""What other features put on the next meeting's list; over real databases."""

from datetime import timedelta

from handlers.agenda.desk import AgendaDesk
from handlers.agenda.model import Meeting
from storage.agenda import StoredAgenda
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.posts import StoredPosts
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import CHAT, settle

THURSDAY = paris("2027-03-11", "18:30")
SOURCE = "proposals:5"


def desk(tx: Transaction) -> AgendaDesk:
    return AgendaDesk(StoredAgenda(tx), StoredMembers(tx, TUESDAY_NOON), StoredPosts(tx))


async def test_what_another_feature_adds_twice_is_there_once(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        at_the_desk = desk(tx)
        for words in ("La buanderie", "La buanderie, jusqu'à 21 h"):
            said = await at_the_desk.add_topic(here.group, words, source=SOURCE, by=here.karim, now=TUESDAY_NOON)
            assert said is None, "nobody knows when they meet"
        await at_the_desk.add_topic(here.group, "x " * 300, source="polls:5", by=None, now=TUESDAY_NOON)
        first, second = await agenda.points(here.group)
        assert (first.words, first.source, first.brought_by) == ("La buanderie", SOURCE, here.karim)
        assert (len(second.words), second.brought_by) == (200, None)


async def test_what_was_spoken_of_comes_up_again(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        await desk(tx).add_topic(here.group, "La buanderie", source=SOURCE, by=None, now=TUESDAY_NOON)
        (point,) = await agenda.points(here.group)
        await agenda.finish(point.id, TUESDAY_NOON)
        await agenda.remove(point.id, TUESDAY_NOON)
        await agenda.postpone(point.id, later=True)
        await desk(tx).add_topic(here.group, "La buanderie", source=SOURCE, by=None, now=THURSDAY)
        assert list(await agenda.points(here.group)) == [point]


async def test_when_the_group_meets_is_told_on_its_clock_until_that_day_is_over(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda, posts = await settle(tx), StoredAgenda(tx), StoredPosts(tx)
        number = await agenda.plan(Meeting(0, here.group, THURSDAY, True, here.lea))
        meeting = await agenda.meeting(number)
        assert meeting is not None
        await posts.put(meeting.list, [CHAT])
        (stood,) = await posts.stale()
        for now in (TUESDAY_NOON, paris("2027-03-11", "23:59")):
            at = await desk(tx).add_topic(here.group, "La buanderie", source=SOURCE, by=None, now=now)
            assert at == await desk(tx).next_meeting(here.group, now) == THURSDAY
            assert at is not None
            assert at.utcoffset() == timedelta(hours=1), "as people there read it"
        (stands,) = await posts.stale()
        assert stands.wanted == stood.wanted + 2, "the list in the group is drawn again"
        friday = paris("2027-03-12", "00:00")
        assert await desk(tx).next_meeting(here.group, friday) is None
        assert await agenda.next(here.group) == meeting, "a look changes nothing"
        assert await desk(tx).add_topic(here.group, "Autre", source="polls:1", by=None, now=friday) is None
        (held,) = await agenda.points_of(number)
        assert held.source == SOURCE, "what came after its day was not on its list"
        assert len(await agenda.points(here.group)) == 2
