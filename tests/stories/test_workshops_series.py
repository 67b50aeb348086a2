"""« Un jeudi sur deux »: one card for the next date, single dates moved or cancelled, another rhythm, the end."""

from tests.conftest import Opens
from tests.neighbours import Neighbour, Neighbourhood, paris

MONDAY = paris("2027-03-01", "12:00")
ASKED = "/atelier Café bricolage : un jeudi sur deux de 18h30 à 20h\nIl faut des gants"
BACK = "Cette carte est plus bas."


async def begun(neighbours: Neighbourhood) -> Neighbour:
    """Karim begins it; its dates: 4 and 18 March, 1 April, and so on."""
    karim = neighbours["Karim"]
    await karim.says(ASKED)
    return karim


async def opens(neighbour: Neighbour, *path: str) -> None:
    """From the card through « ⋯ Plus » to one of its dates."""
    for label in ("⋯ Plus", "Les prochaines dates", *path):
        await neighbour.taps(label)


async def texts(neighbour: Neighbour) -> list[str]:
    return [seen.text for seen in await neighbour.sees()]


async def test_one_card_says_the_next_date_and_two_more(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await begun(neighbours)
        card = await neighbours["Léa"].last()
        assert card.text == (
            "📅 Café bricolage : jeudi 4 mars, de 18 h 30 à 20 h. Ensuite : jeudi 18 mars et jeudi 1er avril. "
            "Venez-vous ? Il faut aussi des gants."
        )
        await neighbours["Léa"].taps("Je viens")
        answer = await neighbours["Léa"].answers("2 adultes et 3 enfants")
        assert answer.private.lines == ["C'est noté, vous venez : 2 adultes et 3 enfants."]


async def test_the_card_comes_back_on_the_day_before_and_goes_on_to_the_next_date(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await begun(neighbours)
        await neighbours["Léa"].taps("Je viens")
        before = len(await neighbours["Inès"].sees())
        await neighbours.at(paris("2027-03-03", "18:00"))
        assert (await neighbours["Inès"].last()).text == (
            "📅 Demain jeudi 4 mars, de 18 h 30 à 20 h : café bricolage. 1 adulte vient. Il faut aussi des gants."
        )
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await neighbours["Inès"].last()).text.startswith(
            "📅 Café bricolage : jeudi 18 mars, de 18 h 30 à 20 h. "
            "Ensuite : jeudi 1er avril et jeudi 15 avril. Venez-vous ?"
        )
        await neighbours.at(paris("2027-03-17", "18:00"))
        seen = await texts(neighbours["Inès"])
        assert len(seen) == before + 2, "one message for each date"
        assert seen[-1].startswith("📅 Demain jeudi 18 mars")
        assert seen[-3:-1] == [BACK, BACK]


async def test_one_date_is_moved_alone_and_those_who_come_are_told(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        await opens(neighbours["Léa"], "Jeudi 18 mars")
        await neighbours["Léa"].taps("Je viens")
        await opens(karim, "Jeudi 18 mars", "⋯ Plus", "Changer", "Une autre date")
        moved = await karim.answers("vendredi 19 à 18h30")
        assert moved.toast == (
            "C'est maintenant vendredi 19 mars, de 18 h 30 à 20 h. Je préviens les personnes qui viennent."
        )
        assert (
            "La date change : café bricolage, vendredi 19 mars, de 18 h 30 à 20 h. "
            "C'était prévu jeudi 18 mars. Cela vous va toujours ?"
        ) in await texts(neighbours["Léa"])
        assert not any("vendredi 19" in text and "toujours" in text for text in await texts(neighbours["Inès"]))
        assert "Ensuite : vendredi 19 mars et jeudi 1er avril." in (await neighbours["Inès"].last()).text
        await neighbours.at(paris("2027-03-17", "18:00"))
        assert not (await neighbours["Inès"].last()).text.startswith("📅 Demain"), "not on the old day"
        await neighbours.at(paris("2027-03-18", "18:00"))
        assert (await neighbours["Inès"].last()).text.startswith("📅 Demain vendredi 19 mars")


async def test_one_date_is_cancelled_alone_and_can_be_kept_after_all(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        await neighbours["Léa"].taps("Je viens")
        assert (await neighbours["Léa"].presses("workshops:cancelyes:1")).refused
        for label in ("⋯ Plus", "Changer", "Annuler", "Oui, annuler"):
            await karim.taps(label)
        card = await neighbours["Inès"].last()
        assert card.text == (
            "📅 Café bricolage : jeudi 18 mars, de 18 h 30 à 20 h. C'est annulé : jeudi 4 mars. "
            "Ensuite : jeudi 1er avril et jeudi 15 avril. Venez-vous ? Il faut aussi des gants."
        )
        told = "C'est annulé : café bricolage, jeudi 4 mars, de 18 h 30 à 20 h. Vous aviez dit que vous veniez."
        assert told in await texts(neighbours["Léa"])
        assert told not in await texts(neighbours["Inès"])
        await karim.taps("Finalement, on le garde")
        kept = "C'est maintenu, finalement : café bricolage, jeudi 4 mars, de 18 h 30 à 20 h."
        assert kept in await texts(neighbours["Léa"])
        assert (await neighbours["Inès"].last()).text.startswith("📅 Café bricolage : jeudi 4 mars")
        again = await karim.presses("workshops:revive:1")
        assert again.toast == "C'est maintenu : rien n'a changé."
        await neighbours.at(paris("2027-03-03", "18:00"))
        assert (await neighbours["Inès"].last()).text.startswith("📅 Demain jeudi 4 mars")


async def test_with_another_rhythm_nobody_is_reminded_of_an_old_date(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        await neighbours["Léa"].taps("Je viens")
        assert (await neighbours["Léa"].presses("workshops:rhythm:1")).refused
        await opens(karim, "Un autre rythme")
        unread = await karim.answers("quand il fait beau")
        assert unread.toast == "Je n'y lis pas de rythme. Par exemple : un jeudi sur deux à 18 h 30."
        changed = await karim.answers("le troisième mardi du mois à 19h")
        assert changed.private.lines == [
            "Désormais : le troisième mardi du mois à 19 h, à partir du 16 mars. "
            "La prochaine fois : mardi 16 mars à 19 h. Le groupe est prévenu."
        ]
        assert any(
            "C'est annulé : café bricolage, jeudi 4 mars" in text for text in await texts(neighbours["Léa"])
        )
        many = len(await neighbours["Inès"].sees())
        await neighbours.at(paris("2027-03-15", "17:59"))
        assert len(await neighbours["Inès"].sees()) == many, "nothing on the day before 4 March"
        await neighbours.at(paris("2027-03-15", "18:00"))
        assert (await neighbours["Inès"].last()).text.startswith("📅 Demain mardi 16 mars à 19 h")
        await neighbours.at(paris("2027-04-19", "17:59"))
        assert len(await neighbours["Inès"].sees()) == many + 1, "nor before 18 March, 1 April, 15 April"


async def test_stopped_it_says_so_and_rings_no_more(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        await opens(neighbours["Léa"], "Jeudi 18 mars")
        await neighbours["Léa"].taps("Je viens")
        await opens(karim, "Tout arrêter")
        await karim.taps("Oui, tout arrêter")
        stopped = "📅 Café bricolage s'arrête : il n'y a plus de date prévue."
        assert (await neighbours["Inès"].last()).text == stopped
        assert any(
            "C'est annulé : café bricolage, jeudi 18 mars" in text for text in await texts(neighbours["Léa"])
        )
        assert (await karim.presses("workshops:stopyes:1")).refused
        await neighbours.at(paris("2027-04-30", "18:00"))
        assert (await neighbours["Inès"].last()).text == stopped


async def test_a_rhythm_that_ends_ends(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await neighbours["Karim"].says("/atelier Yoga : tous les mardis à 19h, 2 fois")
        assert "Ensuite : mardi 9 mars." in (await neighbours["Léa"].last()).text
        await neighbours.at(paris("2027-03-02", "21:00"))
        assert "Yoga : mardi 9 mars à 19 h. Venez-vous ?" in (await neighbours["Léa"].last()).text
        await neighbours.at(paris("2027-03-09", "21:00"))
        assert (await neighbours["Léa"].last()).text == "📅 C'était mardi 9 mars à 19 h : yoga."


async def test_what_is_needed_and_its_title_change_for_all_dates_ahead(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = await begun(neighbours)
        for label, words in (("Ce qu'il faut", "du thé"), ("Un autre titre", "Réparons ensemble")):
            await karim.taps("⋯ Plus")
            await karim.taps("Changer")
            await karim.taps(label)
            await karim.answers(words)
        await neighbours.at(paris("2027-03-04", "20:00"))
        text = (await neighbours["Léa"].last()).text
        assert text.startswith("📅 Réparons ensemble : jeudi 18 mars")
        assert text.endswith("Il faut aussi du thé.")
