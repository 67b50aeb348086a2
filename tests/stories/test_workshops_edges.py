"""Workshops where time or people come between: begun already, on the day after another, full, in the evening."""

from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.test_workshops import MONDAY, asked
from tests.stories.test_workshops_series import begun, opens, texts


async def test_what_has_begun_goes_on_whatever_the_rhythm_becomes(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        await neighbours["Léa"].taps("Je viens")
        await neighbours.at(paris("2027-03-04", "19:00"))
        await opens(karim, "Un autre rythme")
        await karim.answers("tous les mardis à 19h")
        assert not any("annulé" in text for text in await texts(neighbours["Léa"]))
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await neighbours["Léa"].last()).text.startswith("📅 Café bricolage : mardi 9 mars à 19 h.")


async def test_stopped_while_it_goes_on(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        await neighbours["Léa"].taps("Je viens")
        for day in ("Jeudi 18 mars", "Jeudi 1er avril"):
            await opens(neighbours["Léa"], day)
            await neighbours["Léa"].taps("Je viens")
        await neighbours.at(paris("2027-03-04", "19:00"))
        await opens(karim, "Tout arrêter")
        await karim.taps("Oui, tout arrêter")
        told = [text for text in await texts(neighbours["Léa"]) if text.startswith("C'est annulé")]
        assert [text.split(",")[1] for text in told] == [" jeudi 18 mars"], "once, and not of what goes on"


async def test_a_rhythm_that_ends_later_goes_on(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        await opens(karim, "Un autre rythme")
        await karim.answers("un jeudi sur deux de 18h30 à 21h")
        assert "jeudi 4 mars, de 18 h 30 à 21 h" in (await neighbours["Léa"].last()).text
        await neighbours.at(paris("2027-03-04", "20:59"))
        assert "jeudi 4 mars" in (await neighbours["Léa"].last()).text
        await neighbours.at(paris("2027-03-04", "21:00"))
        assert (await neighbours["Léa"].last()).text.startswith("📅 Café bricolage : jeudi 18 mars")


async def test_who_comes_on_the_day_after_another_is_reminded_alone(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/atelier Yoga : le mercredi et le jeudi à 20h, toutes les semaines")
        await opens(neighbours["Léa"], "Jeudi 4 mars")
        await neighbours["Léa"].taps("Je viens")
        await neighbours.at(paris("2027-03-03", "18:00"))
        assert "📅 Jeudi 4 mars à 20 h : yoga." in await texts(neighbours["Léa"])
        assert "📅 Jeudi 4 mars à 20 h : yoga." not in await texts(neighbours["Inès"])


async def test_days_without_hours_lapse_after_the_last(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await neighbours["Nadia"].says("/atelier Chantier : samedi 13 ou dimanche 14 mars")
        await neighbours["Karim"].taps("Toutes me vont")
        await neighbours.at(paris("2027-03-14", "12:00"))
        assert "Choisir une autre date" in (await neighbours["Nadia"].last()).buttons
        await neighbours.at(paris("2027-03-15", "00:01"))
        assert (await neighbours["Léa"].last()).text == "📅 Chantier : aucune date n'a été fixée."


async def test_asked_in_the_evening_it_can_be_answered_in_the_morning(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-01", "21:30")) as neighbours:
        await neighbours["Nadia"].says("/atelier Ciné : demain à 15h ou samedi à 15h")
        await neighbours.at(paris("2027-03-02", "08:00"))
        card = await neighbours["Léa"].last()
        assert card.text.startswith("📅 Ciné : quand pouvez-vous venir ?")
        assert "Toutes me vont" in card.buttons


async def test_a_date_that_is_past_is_not_the_best(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-11", "12:00")) as neighbours:
        await neighbours["Nadia"].says("/atelier Haie : samedi 13 matin ou samedi 20 matin")
        await neighbours["Karim"].taps("Toutes me vont")
        await neighbours.at(paris("2027-03-13", "20:00"))
        told = await neighbours["Nadia"].last()
        assert "Fixer au samedi 20" in told.buttons
        assert "Fixer au samedi 13" not in told.buttons


async def test_who_said_yes_and_has_no_place_is_told(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        nadia = neighbours["Nadia"]
        for name in ("Karim", "Léa"):
            await neighbours[name].taps("Toutes me vont")
        await nadia.presses("workshops:places:1")
        await nadia.answers("1")
        await nadia.presses("workshops:fix:1:1")
        assert "J'ai inscrit 1 personne qui a dit oui." in (await neighbours["Inès"].last()).text
        told = "C'est complet. Vous avez le numéro 1 sur la liste d'attente."
        assert any(told in text for text in await texts(neighbours["Léa"]))
        assert not any(told in text for text in await texts(neighbours["Karim"]))


async def test_a_date_of_a_series_that_was_dropped_can_still_take_place(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        await karim.presses("workshops:cancelyes:1")
        await opens(karim, "Un autre rythme")
        await karim.answers("tous les mardis à 19h")
        kept = await karim.presses("workshops:revive:1")
        assert kept.toast == "C'est maintenu, finalement. Je préviens les personnes qui venaient."
        assert any("jeudi 4 mars, de 18 h 30 à 20 h" in text for text in await texts(neighbours["Inès"]))


async def test_odd_numbers_and_empty_words(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await begun(neighbours)
        await neighbours["Léa"].taps("Je viens")
        refused = await neighbours["Léa"].answers("²")
        assert refused.toast == "Vous venez à combien ? Par exemple : 2 adultes et 3 enfants."
        await neighbours["Léa"].presses("workshops:bring:1")
        empty = await neighbours["Léa"].answers("J'apporte")
        assert empty.refused
        await neighbours["Léa"].answers("un gâteau")
        assert "Léa apporte un gâteau" in (await neighbours["Inès"].last()).text
