"""What the stories of turns have in common: who lives with whom, how they are set, what is seen of them."""

from collections.abc import Sequence

from storage.members import StoredMembers
from tests.neighbours import Neighbourhood, Seen, paris
from tests.stories.homes import GROUP, arrives, number_of

MONDAY = paris("2027-03-01", "12:00")
TUESDAYS = ("2027-03-02", "2027-03-09", "2027-03-16", "2027-03-23", "2027-03-30", "2027-04-06")
NAMES = ("Karim", "Sarah", "Inès", "Léa", "Nadia")
WATER = "/tour arroser le potager, chaque mercredi à 18h"


async def living_together(neighbours: Neighbourhood) -> None:
    """Karim and Sarah are one household; Odette has no account; M. Roux and Tomás have come."""
    for name in ("M. Roux", "Tomás"):
        await arrives(neighbours, name)
    karim, sarah = [await number_of(neighbours, name) for name in ("Karim", "Sarah")]
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        await members.live_with(GROUP, sarah, karim)
        odette = await members.add_person("Odette")
        await members.add_member(GROUP, odette.id, "resident")


async def agreed(neighbours: Neighbourhood, words: str, order: str = "", name: str = "Nadia") -> Seen:
    """Somebody sets turns, in this order; gives the screen that shows them."""
    await neighbours[name].says(words)
    if order:
        assert not (await neighbours[name].answers(order)).refused
    return (await neighbours[name].taps("C'est bon")).private


async def shown(neighbours: Neighbourhood, name: str, words: str = "Bac jaune") -> Seen:
    """The turns, as this person finds them in /rappels."""
    await neighbours[name].says("/rappels")
    return (await neighbours[name].taps(words)).private


async def opened(neighbours: Neighbourhood, name: str, words: str = "Bac jaune") -> list[str]:
    """Whose turns come."""
    return list((await shown(neighbours, name, words)).lines[1:])


async def in_the_room(neighbours: Neighbourhood) -> list[str]:
    """What everybody can read."""
    return [seen.text for seen in await neighbours["Nadia"].sees() if "Personne d'autre" not in seen.meta]


def whose(lines: Sequence[str]) -> list[str]:
    return [line.split(" : ")[-1] for line in lines]


async def asks(neighbours: Neighbourhood, name: str, label: str) -> str:
    """This person asks for that turn; gives the data of « D'accord », as whoever is asked finds it."""
    await shown(neighbours, name)
    await neighbours[name].taps("Échanger mon tour")
    got = await neighbours[name].taps(label)
    who = label.split(",")[0]
    assert got.private.text == f"Je demande à {who}. Sans réponse, rien ne change."
    return (await neighbours[who].last()).buttons["D'accord"]
