"""Databases, browsers and neighbourhoods for the tests."""

import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import asyncpg
import hypothesis
import pytest

from storage.database import Database, open_database
from tests.neighbours import Neighbourhood, neighbourhood, paris
from tests.peers.element import Elements, elements
from tests.peers.postgres import PostgresServer, postgres_server
from tests.peers.ready import ReadyPostgres, ready_file
from tests.peers.synapse import Synapse, Town, synapse_server, town

hypothesis.settings.register_profile("same every time", deadline=None, derandomize=True)
hypothesis.settings.register_profile("wander", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS", "same every time"))
"""What passed here passes there; HYPOTHESIS=wander looks further."""

TUESDAY_NOON = paris("2027-03-02", "12:10")


class Opens(Protocol):
    """Opens the neighbourhood of a story."""

    def __call__(
        self, start: datetime = TUESDAY_NOON, **how: Any
    ) -> AbstractAsyncContextManager[Neighbourhood]: ...


@pytest.fixture
def tilleuls(tmp_path: Path) -> Opens:
    def opens(start: datetime = TUESDAY_NOON, **how: Any) -> AbstractAsyncContextManager[Neighbourhood]:
        return neighbourhood(tmp_path, start, **how)

    return opens


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A real PostgreSQL of this test process."""
    folder = Path(f"/tmp/palabre-postgres-{uuid.uuid4().hex[:8]}")  # short: sockets have short names
    with postgres_server(folder) as server:
        yield server
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def one_synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """A real Matrix server of this test process: two boot side by side sooner than one serves both."""
    with synapse_server(tmp_path_factory.mktemp("synapse")) as server:
        yield server


@pytest.fixture
async def matrix(one_synapse: Synapse) -> AsyncIterator[Town]:
    """The people of this test, on that server. A test may stop and freeze it: the next finds it awake. Where the test
    fails, what the server had to say meanwhile is shown."""
    known = len(one_synapse.log())
    async with town(one_synapse) as people:
        yield people
        one_synapse.make_whole()
    print(one_synapse.log()[known:])


@pytest.fixture
async def element(matrix: Town) -> AsyncIterator[Elements]:
    """Residents of this test who use Element: the real encryption of it, on Node."""
    async with elements() as there:
        yield there


@pytest.fixture(scope="session")
def ready_postgres(postgres: PostgresServer) -> ReadyPostgres:
    return ReadyPostgres(postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind in turn, of the newest form and without a row."""
    if request.param == "sqlite":
        await ready_file(tmp_path / "palabre.db")
        return f"sqlite:///{tmp_path}/palabre.db"
    ready: ReadyPostgres = request.getfixturevalue("ready_postgres")
    return await ready.url()


@pytest.fixture(params=["sqlite", "postgresql"])
async def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of each kind in turn, in which nothing has ever been."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/palabre.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"t{uuid.uuid4().hex[:12]}"
    control = await asyncpg.connect(server.url("postgres"))
    await control.execute(f"CREATE DATABASE {name}")
    yield server.url(name)
    await control.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await control.close()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """An open database with every migration applied."""
    opened = open_database(url)
    await opened.open()
    yield opened
    await opened.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that wait for a Matrix server stand evenly among those that keep a core busy."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    waits = [
        file for file, tests in files.items() if any("matrix" in getattr(t, "fixturenames", ()) for t in tests)
    ]
    busy = [file for file in files if file not in waits]
    places = [(at / len(busy), file) for at, file in enumerate(busy)]
    places += [(at / len(waits), file) for at, file in enumerate(waits)]
    items[:] = [item for _, file in sorted(places) for item in files[file]]
