"""What polls are kept in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from handlers.members.electorate import Unit

from .ballot_store import Ballots
from .model import Choice, Correction, Option, Poll, Style
from .tally import Tally


class Polls(Ballots, Protocol):
    """Polls, their choices, ballots and rolls. Every method runs inside the caller's transaction."""

    async def add(self, poll: Poll, choices: Sequence[Choice], roll: Sequence[Unit]) -> int:
        """Opens a poll (its id and options are ignored) with the roll as it is now; gives its id."""

    async def find(self, poll: int, *, lock: bool = False) -> Poll | None:
        """`lock` keeps others from changing it until the transaction ends."""

    async def open_trial(self, group: int) -> int | None:
        """The trial poll that is open in this group."""

    async def opened_since(self, group: int, person: int, since: datetime) -> tuple[int, int]:
        """How many polls this person, and the whole group, have opened since; trials are not counted."""

    async def tune(self, poll: int, style: Style, most: int, *, grows: bool) -> None:
        """How it may be answered, before anybody has."""

    async def add_option(self, poll: int, choice: Choice, by: int) -> int:
        """One more choice, last on the card; gives its id."""

    async def added_by(self, poll: int, person: int) -> int:
        """How many choices this person has added."""

    async def reword_option(self, option: int, words: str) -> None: ...

    async def reword(self, poll: int, question: str) -> None: ...

    async def correct(self, poll: int, person: int, was: str, now_is: str, now: datetime) -> int:
        """Keeps what a correction has changed; gives its number."""

    async def correction(self, id: int) -> Correction | None: ...

    async def move(self, poll: int, closing_at: datetime) -> None:
        """The poll really closes then; its promised deadline stays."""

    async def extend(self, poll: int, ends_at: datetime) -> None:
        """A later deadline, promised by hand: from now on the poll closes then and not before."""

    async def prolong(self, poll: int, ends_at: datetime) -> None:
        """A later deadline for want of answers: once. It still closes early when all have answered."""

    async def remind(self, poll: int, now: datetime) -> None: ...

    async def close(self, poll: int, now: datetime) -> None: ...

    async def seal(self, poll: int, tally: Tally) -> None:
        """Keeps what a hidden vote came to, and who has answered; every ballot goes, with what was said."""

    async def wipe(self, poll: int) -> None:
        """Of a trial: the numbers stay until the next purge, and who said what goes at once."""

    async def settle_tie(self, poll: int, how: str, drawn: int | None = None) -> None: ...

    async def withdraw(self, poll: int, now: datetime) -> None: ...

    async def restore(self, poll: int) -> None: ...

    async def open_of(self, group: int, begins: datetime, ends: datetime) -> Sequence[Poll]:
        """The group's open polls whose deadline lies between the two instants."""

    async def closed_late(self, group: int, since: datetime, until: datetime) -> Sequence[Poll]:
        """Those whose deadline lay between the two instants, and that were closed only after them."""

    async def unanswered_by(self, person: int, now: datetime) -> Sequence[tuple[int, int, str]]:
        """(poll, group, question) of every open poll that waits for this person's answer: those of their
        groups; of votes, those in whose roll they are and whose voice nobody of theirs has given."""

    async def opened_by(self, person: int) -> Sequence[str]:
        """The questions that the person asked; '' for a trial."""

    async def answers_of(self, person: int) -> Sequence[tuple[str, Option | None]]:
        """(question, choice) for every ballot of the person, once for each choice; '' for a trial, None for a
        blank one."""

    async def forget(self, person: int) -> Sequence[int]:
        """Ballots of polls that are over are detached from the person and stay counted; those of open
        polls are taken out; the person's name goes from the questions that quoted it. Gives the polls
        whose cards now say something else."""

    async def unite(self, kept: int, gone: int) -> Mapping[int, bool]:
        """Two people are one: of two ballots in one poll the later stands, and a unit that was theirs alone
        is theirs once. Gives the open polls that changed, and whether one of two ballots went."""

    async def annex(self, kept: int, gone: int) -> None:
        """The polls of a group are another's from now on."""

    async def purge(self, before: datetime, trials_before: datetime | None = None) -> int:
        """Turns the ballots of polls closed before this instant into counts, and deletes withdrawn polls, and
        trials that ended before the second (where it is given)."""
