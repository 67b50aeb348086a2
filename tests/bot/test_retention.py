"""The clock is turned, and each table is looked at: what is past its time goes, and nothing else."""

from datetime import datetime, timedelta

import pytest

from bot.clock import Clock
from bot.dispatch import Dispatch
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat
from handlers.conversation.stores import Draft
from handlers.conversation.text import verbatim
from handlers.conversation.topic import Topic
from handlers.members.model import Group
from storage.codes import StoredCodes
from storage.database import Database
from storage.drafts import StoredDrafts
from storage.heard import StoredHeard
from storage.matrix import KeptReaction, StoredMatrix
from storage.matrix_signs import KeptButton
from storage.members import StoredMembers
from storage.posts import StoredPosts
from storage.salon import StoredSalon
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, settle

DAY = timedelta(days=1)
KEPT = {
    "codes": timedelta(minutes=10),
    "code_tries": timedelta(hours=1),
    "drafts": DAY,
    "discarded": timedelta(days=8),
    "heard": timedelta(days=30),
    "invitations": timedelta(days=30),
    "household_claims": timedelta(days=92),
    "memberships": timedelta(days=92),
    "matrix_buttons": timedelta(days=180),
    "matrix_reactions": timedelta(days=61),
    "matrix_sealed": DAY,
}
"""By hand, from the table that residents are told of (people.md §6.3)."""


class Day:
    """A house whose purge runs when it is told."""

    def __init__(self, database: Database) -> None:
        self.now = TUESDAY_NOON
        self.database = database

    async def purge(self, at: datetime) -> None:
        clock = Clock(self.database, Dispatch(self.database, lambda: None), lambda: at)
        await clock.purge()

    async def rows(self, table: str, where: str = "1 = 1") -> int:
        async with self.database.reading() as tx:
            return len(await tx.rows(f"SELECT 1 FROM {table} WHERE {where}"))


@pytest.fixture
def day(database: Database) -> Day:
    return Day(database)


async def fill(database: Database) -> int:
    """One row in each table that is emptied, all of Tuesday; Inès has left. Gives her number."""
    async with database.writing() as tx:
        here, members, codes = await settle(tx), StoredMembers(tx, TUESDAY_NOON), StoredCodes(tx)
        await StoredSalon(tx).open_room(CHAT.id)
        await codes.give("account", here.karim, here.group, TUESDAY_NOON)
        await codes.may_try(here.karim, TUESDAY_NOON)
        await StoredDrafts(tx).keep(here.karim, Draft(here.group, CHAT, "polls", "question", {}), TUESDAY_NOON)
        await members.discard(CHAT, 7)
        await StoredHeard(tx).keep("salon:x", "salon:karim", Answer(toast=verbatim("Noté.")), TUESDAY_NOON)
        await members.claim(here.group, here.karim, here.lea, "")
        await tx.run(
            "INSERT INTO invitations (platform, chat, title, administrator, account, name, made_at) "
            "VALUES ('elsewhere', '1', 'Le Verger', 0, '7', 'Odile', :now)",
            now=int(TUESDAY_NOON.timestamp()),
        )
        await StoredPosts(tx).tell(Topic("me", here.ines, "joined"), here.group, here.ines)
        matrix = StoredMatrix(tx)
        await matrix.keep_buttons("!room", "$card", [KeptButton("1️⃣", "Bleu", "polls:vote:1:1")], 0, TUESDAY_NOON)
        await matrix.react(KeptReaction("$tap", "!room", "$card", "@karim:x", "polls:vote:1:1"), TUESDAY_NOON)
        await matrix.seal("!room", "$sealed", TUESDAY_NOON)
        await members.leave(CHAT, "inès")
        return here.ines


@pytest.mark.parametrize("table", KEPT)
async def test_each_table_is_emptied_when_it_was_said_to_be(day: Day, table: str) -> None:
    await fill(day.database)
    where = "left_at IS NOT NULL" if table == "memberships" else "1 = 1"
    # Counts are kept by the day; a purge runs once a day, whatever the hour.
    slack = DAY if table == "discarded" else timedelta(seconds=1)
    await day.purge(TUESDAY_NOON + KEPT[table] - slack)
    assert await day.rows(table, where) == 1, "before its time"
    await day.purge(TUESDAY_NOON + KEPT[table] + timedelta(seconds=1))
    assert await day.rows(table, where) == 0


async def test_who_left_three_months_ago_is_forgotten_wholly(day: Day) -> None:
    ines = await fill(day.database)
    await day.purge(TUESDAY_NOON + KEPT["memberships"] - DAY)
    assert await day.rows("people", f"id = {ines} AND name = 'Inès'") == 1
    await day.purge(TUESDAY_NOON + KEPT["memberships"] + DAY)
    assert await day.rows("people", f"id = {ines} AND name IS NULL") == 1
    for table in ("accounts", "memberships"):
        assert await day.rows(table, f"person = {ines}") == 0, table
    assert await day.rows("posts", f"audience = 'person:{ines}'") == 0
    assert await day.rows("people", "name IS NOT NULL") == 3, "the others are as they were"
    assert await day.rows("memberships") == 3


async def test_who_came_back_or_is_in_another_group_is_not_forgotten(day: Day) -> None:
    ines = await fill(day.database)
    later = TUESDAY_NOON + KEPT["memberships"] + DAY
    async with day.database.writing() as tx:
        members = StoredMembers(tx, TUESDAY_NOON)
        other = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
        await members.add_member(other, ines, "resident")
    await day.purge(later)
    assert await day.rows("people", "name IS NOT NULL") == 4
    assert await day.rows("memberships", f"person = {ines}") == 1, "of the group that she left, nothing"
    assert await day.rows("households", "id NOT IN (SELECT household FROM memberships)") == 0


async def test_whoever_was_never_in_a_group_is_forgotten_too(day: Day) -> None:
    await fill(day.database)
    async with day.database.writing() as tx:
        await StoredMembers(tx, TUESDAY_NOON).add_person("Odile")
    await day.purge(TUESDAY_NOON)
    assert await day.rows("people", "name = 'Odile'") == 0


async def test_the_demonstration_stays(day: Day) -> None:
    async with day.database.writing() as tx:
        members = StoredMembers(tx, TUESDAY_NOON)
        group = await members.add_group(Group(0, "Les Tilleuls", "Europe/Paris", "fr", None, demo=True))
        await StoredSalon(tx).open_room(CHAT.id)
        await members.add_chat(group, Chat("salon", CHAT.id), lists_members=True)
        person = await members.add_person("Karim")
        await members.add_account(person.id, "salon", str(person.id))
        await members.add_member(group, person.id, "resident")
        await members.leave(CHAT, str(person.id))
    await day.purge(TUESDAY_NOON + timedelta(days=1000))
    assert await day.rows("people", "name = 'Karim'") == 1
    assert await day.rows("memberships") == 1


async def test_one_person_who_cannot_go_keeps_nobody_else(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    ines = await fill(day.database)
    async with day.database.writing() as tx:
        await StoredMembers(tx, TUESDAY_NOON).leave(CHAT, "léa")
    forget = StoredMembers.forget

    async def breaks(self: StoredMembers, person: int) -> None:
        if person == ines:
            raise LookupError("a mistake in a feature")
        await forget(self, person)

    monkeypatch.setattr(StoredMembers, "forget", breaks)
    await day.purge(TUESDAY_NOON + KEPT["memberships"] + DAY)
    assert await day.rows("people", "name = 'Inès'") == 1
    assert await day.rows("people", "name = 'Léa'") == 0
    assert await day.rows("discarded") == 0
