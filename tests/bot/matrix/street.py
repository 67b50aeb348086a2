"""A street on Matrix: its people in a room, and Palabre as its host runs it, a process of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.neighbours import noon_zone, plain
from tests.peers.process import Running, running
from tests.peers.ready import ready_file
from tests.peers.synapse import Account, Message, Resident, Screen, Town

QUESTION = "!sondage On peint la porte en bleu, en vert ou en jaune ?"
NAMES = ("Nadia", "Karim", "Léa")


@dataclass
class Street:
    """The people by their names, the room of their group, Palabre's account and its process."""

    town: Town
    bot: Account
    room: str
    people: dict[str, Resident]
    palabre: Running = field(init=False, repr=False)

    def __getitem__(self, name: str) -> Resident:
        return self.people[name]

    async def sees(
        self, name: str, words: str, *, room: str = "", within: float = 10, but: tuple[str, ...] = ()
    ) -> Message:
        """The newest message of Palabre in which these words stand, as this person sees it; none of `but`."""

        def found(screen: Screen) -> Message | None:
            said = [one for one in screen.by(self.bot.id) if words in plain(one.words) and one.id not in but]
            return said[-1] if said else None

        return await self[name].sees(room or self.room, found, within)

    async def card(self, author: str = "Karim", words: str = QUESTION, *, signs: int = 3) -> Message:
        """A new poll; gives its card once it stands in the room with its signs."""
        before = tuple(message.id for message in self[author].rooms[self.room].by(self.bot.id))
        await self[author].says(self.room, words)
        card = await self.sees(author, "🗳️", but=before)
        await self.signed(author, card, signs)
        return card

    async def signed(self, name: str, card: Message, signs: int, within: float = 40) -> None:
        """Returns once so many signs of Palabre's stand under a message."""

        def placed(screen: Screen) -> bool:
            return sum(self.bot.id in who for who in screen.reactions(card.id).values()) >= signs

        await self[name].sees(self.room, placed, within)

    async def alone(self, name: str) -> str:
        """The private room into which Palabre has invited this person."""
        return await self[name].accepts(self.bot)

    async def becomes(self, name: str, card: Message, words: str, within: float = 15) -> None:
        """Returns once the card says this."""
        await self[name].sees(self.room, lambda screen: words in plain(screen.words(card.id)), within)


def host_settings(folder: Path, bot: Account) -> dict[str, str]:
    """Palabre's settings for a database in this folder and this server; it is noon in its groups."""
    return {
        "STORAGE__URL": f"sqlite:///{folder}/palabre.db",
        "SALON__PORT": "0",
        "MATRIX__HOMESERVER": bot.synapse.url,
        "MATRIX__ACCESS_TOKEN": bot.token,
        "MATRIX__STORE_DIR": str(folder / "keys"),
        "MATRIX__STORE_KEY": "un mot de passe pour les clés",
        "ACCESS__NEW_GROUPS": "open",
        "GROUP__TIMEZONE": noon_zone(),
    }


@asynccontextmanager
async def street(
    folder: Path, town: Town, *, encrypted: bool = True, version: str = "", welcome: bool = True, **settings: str
) -> AsyncIterator[Street]:
    """Les Tilleuls on Matrix. `settings` are Palabre's; `welcome`: Nadia has brought Palabre into the room, and it
    has said hello."""
    await ready_file(folder / "palabre.db")
    bot = await town.account("Palabre")
    people = {name: await town.resident(name) for name in NAMES}
    nadia = people["Nadia"]
    others = tuple(person for person in people.values() if person is not nadia)
    room = await nadia.opens_room("Les Tilleuls", invites=others, encrypted=encrypted, version=version)
    for person in others:
        await person.joins(room)
    async with running(folder, "run", before=(), **{**host_settings(folder, bot), **settings}) as palabre:
        await palabre.ready()
        made = Street(town, bot, room, people)
        made.palabre = palabre
        try:
            if welcome:
                await nadia.invites(room, bot)
                await made.sees("Nadia", "Bonjour à tous")
            yield made
        except AssertionError as error:
            error.add_note("\n".join(palabre.logged))
            raise
        assert palabre.process.returncode is None, "\n".join(palabre.logged)
        await ended_well(palabre)
    read_log(palabre, made)


async def ended_well(palabre: Running) -> None:
    """It is asked to end, and does."""
    palabre.ask_to_end()
    assert await palabre.ended(10) == 0, "\n".join(palabre.logged)


def read_log(palabre: Running, here: Street) -> None:
    """Raises AssertionError where something broke, or where a token or somebody's words stand in a log line."""
    log = "\n".join(palabre.logged)
    assert '"exception"' not in log, log
    assert "Traceback" not in log, log
    assert here.bot.token not in log
    for person in here.people.values():
        for message in person.rooms.get(here.room, Screen(here.room, person.id)).by(person.id):
            assert len(message.words) < 12 or message.words not in log, f"{message.words[:40]!r} is in the log"
