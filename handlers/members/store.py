"""What the members of a group are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.conversation.events import Chat

from .household_store import Households
from .model import Group, Here, Member, Person, Role
from .trace_store import Traces


class Members(Households, Traces, Protocol):
    """Groups, the rooms they are in, the people and their accounts."""

    async def here(self, chat: Chat, account: str) -> Here | None:
        """The living membership of this account in the group of this chat, or None."""

    async def enrol(self, chat: Chat, account: str, name: str) -> Here | None:
        """Where a room cannot list its members, whoever acts in it is one of them from now on. None where
        the room lists them, or has no group."""

    async def memberships(self, platform: str, account: str) -> Sequence[Here]:
        """Every living membership of this account, in the order in which the groups came."""

    async def spoken_of(self, person: int) -> int | None:
        """The group that the person's private conversation is about, where one was chosen."""

    async def speak_of(self, person: int, group: int) -> None:
        """From now on the person's private conversation is about this group."""

    async def open_private(self, chat: Chat, account: str) -> None:
        """The person has a private conversation there: what waited for their next act is said in it."""

    async def close_private(self, chat: Chat) -> None:
        """The person no longer takes messages there: what is new for them waits for their next act."""

    async def reachable(self, group: int, person: int) -> bool:
        """Whether something can be said to this person alone, without waiting for their next act."""

    async def group_of(self, chat: Chat) -> Group | None: ...

    async def group(self, group: int) -> Group:
        """Raises LookupError for an unknown id."""

    async def settle(self, group: Group) -> None:
        """Keeps the name, kind, language, zone, night and rules of a group."""

    async def chats(self, group: int) -> Sequence[Chat]:
        """Every room of the group in which Palabre still is."""

    async def administers(self, group: int) -> bool:
        """Whether Palabre is an administrator in one of the group's rooms, and so gets every message there."""

    async def hears_all(self, group: int) -> bool:
        """Whether one of the group's rooms is in the open: Palabre is handed everything that is said there,
        and everybody sees what is tapped."""

    async def in_the_open(self, group: int) -> Sequence[int]:
        """The people of the group who have a door to it only where everybody sees what is tapped: what must
        stay secret can be asked of them in a private conversation alone."""

    async def accounts_in(self, chat: Chat) -> Sequence[str]:
        """The accounts on that platform of those who are in the group of this room, in order."""

    async def discarded(self, group: int, since: datetime) -> int:
        """How many messages of the group's rooms were handed over since, and thrown away unread."""

    async def greet(self, group: int, person: int) -> None:
        """The person has said hello to the group; twice is once."""

    async def greeted(self, group: int) -> int:
        """How many of those who are in the group have said hello."""

    async def roll(self, group: int) -> Sequence[Person]:
        """Those who decide, where every room of the group can list its members; else nobody."""

    async def members(self, group: int) -> Sequence[Member]:
        """Everybody in the group, those who said hello first, then in the order in which they came."""

    async def member(self, group: int, person: int) -> Member | None:
        """The same for one person."""

    async def account_of(self, platform: str, account: str) -> Person | None: ...

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        """The names by id, of those who are still known."""

    async def enter(self, chat: Chat, account: str, name: str) -> None:
        """Somebody came into the room: a resident from now on. Known accounts keep person and role."""

    async def leave(self, chat: Chat, account: str) -> None:
        """Somebody left the room; who has another door to the same group stays in the group."""

    async def add_person(self, name: str) -> Person:
        """Somebody who has no account yet."""

    async def add_member(self, group: int, person: int, role: Role) -> None:
        """In the group from now on, in a household of their own; who comes back keeps role and household."""

    async def remove_member(self, group: int, person: int) -> None:
        """Somebody is no longer of the group, whatever doors they have."""

    async def give_role(self, group: int, person: int, role: Role, ends_at: datetime | None = None) -> None:
        """`ends_at` for a facilitator."""

    async def be_away(self, group: int, person: int, begins: datetime | None, ends: datetime | None) -> None:
        """Away between two instants; both None: back again."""

    async def nudge(self, group: int, person: int, before: datetime) -> bool:
        """Notes a reminder to this person alone; False where the last one came after `before`."""

    async def language_of(self, person: int) -> str | None:
        """The language of somebody's private lines, where they chose one."""

    async def speak(self, person: int, language: str | None) -> None:
        """From now on private lines to this person are in this language; None: in that of the group."""

    async def add_group(self, group: Group) -> int:
        """Keeps a new group (its id is ignored) and gives its id."""

    async def add_chat(self, group: int, chat: Chat, *, lists_members: bool, in_the_open: bool = False) -> None:
        """The group is in this room from now on."""

    async def stand(self, chat: Chat, *, administrator: bool) -> None:
        """Palabre is in this room, with this rank."""

    async def withdraw(self, chat: Chat) -> None:
        """Palabre is no longer in this room."""

    async def awaited(self, chat: Chat) -> bool:
        """Whether the host has been asked if Palabre may stay in this room, and has not answered."""

    async def annex(self, kept: int, gone: int) -> None:
        """The rooms and the people of the second group are the first's from now on. Who is in both keeps the
        role of the first; a facilitator of the second who was a resident there becomes one. A school zone that
        the second alone has noted is the first's, where both live by the same clock."""

    async def move(self, chat: Chat, to: Chat) -> None:
        """The room has another id from now on; what arrives under the old one still reaches it."""
