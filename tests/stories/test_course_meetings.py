"""The meetings of a course are a workshop that comes back: another phase moves it, a break stops it for a while."""

from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.test_course_phases import goes_on, texts

BEGINS = paris("2026-03-02", "12:00")
CHANGES = paris("2026-04-03", "10:00")
MEETS = "/atelier Rencontre : un jeudi sur deux de 18h30 à 20h"
CARD = "📅 Rencontre : jeudi 16 avril, de 18 h 30 à 20 h. Ensuite : jeudi 30 avril et jeudi 14 mai."


async def changes(neighbours: Neighbourhood, rhythm: str) -> None:
    """Léa comes on 16 April; on 3 April Nadia goes on to the works, at this rhythm."""
    await neighbours["Karim"].says(MEETS)
    await neighbours.at(CHANGES)
    assert (await neighbours["Inès"].last()).text.startswith(CARD)
    await neighbours["Léa"].taps("Je viens")
    await goes_on(neighbours)
    await neighbours["Nadia"].taps("Rencontre")
    await neighbours["Nadia"].taps(rhythm)
    await neighbours["Nadia"].taps("Envoyer au groupe")


async def test_the_meetings_move_and_nobody_is_reminded_of_an_old_date(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await changes(neighbours, "Tous les 2 mois")
        said = "🧭 Nous passons en phase Chantier. Prochaine rencontre : jeudi 4 juin à 18 h 30."
        assert (await neighbours["Inès"].last()).text == said
        told = "C'est annulé : rencontre, jeudi 16 avril, de 18 h 30 à 20 h. Vous aviez dit que vous veniez."
        assert told in await texts(neighbours)
        assert told not in await texts(neighbours, "Inès")
        moved = "📅 Rencontre : jeudi 4 juin, de 18 h 30 à 20 h. Ensuite : jeudi 6 août."
        assert any(text.startswith(moved) for text in await texts(neighbours, "Inès"))
        many = len(await texts(neighbours, "Inès"))
        await neighbours.at(paris("2026-06-03", "17:59"))
        assert len(await texts(neighbours, "Inès")) == many, "nothing before 16 and 30 April, 14 and 28 May"
        await neighbours.at(paris("2026-06-03", "18:00"))
        assert (await neighbours["Inès"].last()).text.startswith("📅 Demain jeudi 4 juin")


async def test_a_break_and_back(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await changes(neighbours, "Pause")
        assert not any(text.startswith("📅 Rencontre :") for text in await texts(neighbours, "Inès"))
        many = len(await texts(neighbours, "Inès"))
        await neighbours.at(paris("2026-04-20", "12:00"))
        assert len(await texts(neighbours, "Inès")) == many, "nothing during the break"
        await goes_on(neighbours, "Vie")
        await neighbours["Nadia"].taps("Chaque mois")
        await neighbours["Nadia"].taps("Envoyer au groupe")
        last = (await neighbours["Inès"].last()).text
        assert last == "🧭 Nous passons en phase Vie. Prochaine rencontre : jeudi 21 mai à 18 h 30."
        assert any(
            text.startswith("📅 Rencontre : jeudi 21 mai, de 18 h 30 à 20 h. Ensuite : jeudi 18 juin")
            for text in await texts(neighbours, "Inès")
        )


async def test_a_change_undone_puts_the_old_dates_back(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await changes(neighbours, "Tous les 2 mois")
        await neighbours["Nadia"].taps("Annuler")
        assert any(text.startswith(CARD) for text in await texts(neighbours, "Inès"))
        await neighbours.at(paris("2026-04-15", "18:00"))
        assert (await neighbours["Inès"].last()).text.startswith("📅 Demain jeudi 16 avril")
