"""What the house asks of the group feature: two accounts of one person, what is held, what is past its time."""

from datetime import UTC, timedelta
from typing import cast

from bot.assembly import BY_NAME
from bot.ground import Ground
from handlers.conversation.events import Chat
from handlers.groups.handler import GroupsHandler
from handlers.groups.model import Invitation
from handlers.groups.rules import INVITATION_KEPT, WARNED, term
from storage.alarms import StoredAlarms
from storage.codes import StoredCodes
from storage.database import Database, Transaction
from storage.groups import StoredGroups
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import settle

MONTH = timedelta(days=31)


def handler(tx: Transaction) -> GroupsHandler:
    return cast(GroupsHandler, BY_NAME["groups"].make(Ground(tx, TUESDAY_NOON)))


async def test_of_two_people_who_are_one_the_earlier_term_rings_and_looks_again(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        end = (TUESDAY_NOON + MONTH).astimezone(UTC)  # the clocks change in between
        await members.give_role(here.group, here.lea, "facilitator", end)
        await StoredCodes(tx).give("room", here.lea, here.group, TUESDAY_NOON)
        await handler(tx).united(here.karim, here.lea)
        due = await StoredAlarms(tx).due(end)
        assert [(alarm.topic, alarm.name, alarm.due_at) for alarm in due] == [
            (term(here.group, here.karim), "ending", end - WARNED),
            (term(here.group, here.karim), "ended", end),
        ]
        assert list(await tx.rows("SELECT 1 FROM codes")) == [], "a code is given to one person"
        await handler(tx).united(here.ines, here.nadia)
        assert len(await StoredAlarms(tx).due(TUESDAY_NOON + 4 * MONTH)) == 2, "no term, no alarm"


async def test_whoever_asked_for_palabre_sees_it_and_takes_it_back(database: Database) -> None:
    async with database.writing() as tx:
        here, members, groups = await settle(tx), StoredMembers(tx, TUESDAY_NOON), StoredGroups(tx)
        await members.add_account(here.lea, "elsewhere", "4711")
        asked = Invitation(0, Chat("elsewhere", "-7"), "Jardin partagé", False, "4711", "Léa")
        await groups.invite(asked, TUESDAY_NOON)
        await StoredCodes(tx).may_try(here.lea, TUESDAY_NOON)
        (held,) = await handler(tx).held_about(here.lea)
        assert held.lines[0].args == {"words": "Jardin partagé"}
        assert await handler(tx).held_about(here.karim) == []
        await handler(tx).forget(here.lea)
        assert await groups.invitation_in(asked.chat) is None
        assert list(await tx.rows("SELECT 1 FROM code_tries")) == []


async def test_what_is_past_its_time_goes(database: Database) -> None:
    async with database.writing() as tx:
        here, groups = await settle(tx), StoredGroups(tx)
        await groups.invite(Invitation(0, Chat("elsewhere", "-7"), "Jardin", False, "", ""), TUESDAY_NOON)
        await StoredCodes(tx).give("room", here.lea, here.group, TUESDAY_NOON)
        assert await handler(tx).purge(TUESDAY_NOON) == 0
        assert await handler(tx).purge(TUESDAY_NOON + timedelta(minutes=10)) == 1
        assert await handler(tx).purge(TUESDAY_NOON + INVITATION_KEPT + timedelta(seconds=1)) == 1
