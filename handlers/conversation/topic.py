"""A topic: the subject that a card shows, « polls:17 », and perhaps one side of it, « polls:17:result »."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """`feature` is a feature's name, `id` its record, `aspect` which message about it ('' is the card)."""

    feature: str
    id: int
    aspect: str = ""

    def __str__(self) -> str:
        return f"{self.feature}:{self.id}" + (f":{self.aspect}" if self.aspect else "")

    @classmethod
    def parse(cls, words: str) -> "Topic":
        """The topic that `str` wrote. Raises ValueError for anything else."""
        feature, number, *rest = words.split(":")
        return cls(feature, int(number), ":".join(rest))
