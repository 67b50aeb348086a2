"""Turns in a Telegram group: set where one talks, exchanged between two private conversations, told to everybody."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message


def comes_round(folder: Path) -> None:
    """Turns the clock for the next turn: the program runs by the real one."""
    with closing(sqlite3.connect(folder / "palabre.db", timeout=10)) as database, database:
        now = int(time.time())
        (due,) = database.execute("SELECT next_at FROM reminders").fetchone()
        database.execute("UPDATE reminders SET next_at = ?", (now,))
        assert database.execute("UPDATE reminder_turns SET due_at = ? WHERE due_at = ?", (now, due)).rowcount == 1
        assert database.execute("UPDATE alarms SET due_at = ? WHERE name = 'ring'", (now,)).rowcount == 1


async def sees_alone(here: Street, name: str, said: str) -> Message:
    """The newest of what this person sees, and nobody else, in which these words stand."""

    def found() -> list[Message]:
        return [message for message in here.screens(name) if said in words(message)]

    await here.api.until(found, 40)
    return found()[-1]


async def test_turns_are_set_exchanged_and_told(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        karim, lea = here["Karim"], here["Léa"]
        (welcome,) = here.group.from_bot()
        for name in ("Karim", "Léa", "Inès"):
            await here.alone(name, lambda name=name: here[name].taps(welcome, "Qui voit"))
            await here.alone(name, here[name].starts)
        before = len(here.group.from_bot())
        karim.says(here.group, "/tour bac jaune, chaque mardi à 19h", ephemeral=True)
        read = await sees_alone(here, "Karim", "🔄 Bac jaune : tous les mardis à 19 h")
        assert labels(read)[:2] == ["C'est bon", "Changer l'ordre"]
        karim.taps(read, "Changer l'ordre")
        await sees_alone(here, "Karim", "Écrivez des prénoms, dans l'ordre.")
        karim.says(karim.private, "Karim, Léa, Inès, sans Nadia")
        read = await sees_alone(here, "Karim", "L'ordre : Karim, Léa, Inès")
        karim.taps(read, "C'est bon")
        begun = await sees_alone(here, "Karim", "Mardi")
        assert "Échanger mon tour" in labels(begun)
        karim.taps(begun, "Échanger mon tour")
        choice = await sees_alone(here, "Karim", "L'échanger avec qui ?")
        karim.taps(choice, labels(choice)[0])
        await sees_alone(here, "Karim", "Je demande à Léa. Sans réponse, rien ne change.")
        asked = await sees_alone(here, "Léa", "Karim aimerait échanger avec vous : bac jaune.")
        assert asked.room is lea.private
        lea.taps(asked, "D'accord")
        await sees_alone(here, "Karim", "C'est échangé. Bac jaune : votre tour est mardi")
        assert len(here.group.from_bot()) == before, "the group is told nothing of all that"
        comes_round(tmp_path)
        await here.api.until(lambda: len(here.group.from_bot()) == before + 1, 40)
        card = here.group.from_bot()[-1]
        assert words(card).endswith("bac jaune. C'est le tour de Léa.")
        assert labels(card) == ["C'est fait", "Je le remplace", "⋯ Plus"]
        await here.taps("Inès", card, "Je le remplace")
        await here.api.until(lambda: words(card).endswith("Inès s'en occupe."))
        await here.taps("Inès", card, "C'est fait")
        await here.api.until(lambda: words(card) == "✅ C'est fait : bac jaune. Merci, Inès.")
        assert len(here.group.from_bot()) == before + 1
