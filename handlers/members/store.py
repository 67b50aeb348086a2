"""What the members of a group are kept in."""

from collections.abc import Sequence
from typing import Protocol

from handlers.conversation.events import Chat

from .model import Group, Here, Person


class Members(Protocol):
    """Groups, the rooms they are in, the people and their accounts."""

    async def here(self, chat: Chat, account: str) -> Here | None:
        """The living membership of this account in the group of this chat, or None."""

    async def group_of(self, chat: Chat) -> Group | None: ...

    async def group(self, group: int) -> Group:
        """Raises LookupError for an unknown id."""

    async def chats(self, group: int) -> Sequence[Chat]:
        """Every room of the group."""

    async def roll(self, group: int) -> Sequence[Person]:
        """Those who decide, where every room of the group can list its members; else nobody."""

    async def account_of(self, platform: str, account: str) -> Person | None: ...

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        """The names by id, of those who are still known."""

    async def enter(self, chat: Chat, account: str, name: str) -> None:
        """Somebody came into the room: a resident from now on. Known accounts keep person and role."""

    async def leave(self, chat: Chat, account: str) -> None: ...

    async def about(self, person: int) -> Sequence[str]:
        """The lines that are held about a person: name, groups, roles, accounts."""

    async def forget(self, person: int) -> None:
        """The name, the accounts and the memberships go; the person's number stays, without a name."""
