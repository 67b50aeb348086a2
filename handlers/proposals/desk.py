"""What other features ask of proposals."""

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Press, Said
from handlers.members.model import Here

from .handler import ProposalsHandler


class ProposalsDesk:
    """Another feature has words that may become a proposal."""

    def __init__(self, handler: ProposalsHandler) -> None:
        self._handler = handler

    async def propose(self, event: Command | Press | Said, here: Here, text: str) -> Answer:
        """The first screen: the text is there, the reason is asked."""
        return await self._handler.propose(event, here, text)
