"""A poll, its choices and its ballots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from handlers.members.electorate import Voice
from handlers.members.model import Agreement

Stock = Literal["", "yes", "no", "both", "neither", "neither_she", "for", "against", "salty", "sweet", "tastes"]
"""Choices that Palabre words itself, in the group's language; '' for a choice in residents' words."""

Kind = Literal["poll", "vote", "trial"]
"""poll: gives an opinion, seen by all while it is open. vote: one voice per unit of the roll, hidden until the
closing. trial: to try how it feels; nothing of it is kept."""

Style = Literal["one", "several", "availability", "signup"]
"""one: one choice each. several: several, `most` at the most. availability: yes, if need be, or no to each.
signup: who takes what, with places."""

YES, MAYBE, NO = 2, 1, 0
"""The marks of an answer that gives one to several choices (ballots.md §4.7)."""


@dataclass(frozen=True)
class Choice:
    """A choice before it has an id: its words or its stock, and how many may take it."""

    words: str
    stock: Stock = ""
    places: int | None = None


@dataclass(frozen=True)
class Wording:
    """What somebody typed, understood: a question and its choices (none: they must be asked for)."""

    question: str
    choices: tuple[str, ...] = ()
    stock: tuple[Stock, ...] = ()


@dataclass(frozen=True)
class Option:
    """One choice. `id` is what buttons carry; `ballots` how many voices chose it (yes), `maybe` if need be,
    `advice` how many who are counted apart; `parts` of the building. `places`: how many may take it."""

    id: int
    words: str
    stock: Stock
    ballots: int = 0
    maybe: int = 0
    advice: int = 0
    parts: int = 0
    places: int | None = None

    @property
    def full(self) -> bool:
        return self.places is not None and self.ballots >= self.places

    @property
    def lacks(self) -> bool:
        """Whether somebody is still needed for it, where people sign up."""
        return self.ballots < (self.places or 1)


@dataclass(frozen=True)
class Poll:
    """A poll as it stands.

    `author` opened it; `credited` is the name of the neighbour whose message it was, or ''.
    `ends_at` is the promised deadline, `closing_at` when it really closes: earlier once everybody has
    answered, but never once somebody has `extended` it. `blank` counts those who answered without
    choosing. Times are aware, in UTC.

    Frozen at the opening of a vote: `voice`, `voices` (how many there are), `agreement`, `quorum` (how many
    must have answered, 0 for none), `weighs` (parts count). Of an open vote the numbers of the options are 0:
    nobody can see more. `replies`: how many have answered, where choices do not add up to it.
    `tie`: what was chosen after a tie. `attached`: the message with a photo or a file that it is about.
    """

    id: int
    group: int
    author: int
    credited: str
    question: str
    state: Literal["open", "closed", "withdrawn"]
    opened_at: datetime
    ends_at: datetime
    closing_at: datetime
    closed_at: datetime | None
    reminded_at: datetime | None
    options: tuple[Option, ...]
    blank: int = 0
    extended: bool = False
    kind: Kind = "poll"
    style: Style = "one"
    most: int = 1
    grows: bool = False
    voice: Voice = "person"
    agreement: Agreement = "last"
    weighs: bool = False
    quorum: int = 0
    voices: int = 0
    prolonged: bool = False
    replies: int = 0
    relayed: int = 0
    blank_parts: int = 0
    secret: str = ""
    tie: Literal["", "again", "drawn", "meeting"] = ""
    drawn: int | None = None
    after: int | None = None
    attached: str = ""

    @property
    def answered(self) -> int:
        """How many voices have answered."""
        if self.hidden or self.style != "one":
            return self.replies
        return self.blank + sum(option.ballots for option in self.options)

    @property
    def hidden(self) -> bool:
        """Whether nothing is shown before the closing, and no name after it."""
        return self.kind == "vote"

    @property
    def everybody_answered(self) -> bool:
        return self.closing_at < self.ends_at

    @property
    def reaches_quorum(self) -> bool:
        return self.answered >= self.quorum

    def option(self, id: int) -> Option | None:
        return next((option for option in self.options if option.id == id), None)

    def weight(self, option: Option) -> int:
        """What the choices are compared by: voices, the parts of the building, or how well a date suits
        (a yes counts twice; ballots.md §4.7)."""
        if self.weighs:
            return option.parts
        return 2 * option.ballots + option.maybe if self.style == "availability" else option.ballots

    def leaders(self) -> tuple[Option, ...]:
        """The choices with most voices: several in a tie, none where nobody chose. Of dates that suit as
        well, those with fewer refusals lead, which is more answers of any kind, then the earlier one."""
        most = max((self.weight(option) for option in self.options), default=0)
        best = tuple(option for option in self.options if most and self.weight(option) == most)
        if self.style != "availability" or len(best) < 2:
            return best
        suits = max(option.ballots + option.maybe for option in best)
        return next(((option,) for option in best if option.ballots + option.maybe == suits), ())


@dataclass(frozen=True)
class Ballot:
    """One person's answer; `option` is None for « je ne me prononce pas », or where there are `marks`.

    `entered_by` is the name of whoever gave it for them, with the number of the receipt and their `words`.
    `advice`: told apart, never added. `turn`: of two ballots of one unit, the higher is the later one.
    """

    person: int
    name: str
    option: int | None
    marks: Mapping[int, int] = field(default_factory=dict)
    advice: bool = False
    entered_by: str = ""
    entered_by_person: int | None = None
    receipt: int | None = None
    words: str = ""
    turn: int = 0

    @property
    def relayed(self) -> bool:
        """Whether somebody else gave it, also where nobody remembers who."""
        return self.receipt is not None


@dataclass(frozen=True)
class Relayed:
    """That a ballot is given by somebody else: by whom, and in which words of the person."""

    by: int
    words: str = ""


@dataclass(frozen=True)
class Correction:
    """What was changed in a question that people had answered already."""

    id: int
    poll: int
    by: str
    was: str
    now: str
