"""« Les Tilleuls », on a database of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import open_database
from storage.migrate import migrate
from tests.conftest import TUESDAY_NOON
from tests.proposals_world import Tilleuls


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Tilleuls]:
    database = open_database(f"sqlite:///{tmp_path}/palabre.db")
    await database.open()
    await migrate(database, TUESDAY_NOON)
    made = Tilleuls(database)
    await made.settle()
    yield made
    await database.close()
