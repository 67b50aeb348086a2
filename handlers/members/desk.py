"""The desk that answers « who is this, and where? » for every other feature."""

from datetime import datetime

from handlers.conversation.answer import Refused
from handlers.conversation.events import FromPerson
from handlers.conversation.quiet import next_allowed
from handlers.conversation.text import t

from .model import Group, Here
from .rules import stranger
from .store import Members


class MembersDesk:
    """The rules of membership over its store, as other features use them."""

    def __init__(self, members: Members) -> None:
        self.store = members

    async def here(self, event: FromPerson) -> Here:
        """Who acts and in which group. Raises Refused for strangers and for those who left."""
        if event.sender.standing.rank == "left":
            raise stranger(await self.store.group_of(event.chat))
        here = await self.store.here(event.chat, event.sender.account)
        if here is None:
            raise stranger(await self.store.group_of(event.chat))
        return here

    async def must_stand_in(self, group: int, here: Here) -> None:
        """What belongs to another group cannot be touched from this room. Raises Refused."""
        if here.group.id != group:
            raise Refused(t("This is not of this group."))


def appears_at(group: Group, now: datetime) -> datetime | None:
    """When a new message held back by the night will appear, on the group's clock; None if at once."""
    local = group.local(now)
    allowed = next_allowed(local, group.night)
    return None if allowed == local else allowed


def unknown() -> Refused:
    """For a button whose record is gone."""
    return Refused(t("This is no longer here."))
