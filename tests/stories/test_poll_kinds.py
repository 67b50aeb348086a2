"""Polls that are answered otherwise: several choices, yes or if need be, long lists."""

from handlers.polls.tally import shuffled
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import ids

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
DATES = "/sondage Quand fait-on le chantier ?\nSamedi 13 mars\nDimanche 14 mars\nSamedi 20 mars"
BRINGS = "/sondage Qui apporte quoi ? Gâteau (1 place), Boissons (2 places)"
MANY = "/sondage Quel nom pour le potager ?\n" + "\n".join(f"Nom {letter}" for letter in "ABCDEFGHIJKLMNOPQRST")


async def opened_as(neighbours: Neighbourhood, words: str, *labels: str) -> None:
    """Karim's poll, answered in another way."""
    await neighbours["Karim"].says(words)
    for label in ("Répondre autrement", *labels):
        got = await neighbours["Karim"].taps(label)
        assert not got.refused, got.toast


# --- several choices


async def test_several_answers_with_a_maximum(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened_as(neighbours, DOOR, "Plusieurs choix", "2 au plus")
        await neighbours["Léa"].taps("⋯ Plus")
        assert "Touchez vos choix : 2 au plus." in (await neighbours["Léa"].taps("C'est quoi ?")).private.text
        card = await neighbours["Léa"].last()
        assert card.lines[1] == (
            "Sondage de Karim, jusqu'à jeudi 4 mars à 20 h. 2 réponses au plus. Chacun voit qui a répondu quoi."
        )
        assert (await neighbours["Léa"].taps("Bleu")).toast.startswith("Noté : bleu. ")
        assert (await neighbours["Léa"].taps("Vert")).toast.startswith("Noté : bleu et vert. ")
        got = await neighbours["Léa"].taps("Jaune")
        assert got.refused
        assert got.toast == "2 réponses au plus. Retirez-en d'abord une."
        assert (await neighbours["Léa"].taps("Bleu")).toast.startswith("Noté : vert. ")
        await neighbours["Inès"].taps("Vert")
        assert (await neighbours["Sarah"].last()).lines[-1] == "Bleu 0, vert 2, jaune 0. 2 personnes ont répondu."
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1:3] == [
            "Vert est en tête. Acceptable pour 2 sur 2.",
            "Bleu 0, vert 2, jaune 0. 2 personnes ont répondu.",
        ]


async def test_taking_everything_back_is_no_answer_and_choosing_nothing_is_one(tilleuls: Opens) -> None:
    """ballots.md AP3: an empty ballot is a voter all the same; it is said, and not left over."""
    async with tilleuls() as neighbours:
        await opened_as(neighbours, DOOR, "Plusieurs choix", "Autant qu'on veut")
        assert "Plusieurs réponses possibles." in (await neighbours["Léa"].last()).text
        await neighbours["Léa"].taps("Bleu")
        got = await neighbours["Léa"].taps("Bleu")
        assert got.toast == "Votre réponse est retirée."
        assert (await neighbours["Léa"].last()).lines[-1].endswith("Chacun voit qui a répondu quoi.")
        await neighbours["Léa"].taps("⋯ Plus")
        await neighbours["Léa"].taps("Ma réponse")
        await neighbours["Léa"].taps("Je ne me prononce pas")
        assert (await neighbours["Léa"].last()).lines[-1] == (
            "Bleu 0, vert 0, jaune 0. 1 réponse sans choix. 1 personne a répondu."
        )


async def test_how_it_is_answered_is_fixed_by_the_first_answer(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        assert (await neighbours["Léa"].presses("polls:style:1:several:2")).refused, "her neighbour's poll"
        await neighbours["Léa"].taps("Bleu")
        got = await neighbours["Karim"].presses("polls:style:1:several:2")
        assert got.toast == "Des réponses sont déjà là. Supprimez le sondage et ouvrez-en un autre."
        await neighbours["Karim"].says("/vote On repeint la cage d'escalier ?")
        assert (await neighbours["Karim"].presses("polls:style:2:several:2")).refused


async def test_no_forged_number_is_a_maximum(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(DOOR)
        got = await neighbours["Karim"].presses("polls:style:1:several:99999999999999999")
        assert not got.toast.startswith("Je n'y suis pas arrivé")
        assert (await neighbours["Karim"].presses("polls:style:1:dictatorship")).refused


async def test_all_suit_me_is_no_button_of_any_other_poll(tilleuls: Opens) -> None:
    """A forged press gives nobody several voices, nor more than there is room for."""
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Karim"].says(BRINGS)
        await neighbours["Karim"].says("/vote Quelle couleur ?\nBleu\nVert\nJaune")
        for poll in (1, 2, 3):
            assert (await neighbours["Léa"].presses(f"polls:all:{poll}:2")).refused, poll
        for card in await neighbours["Inès"].sees():
            assert "répondu." not in card.text, card.lines


# --- oui, s'il le faut, non


async def test_dates_are_answered_on_a_sheet_of_ones_own(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened_as(neighbours, DATES, "Oui, s'il le faut, non")
        card = await neighbours["Léa"].last()
        assert list(card.buttons) == ["Donner mes réponses", "Toutes me vont", "Aucune ne me va", "⋯ Plus"]
        assert card.lines[2:] == ["Samedi 13 mars", "Dimanche 14 mars", "Samedi 20 mars"]
        sheet = (await neighbours["Léa"].taps("Donner mes réponses")).private
        assert list(sheet.buttons) == ["Samedi 13 mars", "Dimanche 14 mars", "Samedi 20 mars", "C'est bon"]
        await neighbours["Léa"].taps("Samedi 13 mars")
        await neighbours["Léa"].taps("❌ Dimanche 14 mars : non")
        sheet = (await neighbours["Léa"].taps("✅ Dimanche 14 mars : oui")).private
        assert list(sheet.buttons) == [
            "✅ Samedi 13 mars : oui",
            "🤔 Dim. 14 : s'il le faut",
            "❌ Samedi 20 mars : non",
            "C'est bon",
        ]
        assert sheet.lines[-1] == "Votre réponse : samedi 13 mars et dimanche 14 mars s'il le faut."
        assert (await neighbours["Léa"].taps("C'est bon")).toast == "Votre réponse est gardée."
        assert (await neighbours["Inès"].taps("Toutes me vont")).toast.startswith("Noté : toutes. ")
        assert (await neighbours["Sarah"].taps("Aucune ne me va")).toast.startswith("Noté : aucun des choix. ")
        card = await neighbours["Karim"].last()
        assert card.lines[2:] == [
            "Samedi 13 mars : 2 oui",
            "Dimanche 14 mars : 1 oui, 1 s'il le faut",
            "Samedi 20 mars : 1 oui",
            "3 personnes ont répondu.",
        ]
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours["Karim"].taps("Autre chose")
        assert (await neighbours["Karim"].taps("Qui a répondu")).private.lines[1:] == [
            "Samedi 13 mars : Inès et Léa.",
            "Dimanche 14 mars : Inès et Léa (s'il le faut).",
            "Samedi 20 mars : Inès.",
            "Aucune ne me va : Sarah.",
        ]
        await neighbours.at(paris("2027-03-04", "20:00"))
        result = await neighbours["Léa"].last()
        assert result.lines[1:6] == [
            "Ce qui va le mieux : samedi 13 mars.",
            "Samedi 13 mars : 2 oui",
            "Dimanche 14 mars : 1 oui, 1 s'il le faut",
            "Samedi 20 mars : 1 oui",
            "3 personnes ont répondu.",
        ]
        alternative = result.pictures[0][1].replace("\u00a0", " ")
        assert alternative == "Graphique : Samedi 13 mars 2, Dimanche 14 mars 1, Samedi 20 mars 1."


async def test_nothing_answered_is_said_so(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened_as(neighbours, DATES, "Oui, s'il le faut, non")
        await neighbours["Léa"].taps("Donner mes réponses")
        assert (await neighbours["Léa"].taps("C'est bon")).toast == "Vous n'avez pas encore répondu."
        assert (await neighbours["Léa"].presses("polls:turn:1:999:0")).refused


# --- twenty choices


async def test_twenty_choices_have_a_sheet_in_pages_in_each_ones_order(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(MANY)
        card = await neighbours["Léa"].last()
        assert list(card.buttons) == ["Répondre", "⋯ Plus"]
        assert len([line for line in card.lines if line.startswith("Nom ")]) == 20
        known = await ids(neighbours)
        orders: dict[str, list[str]] = {}
        for name in ("Léa", "Inès"):
            sheet = (await neighbours[name].taps("Répondre")).private
            orders[name] = []
            for _ in range(4):
                shown = [label for label in sheet.buttons if label.startswith("Nom ")]
                assert len(shown) <= 6
                assert list(sheet.buttons)[len(shown) :] == ["D'autres choix", "C'est bon"]
                orders[name] += shown
                sheet = (await neighbours[name].taps("D'autres choix")).private
            assert next(iter(sheet.buttons)) == orders[name][0], "and round again"
            options = [int(data.split(":")[3]) for data in sheet.buttons.values() if ":turn:" in data]
            assert options == shuffled(range(1, 21), 1, known[name])[:6]
        assert sorted(orders["Léa"]) == sorted(orders["Inès"])
        assert len(set(orders["Léa"])) == 20
        assert orders["Léa"] != orders["Inès"]
        second = orders["Léa"][6]
        await neighbours["Léa"].taps("Répondre")
        await neighbours["Léa"].taps("D'autres choix")
        sheet = (await neighbours["Léa"].taps(second)).private
        assert f"✅ {second}" in sheet.buttons, "she stays on her page"
        assert f"{second} : 1" in (await neighbours["Karim"].last()).lines
        got = await neighbours["Karim"].says("Nom A", reply_to=(await neighbours["Karim"].last()).id)
        assert got.toast.startswith("Noté : Nom A.")


# --- neighbours add choices


async def test_neighbours_add_choices(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        assert "Ajouter un choix" not in (await neighbours["Léa"].taps("⋯ Plus")).private.buttons
        assert (await neighbours["Léa"].presses("polls:add:1")).refused
        await neighbours["Karim"].says("/menu")
        await neighbours["Karim"].presses("polls:tune:1")
        await neighbours["Karim"].taps("Accepter d'autres choix")
        await neighbours["Léa"].taps("⋯ Plus")
        await neighbours["Léa"].taps("Ajouter un choix")
        assert (await neighbours["Léa"].answers("bleu")).toast == "Ce choix est déjà là."
        assert (await neighbours["Léa"].answers("rouge")).toast == "Ajouté : rouge."
        assert list((await neighbours["Inès"].last()).buttons) == ["Bleu", "Vert", "Jaune", "Rouge", "⋯ Plus"]
        for number in range(4):
            await neighbours["Léa"].presses("polls:add:1")
            await neighbours["Léa"].answers(f"gris {number}")
        await neighbours["Léa"].presses("polls:add:1")
        got = await neighbours["Léa"].answers("blanc")
        assert got.toast == "Vous avez ajouté 5 choix. Laissez de la place aux autres."
        assert len((await neighbours["Inès"].last()).buttons) == 9
