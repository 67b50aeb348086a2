"""One text being read: its words, what each may mean, and the moment it was typed at."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ..model import SchoolZone, Stop, Why
from ..words.lexicon import Kind, Sense
from ..words.tables import lexicon
from ..words.tokens import composed, cut

LONGEST = 400
"""Characters; a time with its subject needs fewer."""


class Reading:
    """`now`: aware, in the group's zone. `words[i]`: the plain text of token i, slips mended.

    Grammar functions take a reading and a place in it, and give what they found there with the place after it,
    or None where it is something else.
    """

    def __init__(self, text: str, now: datetime, zone: ZoneInfo, language: str, school: SchoolZone) -> None:
        self.text = composed(text)
        self.now = now.astimezone(zone)
        self.today = self.now.date()
        self.zone = zone
        self.french = language == "fr"
        self.school = school
        words = lexicon("fr" if self.french else "en")
        self.tokens = cut(self.text)
        self.words = [words.mend(token) for token in self.tokens]
        self.senses = words.senses(self.words)
        self.kept: set[int] = set()
        """Places of what looks like time and is not: a room number, a price."""

    def __len__(self) -> int:
        return len(self.tokens)

    def sense(self, place: int, kind: Kind) -> Sense | None:
        return self.senses[place].get(kind) if 0 <= place < len(self.senses) and place not in self.kept else None

    def is_any(self, place: int, *kinds: Kind) -> bool:
        """A phrase of one of these kinds begins there."""
        return any(self.sense(place, kind) is not None for kind in kinds)

    def is_plain(self, place: int) -> bool:
        """A word that no table knows: nothing of time begins there."""
        return not self.senses[place] and self.words[place].isalpha()

    def word(self, place: int) -> str:
        """The plain text of a token; "" before the first and after the last."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def after(self, place: int, *kinds: Kind) -> int:
        """The place after a phrase of one of these kinds; the same place where none is."""
        for kind in kinds:
            found = self.sense(place, kind)
            if found is not None:
                return found[1]
        return place

    def is_mark(self, place: int, marks: str) -> bool:
        return 0 <= place < len(self.words) and self.words[place] in marks

    def is_the(self, place: int) -> bool:
        """The article of one thing: le, la, l', the; « thé » is none in French."""
        return self.word(place) in (("le", "la", "l'") if self.french else ("the",))

    def past_comma(self, place: int) -> int:
        return place + 1 if self.is_mark(place, ",") else place

    def figures(self, place: int) -> int:
        """The number written in figures there, or -1."""
        if not 0 <= place < len(self.tokens) or place in self.kept:
            return -1
        return self.tokens[place].number

    def glued(self, place: int) -> bool:
        """Nothing blank before it."""
        return 0 <= place < len(self.tokens) and not self.tokens[place].spaced

    def number(self, place: int) -> tuple[int, int] | None:
        """A number in figures or in words."""
        figures = self.figures(place)
        if figures >= 0:
            return figures, place + 1
        found = self.sense(place, "number")
        return None if found is None else (int(found[0]), found[1])

    def said(self, start: int, end: int) -> str:
        """The words from one place to another, as they were typed."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def impossible(self, start: int, end: int) -> Stop:
        return Stop(Why.IMPOSSIBLE, self.said(start, end))
