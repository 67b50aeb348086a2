"""Killed (SIGKILL) while spaces are booked, exchanged, freed and offered: nobody has half, nobody is told twice."""

import asyncio
import itertools
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.neighbours import Seen, paris, plain
from tests.peers.insisting import Insisting
from tests.peers.victim import Victim, victim

ROOM, HALL = "chambre d'amis", "salle commune"
SERIES = f"/reserver {HALL} tous les mardis 18h-19h30 jusqu'au 30 juin, hors vacances scolaires zone B"
HAVE_IT = {
    ("Karim", "2027-03-09T16:00", "2027-03-12T11:00"),
    ("M. Roux", "2027-03-12T16:00", "2027-03-14T11:00"),
    ("Léa", "2027-03-16T19:00", "2027-03-16T21:00"),
}
"""Who has what in the end, but for Sarah's series."""
ACTS = ("booked", "waiting", "arranged", "taken", "series", "freed")


@dataclass
class Scene:
    """A day of the guest room and the hall over HTTP. Each of its `ACTS` is done before a Palabre that was started
    just then, to die at the point `deadly` of that life."""

    palabre: Victim
    hands: Insisting
    deadly: int
    ringing: int
    """The point at which one dies that was dead when something fell due."""
    kept: defaultdict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Whether each act was in the database when Palabre died during it."""

    async def says(self, who: str, words: str) -> Seen:
        return await self.hands.act(who, words=words)

    async def mortally(self, act: str, who: str, data: str) -> Seen:
        """This tap, and the death that it brings; then what they are shown at last."""
        await self.hands.alive()
        before = self.counted()
        await self.palabre.kill()
        await self.palabre.start(self.deadly)
        handing = asyncio.create_task(self.hands.act(who, press=data))
        deaths = len(self.palabre.deaths)
        while len(self.palabre.deaths) == deaths and not handing.done():
            await self.palabre.moment()
        self.kept[act].append(self.counted() != before)  # the next has not started so soon
        return await handing

    def counted(self) -> list[object]:
        """What every act of the scene changes."""
        return self.palabre.rows(
            "SELECT (SELECT count(*) FROM bookings WHERE state = 'confirmed'), (SELECT count(*) FROM booking_waits), "
            "(SELECT count(*) FROM booking_waits WHERE state = 'served')"
        )

    async def falls_due(self, day: str, clock: str) -> None:
        """Palabre is dead until that minute, and may die again while it rings what is late."""
        await self.hands.alive()
        await self.palabre.kill()
        self.palabre.turn_clock(paris(day, clock))
        await self.palabre.start(self.ringing)
        await self.hands.all_is_shown()

    async def runs(self) -> None:
        """Seven neighbours want the same nights; one of them wants every Tuesday."""
        self.palabre.turn_clock(paris("2027-03-02", "12:10"))
        await self.palabre.start(self.hands.then)
        asked = await self.says("karim", f"/reserver {ROOM} du 12 au 15 mars")
        got = await self.mortally("booked", "karim", asked.buttons["Réserver"])
        assert got.lines[0] == f"✅ C'est réservé : {ROOM}, du vendredi 12 au lundi 15 mars."
        for who, until, place in (("lea", 16, "en tête"), ("ines", 17, "2e"), ("tomas", 15, "3e")):
            taken = await self.says(who, f"/reserver {ROOM} du 14 au {until} mars")
            got = await self.mortally("waiting", who, taken.buttons["Me prévenir si libre"])
            assert place in got.lines[0]
        await self.says("m-roux", f"/reserver {ROOM} du 12 au 14 mars")
        got = await self.hands.taps("m-roux", "S'arranger avec Karim")
        assert got.lines[0].startswith(f"Je demande à Karim la {ROOM} du vendredi 12 au dimanche 14 mars.")
        demand = await self.hands.act("karim", press="bookings:offer:4")
        got = await self.mortally("arranged", "karim", demand.buttons["Du 9 au 12 mars"])
        assert got.lines[0] == (
            "✅ C'est arrangé : vous l'avez du mardi 9 au vendredi 12 mars. "
            f"M. Roux a la {ROOM} du vendredi 12 au dimanche 14 mars."
        )
        assert told(self.palabre, "Léa") == [
            f"La {ROOM} se libère du 14 au 16 mars. Je vous la garde jusqu'à mercredi 0 h 10."
        ]
        got = await self.mortally("taken", "lea", "bookings:take:1")
        assert got.lines[0] == f"✅ C'est réservé : {ROOM}, du dimanche 14 au mardi 16 mars."
        await self.says("lea", f"/reserver {HALL} mardi 16 mars de 19h à 21h")
        await self.hands.taps("lea", "Réserver")
        asked = await self.says("sarah", SERIES)
        got = await self.mortally("series", "sarah", asked.buttons["Réserver les autres"])
        assert got.lines == [
            f"✅ C'est réservé : {HALL}, 14 dates, du mardi 9 mars au mardi 29 juin.",
            "Il manque 1 date :",
            "Mardi 16 mars : Léa l'a.",
        ]
        got = await self.mortally("freed", "lea", "bookings:free:3")
        assert got.lines[0] == f"C'est libéré : {ROOM}, du dimanche 14 au mardi 16 mars."
        assert told(self.palabre, "Inès") == [], "Léa can take it back for ten minutes"
        await self.falls_due("2027-03-02", "12:21")
        assert told(self.palabre, "Inès")[0].startswith(f"La {ROOM} se libère du 14 au 17 mars.")
        assert told(self.palabre, "Tomás") == []
        await self.falls_due("2027-03-03", "00:22")


def told(palabre: Victim, name: str) -> list[str]:
    """What stands for this person alone."""
    rows = palabre.rows(
        "SELECT m.content FROM salon_messages m JOIN people p ON m.audience = 'person:' || p.id "
        "WHERE p.name = ? AND m.content <> '' ORDER BY m.id",
        name,
    )
    return [plain(" ".join(block["words"] for block in json.loads(content)["blocks"])) for (content,) in rows]


def must_be_whole(palabre: Victim) -> None:
    """Everybody has what they were told they have, and nothing else; each offer once; nothing waits to be said."""
    lives = palabre.rows(
        "SELECT p.name, b.starts, b.ends FROM bookings b JOIN people p ON p.id = b.person "
        "WHERE b.state = 'confirmed' AND b.series IS NULL"
    )
    assert len(lives) == len(HAVE_IT)
    assert set(lives) == HAVE_IT
    ((dates, of_sarah),) = palabre.rows(
        "SELECT count(*), count(DISTINCT b.starts) FROM bookings b WHERE b.state = 'confirmed' AND b.series = 1"
    )
    assert dates == of_sarah == 14
    assert palabre.rows("SELECT count(*) FROM booking_series") == [(1,)]
    assert palabre.rows("SELECT state FROM booking_waits ORDER BY id") == [
        ("served",),
        ("gone",),
        ("held",),
        ("served",),
    ]
    must_be_apart(palabre)
    assert [len(told(palabre, name)) for name in ("Karim", "Sarah", "Nadia")] == [0, 0, 0]
    assert told(palabre, "M. Roux") == [
        f"✅ C'est arrangé : vous avez la {ROOM} du vendredi 12 au dimanche 14 mars."
    ]
    (gone,) = told(palabre, "Inès")
    assert gone.startswith(f"Je ne garde plus la {ROOM} pour vous du dimanche 14 au mercredi 17 mars.")
    (held,) = told(palabre, "Tomás")
    assert held == f"La {ROOM} se libère du 14 au 15 mars. Je vous la garde jusqu'à mercredi 12 h 22."
    assert len(told(palabre, "Léa")) == 1
    assert palabre.rows("SELECT count(*) FROM salon_messages WHERE audience = 'everyone'") == [(2,)]
    assert palabre.rows("SELECT topic FROM alarms WHERE name IN ('held', 'settle')") == [("bookings:3:wait",)]
    assert palabre.rows("SELECT * FROM posts WHERE wanted <> shown AND platform <> ''") == []
    assert palabre.rows("PRAGMA integrity_check") == [("ok",)]


def must_be_apart(palabre: Victim) -> None:
    """What is occupied is what lives and what is held, each once, and no two of them meet."""
    stays = palabre.rows(
        "SELECT o.starts_at, o.ends_at, o.booking FROM occupied o WHERE o.kind = 'stay' ORDER BY o.booking"
    )
    lives = palabre.rows("SELECT starts_at, ends_at, id FROM bookings WHERE state = 'confirmed' ORDER BY id")
    assert stays == lives
    holds = palabre.rows("SELECT wait FROM occupied WHERE kind = 'hold' ORDER BY wait")
    assert holds == palabre.rows("SELECT id FROM booking_waits WHERE state = 'held' ORDER BY id")
    rows = palabre.rows("SELECT unit, starts_at, ends_at FROM occupied")
    for one, other in itertools.combinations(rows, 2):
        assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1], (one, other)


@pytest.mark.parametrize(
    ("deadly", "ringing", "kept"), [(9, 15, False), (10, 18, True)], ids=["before it is kept", "after it is kept"]
)
async def test_killed_during_each_act(tmp_path: Path, deadly: int, ringing: int, kept: bool) -> None:
    """Whoever gets no answer taps again, and reads what is so; those who wait are told once. A start passes eight
    points; then come the two of the act, or those of what rings, of marking it and of sending it."""
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "killed")
        scene = Scene(palabre, Insisting(palabre, anew=True), deadly, ringing)
        await scene.runs()
        must_be_whole(palabre)
    assert scene.kept == {act: [kept] * (3 if act == "waiting" else 1) for act in ACTS}
    assert palabre.deaths[-1] == ("after a send" if kept else "before a send")


async def test_killed_while_three_want_the_same(tmp_path: Path) -> None:
    """From outside, sooner where something was kept and later where nothing was, so around the very moment: one has
    it, whoever taps again."""
    pause, found = 0.01, set()
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "rush")
        hands = Insisting(palabre, anew=True)
        palabre.turn_clock(paris("2027-03-02", "12:10"))
        for day in range(6, 14):
            await hands.alive()
            want = f"/reserver {HALL} le {day} mars de 14h à 18h"
            taps = {
                who: (await hands.act(who, words=want)).buttons["Réserver"] for who in ("karim", "lea", "ines")
            }
            first = [
                asyncio.create_task(palabre.hands_in(who, f"at-once-{day:02}", press=tap))
                for who, tap in taps.items()
            ]
            await asyncio.sleep(pause)
            await palabre.kill()
            answered = [answer for answer in await asyncio.gather(*first) if answer is not None]
            ((kept,),) = palabre.rows("SELECT count(*) FROM bookings WHERE starts = ?", f"2027-03-{day:02}T14:00")
            assert kept == 1 or not (kept or answered), "what was answered is kept"
            pause *= 0.5 if kept else 1.7
            found.add(kept)
            shown = [(await hands.act(who, press=tap)).lines[0] for who, tap in taps.items()]
            assert sorted(line.partition(" : ")[0] for line in shown) == [
                "✅ C'est réservé",
                *["🗓️ C'est pris"] * 2,
            ]
            must_be_apart(palabre)
        assert palabre.rows("SELECT count(*) FROM bookings") == [(8,)]
    assert found == {0, 1}
