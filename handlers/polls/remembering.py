"""What a result becomes: kept among the decisions, or the beginning of a proposal."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.topic import Topic
from handlers.members import rules as members_rules
from handlers.members.model import Here

from .box import Box
from .model import Option, Poll
from .sentences import inside, unsettled


class Memory(Protocol):
    """Where decisions are remembered."""

    async def record(
        self,
        group: int,
        text: str,
        *,
        method: str,
        decided_at: datetime,
        author: int | None,
        source: str,
        voices: int = 0,
        answered: int = 0,
        relayed: int = 0,
    ) -> tuple[int, str]:
        """Keeps it; gives its id and its number (« D-2027-006 »)."""

    async def number_of(self, source: str) -> tuple[int, str] | None:
        """The id and the number of what came of this topic."""


class Proposing(Protocol):
    """Where something is proposed to the group."""

    async def propose(self, event: Press, here: Here, text: str) -> Answer:
        """The first screen: the text is there, the reason is asked."""


class Remembering(Box):
    """« Garder en mémoire », « En faire une proposition » (transcripts.md §2.5)."""

    memory: Memory
    proposing: Proposing
    saying: Callable[[Text, str], str]

    async def keep(self, press: Press) -> Answer:
        here, poll, option = await self._over(press)
        known = await self.memory.number_of(str(Topic("polls", poll.id)))
        if known is not None:
            raise Refused(t("It is kept already: {number}. /decisions shows it.", number=known[1]))
        _, number = await self.memory.record(
            poll.group,
            self._worded(here, poll, option),
            method="vote" if poll.hidden else "poll",
            decided_at=poll.closed_at or press.at,
            author=here.person.id,
            source=str(Topic("polls", poll.id)),
            voices=poll.voices if poll.hidden else 0,
            answered=poll.answered,
            relayed=poll.relayed,
        )
        await self.posts.refresh(Topic("polls", poll.id, "result"))
        return Answer(toast=t("Kept: {number}. /decisions shows it.", number=number), receipt=True)

    async def propose(self, press: Press) -> Answer:
        here, poll, option = await self._over(press)
        return await self.proposing.propose(press, here, self._worded(here, poll, option))

    async def _over(self, press: Press) -> tuple[Here, Poll, Option]:
        """A poll that ended with a result. Raises Refused before that, and where nothing is ahead."""
        here, poll = await self._here_and_poll(press, press.number(0), lock=True)
        members_rules.must_take_part(here)
        if poll.state != "closed" or poll.kind == "trial":
            raise Refused(t("This poll has no result yet."))
        ahead = ahead_in(poll)
        if ahead is None:
            raise Refused(t("Nothing is ahead here: first decide how it goes on."))
        return here, poll, ahead

    def _worded(self, here: Here, poll: Poll, option: Option) -> str:
        """« On peint la porte en bleu ou en vert ? Bleu. », in the language of the group."""
        answer = self.saying(t("{choice:cap}", choice=inside(option)), here.group.language)
        return self.saying(
            t("{question} {answer}.", question=verbatim(poll.question), answer=answer), here.group.language
        )


def ahead_in(poll: Poll) -> Option | None:
    """The choice that a poll came to, by itself or by lot."""
    if poll.tie == "drawn" and poll.drawn is not None:
        return poll.option(poll.drawn)
    if poll.hidden and not poll.reaches_quorum:
        return None
    leaders = poll.leaders()
    return leaders[0] if len(leaders) == 1 and not unsettled(poll) and poll.style != "signup" else None
