"""The guest room in a Matrix room: everything is said to whoever books, in private, and picked by a number."""

from pathlib import Path

from tests.bot.matrix.scenes import alone, lines, picks, said_unasked, screen, street_with_a_clock
from tests.bot.matrix.street import Street
from tests.peers.synapse import Message, Town


async def writes(here: Street, name: str, room: str, typed: str, then: str) -> Message:
    """In private; what comes back, once it says so."""
    await here[name].says(room, typed)
    return await screen(here, name, room, then)


async def test_booked_in_private_by_numbers_and_by_words(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, signs=False) as (here, _):
        await here["Nadia"].says(here.room, "!espaces")
        nadia = await alone(here, "Nadia")
        empty = await screen(here, "Nadia", nadia, "pas encore d'espace partagé")
        await picks(here, "Nadia", empty, nadia, "Ajouter un espace")
        await screen(here, "Nadia", nadia, "Comment s'appelle cet espace ?")
        await writes(here, "Nadia", nadia, "Chambre d'amis", "à la nuit ou à l'heure ?")
        await writes(here, "Nadia", nadia, "à la nuit", "Tous les foyers peuvent réserver la chambre d'amis")

        await here["Karim"].says(here.room, "!reserver chambre d'amis vendredi en huit, 3 nuits")
        karim = await alone(here, "Karim")
        read = await screen(here, "Karim", karim, "La chambre d'amis est libre.")
        await picks(here, "Karim", read, karim, "Réserver")
        await screen(here, "Karim", karim, "C'est réservé : chambre d'amis")
        line = "!reserver chambre d'amis vendredi en huit, 2 nuits"
        taken = await writes(here, "Nadia", nadia, line, "C'est pris : la chambre d'amis.")
        assert lines(taken)[-2:] == ["4. S'arranger avec Karim", "Répondez par un numéro."]
        assert said_unasked(here, "Léa") == [], "nothing is said in the room"
