"""What a page does when the connection goes, or Palabre itself: it says so, keeps the answer, catches up."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, Route, expect

from bot.demo import ROOM
from bot.platforms.salon.outgoing import talk
from bot.platforms.salon.routes import MOST_MESSAGES
from bot.program import Program, utc_now
from storage.salon import StoredSalon

from .conftest import DOOR, Phones

pytestmark = pytest.mark.browser

CUT = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED)")
LOST = "La connexion est coupée. J'essaie à nouveau."


async def test_a_phone_that_was_offline_shows_the_truth_when_it_is_back(phones: Phones) -> None:
    lea, ines, sarah = await phones.of("lea"), await phones.of("ines"), await phones.of("sarah")
    await ines.writes(f"/sondage {DOOR}")
    await lea.card.wait_for()
    await lea.page.context.set_offline(True)
    await ines.taps("Bleu")
    await sarah.taps("Bleu")
    await sarah.counts("Bleu 2, vert 0, jaune 0.")
    await expect(lea.toast).to_have_text(LOST)
    await expect(lea.card).not_to_contain_text("ont répondu")
    await lea.page.context.set_offline(False)
    await lea.counts("Bleu 2, vert 0, jaune 0. 2 personnes ont répondu.")
    await expect(lea.toast).to_be_empty()
    _forget_network_errors(phones)


async def test_a_phone_that_missed_more_than_one_answer_holds_erases_all_and_keeps_the_order(
    phones: Phones, program: Program
) -> None:
    async with program.database.writing() as tx:
        salon = StoredSalon(tx)
        (person,) = await tx.rows("SELECT id FROM people WHERE name = :name", name="Inès")
        for number in range(MOST_MESSAGES + 10):
            secret = talk(f"À oublier {number}")
            await salon.say(ROOM, key=f"a{number}", content=secret, person=person["id"], now=utc_now())
    lea = await phones.of("lea")
    shown = lea.page.locator("#log > *")
    await expect(shown).to_have_count(MOST_MESSAGES)
    first = await shown.first.get_attribute("id")
    await lea.page.context.set_offline(True)
    async with program.database.writing() as tx:
        salon = StoredSalon(tx)
        await salon.forget(person["id"])
        for number in range(20):
            await salon.say(ROOM, key=f"b{number}", content=talk(f"Bonjour {number}"), now=utc_now())
    await lea.page.context.set_offline(False)
    await expect(shown).to_have_count(MOST_MESSAGES + 20)
    await expect(lea.log).not_to_contain_text("À oublier")
    ids = await shown.evaluate_all("found => found.map(message => message.id)")
    assert ids[0] == first
    assert ids == sorted(ids, key=lambda name: int(name[1:]))
    await expect(shown.last).to_contain_text("Bonjour 19")
    _forget_network_errors(phones)


async def test_answers_arrive_in_the_order_in_which_they_were_given(phones: Phones) -> None:
    lea = await phones.of("lea")
    await lea.writes(f"/sondage {DOOR}")
    await lea.card.wait_for()
    failing = [True, True]

    async def fail_at_first(route: Route) -> None:
        await (route.abort() if failing and failing.pop() else route.continue_())

    await lea.page.route("**/act", fail_at_first)
    await lea.taps("Bleu")
    await expect(lea.toast).to_have_text(LOST)
    await lea.taps("Vert")
    await lea.taps("Jaune")
    await expect(lea.toast).to_contain_text("Noté : jaune.")
    await expect(lea.card.locator("[aria-busy]")).to_have_count(0)
    await lea.counts("Bleu 0, vert 0, jaune 1. 1 personne a répondu.")
    _forget_network_errors(phones)


async def test_a_message_written_offline_stays_in_the_field_and_is_said_once(phones: Phones) -> None:
    lea, ines = await phones.of("lea"), await phones.of("ines")
    await lea.page.context.set_offline(True)
    await lea.writes("Qui a la clé du local ?")
    await expect(lea.toast).to_have_text(LOST)
    await lea.words.press("Enter")  # nobody knows whether the first one left
    await expect(lea.words).to_have_value("Qui a la clé du local ?")
    await lea.page.context.set_offline(False)
    await expect(lea.words).to_have_value("")
    await ines.writes("Moi")
    await expect(ines.log).to_contain_text("Moi")
    await expect(ines.page.locator(".words", has_text="Qui a la clé du local ?")).to_have_count(1)
    _forget_network_errors(phones)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
async def test_a_vote_tapped_while_palabre_is_down_is_counted_once_when_it_is_back(
    browser: Browser, tmp_path: Path, end: signal.Signals
) -> None:
    port = _free_port()
    phones = Phones(browser, f"http://127.0.0.1:{port}")
    async with _palabre(tmp_path, port) as process:
        lea, ines = await phones.of("lea"), await phones.of("ines")
        await ines.writes(f"/sondage {DOOR}")
        await ines.taps("Bleu")
        await lea.counts("Bleu 1, vert 0, jaune 0.")
        process.send_signal(end)
        await process.wait()
        await lea.taps("Vert")
        await expect(lea.toast).to_have_text(LOST)
        await expect(ines.toast).to_have_text(LOST)
    async with _palabre(tmp_path, port):
        await expect(lea.toast).to_contain_text("Noté : vert.", timeout=20_000)
        for phone in (lea, ines):
            await expect(phone.card).to_contain_text("Bleu 1, vert 1, jaune 0. 2 personnes ont répondu.")
        await expect(ines.toast).to_be_empty()
        for context in phones.contexts:
            await context.close()


@asynccontextmanager
async def _palabre(folder: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program as its host starts it, ready; ended at the end, where it has not ended before."""
    environment = os.environ | {
        "PALABRE_STORAGE__URL": f"sqlite:///{folder}/palabre.db",
        "PALABRE_SALON__PORT": str(port),
    }
    with (folder / "palabre.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", env=environment, stdout=log, stderr=log
        )
    try:
        await _ready(f"http://127.0.0.1:{port}/healthz")
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await process.wait()


async def _ready(address: str) -> None:
    async with aiohttp.ClientSession() as http, asyncio.timeout(30):
        while True:
            try:
                async with http.get(address) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass  # not listening yet
            await asyncio.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _forget_network_errors(phones: Phones) -> None:
    """The browser reports each request that failed while the connection was cut: nothing else may stand there."""
    for phone in phones.given:
        phone.faults[:] = [fault for fault in phone.faults if not CUT.search(fault)]


async def test_words_sent_while_others_are_on_their_way_are_not_lost(phones: Phones) -> None:
    lea = await phones.of("lea")
    await lea.page.route("**/act", _slowly)
    for said in ("un", "deux", "deux", "trois"):
        await lea.writes(said)
    await expect(lea.page.locator(".words", has_text="trois")).to_be_visible()
    assert await lea.page.locator(".mine .words").all_inner_texts() == ["un", "deux", "trois"]


async def _slowly(route: Route) -> None:
    await asyncio.sleep(0.5)
    await route.continue_()
