"""Meetings and the points of their lists; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.agenda.model import Meeting, Point
from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.members.model import Group
from storage.agenda import StoredAgenda
from storage.alarms import StoredAlarms
from storage.database import Database, Transaction
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import Settled, settle

THURSDAY = paris("2027-03-11", "18:30")
DAY = timedelta(days=1)


async def _meets(agenda: StoredAgenda, here: Settled, group: int = 0) -> Meeting:
    meeting = Meeting(0, group or here.group, THURSDAY, True, here.lea)
    return replace(meeting, id=await agenda.plan(meeting))


async def _brings(agenda: StoredAgenda, here: Settled, words: str, **other: object) -> Point:
    point = replace(Point(0, here.group, words, TUESDAY_NOON, brought_by=here.ines), **other)  # type: ignore[arg-type]
    return replace(point, id=await agenda.add(point))


async def _other_group(tx: Transaction) -> int:
    return await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))


async def test_a_meeting_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        assert await agenda.next(here.group) is None
        meeting = await _meets(agenda, here)
        assert await agenda.next(here.group) == await agenda.meeting(meeting.id) == meeting
        assert await agenda.next(here.group + 1) is None
        midnight = paris("2027-03-18", "00:00")
        await agenda.move(meeting.id, midnight, here.karim, timed=False)
        moved = replace(meeting, at=midnight, timed=False, set_by=here.karim)
        assert await agenda.next(here.group) == moved
        assert await agenda.between(here.group, midnight, midnight + DAY) == moved
        assert await agenda.between(here.group, midnight - DAY, midnight) is None
        await agenda.remove_meeting(meeting.id)
        assert await agenda.next(here.group) is None
        assert await agenda.meeting(meeting.id) == replace(moved, state="removed")
        await agenda.restore_meeting(meeting.id)
        await agenda.settle(meeting.id)
        assert await agenda.next(here.group) == replace(moved, settled=True)


async def test_a_point_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        own = await _brings(agenda, here, "Le compost")
        quoted = await _brings(
            agenda, here, "", message="salon:les-tilleuls/7", said_by=here.lea, said_name="", later=True
        )
        from_poll = await _brings(agenda, here, "La porte ?", source="polls:5", brought_by=None)
        assert list(await agenda.points(here.group)) == [own, quoted, from_poll]
        assert await agenda.points(here.group + 1) == []
        assert await agenda.point(quoted.id) == quoted
        assert await agenda.from_source(here.group, "polls:5") == from_poll
        assert await agenda.from_source(here.group + 1, "polls:5") is None
        assert await agenda.from_source(here.group, "") is None
        await agenda.postpone(quoted.id, later=False)
        await agenda.finish(own.id, THURSDAY)
        await agenda.remove(from_poll.id, THURSDAY)
        assert list(await agenda.points(here.group)) == [replace(quoted, later=False)]
        assert await agenda.point(own.id) == replace(own, done_at=THURSDAY)
        await agenda.finish(own.id, None)
        await agenda.remove(from_poll.id, None)
        assert len(await agenda.points(here.group)) == 3


async def test_what_one_person_brought_lately_is_counted_whatever_became_of_it(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        removed = await _brings(agenda, here, "Le compost")
        await agenda.remove(removed.id, TUESDAY_NOON)
        await _brings(agenda, here, "Le local", added_at=TUESDAY_NOON - DAY)
        await _brings(agenda, here, "Le toit", brought_by=here.lea)
        await _brings(agenda, here, "La porte ?", source="polls:5")
        assert await agenda.brought_since(here.group, here.ines, TUESDAY_NOON - DAY) == 1
        assert await agenda.brought_since(here.group, here.ines, TUESDAY_NOON - 2 * DAY) == 2
        assert await agenda.brought_since(here.group + 1, here.ines, TUESDAY_NOON - DAY) == 0


async def test_a_meeting_that_was_held_keeps_its_list_and_what_was_postponed_comes_up(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        meeting, morning = await _meets(agenda, here), paris("2027-03-11", "00:00")
        waits = await _brings(agenda, here, "Le compost")
        spoken = await _brings(agenda, here, "Le local")
        before = await _brings(agenda, here, "Le toit")
        removed = await _brings(agenda, here, "La cave")
        later = await _brings(agenda, here, "La fête", later=True)
        await agenda.finish(spoken.id, THURSDAY)
        await agenda.finish(before.id, morning - DAY)
        await agenda.remove(removed.id, THURSDAY)
        elsewhere = await _other_group(tx)
        other = await _brings(agenda, here, "Ailleurs", group=elsewhere, later=True)
        await agenda.hold(meeting, morning)
        assert await agenda.next(here.group) is None
        assert await agenda.meeting(meeting.id) == replace(meeting, state="held")
        on_it = [point.id for point in await agenda.points_of(meeting.id)]
        assert on_it == [waits.id, spoken.id], (
            "what was spoken of before, removed, or meant for later was not on it"
        )
        assert list(await agenda.points(here.group)) == [
            replace(waits, meeting=meeting.id),
            replace(later, later=False),
        ]
        assert list(await agenda.points(elsewhere)) == [other]


async def test_who_asks_to_be_forgotten_leaves_neither_name_nor_words(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        meeting = await _meets(agenda, here)
        kept = await _brings(agenda, here, "Le compost", brought_by=here.lea)
        own = await _brings(agenda, here, "Le local", said_by=here.karim)
        await _brings(agenda, here, "La pompe fuit", said_by=here.lea)
        await _brings(agenda, here, "La cave aussi", said_name="Léa")
        stranger = await _brings(agenda, here, "Le toit", said_name="M. Roux")
        about = await agenda.about(here.lea)
        assert about.brought == ("Le compost",)
        assert about.quoted == ("La pompe fuit", "La cave aussi")
        assert about.dated == ((meeting.at, "Europe/Paris"),)
        assert (await agenda.about(here.nadia)).brought == ()
        assert await agenda.forget(here.nadia) == []
        assert list(await agenda.forget(here.lea)) == [meeting.id], "its list in the group is drawn again"
        assert list(await agenda.points(here.group)) == [replace(kept, brought_by=None), own, stranger]
        assert await agenda.next(here.group) == replace(meeting, set_by=None)


async def test_two_people_are_one(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        meeting = await _meets(agenda, here)
        point = await _brings(agenda, here, "La pompe fuit", brought_by=here.lea, said_by=here.lea)
        await agenda.unite(here.ines, here.lea)
        assert await agenda.point(point.id) == replace(point, brought_by=here.ines, said_by=here.ines)
        assert await agenda.next(here.group) == replace(meeting, set_by=here.ines)


async def test_two_groups_are_one_with_one_next_meeting(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        elsewhere = await _other_group(tx)
        theirs, point = await _meets(agenda, here, elsewhere), await _brings(agenda, here, "x", group=elsewhere)
        await agenda.annex(here.group, elsewhere)
        assert await agenda.next(here.group) == replace(theirs, group=here.group), "the only date there is"
        assert list(await agenda.points(here.group)) == [replace(point, group=here.group)]
        third = await _other_group(tx)
        late = await _meets(agenda, here, third)
        await agenda.annex(here.group, third)
        assert await agenda.next(here.group) == replace(theirs, group=here.group), "the first group's date holds"
        assert await agenda.meeting(late.id) == replace(late, group=here.group, state="removed")


async def test_what_was_spoken_of_goes_after_its_time_and_what_waits_stays(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda = await settle(tx), StoredAgenda(tx)
        held, waits = await _meets(agenda, here), await _brings(agenda, here, "Le compost")
        done, removed = await _brings(agenda, here, "Le local"), await _brings(agenda, here, "La cave")
        await agenda.hold(held, THURSDAY)
        await agenda.finish(done.id, THURSDAY)
        await agenda.remove(removed.id, THURSDAY + 2 * DAY)
        ahead = await _meets(agenda, here)
        assert await agenda.purge(THURSDAY, THURSDAY + 2 * DAY) == 0
        late = THURSDAY + timedelta(seconds=1)
        assert await agenda.purge(late, THURSDAY + 2 * DAY) == 2, "the topic and the meeting"
        assert await agenda.purge(late, late + 2 * DAY) == 1
        assert list(await agenda.points(here.group)) == [waits]
        assert await agenda.meeting(held.id) is None
        assert await agenda.next(here.group) == ahead, "what is ahead, or whose end nobody noted, stays"


async def test_a_group_without_its_sunday_is_found_while_it_has_a_room(database: Database) -> None:
    async with database.writing() as tx:
        here, agenda, members = await settle(tx), StoredAgenda(tx), StoredMembers(tx, TUESDAY_NOON)
        other, room = await _other_group(tx), Chat("salon", "le-verger")
        assert await agenda.without_sunday() == [here.group], "nobody could be told in the other"
        await members.add_chat(other, room, lists_members=True)
        assert await agenda.without_sunday() == [here.group, other]
        await StoredAlarms(tx).set(Topic("agenda", here.group, "sunday"), "sunday", THURSDAY)
        await StoredAlarms(tx).set(Topic("agenda", other), "over", THURSDAY)
        assert await agenda.without_sunday() == [other]
        await members.withdraw(room)
        assert await agenda.without_sunday() == []


async def test_a_group_remembers_that_it_does_without_a_summary(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        group = await members.group(here.group)
        assert group.sunday
        await members.settle(replace(group, sunday=False))
        assert not (await members.group(here.group)).sunday
        other = await members.add_group(replace(group, sunday=False))
        assert not (await members.group(other)).sunday
