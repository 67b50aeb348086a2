"""Killed (SIGKILL) while reminders are set, ring, are put off and answered: none is lost, none rings twice."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.bot.test_bookings_crash import told
from tests.neighbours import paris
from tests.peers.insisting import Insisting
from tests.peers.victim import Victim, victim

DAY = "2027-03-02"
SENTENCES = {
    "lea": "/rappel dans 20 minutes sortir le pain",
    "karim": "/rappel arroser le potager chaque jour à 12h30",
    "ines": "/rappel balayer à 12h30",
}
LAST_POINT = 90
"""A life in which three reminders ring passes fewer points than that."""


async def three_are_set(palabre: Victim, hands: Insisting) -> None:
    """Léa's for herself, Karim's for the group every day, Inès's for the group once; all for 12:30."""
    palabre.turn_clock(paris(DAY, "12:10"))
    await hands.alive()
    for who, words in SENTENCES.items():
        await hands.act(who, words=words)
        if who != "lea":
            await hands.taps(who, "Pour le groupe")


def rings(palabre: Victim) -> list[object]:
    return palabre.rows(
        "SELECT m.words, r.state FROM reminder_rings r JOIN reminders m ON m.id = r.reminder ORDER BY m.id, r.id"
    )


def said_to_all(palabre: Victim) -> Counter[str]:
    """How often each stands in the room, with buttons or without."""
    rows = palabre.rows("SELECT content FROM salon_messages WHERE audience = 'everyone' AND content <> ''")
    found = Counter[str]()
    for (content,) in rows:
        found.update(words for words in ("Arroser le potager", "Balayer") if words in content)
    return found


def must_have_rung_once(palabre: Victim, before: Counter[str]) -> None:
    """Each has one ring, is shown, and waits for its next time; a crash leaves at most one message too many."""
    assert rings(palabre) == [("sortir le pain", "open"), ("arroser le potager", "open"), ("balayer", "open")]
    assert palabre.rows("SELECT state FROM reminders ORDER BY id") == [("ended",), ("active",), ("ended",)]
    assert palabre.rows("SELECT count(*) FROM alarms WHERE topic LIKE 'reminders:%' AND name = 'ring'") == [(1,)]
    assert palabre.rows("SELECT count(*) FROM posts WHERE topic LIKE 'reminders:%'") == [(3,)]
    assert palabre.rows("SELECT * FROM posts WHERE wanted <> shown") == []
    spare = sum(death != "killed" for death in palabre.deaths)
    alone = told(palabre, "Léa").count("⏰ Sortir le pain.")
    shown = said_to_all(palabre) - before
    assert min(alone, shown["Arroser le potager"], shown["Balayer"]) >= 1, "never lost"
    assert alone + shown.total() <= 3 + min(spare, 1), "at most one too many"
    assert palabre.rows("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("part", range(3))
async def test_killed_at_every_point_around_three_rings(tmp_path: Path, part: int) -> None:
    """It was dead when they fell due; it dies once while they ring, at each point in turn until there are no more."""
    points = Counter[str]()
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "set")
        await three_are_set(palabre, Insisting(palabre))
        before = said_to_all(palabre)
        await palabre.kill()
        palabre.turn_clock(paris(DAY, "12:30"))
        for deadly in range(9 + part, LAST_POINT, 3):
            folder = tmp_path / f"at-{deadly:02}"
            shutil.copytree(tmp_path / "set", folder)
            palabre.moves(folder)
            await palabre.start(deadly)
            await Insisting(palabre).all_is_shown()
            must_have_rung_once(palabre, before)
            if not palabre.deaths:
                break
            points.update(palabre.deaths)
            await palabre.kill()
        else:
            pytest.fail("it was never spared: there are more points")
    assert points.total() >= 9, points
    assert {"before a commit", "after a commit"} <= points.keys()


@pytest.mark.parametrize("deadly", [9, 10, 11, 12], ids=lambda point: f"point {point}")
async def test_killed_during_each_answer(tmp_path: Path, deadly: int) -> None:
    """Whoever gets no answer taps again, and reads what is so."""
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "answers")
        hands = Insisting(palabre)
        await three_are_set(palabre, hands)
        palabre.turn_clock(paris(DAY, "12:30"))
        await palabre.kill()
        await hands.all_is_shown()
        for who, act in (
            ("lea", "later:1"),
            ("ines", "take:2"),
            ("ines", "cannot:2"),
            ("karim", "take:2"),
            ("karim", "done:2"),
            ("ines", "done:3"),
        ):
            await palabre.kill()
            await palabre.start(deadly)
            await hands.act(who, press=f"reminders:{act}")
        assert rings(palabre) == [("sortir le pain", "open"), ("arroser le potager", "done"), ("balayer", "done")]
        assert palabre.rows("SELECT ring, person FROM reminder_takers") == palabre.rows(
            "SELECT 2, id FROM people WHERE name = 'Karim'"
        )
        names = palabre.rows("SELECT name FROM alarms WHERE topic LIKE 'reminders:%:ring' ORDER BY name")
        assert names == [("again",)], "nobody is asked about what is done"
        await palabre.kill()
        palabre.turn_clock(paris(DAY, "13:30"))
        await palabre.start(deadly)
        await hands.all_is_shown()
        assert palabre.rows("SELECT again_at FROM reminder_rings WHERE id = 1") == [(None,)]
        assert palabre.rows("SELECT place FROM posts WHERE topic = 'reminders:1:ring'") == [(1,)]
        await hands.act("lea", press="reminders:done:1")
        assert told(palabre, "Léa").count("✅ C'est fait : sortir le pain.") == 1
