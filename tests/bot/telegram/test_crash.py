"""Killed at every commit and every call to Telegram: each tap is counted once, and the card shows the truth."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.neighbours import paris, plain
from tests.peers.points import SAID
from tests.peers.telegram import BotApi, bot_api
from tests.peers.telegram.messages import Message
from tests.peers.telegram.people import Person
from tests.peers.telegram.presses import Press
from tests.peers.telegram.rooms import Room
from tests.peers.victim import Victim, victim

OPENING = paris("2027-03-02", "12:10")
REMINDER = paris("2027-03-03", "18:31")
QUESTION = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
ANSWERS = {"Inès": "vert", "Karim": "bleu", "Léa": "vert", "Sarah": "vert"}
"""What each of them answered last."""


@dataclass
class Scene:
    """A group on Telegram, and a Palabre that dies at its point `deadly`, and afterwards at its point `then`."""

    api: BotApi
    group: Room
    people: dict[str, Person]
    palabre: Victim
    deadly: int
    then: int = 0

    async def lives(self) -> None:
        """Brings it to life where it is dead."""
        if not self.palabre.deaths and self.palabre.state == "dead":
            await self.palabre.start(self.deadly)
        while self.palabre.state != "ready":
            assert len(self.palabre.deaths) < 60, "it never gets any further"
            await self.palabre.start(self.then)

    async def until(self, true: Callable[[], bool]) -> None:
        """Until this is true, all updates are confirmed and every room shows everything."""
        while True:
            await self.lives()
            if self.api.pending == 0 and await self.palabre.shows_all() and true():
                return
            await self.palabre.moment()

    def card(self) -> Message:
        """The newest message under which one can vote."""
        return [message for message in self.group.from_bot() if "Vert" in message.buttons][-1]

    def tap(self, name: str, label: str) -> Press:
        return self.people[name].taps(self.card(), label)


@asynccontextmanager
async def scene(palabre: Victim, folder: Path, deadly: int, then: int = 0) -> AsyncIterator[Scene]:
    async with bot_api(flood=False) as api:
        api.date = lambda: int(OPENING.timestamp())  # type: ignore[method-assign]
        palabre.moves(folder)
        (folder / "telegram").write_text(f"{api.token} {api.url}")
        palabre.turn_clock(OPENING)
        people = {name: api.person(name) for name in ANSWERS}
        group = api.group("Les Tilleuls", members=list(people.values()))
        yield Scene(api, group, people, palabre, deadly, then)
        if palabre.state != "dead":
            await palabre.kill()


async def play(here: Scene) -> list[Press]:
    """A poll from Palabre's arrival to its result, with its reminder; gives every tap."""
    taps: list[Press] = []

    async def vote(name: str, label: str) -> None:
        taps.append(here.tap(name, label))
        await here.until(lambda: True)

    await here.lives()
    here.group.add_bot(by=here.people["Karim"])
    await here.until(lambda: bool(here.group.from_bot()))
    here.people["Karim"].says(here.group, QUESTION)
    await here.until(lambda: "Vert" in here.group.from_bot()[-1].buttons)
    first = here.card()
    await vote("Karim", "Bleu")
    await vote("Sarah", "Bleu")
    here.palabre.turn_clock(REMINDER)
    here.people["Inès"].says(here.group, "/aide")  # something happens, and so the alarm is looked at
    await here.until(lambda: here.card() is not first and "Encore un jour" in here.card().text)
    await vote("Inès", "Vert")
    await vote("Léa", "Vert")
    await vote("Sarah", "Vert")
    more = here.card().buttons["⋯ Plus"].split(":")[2]
    taps.append(here.people["Karim"].presses(here.card(), f"polls:close:{more}"))
    await here.until(lambda: here.group.from_bot()[-1].photo is not None)
    return taps


def must_be_whole(here: Scene, taps: list[Press]) -> None:
    """Every tap once, the card and the result true, at most one message more than there should be a death."""
    palabre = here.palabre
    given = palabre.rows(
        "SELECT p.name, o.words FROM ballots b JOIN people p ON p.id = b.person JOIN poll_options o ON o.id = b.option_id"
    )
    assert dict(given) == ANSWERS
    assert len(given) == len(ANSWERS)
    heard = [event for (event,) in palabre.rows("SELECT event FROM heard")]
    for tap in taps:
        assert heard.count(f"telegram:{tap.person.id}:{tap.update_id}") == 1
        assert len(tap.answers) <= 1
        assert tap.handed_out >= 1
    assert palabre.rows("SELECT state FROM polls") == [("closed",)]
    assert palabre.rows("SELECT * FROM alarms WHERE topic LIKE 'polls:%'") == []
    assert palabre.rows("SELECT * FROM posts WHERE wanted <> shown") == []
    assert palabre.rows("PRAGMA integrity_check") == [("ok",)]
    said = here.group.from_bot()
    results = [message for message in said if message.photo]
    assert all("Bleu 1, vert 3, jaune 0. 4 personnes ont répondu." in message.text for message in results)
    spare = len(palabre.deaths)
    assert 1 <= len(results) <= 1 + spare
    assert [message for message in said if "Ce sondage est fini. Vert est en tête." in message.text]
    assert len([message for message in said if "Vert" in message.buttons]) <= spare
    assert len([message for message in said if "Bonjour à tous" in message.text]) <= 1 + spare


async def test_killed_at_each_point_in_turn(tmp_path: Path) -> None:
    died: set[str] = set()
    async with victim(tmp_path) as palabre:
        for point in range(1, 1000):
            async with scene(palabre, tmp_path / str(point), point) as here:
                taps = await play(here)
                must_be_whole(here, taps)
                deaths = list(palabre.deaths)
            if not deaths:
                break
            assert len(deaths) == 1, deaths
            died.update(deaths)
    assert point > 60, "a scene has far more points"
    calls = set(SAID) - {"editMessageCaption"}
    wanted = {f"{when} {what}" for when in ("before", "after") for what in ("a commit", *calls)}
    assert wanted <= died, wanted - died


async def test_killed_again_and_again(tmp_path: Path) -> None:
    """Also on the way back from a death."""
    async with victim(tmp_path) as palabre:
        for point in (17, 23, 31):
            async with scene(palabre, tmp_path / str(point), point, then=point) as here:
                taps = await play(here)
                must_be_whole(here, taps)
                assert len(palabre.deaths) > 2, palabre.deaths


async def test_what_was_tapped_while_it_was_stopped_counts_before_the_deadline_falls(tmp_path: Path) -> None:
    async with victim(tmp_path) as palabre, scene(palabre, tmp_path / "stopped", 0) as here:
        await opened(here)
        here.tap("Karim", "Bleu")
        await here.until(lambda: "Bleu 1" in here.card().text)
        await palabre.kill()
        for name in ("Inès", "Léa"):
            here.tap(name, "Vert")
        palabre.turn_clock(paris("2027-03-05", "09:12"))
        await here.until(lambda: here.group.from_bot()[-1].photo is not None)
        result = plain(here.group.from_bot()[-1].text)
        assert "Bleu 1, vert 2, jaune 0. 3 personnes ont répondu." in result
        assert "J'étais arrêté : ce sondage devait finir jeudi 4 mars à 20 h." in result


async def test_a_copy_that_a_crash_left_behind_loses_its_buttons_at_the_first_tap(tmp_path: Path) -> None:
    async with victim(tmp_path) as palabre:
        for point in range(1, 80):
            async with scene(palabre, tmp_path / str(point), point) as here:
                copies = await opened(here)
                if len(copies) == 2:
                    await tapped_on_the_older(here, *copies)
                    return
    raise AssertionError("no death left a copy behind")


async def opened(here: Scene) -> list[Message]:
    """A poll by Karim; gives every message under which one can vote."""
    await here.lives()
    here.group.add_bot(by=here.people["Karim"])
    await here.until(lambda: bool(here.group.from_bot()))
    here.people["Karim"].says(here.group, QUESTION)
    await here.until(lambda: any("Vert" in message.buttons for message in here.group.from_bot()))
    return [message for message in here.group.from_bot() if "Vert" in message.buttons]


async def tapped_on_the_older(here: Scene, left: Message, standing: Message) -> None:
    here.people["Léa"].taps(left, "Vert")
    await here.until(lambda: not left.buttons)
    await here.until(lambda: "vert 1" in standing.text)
    assert list(standing.buttons) == ["Bleu", "Vert", "Jaune", "⋯ Plus"]
