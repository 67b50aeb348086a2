"""What help knows of the house: the declarations of every feature, and what each holds about a person."""

from collections.abc import Sequence
from typing import Protocol

from handlers.conversation.feature import Held, Kept, MenuEntry, Waiting
from handlers.conversation.text import Text


class House(Protocol):
    """All features at once, as they declare themselves."""

    def commands(self) -> Sequence[tuple[str, Text]]:
        """(French word without slash, one line of help), in the order of the house."""

    def menu(self) -> Sequence[MenuEntry]: ...

    def launches(self) -> Sequence[MenuEntry]: ...

    async def waiting(self, person: int) -> Sequence[Waiting]:
        """Every open question that this person has not answered, in every group they are in."""

    def keeps(self) -> Sequence[Kept]:
        """What is kept of people: the members first, then what the house itself keeps and what features do."""

    def say(self, text: Text, language: str) -> str:
        """The words, for a file that no platform draws."""

    async def held_about(self, person: int) -> Sequence[Held]: ...

    async def forget(self, person: int) -> None: ...
