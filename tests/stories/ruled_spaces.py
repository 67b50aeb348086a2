"""What the stories of spaces and their rules have in common: a space, and the way to a button."""

from tests.neighbours import Got, Neighbourhood


async def space(neighbours: Neighbourhood, name: str = "chambre d'amis", slot: str = "À la nuit") -> Got:
    """Nadia adds a space."""
    await neighbours["Nadia"].says("/espaces")
    await neighbours["Nadia"].taps("Ajouter un espace")
    await neighbours["Nadia"].answers(name)
    return await neighbours["Nadia"].taps(slot)


async def path(neighbours: Neighbourhood, name: str, *labels: str) -> Got:
    """« /espaces », and then one button after the other."""
    got = await neighbours[name].says("/espaces")
    for label in labels:
        got = await neighbours[name].taps(label)
        assert not got.refused, f"{label}: {got.toast}"
    return got


async def facilitation(neighbours: Neighbourhood) -> Got:
    return await path(neighbours, "Nadia", "Réglages", "Poser nous-mêmes")


async def books(neighbours: Neighbourhood, name: str, words: str) -> Got:
    got = await neighbours[name].says(f"/reserver {words}")
    if "Réserver" in got.private.buttons:
        got = await neighbours[name].taps("Réserver")
    return got
