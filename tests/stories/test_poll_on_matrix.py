"""A poll in an encrypted Matrix room, from Palabre's arrival to the result with its picture (transcripts §2.8)."""

from pathlib import Path

from tests.bot.matrix.scenes import SLOWLY, alone, counts, lines, picks, screen
from tests.bot.matrix.street import street
from tests.peers.synapse import Town


async def test_a_poll_from_one_line_to_its_picture(tmp_path: Path, matrix: Town) -> None:
    async with street(tmp_path, matrix) as here:
        welcome = await here.sees("Nadia", "Bonjour à tous")
        assert lines(welcome) == [
            "Bonjour à tous. Je suis Palabre, un robot de voisinage.",
            "Avec moi, vous pouvez décider, réserver et vous donner rendez-vous.",
            "Ici, on me transmet tous vos messages. Je jette aussitôt ceux qui ne me sont pas adressés.",
            "1️⃣ Essayer un sondage",
            "👋 Dire bonjour",
            "2️⃣ Qui voit quoi ?",
            "Touchez un chiffre sous ce message. Ici, tout le monde voit qui a choisi quoi.",
        ]
        card = await here.card(signs=0)
        question, whose, *rest = lines(card)
        assert question == "🗳️ On peint la porte en bleu, en vert ou en jaune ?"
        assert whose.startswith("Sondage de Karim, jusqu'à")
        assert whose.endswith("à 20 h. Une voix par personne. Chacun voit qui a répondu quoi.")
        assert rest == [
            "1️⃣ Bleu 2️⃣ Vert 3️⃣ Jaune ➕ Plus",
            "Touchez un chiffre sous ce message. Ici, tout le monde voit qui a choisi quoi.",
        ]
        # Léa taps the figure that stands there; Nadia answers the card, as she would a neighbour.
        await here.signed("Léa", card, 2)
        await here["Léa"].reacts(here.room, card.id, "2️⃣")
        await here["Nadia"].says(here.room, "Vert", reply_to=card.id)
        await counts(here, card, "Bleu 0, vert 2, jaune 0")

        await here["Karim"].reacts(here.room, card.id, "➕")
        private = await alone(here, "Karim")
        more = await screen(here, "Karim", private, "Terminer")
        assert lines(more) == [
            "On peint la porte en bleu, en vert ou en jaune ?",
            *("1. Corriger", "2. Prolonger", "3. Terminer", "4. Supprimer", "5. Autre chose"),
            "Répondez par un numéro.",
        ]
        await picks(here, "Karim", more, private, "Terminer")
        await screen(here, "Karim", private, "Le sondage est fini. Le résultat est dans le groupe.")
        result = await here.sees("Léa", "Vert est en tête.", within=SLOWLY, but=(card.id,))
        assert lines(result)[2] == "Bleu 0, vert 2, jaune 0. 2 personnes ont répondu."
        await here.becomes("Léa", card, "Ce sondage est fini. Vert est en tête.", SLOWLY)

        shown = here["Léa"].rooms[here.room].by(here.bot.id)
        assert [message.kind for message in shown] == ["m.notice", "m.notice", "m.image", "m.text"]
        assert all(message.encrypted for message in shown)
        assert shown[2].words.endswith(".png")
        assert not here["Léa"].invitations
        assert not here["Nadia"].invitations
        spent = here["Léa"].rooms[here.room].spent(here.bot.id)
        assert spent["m.room.message"] <= 7, (
            "the welcome, the card, as it became three times, a picture, the result"
        )
        assert spent["m.reaction"] <= 8
