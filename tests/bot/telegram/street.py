"""A street on Telegram: its people in a group, and Palabre as its host runs it, a process of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.neighbours import noon_zone, plain
from tests.peers.process import Running, running
from tests.peers.ready import ready_file
from tests.peers.telegram import BotApi, bot_api
from tests.peers.telegram.messages import Message
from tests.peers.telegram.people import Person
from tests.peers.telegram.presses import Press
from tests.peers.telegram.rooms import Room

QUESTION = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
NAMES = ("Nadia", "Karim", "Léa", "Inès", "Tomás")


@dataclass
class Street:
    """The people by their names, their group, the simulator and the process."""

    api: BotApi
    group: Room
    palabre: Running
    people: dict[str, Person]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    async def card(self, author: str = "Karim", words: str = QUESTION) -> Message:
        """A new poll; gives its card once it stands in the group."""
        before = len(self.group.from_bot())
        self.people[author].says(self.group, words)
        await self.api.until(lambda: len(self.group.from_bot()) > before)
        return self.group.from_bot()[-1]

    async def taps(self, name: str, message: Message, label: str) -> str:
        """The bubble that comes back for a tap, with ordinary spaces."""
        return await self.bubble(self.people[name].taps(message, label))

    async def bubble(self, press: Press) -> str:
        await self.api.until(lambda: press.answered)
        return plain(press.answers[0].text)

    async def alone(self, name: str, act: Any) -> Message:
        """What this person sees and the others do not, after `act()`."""
        before = self._shown_alone(name)
        act()
        await self.api.until(lambda: self._shown_alone(name) != before)
        return self.screens(name)[-1]

    def _shown_alone(self, name: str) -> list[tuple[int, int, str]]:
        return [(message.ephemeral_id, message.id, message.text) for message in self.screens(name)]

    def screens(self, name: str) -> list[Message]:
        """What stands before this person and nobody else: in the group, then in private."""
        person = self.people[name]
        whispered = [message for message in person.sees(self.group) if message.receiver is person]
        return whispered + [
            message for message in person.private.messages if message.from_bot and not message.deleted
        ]


def host_settings(folder: Path, api: BotApi) -> dict[str, str]:
    """Palabre's settings for a database in this folder and this server; it is noon in its groups."""
    return {
        "STORAGE__URL": f"sqlite:///{folder}/palabre.db",
        "SALON__PORT": "0",
        "TELEGRAM__TOKEN": api.token,
        "TELEGRAM__API_URL": api.url,
        "ACCESS__NEW_GROUPS": "open",
        "GROUP__TIMEZONE": noon_zone(),
    }


@asynccontextmanager
async def street(
    folder: Path, *, welcome: bool = True, simulator: dict[str, Any] | None = None, **settings: str
) -> AsyncIterator[Street]:
    """Les Tilleuls on Telegram. `settings` are Palabre's, as TELEGRAM__EPHEMERAL="false"; `welcome`: Nadia has
    brought Palabre into the group, and it has said hello."""
    await ready_file(folder / "palabre.db")
    async with bot_api(**(simulator or {})) as api:
        people = {name: api.person(name) for name in NAMES}
        group = api.group("Les Tilleuls", members=list(people.values()))
        given = {**host_settings(folder, api), **settings}
        async with running(folder, "run", before=(), **given) as palabre:
            await palabre.ready()
            made = Street(api, group, palabre, people)
            if welcome:
                group.add_bot(by=people["Nadia"])
                await api.until(lambda: group.from_bot())
            yield made
            assert palabre.process.returncode is None, "\n".join(palabre.logged)
            palabre.ask_to_end()
            await palabre.ended(10)
        assert not [line for line in palabre.logged if '"exception"' in line], "\n".join(palabre.logged)
