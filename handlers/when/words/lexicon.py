"""The words of time of one language, found in a text by the longest phrase, small slips of the finger mended."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from rapidfuzz.distance import OSA

from .tokens import Token, cut

Kind = Literal[
    # what is counted or named
    "weekday", "weekdays", "short weekday", "month", "short month", "number", "ordinal", "part", "noon", "unit",
    "near", "feast", "weekend", "holidays", "bridge", "night", "working days", "adverb", "holiday", "school",
    "term",
    # what is said of it
    "next", "last", "this", "plus weeks", "half", "quarter", "fraction", "past", "to", "minus", "and half",
    "meridiem", "edge", "eve", "all day", "whole", "from now", "each", "included", "exactly", "zone",
    # little words that say how parts hang together
    "every", "in", "ago", "during", "within", "until", "before", "by", "latest", "from", "except", "and",
    "or", "link", "little", "between", "at", "article", "of", "one in", "times", "per",
    # what looks like time and is not
    "vague", "numbered", "street", "counted", "idiom", "lead", "greeting", "odd", "after", "named", "often",
]  # fmt: skip
Value: TypeAlias = int | str
Sense: TypeAlias = tuple[Value, int]
"""What it is worth, and the place after its last token."""


class Lexicon:
    """`words`: per kind, phrases (a hyphen may also be a blank) and what each is worth.
    `mended`: the words that are recognised with a letter too many, too few, wrong or swapped (two in long
    words); `real`: words of the language that are so close to one of those that they must stay what they are.
    """

    def __init__(
        self, words: Mapping[Kind, Mapping[str, Value]], mended: Iterable[str], real: Iterable[str]
    ) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], Kind, Value]]] = {}
        self._known = set(real)
        for kind, phrases in words.items():
            for phrase, value in phrases.items():
                self._add(phrase, kind, value)
        for entries in self._phrases.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._mended: dict[str, list[str]] = {}
        for word in mended:
            self._mended.setdefault(word[0], []).append(word)

    def _add(self, phrase: str, kind: Kind, value: Value) -> None:
        for spelling in {phrase, phrase.replace("-", " ") if len(phrase) > 1 else phrase}:
            tokens = tuple(token.text for token in cut(spelling))
            self._known.update(tokens)
            self._phrases.setdefault(tokens[0], []).append((tokens[1:], kind, value))

    def phrases(self) -> Iterable[str]:
        """Every phrase that it knows."""
        return (" ".join((first, *entry[0])) for first, entries in self._phrases.items() for entry in entries)

    def mend(self, token: Token) -> str:
        """The token's text, or the word of time that was meant by it."""
        word = token.text
        if len(word) < 5 or word in self._known:
            return word
        nearest, best = word, 3
        for meant in self._mended.get(word[0], ()):
            slips = 2 if len(meant) >= 8 and len(word) >= 7 else 1
            if abs(len(meant) - len(word)) <= slips:
                distance = OSA.distance(word, meant, score_cutoff=slips)
                if distance <= slips and distance < best:
                    nearest, best = meant, distance
        return nearest

    def senses(self, words: Sequence[str]) -> list[dict[Kind, Sense]]:
        """For each place in the text, what begins there: per kind the longest phrase."""
        found: list[dict[Kind, Sense]] = []
        for place, word in enumerate(words):
            here: dict[Kind, Sense] = {}
            for rest, kind, value in self._phrases.get(word, ()):
                end = place + 1 + len(rest)
                if kind not in here and (not rest or tuple(words[place + 1 : end]) == rest):
                    here[kind] = (value, end)
            found.append(here)
        return found
