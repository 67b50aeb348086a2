"""What the stories of those who wait have in common: the guest room, who has it, what one person is told."""

from dataclasses import replace
from typing import Any

from handlers.bookings.charter import NEW
from storage.bookings import StoredBookings
from tests.neighbours import Got, Neighbourhood, Seen

ROOM = "chambre d'amis"


async def guest_room(neighbours: Neighbourhood, **rules: Any) -> None:
    """Nadia adds a guest room; the group gives it these rules."""
    nadia = neighbours["Nadia"]
    await nadia.says("/espaces")
    await nadia.taps("Ajouter un espace")
    await nadia.answers(ROOM)
    await nadia.taps("À la nuit")
    await ruled(neighbours, **rules)


async def ruled(neighbours: Neighbourhood, **rules: Any) -> None:
    """The only space has these rules from now on."""
    async with neighbours.program.database.writing() as tx:
        await StoredBookings(tx).set_rules(1, replace(NEW, **rules), neighbours.now, None, "")


async def books(neighbours: Neighbourhood, name: str, dates: str) -> Got:
    await neighbours[name].says(f"/reserver {ROOM} {dates}")
    return await neighbours[name].taps("Réserver")


async def waits(neighbours: Neighbourhood, name: str, dates: str) -> Got:
    """Asks for what is taken, and is put on the list."""
    await neighbours[name].says(f"/reserver {ROOM} {dates}")
    return await neighbours[name].taps("Me prévenir si libre")


async def asks(neighbours: Neighbourhood, name: str, dates: str, whom: str = "Karim") -> Got:
    await neighbours[name].says(f"/reserver {ROOM} {dates}")
    return await neighbours[name].taps(f"S'arranger avec {whom}")


async def frees(neighbours: Neighbourhood, name: str) -> Got:
    """The first of their bookings is freed."""
    await neighbours[name].says("/moi")
    mine = await neighbours[name].taps("Mes réservations")
    await neighbours[name].presses(next(iter(mine.private.buttons.values())))
    return await neighbours[name].taps("Libérer la chambre")


async def told(neighbours: Neighbourhood, name: str) -> list[Seen]:
    """What stands for this person alone."""
    return [
        seen
        for seen in await neighbours[name].sees()
        if "Personne d'autre ne voit ceci." in seen.meta and seen.text != "Message effacé."
    ]


async def words(neighbours: Neighbourhood, name: str) -> list[str]:
    return [seen.text for seen in await told(neighbours, name)]


async def planned(neighbours: Neighbourhood) -> list[str]:
    """Every booking that lives: who has it, from when to when."""
    async with neighbours.program.database.reading() as tx:
        rows = await tx.rows(
            "SELECT p.name, b.starts, b.ends FROM bookings b LEFT JOIN people p ON p.id = b.person "
            "WHERE b.state IN ('asked', 'confirmed') ORDER BY b.starts_at"
        )
        held = await tx.rows("SELECT booking, wait FROM occupied WHERE kind = 'hold' ORDER BY id")
    return [f"{row['name']} {row['starts'][8:10]}-{row['ends'][8:10]}" for row in rows] + ["held" for _ in held]
