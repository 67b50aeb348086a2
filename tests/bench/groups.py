"""What a vote costs when many other groups are stored beside."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from bot.dispatch import Dispatch
from storage.sqlite import SQLite

from .figures import Figure, middle
from .planted import noon, plant
from .votes import ANY_SPEED, Taps, Vote, alternately, through_palabre

GROUPS, PEOPLE = (1, 1_000, 10_000), 5
ROUNDS, VOTES = 120, 15
TARGET = 20


async def measure(folder: Path) -> Sequence[Figure]:
    """The cost of a vote beside each number of groups, and how far the dearest lies above the cheapest."""
    now = noon()
    async with AsyncExitStack() as opened:
        votes: list[Vote] = []
        for groups in GROUPS:
            file = folder / f"groups-{groups}.db"
            planted = await plant(file, groups, PEOPLE, now)
            database = SQLite(file)
            await database.open()
            opened.push_async_callback(database.close)
            dispatch = Dispatch(database, after=lambda: None, limits=ANY_SPEED)
            votes.append(through_palabre(dispatch, Taps(planted, now)))
        spent = await alternately(votes, ROUNDS, VOTES)
    costs = [middle(seconds) / VOTES for seconds in spent]
    # Each round beside the same round of the one group alone: what slows a round slows its neighbour too.
    beside = [middle([b / a for a, b in zip(spent[0], seconds, strict=True)]) for seconds in spent]
    apart = (max(beside) / min(beside) - 1) * 100
    figures = [
        Figure(f"cost of a vote, {groups:,} group{'s' if groups > 1 else ''}", f"{cost * 1e3:.2f} ms")
        for groups, cost in zip(GROUPS, costs, strict=True)
    ]
    return [
        *figures,
        Figure("cost of a vote, apart, round by round", f"{apart:.0f} %", f"≤ {TARGET} %", apart <= TARGET),
    ]
