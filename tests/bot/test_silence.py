"""Nothing private reaches the log: a process lives through an eventful day, and every line is read."""

import asyncio
import json
import re
import uuid
from pathlib import Path

import aiohttp

from tests.bot.telegram.scenes import altered, words
from tests.bot.telegram.street import Street, street
from tests.peers.process import Running

ZOE = "Zéphyrine"
SAID = {
    "question": "/sondage On repeint la véranda en turquoise, en vermillon ou en safran ?",
    "talk": "Mon voisin du dessus ronfle épouvantablement",
    "typed": "Quetzalcóatl",
    "absence": "/absent du 3 au 20 août chez Philibert",
    "unknown": "/zanzibar ma grand-mère Philomène",
    "answer": "turquoise délavé",
}
"""What is said in the course of the day; each word of six letters or more is looked for."""
HARMLESS = {"sondage", "absent", "repeint", "dessus"}
"""Our own words, which the log may hold."""


def private_words(*more: str) -> set[str]:
    found = {word.casefold() for said in (*SAID.values(), *more) for word in re.findall(r"\w{6,}", said)}
    return found - HARMLESS


async def on_the_page(here: Street) -> list[str]:
    """Somebody of a group without Telegram: their page, their data, their mistakes. Gives the secrets of it."""
    folder = Path(here.folder)
    secret = await asked_for_link(here, folder)
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(here.palabre.address, cookie_jar=jar) as phone:
        async with phone.get(f"/entrer/{secret}") as page:
            found = re.search(r'name="csrf" value="([0-9a-f]+)"', await page.text())
        assert found is not None

        async def acts(**fields: str) -> dict[str, str]:
            sent = {"csrf": found[1], "event": str(uuid.uuid4()), **fields}
            async with phone.post("/le-verger/moi/act", data=sent, headers={"Accept": "application/json"}) as got:
                said: dict[str, str] = await got.json()
                return said

        for typed in (SAID["question"], SAID["talk"], SAID["unknown"], SAID["absence"], "/mesdonnees", "/moi"):
            await acts(words=typed)
        code = re.search(r"/moi (\d{6})", (await acts(press="me:device"))["private"])
        assert code is not None
        await acts(words="/moi 123456")
        await acts(words="/sondage")
        await acts(answer=SAID["answer"])
        await acts(press="polls:vote:1:1:" + SAID["typed"])
        async with phone.post("/le-verger/moi/act", data={"csrf": SAID["typed"]}) as refused:
            assert refused.status == 403
        async with phone.get(f"/entrer/{SAID['typed']}-secret-of-nobody") as refused:
            assert refused.status == 403
        return [secret, found[1], code[1]]


async def asked_for_link(here: Street, folder: Path) -> str:
    """What the host types to make a group and a personal link."""
    settings = {"PALABRE_STORAGE__URL": f"sqlite:///{folder}/palabre.db"}
    secret = ""
    for line in (["group", "Le Verger"], ["add", "le-verger", ZOE], ["link", "le-verger", ZOE]):
        said = await host_types(settings, *line)
        secret = found[1] if (found := re.search(r"/entrer/([\w-]+)", said)) else secret
    assert secret
    return secret


async def host_types(settings: dict[str, str], *line: str) -> str:
    import os
    import sys

    from tests.peers.process import ROOT

    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "salon",
        *line,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return said.decode()


async def in_the_group(here: Street) -> list[str]:
    """A Telegram group: answers, a bubble, a private conversation, faults of the server. Gives its secrets."""
    lea, nadia = here["Léa"], here["Nadia"]
    here.api.privacy_mode = False
    card = await here.card("Karim", SAID["question"])
    await here.taps("Léa", card, "Turquoise")
    lea.says(here.group, SAID["talk"])
    lea.starts()
    await here.api.until(lambda: lea.private.messages)
    for typed in (SAID["absence"], SAID["unknown"], "/mesdonnees", "/moi", "/moi 654321", SAID["typed"]):
        before = len(lea.private.messages)
        lea.says(lea.private, typed)
        await here.api.until(lambda: len(lea.private.messages) > before + 1)  # noqa: B023 - awaited before the next turn
    moi = next(message for message in reversed(lea.private.messages) if "⋯" in str(message.buttons) or len(message.buttons) > 3)
    device = next(label for label, data in moi.buttons.items() if data == "me:device")
    lea.taps(moi, device)
    await here.api.until(lambda: any(re.search(r"/moi \d{6}", words(m)) for m in lea.private.messages if m.from_bot))
    here.api.fault("sendMessage", status=400, times=1)
    here.api.fault("editMessageText", retry_after=1, times=2)
    here.api.fault("answerCallbackQuery", status=500, times=1)
    nadia.says(here.group, SAID["question"].replace("véranda", "buanderie"))
    here["Inès"].taps(card, "Safran")
    lea.presses(card, "polls:vote:" + SAID["typed"])
    await here.api.settled(seconds=30)
    codes = [re.search(r"/moi (\d{6})", words(message)) for message in lea.private.messages if message.from_bot]
    return [found[1] for found in codes if found is not None]


async def test_no_line_of_the_log_holds_a_name_a_word_a_code_or_a_secret(tmp_path: Path) -> None:
    async with street(tmp_path) as here:
        secrets = await in_the_group(here) + await on_the_page(Street_with(here, tmp_path))
        logged = "\n".join(here.palabre.logged)
    assert logged.count("\n") > 5, "it does log"
    assert_silent(here.palabre, private_words(ZOE, "Tomás Nadia Karim", "buanderie") | {name.casefold() for name in here.people}, secrets)


def assert_silent(palabre: Running, private: set[str], secrets: list[str]) -> None:
    """Raises AssertionError with the line that says too much."""
    for line in palabre.logged:
        event = json.loads(line) if line.startswith("{") else {"event": line}
        # The names of our own events and modules are no private words.
        said = json.dumps({key: value for key, value in event.items() if key != "timestamp"}, ensure_ascii=False)
        for word in private:
            assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said.casefold()), (word, line)
        for secret in secrets:
            assert secret not in line, line


def Street_with(here: Street, folder: Path) -> Street:
    here.folder = folder  # type: ignore[attr-defined]
    return here


_ = altered
