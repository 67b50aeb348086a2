"""What the register is kept in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from handlers.conversation.text import Text

from .model import Choice, Decision, Doubt, Held, Objection, Outcome, Reservation, Review, Version


class Speech(Protocol):
    """Says a text where no platform does: in a file."""

    def say(self, text: Text, language: str) -> str: ...


class Record(Protocol):
    """Something else that is found among the decisions. `words`: those in which it is looked for; `line` and
    `label` name it; `data` of the button that shows it."""

    @property
    def words(self) -> str: ...

    @property
    def line(self) -> Text: ...

    @property
    def label(self) -> Text: ...

    @property
    def data(self) -> str: ...


class Records(Protocol):
    """handlers.minutes.desk.MinutesDesk: what else a group has written down."""

    async def records(self, group: int) -> Sequence[Record]:
        """The newest first."""


class Reviews(Protocol):
    """Reviews and their answers. Every method runs inside the caller's transaction."""

    async def open_review(self, decision: int, now: datetime, ends_at: datetime) -> int:
        """Gives its id."""

    async def review(self, review: int, *, lock: bool = False) -> Review | None: ...

    async def review_of(self, decision: int) -> Review | None:
        """The one that is open."""

    async def answer(self, review: int, person: int, choice: Choice, now: datetime) -> None:
        """One answer per person: the last one counts."""

    async def take_back(self, review: int, person: int) -> None: ...

    async def answer_of(self, review: int, person: int) -> Choice | None: ...

    async def ask_again(self, review: int, ends_at: datetime) -> None: ...

    async def end_review(self, review: Review, outcome: Outcome, now: datetime) -> None:
        """Its numbers are written down."""

    async def unanswered_by(self, person: int, now: datetime) -> Sequence[tuple[Review, Decision]]:
        """Open reviews of every group in which this person decides, without an answer of theirs."""


class People(Protocol):
    """What the register knows of one person."""

    async def noted_since(self, group: int, person: int, since: datetime) -> tuple[int, int]:
        """How many were noted by hand since then: by this person, by all."""

    async def held_about(self, person: int) -> Held: ...

    async def forget(self, person: int) -> Sequence[int]:
        """Takes the person's number and name away; the words stay. Gives the decisions that are touched."""

    async def unite(self, kept: int, gone: int) -> Sequence[int]:
        """What was the second's is the first's; of two answers the later stays. Gives the decisions touched."""

    async def annex(self, kept: int, gone: int) -> Sequence[int]:
        """The second group's decisions are numbered behind those of the first; gives them."""

    async def purge(self, before: datetime) -> Sequence[int]:
        """Deletes answers to reviews that ended before, and doubts said before. Gives, for each row, the decision
        whose card may be stale."""


class Register(Reviews, People, Protocol):
    """Decisions, their texts, and what is said of them."""

    async def add(
        self, decision: Decision, versions: Sequence[tuple[str, datetime]], reservations: Sequence[Reservation]
    ) -> Decision:
        """Keeps it under the next free number of its group and year (its own id and rank are ignored)."""

    async def find(self, decision: int, *, lock: bool = False) -> Decision | None: ...

    async def keep(self, decision: Decision) -> None:
        """Writes its words, state, review and successor, which are all that ever changes."""

    async def withdraw(self, decision: int) -> None:
        """Taken back: its texts and what was said of it are gone, and its number stays given."""

    async def of_group(self, group: int) -> Sequence[Decision]:
        """All but those that were taken back, newest first."""

    async def of_source(self, source: str) -> Decision | None:
        """The newest that came of this topic."""

    async def to_review(self, group: int, begins: datetime, ends: datetime) -> Sequence[Decision]:
        """Those that hold and have a review between two instants."""

    async def versions(self, decision: int) -> Sequence[Version]: ...

    async def older_words(self, group: int) -> Mapping[int, Sequence[str]]:
        """Every text of the group's decisions, by decision."""

    async def add_version(self, decision: int, words: str, now: datetime) -> None: ...

    async def reservations(self, decision: int) -> Sequence[Reservation]: ...

    async def add_doubt(self, decision: int, person: int, words: str, now: datetime) -> int: ...

    async def doubt(self, doubt: int) -> Doubt | None: ...

    async def is_doubted(self, decision: int) -> bool:
        """Whether a doubt is open."""

    async def settle_doubts(self, decision: int, now: datetime) -> None: ...

    async def add_objection(
        self, decision: int, person: int, words: str, now: datetime, *, named: bool
    ) -> int: ...

    async def objection(self, objection: int) -> Objection | None: ...

    async def objections(self, decision: int) -> Sequence[Objection]:
        """Those that are open, oldest first."""

    async def settle_objections(self, decision: int, now: datetime) -> None: ...
