"""A workshop from its dates to its day (transcripts.md §5): dates, answers, the choice, who comes, the reminder."""

from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris

MONDAY = paris("2027-03-01", "12:00")
ASKED = (
    "/atelier Chantier jardin : samedi 13 matin, dimanche 14 matin ou samedi 20 matin\n"
    "Il faut deux brouettes, des gants et un repas"
)


async def asked(neighbours: Neighbourhood) -> None:
    """Nadia asks, and the three dates stand in the group."""
    await neighbours["Nadia"].says(ASKED)


async def fixed(neighbours: Neighbourhood) -> None:
    """Léa and Karim said yes to Saturday, and Nadia has fixed it."""
    await asked(neighbours)
    for name in ("Léa", "Karim"):
        await neighbours[name].taps("Toutes me vont")
    await neighbours.at(paris("2027-03-05", "20:00"))
    await neighbours["Nadia"].taps("Fixer au samedi 13")


async def test_the_dates_are_asked_at_once(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        card = await neighbours["Léa"].last()
        assert card.text == (
            "📅 Chantier jardin : quand pouvez-vous venir ? "
            "Samedi 13 mars, de 9 h à midi Dimanche 14 mars, de 9 h à midi Samedi 20 mars, de 9 h à midi "
            "Réponses jusqu'à vendredi 5 mars à 20 h."
        )
        assert list(card.buttons) == ["Donner mes dates", "Toutes me vont", "Aucune ne me va", "⋯ Plus"]


async def test_each_tap_turns_an_answer_and_the_card_counts(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        lea = neighbours["Léa"]
        await lea.taps("Donner mes dates")
        await lea.taps("Samedi 13")
        await lea.taps("Dimanche 14")
        turned = await lea.taps("✅ Dimanche 14 : oui")
        assert list(turned.private.buttons)[1:] == [
            "✅ Samedi 13 : oui",
            "🤔 Dim. 14 : s'il le faut",
            "Samedi 20",
            "C'est bon",
        ]
        done = await lea.taps("C'est bon")
        assert done.toast == "Noté : oui pour samedi 13, s'il le faut dimanche 14, non pour samedi 20."
        assert "Samedi 13 mars, de 9 h à midi : 1 oui" in (await lea.last()).text
        assert "Dimanche 14 mars, de 9 h à midi : 0 oui, 1 s'il le faut" in (await lea.last()).text


async def test_typed_answers(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        ines = neighbours["Inès"]
        await ines.taps("Donner mes dates")
        answer = await ines.answers("1 oui, 2 s'il le faut, 3 non")
        assert answer.toast == "Noté : oui pour samedi 13, s'il le faut dimanche 14, non pour samedi 20."


async def test_the_organiser_alone_chooses_and_those_who_said_yes_come(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        for name in ("Léa", "Karim"):
            await neighbours[name].taps("Toutes me vont")
        await neighbours.at(paris("2027-03-05", "20:00"))
        told = await neighbours["Nadia"].last()
        assert list(told.buttons) == ["Fixer au samedi 13", "Choisir une autre date", "Redemander"]
        assert "Fixer au samedi 13" not in (await neighbours["Léa"].last()).buttons
        refused = await neighbours["Léa"].presses("workshops:fix:1:1")
        assert refused.refused
        await neighbours["Nadia"].taps("Fixer au samedi 13")
        card = await neighbours["Léa"].last()
        assert card.text == (
            "📅 C'est fixé : chantier jardin, samedi 13 mars, de 9 h à midi. "
            "J'ai inscrit les 2 personnes qui ont dit oui. Les autres, venez-vous ? "
            "Il faut aussi deux brouettes, des gants et un repas."
        )
        again = await neighbours["Nadia"].presses("workshops:fix:1:2")
        assert again.refused


async def test_the_reminder_is_the_card_come_back(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await fixed(neighbours)
        karim = neighbours["Karim"]
        await karim.taps("J'apporte quelque chose")
        await karim.taps("1 brouette")
        await neighbours.at(paris("2027-03-12", "18:00"))
        card = await karim.last()
        assert card.text == (
            "📅 Demain samedi 13 mars, de 9 h à midi : chantier jardin. 2 adultes viennent. "
            "Karim apporte 1 brouette. Il manque encore 1 brouette, des gants et un repas."
        )
        assert list(card.buttons) == ["Je viens", "Pas cette fois", "J'apporte quelque chose", "⋯ Plus"]


async def test_whoever_waits_has_the_place_that_is_given_up(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await fixed(neighbours)
        nadia, ines = neighbours["Nadia"], neighbours["Inès"]
        await nadia.presses("workshops:places:1")
        assert (await nadia.answers("2")).toast == "Noté : 2 places."
        waits = await ines.taps("Je viens")
        assert "C'est complet. Vous avez le numéro 1 sur la liste d'attente : 1 adulte." in " ".join(
            map(str, waits.private.lines)
        )
        await neighbours["Karim"].taps("Pas cette fois")
        texts = [seen.text for seen in await ines.sees()]
        assert any("Une place s'est libérée" in text for text in texts)


async def test_one_date_alone_is_fixed_at_once(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await neighbours["Léa"].says("/atelier Repas partagé : vendredi 12 à 19h")
        card = await neighbours["Karim"].last()
        assert card.text == "📅 C'est fixé : repas partagé, vendredi 12 mars à 19 h. Venez-vous ?"


async def test_a_cancellation_is_told_to_those_who_come(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await fixed(neighbours)
        await neighbours["Inès"].taps("Pas cette fois")
        assert (await neighbours["Inès"].presses("workshops:cancelyes:1")).refused
        await neighbours["Nadia"].presses("workshops:cancelyes:1")
        told = "C'est annulé : chantier jardin, samedi 13 mars, de 9 h à midi. Vous aviez dit que vous veniez."
        assert told in [seen.text for seen in await neighbours["Léa"].sees()]
        assert told not in [seen.text for seen in await neighbours["Inès"].sees()]
        assert (await neighbours["Léa"].presses("workshops:come:1")).toast == "C'est annulé."
