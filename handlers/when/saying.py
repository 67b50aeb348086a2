"""Says back in full what was understood: « un jeudi sur deux à 19 h, à partir du 11 juin 2026 »."""

from collections.abc import Mapping
from datetime import date, datetime

from .english_saying import English
from .french_saying import French
from .model import Day, Deadline, Duration, Instant, Meaning, Recurrence, Refusal, Span, Understanding
from .tongue import Tongue

TONGUES: Mapping[str, type[Tongue]] = {"fr": French, "en": English}
"""The words of each language for days and hours."""


def say(understanding: Understanding | Meaning, language: str, *, now: datetime | None = None) -> str:
    """The meaning in words of that language ("fr", "en"), which `understand` reads as the same meaning again.

    `now`, aware and in the group's zone, makes it shorter and nearer: years that go without saying are left out,
    and a day says how far it is (« demain mercredi 3 mars à 18 h », « mardi 9 mars, dans 8 jours »); such words
    mean the same on that day only. Raises TypeError for a refusal, which is said elsewhere.
    """
    meaning = understanding.meaning if isinstance(understanding, Understanding) else understanding
    tongue = tongue_of(language, now.date() if now is not None else None)
    match meaning:
        case Instant() | Day():
            return tongue.moment(meaning)
        case Span():
            return tongue.span(meaning)
        case Duration():
            return tongue.length(meaning)
        case Recurrence():
            return tongue.recurrence(meaning)
        case Deadline():
            return tongue.deadline(meaning)
        case Refusal():
            raise TypeError("a refusal means no time that could be said back")


def say_date(meaning: Instant | Day | Span, language: str, today: date) -> str:
    """A date that will be read on other days too: without how far it is, with its year only where that is far.

    « samedi 6 mars à 14 h », « dimanche 7 mars au matin », « samedi 13 mars, de 9 h à 12 h »."""
    tongue = tongue_of(language, today)
    return tongue.span(meaning) if isinstance(meaning, Span) else tongue.full(meaning)


def distance(day: date, today: date, language: str) -> str:
    """How far a day is: « dans 8 jours », « demain », « il y a 3 jours », in 8 days."""
    return tongue_of(language, today).distance((day - today).days)


def tongue_of(language: str, today: date | None = None) -> Tongue:
    """The words of a language, English for one that has none here."""
    return TONGUES.get(language, English)(today)
