"""The planning in a Matrix room: a picture and words in the private room of whoever asks."""

from pathlib import Path

from tests.bot.matrix.scenes import alone, lines, picks, said_unasked, screen, street_with_a_clock
from tests.peers.synapse import Town


async def test_the_picture_stands_above_the_words_in_private(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, signs=False) as (here, _):
        await here["Nadia"].says(here.room, "!espaces")
        nadia = await alone(here, "Nadia")
        empty = await screen(here, "Nadia", nadia, "pas encore d'espace partagé")
        await picks(here, "Nadia", empty, nadia, "Ajouter un espace")
        await screen(here, "Nadia", nadia, "Comment s'appelle cet espace ?")
        await here["Nadia"].says(nadia, "Salle commune")
        await screen(here, "Nadia", nadia, "à la nuit ou à l'heure ?")
        await here["Nadia"].says(nadia, "à l'heure")
        await screen(here, "Nadia", nadia, "Tous les foyers peuvent réserver")

        await here["Nadia"].says(nadia, "!planning")
        shown = await screen(here, "Nadia", nadia, "Salle commune : libre toute la semaine.")
        assert lines(shown)[0].startswith("Planning du lundi")
        picture, text = here["Nadia"].rooms[nadia].by(here.bot.id)[-2:]
        assert text == shown
        assert picture.kind == "m.image"
        assert picture.words.startswith("Planning du lundi")
        assert picture.words.endswith(".png")
        assert said_unasked(here, "Léa") == [], "nothing is said in the room"
