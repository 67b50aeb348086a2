"""Everybody's personal links to a salon's room, over the database: bot.platforms.salon.store.Links."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.platforms.salon.incoming import PLATFORM
from bot.platforms.salon.store import Closed, Link, Neighbour, Resident
from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat
from handlers.conversation.text import t
from handlers.members.model import Person
from handlers.members.rules import elsewhere
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.salon import StoredSalon


class StoredLinks:
    """Each method is one transaction, in which it is also checked who asks, and about whom."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def neighbours(self, who: Resident) -> Sequence[Neighbour]:
        async with self._database.reading() as tx:
            people = await self._group_run_by(who, tx)
            links = await StoredSalon(tx).living_links(who.room)
            return [Neighbour(person.id, person.name, links.get(person.id, 0)) for person in people.values()]

    async def make(self, who: Resident, person: int, event: str) -> Link | None:
        async def once(tx: Transaction) -> Link | None:
            invited = _found(await self._group_run_by(who, tx), person)
            await self._let_in(invited, StoredMembers(tx, self._now()))
            asked_by = f"{who.person}:{event}"
            secret = await StoredSalon(tx).make_link_once(who.room, invited.id, self._now(), asked_by)
            return None if secret is None else Link(invited.name, secret)

        return await self._database.write(once)

    async def close(self, who: Resident, person: int, but: str) -> Closed:
        async def once(tx: Transaction) -> Closed:
            found = _found(await self._group_run_by(who, tx), person)
            ended = await StoredSalon(tx).revoke_links(who.room, found.id, self._now(), but=but)
            return Closed(found.name, ended)

        return await self._database.write(once)

    async def _group_run_by(self, who: Resident, tx: Transaction) -> dict[int, Person]:
        """Everybody in the group of the room where `who` is, by id. Raises Refused where they do not run it."""
        members = StoredMembers(tx, self._now())
        group = await members.group_of(Chat(PLATFORM, who.room))
        people = [] if group is None else await members.people(group.id)
        if not any(person.id == who.person and role != "resident" for person, role in people):
            raise Refused(t("Only those who run the group see this page."))
        return {person.id: person for person, _ in people}

    async def _let_in(self, invited: Person, members: StoredMembers) -> None:
        """Who has no account of the salon gets one: a link leads to an account."""
        account = str(invited.id)
        owner = await members.account_of(PLATFORM, account)
        if owner is None:
            await members.add_account(invited.id, PLATFORM, account)
        elif owner.id != invited.id:
            raise elsewhere()  # never a door into somebody else's name


def _found(people: dict[int, Person], person: int) -> Person:
    """Somebody of this group. Raises Refused for anybody else, whatever number a form carries."""
    if person not in people:
        raise elsewhere()
    return people[person]
