"""Codes of six digits: spent once, for one purpose, within ten minutes; five tries an hour."""

import re
from datetime import timedelta
from itertools import chain, repeat

import pytest

from storage.codes import StoredCodes, random_code
from storage.database import Database
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import settle

MINUTE = timedelta(minutes=1)


def test_a_code_is_six_digits_that_differ() -> None:
    drawn = {random_code() for _ in range(50)}
    assert all(re.fullmatch("[0-9]{6}", code) for code in drawn)
    assert len(drawn) > 40


async def test_a_code_is_spent_once(database: Database) -> None:
    async with database.writing() as tx:
        here, codes = await settle(tx), StoredCodes(tx)
        code = await codes.give("room", here.nadia, here.group, TUESDAY_NOON)
        assert await codes.look("room", code, TUESDAY_NOON) == (here.nadia, here.group)
        assert await codes.look("account", code, TUESDAY_NOON) is None, "for another purpose"
        assert await codes.take("account", code, TUESDAY_NOON) is None
        assert await codes.take("room", code, TUESDAY_NOON + 9 * MINUTE) == (here.nadia, here.group)
        assert await codes.take("room", code, TUESDAY_NOON + 9 * MINUTE) is None
        assert await codes.look("room", code, TUESDAY_NOON + 9 * MINUTE) is None


async def test_a_code_lasts_ten_minutes(database: Database) -> None:
    async with database.writing() as tx:
        here, codes = await settle(tx), StoredCodes(tx)
        code = await codes.give("room", here.nadia, here.group, TUESDAY_NOON)
        assert await codes.look("room", code, TUESDAY_NOON + 10 * MINUTE) is None
        assert await codes.take("room", code, TUESDAY_NOON + 10 * MINUTE) is None


async def test_a_new_code_replaces_the_older_one_of_its_purpose(database: Database) -> None:
    drawn = iter(("000001", "000002", "000003"))
    async with database.writing() as tx:
        here, codes = await settle(tx), StoredCodes(tx, lambda: next(drawn))
        await codes.give("room", here.nadia, here.group, TUESDAY_NOON)
        await codes.give("account", here.nadia, here.group, TUESDAY_NOON)
        await codes.give("room", here.nadia, here.group, TUESDAY_NOON)
        assert await codes.look("room", "000001", TUESDAY_NOON) is None
        assert await codes.look("account", "000002", TUESDAY_NOON) is not None
        assert await codes.look("room", "000003", TUESDAY_NOON) is not None


async def test_two_people_never_have_one_code(database: Database) -> None:
    drawn = chain(("000001", "000001", "000002"), repeat("000002"))
    async with database.writing() as tx:
        here, codes = await settle(tx), StoredCodes(tx, lambda: next(drawn))
        assert await codes.give("room", here.nadia, here.group, TUESDAY_NOON) == "000001"
        assert await codes.give("room", here.karim, here.group, TUESDAY_NOON) == "000002"
        with pytest.raises(RuntimeError):
            await codes.give("room", here.lea, here.group, TUESDAY_NOON)


async def test_five_tries_an_hour(database: Database) -> None:
    async with database.writing() as tx:
        here, codes = await settle(tx), StoredCodes(tx)
        for at in range(5):
            assert await codes.may_try(here.lea, TUESDAY_NOON + at * MINUTE)
        for _ in range(3):
            assert not await codes.may_try(here.lea, TUESDAY_NOON + 59 * MINUTE)
        assert await codes.may_try(here.karim, TUESDAY_NOON + 59 * MINUTE), "each for themselves"
        assert await codes.may_try(here.lea, TUESDAY_NOON + 60 * MINUTE), "refused tries do not count"
        assert not await codes.may_try(here.lea, TUESDAY_NOON + 60 * MINUTE)


async def test_what_has_run_out_and_who_is_forgotten_leave_no_row(database: Database) -> None:
    async with database.writing() as tx:
        here, codes = await settle(tx), StoredCodes(tx)
        for person in (here.lea, here.karim):
            await codes.give("room", person, here.group, TUESDAY_NOON)
            await codes.may_try(person, TUESDAY_NOON)
        await codes.forget(here.lea)
        for table in ("codes", "code_tries"):
            rows = await tx.rows(f"SELECT person FROM {table}")
            assert [row["person"] for row in rows] == [here.karim]
        assert await codes.purge(TUESDAY_NOON + 9 * MINUTE) == 0
        assert await codes.purge(TUESDAY_NOON + 60 * MINUTE) == 2
