"""Killed (SIGKILL) while a date is found, people sign up and a series goes on: nothing is lost, nothing is twice."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.neighbours import paris, plain
from tests.peers.insisting import Insisting
from tests.peers.victim import Victim, victim

DAY = "2027-03-02"
LAST_POINT = 60
"""A life in which one date of a series is reminded of, or over, passes fewer points than that."""


async def begun(palabre: Victim, hands: Insisting) -> None:
    """Every Wednesday from tomorrow on; Léa comes tomorrow."""
    palabre.turn_clock(paris(DAY, "12:10"))
    await hands.alive()
    await hands.act("karim", words="/atelier Café bricolage : tous les mercredis de 18h30 à 20h")
    await hands.act("lea", press="workshops:come:1")


def cards(palabre: Victim, words: str) -> int:
    """How often a card stands in the room that says so."""
    rows = palabre.rows("SELECT content FROM salon_messages WHERE audience = 'everyone'")
    return sum(words in plain(content) for (content,) in rows)


def must_be_whole(palabre: Victim) -> None:
    assert (
        palabre.rows("SELECT series, occurs_at FROM workshops GROUP BY series, occurs_at HAVING count(*) > 1")
        == []
    )
    assert palabre.rows("SELECT * FROM posts WHERE wanted <> shown") == []
    assert palabre.rows("SELECT person FROM workshop_people WHERE workshop = 1") == palabre.rows(
        "SELECT id FROM people WHERE name = 'Léa'"
    )
    assert palabre.rows("PRAGMA integrity_check") == [("ok",)]


def must_be_reminded_once(palabre: Victim) -> None:
    assert palabre.rows("SELECT reminded_at IS NOT NULL FROM workshops WHERE id = 1") == [(1,)]
    assert palabre.rows("SELECT count(*) FROM alarms WHERE topic = 'workshops:1' AND name = 'eve'") == [(0,)]
    shown = cards(palabre, "Demain mercredi 3 mars")
    spare = sum(death != "killed" for death in palabre.deaths)
    assert 1 <= shown <= 1 + min(spare, 1), "said, and at most once too often"


def must_have_gone_on(palabre: Victim) -> None:
    assert palabre.rows("SELECT state FROM workshops WHERE id <= 2 ORDER BY id") == [("over",), ("fixed",)]
    assert palabre.rows("SELECT holder FROM workshop_series") == [(2,)]
    stand = palabre.rows("SELECT topic FROM posts WHERE topic IN ('workshops:1', 'workshops:2')")
    assert stand == [("workshops:2",)], "one card for all dates"
    assert cards(palabre, "Café bricolage : mercredi 10 mars") == 1


MOMENTS = {
    "the day before": (paris(DAY, "18:00"), must_be_reminded_once),
    "its end": (paris("2027-03-03", "20:00"), must_have_gone_on),
}


@pytest.mark.parametrize("moment", MOMENTS)
async def test_killed_at_every_point_around(tmp_path: Path, moment: str) -> None:
    """It was dead when that fell due; it dies once more while it is done, at each point in turn."""
    at, must_hold = MOMENTS[moment]
    points = Counter[str]()
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "set")
        await begun(palabre, Insisting(palabre))
        await palabre.kill()
        palabre.turn_clock(at)
        for deadly in range(9, LAST_POINT, 2):
            folder = tmp_path / f"at-{deadly:02}"
            shutil.copytree(tmp_path / "set", folder)
            palabre.moves(folder)
            await palabre.start(deadly)
            await Insisting(palabre).all_is_shown()
            must_be_whole(palabre)
            must_hold(palabre)
            if not palabre.deaths:
                break
            points.update(palabre.deaths)
            await palabre.kill()
        else:
            pytest.fail("it was never spared: there are more points")
    assert {"before a commit", "after a commit"} <= points.keys(), points


@pytest.mark.parametrize("deadly", [9, 10, 11, 12], ids=lambda point: f"point {point}")
async def test_killed_during_each_act(tmp_path: Path, deadly: int) -> None:
    """Whoever gets no answer does it again, and what is kept is what was said."""
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "acts")
        hands = Insisting(palabre)
        palabre.turn_clock(paris(DAY, "12:10"))
        await hands.alive()
        for who, act in (
            ("karim", {"words": "/atelier Chantier : samedi 13 matin ou dimanche 14 matin"}),
            ("lea", {"press": "workshops:all:1"}),
            ("ines", {"press": "workshops:turn:1"}),
            ("karim", {"press": "workshops:fix:1:1"}),
            ("lea", {"press": "workshops:with:1:0:2:3"}),
            ("ines", {"press": "workshops:no:1"}),
            ("karim", {"press": "workshops:cancelyes:1"}),
            ("karim", {"press": "workshops:revive:1"}),
        ):
            await palabre.kill()
            await palabre.start(deadly)
            await hands.act(who, **act)
        assert palabre.rows("SELECT state, reminded_at FROM workshops") == [("fixed", None)]
        people = palabre.rows("SELECT comes, adults, children FROM workshop_people ORDER BY comes")
        assert people == [("no", 1, 0), ("yes", 2, 3)]
        names = palabre.rows("SELECT name FROM alarms WHERE topic = 'workshops:1' ORDER BY name")
        assert names == [("eve",), ("over",)]
        assert cards(palabre, "C'est fixé : chantier, samedi 13 mars") + cards(palabre, "est fixé : chantier") >= 1
        assert palabre.rows("PRAGMA integrity_check") == [("ok",)]
