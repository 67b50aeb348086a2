"""What is lost when Palabre is killed a hundred times while a Telegram group taps without pause."""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.neighbours import paris
from tests.peers.telegram import BotApi, bot_api
from tests.peers.telegram.people import Person
from tests.peers.telegram.presses import Press
from tests.peers.telegram.rooms import Room
from tests.peers.victim import Victim, victim

from .figures import Figure

KILLS, PEOPLE = 100, 20
LONGEST_LIFE = 0.25
"""Seconds from being ready to the kill, at most."""
PAUSE = 0.01
"""Seconds between two taps of the group, at most."""
NOON = paris("2027-03-02", "12:10")
QUESTION = "/sondage On peint la porte en bleu, en vert ou en jaune ?"


async def measure(folder: Path) -> Sequence[Figure]:
    """Every tap that the server handed out must be counted once, whatever it was killed at."""
    seed = int.from_bytes(os.urandom(4))
    chance = random.Random(seed)
    async with victim(folder) as palabre, bot_api(flood=False) as api:
        api.date = lambda: int(NOON.timestamp())  # type: ignore[method-assign]
        (folder / "telegram").write_text(f"{api.token} {api.url}")
        palabre.turn_clock(NOON)
        people = [api.person(f"Voisin {number}") for number in range(PEOPLE)]
        room = api.group("Les Tilleuls", members=people)
        await palabre.start()
        room.add_bot(by=people[0])
        people[0].says(room, QUESTION)
        await api.until(lambda: len(room.from_bot()) == 2)
        ended, taps = asyncio.Event(), list[Press]()
        tapping = asyncio.create_task(_tap(room, people, taps, ended, chance))
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
            await palabre.kill()
            await palabre.start()
        ended.set()
        await tapping
        await api.until(lambda: api.pending == 0, seconds=60)
        while not await palabre.shows_all():
            await palabre.start()
        return _figures(palabre, api, room, taps, seed)


async def _tap(
    room: Room, people: Sequence[Person], taps: list[Press], ended: asyncio.Event, chance: random.Random
) -> None:
    while not ended.is_set():
        card = [message for message in room.from_bot() if "Vert" in message.buttons][-1]
        taps.append(chance.choice(people).taps(card, chance.choice(("Bleu", "Vert", "Jaune"))))
        await asyncio.sleep(chance.uniform(0, PAUSE))


def _figures(palabre: Victim, api: BotApi, room: Room, taps: Sequence[Press], seed: int) -> list[Figure]:
    heard = Counter(event for (event,) in palabre.rows("SELECT event FROM heard"))
    counted = [heard[f"telegram:{tap.person.id}:{tap.update_id}"] for tap in taps]
    last = {str(tap.person.id): int(tap.data.rsplit(":", 1)[1]) for tap in taps}
    kept = dict(
        palabre.rows("SELECT a.account, b.option_id FROM ballots b JOIN accounts a ON a.person = b.person")
    )
    options = palabre.rows("SELECT id, words FROM poll_options ORDER BY rank")
    votes = Counter(last.values())
    truth = ", ".join(f"{words} {votes[id]}" for id, words in options)
    card = [message for message in room.from_bot() if "Vert" in message.buttons][-1]
    lost = counted.count(0) + sum(kept.get(who) != option for who, option in last.items())
    doubled = sum(times - 1 for times in counted if times > 1) + len(kept) - len(last)
    told = Figure("telegram kills: seed", str(seed))
    return [
        told,
        Figure("telegram kills: kills, taps", f"{len(palabre.deaths)}, {len(taps)}"),
        Figure("telegram kills: handed out again", str(sum(tap.handed_out > 1 for tap in taps))),
        Figure("telegram kills: lost", str(lost), "= 0", lost == 0),
        Figure("telegram kills: doubled", str(doubled), "= 0", doubled == 0),
        _true("telegram kills: card shows the truth", truth.casefold() in card.text.casefold()),
        _true("telegram kills: as the official documentation has it", not api.violations),
    ]


def _true(name: str, value: bool) -> Figure:
    return Figure(name, str(value), "= True", value)
