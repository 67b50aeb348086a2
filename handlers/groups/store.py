"""What the group feature keeps, and what it asks of the house."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic

from .model import Invitation, Named


class Groups(Protocol):
    """Invitations that wait for the host, and what people were told about their roles."""

    async def invite(self, invitation: Invitation, now: datetime) -> int:
        """Keeps it (its id is ignored) and gives its id; one for each room: the newer takes the older's place."""

    async def invitation(self, id: int) -> Invitation | None: ...

    async def invitation_in(self, chat: Chat) -> Invitation | None: ...

    async def drop_invitation(self, id: int) -> bool:
        """Says whether it was there: of two answers at once, one counts."""

    async def move_invitation(self, chat: Chat, to: Chat) -> None:
        """The room has another id from now on."""

    async def invited_by(self, person: int) -> Sequence[str]:
        """The names of the rooms into which this person would bring Palabre."""

    async def groups_of(self, person: int) -> Sequence[int]:
        """The groups in which this person is."""

    async def named(self, group: int, person: int) -> Sequence[Named]:
        """What was told to this person about roles that others gave them, newest first."""

    async def told(self) -> Sequence[Topic]:
        """Every subject of this feature about which somebody was told something."""

    async def forget(self, person: int) -> None:
        """The invitations that came from this person's accounts go."""

    async def purge(self, before: datetime) -> int:
        """Deletes invitations that came before; says how many."""


class EveryFeature(Protocol):
    """The house, when two groups become one."""

    async def annex(self, kept: int, gone: int) -> None:
        """The rooms, the people and the subjects of the second group are the first's from now on."""
