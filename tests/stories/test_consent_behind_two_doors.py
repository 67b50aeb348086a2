"""One proposal in a Telegram group and in the built-in room: the same counts on both cards, one voice for a person."""

import re
from pathlib import Path
from typing import cast

import aiohttp

from tests.bot.telegram.scenes import scene, words
from tests.bot.telegram.street import Street, host_settings
from tests.neighbours import Neighbour, Neighbourhood
from tests.stories.test_consent_on_telegram import NO, YES, stands
from tests.stories.test_telegram_doors import Page, link
from tests.stories.test_telegram_groups import comes, number
from tests.stories.test_telegram_private import answer
from tests.stories.test_telegram_votes import known


async def counted(here: Street, rose: Neighbour, said: str) -> None:
    """Returns once both cards say this, and nothing else."""
    await here.api.until(lambda: said in words(here.group.from_bot()[-1]))
    for _ in range(200):
        if said in (await rose.last()).text:
            return
        await here.api.settled()
    raise AssertionError((await rose.last()).text)


async def test_the_same_counts_and_one_voice(tmp_path: Path) -> None:
    jar = aiohttp.CookieJar(unsafe=True)
    async with (
        scene(tmp_path) as here,
        aiohttp.ClientSession(cookie_jar=jar) as http,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http_of_ines,
    ):
        await known(here, "Nadia", "Karim", "Inès")
        settings = host_settings(tmp_path, here.api)
        await link(tmp_path, settings, "group", "Jardin")
        people = {}
        for name, line in (("Rose", http), ("Inès", http_of_ines)):
            more = ("--facilitator",) if name == "Rose" else ()
            secret = (await link(tmp_path, settings, "link", "jardin", name, *more)).rsplit("/", 1)[1]
            async with line.get(f"{here.palabre.address}/entrer/{secret}") as page:
                assert page.status == 200
            people[name] = Neighbour(name, f"{here.palabre.address}/jardin/moi", cast(Neighbourhood, Page(line)))
        rose, ines = people["Rose"], people["Inès"]
        group = await number(tmp_path, here.group)
        here["Nadia"].presses(here.group.from_bot()[0], f"groups:join:{group}")
        code = words(await comes(here, "Dans l'autre salle, écrivez : /groupe ")).split("/groupe ")[1][:6]
        await rose.says(f"/groupe {code}")
        await rose.taps("Relier")
        # Inès has both accounts.
        await answer(here, here["Inès"], "/start")
        here["Inès"].taps(await answer(here, here["Inès"], "/moi"), "Un autre appareil")
        digits = re.search(r"/moi (\d{6})", words(await comes(here, "/moi ", "Inès")))
        assert digits is not None
        await ines.says(f"/moi {digits[1]}")
        await ines.taps("Oui, c'est moi")
        # Rose proposes in the salon; it stands in both rooms.
        await rose.says("/proposition Un banc devant la porte parce que le vieux est cassé")
        await rose.presses("proposals:form:quick")
        await rose.presses("proposals:send")
        card = await stands(here, "Rose propose : un banc devant la porte.")
        assert (await ines.presses("proposals:consent:1:1")).toast.startswith("Noté pour votre foyer")
        await counted(here, rose, "1 foyer sur 4 a répondu.")
        await here.taps("Inès", card, YES)
        await here.taps("Karim", card, YES)
        await counted(here, rose, "2 foyers sur 4 ont répondu.")
        assert list((await rose.last()).buttons)[:2] == [YES, NO]
        await ines.presses("proposals:follow:1:1")
        assert (await rose.presses("proposals:consent:1:1")).toast.startswith("Noté pour votre foyer")
        await counted(here, rose, "3 foyers sur 4 ont répondu.")
