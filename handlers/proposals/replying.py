"""What is typed below a card, or below what somebody alone was told: the same as what is tapped there."""

from collections.abc import Awaitable, Callable

from handlers.conversation.answer import Answer
from handlers.conversation.events import Press, Said
from handlers.conversation.typed import clean
from handlers.conversation.views import data

from . import typed
from .looking import Looking
from .model import Proposal

TAPPABLE = ("", "ballot", "nudge", "turn", "alert", "solve", "talk", "parking", "time", "stands")
"""Messages below which the words of their buttons count."""


class Replying(Looking):
    """Exactly the words of an answer count, or those that say what they are; all others are neighbours talking."""

    async def replied(self, said: Said) -> Answer | None:
        """A reply to the card counts only if it is exactly one of its answers, or says of itself what it is; a
        reply to a question that the person who proposes was told is its answer."""
        if said.topic is None:
            return None
        proposal = await self._proposal(said.topic.id)
        aspect, *ids = said.topic.aspect.split(":")
        if aspect == "asked" and ids:
            _, answer = await self._reply(said, proposal.id, int(ids[0]))
            return answer
        action = typed.tap(clean(said.words))
        if action is not None and aspect in TAPPABLE:
            return await self._tap(said, proposal, action)
        if aspect not in ("", "ballot", "nudge"):
            return None
        version = int(ids[-1]) if aspect == "nudge" else 0  # an old reminder is about the text that it quotes
        return await self._typed(said, proposal, version)

    async def _tap(self, said: Said, proposal: Proposal, action: str) -> Answer:
        """The words of a button are the button."""
        taps: dict[str, Callable[[Press], Awaitable[Answer]]] = {
            "lift": self.lift,
            "soften": self.soften,
            "maintain": self.maintain,
            "later": self.later,
            "keep": self.keep_it,
            "modify": self.modify,
            "withdraw": self.withdraw,
            "talked": self.talked,
            "next": self.next_step,
            "minutes": self.more_time,
        }
        ids = [proposal.id]
        if action in ("lift", "soften", "maintain", "later"):
            here = await self.members.here(said, proposal.group)
            ids += [one.id for one in await self._standing_of(proposal, here.person.id)][:1]
        return await taps[action](Press(said.id, said.at, said.chat, said.sender, data("proposals", action, *ids)))

    async def _typed(self, said: Said, proposal: Proposal, version: int) -> Answer | None:
        meant = typed.understand(clean(said.words), proposal.state)
        match meant.what:
            case "question":
                here, proposal = await self._may_ask(said, proposal.id)
                return await self._ask(said, here, proposal, meant.words)
            case "opinion":
                here, proposal = await self._may_speak(said, proposal.id)
                return await self._opine(said, here, proposal, meant.words)
            case "nothing":
                here, proposal = await self._may_speak(said, proposal.id)
                return await self._nothing(said, here, proposal)
            case "consent" | "follow" | "talk" | "reservation":
                here, proposal = await self._asked_now(said, proposal.id, version)
                speaker = await self._speaker(here, proposal, 0)
                return await self._give(said, here, proposal, speaker, meant.what, meant.words)
            case "objection":
                return await self._begin_objection(said, proposal.id, version, 0, meant.words)
        return None
