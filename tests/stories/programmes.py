"""What the stories of a programme have in common: M1 (domain/methods.md) begun, what everybody sees, what one does."""

from datetime import datetime

from tests.neighbours import Neighbour, Neighbourhood, Seen, paris, read

DAY = "2027-03-02"
MEETING = "/deroule Réunion\n18h30 Accueil, 10 min\nTour de table, 20 min\nDîner partagé, 60 min\nBilan, 15 min"


def at(clock: str) -> datetime:
    return paris(DAY, clock)


async def begun(neighbours: Neighbourhood) -> Neighbour:
    """Nadia has begun the first day of Module 7.3 at 9:15."""
    nadia = neighbours["Nadia"]
    await nadia.says("/deroule")
    await nadia.taps("Module 7.3")
    await nadia.taps("Garder")
    await neighbours.at(at("09:15"))
    assert (await nadia.taps("Démarrer J1")).toast == "C'est parti. Fin à 17 h."
    return nadia


async def met(neighbours: Neighbourhood, name: str = "Léa") -> Neighbour:
    """Somebody has written and begun a meeting at 18:30."""
    person = neighbours[name]
    await person.says(MEETING)
    await person.taps("Garder")
    await neighbours.at(at("18:30"))
    await person.taps("Démarrer")
    return person


async def taps(neighbour: Neighbour, label: str) -> str:
    """Touches a button of the room, or of what stands for them alone; gives all that is answered."""
    neighbour.screen = read("")
    got = await neighbour.taps(label)
    return " ".join([got.toast, *got.private.lines]).strip()


async def alone(neighbours: Neighbourhood, name: str = "Nadia") -> list[Seen]:
    """What stands on this person's own page and on nobody else's."""
    found = [seen for seen in await neighbours[name].sees() if "Personne d'autre" in seen.meta]
    return [seen for seen in found if seen.text != "Message effacé."]


async def room(neighbours: Neighbourhood) -> list[Seen]:
    """What Palabre says to everybody."""
    return [seen for seen in await neighbours["Inès"].sees() if "Palabre" in seen.meta]


async def card(neighbours: Neighbourhood) -> str:
    """The card; it is the only message of Palabre in the room."""
    (only,) = await room(neighbours)
    return only.text
