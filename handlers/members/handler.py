"""People who come, go, and ask what is held about them; rooms into which Palabre is brought."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Answer
from handlers.conversation.events import Dismissed, Invited, Joined, Left, Moved, Press
from handlers.conversation.feature import Held
from handlers.conversation.text import t

from . import rules, views
from .desk import MembersDesk
from .model import Hosting
from .store import Members


class MembersHandler:
    """Keeps the list of members, and that of rooms, true to the rooms."""

    def __init__(self, members: Members, hosting: Hosting) -> None:
        self.members = members
        self.hosting = hosting

    async def joined(self, event: Joined) -> None:
        await self.members.enter(event.chat, event.sender.account, event.sender.name)

    async def left(self, event: Left) -> None:
        await self.members.leave(event.chat, event.sender.account)

    async def invited(self, event: Invited) -> None:
        """A room whose group is not known yet gets a new one, where the host has allowed it."""
        if await self.members.group_of(event.chat) is not None:
            await self.members.stand(event.chat, administrator=event.administrator)
        elif rules.may_bring_in(event, self.hosting):
            await MembersDesk(self.members).found(
                event.chat,
                event.title,
                event.sender.account,
                event.sender.name,
                administrator=event.administrator,
                hosting=self.hosting,
                now=event.at,
                in_the_open=event.in_the_open,
            )

    async def dismissed(self, event: Dismissed) -> None:
        if event.chat.private:
            await self.members.close_private(event.chat)
        else:
            await self.members.withdraw(event.chat)

    async def moved(self, event: Moved) -> None:
        await self.members.move(event.chat, event.to)

    async def groups(self, press: Press) -> Answer:
        """The groups of which one can speak in the private conversation."""
        known = await MembersDesk(self.members).memberships(press)
        return Answer(view=views.which_group([here.group for here in known], press.number(0)))

    async def about(self, press: Press) -> Answer:
        here = await MembersDesk(self.members).here(press, press.number(0))
        return Answer(toast=t("Now it is about « {group} ». Write /menu.", group=here.group.name))

    async def annexed(self, kept: int, gone: int) -> None:
        await self.members.annex(kept, gone)

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.members.about(person))

    async def forget(self, person: int) -> None:
        await self.members.forget(person)

    async def united(self, kept: int, gone: int) -> None:
        await self.members.unite(kept, gone)

    async def purge(self, now: datetime) -> int:
        return await self.members.purge(now)
