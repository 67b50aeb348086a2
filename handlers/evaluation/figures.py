"""What of several answers may be read without anybody being recognised: pure.

Three rules, each against somebody who compares what they read with what they know:

- The figures are made once, when nobody can answer or change any more, and never again. Whoever looks before and
  after one neighbour's tap has seen nothing the first time. Until then only one thing is said: whether there are
  at least five answers.
- Fewer than five: the average alone, and of that only its side. Fewer than three: nothing, for somebody who
  answered too would know what the other one said. Whoever knows their own answer, and how many there were, still
  has two possible answers for each of the others.
- Only whole answers count, so that no question has fewer than another. The counts of one question are not tied to
  those of another, nor to any words, and the words stand in the order of the alphabet.

What no rule can hide: where everybody says the same, everybody knows what each of them said.
"""

from collections.abc import Sequence

from handlers.conversation.folding import folded

from .model import BEST, QUESTIONS, WORST, Figures, Given, Leaning

OPEN_FROM = 5
"""From so many answers on they are counted one by one (methods.md M14)."""
AVERAGED_FROM = 3


def figures(given: Sequence[Given]) -> Figures:
    """All that may be kept of these answers."""
    whole = [one for one in given if one.whole]
    if len(whole) < AVERAGED_FROM:
        return Figures(len(whole))
    each = [[one.marks[question] for one in whole] for question in range(QUESTIONS)]
    if len(whole) < OPEN_FROM:
        return Figures(len(whole), leanings=tuple(map(_leaning, each)))
    words = sorted((one.words for one in whole if one.words), key=lambda words: (folded(words), words))
    return Figures(len(whole), counts=tuple(map(_counts, each)), words=tuple(words))


def shown(closed: Figures | None, given: Sequence[Given]) -> Figures | bool:
    """What those who may read it are shown: the figures that were made at the closing. Before, of the answers that
    were given so far, only whether there are at least five."""
    return sum(one.whole for one in given) >= OPEN_FROM if closed is None else closed


def _counts(marks: Sequence[int]) -> tuple[int, int, int, int]:
    return marks.count(1), marks.count(2), marks.count(3), marks.count(4)


def _leaning(marks: Sequence[int]) -> Leaning:
    """The middle itself is on the good side."""
    return "good" if 2 * sum(marks) <= (BEST + WORST) * len(marks) else "poor"
