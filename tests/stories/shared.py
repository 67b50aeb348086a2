"""What the stories of series have in common: spaces that are there, their rules, bookings as others make them."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.bookings.charter import Rules
from handlers.bookings.model import Booking, Slot
from handlers.members.model import SchoolZone
from storage.bookings import StoredBookings
from storage.members import StoredMembers
from tests.neighbours import Neighbourhood

GROUP = 1
HALL, GUEST_ROOM = 1, 2


async def shares(neighbours: Neighbourhood, *spaces: tuple[str, Slot], school: SchoolZone = "B") -> None:
    """The group shares these; its school holidays are those of that zone."""
    async with neighbours.program.database.writing() as tx:
        members, bookings = StoredMembers(tx, neighbours.now), StoredBookings(tx)
        await members.settle(replace(await members.group(GROUP), school=school))
        for name, slot in spaces:
            await bookings.add_space(GROUP, name, slot, 1, neighbours.now)


async def rules_are(neighbours: Neighbourhood, space: int, rules: Rules) -> None:
    async with neighbours.program.database.writing() as tx:
        await StoredBookings(tx).set_rules(space, rules, neighbours.now, None, "")


async def made(neighbours: Neighbourhood, series: int = 1) -> Sequence[Booking]:
    """Every booking of a series."""
    async with neighbours.program.database.reading() as tx:
        return await StoredBookings(tx).of_series(series)


async def books(neighbours: Neighbourhood, name: str, words: str) -> None:
    """Somebody books by a sentence and a tap."""
    read = await neighbours[name].says(f"/reserver {words}")
    assert "Réserver" in read.private.buttons, read
    await neighbours[name].taps("Réserver")
