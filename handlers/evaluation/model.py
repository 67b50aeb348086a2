"""What somebody thought of a workshop, and what may be said of all of it together."""

from dataclasses import dataclass, replace
from typing import Literal

Leaning = Literal["good", "poor"]
"""On which side an average lies."""

QUESTIONS = 3
"""Whether it was useful, whether people listened, whether the pace was right: 0, 1 and 2."""
BEST, WORST = 1, 4
"""The four answers to each of them."""


@dataclass(frozen=True)
class Given:
    """What one person answered: for each question 1 (the best) to 4, 0 where they have not yet; and their
    words."""

    marks: tuple[int, int, int] = (0, 0, 0)
    words: str = ""

    @property
    def whole(self) -> bool:
        return all(self.marks)

    @property
    def following(self) -> int | None:
        """The first question without an answer."""
        return self.marks.index(0) if 0 in self.marks else None

    def with_mark(self, question: int, mark: int) -> "Given":
        first, second, third = (mark if at == question else one for at, one in enumerate(self.marks))
        return replace(self, marks=(first, second, third))


@dataclass(frozen=True)
class Figures:
    """What may be read of `answers` whole answers, and all that is kept of them. From five on, `counts`: for each
    question how many gave each of the four answers, and `words`. Of three or four, `leanings`: the side of the
    average of each question. Of fewer, nothing."""

    answers: int
    counts: tuple[tuple[int, int, int, int], ...] = ()
    leanings: tuple[Leaning, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """One answer of somebody's, to the workshop of that title."""

    title: str
    given: Given
