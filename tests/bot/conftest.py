"""Rooms on a wire, for what delivery does."""

import pytest

from handlers.conversation.quiet import Night
from handlers.members.model import Group
from storage.database import Database
from tests.bot.chimes import Chimes, hang
from tests.bot.posting import EAST, WEST, Post
from tests.conftest import TUESDAY_NOON
from tests.peers.wire import Wire


@pytest.fixture
async def chimes(database: Database, monkeypatch: pytest.MonkeyPatch) -> Chimes:
    hung = hang(database, monkeypatch)
    for chat in (EAST, WEST):
        await hung.live_in(chat, Group(0, chat.id, "Europe/Paris", "fr", Night()), TUESDAY_NOON)
    return hung


@pytest.fixture
def post(database: Database) -> Post:
    return Post(database, Wire())
