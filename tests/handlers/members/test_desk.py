"""The desk says for whom somebody may answer, on both databases."""

from handlers.conversation.events import Chat
from handlers.members.desk import MembersDesk
from handlers.members.model import Here, Hosting
from storage.database import Database, Transaction
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, settle


async def _here(members: StoredMembers, account: str) -> Here:
    found = await members.here(CHAT, account)
    assert found is not None
    return found


async def _spoken_for(tx: Transaction, account: str) -> list[str]:
    members = StoredMembers(tx, TUESDAY_NOON)
    return [person.name for person in await MembersDesk(members).speaks_for(await _here(members, account))]


async def test_who_agreed_speaks_for_somebody_while_both_are_in_the_group(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        odette = await members.add_person("Odette")
        await members.add_member(here.group, odette.id, "resident")
        assert await _spoken_for(tx, "léa") == []
        await members.ask_relay(here.group, odette.id, here.lea, TUESDAY_NOON)
        assert await _spoken_for(tx, "léa") == [], "asked, and not agreed"
        await members.agree_to_relay(here.group, odette.id, here.lea, TUESDAY_NOON)
        assert await _spoken_for(tx, "léa") == ["Odette"]
        assert await _spoken_for(tx, "karim") == []
        await members.remove_member(here.group, odette.id)
        assert await _spoken_for(tx, "léa") == []


async def test_who_runs_the_group_speaks_for_everybody_without_an_account(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        odette = await members.add_person("Odette")
        await members.add_member(here.group, odette.id, "resident")
        await members.ask_relay(here.group, odette.id, here.nadia, TUESDAY_NOON, agreed=True)
        await members.ask_relay(here.group, here.ines, here.nadia, TUESDAY_NOON, agreed=True)
        assert await _spoken_for(tx, "nadia") == ["Inès", "Odette"], "each once"
        other = await members.add_group(await members.group(here.group))
        yves = await members.add_person("Yves")
        await members.add_member(other, yves.id, "resident")
        assert await _spoken_for(tx, "nadia") == ["Inès", "Odette"], "nobody of another group"


async def test_a_new_group_begins_with_what_the_host_has_decided(database: Database) -> None:
    async with database.writing() as tx:
        members, hosting = (
            StoredMembers(tx, TUESDAY_NOON),
            Hosting(zone="Europe/Lisbon", language="en", school="B"),
        )
        number = await MembersDesk(members).found(
            Chat("here", "-1"), "Le Hameau", "7", "Zoé", administrator=False, hosting=hosting, now=TUESDAY_NOON
        )
        group = await members.group(number)
        assert (group.zone, group.language, group.school) == ("Europe/Lisbon", "en", "B")
