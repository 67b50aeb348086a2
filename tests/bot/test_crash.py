"""Killed at every commit, every send and every edit: nothing is lost, nothing is counted or said twice."""

import json
from pathlib import Path

from tests.neighbours import paris
from tests.peers.victim import Victim, victim

OPENING = paris("2027-03-02", "12:10")
REMINDER = paris("2027-03-03", "18:31")
QUESTION = "On peint la porte en bleu, en vert ou en jaune ?"
ANSWERS = {"Inès": "vert", "Karim": "bleu", "Léa": "vert", "Sarah": "vert"}
"""What each of them answered last."""


async def play(palabre: Victim, deadly: int, then: int = 0) -> None:
    """A poll from its opening to its result, over HTTP, with its reminder: the process dies at its point `deadly`,
    each of those that follow at its point `then`. Whoever gets no answer hands the same event in again."""
    palabre.turn_clock(OPENING)
    await palabre.start(deadly)

    async def alive() -> None:
        while palabre.state != "ready":
            assert len(palabre.deaths) < 100, "it never gets any further"
            await palabre.start(then)

    async def act(who: str, event: str, **fields: str) -> None:
        while True:
            await alive()
            answer = await palabre.hands_in(who, event, **fields)
            if answer is not None:
                assert not answer["refused"], answer
                break
            await palabre.buried()
        await shown()

    async def shown() -> None:
        await alive()
        while not await palabre.shows_all():
            await alive()

    await shown()
    await act("karim", "opening-1", words=f"/sondage {QUESTION}")
    (poll,) = palabre.rows("SELECT id FROM polls")
    blue, green, _ = (
        f"polls:vote:{poll[0]}:{id}" for (id,) in palabre.rows("SELECT id FROM poll_options ORDER BY rank")
    )
    await act("karim", "answer-1", press=blue)
    await act("sarah", "answer-2", press=blue)
    palabre.turn_clock(REMINDER)
    await act("ines", "answer-3", press=green)
    await act("lea", "answer-4", press=green)
    await act("sarah", "answer-5", press=green)
    await act("karim", "closing-1", press=f"polls:close:{poll[0]}")
    # Its answer comes after the last point of everything before it has passed.
    await act("lea", "asking-1", words="/aide")


def words(content: str) -> str:
    return " ".join(block["words"] for block in json.loads(content)["blocks"] if "words" in block)


def must_be_whole(palabre: Victim) -> None:
    """Every answer once, every message once, each showing the stored truth; nothing waits, nothing rings."""
    given = palabre.rows(
        "SELECT p.name, o.words FROM ballots b JOIN people p ON p.id = b.person JOIN poll_options o ON o.id = b.option_id"
    )
    assert dict(given) == ANSWERS
    assert len(given) == len(ANSWERS)
    assert palabre.rows("SELECT state FROM polls") == [("closed",)]
    said = palabre.rows("SELECT id, rings, content FROM salon_messages WHERE person IS NULL ORDER BY id")
    welcome, old, card, result = said
    assert "Je suis Palabre" in words(welcome[2])
    assert words(old[2]) == "Ce sondage continue plus bas."
    assert words(card[2]) == f"{QUESTION} Ce sondage est fini. Vert est en tête."
    assert "Bleu 1, vert 3, jaune 0. 4 personnes ont répondu." in words(result[2])
    assert [rings for _, rings, _ in said] == [0, 0, 1, 1]
    for _, _, content in (welcome, old, card):
        assert not any(button["data"].startswith("polls:vote") for button in json.loads(content)["buttons"])
    assert palabre.rows("SELECT native FROM parts ORDER BY post") == [
        (str(m[0]),) for m in (welcome, card, result)
    ]
    assert palabre.rows("SELECT * FROM alarms WHERE topic NOT LIKE 'agenda:%'") == []
    assert palabre.rows("SELECT * FROM posts WHERE wanted <> shown") == []
    assert palabre.rows("PRAGMA integrity_check") == [("ok",)]
    heard = [event for (event,) in palabre.rows("SELECT event FROM heard WHERE event LIKE 'salon:%'")]
    assert len(heard) == 8


async def test_killed_at_each_point_in_turn(tmp_path: Path) -> None:
    died: set[str] = set()
    async with victim(tmp_path) as palabre:
        for point in range(1, 1000):
            palabre.moves(tmp_path / str(point))
            await play(palabre, point)
            must_be_whole(palabre)
            if not palabre.deaths:
                break
            assert len(palabre.deaths) == 1, palabre.deaths
            died.update(palabre.deaths)
            await palabre.kill()
    assert point > 60, "a scene has far more points"
    assert died == {f"{when} {what}" for when in ("before", "after") for what in ("a commit", "a send", "an edit")}


async def test_killed_again_and_again(tmp_path: Path) -> None:
    """Also on the way back from a death. A start passes 8 points, and the longest delivery 11: with fewer, nothing
    could ever be finished."""
    async with victim(tmp_path) as palabre:
        for point in range(20, 24):
            palabre.moves(tmp_path / str(point))
            await play(palabre, point, then=point)
            must_be_whole(palabre)
            assert len(palabre.deaths) > 5, palabre.deaths
            await palabre.kill()
