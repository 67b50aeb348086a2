"""What happens on the street again and again: cards that count, private screens from which one picks, a clock that
is turned."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.config import Access, Config, GroupDefaults, Matrix, Salon, Storage
from bot.program import Program
from storage.polls import StoredPolls
from tests.bot.matrix.street import NAMES, Street
from tests.neighbours import noon_zone, plain
from tests.peers.synapse import Message, Resident, Screen, Town

SLOWLY = 40.0
"""Seconds within which everything is said: once ten were, the server takes one event every five seconds."""


async def counts(here: Street, card: Message, words: str, within: float = SLOWLY) -> None:
    """Returns once the card prints these figures."""
    await here.becomes("Karim", card, f"Comptés, sans ma réaction : {words}. ", within)


async def alone(here: Street, name: str) -> str:
    """The private room into which this person was invited, and goes."""
    return await here[name].accepts(here.bot, SLOWLY)


def said(here: Street, name: str, room: str = "") -> list[str]:
    """What Palabre has said in a room so far, in order, each message as it stands now."""
    return [plain(message.words) for message in here[name].rooms[room or here.room].by(here.bot.id)]


def said_unasked(here: Street, name: str) -> list[str]:
    """What Palabre has said in their room but its welcome, which may come after the first question."""
    return [words for words in said(here, name) if "Je suis Palabre" not in words]


def lines(message: Message) -> list[str]:
    """A message line by line, with ordinary spaces."""
    return [plain(line) for line in message.words.split("\n")]


async def screen(here: Street, name: str, room: str, words: str, within: float = SLOWLY) -> Message:
    """The lowest message of the private room, once these words stand in it."""

    def lowest(shown: Screen) -> Message | None:
        messages = shown.by(here.bot.id)
        return messages[-1] if messages and words in plain(messages[-1].words) else None

    return await here[name].sees(room, lowest, within)


async def picks(here: Street, name: str, shown: Message, room: str, label: str) -> None:
    """Types the number that stands before these words on a private screen."""
    found = re.search(rf"^(\d+)\. {re.escape(label)}$", "\n".join(lines(shown)), re.MULTILINE)
    assert found, f"no « {label} » in {shown.words!r}"
    await here[name].says(room, found[1])


@dataclass
class Hands:
    """The clock of Palabre: the real one, turned forward by `shift`."""

    program: Program | None = None
    shift: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift

    def turn(self, days: int, clock: str) -> None:
        """To that minute of the group's day, so many days from now. What is due by then rings at once."""
        assert self.program is not None
        today = self.now().astimezone(ZoneInfo(self.program.config.group.timezone))
        to = datetime.combine(today.date() + timedelta(days), time.fromisoformat(clock), today.tzinfo)
        assert to > today, "only forward"
        self.passes(to - today)

    def passes(self, time: timedelta) -> None:
        """So much time. What is due by then rings at once."""
        assert self.program is not None
        self.shift += time
        self.program.clock.wake()

    async def allows_several(self, poll: int) -> None:
        """As its author can, who picks it from private screens; here without a message."""
        assert self.program is not None
        async with self.program.database.writing() as tx:
            await StoredPolls(tx).tune(poll, "several", 8, grows=False)


@dataclass
class _InHouse:
    """In the place of a process: what it logged."""

    entries: list[EventDict]

    @property
    def logged(self) -> list[str]:
        return [str(entry) for entry in self.entries]


@asynccontextmanager
async def street_with_a_clock(
    folder: Path,
    town: Town,
    *,
    encrypted: bool = True,
    version: str = "",
    signs: bool = True,
    names: tuple[str, ...] = NAMES,
) -> AsyncIterator[tuple[Street, Hands]]:
    """Les Tilleuls with Palabre inside this process, so that its clock can be turned. Without `signs` it puts none
    under its cards: they cost five seconds each, and here nobody looks at them."""
    bot = await town.account("Palabre")
    people: dict[str, Resident] = {name: await town.resident(name) for name in names}
    nadia, *others = people.values()
    room = await nadia.opens_room("Les Tilleuls", invites=tuple(others), encrypted=encrypted, version=version)
    for person in others:
        await person.joins(room)
    hands = Hands()
    program = hands.program = Program(
        Config(
            storage=Storage(url=f"sqlite:///{folder}/palabre.db"),
            salon=Salon(port=0),
            matrix=Matrix(
                homeserver=bot.synapse.url,
                access_token=SecretStr(bot.token),
                store_dir=folder / "keys",
                store_key=SecretStr("un mot de passe pour les clés"),
            ),
            access=Access(new_groups="open"),
            group=GroupDefaults(timezone=noon_zone()),
        ),
        now=hands.now,
    )
    assert program.matrix is not None
    if not signs:
        program.matrix.platform.placing = None
    with capture_logs() as entries:
        # Of a process, all that is asked is what it logged.
        here = Street(town, bot, room, people)
        here.palabre = _InHouse(entries)  # type: ignore[assignment]
        try:
            await program.start()
            await nadia.invites(room, bot)
            await here.sees("Nadia", "Bonjour à tous")
            yield here, hands
            await program.health()
        except AssertionError as error:
            error.add_note("\n".join(map(str, entries)))
            raise
        finally:
            await program.stop()
    broken = [entry for entry in entries if entry["log_level"] in ("error", "critical")]
    assert not broken, broken
