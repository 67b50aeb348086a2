"""Reactions are taps that stay: each is the answer and the receipt, and taking it away takes the answer back."""

from pathlib import Path

from tests.bot.matrix.scenes import SLOWLY, alone, counts, lines, picks, said, screen, street_with_a_clock
from tests.bot.matrix.street import street
from tests.neighbours import plain
from tests.peers.synapse import Town


async def test_a_reaction_is_the_answer_and_the_receipt(tmp_path: Path, matrix: Town) -> None:
    async with street(tmp_path, matrix, version="11") as here:
        karim, lea, nadia = here["Karim"], here["Léa"], here["Nadia"]
        card = await here.card(signs=0)
        words = await karim.says(here.room, "Moi je ne sais pas encore !")
        await lea.reacts(here.room, words, "1️⃣")  # under a neighbour's words: theirs, not ours
        await lea.reacts(here.room, card.id, "🎉")
        await lea.reacts(here.room, card.id, "2️⃣")
        await karim.reacts(here.room, card.id, "2\u20e3")  # as a telephone without variation selectors writes it
        await nadia.reacts(here.room, card.id, "1️⃣")
        yellow = await nadia.reacts(here.room, card.id, "3️⃣")
        await counts(here, card, "Bleu 0, vert 2, jaune 1")
        private = await alone(here, "Nadia")
        told = await here.sees("Nadia", "Une seule réponse compte : jaune, la dernière.", room=private)
        assert told.encrypted
        assert told.kind == "m.notice"

        await nadia.takes_back(here.room, yellow)  # of her two, the other one counts again
        mark = karim.rooms[here.room].reaction(card.id, "2\u20e3", karim.id)
        assert mark is not None
        await nadia.takes_back(here.room, mark.id)  # she moderates: his is gone, and with it his answer
        await counts(here, card, "Bleu 1, vert 1, jaune 0")
        green = lea.rooms[here.room].reaction(card.id, "2️⃣", lea.id)
        assert green is not None
        await lea.leaves(here.room)
        await nadia.takes_back(here.room, green.id)  # tidied up, after she has left
        await karim.reacts(here.room, card.id, "3️⃣")
        await counts(here, card, "Bleu 1, vert 1, jaune 1")
        assert not lea.invitations, "her own sign was her receipt"
        await karim.invited(here.bot)  # somebody else took his away: he is told
        assert len(said(here, "Nadia", private)) == 1
        assert len(said(here, "Karim")) == 2, "the welcome and the card"
        assert karim.rooms[here.room].spent(here.bot.id).get("m.room.redaction", 0) == 0


async def test_five_signs_are_placed_at_most_and_the_other_figures_count_all_the_same(
    tmp_path: Path, matrix: Town
) -> None:
    async with street_with_a_clock(tmp_path, matrix, encrypted=False) as (here, hands):
        lea = here["Léa"]
        question = "!sondage On mange quoi : soupe, tarte, riz, pâtes, couscous, crêpes ou gratin ?"
        card = await here.card(words=question, signs=0)
        assert "Touchez un chiffre sous ce message, ou répondez-lui par le chiffre." in plain(card.words)
        await hands.allows_several(1)
        await lea.reacts(here.room, card.id, "7️⃣")
        await lea.reacts(here.room, card.id, "1️⃣")
        await here.signed("Léa", card, 5, SLOWLY)
        await counts(here, card, "Soupe 1, tarte 0, riz 0, pâtes 0, couscous 0, crêpes 0, gratin 1")
        placed = {key for key, who in lea.rooms[here.room].reactions(card.id).items() if here.bot.id in who}
        assert placed == {"1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"}
        assert not lea.invitations, "several answers are possible: each sign is one more, and its own receipt"


async def test_a_card_that_came_back_and_one_that_is_over(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, version="10", signs=False) as (here, hands):
        karim, lea = here["Karim"], here["Léa"]
        first = await here.card(signs=0)
        await lea.reacts(here.room, first.id, "1️⃣")
        await counts(here, first, "Bleu 1, vert 0, jaune 0")
        hands.turn(1, "18:30")
        second = await here.sees("Karim", "Encore un jour", within=SLOWLY)
        assert second.id != first.id
        assert second.kind == "m.text", "the one reminder rings"
        await here.becomes("Karim", first, "Ce sondage continue plus bas.", SLOWLY)
        await karim.reacts(here.room, first.id, "2️⃣")  # on the older copy, which he had before his eyes
        yellow = await lea.reacts(here.room, second.id, "3️⃣")
        await counts(here, second, "Bleu 0, vert 1, jaune 1")
        private = await alone(here, "Léa")
        await screen(here, "Léa", private, "Une seule réponse compte : jaune, la dernière.")

        hands.turn(1, "20:00")
        result = await here.sees("Karim", "Égalité entre", within=SLOWLY, but=(first.id, second.id))
        assert result.kind == "m.text", "the closing rings"
        await lea.reacts(here.room, second.id, "2️⃣")
        late = await screen(here, "Léa", private, "Ce sondage est fini")
        assert late.kind == "m.text", "she looks at another room"
        await lea.takes_back(here.room, yellow)
        await karim.reacts(here.room, second.id, "3️⃣")
        await screen(here, "Karim", await alone(here, "Karim"), "Ce sondage est fini")
        assert len(said(here, "Léa", private)) == 2, "of what she takes back afterwards nothing is said"


async def test_a_choice_that_was_corrected_keeps_its_sign(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, signs=False) as (here, _):
        karim, lea = here["Karim"], here["Léa"]
        card = await here.card(words="!sondage On mange soupe, tarte ou riz ?", signs=0)
        await karim.reacts(here.room, card.id, "➕")
        private = await alone(here, "Karim")
        for label in ("Corriger", "Tarte"):
            await picks(here, "Karim", await screen(here, "Karim", private, label), private, label)
        await screen(here, "Karim", private, "Écrivez ce choix comme il doit être.")
        await karim.says(private, "tarte aux poireaux")
        await here.becomes("Léa", card, "2️⃣ Tarte aux poireaux", SLOWLY)
        await lea.reacts(here.room, card.id, "2️⃣")
        await counts(here, card, "Soupe 0, tarte aux poireaux 1, riz 0")


async def test_twelve_choices_are_answered_on_a_private_sheet(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, signs=False) as (here, _):
        lea = here["Léa"]
        plants = ["aneth", "basilic", "cerfeuil", "estragon", "fenouil", "laurier", "marjolaine", "menthe"]
        plants += ["origan", "persil", "sauge", "thym"]
        card = await here.card(words="!sondage Que planter ?\n" + "\n".join(plants), signs=0)
        assert lines(card)[2:15] == [
            *(f"{at}. {plant.capitalize()}" for at, plant in enumerate(plants, 1)),
            "🇦 Répondre ➕ Plus",
        ]
        await lea.reacts(here.room, card.id, "🇦")
        private = await alone(here, "Léa")
        sheet = await screen(here, "Léa", private, "D'autres choix")
        _, choice = lines(sheet)[2].split(" ", 1)  # each reads them in an order of their own
        await picks(here, "Léa", sheet, private, choice)
        await screen(here, "Léa", private, f"Votre réponse : {choice.lower()}.")
        await here["Karim"].says(here.room, "12", reply_to=card.id)
        await here.becomes("Léa", card, "2 personnes ont répondu.", SLOWLY)
        shown = lines(here["Léa"].rooms[here.room].message(card.id) or card)
        assert f"{plants.index(choice.lower()) + 1}. {choice}" in " ".join(shown)
        assert any(line.startswith("12. Thym : ") for line in shown)
