"""What the stories of the next meeting have in common: its date, the topics that are brought, the list."""

from tests.neighbours import Got, Neighbourhood


async def dated(neighbours: Neighbourhood, words: str = "jeudi 11 mars à 18h30", name: str = "Léa") -> Got:
    """Somebody says when the group meets."""
    await neighbours[name].says("/odj")
    label = "Fixer la date" if "Fixer la date" in neighbours[name].screen.buttons else "Changer la date"
    await neighbours[name].taps(label)
    return await neighbours[name].answers(words)


async def brought(neighbours: Neighbourhood, *topics: str, name: str = "Inès") -> None:
    for topic in topics:
        assert not (await neighbours[name].says(f"/odj {topic}")).refused


async def listed(neighbours: Neighbourhood, name: str = "Léa") -> list[str]:
    """The lines of the list, as this person sees it."""
    return list((await neighbours[name].says("/odj")).private.lines)
