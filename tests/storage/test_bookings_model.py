"""The desk of bookings against a model of who has what: thousands of acts in any order, jumps of the clock between
them, and after each of them everything is as the model says."""

import os
from collections import Counter

from storage.database import Database
from tests.storage.bookings_walk import Walk

WALKS = {"SQLite": 3, "PostgreSQL": 2}
ACTS = 700
"""Of one walk: as many as fill the days that people wish for."""
WANDERS = 143
"""Walks of HYPOTHESIS=wander, each time other ones: 100,000 acts on each database."""
EVERY = (
    *(
        "grants granted",
        "grants refused",
        "grants taken",
        "moves moved",
        "moves moved, too late",
        "moves refused",
        "moves taken",
    ),
    *(
        "frees cancelled",
        "frees displaced",
        "frees missed",
        "frees cancelled, counts",
        "waits waits",
        "waits already",
    ),
    *("takes_what_is_held granted", "held", "lets_go waits", "lets_go held", "units_change changed"),
)


async def test_whatever_is_done_in_whatever_order_everything_is_as_the_model_says(database: Database) -> None:
    wanders = os.environ.get("HYPOTHESIS") == "wander"
    first = int.from_bytes(os.urandom(3)) if wanders else 8
    came: Counter[str] = Counter()
    for number in range(WANDERS if wanders else WALKS[type(database).__name__]):
        walk = Walk(database, first + number)
        await walk.begin()
        for at in range(ACTS):
            try:
                await walk.act()
            except BaseException:
                print(f"seed {first + number}, act {at}, {walk.now}")
                raise
        came += walk.came
    print(came.total() - came["held"], came)
    missing = [name for name in EVERY if not came[name]]
    assert not missing, f"a walk that never does this shows little: {missing}, {came}"
