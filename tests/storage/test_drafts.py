"""A half-finished dialogue lives a day, one per person and chat; on both databases."""

from datetime import timedelta

from handlers.conversation.events import Chat
from handlers.conversation.stores import Draft
from storage.database import Database
from storage.drafts import StoredDrafts
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, settle

OTHER = Chat("elsewhere", "7")
ASKED = Draft("polls", "choices", {"question": "« L'été » ou\nl'hiver ? 🗳️", "credited": "Inès"})
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)


async def test_a_draft_comes_back_for_twenty_four_hours(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        await drafts.keep(here.lea, CHAT, ASKED, TUESDAY_NOON)
        assert await drafts.find(here.lea, CHAT, TUESDAY_NOON + DAY - SECOND) == ASKED
        assert await drafts.find(here.lea, CHAT, TUESDAY_NOON + DAY) is None
        assert await drafts.find(here.karim, CHAT, TUESDAY_NOON) is None
        assert await drafts.find(here.lea, OTHER, TUESDAY_NOON) is None


async def test_a_new_dialogue_replaces_the_old_one_in_its_chat(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        other = Draft("polls", "question", {})
        await drafts.keep(here.lea, CHAT, ASKED, TUESDAY_NOON)
        await drafts.keep(here.lea, OTHER, ASKED, TUESDAY_NOON)
        await drafts.keep(here.lea, CHAT, other, TUESDAY_NOON + DAY)
        assert await drafts.find(here.lea, CHAT, TUESDAY_NOON + DAY) == other
        assert await drafts.find(here.lea, OTHER, TUESDAY_NOON) == ASKED


async def test_dropping_says_whether_there_was_one(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        await drafts.keep(here.lea, CHAT, ASKED, TUESDAY_NOON)
        assert not await drafts.drop(here.karim, CHAT)
        assert await drafts.drop(here.lea, CHAT)
        assert not await drafts.drop(here.lea, CHAT)


async def test_the_purge_takes_what_nobody_can_find_any_more(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        await drafts.keep(here.lea, CHAT, ASKED, TUESDAY_NOON)
        await drafts.keep(here.karim, CHAT, ASKED, TUESDAY_NOON + SECOND)
        assert await drafts.purge(TUESDAY_NOON + DAY) == 1
        assert await drafts.find(here.karim, CHAT, TUESDAY_NOON + DAY) == ASKED


async def test_a_forgotten_name_goes_from_the_drafts_that_quote_it(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        words = Draft("polls", "choices", {"question": "Qui remplace Inès ?", "credited": "Karim"})
        await drafts.keep(here.lea, CHAT, ASKED, TUESDAY_NOON)
        await drafts.keep(here.karim, CHAT, words, TUESDAY_NOON)
        await drafts.forget(here.ines, "Inès")
        found = await drafts.find(here.lea, CHAT, TUESDAY_NOON)
        assert found is not None
        assert found.notes == {**ASKED.notes, "credited": ""}
        assert await drafts.find(here.karim, CHAT, TUESDAY_NOON) == words
