"""The people of one test on a server, each with an account that nobody had before."""

import asyncio
import re
import unicodedata
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp

from .accounts import Account, Kind, Registry
from .people import Neighbour
from .resident import Resident
from .server import Synapse


@dataclass(eq=False)
class Town:
    """`registry`: what the host of the server can do."""

    synapse: Synapse
    registry: Registry
    _closing: AsyncExitStack

    async def account(self, name: str) -> Account:
        """An account under the server's own limits: the bot's."""
        return await self._opens(Account, name)

    async def neighbour(self, name: str, *, limited: bool = False) -> Neighbour:
        """Somebody who acts and looks at nothing. `limited`: under the server's own limits."""
        return await self._opens(Neighbour, name, limited=limited)

    async def resident(self, name: str, *, limited: bool = False) -> Resident:
        """Somebody who has the app open, from now to the end of the test."""
        resident = await self._opens(Resident, name, limited=limited)
        await resident.comes_online()
        self._closing.push_async_callback(resident.goes_offline)
        return resident

    async def crowd(self, people: int, room: str, by: Neighbour) -> list[Neighbour]:
        """Many who act and look at nothing, let into a room by one who may invite: a tenth of a second each."""
        crowd = await asyncio.gather(*(self.neighbour(f"Voisin {number + 1}") for number in range(people)))
        await asyncio.gather(*(by.invites(room, person) for person in crowd))
        await asyncio.gather(*(person.joins(room) for person in crowd))
        return crowd

    async def _opens(self, kind: type[Kind], name: str, *, limited: bool = True) -> Kind:
        plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
        localpart = f"{re.sub('[^a-z0-9]+', '-', plain)}-{uuid.uuid4().hex[:8]}"
        account = await self.registry.register(kind, localpart, name)
        if not limited:
            await self.registry.exempt(account)
        return account


@asynccontextmanager
async def town(synapse: Synapse) -> AsyncIterator[Town]:
    """Ends with every app closed."""
    async with AsyncExitStack() as closing:
        session = await closing.enter_async_context(aiohttp.ClientSession())
        yield Town(synapse, Registry(synapse, session), closing)
