"""The first five minutes in a Matrix room (transcripts §1): two messages in the room, and no command."""

from pathlib import Path

from tests.bot.matrix.scenes import SLOWLY, alone, lines, picks, said, screen, street_with_a_clock
from tests.peers.synapse import Town


async def test_the_first_five_minutes(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, signs=False) as (here, _):
        welcome = await here.sees("Nadia", "Bonjour à tous")

        # Nadia taps « Essayer un sondage »: the trial stands in the room, and she is asked the rest in private.
        await here["Nadia"].reacts(here.room, welcome.id, "1️⃣")
        trial = await here.sees("Léa", "Pour essayer", but=(welcome.id,))
        assert lines(trial) == [
            "🗳️ Pour essayer : au prochain repas, plutôt salé ou plutôt sucré ?",
            *("1️⃣ Salé", "2️⃣ Sucré", "3️⃣ Les deux", "➕ Plus"),
            "Touchez un chiffre sous ce message. Ici, tout le monde voit qui a choisi quoi.",
        ]
        await here["Léa"].reacts(here.room, trial.id, "1️⃣")
        nadia = await alone(here, "Nadia")
        shown = await screen(here, "Nadia", nadia, "trois appuis")
        assert lines(shown) == [
            "Nadia, trois appuis et c'est réglé. Votre groupe, c'est plutôt :",
            *("1. Un habitat participatif", "2. Un tiers-lieu", "3. Une copropriété", "4. Autre chose"),
            "Répondez par un numéro.",
        ]
        await picks(here, "Nadia", shown, nadia, "Un habitat participatif")
        shown = await screen(here, "Nadia", nadia, "Et vous, dans ce groupe ?")
        await picks(here, "Nadia", shown, nadia, "Je les accompagne")
        shown = await screen(here, "Nadia", nadia, "Noté : vous animez, vous ne votez pas.")
        await picks(here, "Nadia", shown, nadia, "Tout le monde est là")
        shown = await screen(here, "Nadia", nadia, "C'est prêt.")
        assert "Réglages : français" in " ".join(lines(shown))

        # Karim says hello, and is asked who lives with him; that can wait.
        await here["Karim"].reacts(here.room, welcome.id, "👋🏽")
        karim = await alone(here, "Karim")
        await screen(here, "Karim", karim, "Bonjour Karim. Quelqu'un d'autre de chez vous")
        await here.becomes("Léa", welcome, "👋 1 voisin a dit bonjour.", SLOWLY)

        # Nadia ends the trial: nothing of it is kept.
        await here["Nadia"].reacts(here.room, trial.id, "➕")
        await picks(here, "Nadia", await screen(here, "Nadia", nadia, "Terminer"), nadia, "Terminer")
        await here.becomes("Léa", trial, "Essai terminé : salé, 1 réponse sur 1. Rien n'est gardé.", SLOWLY)
        assert len(said(here, "Léa")) == 2, "two messages in the room"
