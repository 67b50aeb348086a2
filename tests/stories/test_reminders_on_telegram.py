"""Reminders in a Telegram group: set where one talks, also by somebody who has never opened the private conversation;
of a neighbour's message, and of a photo."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message

NO_DOOR = "Ouvrez une conversation privée avec moi, pour que je puisse vous le dire à l'heure."
RUNG = ["C'est fait", "Dans 1 h", "Demain", "Je ne peux pas"]


def falls_due(folder: Path, number: int) -> None:
    """Turns the clock for this reminder: the program runs by the real one."""
    with closing(sqlite3.connect(folder / "palabre.db", timeout=10)) as database, database:
        now = int(time.time())
        database.execute("UPDATE reminders SET next_at = ? WHERE id = ?", (now, number))
        sql = "UPDATE alarms SET due_at = ? WHERE name = 'ring' AND topic = ?"
        assert database.execute(sql, (now, f"reminders:{number}")).rowcount == 1


async def sees_alone(here: Street, name: str, said: str, within: float = 40) -> Message:
    """The newest of what this person sees, and nobody else, in which these words stand."""

    def found() -> list[Message]:
        return [message for message in here.screens(name) if said in words(message)]

    await here.api.until(found, within)
    return found()[-1]


async def test_set_in_the_group_without_a_private_conversation(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        ines = here["Inès"]
        before = len(here.group.from_bot())
        ines.says(here.group, "/rappel demain à 18h sortir le bac jaune", ephemeral=True)
        noted = await sees_alone(here, "Inès", "C'est noté : sortir le bac jaune.")
        assert words(noted).endswith(NO_DOOR), "where she reads it, she can open it"
        falls_due(tmp_path, 1)
        with closing(sqlite3.connect(tmp_path / "palabre.db", timeout=10)) as database:
            rung = "SELECT count(*) FROM reminder_rings"
            await here.api.until(lambda: database.execute(rung).fetchone() == (1,), 40)
        assert ines.private.messages == []
        ines.starts()
        told = await sees_alone(here, "Inès", "🗑️ Sortir le bac jaune.")
        assert told.room is ines.private, "it waited for her"
        assert labels(told) == RUNG
        assert await here.taps("Inès", told, "C'est fait") == "Merci."
        await here.api.until(lambda: "✅ C'est fait : sortir le bac jaune." in words(told))
        ines.says(here.group, "/rappel demain à 18h fermer le gaz", ephemeral=True)
        assert NO_DOOR not in words(await sees_alone(here, "Inès", "C'est noté : fermer le gaz."))
        assert len(here.group.from_bot()) == before, "the group is told nothing"


async def test_of_a_neighbours_message_and_of_a_photo_and_for_the_group(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        lea, karim = here["Léa"], here["Karim"]
        await here.alone("Léa", lea.starts)
        said = karim.says(here.group, "La pompe de la cave fuit.")
        noted = await here.alone("Léa", lambda: lea.says(here.group, "/rappel demain", reply_to=said))
        assert "C'est noté : « La pompe de la cave fuit. », dit Karim." in words(noted), (
            "he has never done anything"
        )
        photo = karim.says(here.group, "Et voilà l'eau", photo_caption=True)
        noted = await here.alone("Léa", lambda: lea.says(here.group, "/rappel demain", reply_to=photo))
        assert "« Et voilà l'eau », dit Karim." in words(noted), "what is said below a photo are its words"
        lea.taps(noted, "Pour le groupe")
        await here.api.until(lambda: "Pour tout le groupe." in words(noted))
        before = len(here.group.from_bot())
        falls_due(tmp_path, 2)
        await here.api.until(lambda: len(here.group.from_bot()) == before + 1, 40)
        card = here.group.from_bot()[-1]
        assert words(card) == "⏰ « Et voilà l'eau », dit Karim."
        assert labels(card) == ["C'est fait", "Je m'en occupe", "⋯ Plus"]
        got = await here.taps("Inès", card, "Je m'en occupe")
        assert got == "Merci. Tout le monde voit que vous vous en occupez."
        await here.api.until(lambda: words(card).endswith("Inès s'en occupe."))
        await here.taps("Inès", card, "C'est fait")
        await here.api.until(lambda: words(card) == "✅ C'est fait : « Et voilà l'eau », dit Karim. Merci, Inès.")
