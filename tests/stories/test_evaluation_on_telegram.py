"""An opinion in a Telegram group: one screen that only one person sees, changed at each tap."""

import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words
from tests.peers.telegram import Message
from tests.stories.test_consent_on_telegram import writes


def is_over(folder: Path) -> None:
    """Turns the clock for the end of the workshop: the program runs by the real one."""
    with closing(sqlite3.connect(folder / "palabre.db", timeout=10)) as database, database:
        now = int(time.time())
        local = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(now - 24 * 3600))
        sql = "UPDATE workshops SET starts = ?, ends = NULL, starts_at = ?, over_at = ?"
        assert database.execute(sql, (local, now - 24 * 3600, now - 22 * 3600)).rowcount == 1
        assert database.execute("UPDATE alarms SET due_at = ? WHERE name = 'over'", (now,)).rowcount == 1


def _says(message: Message, said: str) -> bool:
    return said in words(message)


async def test_one_screen_is_changed_at_each_tap(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        karim, lea = here["Karim"], here["Léa"]
        before = len(here.group.from_bot())
        karim.says(here.group, "/atelier Chantier jardin : demain à 10h", ephemeral=True)
        await here.api.until(lambda: len(here.group.from_bot()) == before + 1, 40)
        card = here.group.from_bot()[-1]
        is_over(tmp_path)
        await here.api.until(lambda: labels(card) == ["Donner mon avis"], 40)
        asked = await here.alone("Léa", lambda: lea.taps(card, "Donner mon avis"))
        assert "Est-ce que cela vous a été utile" in words(asked)
        screens = len(here.screens("Léa"))
        for tapped, follows in (
            ("😀 Beaucoup", "A-t-on pris le temps de vous écouter"),
            ("🙂 Plutôt oui", "Le rythme vous convenait"),
            ("😐 Moyennement", "Un mot à ajouter"),
        ):
            lea.taps(asked, tapped)
            await here.api.until(partial(_says, asked, follows), 40)
        assert len(here.screens("Léa")) == screens, "all on one screen"
        asked = await writes(
            here, "Léa", asked, "Un peu plus de café", "Merci. Votre avis est noté : chantier jardin."
        )
        assert "« Un peu plus de café »" in words(asked)
        assert labels(asked) == ["Changer", "Retirer mon avis", "✖️ Fermer"]
        assert len(here.group.from_bot()) == before + 1, "the group is told nothing"
        assert not any("café" in words(seen) for seen in here["Karim"].sees(here.group)), "nor what she writes"
