"""The guest room in a Telegram group: only whoever books sees anything; a file for the calendar comes in private."""

from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message


async def sees_alone(here: Street, name: str, said: str) -> Message:
    """The newest of what this person sees, and nobody else, in which these words stand."""

    def found() -> list[Message]:
        return [message for message in here.screens(name) if said in words(message)]

    await here.api.until(found)
    return found()[-1]


async def test_the_group_sees_nothing_of_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        nadia, karim, lea = here["Nadia"], here["Karim"], here["Léa"]
        for name in ("Nadia", "Karim", "Léa"):
            await here.alone(name, here[name].starts)
        nadia.says(nadia.private, "/espaces")
        nadia.taps(await sees_alone(here, "Nadia", "pas encore d'espace partagé"), "Ajouter un espace")
        await sees_alone(here, "Nadia", "Comment s'appelle cet espace ?")
        nadia.says(nadia.private, "Chambre d'amis")
        nadia.taps(await sees_alone(here, "Nadia", "à la nuit ou à l'heure ?"), "À la nuit")
        await sees_alone(here, "Nadia", "Tous les foyers peuvent réserver la chambre d'amis, sans limite.")
        before = len(here.group.from_bot())

        karim.says(here.group, "/reserver chambre d'amis vendredi en huit, 3 nuits, pour ma mère")
        read = await sees_alone(here, "Karim", "La chambre d'amis est libre.")
        assert "Je ne garde pas le motif." in words(read)
        assert labels(read)[:2] == ["Réserver", "Changer les dates"]
        karim.taps(read, "Réserver")
        booked = await sees_alone(here, "Karim", "C'est réservé : chambre d'amis")
        karim.taps(booked, "Mettre dans mon agenda")
        await here.api.until(lambda: karim.private.messages[-1].document)
        assert karim.private.messages[-1].document["file_name"] == "reservation.ics"

        lea.says(here.group, "/reserver chambre d'amis vendredi en huit, 2 nuits")
        taken = await sees_alone(here, "Léa", "C'est pris : la chambre d'amis.")
        assert "Karim l'a" in words(taken)
        assert "S'arranger avec Karim" in labels(taken)
        assert len(here.group.from_bot()) == before, "no message in the group, for all of this"
        assert not any(message.document for message in here.group.messages)
