"""Households keep what they promise, on both databases."""

from datetime import timedelta

from storage.database import Database, Transaction
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import Settled, settle

LATER = TUESDAY_NOON + timedelta(days=1)


async def test_when_somebody_left(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, LATER)
        assert await members.left_at(here.group, here.lea) is None
        await members.remove_member(here.group, here.lea)
        assert await members.left_at(here.group, here.lea) == LATER
        assert await members.left_at(here.group, 10**6) is None
        assert await members.groups_of(here.lea) == []
        assert await members.groups_of(here.karim) == [here.group]


async def test_two_who_are_one_have_everything_once(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        odette, twin = await members.add_person("Odette"), await members.add_person("Léa (Matrix)")
        for person in (odette, twin):
            await members.add_member(here.group, person.id, "resident")
        await _everything_twice(members, here, odette.id, twin.id)
        await members.unite_households(here.lea, twin.id)
        relays = [(one.person.id, one.relay.id, one.agreed) for one in await members.relays(here.group)]
        assert sorted(relays) == [(here.lea, here.karim, True), (odette.id, here.lea, True)]
        claims = [(c.claimant.id, c.person, c.name) for c in await members.claims(here.group)]
        assert sorted(claims, key=str) == sorted(
            [(here.lea, here.karim, "Karim"), (here.ines, here.lea, "Léa"), (here.lea, None, "Zoé")], key=str
        )
        assert await members.reaches("polls:1") == {here.lea: "told", odette.id: "told"}
        assert await members.reached(here.lea) == 1
        assert await _numbers_of(tx, twin.id) == 0
        (home,) = [home for home in await members.households(here.group) if home.holder is not None]
        assert home.holder == here.lea


async def _everything_twice(members: StoredMembers, here: Settled, odette: int, twin: int) -> None:
    now = TUESDAY_NOON
    await members.ask_relay(here.group, odette, here.lea, now)
    await members.ask_relay(here.group, odette, twin, now, agreed=True)
    await members.ask_relay(here.group, here.lea, here.karim, now, agreed=True)
    await members.ask_relay(here.group, twin, here.karim, now)
    await members.ask_relay(here.group, here.lea, twin, now, agreed=True)
    for claimant in (here.lea, twin):
        await members.claim(here.group, claimant, here.karim, "Karim")
        await members.claim(here.group, claimant, None, "Zoé")
        await members.claim(here.group, here.ines, claimant, "Léa")
    await members.claim(here.group, here.lea, twin, "Léa (Matrix)")
    await members.note_reach("polls:1", here.lea, "told", here.nadia, now)
    await members.note_reach("polls:1", twin, "unreachable", here.nadia, now)
    await members.note_reach("polls:1", odette, "told", twin, now)
    member = await members.member(here.group, here.lea)
    assert member is not None
    await members.hold(member.household, twin)


async def _numbers_of(tx: Transaction, person: int) -> int:
    """In how many rows about households this person still stands."""
    found = 0
    for table, column in (
        ("relays", "person"),
        ("relays", "relay"),
        ("household_claims", "claimant"),
        ("household_claims", "person"),
        ("reaches", "person"),
        ("reaches", "noted_by"),
        ("households", "holder"),
    ):
        found += len(await tx.rows(f"SELECT 1 FROM {table} WHERE {column} = :id", id=person))
    return found


async def test_who_is_forgotten_is_in_no_claim_however_it_was_written(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        await members.claim(here.group, here.karim, None, "ines dupont")
        await members.claim(here.group, here.karim, None, "Zoé")
        await members.forget(here.ines)
        assert [claim.name for claim in await members.claims(here.group)] == ["Zoé"]
