"""What the stories of shared spaces have in common: a space with rules, what is written beside it, who is told."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.bookings.charter import NEW, Rules
from handlers.bookings.model import Booking, Slot
from handlers.members.model import SchoolZone
from storage.bookings import StoredBookings
from storage.members import StoredMembers
from tests.neighbours import Neighbourhood
from tests.stories.homes import GROUP, is_told, number_of

HALL, GUEST_ROOM = 1, 2
"""Of those that `shares_both` makes."""
CODE = "Boîte à clés : 4821."


async def shares(
    neighbours: Neighbourhood,
    name: str,
    slot: Slot = "hours",
    rules: Rules = NEW,
    *,
    info: str = "",
    contact: str = "",
    units: int = 1,
) -> int:
    """The group shares this; gives its number."""
    person = await number_of(neighbours, contact) if contact else None
    async with neighbours.program.database.writing() as tx:
        spaces = StoredBookings(tx)
        number = await spaces.add_space(GROUP, name, slot, units, neighbours.now)
        await spaces.set_rules(number, rules, neighbours.now, None, "")
        await spaces.set_info(number, info)
        await spaces.set_contact(number, person)
    return number


async def shares_both(neighbours: Neighbourhood, school: SchoolZone = "B") -> None:
    """The group shares its common room and its guest room, without a rule; its school holidays are of that zone."""
    await shares(neighbours, "Salle commune")
    await shares(neighbours, "Chambre d'amis", "nights")
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        await members.settle(replace(await members.group(GROUP), school=school))


async def rules_are(neighbours: Neighbourhood, space: int, rules: Rules) -> None:
    async with neighbours.program.database.writing() as tx:
        await StoredBookings(tx).set_rules(space, rules, neighbours.now, None, "")


async def books(neighbours: Neighbourhood, name: str, words: str) -> str:
    """« /reserver … », and « Réserver »: the first line of what is said then."""
    got = await neighbours[name].says(f"/reserver {words}")
    assert "Réserver" in got.private.buttons, (got.toast, got.private.lines)
    return (await neighbours[name].taps("Réserver")).private.lines[0]


async def announces(neighbours: Neighbourhood, name: str, words: str, title: str) -> list[str]:
    """An event of the group, as it is read back."""
    await neighbours[name].says(f"/reserver {words}")
    await neighbours[name].taps("C'est pour le groupe")
    return list((await neighbours[name].answers(title)).private.lines)


async def booking(neighbours: Neighbourhood, number: int) -> Booking:
    async with neighbours.program.database.reading() as tx:
        found = await StoredBookings(tx).find(number)
    assert found is not None
    return found


async def made(neighbours: Neighbourhood, series: int = 1) -> Sequence[Booking]:
    """Every booking of a series."""
    async with neighbours.program.database.reading() as tx:
        return await StoredBookings(tx).of_series(series)


async def told(neighbours: Neighbourhood, name: str) -> str:
    """The newest of what this person alone was told."""
    return ([""] + await is_told(neighbours, name))[-1]
