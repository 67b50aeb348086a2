"""A proposal, what people say of it, and the objections that stand against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from handlers.members.electorate import Unit, Voice
from handlers.members.model import Silence

Form = Literal["week", "quick", "full", "meeting"]
"""week: questions and opinions together, the version, objections. quick: objections only. full: every round of
its own. meeting: the rounds are called by hand, in one room at one time (consent.md §2.6)."""

State = Literal[
    "questions", "opinions", "amendment", "objections", "treatment", "adopted", "withdrawn", "undecided"
]
"""Which round runs (consent.md §2.7). In the form of a week, questions are asked during the opinions."""

ROUNDS: tuple[State, ...] = ("questions", "opinions", "amendment", "objections", "treatment")
"""Those in which a proposal is under way."""

Kind = Literal["consent", "reservation", "objection", "follow", "talk"]
"""An answer to « Pouvez-vous vivre avec ? »: yes; yes, with a reservation; no; I follow the group; I need to
speak of it first."""

Fate = Literal["open", "lifted", "reservation", "withdrawn", "later", "meeting", "lapsed"]
"""What became of an objection (consent.md §2.4). Its author alone ends it: lifted, once something has changed;
withdrawn, within its round; a reservation; to be taken up later. meeting: nothing is decided here.
lapsed: its author has left the group, and nobody took it up (K15)."""


@dataclass(frozen=True)
class Review:
    """When a decision is looked at again: some months after it, or on a day. `trial`: it ends then, unless the
    group goes on with it."""

    months: int = 3
    day: date | None = None
    trial: bool = True


@dataclass(frozen=True)
class Proposal:
    """A proposal as it stands.

    `ends_at` is the promised end of its round, `closing_at` when that really ends: earlier once everybody has
    spoken. `version` counts from 1; `text` is that version. Frozen at the opening: `voice`, `voices`, `silence`.
    `extended`: the one extension of the question was given. `loops`: how many versions met an objection; `asked`:
    how many were put to the question.
    `replaces`: the decision that it would change. `decision` and `number`: what it became in the register.
    `commission`: who looks for a solution, in their words. `effect`: what comes about by itself once its text is
    decided as it stands, as the feature names it that proposed it. Times are aware, in UTC.
    """

    id: int
    group: int
    author: int
    form: Form
    state: State
    silence: Silence
    voice: Voice
    voices: int
    text: str
    why: str
    version: int
    opened_at: datetime
    round_at: datetime
    ends_at: datetime
    closing_at: datetime
    closed_at: datetime | None = None
    review: Review = Review()
    extended: bool = False
    loops: int = 0
    asked: int = 0
    replaces: int | None = None
    decision: int | None = None
    number: str = ""
    commission: str = ""
    effect: str = ""

    @property
    def under_way(self) -> bool:
        return self.state in ROUNDS

    @property
    def listens(self) -> bool:
        """Whether the group may still say what it thinks, before anything is asked of it."""
        return self.state in ("questions", "opinions")

    @property
    def takes_questions(self) -> bool:
        return self.state == "questions" or (self.state == "opinions" and self.form != "full")


@dataclass(frozen=True)
class Version:
    """A text of the proposal, as it was from `made_at` on."""

    number: int
    text: str
    made_at: datetime


@dataclass(frozen=True)
class Question:
    """What somebody wants to know; `answer` is empty until the person who proposes has given one. `name` is empty,
    and `person` None, once nobody knows any more who asked."""

    id: int
    proposal: int
    person: int | None
    name: str
    words: str
    answer: str = ""


@dataclass(frozen=True)
class Opinion:
    """What somebody thinks; without words, that they have nothing to add. `name` is empty where they gave it
    without. `entered_by` is the name of whoever wrote it down for them."""

    person: int
    name: str
    words: str
    entered_by: str = ""


@dataclass(frozen=True)
class Position:
    """One person's answer to one version. `turn`: of two answers of one voice, the higher is the later one.
    `talked`: somebody who wanted to speak of it first has been spoken with. `relayed`: somebody else gave it."""

    person: int
    kind: Kind
    turn: int
    words: str = ""
    name: str = ""
    talked: bool = False
    relayed: bool = False
    entered_by: str = ""


@dataclass(frozen=True)
class Objection:
    """What could go wrong (`risk`), and what would make it liveable (`remedy`, perhaps empty).

    `name` is that of its author; where `named` is false it is for those who facilitate alone, who carry it.
    `alerted`: its author had the others told at once. `orphaned`: its author is not in the group any more;
    `offered`: it is asked whether somebody takes it up. `shown`: a question has ended with it: all may read it.
    `parked`: those who facilitate ask its author to take it up later. `person` is None once nobody knows any more
    who it was.
    """

    id: int
    proposal: int
    version: int
    person: int | None
    name: str
    risk: str
    remedy: str
    named: bool
    state: Fate
    made_at: datetime
    alerted: bool = False
    orphaned: bool = False
    offered: bool = False
    shown: bool = False
    parked: bool = False
    relayed: bool = False
    entered_by: str = ""
    entered_by_person: int | None = None

    @property
    def stands(self) -> bool:
        """Whether nothing can be decided as long as it is there."""
        return self.state == "open"


@dataclass(frozen=True)
class Relayed:
    """That something is said by somebody else, in the words of the person: by whom."""

    by: int


@dataclass(frozen=True)
class Deliberation:
    """All that an end of a round depends on. `units`: the voices, with those of their people who are still in
    the group. `reached`: the people who know of the question (setting B)."""

    proposal: Proposal
    units: Sequence[Unit]
    positions: Sequence[Position] = ()
    objections: Sequence[Objection] = ()
    opinions: Sequence[Opinion] = ()
    questions: Sequence[Question] = ()
    reached: Mapping[int, bool] | None = None
