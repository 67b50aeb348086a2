"""The salon as residents meet it: the whole program behind a real browser, phones in many hands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from bot.config import Config, Salon, Storage
from bot.demo import ROOM
from bot.program import Program
from handlers.conversation.events import Chat
from handlers.members.model import Group
from storage.members import StoredMembers
from storage.salon import StoredSalon
from tests.bot.salon.house import CLOSED, House
from tests.conftest import Opens
from tests.peers.browser import PHONE, chromium

DOOR = "On peint la porte en bleu, en vert ou en jaune ?"


class Phone:
    """Somebody's page. `faults`: what its console complained of, content security policy included."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._complains)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.log: Locator = page.locator("#log")
        self.private: Locator = page.locator("#private")
        self.toast: Locator = page.locator("#toast")
        self.words: Locator = page.locator("#words")

    def _complains(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    @property
    def card(self) -> Locator:
        """The newest open poll."""
        return self.page.locator(".message.robot", has=self.page.get_by_role("button", name="⋯ Plus")).last

    def choice(self, label: str) -> Locator:
        return self.card.get_by_role("button", name=label, exact=True)

    async def writes(self, words: str) -> None:
        await self.words.fill(words)
        await self.words.press("Enter")

    async def taps(self, label: str) -> None:
        """A button of the newest card."""
        await self.choice(label).click()

    async def counts(self, words: str) -> None:
        """The newest card says these counts, without any reload."""
        await expect(self.card).to_contain_text(words)


class Phones:
    """Hands out phones; at the end no console may have complained."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.given: list[Phone] = []
        self.contexts: list[BrowserContext] = []

    async def context(self, **how: Any) -> BrowserContext:
        """A browser of its own: its cookies and its lines to the server are nobody else's."""
        context = await self.browser.new_context(**PHONE | how)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        return context

    async def at(self, path: str, context: BrowserContext | None = None, **how: Any) -> Phone:
        """A new page at an address of the program."""
        phone = Phone(await (context or await self.context(**how)).new_page())
        self.given.append(phone)
        await phone.page.goto(self.address + path)
        return phone

    async def of(self, name: str, context: BrowserContext | None = None, **how: Any) -> Phone:
        """The page of somebody of the demonstration group, by the short form of their name."""
        return await self.at(f"/{ROOM}/{name}", context, **how)

    @property
    def faults(self) -> list[str]:
        return [fault for phone in self.given for fault in phone.faults]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Program]:
    """The real program with the demonstration group, on a free port and a new database."""
    config = Config(storage=Storage(url=f"sqlite:///{folder}/palabre.db"), salon=Salon(port=0))
    program = Program(config, demo=True)
    try:
        await program.start()
        yield program
    finally:
        await program.stop()


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def phones(browser: Browser, program: Program) -> AsyncIterator[Phones]:
    """Phones at the running program."""
    handed = Phones(browser, program.address)
    yield handed
    for context in handed.contexts:
        await context.close()
    assert handed.faults == []


@pytest.fixture
async def house(tilleuls: Opens, url: str) -> AsyncIterator[House]:
    async with tilleuls(url=url) as neighbours:
        program = neighbours.program
        async with program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            group = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
            salon = StoredSalon(tx)
            await salon.open_room(CLOSED)
            await members.add_chat(group, Chat("salon", CLOSED), lists_members=True)
            person = await members.add_person("Odette")
            await members.add_account(person.id, "salon", str(person.id))
            await members.add_member(group, person.id, "facilitator")
            secret = await salon.make_link(CLOSED, person.id, neighbours.now)
        yield House(neighbours, secret, person.id)
