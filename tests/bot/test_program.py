"""The program as its host meets it: it starts, says what is wrong in words, ends when asked."""

import asyncio
import re
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp

from bot.config import Config, Salon, Storage
from bot.program import Program
from tests.peers.process import AFRESH, ROOT, running


async def finished(folder: Path, *words: str, **settings: str) -> tuple[int, str]:
    """The exit code of a command, and all that it said."""
    async with running(folder, *words, before=AFRESH, **settings) as palabre:
        code = await palabre.ended()
        async with asyncio.timeout(60):
            while not (palabre.said or palabre.logged):
                await asyncio.sleep(0.01)
    return code, "\n".join(palabre.said + palabre.logged)


async def acts(http: aiohttp.ClientSession, base: str, **fields: str) -> int:
    """What somebody does on their page; gives the status."""
    async with http.get(base) as response:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', await response.text())
    assert found is not None, f"{base} is closed"
    fields["csrf"] = found[1]
    async with http.post(f"{base}/act", data=fields, headers={"Accept": "application/json"}) as response:
        return response.status


async def _health(http: aiohttp.ClientSession, address: str) -> object:
    async with http.get(f"{address}/healthz") as response:
        return await response.json()


async def test_it_says_where_it_is_and_ends_when_asked_with_pages_open(tmp_path: Path) -> None:
    async with (
        running(tmp_path, before=AFRESH, SALON__PORT="0") as palabre,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        address = await palabre.ready()
        pages = [await http.get(f"{address}/les-tilleuls/{who}/changes") for who in ("karim", "lea", "ines")]
        for page in pages:
            assert (await page.content.readline()).startswith(b"retry:")
        well = {"status": "ok", "posts_waiting": 0, "alarms_overdue": 0}
        async with asyncio.timeout(60):  # the greeting is shown soon after the start
            while await _health(http, address) != well:
                await asyncio.sleep(0.05)
        palabre.ask_to_end()
        assert await palabre.ended(3) == 0
        for page in pages:
            page.close()
    assert not [line for line in palabre.logged if '"level": "error"' in line or "Traceback" in line]


async def test_a_second_copy_says_so_and_leaves(tmp_path: Path) -> None:
    async with running(tmp_path, before=AFRESH, SALON__PORT="0") as palabre:
        await palabre.ready()
        code, said = await finished(tmp_path, SALON__PORT="0")
        assert code == 1
        assert "Palabre tourne déjà sur cette base" in said
        assert "Traceback" not in said
        palabre.ask_to_end()
        assert await palabre.ended(3) == 0
    async with running(tmp_path, before=AFRESH, SALON__PORT="0") as again:
        await again.ready()


async def test_a_port_that_is_taken_is_said_with_its_setting(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        code, said = await finished(tmp_path, SALON__PORT=str(port))
    assert code == 1
    assert f"Le salon ne peut pas s'ouvrir sur 127.0.0.1:{port}" in said
    assert "PALABRE_SALON__PORT" in said
    assert "Traceback" not in said


async def test_a_newer_database_is_refused_in_words(tmp_path: Path) -> None:
    async with running(tmp_path, before=AFRESH, SALON__PORT="0") as palabre:
        await palabre.ready()
        palabre.ask_to_end()
        await palabre.ended(3)
    with closing(sqlite3.connect(tmp_path / "palabre.db")) as database, database:
        database.execute("INSERT INTO schema_versions VALUES (9999, 'later', 0)")
    code, said = await finished(tmp_path, SALON__PORT="0")
    assert code == 1
    assert "Palabre plus récent" in said
    assert "Mettez Palabre à jour" in said
    assert "Traceback" not in said


async def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "palabre.db").write_text("Ceci est une lettre. " * 1000)
    code, said = await finished(tmp_path, SALON__PORT="0")
    assert code == 1
    assert "La base de données (sqlite:///palabre.db) ne répond pas" in said
    assert "Traceback" not in said


async def test_check_names_the_wrong_setting(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[salon]\nport = 99999\n\n[group]\ntimezone = "Europe/Pari"\nlangage = "fr"\n')
    code, said = await finished(tmp_path, "check", "--config", str(file))
    assert code == 2
    for setting in ("[salon] port", "[group] timezone", "[group] langage"):
        assert any(line.startswith(f"{setting} : ") for line in said.splitlines()), said
    code, said = await finished(tmp_path, "check", "--config", str(tmp_path / "none.toml"))
    assert code == 2
    assert "none.toml" in said
    file.write_text("[salon\n")
    code, said = await finished(tmp_path, "check", "--config", str(file))
    assert (code, "config.toml" in said) == (2, True)
    code, said = await finished(tmp_path, "check", SALON__PORT="http")
    assert (code, said.startswith("[salon] port : ")) == (2, True), said


async def test_check_is_content_with_the_example(tmp_path: Path) -> None:
    code, said = await finished(tmp_path, "check", "--config", str(ROOT / "config.example.toml"))
    assert (code, said) == (0, "Les réglages sont bons. Base de données : sqlite:///palabre.db.")


async def test_check_keeps_the_password_of_the_database_to_itself(tmp_path: Path) -> None:
    code, said = await finished(tmp_path, "check", STORAGE__URL="postgresql://palabre:motdepasse@hote/base")
    assert (code, said) == (0, "Les réglages sont bons. Base de données : hote/base.")


async def test_the_links_commands_work_while_it_runs(tmp_path: Path) -> None:
    async with (
        running(tmp_path, before=AFRESH, SALON__PORT="0") as palabre,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        address = await palabre.ready()
        code, said = await finished(tmp_path, "salon", "group", "Les Érables")
        assert (code, "les-erables" in said) == (0, True), said
        code, said = await finished(tmp_path, "salon", "link", "les-erables", "Odette", "--facilitator")
        assert code == 0
        secret = said.rsplit("/entrer/", 1)[1].strip()
        async with http.get(f"{address}/entrer/{secret}") as response:
            assert response.status == 200
            assert response.url.path == "/les-erables/moi"
            assert "Les Érables" in await response.text()
        assert await acts(http, f"{address}/les-erables/moi", words="Bonjour à tous") == 200
        code, said = await finished(tmp_path, "salon", "revoke", "les-erables", "Odette")
        assert (code, said) == (0, "1 lien est fermé.")
        async with http.get(f"{address}/les-erables/moi") as response:
            assert response.status == 403
        code, said = await finished(tmp_path, "salon", "link", "nulle-part", "Odette")
        assert (code, "nulle-part" in said) == (1, True), said


async def test_a_name_that_is_in_the_room_gets_another_link_only_when_asked_for(tmp_path: Path) -> None:
    await finished(tmp_path, "salon", "group", "Le Verger")
    link = ("salon", "link", "le-verger")
    code, said = await finished(tmp_path, *link, "Marie", "--again")
    assert (code, said) == (1, "« Marie » n'est pas dans le salon « le-verger ».")
    assert (await finished(tmp_path, *link, "Marie"))[0] == 0
    code, said = await finished(tmp_path, *link, "marie", "--facilitator")
    assert (code, said) == (
        1,
        "Marie est déjà dans ce salon. Pour lui donner un autre lien : --again. "
        "Pour une autre personne, choisissez un autre nom, par exemple Marie B.",
    )
    code, said = await finished(tmp_path, *link, "Marie", "--again", "--facilitator")
    assert (code, said) == (1, "--again ne change pas de rôle : retirez --facilitator.")
    assert (await finished(tmp_path, *link, "Marie", "--again"))[0] == 0
    assert (await finished(tmp_path, *link, "Marie B"))[0] == 0
    with closing(sqlite3.connect(tmp_path / "palabre.db")) as database:
        links = database.execute(
            "SELECT p.name, m.role, count(*) FROM salon_links l JOIN people p ON p.id = l.person "
            "JOIN memberships m ON m.person = p.id GROUP BY p.id, p.name, m.role ORDER BY p.name"
        ).fetchall()
    assert links == [("Marie", "resident", 2), ("Marie B", "resident", 1)]


async def test_every_new_group_begins_with_the_hosts_school_zone(tmp_path: Path) -> None:
    async with running(tmp_path, before=AFRESH, SALON__PORT="0", GROUP__SCHOOL_ZONE="B") as palabre:
        await palabre.ready()
        await finished(tmp_path, "salon", "group", "Le Verger", GROUP__SCHOOL_ZONE="C")
    with closing(sqlite3.connect(tmp_path / "palabre.db")) as database:
        groups = database.execute("SELECT name, school FROM groups ORDER BY id").fetchall()
    assert groups == [("Les Tilleuls", "B"), ("Le Verger", "C")]


async def test_a_command_leaves_the_tables_of_a_running_program_as_they_are(tmp_path: Path) -> None:
    async with running(tmp_path, before=AFRESH, SALON__PORT="0") as palabre:
        await palabre.ready()
        with closing(sqlite3.connect(tmp_path / "palabre.db")) as database, database:
            database.execute("DELETE FROM schema_versions")
        code, said = await finished(tmp_path, "salon", "group", "Le Verger")
    assert (code, said) == (
        1,
        "Un Palabre plus ancien tourne sur cette base. Arrêtez-le, puis recommencez.",
    )
    with closing(sqlite3.connect(tmp_path / "palabre.db")) as database:
        assert database.execute("SELECT number FROM schema_versions").fetchall() == []


async def test_the_logs_hold_nothing_private(tmp_path: Path) -> None:
    marks = ["Xquestionx", "Xchoixunx", "Xchoixdeuxx", "Xparolex", "Xnomx"]
    async with (
        running(tmp_path, before=AFRESH, SALON__PORT="0") as palabre,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        address = await palabre.ready()
        await finished(tmp_path, "salon", "group", "Les Érables")
        _, said = await finished(tmp_path, "salon", "link", "les-erables", "Xnomx")
        secret = said.rsplit("/entrer/", 1)[1].strip()
        async with http.get(f"{address}/entrer/{secret}") as response:
            assert response.status == 200
        mine = f"{address}/les-erables/moi"
        karim = f"{address}/les-tilleuls/karim"
        for base in (mine, karim):
            assert await acts(http, base, words="/sondage Xquestionx ? Xchoixunx ou Xchoixdeuxx") == 200
            assert await acts(http, base, words="Xparolex à mes voisins") == 200
        # An induced error: a stored answer that nobody can read any more, quoting somebody.
        with closing(sqlite3.connect(tmp_path / "palabre.db")) as database, database:
            database.execute('UPDATE heard SET answer = \'{"toast": {"Xquestionx": "Xparolex"}}\'')
            (event,) = database.execute("SELECT event FROM heard WHERE event LIKE 'salon:1:%' LIMIT 1").fetchone()
            database.execute("UPDATE salon_messages SET content = '{Xparolex' WHERE content LIKE '%Xparolex%'")
        failed = 0
        for address_of in (f"{karim}?answer={event.rsplit(':', 1)[1]}", karim, f"{karim}/since/0", mine):
            async with http.get(address_of) as response:
                failed += response.status == 500
        assert failed == 4
        async with asyncio.timeout(60):
            while sum("web.failed" in line for line in palabre.logged) < 4:
                await asyncio.sleep(0.02)
        palabre.ask_to_end()
        assert await palabre.ended(3) == 0
    output = "\n".join(palabre.said + palabre.logged)
    for mark in (*marks, secret, "/karim", "/entrer", str(event.rsplit(":", 1)[1])):
        assert mark not in output, mark
    assert "Traceback" not in output


async def health(program: Program, http: aiohttp.ClientSession) -> tuple[int, str]:
    async with http.get(f"{program.address}/healthz") as response:
        return response.status, (await response.json())["status"]


async def test_health_is_bad_once_a_part_is_dead(tmp_path: Path) -> None:
    config = Config(storage=Storage(url=f"sqlite:///{tmp_path}/palabre.db"), salon=Salon(port=0))
    program = Program(config, demo=True)
    await program.start()
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
            assert await health(program, http) == (200, "ok")
            for task in asyncio.all_tasks():
                if getattr(task.get_coro(), "__qualname__", "") == "Clock.run":
                    task.cancel()
            async with asyncio.timeout(60):
                while await health(program, http) != (503, "unavailable"):
                    await asyncio.sleep(0.01)
    finally:
        await program.stop()
