"""Nothing private reaches the log: a process lives through an eventful day, and every line is read."""

import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path

import aiohttp

from tests.bot.telegram.street import Street, street
from tests.neighbours import plain
from tests.peers.process import ROOT, Running
from tests.peers.telegram.messages import Message

QUESTION = "/sondage On repeint la véranda en turquoise, en vermillon ou en safran ?"
TALK = "Mon voisin du dessus ronfle épouvantablement"
INVENTED = "Quetzalcoatl"
ABSENCE = "/absent du 3 au 20 août chez Philibert"
UNKNOWN = "/zanzibar ma grand-mère Philomène"
ANSWER = "Turquoise délavé"
ZOE = "Zéphyrine"
CODE = re.compile(r"/moi (\d{6})")
HARMLESS = {"sondage", "absent"}
"""Our own words, which the log may hold."""


def words_of(*said: str) -> set[str]:
    """Every word of six letters or more, which can be told from those of our own log lines."""
    return {word.casefold() for one in said for word in re.findall(r"\w{6,}", one)} - HARMLESS


def host_types(folder: Path, *line: str) -> str:
    """What the host reads for a command, beside the running program."""
    given = {"PALABRE_STORAGE__URL": f"sqlite:///{folder}/palabre.db", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "salon", *line],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    return ran.stdout


async def a_day_on_the_page(here: Street, folder: Path) -> list[str]:
    """Somebody who has a personal link: words, answers, data, mistakes. Gives the secrets of that day."""
    host_types(folder, "group", "Le Verger")
    link = re.search(r"/entrer/([\w-]+)", host_types(folder, "link", "le-verger", ZOE))
    assert link is not None
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(here.palabre.address, cookie_jar=jar) as phone:
        async with phone.get(f"/entrer/{link[1]}") as page:
            token = re.search(r'name="csrf" value="([0-9a-f]+)"', await page.text())
        assert token is not None

        async def acts(**fields: str) -> str:
            sent = {"csrf": token[1], "event": str(uuid.uuid4()), **fields}
            async with phone.post("/le-verger/moi/act", data=sent, headers={"Accept": "application/json"}) as got:
                assert got.status == 200
                return str((await got.json())["private"])

        for typed in (QUESTION, TALK, UNKNOWN, ABSENCE, "/mesdonnees", "/moi", "/moi 123456", "/sondage"):
            await acts(words=typed)
        await acts(answer=ANSWER)
        code = CODE.search(await acts(press="me:device"))
        assert code is not None
        await acts(press=f"polls:vote:1:1:{INVENTED}")
        async with phone.post("/le-verger/moi/act", data={"csrf": INVENTED}) as refused:
            assert refused.status == 403
        async with phone.get(f"/entrer/{INVENTED}-of-nobody-at-all") as refused:
            assert refused.status == 403
    return [link[1], token[1], code[1]]


async def a_day_in_the_group(here: Street) -> list[str]:
    """Telegram: answers, bubbles, a private conversation, a server that fails. Gives the secrets of that day."""
    lea, api = here["Léa"], here.api
    api.privacy_mode = False
    card = await here.card("Karim", QUESTION)
    await here.taps("Léa", card, "Turquoise")
    lea.says(here.group, TALK)
    lea.starts()
    await api.until(lambda: lea.private.messages)
    for typed in (UNKNOWN, "/mesdonnees", ABSENCE, "/moi 654321", INVENTED, "/moi"):
        lea.says(lea.private, typed)
        await api.settled()

    def screen() -> Message | None:
        return next((one for one in lea.private.messages if "me:device" in one.buttons.values()), None)

    await api.until(screen)
    shown = screen()
    assert shown is not None
    lea.taps(shown, next(label for label, data in shown.buttons.items() if data == "me:device"))
    await api.until(lambda: CODE.search(plain(shown.text)))
    api.fault("sendMessage", status=400)
    api.fault("editMessageText", retry_after=1, times=2)
    api.fault("answerCallbackQuery", status=500)
    here["Nadia"].says(here.group, QUESTION.replace("véranda", "buanderie"))
    here["Inès"].taps(card, "Safran")
    lea.presses(card, f"polls:vote:{INVENTED}")
    await api.settled(seconds=30)
    code = CODE.search(plain(shown.text))
    assert code is not None
    return [code[1], api.token]


async def test_no_line_of_the_log_holds_a_name_a_word_a_code_or_a_secret(tmp_path: Path) -> None:
    async with street(tmp_path) as here:
        secrets = await a_day_in_the_group(here)
        secrets += await a_day_on_the_page(here, tmp_path)
    names = {name.casefold() for name in (*here.people, ZOE)}
    private = names | words_of(QUESTION, TALK, INVENTED, ABSENCE, UNKNOWN, ANSWER, "buanderie")
    assert len(here.palabre.logged) >= 3, "it does log"
    must_be_silent(here.palabre, private, secrets)


def must_be_silent(palabre: Running, private: set[str], secrets: list[str]) -> None:
    """Raises AssertionError with the line that says too much."""
    for line in palabre.logged:
        said = json.dumps(json.loads(line), ensure_ascii=False) if line.startswith("{") else line
        for word in private:
            assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said.casefold()), (word, line)
        for secret in secrets:
            assert secret not in line, line
