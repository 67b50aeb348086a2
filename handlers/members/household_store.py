"""What households are kept in: who lives with whom, who answers for whom, who was told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from .model import Claim, Household, Relay


class Households(Protocol):
    """The roll of a group by household, and who speaks for those who have no account."""

    async def households(self, group: int) -> Sequence[Household]:
        """Every household with somebody in it who decides, or with a label; in the order in which they came."""

    async def live_with(self, group: int, person: int, other: int) -> None:
        """The person moves into the household of the other."""

    async def live_alone(self, group: int, person: int) -> None:
        """The person gets a household of their own."""

    async def add_lot(self, group: int, label: str, parts: int | None) -> int:
        """A lot of which nobody is known yet; gives the household's id. An existing label gets the parts."""

    async def live_in(self, group: int, person: int, household: int) -> None:
        """The person belongs to this lot."""

    async def hold(self, household: int, person: int | None) -> None:
        """Who answers for the household, where one person does."""

    async def left_at(self, group: int, person: int) -> datetime | None:
        """When somebody who is no longer in the group left it; None for everybody else."""

    async def groups_of(self, person: int) -> Sequence[int]:
        """Every group that the person is in, in the order in which the groups came."""

    # Claims

    async def claim(self, group: int, claimant: int, person: int | None, name: str) -> None:
        """Kept until the other says yes or no. Twice is once."""

    async def claims(self, group: int) -> Sequence[Claim]: ...

    async def drop_claim(self, claim: int) -> None: ...

    # Relays

    async def ask_relay(self, group: int, person: int, relay: int, now: datetime, *, agreed: bool = False) -> None:
        """Somebody may answer for a person, once they agree."""

    async def agree_to_relay(self, group: int, person: int, relay: int, now: datetime) -> bool:
        """Says whether they had been asked."""

    async def drop_relay(self, group: int, person: int, relay: int) -> None: ...

    async def relays(self, group: int) -> Sequence[Relay]:
        """Of everybody in the group, agreed or only asked."""

    # Who was told of a question

    async def note_reach(
        self, topic: str, person: int, state: Literal["told", "unreachable"], by: int, now: datetime
    ) -> None: ...

    async def reaches(self, topic: str) -> dict[int, str]:
        """The state by person, of those about whom something was noted."""

    async def reached(self, person: int) -> int:
        """Of how many questions it was noted that this person was told, or could not be."""

    async def unite_households(self, kept: int, gone: int) -> None:
        """Two people turned out to be one: who answers for whom, what was claimed and what was noted of the
        second is the first's from now on, each once."""
