"""What the stories of minutes have in common: the work day of transcripts.md §5, until it is over."""

from datetime import datetime

from tests.neighbours import Got, Neighbourhood, paris
from tests.stories.homes import arrives

MONDAY = paris("2027-03-01", "12:00")
OVER = paris("2027-03-13", "12:30")
THREE_LINES = "Haie taillée. Composteur cassé, M. Roux s'en occupe avant le 20. Prochain chantier en avril."
ASKED = (
    "Le chantier est fini ? Trois lignes suffisent pour en garder une trace. Écrivez-les. "
    "Une photo de vos notes ? Envoyez-la au groupe, puis répondez-lui par /note."
)
CARD = (
    "📝 Chantier jardin, samedi 13 mars : haie taillée. Prochain chantier en avril. {task} "
    "Merci aux 4 adultes et aux 3 enfants."
)
TO_DO = "À faire : réparer le composteur avant samedi 20 mars."
DOES = "M. Roux répare le composteur avant samedi 20 mars."


async def work_day(neighbours: Neighbourhood, until: datetime = OVER) -> None:
    """Nadia has asked for dates and fixed one; Léa, M. Roux and Karim, with three children, have come. It is over."""
    await arrives(neighbours, "M. Roux")
    nadia = neighbours["Nadia"]
    await nadia.says("/atelier Chantier jardin : samedi 13 matin, dimanche 14 matin ou samedi 20 matin")
    for name in ("Léa", "Karim", "M. Roux"):
        await neighbours[name].taps("Toutes me vont")
    await neighbours.at(paris("2027-03-05", "20:00"))
    await nadia.taps("Fixer au samedi 13")
    await neighbours["Karim"].presses("workshops:with:1:0:2:3")
    await neighbours.at(until)


async def published(neighbours: Neighbourhood, words: str = THREE_LINES) -> Got:
    """Nadia has written, and published."""
    await work_day(neighbours)
    await neighbours["Nadia"].answers(words)
    return await neighbours["Nadia"].taps("Publier")


async def texts(neighbours: Neighbourhood, name: str) -> list[str]:
    return [seen.text for seen in await neighbours[name].sees()]
