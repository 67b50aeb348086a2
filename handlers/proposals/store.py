"""What proposals are kept in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.members.electorate import Unit

from .model import Fate, Kind, Objection, Opinion, Position, Proposal, Question, Relayed, Version
from .people_store import ProposalPeople


class Proposals(ProposalPeople, Protocol):
    """Proposals with all that is said of them. Every method runs inside the caller's transaction."""

    async def add(self, proposal: Proposal, roll: Sequence[Unit]) -> int:
        """Opens a proposal (its id is ignored) with its first version and the voices as they are; gives its id."""

    async def find(self, proposal: int, *, lock: bool = False) -> Proposal | None:
        """`lock` keeps others from changing it until the transaction ends."""

    async def keep(self, proposal: Proposal) -> None:
        """Its course, as it is from now on: everything but its text, its author and its voices."""

    async def publish(self, proposal: int, text: str, now: datetime) -> int:
        """One more version; gives its number."""

    async def versions(self, proposal: int) -> Sequence[Version]: ...

    async def units(self, proposal: int) -> Sequence[Unit]:
        """The voices, each with those of its people who are in the group and decide."""

    # Questions and opinions

    async def ask(self, proposal: int, person: int, words: str, now: datetime) -> int:
        """Keeps a question; gives its number."""

    async def reply(self, question: int, answer: str) -> None: ...

    async def question(self, question: int) -> Question | None: ...

    async def questions(self, proposal: int) -> Sequence[Question]:
        """In the order in which they were asked."""

    async def say(
        self,
        proposal: int,
        person: int,
        words: str,
        now: datetime,
        *,
        named: bool = True,
        relayed: Relayed | None = None,
    ) -> None:
        """What this person thinks, instead of what they said before."""

    async def unsay(self, proposal: int, person: int) -> bool:
        """Says whether they had said anything."""

    async def opinions(self, proposal: int) -> Sequence[Opinion]:
        """In the order in which they came."""

    async def hush(self, proposal: int) -> None:
        """What people thought of it is kept no longer."""

    # Answers

    async def answer(
        self,
        proposal: Proposal,
        person: int,
        kind: Kind,
        now: datetime,
        *,
        words: str = "",
        named: bool = True,
        relayed: Relayed | None = None,
    ) -> None:
        """The answer of this person to its version, instead of the one before."""

    async def retract(self, proposal: Proposal, person: int) -> bool:
        """Says whether there was an answer to its version."""

    async def talked(self, proposal: Proposal, person: int) -> None:
        """Whoever wanted to speak of it first has been spoken with; 0: everybody who wanted to."""

    async def positions(self, proposal: Proposal) -> Sequence[Position]:
        """Those to its version, in the order in which they came."""

    # Objections

    async def object(
        self,
        proposal: Proposal,
        person: int,
        risk: str,
        remedy: str,
        now: datetime,
        *,
        named: bool,
        relayed: Relayed | None = None,
    ) -> int:
        """An objection that stands; gives its number."""

    async def objection(self, objection: int) -> Objection | None: ...

    async def objections(self, proposal: int) -> Sequence[Objection]:
        """All of them, whatever became of them, in the order in which they came."""

    async def settle(self, objection: int, state: Fate) -> None:
        """What became of it; nobody asks any more whether it be taken up, now or later."""

    async def alert(self, objection: int) -> None: ...

    async def offer(self, objection: int, *, asked: bool) -> None:
        """It is asked whether somebody takes it up, its author having left."""

    async def reveal(self, proposal: int) -> None:
        """A question has ended: everybody may read what stood against it, but for what was withdrawn."""

    async def park(self, objection: int, *, asked: bool) -> None: ...

    async def adopt(self, objection: int, person: int) -> None:
        """Somebody takes up the objection of a neighbour who has left: it is theirs."""
