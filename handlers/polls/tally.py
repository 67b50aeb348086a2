"""Counts a vote: one voice per unit, whoever of it answered."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handlers.members.electorate import Unit
from handlers.members.model import Agreement

from .model import MAYBE, YES, Ballot, Poll


@dataclass(frozen=True)
class Tally:
    """What a vote came to: by option, how many voices and how many parts; `answered` are the units whose
    voice was heard, `blank` how many of them chose nothing, `advice` what was said apart."""

    voices: Mapping[int, int] = field(default_factory=dict)
    maybe: Mapping[int, int] = field(default_factory=dict)
    parts: Mapping[int, int] = field(default_factory=dict)
    advice: Mapping[int, int] = field(default_factory=dict)
    answered: frozenset[int] = frozenset()
    blank: int = 0
    blank_parts: int = 0
    blank_advice: int = 0


def tally(units: Sequence[Unit], ballots: Sequence[Ballot], agreement: Agreement) -> Tally:
    """The voices of all units, from the ballots of the people in them (copropriete.md §3.8, H1 to H4).

    last: of several ballots of one unit the later one is its voice. majority: what most of them chose; no
    majority is an answer that chooses nothing. holder: only that person's ballot counts, where one was named.
    """
    by_person = {ballot.person: ballot for ballot in ballots if not ballot.advice}
    voices: Counter[int] = Counter()
    maybe: Counter[int] = Counter()
    parts: Counter[int] = Counter()
    answered, blank, blank_parts = set(), 0, 0
    for unit in units:
        given = [by_person[person] for person in unit.people if person in by_person]
        if agreement == "holder" and unit.holder is not None:
            given = [ballot for ballot in given if ballot.person == unit.holder]
        if not given:
            continue
        answered.add(unit.number)
        marks = _voice(given, agreement)
        voices.update(option for option, mark in marks.items() if mark == YES)
        maybe.update(option for option, mark in marks.items() if mark == MAYBE)
        parts.update({option: unit.parts for option, mark in marks.items() if mark == YES})
        if not any(mark == YES for mark in marks.values()):
            blank += 1
            blank_parts += unit.parts
    apart = [ballot for ballot in ballots if ballot.advice]
    advice = Counter(option for ballot in apart for option, mark in _marks(ballot).items() if mark == YES)
    silent = sum(1 for ballot in apart if not _marks(ballot))
    return Tally(voices, maybe, parts, advice, frozenset(answered), blank, blank_parts, silent)


def _voice(given: Sequence[Ballot], agreement: Agreement) -> Mapping[int, int]:
    if agreement != "majority":
        return _marks(max(given, key=lambda ballot: ballot.turn))
    wanted = Counter(option for ballot in given for option, mark in _marks(ballot).items() if mark == YES)
    return {option: YES for option, number in wanted.items() if 2 * number > len(given)}


def _marks(ballot: Ballot) -> Mapping[int, int]:
    return ballot.marks or ({} if ballot.option is None else {ballot.option: YES})


def seal(secret: str) -> str:
    """What is published of the secret of a draw when the poll opens: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def draw(secret: str, poll: int, tied: Sequence[str]) -> int:
    """Which of the tied choices is drawn, from 0: the SHA-256 of the secret, the poll's number and the choices
    in the order in which they are printed, modulo how many they are (ballots.md §4.7). Whoever knows the
    three can do it again; whoever chose the second of the closing could not choose the result."""
    return int(hashlib.sha256(drawn_from(secret, poll, tied).encode()).hexdigest(), 16) % len(tied)


def drawn_from(secret: str, poll: int, tied: Sequence[str]) -> str:
    """The letters of which a draw takes the SHA-256, so that they can be shown as they are."""
    return f"{secret}{poll}{''.join(tied)}"


def lots(poll: Poll) -> list[str]:
    """The tied choices as a draw takes them, in the order in which they are printed. Those that Palabre words
    itself have one name in all languages."""
    return [option.words or option.stock for option in poll.leaders()]


def shuffled(options: Sequence[int], poll: int, person: int) -> list[int]:
    """The options in an order that is each person's own and always the same: what stands first is chosen more
    often, so nobody stands first for all."""
    return sorted(options, key=lambda option: hashlib.sha256(f"{poll}/{person}/{option}".encode()).digest())
