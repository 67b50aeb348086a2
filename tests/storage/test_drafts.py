"""A half-finished dialogue lives a day, one per person and group; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.conversation.events import Chat
from handlers.conversation.stores import Draft
from handlers.members.model import Group
from storage.database import Database, Transaction
from storage.drafts import StoredDrafts
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import settle

THERE = Chat("elsewhere", "7", "42")
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)


def asked(group: int) -> Draft:
    notes = {"question": "« L'été » ou\nl'hiver ? 🗳️", "credited": "Inès"}
    return Draft(group, THERE, "polls", "choices", notes)


async def test_a_draft_comes_back_for_twenty_four_hours(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        await drafts.keep(here.lea, asked(here.group), TUESDAY_NOON)
        found = await drafts.find(here.lea, here.group, TUESDAY_NOON + DAY - SECOND)
        assert found == asked(here.group)
        assert found.chat.thread == "42"
        assert await drafts.find(here.lea, here.group, TUESDAY_NOON + DAY) is None
        assert await drafts.find(here.karim, here.group, TUESDAY_NOON) is None
        assert await drafts.find(here.lea, here.group + 1, TUESDAY_NOON) is None


async def test_a_new_dialogue_replaces_the_old_one_about_its_group(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        elsewhere = await _another_group(tx)
        newer = replace(asked(here.group), step="question", notes={})
        await drafts.keep(here.lea, asked(here.group), TUESDAY_NOON)
        await drafts.keep(here.lea, asked(elsewhere), TUESDAY_NOON + SECOND)
        assert await drafts.find(here.lea, None, TUESDAY_NOON + SECOND) == asked(elsewhere)
        await drafts.keep(here.lea, newer, TUESDAY_NOON + DAY)
        assert await drafts.find(here.lea, here.group, TUESDAY_NOON + DAY) == newer
        assert await drafts.find(here.lea, elsewhere, TUESDAY_NOON + DAY) == asked(elsewhere)
        assert await drafts.find(here.lea, None, TUESDAY_NOON + DAY) == newer


async def test_dropping_says_whether_there_was_one(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        await drafts.keep(here.lea, asked(here.group), TUESDAY_NOON)
        assert not await drafts.drop(here.karim, here.group)
        assert await drafts.drop(here.lea, here.group)
        assert not await drafts.drop(here.lea, here.group)


async def test_the_purge_takes_what_nobody_can_find_any_more(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        await drafts.keep(here.lea, asked(here.group), TUESDAY_NOON)
        await drafts.keep(here.karim, asked(here.group), TUESDAY_NOON + SECOND)
        assert await drafts.purge(TUESDAY_NOON + DAY) == 1
        assert await drafts.find(here.karim, here.group, TUESDAY_NOON + DAY) == asked(here.group)


async def test_a_forgotten_name_goes_from_the_drafts_that_quote_it(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        words = replace(asked(here.group), notes={"question": "Qui remplace Inès ?", "credited": "Karim"})
        await drafts.keep(here.lea, asked(here.group), TUESDAY_NOON)
        await drafts.keep(here.karim, words, TUESDAY_NOON)
        await drafts.forget(here.ines, "Inès")
        found = await drafts.find(here.lea, here.group, TUESDAY_NOON)
        assert found is not None
        assert found.notes == {**asked(here.group).notes, "credited": ""}
        assert await drafts.find(here.karim, here.group, TUESDAY_NOON) == words


async def _another_group(tx: Transaction) -> int:
    return await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
