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
DRAWS, ROUNDS, VOTES = 9, 15, 15
"""Each database has a thread, and the system puts each thread on a core, for minutes perhaps: of three databases
that were the same to the byte, one was dearer by up to 30 % for standing on the wrong one. So all are opened
anew several times, and the middle of all rounds counts."""
TARGET = 20


async def measure(folder: Path) -> Sequence[Figure]:
    """The cost of a vote beside each number of groups, and how far the dearest lies above the cheapest."""
    now = noon()
    files = [folder / f"groups-{groups}.db" for groups in GROUPS]
    taps = [Taps(await plant(file, groups, PEOPLE, now), now) for file, groups in zip(files, GROUPS, strict=True)]
    spent: list[list[float]] = [[] for _ in GROUPS]
    for _ in range(DRAWS):
        for of_one, seconds in zip(spent, await _drawn(files, taps), strict=True):
            of_one += seconds
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


async def _drawn(files: Sequence[Path], taps: Sequence[Taps]) -> list[list[float]]:
    """Seconds of every round on each database, newly opened."""
    async with AsyncExitStack() as opened:
        votes: list[Vote] = []
        for file, tapped in zip(files, taps, strict=True):
            database = SQLite(file)
            await database.open()
            opened.push_async_callback(database.close)
            votes.append(through_palabre(Dispatch(database, after=lambda: None, limits=ANY_SPEED), tapped))
        return await alternately(votes, ROUNDS, VOTES)
