"""A scripted neighbourhood: people in the salon, over real HTTP, with a clock that is turned by hand."""

import re
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.config import Config, Salon, Storage
from bot.limits import Limits
from bot.pacing import Paces, Pacing
from bot.platforms.salon.platform import SalonPlatform
from bot.program import Program
from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from handlers.members.model import Group, Role
from storage.members import StoredMembers
from storage.salon import StoredSalon
from tests.peers.ready import ready_file

PARIS = ZoneInfo("Europe/Paris")
ROOM = "les-tilleuls"
PEOPLE: dict[str, Role] = {
    "Karim": "resident",
    "Sarah": "resident",
    "Inès": "resident",
    "Léa": "resident",
    "Nadia": "accompaniment",
}


def paris(day: str, clock: str) -> datetime:
    """`paris("2027-03-02", "12:10")`: that minute on the group's clock."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=PARIS)


def noon_zone() -> str:
    """The time zone in which it is about noon now: where the clock is the real one, no night holds anything back."""
    offset = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT"


def plain(words: str) -> str:
    """The words with ordinary spaces, as a person types them."""
    return re.sub(r"\s+", " ", words).strip()


class _Reader(HTMLParser):
    """Reads what a person would see: lines of text, and buttons with their data."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.buttons: dict[str, str] = {}
        self.pictures: list[tuple[str, str]] = []
        self.meta = ""
        self._into: list[str] | None = None
        self._kind = ""
        self._data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.pictures.append((given["src"], given["alt"]))
        elif tag == "button":
            self._into, self._kind, self._data = [], "button", given.get("value", "")
        elif tag in ("p", "h3", "li") and self._kind == "":
            self._into, self._kind = [], "meta" if "meta" in given.get("class", "") else "line"
            if "tools" in given.get("class", ""):
                self._kind = "tools"

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._into is None or tag not in ("p", "h3", "li", "button"):
            return
        words = plain("".join(self._into))
        if self._kind == "button":
            self.buttons[words] = self._data
        elif self._kind == "line" and words:
            self.lines.append(words)
        elif self._kind == "meta":
            self.meta = words
        self._into, self._kind = None, ""


@dataclass(frozen=True)
class Seen:
    """A message or a private screen as somebody sees it."""

    id: int
    lines: Sequence[str]
    buttons: dict[str, str]
    pictures: Sequence[tuple[str, str]]
    meta: str

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def read(html: str, id: int = 0) -> Seen:
    """What a person sees of this piece of a page."""
    reader = _Reader()
    reader.feed(html)
    return Seen(id, reader.lines, reader.buttons, reader.pictures, reader.meta)


@dataclass(frozen=True)
class Got:
    """What came back to the person who acted: the bubble, and the screen for them alone."""

    toast: str
    private: Seen
    refused: bool
    status: int


@dataclass
class Neighbour:
    """Somebody with a phone."""

    name: str
    base: str
    neighbourhood: "Neighbourhood"
    screen: Seen = field(default_factory=lambda: read(""))

    async def says(self, words: str, *, reply_to: int | None = None, event: str | None = None) -> Got:
        """Types into the message field; « /… » is a command."""
        return await self._act(words=words, reply_to=str(reply_to or ""), event=event or str(uuid.uuid4()))

    async def answers(self, words: str) -> Got:
        """Types into the field of the private question."""
        return await self._act(answer=words, event=str(uuid.uuid4()))

    async def taps(self, label: str, *, event: str | None = None) -> Got:
        """Taps the button with this label: on the private screen if it has one, else the lowest in the room."""
        data = self.screen.buttons.get(label)
        if data is None:
            shown = [message for message in await self.sees() if label in message.buttons]
            assert shown, f"{self.name} sees no button « {label} »"
            data = shown[-1].buttons[label]
        return await self.presses(data, event=event)

    async def presses(self, data: str, *, event: str | None = None) -> Got:
        """Sends a button's data, whether or not a button shows it."""
        return await self._act(press=data, event=event or str(uuid.uuid4()))

    async def sees(self) -> list[Seen]:
        """Every message of the room, oldest first, as this person sees it."""
        async with self.neighbourhood.http.get(f"{self.base}/since/0") as response:
            assert response.status == 200, response.status
            news = await response.json()
        return [read(message["html"], message["id"]) for message in news["messages"]]

    async def last(self) -> Seen:
        """The lowest message of the room."""
        return (await self.sees())[-1]

    async def _act(self, **fields: str) -> Got:
        fields["csrf"] = await self._csrf()
        headers = {"Accept": "application/json"}
        async with self.neighbourhood.http.post(f"{self.base}/act", data=fields, headers=headers) as response:
            answer = await response.json()
        await self.neighbourhood.settle()
        private = read(answer.get("private", ""))
        self.screen = private
        return Got(plain(answer["toast"]), private, answer.get("refused", False), response.status)

    async def _csrf(self) -> str:
        async with self.neighbourhood.http.get(self.base) as response:
            found = re.search(r'name="csrf" value="([0-9a-f]+)"', await response.text())
        assert found is not None, f"{self.name} may not come in"
        return found[1]


class Neighbourhood:
    """The people of « Les Tilleuls », one room, one running program."""

    def __init__(self, program: Program, http: aiohttp.ClientSession, start: datetime) -> None:
        self.program = program
        self.http = http
        self.now = start
        self._people: dict[str, Neighbour] = {}

    def __getitem__(self, name: str) -> Neighbour:
        return self._people[name]

    async def settle(self) -> None:
        """Until every chat shows what it can show now."""
        await self.program.delivery.settle()

    async def at(self, moment: datetime) -> None:
        """Turns the clock to this moment, ringing on the way whatever is due, in order."""
        while self.now < moment:
            self.now = min(moment, self.now + timedelta(minutes=1))
            if await self.program.clock.ring() or self.now == moment:
                await self.settle()

    async def sleeps_until(self, moment: datetime) -> None:
        """The program is stopped meanwhile: what was due rings late."""
        await self.program.clock.beat()
        self.now = moment
        await self.program.clock.beat()
        await self.program.clock.ring()
        await self.settle()

    def invite(self, name: str) -> None:
        base = (
            f"{self.program.address}/{ROOM}/{name.lower().replace('è', 'e').replace('é', 'e').replace('á', 'a')}"
        )
        self._people[name] = Neighbour(name, base, self)


@asynccontextmanager
async def neighbourhood(
    folder: Path,
    start: datetime,
    *,
    url: str = "",
    night: Night | None = None,
    language: str = "fr",
    lists_members: bool = True,
    limits: Limits | None = None,
    also: Sequence[Chat] = (),
    **doors: Any,
) -> AsyncIterator[Neighbourhood]:
    """Les Tilleuls at `start`, on the SQLite file of the folder, a new one where there is none, or on the database
    of `url`. `also`: its rooms behind other doors; `doors`: the settings of these."""
    if not url:
        await ready_file(folder / "palabre.db")
    config = Config(storage=Storage(url=url or f"sqlite:///{folder}/palabre.db"), salon=Salon(port=0), **doors)
    hands: list[Neighbourhood] = []
    # Stories are told in no time: their people are never too fast, unless it is told of that.
    limits = limits or Limits(per_account=10**9, per_room=10**9)
    program = Program(config, now=lambda: hands[0].now if hands else start, limits=limits)
    salon = program.platforms["salon"]
    assert isinstance(salon, SalonPlatform)
    salon.pacing = Pacing((), lambda chat: Paces())  # stories do not wait; the pace has its own tests
    if program.telegram is not None:
        program.telegram.platform.pacing = Pacing((), lambda chat: Paces())
    try:
        await program.open()
        await _settle_in(program, start, night, language, lists_members, also)
        await program.serve()
        async with aiohttp.ClientSession() as http:
            hands.append(Neighbourhood(program, http, start))
            for name in PEOPLE:
                hands[0].invite(name)
            yield hands[0]
    finally:
        await program.stop()


async def _settle_in(
    program: Program,
    start: datetime,
    night: Night | None,
    language: str,
    lists_members: bool,
    also: Sequence[Chat],
) -> None:
    async with program.database.writing() as tx:
        members = StoredMembers(tx, start)
        group = await members.add_group(Group(0, "Les Tilleuls", "Europe/Paris", language, night, demo=True))
        await StoredSalon(tx).open_room(ROOM)
        await members.add_chat(group, Chat("salon", ROOM), lists_members=lists_members)
        for chat in also:
            await members.add_chat(group, chat, lists_members=False)
        for name, role in PEOPLE.items():
            person = await members.add_person(name)
            await members.add_account(person.id, "salon", str(person.id))
            await members.add_member(group, person.id, role)
