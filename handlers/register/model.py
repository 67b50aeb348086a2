"""A decision that a group remembers, and what is said of it afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Method = Literal["consent", "vote", "poll", "meeting"]
"""How it was decided; meeting: aloud, and noted afterwards."""

State = Literal["in_force", "to_revise", "replaced", "ended", "withdrawn"]
"""to_revise: in force, until it is decided anew. withdrawn: taken back within minutes; its number stays given."""

Choice = Literal["keep", "adjust", "stop"]
"""« On garde », « On ajuste », « On arrête »."""

Outcome = Literal["", "kept", "revise", "ended", "silent", "replaced"]
"""How a review went: all keep it; some would change it; all stop; nobody answered; the decision was replaced
meanwhile. '' while it is open."""

LIVE = ("in_force", "to_revise")


@dataclass(frozen=True)
class Decision:
    """A decision as it stands. `words` is the text in force. Times are aware, in UTC.

    `year` and `rank` make its number; `former` are those that it had in groups that have joined this one.
    `author`: who noted or proposed it, None once forgotten. `source`: the topic that it came of, or '' where it
    was noted by hand. Of `voices` there were, `answered` have, `relayed` of these through somebody else; `reached`
    were told of it. `length`: days until each review, 0 where none was chosen. `overdue`: nobody answered the
    last one.
    """

    id: int
    group: int
    year: int
    rank: int
    words: str
    method: Method
    decided_at: datetime
    noted_at: datetime
    author: int | None
    why: str = ""
    source: str = ""
    voices: int = 0
    answered: int = 0
    relayed: int = 0
    reached: int = 0
    review_at: datetime | None = None
    trial: bool = False
    length: int = 0
    state: State = "in_force"
    overdue: bool = False
    replaced_by: int | None = None
    replaces: int | None = None
    former: str = ""

    @property
    def number(self) -> str:
        """« D-2027-006 »."""
        return numbered(self.year, self.rank)

    @property
    def lives(self) -> bool:
        """Whether it holds."""
        return self.state in LIVE

    @property
    def noted(self) -> bool:
        """Whether it was noted by hand, and stands in the room on a card of its own."""
        return not self.source


def numbered(year: int, rank: int) -> str:
    return f"D-{year}-{rank:03}"


@dataclass(frozen=True)
class Version:
    """A text that it had, since when."""

    rank: int
    words: str
    at: datetime


@dataclass(frozen=True)
class Reservation:
    """What somebody wanted to be written beside it; `name` is '' where they did not want theirs."""

    words: str
    name: str


@dataclass(frozen=True)
class Doubt:
    """« Ce n'est pas exact », in somebody's words; `person` is None once forgotten."""

    id: int
    decision: int
    person: int | None
    words: str
    settled: bool = False


@dataclass(frozen=True)
class Objection:
    """An objection that came after the decision. `name` is '' where it was sent without one."""

    id: int
    decision: int
    person: int | None
    words: str
    named: bool
    at: datetime
    name: str = ""


@dataclass(frozen=True)
class Review:
    """« On continue ? », asked of everybody who decides. The numbers are those of now, or of its end."""

    id: int
    decision: int
    opened_at: datetime
    ends_at: datetime
    again: bool = False
    ended_at: datetime | None = None
    outcome: Outcome = ""
    keeps: int = 0
    adjusts: int = 0
    stops: int = 0

    @property
    def answered(self) -> int:
        return self.keeps + self.adjusts + self.stops


@dataclass(frozen=True)
class Held:
    """What is kept about one person: decisions that they noted or proposed, and their own words and answers."""

    decisions: tuple[Decision, ...]
    objections: tuple[str, ...]
    doubts: tuple[str, ...]
    answers: tuple[tuple[Decision, Choice], ...]


@dataclass(frozen=True)
class Leaf:
    """A decision with all that stands beside it, for a screen or a paper. `author` is '' where nobody knows any
    more; `versions` are all its texts, the one in force last."""

    decision: Decision
    author: str
    versions: tuple[Version, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    objections: tuple[Objection, ...] = ()
    successor: Decision | None = None
    predecessor: Decision | None = None
