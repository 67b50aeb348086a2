"""What households ask of the rest of the house: which questions wait, and what follows a beginning."""

from collections.abc import Sequence
from typing import Protocol

from handlers.conversation.feature import Waiting
from handlers.conversation.text import Text
from handlers.conversation.views import View
from handlers.members.model import Group


class Questions(Protocol):
    """The open questions of every feature."""

    async def waiting(self, person: int) -> Sequence[Waiting]:
        """Those that this person has not answered, in every group they are in."""


class Ready(Protocol):
    """What is said once a neighbour has been added: that the group is ready, and how it is set."""

    def ready(self, group: Group, before: tuple[Text, ...]) -> View:
        """`before`: the sentences about the neighbour."""
