"""`make bench`: every figure that Palabre promises, measured in one run, beside its target."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot import logs

from . import (
    alarms,
    bookings,
    dates,
    feeds,
    groups,
    kills,
    matrix,
    memory,
    messages,
    pictures,
    presses,
    spent,
    start,
    storm,
    votes,
)
from .figures import Figure, table

MEASURES: Sequence[Callable[[Path], Awaitable[Sequence[Figure]]]] = (
    dates.measure,
    votes.measure,
    groups.measure,
    start.measure,
    memory.measure,
    messages.measure,
    presses.measure,
    storm.measure,
    matrix.measure,
    spent.measure,
    feeds.measure,
    pictures.measure,
    bookings.measure,
    alarms.measure,
)


def main() -> int:
    """1 where a target is missed, and the last line says which."""
    logs.configure()
    begun = time.monotonic()
    figures: list[Figure] = []
    for measure in MEASURES:
        # On the disk where a checkout lies, not in a /tmp that may be memory: a commit must cost what it costs.
        with tempfile.TemporaryDirectory(prefix=".bench-", dir=Path.cwd()) as folder:
            figures += asyncio.run(_measured(measure, Path(folder)))
    figures += _kills()
    print(table(figures))
    print(f"{time.monotonic() - begun:.0f} s")
    missed = [figure.name for figure in figures if figure.met is False]
    if missed:
        print(f"MISSED: {', '.join(missed)}")
    return 1 if missed else 0


def _kills() -> Sequence[Figure]:
    """Palabre killed at random moments: nothing may be lost, counted twice or shown wrong."""
    wanted: dict[str, object] = {
        "lost": 0,
        "doubled": 0,
        "answers_that_changed": 0,
        "duplicate_messages": 0,
        "card_shows_the_truth": True,
    }
    told = kills.measure()
    return [
        Figure(f"kills: {name.replace('_', ' ')}", str(value), f"= {wanted[name]}", value == wanted[name])
        if name in wanted
        else Figure(f"kills: {name.replace('_', ' ')}", str(value))
        for name, value in told.items()
    ]


async def _measured(measure: Callable[[Path], Awaitable[Sequence[Figure]]], folder: Path) -> Sequence[Figure]:
    return await measure(folder)


if __name__ == "__main__":
    sys.exit(main())
