"""A hidden vote in a Matrix room: nothing that others see carries it (transcripts §2.6 and §2.8)."""

from datetime import timedelta
from pathlib import Path

from tests.bot.matrix.scenes import SLOWLY, alone, lines, picks, said, screen, street_with_a_clock
from tests.peers.synapse import Town

ROOF = "!vote Quelle entreprise pour la toiture ?\nToits du Sud\nCouverture Martin"


async def test_a_vote_that_nobody_sees_until_it_is_over(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, signs=False) as (here, hands):
        await here["Karim"].says(here.room, ROOF)
        card = await here.sees("Léa", "🗳️")
        question, how, private = lines(card)
        assert question == "🗳️ Vote : quelle entreprise pour la toiture ?"
        assert how.startswith("Une voix par foyer. Les résultats s'affichent à la fin, sans les noms. Jusqu'à")
        assert private == (
            "Je vous l'envoie à chacun en privé, pour que votre réponse reste cachée. "
            "Rien reçu ? Acceptez mon invitation, ou écrivez-moi « bonjour »."
        )
        rooms = {name: await alone(here, name) for name in here.people}
        for name, choice in (("Léa", "Toits du Sud"), ("Karim", "Couverture Martin"), ("Nadia", "Toits du Sud")):
            ballot = await screen(here, name, rooms[name], "Vote : quelle entreprise pour la toiture ?")
            assert lines(ballot)[2:] == [
                *("1. Toits du Sud", "2. Couverture Martin", "3. Ni l'une ni l'autre", "4. ⋯ Plus"),
                "Répondez par un numéro.",
            ]
            await picks(here, name, ballot, rooms[name], choice)
            await screen(here, name, rooms[name], f"Noté pour votre foyer : {choice}. Personne ne le voit avant")
        await here.becomes("Léa", card, "3 foyers sur 3 ont répondu.", SLOWLY)
        before = said(here, "Léa")
        assert not any("Toits du Sud" in words or "Couverture Martin" in words for words in before)
        assert here["Léa"].rooms[here.room].reactions(card.id) == {}

        # Everybody has answered: a quarter of an hour is left for second thoughts.
        assert any("3 foyers sur 3. Résultat à" in words for words in before)
        hands.passes(timedelta(minutes=16))
        result = await here.sees("Léa", "Toits du Sud est en tête.", within=SLOWLY, but=(card.id,))
        assert lines(result)[:2] == [
            "🗳️ Quelle entreprise pour la toiture ?",
            "Toits du Sud est en tête. 3 foyers sur 3 ont répondu. "
            "Avec moins de cinq réponses, je ne donne pas les chiffres.",
        ]
        assert result.kind == "m.text", "the closing rings"
        spent = here["Léa"].rooms[here.room].spent(here.bot.id)
        assert spent["m.room.message"] <= 6, "the welcome, the card, what it became, the result"
