"""From a reaction in a Matrix room to the counted vote, one by one and in a storm, and what Palabre says for it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.platforms.matrix.incoming import PLATFORM, digested
from tests.bot.matrix.street import host_settings
from tests.bot.telegram.scenes import altered
from tests.peers.process import running
from tests.peers.synapse import Account, Neighbour, Town, synapse_server, town
from tests.peers.synapse.accounts import Json

from .figures import Figure, middle

PEOPLE, CARDS = 50, 4
"""Everybody reacts once under each card: 200 reactions, one by one, and 200 again at once."""
EVERY = 0.15
"""Seconds between two reactions that come one by one."""
LOOKED_EVERY = 0.001
"""Seconds between two looks into Palabre's database: a vote is counted when another program can read it there."""
SLOWER, STORM = 2.0, 2.0
QUESTIONS = tuple(
    f"!sondage {day}, on peint en bleu, en vert ou en jaune ?" for day in ("Lundi", "Mardi", "Jeudi", "Samedi")
)
SLOWLY = 90.0
"""Seconds within which an account under a server's limits has said something, whatever else it had to say."""


@dataclass
class Watch:
    """What a bare client sees of a room: the library's answer is parsed as JSON, and nothing else is done.
    `seen`: the events by their ids, each with the moment at which they came."""

    account: Account
    events: dict[str, Json] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    since: str = ""
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def look(self) -> None:
        query = {"filter": '{"room":{"timeline":{"limit":500}}}', "timeout": "25000"}
        answer = await self.account.asks(
            "GET", "/sync", None, **query, **({"since": self.since} if self.since else {})
        )
        now = asyncio.get_running_loop().time()
        for room in answer.get("rooms", {}).get("join", {}).values():
            for event in room["timeline"]["events"]:
                self.events[event["event_id"]] = event
                self.seen.setdefault(event["event_id"], now)
        self.since = answer["next_batch"]
        async with self.news:
            self.news.notify_all()

    async def live(self) -> None:
        while True:
            await self.look()

    async def until(self, ids: Sequence[str], seconds: float = 60) -> None:
        async with asyncio.timeout(seconds), self.news:
            await self.news.wait_for(lambda: all(id in self.seen for id in ids))

    async def cards(self, by: Account, many: int) -> list[str]:
        """The newest messages of somebody that are cards of polls, in their order, once there are so many."""

        def found() -> list[str]:
            return [
                id
                for id, event in self.events.items()
                if event["sender"] == by.id and str(event["content"].get("body")).startswith("🗳️")
            ]

        async with asyncio.timeout(SLOWLY), self.news:
            await self.news.wait_for(lambda: len(found()) >= many)
        return found()


@dataclass
class Ledger:
    """What Palabre has kept. `kept`: the events that it handled, each with the moment at which that could be read."""

    file: Path
    kept: dict[str, float] = field(default_factory=dict)

    async def live(self) -> None:
        last = 0
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as connection:
            while True:
                rows = connection.execute("SELECT rowid, event FROM heard WHERE rowid > ?", (last,)).fetchall()
                now = asyncio.get_running_loop().time()
                for number, event in rows:
                    last = max(last, number)
                    self.kept.setdefault(event, now)
                await asyncio.sleep(LOOKED_EVERY)

    def answers(self) -> list[int]:
        """How many people have chosen the first, the second, the third choice of all cards together."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as connection:
            rows = connection.execute(
                "SELECT o.rank, count(*) FROM ballots b JOIN poll_options o ON o.id = b.option_id "
                "GROUP BY o.rank ORDER BY o.rank"
            )
            return [many for _, many in rows]

    async def until(self, ids: Sequence[str], seconds: float = 120) -> None:
        async with asyncio.timeout(seconds):
            while not all(id in self.kept for id in ids):
                await asyncio.sleep(LOOKED_EVERY)


@dataclass
class Crowd:
    """A room with fifty people, four cards, somebody who watches, and Palabre's database."""

    room: str
    people: Sequence[Neighbour]
    cards: Sequence[str]
    watch: Watch
    ledger: Ledger

    async def reacts(self, number: int) -> tuple[float, str, str]:
        """The next reaction: when it was put, its id, and the name under which Palabre handles it."""
        person = self.people[number % len(self.people)]
        begun = asyncio.get_running_loop().time()
        sign = ("1️⃣", "2️⃣", "3️⃣")[number % 3]
        id = await person.reacts(self.room, self.cards[number // len(self.people)], sign)
        return begun, id, f"{PLATFORM}:{digested(person.id)}:{id}"

    async def one_by_one(self) -> tuple[list[float], list[float], list[str]]:
        """Seconds from each reaction until it was seen, and until it was counted; and the reactions."""
        loop, put = asyncio.get_running_loop(), []
        begun = loop.time()
        for number in range(PEOPLE * CARDS):
            await asyncio.sleep(max(0.0, begun + number * EVERY - loop.time()))
            put.append(asyncio.create_task(self.reacts(number)))
        done = await asyncio.gather(*put)
        await self.watch.until([id for _, id, _ in done])
        await self.ledger.until([name for _, _, name in done])
        seen = [self.watch.seen[id] - at for at, id, _ in done]
        counted = [self.ledger.kept[name] - at for at, _, name in done]
        return seen, counted, [id for _, id, _ in done]

    async def all_take_back(self, reactions: Sequence[str]) -> None:
        names = []
        for number, reaction in enumerate(reactions):
            person = self.people[number % len(self.people)]
            gone = await person.takes_back(self.room, reaction)
            names.append(f"{PLATFORM}:{digested(person.id)}:{gone}")
        await self.ledger.until(names)

    async def storm(self) -> tuple[float, float]:
        """Seconds until the last of many was seen, and until it was counted."""
        done = await asyncio.gather(*(self.reacts(number) for number in range(PEOPLE * CARDS)))
        await self.watch.until([id for _, id, _ in done])
        await self.ledger.until([name for _, _, name in done])
        begun = min(at for at, _, _ in done)
        seen = max(self.watch.seen[id] for _, id, _ in done) - begun
        return seen, max(self.ledger.kept[name] for _, _, name in done) - begun


async def measure(folder: Path) -> Sequence[Figure]:
    """On a real Synapse with its own limits, of which Palabre is not exempt."""
    server = folder / "synapse"
    server.mkdir()
    with synapse_server(server) as synapse:
        async with town(synapse) as people:
            async with _crowd(folder, people) as crowd:
                seen, counted, reactions = await crowd.one_by_one()
                await crowd.all_take_back(reactions)
                storm_seen, storm_counted = await crowd.storm()
                exact = crowd.ledger.answers() == [
                    PEOPLE * CARDS // 3 + (rest < PEOPLE * CARDS % 3) for rest in range(3)
                ]
            right = Figure("matrix: every reaction is an answer", str(exact), "= True", exact)
            return [*_waits(seen, counted), *_storm(storm_seen, storm_counted), right]


@asynccontextmanager
async def _crowd(folder: Path, people: Town) -> AsyncIterator[Crowd]:
    bot, nadia = await people.account("Palabre"), await people.neighbour("Nadia")
    room = await nadia.opens_room("Les Tilleuls")
    crowd = await people.crowd(PEOPLE, room, nadia)
    any_speed = altered("bot.limits", "PER_ROOM", 10**9)  # a bench is one flood
    watch, ledger = Watch(nadia), Ledger(folder / "palabre.db")
    async with running(folder, "run", before=any_speed, **host_settings(folder, bot)) as palabre:
        await palabre.ready()
        watching = [asyncio.create_task(watch.live()), asyncio.create_task(ledger.live())]
        try:
            await nadia.invites(room, bot)
            for number, question in enumerate(QUESTIONS, 1):
                async with asyncio.timeout(SLOWLY), watch.news:
                    await watch.news.wait_for(lambda: any(e["sender"] == bot.id for e in watch.events.values()))
                await crowd[number].says(room, question)
            cards = await watch.cards(bot, CARDS)
            yield Crowd(room, crowd, cards[:CARDS], watch, ledger)
        finally:
            for task in watching:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        palabre.ask_to_end()
        assert await palabre.ended(20) == 0, "\n".join(palabre.logged)


def _waits(seen: Sequence[float], counted: Sequence[float]) -> list[Figure]:
    ours, bare = sorted(counted), sorted(seen)
    late, late_bare = (each[int(len(each) * 0.99)] for each in (ours, bare))
    slower, slower_late = middle(ours) / middle(bare), late / late_bare
    return [
        Figure("matrix: reaction to counted vote, median", f"{middle(ours) * 1e3:.0f} ms"),
        Figure("matrix: reaction to a bare client, median", f"{middle(bare) * 1e3:.0f} ms"),
        Figure("matrix: reaction to counted vote, p99", f"{late * 1e3:.0f} ms"),
        Figure("matrix: reaction to a bare client, p99", f"{late_bare * 1e3:.0f} ms"),
        Figure("matrix: median beside the bare client", f"{slower:.2f}", f"≤ {SLOWER:g}", slower <= SLOWER),
        Figure("matrix: p99 beside the bare client", f"{slower_late:.2f}", f"≤ {SLOWER:g}", slower_late <= SLOWER),
    ]


def _storm(seen: float, counted: float) -> list[Figure]:
    many = PEOPLE * CARDS
    return [
        Figure(f"matrix: {many} reactions at once, until the last is counted", f"{counted:.2f} s"),
        Figure("matrix: the same, until a bare client has seen it", f"{seen:.2f} s"),
        Figure(
            "matrix: a storm beside what the server takes",
            f"{counted / seen:.2f}",
            f"≤ {STORM:g}",
            counted / seen <= STORM,
        ),
    ]
