"""Several processes that book the same spaces at once, and what they leave: for the tests and for the bench."""

import asyncio
import itertools
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.database import Database

PROCESSES, EACH = 8, 200
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Race:
    """What came of all attempts, by name, and how many seconds they took."""

    came: Counter[str]
    seconds: float


async def race(url: str, ways: Sequence[str], each: int = EACH) -> Race:
    """One process for each way, all released at the same moment. Raises AssertionError where one of them fails."""
    racers = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-m", "tests.storage.racing", url, str(seed), str(each), way),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=_ROOT,
        )
        for seed, way in enumerate(ways)
    ]
    try:
        for racer in racers:
            assert racer.stdout is not None
            assert await racer.stdout.readline() == b"ready\n"
        begins = time.time() + 0.1
        said = await asyncio.gather(*(racer.communicate(f"{begins}\n".encode()) for racer in racers))
        seconds = time.time() - begins
    finally:
        for racer in racers:
            if racer.returncode is None:
                racer.kill()
                await racer.wait()
    for racer, (_, errors) in zip(racers, said, strict=True):
        assert racer.returncode == 0, errors.decode()[-2000:]
    return Race(sum((Counter(json.loads(told)) for told, _ in said), Counter[str]()), seconds)


async def overlaps(database: Database) -> int:
    """How many times of a unit begin before one that began earlier has ended: every row against every other of its
    unit that comes after it, by nothing but their numbers."""
    async with database.reading() as tx:
        rows = await tx.rows("SELECT unit, starts_at, ends_at FROM occupied")
    of_unit: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        of_unit[row["unit"]].append((row["starts_at"], row["ends_at"]))
    return sum(
        a[0] < b[1] and b[0] < a[1] for times in of_unit.values() for a, b in itertools.combinations(times, 2)
    )
