"""Killed (SIGKILL) for hours, and again while it comes back: the stop is noted once, and told once."""

import asyncio
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from tests.neighbours import paris
from tests.peers.insisting import Insisting
from tests.peers.victim import Victim, victim

STOPS, BACK = paris("2027-03-02", "17:00"), paris("2027-03-03", "09:12")
LAST_POINT = 90
"""A return passes fewer points than that."""
SORRY = "J'étais arrêté"


async def lived_until_the_stop(palabre: Victim) -> None:
    """Something for the group and something for Karim fall due while it is dead; and what is over by then."""
    hands = Insisting(palabre)
    palabre.turn_clock(STOPS)
    await hands.alive()
    await hands.act("lea", words="/rappel relever les compteurs demain à 9h")
    await hands.taps("lea", "Pour le groupe")
    await hands.act("karim", words="/rappel arroser le potager tous les jours à 8h")
    await hands.act("karim", words="/rappel sortir le bac aujourd'hui à 19h")
    await noted(palabre, STOPS)
    await palabre.kill()


async def noted(palabre: Victim, moment: datetime) -> None:
    """Waits until it has written that it is alive."""
    written = [(str(round(moment.timestamp())),)]
    async with asyncio.timeout(10):
        while palabre.rows("SELECT value FROM settings WHERE name = 'alive_at'") != written:
            await palabre.moment()


def gathered(palabre: Victim, *, alone: bool) -> int:
    """How often it is said to everybody, or to Karim alone."""
    rows = palabre.rows("SELECT content FROM salon_messages WHERE (audience <> 'everyone') = ?", alone)
    return sum(SORRY in content for (content,) in rows)


@pytest.mark.parametrize("part", range(3))
async def test_killed_at_every_point_of_its_return(tmp_path: Path, part: int) -> None:
    points = Counter[str]()
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "lived")
        await lived_until_the_stop(palabre)
        palabre.turn_clock(BACK)
        for deadly in range(1 + part, LAST_POINT, 3):
            folder = tmp_path / f"at-{deadly:02}"
            shutil.copytree(tmp_path / "lived", folder)
            palabre.moves(folder)
            await palabre.start(deadly)
            await Insisting(palabre).all_is_shown()
            stops = palabre.rows("SELECT stopped_at, back_at FROM downtimes")
            assert stops == [(round(STOPS.timestamp()), round(BACK.timestamp()))]
            spare = sum(death != "killed" for death in palabre.deaths)
            said = [gathered(palabre, alone=alone) for alone in (True, False)]
            assert min(said) >= 1, "never lost"
            assert sum(said) <= 2 + min(spare, 1), "a crash leaves at most one message too many"
            assert palabre.rows("SELECT count(*) FROM posts WHERE topic LIKE 'reminders:%'") == [(0,)]
            assert palabre.rows("SELECT name FROM alarms WHERE topic LIKE 'downtime:%'") == []
            assert palabre.rows("SELECT state FROM reminder_rings ORDER BY due_at") == [
                ("missed",),
                ("open",),
                ("open",),
            ]
            if not palabre.deaths:
                break
            points.update(palabre.deaths)
            await palabre.kill()
        else:
            pytest.fail("it was never spared: there are more points")
    assert {"before a commit", "after a commit"} <= points.keys()


async def test_its_own_clock_says_how_long_it_was_dead(tmp_path: Path) -> None:
    """Only what its database holds: set back by hours, it tells of hours."""
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "one")
        await lived_until_the_stop(palabre)
        for minutes, stops in ((5, 0), (14, 0), (30, 1), (33, 1)):
            now = paris("2027-03-02", f"17:{minutes:02}")
            palabre.turn_clock(now)
            await palabre.start()
            await noted(palabre, now)
            await Insisting(palabre).all_is_shown()
            assert len(palabre.rows("SELECT * FROM downtimes")) == stops, minutes
            await palabre.kill()
        assert gathered(palabre, alone=False) == gathered(palabre, alone=True) == 0, "nothing fell due"
