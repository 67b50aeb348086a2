"""`palabre check` says whether a Matrix server takes the settings, in which rooms it may speak, and what to do."""

import asyncio
import json
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.bot.matrix.street import host_settings
from tests.neighbours import plain
from tests.peers.process import running
from tests.peers.synapse import Account, Town


async def checked(folder: Path, bot: Account, **settings: str) -> tuple[int, str]:
    """The exit code of `palabre check` with this account, and all that it said."""
    async with running(folder, "check", before=(), **{**host_settings(folder, bot), **settings}) as palabre:
        code = await palabre.ended()
    said = plain("\n".join(palabre.said + palabre.logged))
    assert bot.token not in said
    assert bot.password not in said
    return code, said


async def test_an_account_that_may_speak(tmp_path: Path, matrix: Town) -> None:
    bot, nadia = await matrix.account("Palabre"), await matrix.neighbour("Nadia")
    code, said = await checked(tmp_path, bot)
    assert code == 0, said
    assert f"Matrix : {bot.id} répond." in said
    assert "Je ne suis dans aucun salon : invitez-moi dans celui de votre groupe." in said
    assert not (tmp_path / "keys").exists(), "it changes nothing"
    for name, encrypted in (("Les Tilleuls", True), ("L'Atelier", False)):
        room = await nadia.opens_room(name, invites=(bot,), encrypted=encrypted)
        await bot.asks("POST", f"/rooms/{room}/join", {})
    code, said = await checked(tmp_path, bot)
    assert code == 0, said
    assert "Je suis dans 2 salons." in said
    assert "« Les Tilleuls » : chiffré." in said
    assert "« L'Atelier » : en clair." in said


async def test_a_room_in_which_it_may_not_write(tmp_path: Path, matrix: Town) -> None:
    bot, nadia = await matrix.account("Palabre"), await matrix.neighbour("Nadia")
    room = await nadia.opens_room("Annonces", invites=(bot,), power_level_content_override={"events_default": 50})
    await bot.asks("POST", f"/rooms/{room}/join", {})
    code, said = await checked(tmp_path, bot)
    assert code == 2
    assert "Je n'ai pas le droit d'écrire dans « Annonces »" in said


async def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path, matrix: Town) -> None:
    bot = await matrix.account("Palabre")
    code, said = await checked(tmp_path, bot, MATRIX__ACCESS_TOKEN="syt_nothing")
    assert code == 2
    assert "ne connaît plus cette session. Donnez un nouveau [matrix] access_token" in said
    code, said = await checked(tmp_path, bot, MATRIX__ACCESS_TOKEN="")
    assert code == 2
    assert "Pour Matrix, donnez [matrix] access_token, ou user et password." in said
    code, said = await checked(tmp_path, bot, MATRIX__HOMESERVER="http://127.0.0.1:9")
    assert code == 2
    assert "Je n'arrive pas à joindre http://127.0.0.1:9" in said
    async with running(tmp_path, "run", before=(), SALON__PORT="0") as other:
        salon = (await other.ready()).split("/s/")[0].rstrip("/")
        code, said = await checked(tmp_path, bot, MATRIX__HOMESERVER=salon)
    assert code == 2
    assert "n'est pas un serveur Matrix" in said


async def test_a_server_elsewhere_than_its_names_is_found(tmp_path: Path, matrix: Town) -> None:
    """As for matrix.org: the address of the names is a page that says where the server is."""
    bot = await matrix.account("Palabre")

    async def says_where(request: web.Request) -> web.Response:
        return web.Response(text=json.dumps({"m.homeserver": {"base_url": bot.synapse.url + "/"}}))

    site = web.Application()
    site.router.add_get("/.well-known/matrix/client", says_where)
    async with TestServer(site) as names:
        settings = {"MATRIX__HOMESERVER": str(names.make_url("/"))}
        code, said = await checked(tmp_path, bot, **settings)
        assert code == 0, said
        assert f"Ce serveur se trouve à {bot.synapse.url}." in said
        assert f"Matrix : {bot.id} répond." in said
        async with running(tmp_path, "run", before=(), **{**host_settings(tmp_path, bot), **settings}) as palabre:
            await palabre.ready()
            async with asyncio.timeout(20):
                while not any("matrix.connected" in line for line in palabre.logged):
                    await asyncio.sleep(0.05)


async def test_a_password_is_tried_and_leaves_no_session(tmp_path: Path, matrix: Town) -> None:
    bot = await matrix.account("Palabre")
    settings = {"MATRIX__ACCESS_TOKEN": "", "MATRIX__USER": bot.id}
    code, said = await checked(tmp_path, bot, **settings, MATRIX__PASSWORD=bot.password)
    assert code == 0, said
    assert f"Matrix : {bot.id} répond." in said
    devices = await bot.asks("GET", "/devices")
    assert [device["device_id"] for device in devices["devices"]] == [bot.device]
    code, said = await checked(tmp_path, bot, **settings, MATRIX__PASSWORD="faux")
    assert code == 2
    assert "ne connaît pas ce compte avec ce mot de passe" in said
