"""A proposal in a Matrix room: everybody sees who has spoken, and nobody what anybody answers (transcripts §2.8, §3)."""

from datetime import timedelta
from pathlib import Path

from tests.bot.matrix.scenes import SLOWLY, alone, lines, picks, said, screen, street_with_a_clock
from tests.bot.matrix.street import Street
from tests.neighbours import plain
from tests.peers.synapse import Message, Town

LINE = "!proposition La buanderie ouverte jusqu'à 22 h le samedi, parce que le soir elle est toujours prise"
NEW_TEXT = "La buanderie ouverte jusqu'à 21 h le samedi"


async def private(here: Street, name: str, rooms: dict[str, str]) -> str:
    """The private room of this person, which they enter once they are invited."""
    if name not in rooms:
        rooms[name] = await alone(here, name)
    return rooms[name]


async def writes(here: Street, name: str, room: str, typed: str, then: str) -> Message:
    """In private; what comes back, once it says so."""
    await here[name].says(room, typed)
    return await screen(here, name, room, then)


async def test_everybody_listens_in_the_room_and_answers_alone(tmp_path: Path, matrix: Town) -> None:
    rooms: dict[str, str] = {}
    async with street_with_a_clock(tmp_path, matrix, signs=False) as (here, hands):
        await here["Karim"].says(here.room, LINE)
        karim = await private(here, "Karim", rooms)
        back = await screen(here, "Karim", karim, "Voici ce que le groupe verra")
        await picks(here, "Karim", back, karim, "Envoyer au groupe")
        card = await here.sees("Léa", "Karim propose : la buanderie", within=SLOWLY)
        assert lines(card)[3:] == [
            *("❓ Poser une question", "💬 Donner mon avis", "👍 Rien à ajouter", "➕ Plus"),
            "Touchez un signe sous ce message. Ici, tout le monde voit qui a choisi quoi.",
        ]
        # A mark is heard, and taken away again; what it opens is asked and said in private.
        mark = await here["Léa"].reacts(here.room, card.id, "👍")
        await here.becomes("Léa", card, "2 foyers sur 3 se sont exprimés.", SLOWLY)
        await here["Léa"].takes_back(here.room, mark)
        await here["Léa"].sees(
            here.room, lambda shown: "se sont exprimés" not in plain(shown.words(card.id)), SLOWLY
        )
        await here["Léa"].reacts(here.room, card.id, "💬")
        lea = await private(here, "Léa", rooms)
        await screen(here, "Léa", lea, "Comment recevez-vous cette proposition ?")
        await writes(here, "Léa", lea, "Attention au bruit.", "Votre avis : « Attention au bruit. »")
        assert not any("bruit" in words for words in said(here, "Nadia"))
        await here["Karim"].reacts(here.room, card.id, "➕")
        more = await screen(here, "Karim", karim, "Passer à la suite")
        await picks(here, "Karim", more, karim, "Passer à la suite")
        await here.sees("Nadia", "Léa : « Attention au bruit. »", within=SLOWLY)
        turn = await screen(here, "Karim", karim, "Que devient votre proposition ?")
        await picks(here, "Karim", turn, karim, "Je la garde")
        # The question: each is asked alone, and nothing in the room answers it.
        asked = await here.sees("Léa", "Pouvez-vous vivre avec ?", within=SLOWLY)
        assert "Je vous l'envoie à chacun en privé" in plain(asked.words)
        assert asked.kind == "m.text", "the question rings"
        nadia = await private(here, "Nadia", rooms)
        ballots = {
            name: await screen(here, name, room, "Pouvez-vous vivre avec ?") for name, room in rooms.items()
        }
        assert lines(ballots["Léa"])[2:] == [
            *("1. ✅ Pas d'objection", "2. ✋ J'ai une objection", "3. Autre réponse", "4. ⋯ Plus"),
            "Répondez par un numéro.",
        ]
        for sign in ("✅", "👍", "1️⃣"):
            await here["Nadia"].reacts(here.room, asked.id, sign)
        # By number, by words, and an objection with its two questions.
        await picks(here, "Karim", ballots["Karim"], karim, "✅ Pas d'objection")
        await screen(here, "Karim", karim, "Noté pour votre foyer : pas d'objection. Personne ne le voit avant")
        await here["Nadia"].says(nadia, "Pas d’objection !")
        await screen(here, "Nadia", nadia, "Noté pour votre foyer : pas d'objection.")
        await picks(here, "Léa", ballots["Léa"], lea, "✋ J'ai une objection")
        await screen(here, "Léa", lea, "Qu'est-ce qui pourrait mal se passer ?")
        await writes(here, "Léa", lea, "Ma chambre est au-dessus.", "permettrait de vivre avec")
        back = await writes(here, "Léa", lea, "Arrêter à 21 h.", "Votre objection : « Ma chambre est au-dessus. »")
        await picks(here, "Léa", back, lea, "Envoyer avec mon nom")
        noted = await screen(here, "Léa", lea, "Prévenir")
        await picks(here, "Léa", noted, lea, "Oui, tout de suite")
        await here.becomes("Nadia", asked, "3 foyers sur 3", 2 * SLOWLY)
        in_the_room = " ".join(said(here, "Nadia"))
        assert "chambre" not in in_the_room
        assert "Une objection" not in in_the_room
        # Told at once, Karim changes it: everybody is asked again, each alone.
        alert = await screen(here, "Karim", karim, "Objection de Léa : « Ma chambre est au-dessus. »")
        await picks(here, "Karim", alert, karim, "Je la modifie")
        await screen(here, "Karim", karim, "Écrivez la proposition")
        back = await writes(here, "Karim", karim, NEW_TEXT, "Voici ce que le groupe verra")
        await picks(here, "Karim", back, karim, "Envoyer au groupe")
        await here.sees("Nadia", "Karim modifie, après une objection de Léa.", within=SLOWLY)
        for name, room in rooms.items():
            again = await screen(here, name, room, "Toujours pas d'objection")
            await picks(here, name, again, room, "Toujours pas d'objection")
            await screen(here, name, room, "Noté pour votre foyer : pas d'objection.")
        hands.passes(timedelta(minutes=16))
        decided = await here.sees(
            "Nadia", "C'est décidé : la buanderie ouverte jusqu'à 21 h le samedi", within=2 * SLOWLY
        )
        assert decided.kind == "m.text"
        assert "chambre" not in " ".join(said(here, "Nadia"))
