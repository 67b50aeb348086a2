"""A poll, its choices and its ballots."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Stock = Literal["", "yes", "no", "both", "neither"]
"""Choices that Palabre words itself, in the group's language; '' for a choice in residents' words."""


@dataclass(frozen=True)
class Wording:
    """What somebody typed, understood: a question and its choices (none: they must be asked for)."""

    question: str
    choices: tuple[str, ...] = ()
    stock: tuple[Stock, ...] = ()


@dataclass(frozen=True)
class Option:
    """One choice. `id` is what buttons carry; `ballots` how many chose it."""

    id: int
    words: str
    stock: Stock
    ballots: int = 0


@dataclass(frozen=True)
class Poll:
    """A poll as it stands.

    `author` opened it; `credited` is the name of the neighbour whose message it was, or ''.
    `ends_at` is the promised deadline, `closing_at` when it really closes: earlier once everybody has
    answered, but never once somebody has `extended` it. `blank` counts those who answered without
    choosing. Times are aware, in UTC.
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

    @property
    def answered(self) -> int:
        """How many people have answered."""
        return self.blank + sum(option.ballots for option in self.options)

    @property
    def everybody_answered(self) -> bool:
        return self.closing_at < self.ends_at

    def option(self, id: int) -> Option | None:
        return next((option for option in self.options if option.id == id), None)

    def leaders(self) -> tuple[Option, ...]:
        """The choices with most ballots: several in a tie, none where nobody chose."""
        most = max((option.ballots for option in self.options), default=0)
        return tuple(option for option in self.options if most and option.ballots == most)


@dataclass(frozen=True)
class Ballot:
    """One person's answer; `option` is None for « je ne me prononce pas »."""

    person: int
    name: str
    option: int | None
