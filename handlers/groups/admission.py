"""Palabre is brought into a room by somebody who does not host it: the host says whether it stays."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Chat, Dismissed, Invited, Moved, Press
from handlers.conversation.stores import Posts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Hosting

from . import rules, views
from .model import Invitation
from .naming import Naming
from .store import Groups

HOST = "operator"
"""The audience of what the host alone sees, in their private conversation."""


class Admission:
    """Asks the host; makes the group once they have said yes."""

    def __init__(
        self, groups: Groups, members: MembersDesk, posts: Posts, naming: Naming, hosting: Hosting
    ) -> None:
        self.groups = groups
        self.members = members
        self.posts = posts
        self.naming = naming
        self.hosting = hosting

    async def invited(self, event: Invited) -> Answer | None:
        """The members feature has made a group where it was allowed to: else the host is asked, aloud."""
        group = await self.members.store.group_of(event.chat)
        waiting = await self.groups.invitation_in(event.chat)
        if group is None:
            return await self._ask(event, waiting)
        if waiting is not None:
            await self._settle(waiting)
            await self._welcome(group.id, event.chat)  # it was in the room already, and had said nothing
        if waiting is not None or not event.already_in:
            await self.naming.watch(group.id, event.at)
        return None

    async def _ask(self, event: Invited, waiting: Invitation | None) -> Answer | None:
        """Raises Refused where the settings do not tell how the host could be asked."""
        host = rules.host_account(self.hosting, event.chat.platform, event.sender.account)
        if host is None:
            raise Refused(t("Hello. The person who hosts me must bring me into this group themselves."))
        account, name, title = event.sender.account, event.sender.name, event.title.strip()
        if event.already_in and waiting is not None:  # its rank there has changed, and nothing else
            account, name = waiting.account, waiting.name
        asked = Invitation(0, event.chat, title or name, event.administrator, account, name, event.in_the_open)
        topic = Topic("groups", await self.groups.invite(asked, event.at), "admission")
        await self.posts.put(topic, [Chat(event.chat.platform, host, private=True)], rings=True, audience=HOST)
        if event.already_in and waiting is not None:
            return None
        return Answer(toast=t("Hello. I ask the person who hosts me whether I may stay."))

    async def dismissed(self, event: Dismissed) -> None:
        waiting = await self.groups.invitation_in(event.chat)
        if waiting is not None:
            await self._settle(waiting)

    async def moved(self, event: Moved) -> None:
        await self.groups.move_invitation(event.chat, event.to)

    async def admit(self, press: Press) -> Answer:
        """The host says yes: the group is made as if they had brought Palabre in, and it says hello."""
        waiting = await self._answered(press)
        if await self.members.store.group_of(waiting.chat) is None:
            group = await self.members.found(
                waiting.chat,
                waiting.title,
                waiting.account,
                waiting.name,
                administrator=waiting.administrator,
                hosting=self.hosting,
                now=press.at,
                in_the_open=waiting.in_the_open,
            )
            await self.naming.watch(group, press.at)
            await self._welcome(group, waiting.chat)
        return Answer(view=views.answered(waiting, admitted=True))

    async def _welcome(self, group: int, chat: Chat) -> None:
        await self.posts.put(Topic("help", group, "welcome"), [chat], at_night=True)

    async def refuse(self, press: Press) -> Answer:
        """The host says no: Palabre says nothing more in that room."""
        waiting = await self._answered(press)
        return Answer(view=views.answered(waiting, admitted=False))

    async def _answered(self, press: Press) -> Invitation:
        """What waited for the host, and waits no longer. Raises Refused for anybody else, and for what has
        been answered before."""
        if not members_rules.is_host(press, self.hosting.operator):
            raise Refused(t("Only the person who hosts me can say that."))
        waiting = await self.groups.invitation(press.number(0))
        if waiting is None or not await self._settle(waiting):
            raise unknown()
        return waiting

    async def _settle(self, waiting: Invitation) -> bool:
        """The room waits no longer; False where it did not any more."""
        await self.posts.refresh(Topic("groups", waiting.id, "admission"))
        return await self.groups.drop_invitation(waiting.id)
