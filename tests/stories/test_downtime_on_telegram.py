"""A real process is killed, and comes back hours later: its group is told once, and whoever hosts it."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bot.telegram.scenes import read_log, words
from tests.bot.telegram.street import host_settings
from tests.peers.process import Running, running
from tests.peers.telegram import BotApi, bot_api

HOUR = 3600


def rows(folder: Path, sql: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(folder / "palabre.db", timeout=10)) as database, database:
        return database.execute(sql, values).fetchall()


def was_dead_for_hours(folder: Path) -> None:
    """Its database says that it was last alive three hours ago; an hour ago something fell due."""
    now = int(time.time())
    rows(folder, "UPDATE settings SET value = ? WHERE name = 'alive_at'", str(now - 3 * HOUR))
    rows(folder, "UPDATE reminders SET next_at = ?, made_at = ?", now - HOUR, now - 50 * HOUR)
    rows(folder, "UPDATE alarms SET due_at = ? WHERE name = 'ring'", now - HOUR)


async def kills(palabre: Running, api: BotApi) -> None:
    palabre.process.kill()
    await palabre.ended()
    read_log(palabre, api)


async def test_killed_for_hours_and_again_while_it_comes_back(tmp_path: Path) -> None:
    async with bot_api() as api:
        nadia, karim = api.person("Nadia"), api.person("Karim")
        group = api.group("Les Tilleuls", members=[nadia, karim])
        given = {**host_settings(tmp_path, api), "ACCESS__OPERATOR": str(nadia.id)}
        async with running(tmp_path, "run", before=(), **given) as palabre:
            await palabre.ready()
            group.add_bot(by=nadia)
            await api.until(lambda: group.from_bot())
            nadia.starts()
            await api.until(lambda: rows(tmp_path, "SELECT 1 FROM accounts WHERE private_chat IS NOT NULL"))
            karim.says(group, "/rappel relever les compteurs demain à 9h", ephemeral=True)
            await api.until(lambda: any("C'est noté" in words(seen) for seen in karim.sees(group)))
            noted = next(seen for seen in karim.sees(group) if "C'est noté" in words(seen))
            karim.taps(noted, "Pour le groupe")
            await api.until(lambda: rows(tmp_path, "SELECT 1 FROM reminders WHERE audience = 'group'"))
            await kills(palabre, api)
        before, own = len(group.from_bot()), len(nadia.private.messages)
        was_dead_for_hours(tmp_path)
        async with running(tmp_path, "run", before=(), **given) as palabre:
            await api.until(lambda: rows(tmp_path, "SELECT 1 FROM downtimes"), 40)
            await kills(palabre, api)  # in the middle of it
        async with running(tmp_path, "run", before=(), **given) as palabre:
            await palabre.ready()
            await api.until(lambda: len(group.from_bot()) > before and len(nadia.private.messages) > own, 40)
            await api.until(lambda: rows(tmp_path, "SELECT 1 FROM posts WHERE wanted > shown") == [], 40)
            assert len(rows(tmp_path, "SELECT 1 FROM downtimes")) == 1
            (told,) = group.from_bot()[before:]
            assert "Encore à faire : relever les compteurs (aujourd'hui à" in words(told)
            (to_host,) = nadia.private.messages[own:]
            assert words(to_host).startswith("Arrêt ")
            assert words(to_host).endswith("1 rappel en retard : 1 donné, 0 sans objet.")
            assert not [seen for seen in karim.private.messages if "Arrêt" in words(seen)]
            await kills(palabre, api)
