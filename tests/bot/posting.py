"""Delivery over one wire, with a time that is turned by hand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.delivery import Delivery
from handlers.conversation.events import Chat
from storage.database import Database
from tests.conftest import TUESDAY_NOON
from tests.peers.wire import Wire

EAST, WEST = Chat("wire", "east"), Chat("wire", "west")


class Post:
    """Delivery over one wire, and the time that it reads."""

    def __init__(self, database: Database, wire: Wire) -> None:
        self.now = TUESDAY_NOON
        self.wire = wire
        self.delivery = Delivery(database, {"wire": wire}, lambda: self.now)

    async def pause(self) -> None:
        await asyncio.sleep(0.01)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.delivery.run())
        try:
            yield
            assert not task.done(), "delivery has stopped"
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
