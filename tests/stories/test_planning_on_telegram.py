"""The planning on Telegram: words at once, the picture in the private conversation, with the buttons below it."""

import re
from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message

SAID = "Salle commune : libre toute la semaine."


async def sees_alone(here: Street, name: str, said: str) -> Message:
    """The newest of what this person sees, and nobody else, in which these words stand."""

    def found() -> list[Message]:
        return [message for message in here.screens(name) if said in words(message)]

    await here.api.until(found)
    return found()[-1]


async def opened(here: Street) -> None:
    """Nadia shares the common room; she and Karim have opened their private conversation."""
    nadia = here["Nadia"]
    for name in ("Nadia", "Karim"):
        await here.alone(name, here[name].starts)
    nadia.says(nadia.private, "/espaces")
    nadia.taps(await sees_alone(here, "Nadia", "pas encore d'espace partagé"), "Ajouter un espace")
    await sees_alone(here, "Nadia", "Comment s'appelle cet espace ?")
    nadia.says(nadia.private, "Salle commune")
    nadia.taps(await sees_alone(here, "Nadia", "à la nuit ou à l'heure ?"), "À l'heure")
    await sees_alone(here, "Nadia", "la salle commune, sans limite")


async def test_the_picture_stands_in_private_above_its_words(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await opened(here)
        karim, before = here["Karim"], len(here.group.from_bot())
        karim.says(here.group, "/planning")
        first = await sees_alone(here, "Karim", SAID)
        photo, text = karim.private.messages[-2:]
        assert text is first
        assert photo.photo
        assert words(photo).startswith("Planning du lundi")
        assert words(first).startswith(words(photo))
        assert "Salle commune : libre toute la semaine." in words(first)
        assert labels(first) == [
            "Semaine suivante",
            "Semaine précédente",
            "Réserver",
            "Dans mon agenda",
            "✖️ Fermer",
        ]

        karim.taps(first, "Semaine suivante")
        await here.api.until(lambda: first.deleted)
        await here.api.until(lambda: SAID in words(karim.private.messages[-1]))
        photo, second = karim.private.messages[-2:]
        assert photo.photo
        assert SAID in words(second)
        assert words(second) != words(first), "another week"
        assert labels(second) == labels(first), "the buttons are the lowest thing again"
        assert len(here.group.from_bot()) == before, "nothing in the group, and no picture"


async def test_in_the_group_the_words_are_seen_alone_and_a_button_leads_to_the_picture(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await opened(here)
        karim, said = here["Karim"], len(here["Karim"].private.messages)
        karim.says(here.group, "/planning", ephemeral=True)
        whispered = await sees_alone(here, "Karim", SAID)
        assert whispered.receiver is karim
        assert words(whispered).endswith("L'image : en privé.")
        assert "Salle commune : libre toute la semaine." in words(whispered)
        assert labels(whispered)[1:] == [
            "Semaine suivante",
            "Semaine précédente",
            "Réserver",
            "Dans mon agenda",
            "✖️ Fermer",
        ]
        assert len(karim.private.messages) == said
        karim.starts(re.sub(r".*start=", "", whispered.buttons[labels(whispered)[0]]))
        await here.api.until(
            lambda: SAID in words(karim.private.messages[-1]) and karim.private.messages[-2].photo
        )
        assert not any(message.photo for message in here.group.messages)
