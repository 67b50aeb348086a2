"""The part of the store that is about one person: what waits for them, what is held about them, how it goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class ProposalPeople(Protocol):
    """What proposals know of people."""

    async def opened_since(self, group: int, person: int, since: datetime) -> tuple[int, int]:
        """How many proposals this person, and the whole group, have opened since."""

    async def under_way(self, group: int, person: int | None = None) -> Sequence[int]:
        """The proposals of the group that are under way; with `person`, those in whose roll they are, or that
        are theirs."""

    async def unanswered_by(self, person: int, now: datetime) -> Sequence[tuple[int, int, str]]:
        """(proposal, group, text) of every one that waits for this person: whose voice has said nothing in a
        round that asks it to, or who must choose what becomes of their own."""

    async def ending(self, group: int, begins: datetime, ends: datetime) -> Sequence[tuple[int, datetime, str]]:
        """(proposal, end of its round, text) of those whose round ends between the two instants."""

    async def proposed_by(self, person: int) -> Sequence[str]:
        """The texts that the person proposed, as they stand."""

    async def said_by(self, person: int) -> Sequence[tuple[str, str, str]]:
        """(what: question, opinion, objection, or a kind of answer; the text it is about; the words)."""

    async def forget(self, person: int) -> Sequence[int]:
        """What they said of proposals under way goes, but for an objection, which stays without a name until
        somebody takes it up or not; of those that are over their words stay, and are nobody's. Gives the
        proposals whose cards now say something else."""

    async def unite(self, kept: int, gone: int) -> Sequence[int]:
        """Two people are one: of two answers the later stands, a voice that was theirs alone is theirs once.
        Gives the proposals under way that changed."""

    async def annex(self, kept: int, gone: int) -> None:
        """The proposals of a group are another's from now on."""

    async def purge(self, before: datetime) -> int:
        """Of what was over before this instant, who said what goes."""
