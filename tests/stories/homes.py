"""What the stories of households have in common: the kind of the group, its roles, those who arrive."""

from collections.abc import Sequence
from dataclasses import replace

from bot.platforms.salon.slugs import slug_of
from handlers.members.model import Kind, Member, Role
from storage.members import StoredMembers
from tests.neighbours import ROOM, Got, Neighbour, Neighbourhood

GROUP = 1
HELLO = "households:hello"


async def becomes(neighbours: Neighbourhood, kind: Kind) -> None:
    """The group is of this kind from now on."""
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        await members.settle(replace(await members.group(GROUP), kind=kind))


async def members_of(neighbours: Neighbourhood) -> Sequence[Member]:
    async with neighbours.program.database.reading() as tx:
        return await StoredMembers(tx, neighbours.now).members(GROUP)


async def number_of(neighbours: Neighbourhood, name: str) -> int:
    """The id of somebody who is in the group."""
    return next(m.person.id for m in await members_of(neighbours) if m.person.name == name)


async def gets(neighbours: Neighbourhood, name: str, role: Role) -> None:
    """Somebody has another role from now on."""
    person = await number_of(neighbours, name)
    async with neighbours.program.database.writing() as tx:
        await StoredMembers(tx, neighbours.now).give_role(GROUP, person, role)


async def arrives(neighbours: Neighbourhood, name: str) -> Neighbour:
    """Somebody new is in the room."""
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        person = await members.add_person(name)
        await members.add_account(person.id, "salon", str(person.id))
        await members.add_member(GROUP, person.id, "resident")
    neighbours.invite(name)
    neighbours[name].base = f"{neighbours.program.address}/{ROOM}/{slug_of(name)}"
    return neighbours[name]


async def hello(neighbours: Neighbourhood, name: str) -> Got:
    """« Dire bonjour », as on the welcome card."""
    return await neighbours[name].presses(HELLO)


async def homes(neighbours: Neighbourhood, name: str = "Léa") -> list[str]:
    """The lines of /foyers, as this person sees them."""
    return list((await neighbours[name].says("/foyers")).private.lines)


async def is_told(neighbours: Neighbourhood, name: str) -> list[str]:
    """What stands on this person's own page and on nobody else's."""
    return [
        seen.text
        for seen in await neighbours[name].sees()
        if "Personne d'autre ne voit ceci." in seen.meta and seen.text != "Message effacé."
    ]
