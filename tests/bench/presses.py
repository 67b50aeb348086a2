"""A burst of taps in a Telegram group, and a steady stream of them, beside a bare loop and the library's own way."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.bot.telegram.scenes import altered
from tests.bot.telegram.street import host_settings
from tests.peers.process import ROOT, running
from tests.peers.telegram import BotApi, bot_api
from tests.peers.telegram.messages import Message
from tests.peers.telegram.people import Person
from tests.peers.telegram.presses import Press

from .figures import Figure, middle

PEOPLE, PRESSES, ROUNDS = 200, 500, 5
RATE, STREAM, STREAMS = 50, 250, 3
"""Taps a second, taps of one stream, streams."""
BARE, LIBRARY, SLOWER, REFUSED, BETWEEN = 0.5, 1.0, 3.0, 1.0, 3.0
REST = 12.0
"""Seconds within which every card is true again."""
QUESTION = "/sondage On peint la porte en bleu ou en vert ?"


@dataclass
class Group:
    """A group on a simulated server, with somebody's bot in it and a card of that bot."""

    api: BotApi
    people: Sequence[Person]
    card: Message
    given: list[Press] = field(default_factory=list)

    def tap(self) -> Press:
        """The next tap of the next person; every second time round they are of another mind."""
        taps = len(self.given)
        labels = [label for label in self.card.buttons if not label.startswith("⋯")]
        label = labels[taps // len(self.people) % len(labels)]
        self.given.append(self.people[taps % len(self.people)].taps(self.card, label))
        return self.given[-1]

    async def burst(self) -> float:
        """Answered taps a second, where all come at once."""
        presses = [self.tap() for _ in range(PRESSES)]
        await self.api.until(lambda: all(press.answered for press in presses), seconds=60)
        return PRESSES / (max(press.answers[0].at for press in presses) - presses[0].at)

    async def stream(self) -> list[float]:
        """Seconds from each tap to its answer, where they come one by one."""
        loop, presses = asyncio.get_running_loop(), list[Press]()
        begun = loop.time()
        for number in range(STREAM):
            await asyncio.sleep(max(0.0, begun + number / RATE - loop.time()))
            presses.append(self.tap())
        await self.api.until(lambda: all(press.answered for press in presses), seconds=60)
        return sorted(press.answers[0].at - press.at for press in presses)


@asynccontextmanager
async def _palabre(folder: Path) -> AsyncIterator[Group]:
    async with bot_api(strict=False) as api:
        people = [api.person(f"Voisin {number}") for number in range(PEOPLE)]
        room = api.group("Les Tilleuls", members=people)
        any_speed = altered("bot.limits", "PER_ROOM", 10**9)  # a bench is one flood
        async with running(folder, "run", before=any_speed, **host_settings(folder, api)) as palabre:
            await palabre.ready()
            room.add_bot(by=people[0])
            people[0].says(room, QUESTION)
            await api.until(lambda: len(room.from_bot()) == 2)
            yield Group(api, people, room.from_bot()[-1])
            palabre.ask_to_end()
            await palabre.ended(10)


@asynccontextmanager
async def _rival(way: str, folder: Path) -> AsyncIterator[Group]:
    async with bot_api(strict=False) as api:
        people = [api.person(f"Voisin {number}") for number in range(PEOPLE)]
        room = api.group("Les Tilleuls", members=people)
        room.add_bot(by=people[0])
        words = (way, api.token, api.url, str(room.id), f"{folder}/{way}.db")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bench.rivals", *words, cwd=ROOT, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            await api.until(lambda: len(room.from_bot()) == 1)
            yield Group(api, people, room.from_bot()[0])
        finally:
            process.kill()
            await process.wait()


async def measure(folder: Path) -> Sequence[Figure]:
    """Rates and their ratios, taps to answers, edits and refusals; the three take turns in one run."""
    async with AsyncExitStack() as opened:
        ours = await opened.enter_async_context(_palabre(folder))
        bare, library = [await opened.enter_async_context(_rival(way, folder)) for way in ("bare", "library")]
        ways = (ours, bare, library)
        rates: list[list[float]] = [[], [], []]
        for round in range(ROUNDS):
            for step in range(len(ways)):
                at = (round + step) % len(ways)
                rates[at].append(await ways[at].burst())
        waits: list[list[float]] = [[], []]
        for _ in range(STREAMS):
            for at in (0, 1):
                waits[at] += await ways[at].stream()
        return [*_rates(rates), *_waits(waits), await _exact(ours), *_manners(ours)]


def _rates(rates: Sequence[Sequence[float]]) -> list[Figure]:
    ours, bare, library = rates
    beside_bare = middle([a / b for a, b in zip(ours, bare, strict=True)])
    beside_library = middle([a / b for a, b in zip(ours, library, strict=True)])
    return [
        Figure("telegram: taps per second in a burst", f"{middle(ours):.0f}"),
        Figure("telegram: the same, first burst", f"{ours[0]:.0f}"),
        Figure("telegram: the same, bare loop", f"{middle(bare):.0f}"),
        Figure("telegram: the same, library and httpx", f"{middle(library):.0f}"),
        Figure("telegram: ratio to the bare loop", f"{beside_bare:.2f}", f"≥ {BARE}", beside_bare >= BARE),
        Figure(
            "telegram: ratio to the library", f"{beside_library:.2f}", f"≥ {LIBRARY}", beside_library >= LIBRARY
        ),
    ]


def _waits(waits: Sequence[Sequence[float]]) -> list[Figure]:
    ours, bare = (sorted(each) for each in waits)
    late, late_bare = (each[int(len(each) * 0.99)] for each in (ours, bare))
    slower, slower_late = middle(ours) / middle(bare), late / late_bare
    return [
        Figure(f"telegram: tap to answer at {RATE}/s, median", f"{middle(ours) * 1e3:.1f} ms"),
        Figure("telegram: the same, bare loop", f"{middle(bare) * 1e3:.1f} ms"),
        Figure(f"telegram: tap to answer at {RATE}/s, p99", f"{late * 1e3:.1f} ms"),
        Figure("telegram: the same, bare loop", f"{late_bare * 1e3:.1f} ms"),
        Figure("telegram: median beside the bare loop", f"{slower:.1f}", f"≤ {SLOWER:g}", slower <= SLOWER),
        Figure("telegram: p99 beside the bare loop", f"{slower_late:.1f}", f"≤ {SLOWER:g}", slower_late <= SLOWER),
    ]


async def _exact(ours: Group) -> Figure:
    """Whether the card, once it has rested, says what each person tapped last."""
    blue = next(label for label in ours.card.buttons if not label.startswith("⋯"))
    last = {press.person.id: press.data for press in ours.given}
    votes = list(last.values()).count(ours.card.buttons[blue])
    wanted = f"{blue} {votes}, vert {PEOPLE - votes}. {PEOPLE} personnes ont répondu."
    await asyncio.sleep(REST)
    return Figure(
        "telegram: the last card is exact", str(wanted in ours.card.text), "= True", wanted in ours.card.text
    )


def _manners(ours: Group) -> list[Figure]:
    """How the group's card was redrawn, and how often the server said « too many »."""
    times = [time for time, _, _ in ours.card.versions]
    nearest = min((b - a for a, b in pairwise(times[1:])), default=BETWEEN)
    refused = 100 * ours.api.flooded / ours.api.asked
    return [
        Figure("telegram: taps, edits of the card", f"{len(ours.given)}, {ours.card.edits}"),
        Figure("telegram: seconds between two edits", f"{nearest:.2f}", f"≥ {BETWEEN:g}", nearest >= BETWEEN),
        Figure("telegram: calls refused with 429", f"{refused:.2f} %", f"< {REFUSED:g} %", refused < REFUSED),
    ]
