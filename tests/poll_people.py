"""People whom the stories about polls need beside those of « Les Tilleuls », and what they have agreed on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.members.model import Role
from storage.members import StoredMembers
from tests.neighbours import Neighbour, Neighbourhood

GROUP = 1


async def ids(neighbours: Neighbourhood) -> dict[str, int]:
    """The numbers of the people who are in the group, by name."""
    async with neighbours.program.database.reading() as tx:
        people = await StoredMembers(tx, neighbours.now).people(GROUP)
    return {person.name: person.id for person, _ in people}


async def arrives(neighbours: Neighbourhood, name: str, role: Role = "resident", *, account: bool = True) -> int:
    """Somebody is of the group from now on; without an account they have no page."""
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        person = await members.add_person(name)
        await members.add_member(GROUP, person.id, role)
        if account:
            await members.add_account(person.id, "salon", str(person.id))
    if account:
        neighbours.invite(name)
    return person.id


async def gets_a_page(neighbours: Neighbourhood, name: str) -> Neighbour:
    """Somebody who was only spoken of has a phone now."""
    person = (await ids(neighbours))[name]
    async with neighbours.program.database.writing() as tx:
        await StoredMembers(tx, neighbours.now).add_account(person, "salon", str(person))
    neighbours.invite(name)
    return neighbours[name]


async def leaves(neighbours: Neighbourhood, name: str) -> None:
    async with neighbours.program.database.writing() as tx:
        await StoredMembers(tx, neighbours.now).remove_member(GROUP, (await ids(neighbours))[name])


async def relay_for(neighbours: Neighbourhood, name: str, relay: str) -> None:
    """The relay gives this person's answers, and both have agreed."""
    known = await ids(neighbours)
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        await members.ask_relay(GROUP, known[name], known[relay], neighbours.now, agreed=True)


async def together(neighbours: Neighbourhood, *names: str, held_by: str = "", **rules: Any) -> None:
    """These people are one household; `rules` are those of the group for its next votes."""
    known = await ids(neighbours)
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        for name in names[1:]:
            await members.live_with(GROUP, known[name], known[names[0]])
        if held_by:
            member = await members.member(GROUP, known[held_by])
            assert member is not None
            await members.hold(member.household, known[held_by])
        await members.settle(replace(await members.group(GROUP), **rules))


async def rows(neighbours: Neighbourhood, sql: str) -> Sequence[dict[str, Any]]:
    """What is kept, as it is kept."""
    async with neighbours.program.database.reading() as tx:
        return [dict(row) for row in await tx.rows(sql)]


async def kept_anywhere(neighbours: Neighbourhood, *words: str) -> list[str]:
    """The tables in which all of these words stand in one row."""
    found = []
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for table in [row["name"] for row in await rows(neighbours, names)]:
        for row in await rows(neighbours, f"SELECT * FROM {table}"):
            if all(word in repr(row) for word in words):
                found.append(table)
    return found
