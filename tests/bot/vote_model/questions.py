"""A poll or a vote as the model knows it, and what its answers come to.

Nothing here is taken from the code that counts. People, choices and questions go by the product's own numbers,
because those are what buttons carry; all the rest is the model's own.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

DECIDES, RUNS = ("resident", "facilitator"), ("facilitator", "accompaniment")


class No(Exception):
    """The rules refuse this, and nothing has changed."""


@dataclass
class Neighbour:
    """Somebody; `doors` are their accounts, (platform, account)."""

    id: int
    name: str
    role: str
    household: int
    doors: list[tuple[str, str]] = field(default_factory=list)
    here: bool = True
    nudged: datetime | None = None

    @property
    def decides(self) -> bool:
        return self.here and self.role in DECIDES

    @property
    def runs(self) -> bool:
        return self.here and self.role in RUNS


@dataclass
class Slip:
    """What one person has answered. `turn`: the higher came later. `relayed`: somebody else gave it."""

    choice: int | None
    turn: int
    relayed: bool = False
    advice: bool = False
    by: int | None = None


@dataclass
class Voice:
    """The people who share one voice, and who of them answers, where one does."""

    people: set[int]
    holder: int | None = None


@dataclass(frozen=True)
class Numbers:
    """What is published at the end."""

    choices: dict[int, int]
    blank: int
    answered: int
    relayed: int
    advice: dict[int, int]


@dataclass
class Question:
    """A poll or a vote."""

    id: int
    kind: str
    author: int
    opened: datetime
    ends: datetime
    closing: datetime
    words: dict[int, str]
    voices: list[Voice]
    agreement: str = "last"
    quorum: int = 0
    state: str = "open"
    extended: bool = False
    prolonged: bool = False
    reminded: bool = False
    ended: datetime | None = None
    slips: dict[int, Slip] = field(default_factory=dict)
    alarms: dict[str, datetime] = field(default_factory=dict)
    numbers: Numbers | None = None
    frozen_voices: int = 0

    def voice_of(self, person: int) -> Voice | None:
        return next((voice for voice in self.voices if person in voice.people), None)

    def given(self, voice: Voice) -> list[tuple[int, Slip]]:
        """The answers that can be the voice's, the latest last."""
        slips = [(person, self.slips[person]) for person in voice.people if person in self.slips]
        one = voice.holder if self.agreement == "holder" else None
        counted = [(who, slip) for who, slip in slips if not slip.advice and one in (None, who)]
        return sorted(counted, key=lambda found: found[1].turn)

    def heard(self) -> list[Voice]:
        return [voice for voice in self.voices if self.given(voice)]

    @property
    def answered(self) -> int:
        if self.numbers is not None:
            return self.numbers.answered
        if self.kind == "vote":
            return len(self.heard())
        return sum(not slip.advice for slip in self.slips.values())

    def count(self) -> Numbers:
        said: list[int | None] = []
        if self.kind == "vote":
            for voice in self.heard():
                given = [slip.choice for _, slip in self.given(voice)]
                most, often = Counter(given).most_common(1)[0]
                said.append(
                    (most if 2 * often > len(given) else None) if self.agreement == "majority" else given[-1]
                )
        else:
            said = [slip.choice for slip in self.slips.values() if not slip.advice]
        tally, apart = Counter(said), Counter(slip.choice for slip in self.slips.values() if slip.advice)
        return Numbers(
            choices={option: tally[option] for option in self.words},
            blank=tally[None],
            answered=len(said),
            relayed=sum(slip.relayed for slip in self.slips.values()),
            advice={option: apart[option] for option in self.words},
        )
