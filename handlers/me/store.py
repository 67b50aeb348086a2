"""What « moi » knows of the house: what other features say of a person, and how two people become one."""

from collections.abc import Sequence
from typing import Protocol

from handlers.conversation.feature import MenuEntry


class House(Protocol):
    """All features at once, as they declare themselves."""

    def mine(self) -> Sequence[MenuEntry]:
        """What each feature offers about the person alone, in the order of the house."""

    async def unite(self, kept: int, gone: int) -> None:
        """Two people turned out to be one: what is kept of the second is the first's from now on."""
