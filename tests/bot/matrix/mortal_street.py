"""A street whose Palabre may die at any moment: whoever it is that finds it dead starts it again."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.bot.matrix.street import NAMES, QUESTION, Street
from tests.neighbours import noon_zone, paris
from tests.peers.points import NEVER
from tests.peers.synapse import Message, Town
from tests.peers.synapse.resident import BUSY
from tests.peers.victim import Victim

OPENING = paris("2025-03-04", "12:10")
"""What somebody did at the server is never later than Palabre's clock: it stands in the past, so that it alone tells
the time."""
MOST_DEATHS = 200


@dataclass
class MortalStreet(Street):
    """`deadly`: at which point the next one dies that is started."""

    victim: Victim = field(kw_only=True)
    deadly: int = field(kw_only=True, default=NEVER)

    async def keeps_it_alive(self) -> None:
        """Until cancelled."""
        while True:
            if self.victim.state == "dead":
                assert len(self.victim.deaths) < MOST_DEATHS, "it never gets any further"
                await self.victim.start(self.deadly)
            await self.victim.moment()

    @asynccontextmanager
    async def alive(self, deadly: int = NEVER) -> AsyncIterator[None]:
        """It is started, and again where it dies; at the end it is killed."""
        self.deadly = deadly
        keeping = asyncio.create_task(self.keeps_it_alive())
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.wait({keeping})
            while self.victim.state == "starting":
                await self.victim.moment()
            if self.victim.state != "dead":
                await self.victim.kill()
        if not keeping.cancelled():
            keeping.result()

    async def comes(self) -> None:
        """Palabre is brought into the room, and says hello."""
        await self["Nadia"].invites(self.room, self.bot)
        await self.sees("Nadia", "Bonjour à tous", within=20)

    async def asked(self) -> Message:
        """A poll by Karim; gives its card, below which nothing need stand yet."""
        await self["Karim"].says(self.room, QUESTION)
        return await self.sees("Karim", "🗳️", within=20)

    def at(self, moment: datetime) -> None:
        self.victim.turn_clock(moment)

    async def kept(self, true: Callable[[], bool], within: float = 20) -> None:
        """Returns once the database is so. Raises TimeoutError."""
        async with asyncio.timeout(BUSY * within):
            while not true():
                await asyncio.sleep(0.05)

    def count(self, sql: str, *values: object) -> int:
        """What the database counts."""
        return int(self.victim.rows(sql, *values)[0][0])


@asynccontextmanager
async def mortal_street(
    folder: Path, town: Town, victim: Victim, *, encrypted: bool = True, opening: datetime = OPENING
) -> AsyncIterator[MortalStreet]:
    """Les Tilleuls, with a Palabre of its own in this folder; it has not been started yet, and is not in the room.
    Its clock stands at `opening`; where that is now, it is noon in its groups."""
    bot = await town.account("Palabre")
    people = {name: await town.resident(name) for name in NAMES}
    nadia = people["Nadia"]
    others = tuple(person for person in people.values() if person is not nadia)
    room = await nadia.opens_room("Les Tilleuls", invites=others, encrypted=encrypted)
    for person in others:
        await person.joins(room)
    victim.moves(folder)
    (folder / "matrix").write_text(f"{bot.token} {bot.synapse.url}")
    if opening is not OPENING:
        (folder / "zone").write_text(noon_zone())
    victim.turn_clock(opening)
    yield MortalStreet(town, bot, room, people, victim=victim)
