"""Votes per second, from the tap to the commit, beside the least that any program could do."""

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

import aiosqlite

from bot.config import Config, Salon, Storage
from bot.dispatch import Dispatch
from bot.limits import Limits
from bot.program import Program
from handlers.conversation.events import Press, Sender, Standing
from storage.database import stamp
from storage.sqlite import SQLite

from .figures import Figure, middle
from .planted import Planted, noon, plant

PEOPLE = 200
ROUNDS, VOTES = 150, 10
"""Short rounds: a disk shared with others stalls for tens of milliseconds, which must not fall on one side alone."""
TARGET = 0.4

Vote = Callable[[], Awaitable[None]]

ANY_SPEED = Limits(per_account=10**9, per_room=10**9)
"""A bench is one flood."""


class Taps:
    """People of a group who tap one after the other, each tap a new event."""

    def __init__(self, planted: Planted, now: datetime) -> None:
        self._planted = planted
        self._now = now
        self._taps = count()

    def next(self) -> Press:
        planted, tap = self._planted, next(self._taps)
        voters = planted.people[1:]
        account = str(voters[tap % len(voters)])
        sender = Sender(account, "Voisin", Standing("member", self._now))
        # Every second round through the people finds them of another mind.
        button = planted.buttons[(tap + tap // len(voters)) % len(planted.buttons)]
        return Press(f"bench:{account}:{tap}", self._now, planted.chat, sender, button)


def through_palabre(dispatch: Dispatch, taps: Taps) -> Vote:
    """A vote as a platform hands it in."""

    async def vote() -> None:
        answer = await dispatch.handle(taps.next())
        assert answer.toast is not None, "a vote has a receipt"
        assert not answer.refused, answer.toast.sentence

    return vote


def bare(connection: aiosqlite.Connection, taps: Taps, receipt: str) -> Vote:
    """The same six statements and the commit, with nothing around them; `receipt` is what heard keeps."""

    async def vote() -> None:
        press = taps.next()
        poll, option = press.number(0), press.number(1)
        run = connection.execute_fetchall
        await run("BEGIN IMMEDIATE")
        await run("SELECT answer FROM heard WHERE event = ?", (press.id,))
        await run(
            "SELECT p.*, o.id AS option_id, o.words FROM polls p JOIN poll_options o ON o.poll = p.id "
            "WHERE p.id = ? ORDER BY o.rank",
            (poll,),
        )
        await run(
            "INSERT INTO ballots (poll, person, option_id, cast_at) VALUES (?, ?, ?, ?) ON CONFLICT (poll, person) "
            "DO UPDATE SET option_id = excluded.option_id, cast_at = excluded.cast_at",
            (poll, int(press.sender.account), option, stamp(press.at)),
        )
        await run("UPDATE posts SET wanted = wanted + 1 WHERE topic = ?", (f"polls:{poll}",))
        await run(
            "INSERT INTO heard (event, speaker, at, answer) VALUES (?, ?, ?, ?)",
            (press.id, f"salon:{press.sender.account}", stamp(press.at), receipt),
        )
        await run("COMMIT")

    return vote


async def seconds(vote: Vote, votes: int) -> float:
    """How long that many votes take, one after the other."""
    begun = time.perf_counter()
    for _ in range(votes):
        await vote()
    return time.perf_counter() - begun


async def alternately(votes: Sequence[Vote], rounds: int, each: int) -> list[list[float]]:
    """Seconds of every round of every way to vote. They take turns, and begin in turn, so that what else
    this machine does weighs on all of them."""
    spent: list[list[float]] = [[] for _ in votes]
    for vote in votes:
        await seconds(vote, each)  # caches warm, files grown
    for round in range(rounds):
        for step in range(len(votes)):
            at = (round + step) % len(votes)
            spent[at].append(await seconds(votes[at], each))
    return spent


async def measure(folder: Path) -> Sequence[Figure]:
    """The rates, their ratio, and the rate while delivery draws the card in the room."""
    now = noon()
    ours, theirs = folder / "palabre.db", folder / "bare.db"
    planted = await plant(ours, 1, PEOPLE, now)
    await plant(theirs, 1, PEOPLE, now)
    database = SQLite(ours)
    await database.open()
    connection = await aiosqlite.connect(theirs, isolation_level=None)
    # The settings that storage/sqlite.py gives to its own connections.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        await connection.execute_fetchall(f"PRAGMA {pragma}")
    ((receipt,), *_) = await connection.execute_fetchall("SELECT answer FROM heard LIMIT 1")
    ways = [
        through_palabre(Dispatch(database, after=lambda: None, limits=ANY_SPEED), Taps(planted, now)),
        bare(connection, Taps(planted, now), receipt),
    ]
    mine, least = await alternately(ways, ROUNDS, VOTES)
    await connection.close()
    await database.close()
    ratio = middle([b / a for a, b in zip(mine, least, strict=True)])
    return [
        Figure("votes per second, dispatch and storage", f"{VOTES / middle(mine):.0f}"),
        Figure("votes per second, bare loop", f"{VOTES / middle(least):.0f}"),
        Figure("votes, ratio of the two", f"{ratio:.2f}", f"≥ {TARGET}", ratio >= TARGET),
        Figure("votes per second, delivery running", f"{await _delivered(ours, planted, now):.0f}"),
    ]


async def _delivered(file: Path, planted: Planted, now: datetime) -> float:
    """Votes per second while the room's card is drawn again and again."""
    program = Program(
        Config(storage=Storage(url=f"sqlite:///{file}"), salon=Salon(port=0)), now=lambda: now, limits=ANY_SPEED
    )
    await program.start()
    try:
        taps = Taps(planted, now)
        for _ in range(ROUNDS * VOTES * 2):
            taps.next()  # those event ids were heard above
        return ROUNDS * VOTES / await seconds(through_palabre(program.dispatch, taps), ROUNDS * VOTES)
    finally:
        await program.stop()
