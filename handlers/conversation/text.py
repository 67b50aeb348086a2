"""What Palabre says, before it is said in anybody's language.

A `Text` is an English sentence with named holes. The sentence is the message id of the gettext catalogues;
the holes are filled by `bot/texts.py`, which knows languages, plurals, dates and typographic spaces.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

Form = Literal["full", "short", "hour", "day", "weekday", "date", "number"]
"""full: « jeudi 4 mars à 20 h » · short: « jeudi 20 h » · hour: « 20 h » · day: « jeudi 4 mars » ·
weekday: « jeudi 4 » · date: « 4 mars » · number: « 4 ».
Midnight is that of the day which it ends, except in a day alone."""


@dataclass(frozen=True)
class Moment:
    """An instant in the group's own time zone (`at` is aware), with how much of it to say.

    `today`, with the full form: the day on which it is read back, with how far it is where that helps.
    """

    at: datetime
    form: Form = "full"
    today: date | None = None
    kind: Literal["moment"] = "moment"


@dataclass(frozen=True)
class Money:
    """Euros, in cents: « 20,40 € »."""

    cents: int
    kind: Literal["money"] = "money"


@dataclass(frozen=True)
class Listing:
    """Several things in one sentence: « bleu, vert et jaune »; `join` is the last link, or only commas."""

    items: tuple["str | Text", ...]
    join: Literal["and", "or", "commas"] = "and"
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True)
class Text:
    """One sentence to be said; with `plural` and `count`, the form that agrees with the number."""

    sentence: str
    args: Mapping[str, "Argument"] = field(default_factory=dict)
    plural: str = ""
    count: int = 0
    kind: Literal["text"] = "text"


Argument: TypeAlias = str | int | Text | Moment | Listing | Money


def t(sentence: str, /, **args: Argument) -> Text:
    """A sentence. The translators' tool collects the literal given here, so never compute it."""
    return Text(sentence, args)


def tn(singular: str, plural: str, count: int, /, **args: Argument) -> Text:
    """A sentence that agrees with `count`, which fills the hole `{n}`."""
    return Text(singular, {"n": count, **args}, plural, count)


def verbatim(words: str) -> Text:
    """Somebody's own words, never translated."""
    return Text("{words}", {"words": words})
