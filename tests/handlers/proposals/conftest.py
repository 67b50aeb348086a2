"""« Les Tilleuls », on a database of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import open_database
from tests.peers.ready import ready_file
from tests.proposals_world import Tilleuls


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Tilleuls]:
    await ready_file(tmp_path / "palabre.db")
    database = open_database(f"sqlite:///{tmp_path}/palabre.db")
    await database.open()
    made = Tilleuls(database)
    await made.settle()
    yield made
    await database.close()
