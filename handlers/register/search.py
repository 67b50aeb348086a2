"""Finds decisions by any of their words, whatever the accents, the plurals, the order, or a slip of the finger."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from handlers.conversation.folding import folded

from .model import Decision
from .store import Record

SLIPS_FROM = 5
"""Letters from which a word may have one that is wrong, missing, too many, or in its neighbour's place."""
BEGINS_FROM = 3
"""Letters from which the beginning of a word stands for it."""
_NUMBER = re.compile(r"(?:d[\s.-]*)?(?:(?P<year>\d{4})[\s./-]+)?0*(?P<rank>\d{1,4})", re.IGNORECASE)
_SMALL = {
    "a", "au", "aux", "avec", "c", "ce", "ces", "d", "dans", "de", "des", "du", "elle", "en", "et",
    "il", "ils", "j", "l", "la", "le", "les", "leur", "leurs", "m", "mais", "n", "ne", "nos", "notre",
    "nous", "on", "ou", "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "son", "sur",
    "t", "un", "une", "y", "the", "of", "and", "or", "to", "in", "at", "for", "an", "is", "are", "we",
}  # fmt: skip
"""Words that every sentence has: they tell nothing apart."""
_WORTH = {"words": 3, "why": 2, "older": 1}
"""How much a word counts by where it stands."""
_SAME, _BEGUN, _SLIPPED = 10, 8, 6
"""How much by how surely it is that word. Whole numbers: their sum is the same in any order."""


def asked(typed: str) -> list[str]:
    """The words to look for: without the small ones, unless there is no other; each once."""
    words = list(dict.fromkeys(folded(typed)))
    return [word for word in words if word not in _SMALL] or words


def search(
    typed: str, decisions: Sequence[Decision], older: Mapping[int, Sequence[str]] | None = None
) -> list[Decision]:
    """Those that answer to what was typed, best first; of equals in the order in which they were given.

    A number (« D-2027-006 », « 6 ») finds its decision before all others. Else a decision is found by all the
    words, or, where none has them all, by as many as any has, if these are half of them. `older`: texts that each
    had.
    """
    by_number = _by_number(typed, decisions)
    if by_number and "-" in typed.strip():  # a number written out is nothing else
        return by_number
    words = asked(typed)
    found = []
    for decision in decisions:
        theirs = _worth(decision, (older or {}).get(decision.id, ()))
        marks = [mark for word in words if (mark := _best(word, theirs))]
        if marks:
            found.append((len(marks), sum(marks), decision))
    most = max((matched for matched, _, _ in found), default=0)
    if 2 * most < len(words):
        found = []
    best = [(mark, decision) for matched, mark, decision in found if matched == most]
    best.sort(key=lambda one: (one[0], one[1].lives), reverse=True)
    return [*by_number, *(decision for _, decision in best if decision not in by_number)]


def search_records(typed: str, records: Sequence[Record]) -> list[Record]:
    """The same among other things that a group has written down, best first; these have no numbers."""
    words = [] if _NUMBER.fullmatch(typed.strip()) else asked(typed)
    found = []
    for record in records:
        theirs = dict.fromkeys(folded(record.words), 1)
        marks = [mark for word in words if (mark := _best(word, theirs))]
        if marks and 2 * len(marks) >= len(words):
            found.append((len(marks), sum(marks), record))
    most = max((matched for matched, _, _ in found), default=0)
    best = [(mark, record) for matched, mark, record in found if matched == most]
    return [record for _, record in sorted(best, key=lambda one: -one[0])]


def _by_number(typed: str, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions with this number: those that have it now, then those that had it."""
    named = _NUMBER.fullmatch(typed.strip())
    if named is None:
        return []
    year, rank = named["year"], int(named["rank"])
    now = [one for one in decisions if one.rank == rank and year in (None, str(one.year))]
    full = f"D-{year}-{rank:03}"
    return [*now, *(one for one in decisions if one not in now and year and full in one.former.split())]


def _worth(decision: Decision, older: Sequence[str]) -> dict[str, int]:
    """Every word of a decision, with how much it counts at the best of its places."""
    places = [*((text, _WORTH["older"]) for text in older), (decision.why, _WORTH["why"])]
    places += [(text, _WORTH["words"]) for text in (decision.words, decision.number, decision.former)]
    return {word: worth for text, worth in places for word in folded(text)}  # the best place comes last


def _best(word: str, words: Mapping[str, int]) -> int:
    """How well a decision answers to this word, at the place where it does best."""
    return max((worth * _mark(word, other) for other, worth in words.items()), default=0)


@lru_cache(maxsize=2**16)
def _mark(word: str, other: str) -> int:
    if _singular(word) == _singular(other):
        return _SAME
    if len(word) >= BEGINS_FROM and other.startswith(word):
        return _BEGUN
    if len(word) >= SLIPS_FROM and _slips(word, other):
        return _SLIPPED
    return 0


def _slips(word: str, other: str) -> bool:
    """Whether one letter is wrong between them, or between what they are in the singular."""
    pairs = ((word, other), (_singular(word), _singular(other)))
    return any(OSA.distance(one, two, score_cutoff=1) <= 1 for one, two in pairs)


def _singular(word: str) -> str:
    """« velos » → « velo », « locaux » → « local », « bureaux » → « bureau »; short words are left alone."""
    if len(word) > 4 and word.endswith("aux") and not word.endswith("eaux"):
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
