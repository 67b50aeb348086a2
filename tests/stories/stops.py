"""What the stories of a stop have in common: when it is, what falls due meanwhile, what is seen of it."""

from datetime import datetime

from tests.neighbours import Neighbourhood, Seen, paris

AFTERNOON = paris("2027-03-02", "16:40")
STOPS = paris("2027-03-02", "17:00")
BACK = paris("2027-03-03", "09:12")
BIN = "/rappel sortir le bac jaune chaque mardi à 19h"
GARDEN = "/rappel arroser le potager tous les jours à 8h"
METERS = "/rappel relever les compteurs demain à 9h"
SORRY = "J'étais arrêté depuis hier à 17 h. Désolé. Voici ce que vous avez manqué."
SORRY_ALONE = "J'étais arrêté. Désolé. Voici ce que je devais vous dire."


async def for_the_group(neighbours: Neighbourhood, words: str, name: str = "Nadia") -> None:
    await neighbours[name].says(words)
    assert not (await neighbours[name].taps("Pour le groupe")).refused


async def alone(neighbours: Neighbourhood, name: str) -> list[Seen]:
    """What stands on this person's own page and on nobody else's."""
    return [seen for seen in await neighbours[name].sees() if "Personne d'autre" in seen.meta]


async def room(neighbours: Neighbourhood) -> list[Seen]:
    """What everybody can read."""
    return [seen for seen in await neighbours["Inès"].sees() if "Personne d'autre" not in seen.meta]


async def gathered(neighbours: Neighbourhood) -> list[Seen]:
    return [seen for seen in await room(neighbours) if "J'étais arrêté depuis" in seen.text]


async def stopped(neighbours: Neighbourhood, back: datetime = BACK, at: datetime = STOPS) -> None:
    await neighbours.at(at)
    await neighbours.sleeps_until(back)
