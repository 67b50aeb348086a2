"""Which neighbour somebody means by a name in a sentence: pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handlers.conversation.folding import folded

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*\.?")
TITLES = {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "mrs", "ms", "miss"}


@dataclass(frozen=True)
class Named:
    """Where a name stands in the words, and whose it is; `person` is None where two bear it."""

    begins: int
    ends: int
    person: int | None


def named(words: str, people: Mapping[int, str]) -> list[Named]:
    """Every name of theirs in these words, in order: whole (« M. Roux »), or the first name alone (« Karim » for
    « Karim Benali »), or the last with a title. A name is written with a capital letter."""
    tokens = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(words)]
    keys = [_key(token) for _, _, token in tokens]
    found, at = [], 0
    while at < len(tokens):
        length, whose = _longest(keys, at, people)
        last = tokens[at + max(length, 1) - 1]
        if length and (tokens[at][2][:1].isupper() or (keys[at] in TITLES and last[2][:1].isupper())):
            end = last[1] - (1 if last[2].endswith(".") else 0)
            found.append(Named(tokens[at][0], end, whose.pop() if len(whose) == 1 else None))
            at += length
        else:
            at += 1
    return found


def _longest(keys: list[str], at: int, people: Mapping[int, str]) -> tuple[int, set[int]]:
    """How many words from here on are a name, and whose."""
    best: tuple[int, set[int]] = (0, set())
    for person, name in people.items():
        for one in _ways(name):
            if tuple(keys[at : at + len(one)]) == one and len(one) >= best[0]:
                best = (len(one), {*(best[1] if len(one) == best[0] else ()), person})
    return best


def _ways(name: str) -> set[tuple[str, ...]]:
    whole = tuple(_key(word) for word in _WORD.findall(name))
    if not whole:
        return set()
    ways = {whole}
    if whole[0] in TITLES:
        ways |= {(title, *whole[1:]) for title in _alike(whole[0])}
    else:
        ways.add(whole[:1])
    return ways


def _alike(title: str) -> set[str]:
    men, married, single = (
        {"m", "mr", "monsieur"},
        {"mme", "mrs", "madame", "ms"},
        {"mlle", "mademoiselle", "miss"},
    )
    return next(kind for kind in (men, married, single) if title in kind)


def _key(word: str) -> str:
    return "".join(folded(word))
