"""What is lost when Palabre is killed a hundred times, at random moments, while neighbours vote without pause."""

import asyncio
import os
import random
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.platforms.salon.slugs import slug_of
from tests.neighbours import paris
from tests.peers.victim import Victim, victim

KILLS = 100
LONGEST_LIFE = 0.25
"""Seconds from being ready to the kill, at most."""
NOON = paris("2027-03-02", "12:10")
VOTERS = ("karim", "sarah", "ines", "lea", "m-roux", "tomas")
QUESTION = "/sondage On peint la porte en bleu, en vert ou en jaune ?"


@dataclass
class Street:
    """Neighbours who vote, each again as soon as the last answer has come."""

    palabre: Victim
    choices: list[str]
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    answered: dict[str, str] = field(default_factory=dict)
    """Every event that got its answer, with the answer."""
    last: dict[str, str] = field(default_factory=dict)
    contradicted: int = 0

    async def votes(self, who: str, chance: random.Random) -> None:
        number = 0
        while not self.ended.is_set():
            number += 1
            event, press = f"{who}-vote-{number}", chance.choice(self.choices)
            toast = await self._insists(who, event, press)
            self.answered[event], self.last[who] = toast, press

    async def _insists(self, who: str, event: str, press: str) -> str:
        """The same event, until its answer comes."""
        while True:
            while self.palabre.state != "ready":
                await asyncio.sleep(0.005)
            answer = await self.palabre.hands_in(who, event, press=press)
            if answer is not None:
                return str(answer["toast"])
            await asyncio.sleep(0.01)

    async def asks_again(self, most: int, chance: random.Random) -> None:
        """Some of the events once more, at the end: the answer must be the one from then."""
        for event in chance.sample(sorted(self.answered), min(most, len(self.answered))):
            who = event.rsplit("-vote-", 1)[0]
            toast = await self._insists(who, event, self.choices[0])
            self.contradicted += toast != self.answered[event]


async def _kill_and_start(palabre: Victim, chance: random.Random) -> None:
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
        await palabre.kill()
        await palabre.start()


async def _measure(folder: Path, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    async with victim(folder) as palabre:
        palabre.turn_clock(NOON)
        await palabre.start()
        assert await palabre.hands_in("karim", "opening-1", words=QUESTION) is not None
        ((poll,),) = palabre.rows("SELECT id FROM polls")
        options = palabre.rows("SELECT id, words FROM poll_options ORDER BY rank")
        choices = {f"polls:vote:{poll}:{id}": words for id, words in options}
        street = Street(palabre, list(choices))
        voting = [asyncio.create_task(street.votes(who, random.Random(f"{seed} {who}"))) for who in VOTERS]
        await _kill_and_start(palabre, chance)
        street.ended.set()
        await asyncio.gather(*voting)
        await street.asks_again(100, chance)
        while not await palabre.shows_all():
            await palabre.start()
        return _figures(palabre, street, choices, seed)


def _figures(palabre: Victim, street: Street, choices: dict[str, str], seed: int) -> dict[str, object]:
    heard = {event.split(":", 2)[2] for (event,) in palabre.rows("SELECT event FROM heard") if "-vote-" in event}
    ballots = palabre.rows("SELECT p.name, b.option_id FROM ballots b JOIN people p ON p.id = b.person")
    kept = {slug_of(name): option for name, option in ballots}
    wrong = [who for who, press in street.last.items() if kept.get(who) != int(press.rsplit(":", 1)[1])]
    votes = Counter(choices[press] for press in street.last.values())
    counts = ", ".join(f"{words} {votes[words]}" for words in choices.values())
    said = palabre.rows("SELECT content FROM salon_messages WHERE person IS NULL ORDER BY id")
    return {
        "seed": seed,
        "kills": len(palabre.deaths),
        "acts": len(street.answered),
        "counted": len(heard & set(street.answered)),
        "lost": len(set(street.answered) - heard) + len(wrong),
        "doubled": len(heard - set(street.answered)) + len(ballots) - len(street.last),
        "answers_that_changed": street.contradicted,
        "duplicate_messages": len(said) - 2,  # the welcome and the card
        "card_shows_the_truth": counts.casefold() in said[-1][0].casefold(),
    }


def measure(seed: int | None = None) -> dict[str, object]:
    """Kills, acts, and what came of them: lost, doubled and duplicate messages must be 0. The seed of the
    random moments is among the figures: with it the run can be made again. Raises AssertionError where
    something was lost or doubled."""
    chosen = int.from_bytes(os.urandom(4)) if seed is None else seed
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(_measure(Path(folder), chosen))
    nothing = ("lost", "doubled", "answers_that_changed", "duplicate_messages")
    assert figures["card_shows_the_truth"], figures
    assert all(figures[name] == 0 for name in nothing), figures
    return figures


if __name__ == "__main__":
    print(measure())
