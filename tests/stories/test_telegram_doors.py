"""A Telegram group and a group of the built-in room become one: one poll stands in both."""

from pathlib import Path
from typing import cast

import aiohttp

from tests.bot.telegram.scenes import scene, words
from tests.bot.telegram.street import host_settings
from tests.neighbours import Neighbour, Neighbourhood
from tests.peers.process import running
from tests.stories.test_telegram_groups import comes, number


class Page:
    """What a neighbour with a browser needs of the world around them: a line, and no clock."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http

    async def settle(self) -> None:
        """The running program settles by itself."""


async def link(folder: Path, settings: dict[str, str], *words: str) -> str:
    """The last line that `palabre salon …` says."""
    async with running(folder, "salon", *words, before=(), **settings) as palabre:
        assert await palabre.ended() == 0, palabre.logged
    return palabre.said[-1]


async def test_one_poll_stands_in_both_rooms(tmp_path: Path) -> None:
    async with (
        scene(tmp_path) as here,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        settings = host_settings(tmp_path, here.api)
        await link(tmp_path, settings, "group", "Jardin")
        secret = (await link(tmp_path, settings, "link", "jardin", "Rose", "--facilitator")).rsplit("/", 1)[1]
        async with http.get(f"{here.palabre.address}/entrer/{secret}") as page:
            assert page.status == 200
        base = f"{here.palabre.address}/jardin/moi"
        rose = Neighbour("Rose", base, cast(Neighbourhood, Page(http)))
        (welcome,) = here.group.from_bot()
        group = await number(tmp_path, here.group)
        here["Nadia"].presses(welcome, f"groups:join:{group}")
        code = words(await comes(here, "Dans l'autre salle, écrivez : /groupe ")).split("/groupe ")[1][:6]
        got = await rose.says(f"/groupe {code}")
        assert got.private.lines == [
            "Les salles de « Jardin » rejoignent « Les Tilleuls » : mêmes voisins, mêmes sondages."
        ]
        assert (await rose.taps("Relier")).toast == "C'est fait : tout le monde est dans « Les Tilleuls »."
        card = await here.card()
        told = await here.alone("Nadia", lambda: here["Nadia"].taps(card, "Jaune"))  # a bubble, and no screen
        assert words(told).startswith("Rose a relié les salles de « Jardin » à « Les Tilleuls ».")
        await here.api.until(lambda: "Bleu" in card.buttons)
        for _ in range(100):
            if "Vert" in (await rose.last()).buttons:
                break
            await here.api.settled()
        assert (await rose.taps("Vert")).toast.startswith("Noté : vert.")
        await here.taps("Léa", card, "Bleu")
        await here.api.until(lambda: "Bleu 1, vert 1, jaune 1. 3 personnes ont répondu." in card.text)
        for _ in range(100):
            if "Bleu 1, vert 1, jaune 1." in (await rose.last()).text:
                break
            await here.api.settled()
        assert "Bleu 1, vert 1, jaune 1. 3 personnes ont répondu." in (await rose.last()).text
