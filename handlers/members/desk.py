"""The desk that answers « who is this, and where? » for every other feature."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat, FromPerson
from handlers.conversation.quiet import Night, next_allowed
from handlers.conversation.text import t

from . import rules, views
from .model import FACILITATES, Group, Here, Hosting, Person
from .store import Members

TITLE_LENGTH = 100
"""Characters of a group's name that are kept."""


class MembersDesk:
    """The rules of membership over its store, as other features use them."""

    def __init__(self, members: Members) -> None:
        self.store = members

    async def here(self, event: FromPerson, group: int | None = None) -> Here:
        """Who acts, and in which group: that of the room; in a private conversation `group`, which what is
        touched belongs to, or else the one that is spoken of there.

        Raises Refused for strangers, for those who left, and for what belongs to another group than the room.
        """
        if event.chat.private:
            return await self._in_private(event, group)
        rank, account = event.sender.standing.rank, event.sender.account
        here = None if rank == "left" else await self.store.here(event.chat, account)
        if here is None and rank in ("member", "administrator"):
            here = await self.store.enrol(event.chat, account, event.sender.name)
        if here is None:
            of = await self.store.group_of(event.chat)
            if of is None and await self.store.awaited(event.chat):
                raise rules.awaited()
            raise rules.unchecked() if of is not None and rank == "unknown" else rules.stranger(of)
        if group not in (None, here.group.id):
            raise rules.elsewhere()
        return here

    async def _in_private(self, event: FromPerson, group: int | None) -> Here:
        known = await self.memberships(event)
        if len(known) == 1 and group is None:
            return known[0]
        spoken_of = await self.store.spoken_of(known[0].person.id)
        here = next((one for one in known if one.group.id == (spoken_of if group is None else group)), None)
        if here is None and group is None:
            raise Refused(t("Which group is it about?"), views.which_group([one.group for one in known], 0))
        if here is None:
            raise rules.elsewhere()
        if here.group.id != spoken_of:
            await self.store.speak_of(here.person.id, here.group.id)
        return here

    async def memberships(self, event: FromPerson) -> Sequence[Here]:
        """Every group that the person who acts is in. Raises Refused where there is none."""
        known = await self.store.memberships(event.chat.platform, event.sender.account)
        if not known:
            raise rules.nowhere(event.sender.account)
        return known

    async def found(
        self,
        chat: Chat,
        title: str,
        account: str,
        name: str,
        *,
        administrator: bool,
        hosting: Hosting,
        now: datetime,
        in_the_open: bool = False,
    ) -> int:
        """A new group for a room, named as the room is; gives its id. Whoever brought Palabre there runs it
        for three months; `account` is empty where nobody in particular did. `administrator`: of Palabre.
        A room `in_the_open` lists its members."""
        called = title.strip()[:TITLE_LENGTH] or name
        group = await self.store.add_group(
            Group(0, called, hosting.zone, hosting.language, Night(), school=hosting.school)
        )
        await self.store.add_chat(group, chat, lists_members=in_the_open, in_the_open=in_the_open)
        await self.store.stand(chat, administrator=administrator)
        if account:
            await self.store.enter(chat, account, name)
            founder = await self.store.account_of(chat.platform, account)
            if founder is not None:
                await self.store.give_role(group, founder.id, "facilitator", now + FACILITATES)
        return group

    async def rooms(self, group: int, said_in: Chat) -> Sequence[Chat]:
        """Every room of the group; that in which something was said with the thread in which it was said."""
        return [said_in if chat == said_in else chat for chat in await self.store.chats(group)]

    async def running(self, group: int) -> list[int]:
        """Those who facilitate or accompany the group."""
        members = await self.store.members(group)
        return [one.person.id for one in members if one.role in ("facilitator", "accompaniment")]

    async def speaks_for(self, here: Here) -> Sequence[Person]:
        """The people whose answers this person may give, in their words: of those who asked for it and are
        still in the group; for those who run the group, also everybody who has no account."""
        relays = await self.store.relays(here.group.id)
        spoken = [relay.person for relay in relays if relay.agreed and relay.relay.id == here.person.id]
        if here.runs:
            spoken += [member.person for member in await self.store.members(here.group.id) if not member.reached]
        return [person for person in dict.fromkeys(spoken) if person.id != here.person.id]


def appears_at(group: Group, now: datetime) -> datetime | None:
    """When a new message held back by the night will appear, on the group's clock; None if at once."""
    local = group.local(now)
    allowed = next_allowed(local, group.night)
    return None if allowed == local else allowed


def unknown() -> Refused:
    """For a button whose record is gone."""
    return Refused(t("This is no longer here."))
