"""A proposal whose Palabre is killed (SIGKILL) in each of its rounds: it is heard, asked about and decided once."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from storage.database import moment
from tests.bot.telegram.scenes import words as written
from tests.bot.telegram.test_crash import Scene
from tests.bot.telegram.test_crash import scene as on_telegram
from tests.neighbours import paris, plain
from tests.peers.insisting import Insisting
from tests.peers.victim import Victim, victim

TEXT = "La buanderie ouverte jusqu'à 22 h le samedi"
NEW_TEXT = "La buanderie ouverte jusqu'à 21 h le samedi"
LINE = f"/proposition {TEXT} parce que le soir elle est toujours prise"
PHASES = (
    "listening",
    "opinions",
    "amendment",
    "answers",
    "extension",
    "objection",
    "treatment",
    "version",
    "decision",
)


@dataclass
class Play:
    """A week of a proposal over HTTP. The process dies at its point `deadly`, each that follows at its point `then`;
    whoever gets no answer hands the same event in again. `died`: in which phase, how often."""

    palabre: Victim
    deadly: int
    then: int
    died: Counter[str] = field(default_factory=Counter)
    hands: Insisting = field(init=False)
    _counted: int = 0

    def __post_init__(self) -> None:
        self.hands = Insisting(self.palabre, self.then)

    async def act(self, who: str, **fields: str) -> None:
        """Handed in until it is answered; then everything is shown and has rung."""
        await self.hands.act(who, **fields)

    async def falls_due(self) -> None:
        """Turns the clock to the end of the round; something happens, and so the alarms are looked at."""
        ((closing_at,),) = self.palabre.rows("SELECT closing_at FROM proposals")
        self.palabre.turn_clock(moment(closing_at))
        await self.act("tomas", words="/aide")

    def ends(self, phase: str) -> None:
        deaths = len(self.palabre.deaths)
        self.died[phase] += deaths - self._counted
        self._counted = deaths

    async def runs(self) -> None:
        """From the first line to the decision, with an extension, an objection and a version that answers it."""
        self.palabre.turn_clock(paris("2027-03-01", "12:00"))
        await self.palabre.start(self.deadly)
        await self.act("karim", words=LINE)
        await self.act("karim", press="proposals:send")
        await self.act("ines", press="proposals:question:1")
        await self.act("ines", answer="Même l'été ?")
        await self.act("karim", answer="Oui, toute l'année.")
        await self.act("lea", press="proposals:opinion:1")
        await self.act("lea", answer="Attention au bruit.")
        await self.act("tomas", press="proposals:nothing:1")
        self.ends("listening")
        await self.falls_due()
        self.ends("opinions")
        await self.act("karim", press="proposals:keep:1")
        self.ends("amendment")
        for name in ("karim", "sarah", "ines"):
            await self.act(name, press="proposals:consent:1:1")
        self.ends("answers")
        await self.falls_due()
        self.ends("extension")
        await self.act("lea", press="proposals:object:1:1")
        await self.act("lea", answer="Ma chambre est au-dessus.")
        await self.act("lea", answer="Arrêter à 21 h.")
        await self.act("lea", press="proposals:sendobjection:1")
        await self.act("tomas", press="proposals:consent:1:1")
        self.ends("objection")
        await self.falls_due()
        self.ends("treatment")
        await self.act("karim", press="proposals:modify:1")
        await self.act("karim", answer=NEW_TEXT)
        await self.act("karim", press="proposals:publish")
        await self.act("lea", press="proposals:lift:1:1")
        for name in ("karim", "ines", "tomas"):
            await self.act(name, press="proposals:consent:1:2")
        self.ends("version")
        await self.falls_due()
        self.ends("decision")


SUNDAY = ("Semaine du", "La semaine du")


def words(content: str) -> str:
    said = (block.get("words") or " ".join(block.get("lines", ())) for block in json.loads(content)["blocks"])
    return plain(" ".join(said))


def must_be_whole(palabre: Victim) -> None:
    """Every word once, every message once, one decision with one number; nothing waits."""
    assert palabre.rows("SELECT state, version, number, loops, asked FROM proposals") == [
        ("adopted", 2, "D-2027-001", 1, 2)
    ]
    assert palabre.rows("SELECT words, rank, voices, answered FROM decisions") == [(NEW_TEXT, 1, 6, 4)]
    assert palabre.rows("SELECT words, answer FROM proposal_questions") == [
        ("Même l'été ?", "Oui, toute l'année.")
    ]
    opinions = palabre.rows("SELECT words FROM proposal_opinions ORDER BY words")
    assert opinions == [("",), ("Attention au bruit.",)]
    assert palabre.rows("SELECT state, version, risk, remedy FROM objections") == [
        ("lifted", 1, "Ma chambre est au-dessus.", "Arrêter à 21 h.")
    ]
    given = palabre.rows(
        "SELECT o.version, p.name, o.kind FROM proposal_positions o JOIN people p ON p.id = o.person ORDER BY 1, 2"
    )
    assert given == [
        *((1, name, "consent") for name in ("Inès", "Karim")),
        (1, "Léa", "objection"),
        *((1, name, "consent") for name in ("Sarah", "Tomás")),
        *((2, name, "consent") for name in ("Inès", "Karim", "Léa", "Tomás")),
    ]
    stands = stands_in(palabre)
    told = said(palabre)
    old = "Cette proposition continue plus bas."
    assert told[0] == told[2] == told[3] == old
    assert told[1].startswith("Vos avis sur : la buanderie")
    assert "Cette objection a été regardée." in told[4], "what stood there while a solution was looked for"
    assert told[5] == "Karim proposait : la buanderie ouverte jusqu'à 21 h le samedi. C'est décidé (D-2027-001)."
    assert told[6].startswith("C'est décidé : la buanderie ouverte jusqu'à 21 h le samedi (D-2027-001).")
    assert len(told) == 7
    assert all(rings for rings, _ in stands[1:])
    for _, content in stands:
        assert not any("proposals:consent" in button["data"] for button in json.loads(content)["buttons"])
    assert palabre.rows("SELECT name FROM alarms WHERE topic LIKE 'proposals:%'") == []
    assert palabre.rows("SELECT * FROM posts WHERE wanted <> shown AND platform <> ''") == []
    assert palabre.rows("PRAGMA integrity_check") == [("ok",)]


async def test_killed_again_and_again_in_every_round(tmp_path: Path) -> None:
    """Also on the way back from a death, and while the alarms of a round's end ring."""
    died: Counter[str] = Counter()
    async with victim(tmp_path) as palabre:
        for point in (19, 23, 29):
            palabre.moves(tmp_path / str(point))
            play = Play(palabre, point, point)
            await play.runs()
            must_be_whole(palabre)
            died += play.died
            await palabre.kill()
    assert set(died) == set(PHASES), died


async def test_killed_from_outside_in_each_round_and_late(tmp_path: Path) -> None:
    """Each round ends while it is dead: what it says next is that of the round, once, and the decision says that
    it comes late."""
    async with victim(tmp_path) as palabre:
        palabre.moves(tmp_path / "late")
        play = Play(palabre, 0, 0)
        palabre.turn_clock(paris("2027-03-01", "12:00"))
        await palabre.start()
        await play.act("karim", words=LINE)
        await play.act("karim", press="proposals:send")
        await play.act("lea", press="proposals:opinion:1")
        await play.act("lea", answer="Attention au bruit.")
        await sleeps_until(play, "2027-03-05", "09:00")
        assert said(palabre)[-1].startswith("Vos avis sur : la buanderie")
        assert "Karim les lit et vous répond avant" in said(palabre)[-1]
        await play.act("karim", press="proposals:keep:1")
        for name in ("karim", "ines", "tomas"):
            await play.act(name, press="proposals:consent:1:1")
        await sleeps_until(play, "2027-03-09", "09:00")
        assert "Il manque un foyer" in said(palabre)[-1]
        await play.act("lea", press="proposals:consent:1:1")
        await sleeps_until(play, "2027-03-14", "09:00")
        assert said(palabre)[-1].startswith(
            "C'est décidé : la buanderie ouverte jusqu'à 22 h le samedi (D-2027-001)."
        )
        assert "J'étais arrêté" in said(palabre)[-1]
        await sleeps_until(play, "2027-03-15", "09:00")
        assert palabre.rows("SELECT number FROM proposals") == [("D-2027-001",)]
        assert palabre.rows("SELECT count(*) FROM decisions") == [(1,)]
        assert [len(said(palabre)), Counter(said(palabre)).most_common(1)[0][1]] == [5, 2]


async def sleeps_until(play: Play, day: str, clock: str) -> None:
    """It is killed, and started again at that minute."""
    await play.palabre.kill()
    play.palabre.turn_clock(paris(day, clock))
    await play.palabre.start()
    await play.hands.all_is_shown()


def said(palabre: Victim) -> list[str]:
    """What stands in the room, oldest first, but for the welcome."""
    return [words(content) for _, content in stands_in(palabre)][1:]


def stands_in(palabre: Victim) -> list[tuple[int, str]]:
    """Whether each message in the room rang, and what it says; without Sunday's summary."""
    rows = palabre.rows(
        "SELECT rings, content FROM salon_messages WHERE person IS NULL AND audience = 'everyone' ORDER BY id"
    )
    return [(rings, content) for rings, content in rows if not words(content).startswith(SUNDAY)]


async def test_what_was_tapped_while_it_was_stopped_counts_before_the_question_ends(tmp_path: Path) -> None:
    """On Telegram, which keeps taps: Palabre reads them at its next start, before its alarms ring."""
    async with victim(tmp_path) as palabre, on_telegram(palabre, tmp_path / "stopped", 0) as here:
        await here.lives()
        here.group.add_bot(by=here.people["Karim"])
        await here.until(lambda: bool(here.group.from_bot()))
        for name in here.people:
            here.people[name].taps(here.group.from_bot()[0], "👋 Dire bonjour")
        await here.until(lambda: palabre.rows("SELECT count(*) FROM memberships") == [(4,)])
        await proposes_quickly(here)
        card = here.group.from_bot()[-1]
        here.people["Karim"].taps(card, "✅ Pas d'objection")
        await here.until(lambda: "1 foyer sur 4 a répondu." in written(card))
        await palabre.kill()
        for name in ("Inès", "Léa"):
            here.people[name].taps(card, "✅ Pas d'objection")
        palabre.turn_clock(paris("2027-03-08", "09:12"))
        await here.until(lambda: "C'est décidé" in written(here.group.from_bot()[-1]))
        decided = written(here.group.from_bot()[-1])
        assert "3 foyers sans objection" in decided
        assert "J'étais arrêté" in decided
        assert len([one for one in here.group.from_bot() if "C'est décidé :" in written(one)]) == 1
        # The fourth is too late, and is told what was decided.
        late = here.people["Sarah"].presses(card, "proposals:consent:1:1")
        await here.until(lambda: bool(late.answers))
        assert plain(late.answers[0].text).startswith("C'est déjà décidé (D-2027-001).")


async def proposes_quickly(here: Scene) -> None:
    """Karim's proposal, whose question is asked at once, as the acts behind the buttons."""
    karim, room = here.people["Karim"], here.group
    karim.says(room, LINE, ephemeral=True)
    await here.until(lambda: bool(karim.sees(room)[-1].ephemeral_id))
    karim.presses(karim.sees(room)[-1], "proposals:form:quick")
    await here.until(lambda: "Je pose seulement la que" in written(karim.sees(room)[-1]))
    karim.presses(karim.sees(room)[-1], "proposals:send")
    await here.until(lambda: "Pouvez-vous vivre avec" in written(room.from_bot()[-1]))
