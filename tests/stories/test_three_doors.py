"""One ballot box: the same poll in a Telegram group, an encrypted Matrix room and the salon, joined by codes."""

import re
from pathlib import Path
from typing import cast

import aiohttp

from tests.bot.matrix.street import host_settings as matrix_settings
from tests.bot.telegram.scenes import scene, words
from tests.bot.telegram.street import Street, host_settings
from tests.neighbours import Neighbour, Neighbourhood, plain
from tests.peers.synapse import Message, Resident, Screen, Town
from tests.stories.test_telegram_doors import Page, link
from tests.stories.test_telegram_groups import comes, number
from tests.stories.test_telegram_private import answer


async def says(person: Resident, room: str, said: str, bot: str, *, but: str = "") -> Message:
    """The newest message of Palabre in this room in which these words stand."""

    def found(screen: Screen) -> Message | None:
        seen = [one for one in screen.by(bot) if said in plain(one.words) and one.id != but]
        return seen[-1] if seen else None

    return await person.sees(room, found, 30)


async def code_for(here: Street, folder: Path) -> str:
    """Six digits that Nadia is shown, for another room."""
    group = await number(folder, here.group)
    shown = await here.alone(
        "Nadia", lambda: here["Nadia"].presses(here.group.from_bot()[0], f"groups:join:{group}")
    )
    return words(shown).split("/groupe ")[1][:6]


async def test_the_same_poll_behind_three_doors(tmp_path: Path, matrix: Town) -> None:
    bot = await matrix.account("Palabre")
    marc, ines = await matrix.resident("Marc"), await matrix.resident("Inès")
    room = await marc.opens_room("L'étage", invites=(ines,), encrypted=True)
    await ines.joins(room)
    doors = {key: value for key, value in matrix_settings(tmp_path, bot).items() if key.startswith("MATRIX")}
    async with (
        scene(tmp_path, **doors) as here,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        # Marc brings Palabre into the Matrix room of his floor, and joins it to Les Tilleuls.
        await marc.invites(room, bot)
        await says(marc, room, "Bonjour à tous", bot.id)
        await marc.says(room, f"!groupe {await code_for(here, tmp_path)}")
        private = await marc.accepts(bot, 30)
        asked = await says(marc, private, "Les salles de « L'étage » rejoignent « Les Tilleuls »", bot.id)
        assert "1. Relier" in plain(asked.words)
        await marc.says(private, "1")
        await says(marc, private, "C'est fait : tout le monde est dans « Les Tilleuls ».", bot.id)
        # Rose does the same for the salon.
        settings = host_settings(tmp_path, here.api)
        await link(tmp_path, settings, "group", "Jardin")
        secret = (await link(tmp_path, settings, "link", "jardin", "Rose", "--facilitator")).rsplit("/", 1)[1]
        async with http.get(f"{here.palabre.address}/entrer/{secret}") as page:
            assert page.status == 200
        rose = Neighbour("Rose", f"{here.palabre.address}/jardin/moi", cast(Neighbourhood, Page(http)))
        await rose.says(f"/groupe {await code_for(here, tmp_path)}")
        await rose.taps("Relier")
        # Inès is on Telegram too: one person from now on.
        await here.taps("Inès", here.group.from_bot()[0], "👋 Dire bonjour")
        await answer(here, here["Inès"], "/start")
        here["Inès"].taps(await answer(here, here["Inès"], "/moi"), "Un autre appareil")
        digits = re.search(r"/moi (\d{6})", words(await comes(here, "/moi ", "Inès")))
        assert digits is not None
        await ines.says(room, f"!moi {digits[1]}")
        alone = await ines.accepts(bot, 60)
        asked = await says(ines, alone, "Ce compte est bien le vôtre ?", bot.id)
        await ines.says(alone, "1")
        await says(ines, alone, "C'est fait : vous êtes Inès, ici aussi.", bot.id)
        # The poll, asked on Telegram, stands everywhere.
        card = await here.card()
        there = await says(marc, room, "On peint la porte", bot.id)
        assert there.encrypted
        await marc.reacts(room, there.id, "1️⃣")
        await here.taps("Inès", card, "Vert")
        await here.taps("Léa", card, "Jaune")
        assert (await rose.taps("Vert")).toast.startswith("Noté : vert.")
        await everywhere(here, marc, room, there, rose, "Bleu 1, vert 2, jaune 1. 4 personnes ont répondu.")
        # Inès thinks again, by the other door: her voice moves, it is not a second one.
        await ines.reacts(room, there.id, "3️⃣")
        await everywhere(here, marc, room, there, rose, "Bleu 1, vert 1, jaune 2. 4 personnes ont répondu.")
        here["Karim"].presses(card, f"polls:close:{card.buttons['⋯ Plus'].split(':')[2]}")
        await says(marc, room, "Jaune est en tête.", bot.id)
        await here.api.until(lambda: "Jaune est en tête." in here.group.from_bot()[-1].text)


async def everywhere(
    here: Street, marc: Resident, room: str, there: Message, rose: Neighbour, counted: str
) -> None:
    """Returns once all three cards say this."""
    await here.api.until(lambda: any(counted in words(message) for message in here.group.from_bot()))
    await marc.sees(room, lambda screen: counted in plain(screen.words(there.id)), 30)
    for _ in range(100):
        if counted in (await rose.last()).text:
            return
        await here.api.settled()
    raise AssertionError((await rose.last()).text)
