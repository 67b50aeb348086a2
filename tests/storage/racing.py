"""One of several processes that book at once: `python -m tests.storage.racing URL SEED ATTEMPTS desk|raw`."""

import asyncio
import json
import random
import sys
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.bookings.charter import Rules
from handlers.bookings.model import Booking, Slot, Times, Wish
from handlers.conversation.answer import Refused
from storage.bookings import StoredBookings
from storage.database import Conflict, Database, Transaction, open_database, stamp
from tests.storage.desks import desk

SPACES: tuple[tuple[str, Slot, int, Rules], ...] = (
    ("Salle commune", "hours", 1, Rules(buffer=30)),
    ("Chaises", "hours", 3, Rules()),
    ("Chambre d'amis", "nights", 1, Rules(longest=3)),
)
# Not from the fixtures of the tests, whose imports would take eight times as long as the race.
NOW, FIRST = (datetime(2027, 3, day, 8, tzinfo=ZoneInfo("Europe/Paris")) for day in (2, 8))
DAYS = 6
"""So few that most wishes meet another."""


def wished(chance: random.Random, spaces: list[int]) -> Wish:
    at = chance.randrange(len(spaces))
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    if SPACES[at][1] == "nights":
        starts = day.replace(hour=16)
        nights = chance.randint(1, 4)  # four are refused
        return Wish(spaces[at], Times(starts, (starts + timedelta(days=nights)).replace(hour=11)))
    starts = day + timedelta(minutes=30 * chance.randrange(24))
    times = Times(starts, starts + timedelta(minutes=30 * chance.randint(1, 6)))
    return Wish(spaces[at], times, chance.randint(1, 2) if SPACES[at][2] > 1 else 1)


class Racer:
    """Books, and now and then frees what it has, as fast as it can."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.chance = random.Random(seed)
        self.mine: list[int] = []

    async def run(self, attempts: int, way: str) -> Counter[str]:
        async with self.database.reading() as tx:
            spaces = [row["id"] for row in await tx.rows("SELECT id FROM spaces ORDER BY id")]
            people = [row["id"] for row in await tx.rows("SELECT id FROM people ORDER BY id")]
            units = [row["id"] for row in await tx.rows("SELECT id FROM space_units ORDER BY id")]
        came: Counter[str] = Counter()
        for _ in range(attempts):
            wish, person = wished(self.chance, spaces), self.chance.choice(people)
            if way == "raw":
                came[await self._inserts(self.chance.choice(units), wish.times)] += 1
            elif self.mine and self.chance.random() < 0.2:
                came[await self._frees(self.mine.pop(self.chance.randrange(len(self.mine))))] += 1
            else:
                came[await self._books(wish, person)] += 1
        return came

    async def _books(self, wish: Wish, person: int) -> str:
        async def act(tx: Transaction) -> Booking | None:
            space = await StoredBookings(tx).space(wish.space, NOW, lock=True)
            assert space is not None
            return await desk(tx, NOW).grant(space, wish, person, person, NOW)

        try:
            booking = await self.database.write(act)
        except Refused:
            return "refused"
        if booking is None:
            return "taken"
        self.mine.append(booking.id)
        return "granted"

    async def _frees(self, id: int) -> str:
        async def act(tx: Transaction) -> None:
            bookings = StoredBookings(tx)
            booking = await bookings.find(id, lock=True)
            assert booking is not None
            space = await bookings.space(booking.space, NOW)
            assert space is not None
            await desk(tx, NOW).free(space, booking, NOW)

        await self.database.write(act)
        return "freed"

    async def _inserts(self, unit: int, times: Times) -> str:
        """Without any lock, and without looking first."""
        try:
            async with self.database.writing() as tx:
                await tx.run(
                    "INSERT INTO occupied (unit, starts_at, ends_at, kind) VALUES (:unit, :begins, :ends, 'hold')",
                    unit=unit,
                    begins=stamp(times.starts),
                    ends=stamp(times.ends),
                )
        except Conflict:
            return "conflict"
        return "granted"


async def main(url: str, seed: int, attempts: int, way: str) -> None:
    database = open_database(url)
    await database.open()
    try:
        print("ready", flush=True)
        begins = datetime.fromtimestamp(float(sys.stdin.readline()))
        await asyncio.sleep((begins - datetime.now()).total_seconds())
        print(json.dumps(await Racer(database, seed).run(attempts, way)), flush=True)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
