"""People who come, go, and ask what is held about them."""

from collections.abc import Sequence

from handlers.conversation.events import Joined, Left
from handlers.conversation.feature import Held

from . import views
from .store import Members


class MembersHandler:
    """Keeps the list of members true to the rooms."""

    def __init__(self, members: Members) -> None:
        self.members = members

    async def joined(self, event: Joined) -> None:
        await self.members.enter(event.chat, event.sender.account, event.sender.name)

    async def left(self, event: Left) -> None:
        await self.members.leave(event.chat, event.sender.account)

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.members.about(person))

    async def forget(self, person: int) -> None:
        await self.members.forget(person)
