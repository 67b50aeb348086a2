"""Killed (SIGKILL) while a day's programme goes on, and when minutes are asked for: said once, and nothing lost."""

import shutil
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.bot.test_bookings_crash import told
from tests.neighbours import paris
from tests.peers.insisting import Insisting
from tests.peers.victim import Victim, victim

DAY = "2027-03-02"
LAST_POINT = 70
"""A life in which one of these rings passes fewer points than that."""
Begins = Callable[[Insisting], Awaitable[None]]
Holds = Callable[[Victim], None]


async def a_programme_goes_on(hands: Insisting) -> None:
    """Begun at 12:10: ten minutes, then twenty."""
    await hands.act("karim", words="/deroule Réunion\nAccueil, 10 min\nTour de table, 20 min")
    await hands.taps("karim", "Garder")
    await hands.taps("karim", "Démarrer")


def the_second_step_has_begun(palabre: Victim) -> None:
    assert palabre.rows("SELECT state FROM programme_runs") == [("running",)]
    assert palabre.rows("SELECT starts_at, minutes FROM programme_slots WHERE version = 'now' AND place = 1") == [
        (int(paris(DAY, "12:20").timestamp()), 20)
    ]
    notices = [words for words in told(palabre, "Karim") if "Accueil" in words and "minute" in words]
    assert len(notices) <= 1, "what is past does not ring"
    due = palabre.rows("SELECT name FROM alarms WHERE topic LIKE 'programme:%' ORDER BY name")
    assert ("step",) in due
    assert len(due) == len(set(due))


async def a_workshop_is_over(hands: Insisting) -> None:
    """From 13:00 to 14:00; half an hour later Karim is asked for a trace."""
    await hands.act("karim", words="/atelier Chantier : aujourd'hui de 13h à 14h")
    await hands.act("lea", press="workshops:come:1")


def minutes_are_asked_for_once(palabre: Victim) -> None:
    assert palabre.rows("SELECT state FROM workshops") == [("over",)]
    assert palabre.rows("SELECT state, adults FROM minutes") == [("asked", 1)]
    asked = sum("Trois lignes suffisent" in words for words in told(palabre, "Karim"))
    spare = sum(death != "killed" for death in palabre.deaths)
    assert 1 <= asked <= 1 + min(spare, 1), "said, and at most once too often"
    assert palabre.rows("SELECT name FROM alarms WHERE topic = 'minutes:1:workshop'") == []


RINGS: dict[str, tuple[Begins, str, Holds]] = {
    "a step begins": (a_programme_goes_on, "12:20", the_second_step_has_begun),
    "minutes are asked for": (a_workshop_is_over, "14:30", minutes_are_asked_for_once),
}


@pytest.mark.parametrize("ring", RINGS)
async def test_killed_at_every_point_around(tmp_path: Path, ring: str) -> None:
    """It was dead when that fell due; it dies once more while it is done, at each point in turn."""
    begins, clock, must_hold = RINGS[ring]
    points = Counter[str]()
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "set")
        palabre.turn_clock(paris(DAY, "12:10"))
        hands = Insisting(palabre)
        await hands.alive()
        await begins(hands)
        await palabre.kill()
        palabre.turn_clock(paris(DAY, clock))
        for deadly in range(9, LAST_POINT, 2):
            folder = tmp_path / f"at-{deadly:02}"
            shutil.copytree(tmp_path / "set", folder)
            palabre.moves(folder)
            await palabre.start(deadly)
            await Insisting(palabre).all_is_shown()
            assert palabre.rows("SELECT * FROM posts WHERE wanted <> shown") == []
            assert palabre.rows("PRAGMA integrity_check") == [("ok",)]
            must_hold(palabre)
            if not palabre.deaths:
                break
            points.update(palabre.deaths)
            await palabre.kill()
        else:
            pytest.fail("it was never spared: there are more points")
    assert {"before a commit", "after a commit"} <= points.keys(), points
